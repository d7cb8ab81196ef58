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
	Class    ConflictClass
	Evidence []int // indexes of every statement that speaks about the use
	// Meant, for [DeadVocabulary], is the outcome if words are read as they were meant
	// when they were written.
	Meant Outcome
}

// ConflictClass tells what kind of contradiction a conflict is. Where several
// fit, the first of the list below that does is given.
type ConflictClass uint8

const (
	// InjectedDiffers: one side seems to have been put there on the way, such as by
	// the network that delivers the asset.
	InjectedDiffers ConflictClass = iota
	// DeclarationDiffers: the party's declaration says something else than a
	// carrier does.
	DeclarationDiffers
	// HostAndPage: a file for the whole host and the asset itself differ.
	HostAndPage
	// CarriersDiffer: two carriers in one place differ, or one with itself.
	CarriersDiffer
	// DeadVocabulary: what the words meant when they were written differs from what
	// they mean now. Combine never gives it; it takes a second reading.
	DeadVocabulary
)

// String gives the stable words.
func (c ConflictClass) String() string {
	switch c {
	case InjectedDiffers:
		return "injected-differs"
	case DeclarationDiffers:
		return "declaration-differs"
	case HostAndPage:
		return "host-and-page"
	case DeadVocabulary:
		return "dead-vocabulary"
	}
	return "carriers-differ"
}

// Resolution is all evidence for one asset, joined.
type Resolution struct {
	Evidence []Evidence
	// Everyone is what binds any asker.
	Everyone Rulings

	named map[string]Rulings // by folded asker
}

// Plain words the class for people.
func (c ConflictClass) Plain() string {
	switch c {
	case InjectedDiffers:
		return "one was put there on the way"
	case DeclarationDiffers:
		return "the declaration and a carrier"
	case HostAndPage:
		return "the whole site and this asset"
	case DeadVocabulary:
		return "words that have been retired"
	}
	return "two carriers"
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
// what is addressed to any of the asker's product tokens or operators (compared
// without regard to case).
func (r Resolution) For(asker Asker) Rulings {
	rulings := r.Everyone
	if r.named == nil {
		return rulings
	}
	for token := range asker.names {
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
	decided := make([]int, 0, numUses*len(evidence)) // of all uses, one behind the other
	for u := range rulings {
		joined := joinBinding(evidence, Use(u), token)
		word := joined.Word()
		rulings[u].Outcome = joined
		if word == Unstated {
			continue
		}
		from := len(decided)
		for i := range evidence {
			if evidence[i].binds(token) && evidence[i].Outcomes[u].Word() == word {
				decided = append(decided, i)
			}
		}
		rulings[u].Decided = decided[from:len(decided):len(decided)]
	}
	return rulings
}

// joinBinding joins one use over the evidence that binds the asker.
func joinBinding(evidence []Evidence, u Use, token string) Outcome {
	var only Outcome
	var buffer [8]Outcome
	many := buffer[:0]
	for i := range evidence {
		o := evidence[i].Outcomes[u]
		if !o.stated || !evidence[i].binds(token) {
			continue
		}
		switch {
		case !only.stated:
			only = o
		case len(many) == 0:
			many = append(many, only, o)
		default:
			many = append(many, o)
		}
	}
	if len(many) == 0 {
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
			if word == Unstated || !asker.BoundBy(&r.Evidence[i]) {
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
			if r.Evidence[i].Outcomes[u].Word() != Unstated && asker.BoundBy(&r.Evidence[i]) {
				c.Evidence = append(c.Evidence, i)
			}
		}
		c.Class = r.classify(u, c.Evidence)
		conflicts = append(conflicts, c)
	}
	return conflicts
}

// BoundBy reports whether the evidence binds the asker: it is addressed to everyone,
// or to one of its names.
func (a Asker) BoundBy(e *Evidence) bool {
	if e.Asker == "" {
		return true
	}
	for name := range a.names {
		if e.binds(name) {
			return true
		}
	}
	return false
}

// classify finds the class of a conflict: the first for which one side of it, as
// the class splits the evidence, differs in word from the other.
func (r Resolution) classify(u Use, evidence []int) ConflictClass {
	for class, side := range [...]func(*Evidence) bool{
		InjectedDiffers:    func(e *Evidence) bool { return e.Injected != "" },
		DeclarationDiffers: func(e *Evidence) bool { return e.Reach == Declared },
		HostAndPage:        func(e *Evidence) bool { return e.Reach == ForHost },
	} {
		var words [2][numWords]bool
		for _, i := range evidence {
			e, s := &r.Evidence[i], 0
			if side(e) {
				s = 1
			}
			words[s][e.Outcomes[u].Word()] = true
		}
		if words[0] != words[1] && words[0] != ([numWords]bool{}) && words[1] != ([numWords]bool{}) {
			return ConflictClass(class)
		}
	}
	return CarriersDiffer
}
