package proviso

import (
	"slices"
	"strings"
)

// Word is the outcome for one use as people see it. The zero value is
// [Unstated], and no two words share a code.
type Word uint8

const (
	Unstated    Word = iota // nothing was said; silence is not permission
	Allow                   // permitted without conditions
	Conditional             // permitted to whoever meets one offer in full
	Deny                    // not permitted

	numWords = 4
)

// String gives the stable word: unstated, allow, conditional or deny.
func (w Word) String() string {
	switch w {
	case Allow:
		return "allow"
	case Conditional:
		return "conditional"
	case Deny:
		return "deny"
	}
	return "unstated"
}

// Plain words it for people: yes, only if, no, not said.
func (w Word) Plain() string {
	switch w {
	case Allow:
		return "yes"
	case Conditional:
		return "only if"
	case Deny:
		return "no"
	}
	return "not said"
}

// Strictness ranks words from what binds least to what binds most: unstated,
// allow, conditional, deny. It orders reports; the full order is
// [Outcome.AtLeast].
func (w Word) Strictness() int { return int(w) }

// MaxOffers bounds the alternatives one outcome can hold. Where a join would
// need more, it becomes the single offer that asks for every term named: an
// answer that is stricter than the exact one, never looser.
const MaxOffers = 256

// Outcome is what may be done for one use. It is an element of a
// join-semilattice: unstated is the bottom, deny the top, and between them lie
// permissions under offers, of which an asker needs to meet one in full. The
// zero value is unstated. Outcomes are immutable.
type Outcome struct {
	stated bool
	// offers is an antichain under inclusion in Offer.compare order. No offers is
	// deny; one empty offer is allow.
	offers []Offer
}

var allowOffers = []Offer{{}}

// Allowed permits the use without conditions.
func Allowed() Outcome { return Outcome{stated: true, offers: allowOffers} }

// Denied refuses the use.
func Denied() Outcome { return Outcome{stated: true} }

// Permit permits the use to whoever meets one of the offers in full. No offers
// at all is the same as [Denied].
func Permit(offers ...Offer) Outcome {
	return Outcome{stated: true, offers: minimal(slices.Clone(offers))}
}

// Word sums the outcome up.
func (o Outcome) Word() Word {
	switch {
	case !o.stated:
		return Unstated
	case len(o.offers) == 0:
		return Deny
	case len(o.offers[0]) == 0:
		return Allow
	}
	return Conditional
}

// Offers lists the alternatives: none for unstated and deny, the empty offer for
// allow. The result is shared; do not modify it.
func (o Outcome) Offers() []Offer { return o.offers }

// Join combines two outcomes restrictively: what satisfies the result satisfies
// both. It is commutative, associative and idempotent, with unstated as its
// neutral element, as long as no result needs more than [MaxOffers] offers.
func (o Outcome) Join(p Outcome) Outcome {
	switch {
	case !o.stated:
		return p
	case !p.stated:
		return o
	case len(o.offers) == 0 || len(p.offers) == 0:
		return Denied()
	case p.Word() == Allow:
		return o
	case o.Word() == Allow:
		return p
	}
	return joinAll([]Outcome{o, p})
}

// AtLeast reports whether o is as strict as p or stricter: joining p to o would
// change nothing.
func (o Outcome) AtLeast(p Outcome) bool {
	if !p.stated {
		return true
	}
	if !o.stated {
		return false
	}
	// Every way of satisfying o must satisfy some offer of p.
	for _, offer := range o.offers {
		if !slices.ContainsFunc(p.offers, offer.Includes) {
			return false
		}
	}
	return true
}

// Equal reports whether two outcomes ask the same.
func (o Outcome) Equal(p Outcome) bool {
	return o.stated == p.stated && slices.EqualFunc(o.offers, p.offers, slices.Equal[Offer])
}

// String words the outcome: the word, and for conditional the offers.
func (o Outcome) String() string {
	w := o.Word()
	if w != Conditional {
		return w.String()
	}
	alternatives := make([]string, len(o.offers))
	for i, offer := range o.offers {
		alternatives[i] = offer.String()
	}
	return w.String() + ": " + strings.Join(alternatives, ", or ")
}

// joinAll joins any number of outcomes at once, so that the result depends on
// the set of outcomes and not on their order even where MaxOffers bites. The
// bound is put on the product of the numbers of alternatives: a figure that more
// evidence can only raise, so that an answer once simplified stays so.
func joinAll(outcomes []Outcome) Outcome {
	var alternatives []Outcome // distinct, more than one offer
	var all Offer              // what every single-offer outcome asks
	stated := false
	for _, o := range outcomes {
		if !o.stated {
			continue
		}
		stated = true
		switch len(o.offers) {
		case 0:
			return Denied()
		case 1:
			all = all.union(o.offers[0])
		default:
			if !slices.ContainsFunc(alternatives, o.Equal) {
				alternatives = append(alternatives, o)
			}
		}
	}
	if !stated {
		return Outcome{}
	}
	product := 1
	for _, a := range alternatives {
		product *= len(a.offers)
		if product > MaxOffers {
			return everyTerm(all, alternatives)
		}
	}
	result := []Offer{all}
	for _, a := range alternatives {
		var next []Offer
		for _, left := range result {
			for _, right := range a.offers {
				next = append(next, left.union(right))
			}
		}
		result = minimal(next)
	}
	return Outcome{stated: true, offers: result}
}

// everyTerm is the single offer that asks for all terms anybody named.
func everyTerm(all Offer, alternatives []Outcome) Outcome {
	terms := slices.Clone(all)
	for _, a := range alternatives {
		for _, offer := range a.offers {
			terms = append(terms, offer...)
		}
	}
	return Outcome{stated: true, offers: []Offer{NewOffer(terms...)}}
}

// minimal sorts the offers and drops each that includes another, in place. More
// than MaxOffers of them become the one that asks for everything.
func minimal(offers []Offer) []Offer {
	for i, o := range offers {
		if !canonical(o) {
			offers[i] = NewOffer(o...)
		}
	}
	slices.SortFunc(offers, Offer.compare)
	kept := offers[:0]
	for _, o := range offers {
		if !slices.ContainsFunc(kept, o.Includes) {
			kept = append(kept, o)
		}
	}
	if len(kept) > MaxOffers {
		return []Offer{NewOffer(slices.Concat(kept...)...)}
	}
	return slices.Clip(kept)
}

// canonical reports whether the terms are strictly ascending.
func canonical(o Offer) bool {
	for i := 1; i < len(o); i++ {
		if o[i-1].Compare(o[i]) >= 0 {
			return false
		}
	}
	return true
}

// Outcomes holds one outcome per use, indexed by [Use].
type Outcomes [numUses]Outcome

// Join combines use by use; see [Outcome.Join].
func (o Outcomes) Join(p Outcomes) Outcomes {
	for u := range o {
		o[u] = o[u].Join(p[u])
	}
	return o
}

// Equal reports whether both say the same about every use.
func (o Outcomes) Equal(p Outcomes) bool {
	for u := range o {
		if !o[u].Equal(p[u]) {
			return false
		}
	}
	return true
}

// AtLeast reports whether o is as strict as p or stricter for every use.
func (o Outcomes) AtLeast(p Outcomes) bool {
	for u := range o {
		if !o[u].AtLeast(p[u]) {
			return false
		}
	}
	return true
}

// Silent reports whether nothing is said about any use.
func (o Outcomes) Silent() bool {
	for u := range o {
		if o[u].stated {
			return false
		}
	}
	return true
}
