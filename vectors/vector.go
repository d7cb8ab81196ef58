package vectors

import "slices"

// The suites, in the order in which they are reported.
const (
	Expression   = "expression"     // the vocabulary, and RFC 9651 pitfalls
	Signals      = "signals"        // CC signals exceptions
	RobotsUsage  = "robots-usage"   // Content-Usage rules in robots.txt
	RobotsAccess = "robots-access"  // RFC 9309 groups, matching and status codes
	Header       = "content-usage"  // Content-Usage header lines
	Signal       = "content-signal" // Content Signals: robots.txt, header, HTML
	TDMRep       = "tdmrep"         // TDM Reservation Protocol and its policies
	RSL          = "rsl"            // Really Simple Licensing
	PageTokens   = "page-tokens"    // noai and its kin
	ControlToken = "control-tokens" // robots.txt tokens that only control
	AITxt        = "ai-txt"         // Spawning's ai.txt
	TrustTxt     = "trust-txt"      // JournalList's trust.txt
	ATProtocol   = "at-protocol"    // community.lexicon.preference.ai
	Declaration  = "declaration"    // declaration documents and projections
	Licence      = "licence"        // copyright licences, which are no preferences
	ImageRights  = "image-rights"   // copyright information in images, likewise
	Plus         = "plus"           // PLUS Data Mining in image metadata
	Mark         = "mark"           // Proviso's mark in image metadata
	C2PA         = "c2pa"           // training assertions in C2PA manifests
	Combine      = "combine"        // several carriers, several askers
	Profile      = "profile"        // older revisions and other ways of reading labels
	Writer       = "writer"         // canonical serialisation
)

// Suites lists every suite in report order.
func Suites() []string {
	return []string{Expression, Signals, RobotsUsage, RobotsAccess, Header,
		Signal, TDMRep, RSL, PageTokens, ControlToken, AITxt, TrustTxt, ATProtocol, Declaration, Licence,
		ImageRights, Plus, Mark, C2PA,
		Combine, Profile, Writer}
}

// Status tells how firmly an expectation stands.
type Status string

const (
	// Current follows from the text of the revision named in Spec.
	Current Status = "current"
	// Superseded followed from a revision that has since been replaced. Such
	// vectors are kept, because files written then are still on the web.
	Superseded Status = "superseded"
	// Proposal is our reading where the specifications are silent or disagree;
	// QUESTIONS.md says why. A program may differ and still conform.
	Proposal Status = "proposal"
)

// Statuses lists every status in report order.
func Statuses() []Status { return []Status{Current, Superseded, Proposal} }

// Kind tells what is asked of a program.
type Kind string

const (
	// Reading: make a request of the vector, compare the answer.
	Reading Kind = "reading"
	// Writing: the canonical text is what a writer must produce for the
	// expectation. There is no request; [Run] leaves these out.
	Writing Kind = "writing"
)

// Vector is one case.
type Vector struct {
	Suite string
	Name  string // unique over all suites
	// Checks is the one thing the vector checks, as a sentence.
	Checks string
	// Source is where the specification says so.
	Source string
	// Spec is the specification and revision the expectation holds for.
	Spec   string
	Status Status

	URL     string   // absolute URL of the asset
	As      []string // the asker's product tokens; none is an asker nobody names
	Profile string   // how labels are read; empty for the default, cc-signals
	// Robots is the text of robots.txt, which need not be UTF-8; nil for none.
	Robots []byte
	// RobotsStatus is the HTTP status of robots.txt; 0 where none is given, which
	// with Robots means 200.
	RobotsStatus int
	Headers      []Field
	Body         []byte // of the response; nil for none
	MediaType    string // of Body, where no Content-Type header says so
	Documents    []Document

	// MustFail: the Content-Usage value is not a Dictionary by RFC 9651.
	MustFail bool
	// CanFail: the expectation rests on a SHOULD or a MAY, so another reading
	// conforms as well.
	CanFail bool
	// Canonical is the serialisation of what was read or is to be written, as
	// field lines: nil where not given, empty where no field is to be written.
	Canonical []string

	Expect Expectation
	// Problems are codes of Proviso's own for what is worth reporting about the
	// input. Informative: other programs are not judged by them.
	Problems []string
	// Licences are the copyright licences that stand beside the answer, normalised.
	// Informative, like Problems.
	Licences []string
}

// Document is a response that is not the asset but speaks about it.
type Document struct {
	URL       string
	Status    int
	MediaType string // empty for none
	Body      []byte
}

// Field is one header field line.
type Field struct{ Name, Value string }

// Kind tells what the vector asks of a program.
func (v Vector) Kind() Kind {
	if v.Suite == Writer {
		return Writing
	}
	return Reading
}

// ID is suite and name with a slash between: the id of the vector's request.
func (v Vector) ID() string { return v.Suite + "/" + v.Name }

// profiles are the values the batch form knows.
var profiles = []string{
	"cc-signals", "aipref", "legacy",
	"vocab-01", "vocab-02", "vocab-03", "vocab-04", "vocab-05", "vocab-06", "vocab-07", "vocab-08",
}

func suiteOrder(suite string) int { return slices.Index(Suites(), suite) }
