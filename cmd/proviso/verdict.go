package main

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
)

// verdict is the exit code of a check, gathered over its assets. The zero value
// has seen none, and says unstated.
type verdict struct {
	seen  bool
	worst proviso.Word
}

// add takes one answer in: the word for the use that was asked about, or else the
// strictest thing said about any use.
func (v *verdict) add(a *answer.Answer, use string) {
	word := overall(a.Rulings.Outcomes())
	if u, ok := proviso.ParseUse(use); ok {
		word = a.Rulings[u].Outcome.Word()
	}
	if !v.seen || rank(word) > rank(v.worst) {
		v.worst = word
	}
	v.seen = true
}

// overall sums four uses up in one word. A denial or a condition anywhere counts;
// but only leave to train is leave, since search=y says nothing to somebody who
// did not say what for.
func overall(o proviso.Outcomes) proviso.Word {
	strictest := proviso.Unstated
	for _, outcome := range o {
		strictest = max(strictest, outcome.Word())
	}
	if strictest == proviso.Deny || strictest == proviso.Conditional {
		return strictest
	}
	return o[proviso.TrainAI].Word()
}

// rank orders words over several assets. Silence about one outranks leave for
// another, because the code must not be read as leave for both.
func rank(w proviso.Word) int {
	switch w {
	case proviso.Deny:
		return 3
	case proviso.Conditional:
		return 2
	case proviso.Unstated:
		return 1
	}
	return 0
}

func (v *verdict) exit() int {
	if !v.seen {
		return exitUnstated
	}
	switch v.worst {
	case proviso.Deny:
		return exitDenied
	case proviso.Conditional:
		return exitConditional
	case proviso.Allow:
		return exitAllowed
	}
	return exitUnstated
}
