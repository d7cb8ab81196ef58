package proviso

import (
	"cmp"
	"slices"
	"strings"
)

// The kinds of [Term] that CC signals 0.1 defines as elements. Any other kind is
// opaque: kept, shown, and never claimed to be met.
const (
	Credit                = "credit"
	DirectContribution    = "direct-contribution"
	EcosystemContribution = "ecosystem-contribution"
	Open                  = "open"
)

// KindCondition is the kind of an opaque term that is a link to a document of
// conditions (the String form of the AIPREF parameter "exceptions").
const KindCondition = "condition"

// Term is one thing asked in return for a use: a CC signals element (Link and
// Text empty), or an opaque term such as a linked document of conditions, an RSL
// payment or a TDM policy. Terms are comparable; equal terms are one term.
type Term struct {
	Kind string // credit, direct-contribution, ecosystem-contribution, open, or an opaque kind
	Link string // absolute URL of the condition, if it has one
	Text string // the condition as its carrier worded it, if it did
}

// Opaque reports whether nothing automatic may claim to have met the term:
// true for everything but a bare CC signals element.
func (t Term) Opaque() bool {
	switch t.Kind {
	case Credit, DirectContribution, EcosystemContribution, Open:
		return t.Link != "" || t.Text != ""
	}
	return true
}

// String words the term for people: its kind, then link and text if any.
func (t Term) String() string {
	s := t.Kind
	if t.Link != "" {
		s += " <" + t.Link + ">"
	}
	if t.Text != "" {
		s += " (" + t.Text + ")"
	}
	return s
}

// Compare orders terms: the four elements first, in the order of the CC signals
// draft, then opaque terms by kind, link and text.
func (t Term) Compare(o Term) int {
	return cmp.Or(
		cmp.Compare(elementRank(t.Kind), elementRank(o.Kind)),
		strings.Compare(t.Kind, o.Kind),
		strings.Compare(t.Link, o.Link),
		strings.Compare(t.Text, o.Text),
	)
}

func elementRank(kind string) int {
	switch kind {
	case Credit:
		return 0
	case DirectContribution:
		return 1
	case EcosystemContribution:
		return 2
	case Open:
		return 3
	}
	return 4
}

// Offer is a set of terms: an asker who meets all of them may make the use. The
// empty offer asks nothing. Offers are sorted and free of duplicates; make them
// with [NewOffer] and treat them as read-only.
type Offer []Term

// NewOffer makes the offer that asks for each of the terms once.
func NewOffer(terms ...Term) Offer {
	o := slices.Clone(terms)
	slices.SortFunc(o, Term.Compare)
	return Offer(slices.Compact(o))
}

// Includes reports whether o asks for every term of p, and perhaps more.
func (o Offer) Includes(p Offer) bool {
	i := 0
	for _, t := range p {
		for i < len(o) && o[i].Compare(t) < 0 {
			i++
		}
		if i == len(o) || o[i] != t {
			return false
		}
		i++
	}
	return true
}

// union asks for the terms of both.
func (o Offer) union(p Offer) Offer {
	if o.Includes(p) {
		return o
	}
	if p.Includes(o) {
		return p
	}
	return NewOffer(append(slices.Clone(o), p...)...)
}

// compare orders offers: fewer terms first, then term by term.
func (o Offer) compare(p Offer) int {
	return cmp.Or(cmp.Compare(len(o), len(p)), slices.CompareFunc(o, p, Term.Compare))
}

// String joins the terms with " and "; the empty offer is "no conditions".
func (o Offer) String() string {
	if len(o) == 0 {
		return "no conditions"
	}
	words := make([]string, len(o))
	for i, t := range o {
		words[i] = t.String()
	}
	return strings.Join(words, " and ")
}
