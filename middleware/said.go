package middleware

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// said is what is said about some address.
type said struct {
	text     string // the value of the field; empty for nothing
	outcomes proviso.Outcomes
	shared   []string // the text, as all responses have it
}

func newSaid(text string, outcomes proviso.Outcomes) *said {
	return &said{text: text, outcomes: outcomes, shared: []string{text}}
}

// values gives the text for a header. Its capacity is its length, so that whoever appends to
// it has a copy. If a handler wrote into it in spite of all, what others get is made anew.
func (s *said) values() []string {
	if s.shared[0] != s.text {
		return []string{s.text}
	}
	return s.shared
}

// over joins what is said to the values that a header has already. These stay, as they may
// have labels that are not known here; what follows them counts (RFC 9651 section 4.2).
func (s *said) over(old []string) []string {
	if slices.Equal(old, s.shared) {
		return old // the same middleware, twice
	}
	before := expr.Read([]byte(strings.Join(old, ", ")), nil)
	if before.Failed {
		return s.values()
	}
	if before.Outcomes.AtLeast(s.outcomes) {
		return old
	}
	return append(slices.Clip(old), join(before.Outcomes, s.outcomes).text)
}

// join says what both say. What an expression cannot say of it, it refuses.
func join(a, b proviso.Outcomes) *said {
	text, _, err := expr.Write(a.Join(b))
	if err != nil { // the package promises that there is none; refuse all the same
		text = "train-ai=n, ai-use=n, search=n"
	}
	return newSaid(text, expr.Read([]byte(text), nil).Outcomes)
}

// MaxJoins is how many joins of what rules say are remembered. Others are made anew each
// time they are needed.
const MaxJoins = 1024

// joins remembers what was joined, so that addresses that two rules match alike cost no more
// than others. The map is copied when it changes.
type joins struct {
	known   atomic.Pointer[map[pair]*said]
	writing sync.Mutex
}

type pair struct{ a, b *said }

// of joins what two rules say; nil is no rule.
func (j *joins) of(a, b *said) *said {
	switch {
	case a == nil || a == b:
		return b
	case b == nil:
		return a
	}
	key := pair{a, b}
	if known := j.known.Load(); known != nil {
		if both, ok := (*known)[key]; ok {
			return both
		}
	}
	return j.keep(key, joined(a, b))
}

// joined keeps the words of the stricter one where there is one.
func joined(a, b *said) *said {
	switch {
	case a.outcomes.AtLeast(b.outcomes):
		return a
	case b.outcomes.AtLeast(a.outcomes):
		return b
	}
	return join(a.outcomes, b.outcomes)
}

// keep remembers a join where there is room, and gives what is remembered then: joins of
// joins are found by it.
func (j *joins) keep(key pair, both *said) *said {
	j.writing.Lock()
	defer j.writing.Unlock()
	next := map[pair]*said{}
	if known := j.known.Load(); known != nil {
		if first, ok := (*known)[key]; ok {
			return first
		}
		if len(*known) >= MaxJoins {
			return both
		}
		next = maps.Clone(*known)
	}
	next[key] = both
	j.known.Store(&next)
	return both
}
