// Package carrier says what a carrier is: one format that carries statements of
// preference, as a value with a name, a specification, a reader and perhaps a
// writer. Each format lives in a folder below this one; package carrier/all is
// the one list of them.
//
// Carriers turn artifacts, which somebody else gathered, into evidence. They do
// no I/O, never fail on bad input, and know nothing of each other.
package carrier

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/expr"
)

// Carrier is one format that carries statements of preference.
type Carrier struct {
	Name  string // stable, kebab-case: "robots", "content-usage"
	Title string // for people: "robots.txt Content-Usage rules"
	Spec  Spec
	// Rule is the format's own precedence, for people, as a clause: "the last of two
	// equal keys counts".
	Rule string
	// Wants reports whether the artifact can hold this carrier at all.
	Wants func(*Artifact) bool
	// Read finds the statements in all that was gathered that bear on the question,
	// and settles what the format itself says about duplicates and precedence. It is
	// given every artifact, wanted or not, in the order they were gathered; see
	// [EachOf] for formats whose artifacts have nothing to do with each other.
	Read func([]*Artifact, *Question) Reading
	// Seeks lists further documents that would have to be gathered for the carrier
	// to read all it can: well-known files, documents that are linked to. It is asked
	// again as documents come in. Nil where there are none.
	Seeks func([]*Artifact, *Question) []Reference
	// Forms are the ways Proviso writes the format; none where it does not.
	Forms []Form
	// Tokens is the table by which the format's words are read; nil where package
	// expr has it.
	Tokens []Token
	// Codes lists the problems that the carrier reports, with their meanings.
	Codes []Code
}

// EachOf makes a reader of all artifacts from a reader of one.
func EachOf(wants func(*Artifact) bool, read func(*Artifact, *Question) Reading) func([]*Artifact, *Question) Reading {
	return func(artifacts []*Artifact, q *Question) (whole Reading) {
		for _, a := range artifacts {
			if wants(a) {
				whole.Add(read(a, q))
			}
		}
		return whole
	}
}

// Reference is a document that a carrier would read if somebody gathered it.
type Reference struct {
	URL string // absolute, http or https
	Why string // for people: "TDM policy", "well-known file of TDMRep"
	// WellKnown is set for a file that is looked for without anything having
	// mentioned it; that it is not there is no news then.
	WellKnown bool
}

// Code explains a problem code.
type Code struct{ Code, Meaning string }

// Spec names what a carrier follows.
type Spec struct {
	Name     string // "draft-ietf-aipref-attach"
	Revision string // "05"
	URL      string
}

// String joins name and revision: "draft-ietf-aipref-attach-05".
func (s Spec) String() string {
	if s.Revision == "" {
		return s.Name
	}
	return s.Name + "-" + s.Revision
}

// Attachment is the draft by which Content-Usage is attached to content, in headers
// and in robots.txt.
var Attachment = Spec{
	Name: "draft-ietf-aipref-attach", Revision: "05",
	URL: "https://datatracker.ietf.org/doc/html/draft-ietf-aipref-attach-05",
}

// Question is what a reader wants to know: about which asset, on whose behalf,
// and reading labels how.
type Question struct {
	// URL is the absolute URL of the asset; empty for a bare file.
	URL string
	// As lists the asker's product tokens. Each is looked up on its own and the
	// strictest answer stands. None means an asker nobody names: "*".
	As []string
	// Profile tells how labels and parameters are read; nil is the default.
	Profile *expr.Profile
}

// Kind is what sort of thing an artifact is.
type Kind uint8

const (
	Response Kind = iota // an HTTP response: status, header fields, body
	Request              // an HTTP request with content, such as a PUT
	Robots               // a robots.txt, or the attempt to fetch one
	File                 // bytes from a file system, with no HTTP around them
	// Document is a response that is not the asset but speaks about it: a well-known
	// file of its host, or a document that it links to. Source is the URL that was
	// asked for; Final, where redirects led.
	Document
)

