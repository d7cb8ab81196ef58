package proviso

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// universe holds every outcome that can be said with three terms: unstated, and
// each monotone formula over them, from allow to deny. It is small enough to
// prove the lattice laws by trying everything.
func universe() []Outcome {
	terms := []Term{{Kind: Credit}, {Kind: Open}, {Kind: KindCondition, Link: "https://example.com/terms"}}
	var offers []Offer
	for bits := range 1 << len(terms) {
		var o Offer
		for i, t := range terms {
			if bits>>i&1 == 1 {
				o = append(o, t)
			}
		}
		offers = append(offers, o)
	}
	all := []Outcome{{}}
	for bits := range 1 << len(offers) {
		var chosen []Offer
		for i, o := range offers {
			if bits>>i&1 == 1 {
				chosen = append(chosen, o)
			}
		}
		if o := Permit(chosen...); !slices.ContainsFunc(all, o.Equal) {
			all = append(all, o)
		}
	}
	return all
}

func TestUniverseIsComplete(t *testing.T) {
	// 20 is the Dedekind number M(3): the monotone functions of three variables.
	if got := len(universe()); got != 21 {
		t.Fatalf("universe has %d outcomes, want 20 and unstated", got)
	}
}

func TestJoinIsASemilattice(t *testing.T) {
	all := universe()
	for _, a := range all {
		if !a.Join(a).Equal(a) {
			t.Errorf("join is not idempotent for %v", a)
		}
		if !a.Join(Outcome{}).Equal(a) || !(Outcome{}).Join(a).Equal(a) {
			t.Errorf("unstated is not neutral for %v", a)
		}
		if !a.Join(Denied()).Equal(Denied()) {
			t.Errorf("deny does not absorb %v", a)
		}
		for _, b := range all {
			ab := a.Join(b)
			if !ab.Equal(b.Join(a)) {
				t.Errorf("join does not commute for %v and %v", a, b)
			}
			if !ab.AtLeast(a) || !ab.AtLeast(b) {
				t.Errorf("%v joined with %v loosens to %v", a, b, ab)
			}
			if a.AtLeast(b) != ab.Equal(a) {
				t.Errorf("AtLeast disagrees with Join for %v and %v", a, b)
			}
			for _, c := range all {
				if !ab.Join(c).Equal(a.Join(b.Join(c))) {
					t.Errorf("join is not associative for %v, %v, %v", a, b, c)
				}
			}
		}
	}
}

func TestUnstatedNeverBecomesAllow(t *testing.T) {
	for _, o := range universe() {
		if o.Word() != Unstated {
			continue
		}
		for _, p := range universe() {
			if p.Word() == Unstated && o.Join(p).Word() != Unstated {
				t.Errorf("silence and silence gave %v", o.Join(p))
			}
		}
	}
	if Unstated == Allow || Unstated.String() == Allow.String() {
		t.Error("unstated and allow share a code or a word")
	}
}

func TestUnknownConditionNeverLoosens(t *testing.T) {
	unknown := Permit(NewOffer(Term{Kind: "somebody-elses-terms", Text: "ask us"}))
	for _, o := range universe() {
		joined := o.Join(unknown)
		if !joined.AtLeast(o) {
			t.Errorf("an unknown condition loosened %v to %v", o, joined)
		}
		if joined.Word() == Allow {
			t.Errorf("an unknown condition gave allow beside %v", o)
		}
	}
	if got := Denied().Join(unknown).Word(); got != Deny {
		t.Errorf("deny joined with an unknown condition is %v", got)
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		o    Outcome
		word Word
		text string
	}{
		{Outcome{}, Unstated, "unstated"},
		{Allowed(), Allow, "allow"},
		{Denied(), Deny, "deny"},
		{Permit(), Deny, "deny"},
		{Permit(Offer{}), Allow, "allow"},
		{Permit(Offer{}, NewOffer(Term{Kind: Credit})), Allow, "allow"},
		{Permit(Offer{{Kind: Open}, {Kind: Credit}, {Kind: Open}}), Conditional, "conditional: credit and open"},
		{Permit(NewOffer(Term{Kind: Open}), NewOffer(Term{Kind: Credit})), Conditional, "conditional: credit, or open"},
	} {
		if tt.o.Word() != tt.word || tt.o.String() != tt.text {
			t.Errorf("got %v %q, want %v %q", tt.o.Word(), tt.o, tt.word, tt.text)
		}
	}
}

// wide makes an outcome with n offers of one opaque term each.
func wide(name string, n int) Outcome {
	offers := make([]Offer, n)
	for i := range offers {
		offers[i] = NewOffer(Term{Kind: name, Text: strconv.Itoa(i)})
	}
	return Permit(offers...)
}

// TestMaxOffers is the hostile test of MaxOffers: alternatives multiply, and an
// answer that had to be simplified must be stricter than the exact one, the same
// in any order, and stay as strict when more evidence comes.
func TestMaxOffers(t *testing.T) {
	if got := wide("x", 10*MaxOffers); len(got.Offers()) > MaxOffers {
		t.Errorf("one outcome holds %d offers", len(got.Offers()))
	}
	parts := []Outcome{wide("a", 20), wide("b", 20), wide("c", 20), wide("d", 20)}
	var before Outcome
	for n := 1; n <= len(parts); n++ {
		got := joinAll(parts[:n])
		if len(got.Offers()) > MaxOffers {
			t.Fatalf("%d outcomes joined hold %d offers", n, len(got.Offers()))
		}
		if !got.AtLeast(before) {
			t.Errorf("outcome %d loosened the join", n)
		}
		reversed := slices.Clone(parts[:n])
		slices.Reverse(reversed)
		if !joinAll(reversed).Equal(got) {
			t.Errorf("the order of %d outcomes changed the join", n)
		}
		for _, p := range parts[:n] {
			if !got.AtLeast(p) {
				t.Errorf("the join of %d is looser than a part", n)
			}
		}
		before = got
	}
}

func TestOutcomesArePerUse(t *testing.T) {
	var a, b Outcomes
	a[TrainAI], b[Search] = Denied(), Allowed()
	j := a.Join(b)
	if j[TrainAI].Word() != Deny || j[Search].Word() != Allow || j[AIUse].Word() != Unstated {
		t.Errorf("join gave %v", j)
	}
	if !j.AtLeast(a) || !j.AtLeast(b) || a.AtLeast(b) || j.Equal(a) || j.Silent() || !(Outcomes{}).Silent() {
		t.Error("the order on outcomes is not use by use")
	}
}

// random makes an outcome over a few terms, larger than the universe's.
func random(r *rand.Rand) Outcome {
	switch r.IntN(6) {
	case 0:
		return Outcome{}
	case 1:
		return Allowed()
	case 2:
		return Denied()
	}
	kinds := []string{Credit, DirectContribution, EcosystemContribution, Open, KindCondition, "rsl-payment"}
	offers := make([]Offer, 1+r.IntN(3))
	for i := range offers {
		terms := make([]Term, r.IntN(4))
		for j := range terms {
			terms[j].Kind = kinds[r.IntN(len(kinds))]
			if terms[j].Kind == KindCondition {
				terms[j].Link = "https://example.com/" + strconv.Itoa(r.IntN(2))
			}
		}
		offers[i] = NewOffer(terms...)
	}
	return Permit(offers...)
}
