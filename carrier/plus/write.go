package plus

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

func write(s carrier.Said) (string, []proviso.Loss, error) {
	t, losses, err := choose(s)
	if t == nil {
		return "", losses, err
	}
	return t.uri(), losses, err
}

// choose finds the term that says outcomes best, and what it loses; nil where there is
// nothing to say, or no term may say it.
//
// A condition becomes a refusal that refers to where it is stated. Otherwise a term may
// stand if it refuses whatever is refused, and permits nothing that was not permitted.
// Of those, the one that stands is the one that loses least: a use that is refused
// without need weighs more than a permission that goes unsaid.
func choose(s carrier.Said) (*term, []proviso.Loss, error) {
	if _, ok := carrier.Resolve("", s.Link); !ok && s.Link != "" {
		return nil, nil, fmt.Errorf("plus: %q is no absolute http or https URL", carrier.Clip(s.Link, maxQuote))
	}
	var best *term
	switch {
	case conditional(s.Outcomes) && s.Link != "":
		best = named(ProhibitedSeeLink)
	case conditional(s.Outcomes):
		best = named(ProhibitedSeeText)
	default:
		best = nearest(s.Outcomes)
	}
	return best, losses(s.Outcomes, best), nil
}

func conditional(o proviso.Outcomes) bool {
	for _, outcome := range o {
		if outcome.Word() == proviso.Conditional {
			return true
		}
	}
	return false
}

// candidates are what can be said without another property, the least first. No term at
// all is one of them, as nil.
func candidates() []*term {
	return []*term{nil, named(Allowed), named(NoGenerative), named(NoTraining), named(NothingButSearch), named(Prohibited)}
}

func nearest(wish proviso.Outcomes) (best *term) {
	least := -1
	for _, t := range candidates() {
		if price, ok := cost(wish, outcomesOf(t)); ok && (least < 0 || price < least) {
			best, least = t, price
		}
	}
	return best
}

// cost tells how far a term is from a wish; it is not ok where the term must not stand
// for it.
func cost(wish, got proviso.Outcomes) (price int, ok bool) {
	for u := range wish {
		switch w, g := wish[u].Word(), got[u].Word(); {
		case w == g:
		case w == proviso.Deny, w == proviso.Unstated && g == proviso.Allow:
			return 0, false
		case g == proviso.Deny:
			price += 2
		default:
			price++
		}
	}
	return price, true
}

func outcomesOf(t *term) proviso.Outcomes {
	if t == nil {
		return proviso.Outcomes{}
	}
	return t.outcomes()
}

// losses compares what is read with what was to be said.
func losses(wish proviso.Outcomes, t *term) (list []proviso.Loss) {
	got := outcomesOf(t)
	for _, use := range proviso.Uses() {
		if got[use].Equal(wish[use]) {
			continue
		}
		l := proviso.Loss{Use: use, Said: wish[use]}
		switch {
		case got[use].Word() == proviso.Unstated:
			l.Why = "no term of the vocabulary permits this and nothing that was not permitted"
		case wish[use].Word() == proviso.Conditional:
			l.Form, l.Why = t.uri(), "a term can name no condition; it refuses, and refers to where the condition is stated"
		default:
			l.Form, l.Why = t.uri(), "no term of the vocabulary refuses the others and leaves this use open"
		}
		list = append(list, l)
	}
	return list
}