// Artifact is one thing that was gathered. Artifacts are immutable once made, so
// many questions and goroutines may share one; what a carrier parses from it is
// kept by [Artifact.Parsed].
type Artifact struct {
	Kind Kind
	// Source is where the artifact came from: a URL, or a file name. It is shown,
	// and relative references resolve against it where it is a URL.
	Source string
	// Final is where redirects led, if elsewhere than Source.
	Final string
	// Status is the HTTP status; 0 where there was none. For Robots, 0 with a nil
	// Body and a false Unreachable means nobody looked.
	Status int
	// Unreachable is set for Robots when the attempt to fetch failed: no answer,
	// or no usable one.
	Unreachable bool
	Header      []Field // in order, as received, repeated fields apart
	MediaType   string  // from Content-Type, without parameters, lower case
	Body        []byte  // nil when not gathered; empty when it was empty
	Truncated   bool    // the body is longer than what was gathered
	Observed    time.Time
	// Scan is what was found in an image that was read from where it lies, so that
	// Body is nil; nil where the body is there to be looked into.
	Scan *container.Scan

	parsed sync.Map // by carrier-chosen key
}

// Field is one header field line as it was received.
type Field struct{ Name, Value string }

// Parsed returns what parse makes of the artifact, calling it once per key
// however many questions share the artifact. Concurrent first calls may each
// parse; one result wins.
func (a *Artifact) Parsed(key any, parse func(*Artifact) any) any {
	if v, ok := a.parsed.Load(key); ok {
		return v
	}
	v, _ := a.parsed.LoadOrStore(key, parse(a))
	return v
}

// Reading is what a carrier found.
type Reading struct {
	Evidence []proviso.Evidence
	Problems []proviso.Problem
	// Access is what the artifact says about fetching the asset. Only the robots
	// carrier knows; the rest leave it unknown.
	Access proviso.Access
	// AccessBy is the position of the rule that decided access, if one did.
	AccessBy proviso.Where
	// Rights is copyright information; see [proviso.Rights].
	Rights []proviso.Rights
	// Projections are what declarations say of safe forms; only the declaration
	// carrier has them.
	Projections []proviso.Projection
}

// Add appends another reading. The stricter access stands.
func (r *Reading) Add(part Reading) {
	r.Evidence = join(r.Evidence, part.Evidence)
	r.Problems = join(r.Problems, part.Problems)
	r.Rights = join(r.Rights, part.Rights)
	r.Projections = join(r.Projections, part.Projections)
	if part.Access > r.Access {
		r.Access, r.AccessBy = part.Access, part.AccessBy
	}
}

// join appends b to a. What only one part holds is not copied.
func join[T any](a, b []T) []T {
	if a == nil {
		return slices.Clip(b)
	}
	return append(a, b...)
}

// Origin is scheme, host and port of an absolute http or https URL, as written:
// "https://example.com:8443". It is empty for anything else.
func Origin(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return ""
	}
	for i := range len(rest) {
		if c := rest[i]; c == '/' || c == '?' || c == '#' || c == '\\' {
			rest = rest[:i]
			break
		}
	}
	if rest == "" {
		return ""
	}
	return url[:len(scheme)+len("://")+len(rest)]
}

// Host is the host of an absolute http or https URL, with its port if it has
// one and without user information; empty for anything else.
func Host(url string) string {
	origin := Origin(url)
	if origin == "" {
		return ""
	}
	_, host, _ := strings.Cut(origin, "://")
	return host[strings.LastIndexByte(host, '@')+1:]
}

// MediaType is a Content-Type value without its parameters, in lower case.
func MediaType(contentType string) string {
	essence, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(essence))
}

// ServerOf is the declaring party that a server's own files and headers imply:
// whoever operates the host of the URL, and nobody where there is no host.
func ServerOf(url string) proviso.Party {
	host := Host(url)
	if host == "" {
		return proviso.Party{}
	}
	return proviso.Party{Name: host, Identification: proviso.ServerOperator}
}
