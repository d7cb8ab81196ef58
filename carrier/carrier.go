// Package carrier says what a carrier is: one format that carries statements of
// preference, as a value with a name, a specification, a reader and perhaps a
// writer. Each format lives in a folder below this one; package carrier/all is
// the one list of them.
//
// Carriers turn artifacts, which somebody else gathered, into evidence. They do
// no I/O, never fail on bad input, and know nothing of each other.
package carrier

import (
	"strings"
	"sync"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// Carrier is one format that carries statements of preference.
type Carrier struct {
	Name  string // stable, kebab-case: "robots", "content-usage"
	Title string // for people: "robots.txt Content-Usage rules"
	Spec  Spec
	// Wants reports whether the artifact can hold this carrier at all.
	Wants func(*Artifact) bool
	// Read finds the statements in an artifact that bear on the question.
	Read func(*Artifact, *Question) Reading
	// Write says the outcomes in this carrier's words, as text to be placed where
	// the carrier lives; nil where Proviso does not write the format.
	Write func(proviso.Outcomes) (text string, losses []proviso.Loss, err error)
}

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
)

// Artifact is one thing that was gathered. Artifacts are immutable once made, so
// many questions and goroutines may share one; what a carrier parses from it is
// kept by [Artifact.Parsed].
type Artifact struct {
	Kind Kind
	// Source is where the artifact came from: a URL, or a file name. It is shown,
	// and relative references resolve against it where it is a URL.
	Source string
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
