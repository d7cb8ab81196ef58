package carrier

import (
	"time"

	"github.com/proviso-signals/proviso"
)

// Form is one way of writing a format: a place where an owner can publish it, and
// the text for it.
type Form struct {
	Name string // stable, kebab-case, unique within the carrier: "header", "meta"
	// Place says for people where the text goes: "a response header field".
	Place string
	// Write says the outcomes in this form's words. Every use that the text cannot
	// say exactly is in losses, with the safe form that stands in for it. The text is
	// canonical, and empty where there is nothing to say. An error means that what was
	// given cannot be written at all, such as a scope that is no path pattern.
	Write func(Said) (text string, losses []proviso.Loss, err error)
}

// Said is what a writer is given to say.
type Said struct {
	Outcomes proviso.Outcomes
	// Scope is the path pattern, as in robots.txt, that the statement is about, for
	// forms that speak about more than the response they stand in. Empty is the whole
	// site.
	Scope string
	// Link is the absolute URL of a page or document that states conditions in full,
	// for forms that can only point to them; empty for none.
	Link string
	// Changed is when the owner last changed it, for forms that tell; zero where nobody
	// knows.
	Changed time.Time
}
