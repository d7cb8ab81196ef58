package check

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/store"
)

// difference is what changed from an answer to another.
type difference struct {
	Name               string
	A, B               *store.Record
	Other              bool // they are about two URLs
	Same               bool
	Words              []changedWord
	Lines              []changedLine
	Findings           []changedLine
	ClarityA, ClarityB string
}

// changedWord is a use about which something else is said than was.
type changedWord struct {
	Part, Use         string
	Before, After     word
	BeforeIf, AfterIf string
}

// changedLine is a statement, or a finding, that is there and was not, or the other way.
type changedLine struct {
	Part, Title, Place, Text string
	Gone                     bool
}

// serveDiff shows what changed between two answers, the earlier first.
func (h *Handler) serveDiff(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("a") == "" || query.Get("b") == "" {
		h.refuse(w, &Error{CodeCompare, "Choose two answers to see what changed between them.", http.StatusBadRequest, 0}, "")
		return
	}
	a, problem := h.record(r, query.Get("a"))
	if problem != nil {
		h.refuse(w, problem, "")
		return
	}
	b, problem := h.record(r, query.Get("b"))
	if problem != nil {
		h.refuse(w, problem, a.URL)
		return
	}
	if b.Time.Before(a.Time) {
		a, b = b, a
	}
	before, err := read(a.Answer)
	if err != nil {
		h.writeOr(w, 0, nil, err)
		return
	}
	after, err := read(b.Answer)
	if err != nil {
		h.writeOr(w, 0, nil, err)
		return
	}
	m, err := makePage("What changed at "+bare(b.URL), "", "diff", compare(a, b, before, after))
	w.Header().Set("Cache-Control", "public, max-age=300")
	w.Header().Set("X-Robots-Tag", "noindex")
	h.writeOr(w, http.StatusOK, m, err)
}

// compare tells two answers apart.
func compare(a, b *store.Record, before, after *site) *difference {
	d := &difference{Name: bare(b.URL), A: a, B: b, Other: a.URL != b.URL, ClarityA: before.clarity(), ClarityB: after.clarity()}
	old, now := before.byName(), after.byName()
	for _, name := range names(before, after) {
		d.compareParts(name, before, after, old[name], now[name])
	}
	d.Findings = lines(before.Findings, after.Findings,
		func(p problem) string { return p.Code + " " + p.Hint },
		func(p problem) changedLine { return changedLine{Text: p.Hint} })
	d.Same = len(d.Words)+len(d.Lines) == 0 && before.Said == after.Said && before.Mark == after.Mark
	return d
}

func (s *site) clarity() string {
	if !s.whole {
		return "not judged"
	}
	return fmt.Sprintf("%d of %d", s.Clarity.Met, s.Clarity.Of)
}

// byName gives the parts by what they are; other spellings by what they are spelt.
func (s *site) byName() map[string]*part {
	m := make(map[string]*part)
	for _, p := range s.parts() {
		m[p.called()] = p.part
	}
	return m
}

func (p namedPart) called() string {
	if p.Name == "another spelling of its address" {
		return bare(p.URL)
	}
	return p.Name
}

func names(sites ...*site) (list []string) {
	for _, s := range sites {
		for _, p := range s.parts() {
			if name := p.called(); !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

func (d *difference) compareParts(name string, before, after *site, a, b *part) {
	if a == nil {
		a = new(part)
	}
	if b == nil {
		b = new(part)
	}
	for _, use := range proviso.Uses() {
		x, y := a.Uses[use.String()], b.Uses[use.String()]
		if x.outcome().Equal(y.outcome()) {
			continue
		}
		d.Words = append(d.Words, changedWord{
			Part: name, Use: uses[use].Name, Before: wordOf(x.Outcome, x.Offers), After: wordOf(y.Outcome, y.Offers),
			BeforeIf: asks(x.outcome()), AfterIf: asks(y.outcome()),
		})
	}
	stated := func(s *site) func(e evidence) changedLine {
		return func(e evidence) changedLine {
			v := s.showEvidence(&e)
			return changedLine{Part: name, Title: v.Title, Place: v.Place, Text: v.Text}
		}
	}
	same := func(e evidence) string {
		return e.Carrier + "\x00" + e.Raw + "\x00" + string(e.RawBase64) + "\x00" + e.Scope + "\x00" + e.Asker
	}
	gone, fresh := apart(a.Evidence, b.Evidence, same)
	for _, e := range gone {
		line := stated(before)(e)
		line.Gone = true
		d.Lines = append(d.Lines, line)
	}
	for _, e := range fresh {
		d.Lines = append(d.Lines, stated(after)(e))
	}
}

// lines tells two lists apart, what is gone first.
func lines[T any](a, b []T, same func(T) string, line func(T) changedLine) (list []changedLine) {
	gone, fresh := apart(a, b, same)
	for _, x := range gone {
		l := line(x)
		l.Gone = true
		list = append(list, l)
	}
	for _, x := range fresh {
		list = append(list, line(x))
	}
	return list
}

// apart gives what only the one list has and what only the other has; what stands twice
// counts twice.
func apart[T any](a, b []T, same func(T) string) (onlyA, onlyB []T) {
	count := make(map[string]int)
	for _, x := range b {
		count[same(x)]++
	}
	for _, x := range a {
		if count[same(x)] > 0 {
			count[same(x)]--
		} else {
			onlyA = append(onlyA, x)
		}
	}
	clear(count)
	for _, x := range a {
		count[same(x)]++
	}
	for _, x := range b {
		if count[same(x)] > 0 {
			count[same(x)]--
		} else {
			onlyB = append(onlyB, x)
		}
	}
	return onlyA, onlyB
}
