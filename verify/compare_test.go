package verify_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/verify"
)

// outcomes lists every kind of outcome: the words, the signals, an opaque condition, and
// alternatives.
func outcomes() []proviso.Outcome {
	list := []proviso.Outcome{{}, proviso.Allowed(), proviso.Denied()}
	opaque := proviso.NewOffer(proviso.Term{Kind: "rsl-payment", Link: "https://pay.example/"})
	for _, s := range proviso.Signals() {
		list = append(list, s.Outcome(), s.Outcome().Join(proviso.Permit(opaque)), proviso.Permit(s.Offer(), opaque))
	}
	return append(list, proviso.Permit(opaque))
}

func TestCompare(t *testing.T) {
	credit, give := proviso.Signals()[0].Outcome(), proviso.Signals()[2].Outcome()
	none, allow, deny := proviso.Outcome{}, proviso.Allowed(), proviso.Denied()
	for _, tt := range []struct {
		declared, found proviso.Outcome
		want            verify.Verdict
	}{
		{none, none, verify.Equal}, {none, allow, verify.Looser}, {none, credit, verify.Looser}, {none, deny, verify.Stricter},
		{allow, none, verify.Silent}, {allow, allow, verify.Equal}, {allow, credit, verify.Stricter}, {allow, deny, verify.Stricter},
		{credit, none, verify.Silent}, {credit, allow, verify.Looser}, {credit, credit, verify.Equal}, {credit, give, verify.Stricter}, {credit, deny, verify.Stricter},
		{give, credit, verify.Looser},
		{deny, none, verify.Silent}, {deny, allow, verify.Looser}, {deny, give, verify.Looser}, {deny, deny, verify.Equal},
	} {
		if got := verify.Compare(tt.declared, tt.found); got != tt.want {
			t.Errorf("%v declared, %v found: %v, want %v", tt.declared, tt.found, got, tt.want)
		}
	}
}

// checkCompare holds a verdict to the order of outcomes.
func checkCompare(t *testing.T, declared, found proviso.Outcome) {
	t.Helper()
	v := verify.Compare(declared, found)
	if (v == verify.Equal) != declared.Equal(found) {
		t.Errorf("%v declared, %v found: %v", declared, found, v)
	}
	unsaid := declared.Word() == proviso.Unstated
	keeps := found.AtLeast(declared) && !(unsaid && (found.Word() == proviso.Allow || found.Word() == proviso.Conditional))
	silent := found.Word() == proviso.Unstated && !unsaid
	if (v == verify.Equal || v == verify.Stricter) != keeps || (v == verify.Silent) != silent || (v == verify.Looser) != (!keeps && !silent) {
		t.Errorf("%v declared, %v found: %v", declared, found, v)
	}
	// Whoever keeps to what is stricter keeps to what is declared: joining changes nothing.
	if v == verify.Stricter && !found.Join(declared).Equal(found) {
		t.Errorf("%v declared, %v found: stricter, and yet %v joined", declared, found, found.Join(declared))
	}
	// Nothing is looser than a refusal, or than what has been joined to what is declared.
	if verify.Compare(declared, proviso.Denied()) == verify.Looser || !unsaid && verify.Compare(declared, declared.Join(found)) == verify.Looser {
		t.Errorf("%v declared: a refusal, or %v joined, is called looser", declared, found)
	}
}

func TestCompareAll(t *testing.T) {
	for _, declared := range outcomes() {
		for _, found := range outcomes() {
			checkCompare(t, declared, found)
		}
	}
}

// FuzzCompare compares random outcomes: offers of random terms.
func FuzzCompare(f *testing.F) {
	f.Add(uint64(1))
	f.Add(uint64(1 << 40))
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 7))
		checkCompare(t, randomOutcome(r), randomOutcome(r))
	})
}

func randomOutcome(r *rand.Rand) proviso.Outcome {
	if r.IntN(3) == 0 {
		return outcomes()[r.IntN(3)]
	}
	kinds := []string{proviso.Credit, proviso.DirectContribution, proviso.EcosystemContribution, proviso.Open, "x"}
	var offers []proviso.Offer
	for range 1 + r.IntN(3) {
		var terms []proviso.Term
		for range r.IntN(4) {
			terms = append(terms, proviso.Term{Kind: kinds[r.IntN(len(kinds))]})
		}
		offers = append(offers, proviso.NewOffer(terms...))
	}
	return proviso.Permit(offers...)
}

// TestReaders: what a reader is expected to find is never looser than what is declared,
// whatever is declared, and there are no two readers of one name.
func TestReaders(t *testing.T) {
	var names []string
	for _, r := range verify.Readers() {
		if slices.Contains(names, r.Name) || r.Title == "" || len(r.Learns) == 0 {
			t.Errorf("%+v", r)
		}
		names = append(names, r.Name)
		if _, ok := expr.ProfileNamed(r.Profile); !ok {
			t.Errorf("%s: no profile %q", r.Name, r.Profile)
		}
		for _, declared := range outcomes() {
			for _, use := range r.Learns {
				for _, marked := range []bool{false, true} {
					told := verify.Told{Marked: marked}
					told.Declared[use] = declared
					expression, _, err := expr.Write(told.Declared)
					if err != nil {
						t.Fatal(err)
					}
					told.Statements = append(told.Statements, declare.Statement{Expression: expression, Outcomes: told.Declared})
					expected := r.Expect(told)[use]
					if v := verify.Compare(declared, expected); v == verify.Looser {
						t.Errorf("%s: %v declared about %v, and %v expected", r.Name, declared, use, expected)
					}
				}
			}
		}
	}
}
