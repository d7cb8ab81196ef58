package verify

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/proviso-signals/proviso"
)

// Schema is the version of the form that [Report.WriteJSON] writes.
const Schema = "proviso.verify/1"

// Report is what became of one look at a site.
type Report struct {
	URL    string // the page that was looked at first, as it was asked for
	Domain string // that the declaration names; empty for none
	// Staged is set where the site stands elsewhere than at its domain, and was read as if
	// it stood there.
	Staged bool
	File   string    // the declaration file
	Time   time.Time // when the look began, UTC
	// Digest is that of the declaration which the file comes to, Published that of the one
	// on the site; both in canonical form and without a signature, and empty where there is
	// none.
	Digest, Published string
	Places            []Place
	Checks            []Check
}

// Kind is what a place is.
type Kind string

// The kinds of places.
const (
	Page    Kind = "page"
	Image   Kind = "image"
	Missing Kind = "missing" // a page that does not exist
	Variant Kind = "variant" // the first page at another spelling of its address
)

// Place is an address of the site that was looked at.
type Place struct {
	URL         string
	Kind        Kind
	Status      int    // HTTP; 0 where nothing came
	MediaType   string // as it was served
	Collections []string
	// EmbeddedIn is the page that shows an image.
	EmbeddedIn string
}

// Check is one comparison.
type Check struct {
	// ID is the same in every run about the same thing, and no two checks of a report
	// share one.
	ID   string
	Rule string // one of [Codes]
	URL  string // what it is about; empty for the declaration as such
	// Place is what the URL is; empty where it is no place.
	Place      Kind
	Collection string // the first that the declaration speaks of there
	Reader     string // name of one of [Readers]; empty where it is about none
	Use        proviso.Use
	// About is set where the check is about one use, and the outcomes say something.
	About                     bool
	Declared, Expected, Found proviso.Outcome
	Verdict                   Verdict
	Severity                  Severity
	Message                   string // one sentence
	Mend                      string // what to do; empty where there is nothing to do
	Line                      int    // in the declaration file; 0 for none
	Evidence                  []Evidence
}

// Evidence is a statement that decided what was found.
type Evidence struct {
	Carrier  string
	Where    string // its position
	Raw      string // its text, at most [MaxEvidenceRaw] bytes
	Says     proviso.Outcomes
	Injected string // who seems to have put it there on its way
}

// The exit codes; see the package comment.
const (
	ExitDeclared = 0
	ExitFailed   = 1
	ExitLooser   = 3
	ExitStricter = 6
)

// Exit gives the exit code.
func (r *Report) Exit() int {
	code := ExitDeclared
	for i := range r.Checks {
		c := &r.Checks[i]
		switch {
		case c.Severity == Fail:
			return ExitLooser
		case c.Severity == Warn && c.Verdict == NotLookedAt:
			code = ExitFailed
		case c.Severity == Warn && code == ExitDeclared:
			code = ExitStricter
		}
	}
	return code
}

// Count counts the checks of a severity.
func (r *Report) Count(s Severity) (n int) {
	for i := range r.Checks {
		if r.Checks[i].Severity == s {
			n++
		}
	}
	return n
}

// finish puts the checks into their order, gravest first within a place, and makes their
// ids distinct.
func (r *Report) finish() {
	order := map[string]int{}
	for i := range r.Checks {
		if _, known := order[r.Checks[i].URL]; !known {
			order[r.Checks[i].URL] = len(order)
		}
	}
	slices.SortStableFunc(r.Checks, func(a, b Check) int {
		return cmp.Or(cmp.Compare(order[a.URL], order[b.URL]), cmp.Compare(b.Severity, a.Severity))
	})
	seen := map[string]int{}
	for i := range r.Checks {
		c := &r.Checks[i]
		seen[c.ID]++
		if n := seen[c.ID]; n > 1 {
			c.ID += "#" + strconv.Itoa(n)
		}
	}
}
