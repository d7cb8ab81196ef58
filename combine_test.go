package proviso

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// randomEvidence makes up to six statements, some for a named asker.
func randomEvidence(r *rand.Rand) []Evidence {
	evidence := make([]Evidence, r.IntN(7))
	for i := range evidence {
		for u := range evidence[i].Outcomes {
			evidence[i].Outcomes[u] = random(r)
		}
		evidence[i].Asker = []string{"", "", "ExampleBot", "examplebot", "OtherBot"}[r.IntN(5)]
	}
	return evidence
}

var askers = []Asker{
	{}, {Tokens: []string{"ExampleBot"}}, {Tokens: []string{"OTHERBOT"}}, {Tokens: []string{"ExampleBot", "OtherBot"}}, {Tokens: []string{"Nobody"}},
}

func TestCombineIsOrderFree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		evidence := randomEvidence(r)
		before := Combine(evidence)
		shuffled := slices.Clone(evidence)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		after := Combine(shuffled)
		for _, asker := range askers {
			if !before.For(asker).Outcomes().Equal(after.For(asker).Outcomes()) {
				t.Fatalf("order changed the answer for %v", asker)
			}
		}
		if len(before.Conflicts(Asker{})) != len(after.Conflicts(Asker{})) {
			t.Fatal("order changed the conflicts")
		}
	}
}

func TestCombineIsIdempotent(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		evidence := randomEvidence(r)
		twice := append(slices.Clone(evidence), evidence...)
		for _, asker := range askers {
			if !Combine(evidence).For(asker).Outcomes().Equal(Combine(twice).For(asker).Outcomes()) {
				t.Fatal("hearing the same twice changed the answer")
			}
		}
	}
}

func TestMoreEvidenceNeverLoosens(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		evidence := randomEvidence(r)
		more := append(slices.Clone(evidence), randomEvidence(r)...)
		for _, asker := range askers {
			less := Combine(evidence).For(asker).Outcomes()
			if got := Combine(more).For(asker).Outcomes(); !got.AtLeast(less) {
				t.Fatalf("more evidence loosened %v to %v", less, got)
			}
		}
	}
}

// TestCombineIsAssociative joins in parts: the answer to all evidence is the join
// of the answers to any split of it.
func TestCombineIsAssociative(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 1000 {
		a, b := randomEvidence(r), randomEvidence(r)
		whole := Combine(slices.Concat(a, b)).Everyone.Outcomes()
		parts := Combine(a).Everyone.Outcomes().Join(Combine(b).Everyone.Outcomes())
		if !whole.Equal(parts) {
			t.Fatalf("in parts %v, as a whole %v", parts, whole)
		}
	}
}

func TestNoEvidenceSaysNothing(t *testing.T) {
	r := Combine(nil)
	if !r.Everyone.Outcomes().Silent() || len(r.Conflicts(Asker{})) != 0 {
		t.Errorf("no evidence gave %v", r)
	}
	silent := Combine([]Evidence{{}, {Statement: Statement{Asker: "ExampleBot"}}})
	if !silent.For(Asker{Tokens: []string{"ExampleBot"}}).Outcomes().Silent() {
		t.Error("statements that state nothing were heard")
	}
}

func TestNamedAskers(t *testing.T) {
	var general, named Evidence
	general.Outcomes[TrainAI] = Allowed()
	named.Outcomes[TrainAI] = Denied()
	named.Asker = "ExampleBot"
	r := Combine([]Evidence{general, named})

	if got := r.Everyone[TrainAI].Outcome.Word(); got != Allow {
		t.Errorf("a statement for one asker bound everyone: %v", got)
	}
	mine := r.For(Asker{Tokens: []string{"examplebot"}})[TrainAI]
	if mine.Outcome.Word() != Deny || !slices.Equal(mine.Decided, []int{1}) {
		t.Errorf("the named asker got %v decided by %v", mine.Outcome, mine.Decided)
	}
	if len(r.Conflicts(Asker{})) != 0 {
		t.Error("a statement for one asker was called a conflict for everyone")
	}
	if c := r.Conflicts(Asker{Tokens: []string{"ExampleBot"}}); len(c) != 1 || !slices.Equal(c[0].Evidence, []int{0, 1}) {
		t.Errorf("the asker's conflict is %v", c)
	}
	if !slices.Equal(r.Askers(), []string{"examplebot"}) {
		t.Errorf("askers are %v", r.Askers())
	}
}

func TestConflictsNameEveryVoice(t *testing.T) {
	var yes, no, silent Evidence
	yes.Outcomes[TrainAI], yes.Outcomes[Search] = Allowed(), Allowed()
	no.Outcomes[TrainAI], no.Outcomes[Search] = Denied(), Allowed()
	r := Combine([]Evidence{yes, silent, no})
	c := r.Conflicts(Asker{})
	if len(c) != 1 || c[0].Use != TrainAI || !slices.Equal(c[0].Evidence, []int{0, 2}) {
		t.Errorf("conflicts are %v", c)
	}
	if got := r.Everyone[TrainAI]; got.Outcome.Word() != Deny || !slices.Equal(got.Decided, []int{2}) {
		t.Errorf("the stricter did not stand: %v", got)
	}
}

func TestDecide(t *testing.T) {
	credit, _ := SignalNamed("cc-cr")
	for _, tt := range []struct {
		outcome Outcome
		policy  string
		action  Action
		owed    int
	}{
		{Allowed(), "", Proceed, 0},
		{Denied(), "proceed-unstated", Refrain, 0},
		{credit.Outcome(), "proceed-unstated", Meet, 1},
		{Outcome{}, "", Hold, 0},
		{Outcome{}, "refrain-unstated", Refrain, 0},
		{Outcome{}, "proceed-unstated", Proceed, 0},
	} {
		policy, ok := PolicyNamed(tt.policy)
		if !ok {
			t.Fatalf("no policy %q", tt.policy)
		}
		var e Evidence
		e.Outcomes[TrainAI] = tt.outcome
		d := Decide(Combine([]Evidence{e}), Asker{}, TrainAI, policy)
		if d.Action != tt.action || len(d.Owed) != tt.owed || d.Policy != policy {
			t.Errorf("%v under %q: %v owing %v", tt.outcome, policy.Name, d.Action, d.Owed)
		}
	}
	if _, ok := PolicyNamed("anything-goes"); ok {
		t.Error("found a policy nobody wrote")
	}
}

// TestPolicyCannotOverrule: whatever a policy says, what was stated decides.
func TestPolicyCannotOverrule(t *testing.T) {
	for _, o := range universe() {
		var e Evidence
		e.Outcomes[AIUse] = o
		r := Combine([]Evidence{e})
		for unstated := Refrain; unstated <= Proceed; unstated++ {
			d := Decide(r, Asker{}, AIUse, Policy{Unstated: unstated})
			if (d.Action == Proceed) != (o.Word() == Allow || o.Word() == Unstated && unstated == Proceed) {
				t.Errorf("%v with silence read as %v: %v", o, unstated, d.Action)
			}
		}
	}
}
