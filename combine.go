package proviso

import (
	"maps"
	"slices"
	"strings"
)

// Ruling is the joined outcome for one use and the evidence that decided it.
type Ruling struct {
	Outcome Outcome
	// Decided lists indexes into [Resolution.Evidence]: the statements whose word
	// for this use is the word of the outcome.
	Decided []int
}

// Rulings holds one ruling per use, indexed by [Use].
type Rulings [numUses]Ruling

// Outcomes drops the evidence and keeps the answer.
func (r Rulings) Outcomes() Outcomes {
	var o Outcomes
	for u := range r {
		o[u] = r[u].Outcome
	}
	return o
}

// Conflict is a use about which statements differ in word: one denies what
// another allows, say. The stricter stands; the conflict is shown.
type Conflict struct {
	Use      Use
	Evidence []int // indexes of every statement that speaks about the use
}

// Resolution is all evidence for one asset, joined.
type Resolution struct {
	Evidence []Evidence
	// Everyone is what binds any asker.
	Everyone Rulings

	named map[string]Rulings // by folded asker
}

// Combine joins all evidence for one asset by the rule that is common to every
// format and party: the most restrictive outcome per use stands (vocab-08
// section 5.1, extended to conditions by [Outcome.Join]). What a format says
// about its own duplicates is settled before, by its carrier.
//
// There are no options. The order of the evidence does not matter to any
// outcome, and more evidence never loosens one.
func Combine(evidence []Evidence) Resolution {
	r := Resolution{Evidence: evidence}
	r.Everyone = rule(evidence, "")
	for _, e := range evidence {
		if e.Asker == "" {
			continue
		}
		if r.named == nil {
			r.named = make(map[string]Rulings)
		}
		key := strings.ToLower(e.Asker)
		if _, done := r.named[key]; !done {
			r.named[key] = rule(evidence, key)
		}
	}
	return r
}

// For gives the rulings that bind an asker: what binds everyone, joined with
// what is addressed to any of the asker's product tokens (compared without
// regard to case).
func (r Resolution) For(asker Asker) Rulings {
	rulings := r.Everyone
	if r.named == nil {
		return rulings
	}
	for _, token := range asker.Tokens {
		mine, ok := r.named[strings.ToLower(token)]
		if !ok {
			continue
		}
		for u := range rulings {
			joined := rulings[u].Outcome.Join(mine[u].Outcome)
			rulings[u] = Ruling{joined, mergeDecided(r.Evidence, Use(u), joined.Word(), rulings[u], mine[u])}
		}
	}
	return rulings
}

// Askers lists the askers that some statement is addressed to, sorted, in lower
// case.
func (r Resolution) Askers() []string { return slices.Sorted(maps.Keys(r.named)) }

// binds reports whether the evidence binds the asker with the given lower-case
// token; everyone is bound by statements addressed to nobody in particular.
func (e *Evidence) binds(token string) bool {
	return e.Asker == "" || token != "" && strings.EqualFold(e.Asker, token)
}

// rule joins the evidence that binds one asker.
func rule(evidence []Evidence, token string) Rulings {
	var rulings Rulings
	for u := range rulings {
		joined := joinBinding(evidence, Use(u), token)
		word := joined.Word()
		rulings[u].Outcome = joined
		if word == Unstated {
			continue
		}
		for i := range evidence {
			if evidence[i].binds(token) && evidence[i].Outcomes[u].Word() == word {
				rulings[u].Decided = append(rulings[u].Decided, i)
			}
		}
	}
	return rulings
}

// joinBinding joins one use over the evidence that binds the asker.
func joinBinding(evidence []Evidence, u Use, token string) Outcome {
	var only Outcome
	var many []Outcome
	for i := range evidence {
		o := evidence[i].Outcomes[u]
		if !o.stated || !evidence[i].binds(token) {
			continue
		}
		switch {
		case !only.stated:
			only = o
		case many == nil:
			many = []Outcome{only, o}
		default:
			many = append(many, o)
		}
	}
	if many == nil {
		return only
	}
	return joinAll(many)
}

func mergeDecided(evidence []Evidence, u Use, word Word, rulings ...Ruling) []int {
	var decided []int
	for _, r := range rulings {
		for _, i := range r.Decided {
			if evidence[i].Outcomes[u].Word() == word && !slices.Contains(decided, i) {
				decided = append(decided, i)
			}
		}
	}
	slices.Sort(decided)
	return decided
}

// Conflicts lists the uses about which the statements that bind an asker differ
// in word.
func (r Resolution) Conflicts(asker Asker) []Conflict {
	var conflicts []Conflict
	for _, u := range Uses() {
		first, differ := Unstated, false
		for i := range r.Evidence {
			word := r.Evidence[i].Outcomes[u].Word()
			if word == Unstated || !asker.boundBy(&r.Evidence[i]) {
				continue
			}
			differ = differ || first != Unstated && word != first
			first = word
		}
		if !differ {
			continue
		}
		c := Conflict{Use: u}
		for i := range r.Evidence {
			if r.Evidence[i].Outcomes[u].Word() != Unstated && asker.boundBy(&r.Evidence[i]) {
				c.Evidence = append(c.Evidence, i)
			}
		}
		conflicts = append(conflicts, c)
	}
	return conflicts
}

// boundBy reports whether the evidence binds the asker.
func (a Asker) boundBy(e *Evidence) bool {
	return e.Asker == "" || slices.ContainsFunc(a.Tokens, e.binds)
}
