package tdmrep

import (
	"bytes"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// file finds what the file of the origin server says about the asset (section 6.1).
// Nil where it says nothing.
func (r *reader) file() *stated {
	a := carrier.WellKnown(r.artifacts, r.question, WellKnown)
	switch {
	case a == nil || a.Absent():
		return nil
	case !a.Usable():
		r.problems.add(CodeFileUnavailable, proviso.Notice, proviso.Where{Source: WellKnown},
			"the file could not be had: the protocol takes the server as one that does not implement it", "")
		return nil
	}
	f := rulesOf(a)
	r.problems = append(r.problems, f.problems...)
	return r.match(a, f)
}

// rules is what the file holds, kept with its artifact.
type rules struct {
	list []rule
	// doubt is set where the file is not sound as a whole, so that a strict reader would
	// see no rule in it.
	doubt    bool
	problems problems
}

type rulesKey struct{}

func rulesOf(a *carrier.Artifact) *rules {
	return a.Parsed(rulesKey{}, func(a *carrier.Artifact) any {
		f := &rules{}
		f.read(a.Body)
		return f
	}).(*rules)
}

// match finds the first rule that is about the asset. Behind a rule that cannot be read
// and may have been the first, a reservation still counts, and a permission does not.
func (r *reader) match(a *carrier.Artifact, f *rules) *stated {
	path := robots.PathOf(r.asset())
	doubt := f.doubt
	for i := range f.list {
		rule := &f.list[i]
		if rule.location == "" {
			doubt = doubt || rule.reservation != notReserved
			continue
		}
		if _, ok := robots.MatchPath(rule.location, path); !ok {
			continue
		}
		switch {
		case rule.reservation == unset:
			doubt = true
			continue
		case rule.reservation == notReserved && doubt:
			r.problems.add(CodeInDoubt, proviso.Warning, carrier.At(WellKnown, a.Body, rule.offset),
				"this rule would not reserve, but the file or a rule before it cannot be read as it should be: it permits nothing", "")
			return nil
		}
		s := r.rule(a, rule)
		s.doubt = doubt
		return s
	}
	return nil
}

// rule makes a statement of a rule.
func (r *reader) rule(a *carrier.Artifact, rule *rule) *stated {
	s := &stated{
		reservation: rule.reservation, at: carrier.At(WellKnown, a.Body, rule.offset),
		raw: string(a.Body[rule.offset:min(rule.end, rule.offset+carrier.MaxRaw+1)]), scope: carrier.Clip(rule.location, carrier.MaxRaw),
		party: carrier.ServerOf(r.asset()), reach: proviso.ForHost, observed: a.Observed,
	}
	if rule.reservation == reserved {
		values := make([]value, len(rule.policies))
		for i, p := range rule.policies {
			values[i] = value{text: p.text, at: carrier.At(WellKnown, a.Body, p.offset)}
		}
		s.policies = r.links(values, carrier.BaseOf(a, r.question))
	}
	return s
}

// isPage reports whether a text begins as HTML or XML does: no JSON begins so.
func isPage(body []byte) bool {
	body = bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF"))
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\f"), []byte("<"))
}

// quoted is a piece of a text, fit for a hint.
func quoted(text []byte, from, to int) string {
	return strconv.Quote(carrier.Clip(string(text[from:min(to, from+maxQuote+1)]), maxQuote))
}
