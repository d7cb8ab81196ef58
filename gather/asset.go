package gather

import (
	"fmt"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Asset is one thing somebody may have stated preferences about, with what was
// gathered of it.
type Asset struct {
	// URL is the asset's own: after redirects, the last one. It is empty for a file
	// nobody gave a URL.
	URL string
	// Name is what to call the asset in reports: the URL that was asked for, a file's
	// path, or path and offset of a record in an archive ("crawl.warc.gz#1234").
	Name string
	// Artifacts are what was gathered: the robots.txt of the asset's origin first, if
	// there is one, then the response or file. They may be shared between assets.
	Artifacts []*carrier.Artifact
	// Log is what was asked and seen, in order. Only a Fetcher writes it.
	Log []Exchange
	// Notes is news about the gathering: codes are listed by [Codes].
	Notes []proviso.Problem
}

// Exchange is one request and what became of it.
type Exchange struct {
	Time     time.Time     // when the request was sent, UTC
	URL      string        // as requested
	Status   int           // 0 if no response came
	Bytes    int64         // of the body as they came over the wire, before decoding
	Duration time.Duration // until the body was read as far as it was wanted
	Location string        // where the response redirects to, absolute; empty if it does not
	Why      string        // what a document was asked for; empty for the asset itself
	Note     string        // what else to know: an error, or that the answer was kept from before
}

// keptBefore is the note of an exchange that was not made again.
const keptBefore = "kept from before"

// String gives the exchange in one line: "GET https://example.com/ 301, 0 bytes, 12ms,
// to https://www.example.com/".
func (x Exchange) String() string {
	s := "GET " + x.URL
	if x.Status != 0 {
		s += fmt.Sprintf(" %d, %d bytes, %v", x.Status, x.Bytes, x.Duration.Round(time.Millisecond))
	}
	if x.Location != "" {
		s += ", to " + x.Location
	}
	if x.Note != "" {
		s += ", " + x.Note
	}
	return printable(s)
}

func (a *Asset) note(severity proviso.Severity, code, source, hint string) {
	a.Notes = append(a.Notes, proviso.Problem{
		Code: code, Severity: severity, Hint: printable(hint), Where: proviso.Where{Source: source},
	})
}
