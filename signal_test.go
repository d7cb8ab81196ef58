package proviso

import (
	"slices"
	"testing"
)

func TestSignals(t *testing.T) {
	want := map[string][]string{
		"cc-cr":    {Credit},
		"cc-cr-dc": {Credit, DirectContribution},
		"cc-cr-ec": {Credit, EcosystemContribution},
		"cc-cr-op": {Credit, Open},
	}
	if len(Signals()) != len(want) {
		t.Fatalf("%d signals, want %d", len(Signals()), len(want))
	}
	for _, s := range Signals() {
		var kinds []string
		for _, term := range s.Offer() {
			kinds = append(kinds, term.Kind)
			if term.Opaque() {
				t.Errorf("%s: element %v counts as opaque", s.Token, term)
			}
		}
		if !slices.Equal(kinds, want[s.Token]) {
			t.Errorf("%s asks %v, want %v", s.Token, kinds, want[s.Token])
		}
		if s.Outcome().Word() != Conditional {
			t.Errorf("%s is %v", s.Token, s.Outcome())
		}
		if found, ok := SignalFor(s.Offer()); !ok || found.Token != s.Token {
			t.Errorf("SignalFor(%v) is %q", s.Offer(), found.Token)
		}
		for _, e := range s.Elements {
			if e.Text == "" || e.Expects == "" {
				t.Errorf("%s: element %s has no text", s.Token, e.Name)
			}
		}
	}
	for _, token := range []string{"", "CC-CR", "cc-cr ", "cc-dc", "none", "cc-cr-dc-op"} {
		if s, ok := SignalNamed(token); ok {
			t.Errorf("SignalNamed(%q) found %s", token, s.Token)
		}
	}
}

func TestSignalOutcomeDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		s, _ := SignalNamed("cc-cr-ec")
		if s.Outcome().Word() != Conditional {
			t.Fatal("not conditional")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestOpaqueTerms(t *testing.T) {
	for _, term := range []Term{{Kind: KindCondition, Link: "https://example.com/"}, {Kind: "x"}, {Kind: Credit, Text: "in bold"}} {
		if !term.Opaque() {
			t.Errorf("%v claims to be met automatically", term)
		}
	}
}
