package proviso

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

func credit() Outcome { return Signals()[0].Outcome() }

func TestSettle(t *testing.T) {
	party := Party{Name: "example.com", Identification: ServerOperator}
	safe := Evidence{Statement: Statement{Outcomes: Outcomes{TrainAI: Denied(), TDM: Denied()}, Party: party}, Carrier: "content-signal", Raw: " ai-train=no "}
	p := Projection{Carrier: "content-signal", Text: "ai-train=no", Party: Party{Name: "EXAMPLE.com"}, Statement: Outcomes{TrainAI: credit(), Search: Allowed()}, Where: Where{Source: "d", Line: 3}}

	settled, refused := Settle([]Evidence{safe}, []Projection{p})
	if len(refused) != 0 || !settled[0].Outcomes.Equal(Outcomes{TrainAI: credit()}) {
		t.Fatalf("explained: %v, refused %v", settled[0].Outcomes, refused)
	}
	if x := settled[0].Explained; x == nil || x.By != p.Where || !x.Literal.Equal(safe.Outcomes) {
		t.Errorf("explanation: %+v", x)
	}
	if safe.Explained != nil || !safe.Outcomes[TDM].Equal(Denied()) {
		t.Error("the evidence given was modified")
	}
	for name, change := range map[string]func(*Evidence, *Projection){
		"other carrier": func(e *Evidence, _ *Projection) { e.Carrier = "tdmrep" },
		"other text":    func(e *Evidence, _ *Projection) { e.Raw = "ai-train=no, search=no" },
		"other party":   func(e *Evidence, _ *Projection) { e.Party.Name = "cdn.example" },
		"nobody's":      func(e *Evidence, p *Projection) { e.Party, p.Party = Party{}, Party{} },
		"to one asker":  func(e *Evidence, _ *Projection) { e.Asker = "ExampleBot" },
		"not as strict": func(e *Evidence, p *Projection) { e.Outcomes[TrainAI] = Allowed() },
		"other condition": func(e *Evidence, p *Projection) {
			e.Outcomes[TrainAI] = Signals()[3].Outcome()
			p.Statement[TrainAI] = Signals()[1].Outcome()
		},
	} {
		e, q := safe, p
		change(&e, &q)
		got, refused := Settle([]Evidence{e}, []Projection{q})
		if !reflect.DeepEqual(got[0], e) {
			t.Errorf("%s: explained as %v", name, got[0].Outcomes)
		}
		if wantRefused := name == "not as strict" || name == "other condition"; wantRefused != (len(refused) == 1) {
			t.Errorf("%s: refused %v", name, refused)
		}
	}
}

// TestSettleNeverLoosensBelowTheStatement: whatever is explained, the answer to each
// use the declaration speaks about is at least the declaration's own.
func TestSettleNeverLoosensBelowTheStatement(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		evidence := randomEvidence(r)
		for i := range evidence {
			evidence[i].Party.Name, evidence[i].Carrier, evidence[i].Raw = "h", "c", "x"
		}
		statement := randomEvidence(r)
		if len(statement) == 0 {
			continue
		}
		p := Projection{Carrier: "c", Text: "x", Party: Party{Name: "h"}, Statement: statement[0].Outcomes}
		settled, _ := Settle(evidence, []Projection{p})
		for i, e := range settled {
			for u := range e.Outcomes {
				if e.Explained == nil && !e.Outcomes[u].Equal(evidence[i].Outcomes[u]) {
					t.Fatal("changed without an explanation")
				}
				if e.Explained != nil && e.Explained.Literal[u].stated && !e.Outcomes[u].Equal(p.Statement[u]) {
					t.Fatalf("explained as %v, the statement is %v", e.Outcomes[u], p.Statement[u])
				}
			}
		}
	}
}
