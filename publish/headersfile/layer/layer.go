package layer

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// Field is the response field that carries preferences.
const Field = "Content-Usage"

// MaxProjections is how many projections one writer gives: readers read 256 of a
// declaration, and there are other writers. What has none is read as the stricter thing.
const MaxProjections = 64

// Layer is what a host is to be told about the paths that a pattern matches.
type Layer struct {
	Pattern
	Scope    string // of the rule that it is for
	Outcomes proviso.Outcomes
	// Fields are those of all rules, in order. One with an empty value is to be taken away
	// where the host can do that, and left out where it cannot.
	Fields []publish.Header
}

// Layers is what a host is to be told, from the most general to the most specific.
type Layers struct {
	List        []Layer
	Losses      []publish.Loss
	Projections []declare.Projection
	// Dropped names fields other than Content-Usage that are set nowhere: rules differ
	// about them, and the host cannot be told where.
	Dropped []string
}

// rule is a rule of the saying, as its host sees it.
type rule struct {
	*publish.Rule
	hull  Set
	exact bool
}

type builder struct {
	host    Host
	saying  *publish.Saying
	rules   []rule
	dropped map[string]bool
	told    map[news]bool
	tried   int // projections that were looked at
	out     Layers
}

// MaxRules is how many rules are kept apart. Each is compared with all others, and no host
// here is told of so many paths by hand. More of them are joined, as by [Whole].
const MaxRules = 512

// Of works out the layers for a host.
func Of(s *publish.Saying, h Host) Layers {
	if len(s.Rules) > MaxRules {
		return Whole(s, h)
	}
	b := &builder{host: h, saying: s, dropped: map[string]bool{}, told: map[news]bool{}}
	for i := range s.Rules {
		r := rule{Rule: &s.Rules[i]}
		r.hull, r.exact = Hull(r.Scope)
		b.rules = append(b.rules, r)
	}
	b.tightened()
	for i := range b.rules {
		b.layersOf(i)
	}
	return b.finish()
}

// Whole works out one layer for the whole site, for hosts that have no room for more: what
// all rules say, joined.
func Whole(s *publish.Saying, h Host) Layers {
	b := &builder{host: h, saying: s, dropped: map[string]bool{}, told: map[news]bool{}}
	for i := range s.Rules {
		b.rules = append(b.rules, rule{Rule: &s.Rules[i], hull: Set{"/", true}, exact: s.Rules[i].Scope == ""})
	}
	b.tightened()
	if n := len(b.rules); n > 0 {
		b.layersOf(n - 1)
	}
	return b.finish()
}

func (b *builder) layersOf(i int) {
	r := &b.rules[i]
	var own []Layer
	for _, p := range b.host.Patterns(r.hull) {
		meant, silent := b.meant(i, p.Set)
		l := Layer{Pattern: p, Scope: r.Scope}
		l.Outcomes = b.kept(joined(r.Outcomes, meant, silent), p.Set)
		value, _, _ := expr.Write(l.Outcomes)
		if b.host.spoils(value) {
			l.Outcomes = refused(l.Outcomes)
			value, _, _ = expr.Write(l.Outcomes)
		}
		l.Fields = b.fields(r, meant, silent, value)
		// A second pattern of a rule that would say the same as the one before it in
		// a part of its paths says nothing new.
		if n := len(own); n > 0 && own[n-1].Set.covers(p.Set) && own[n-1].Set != p.Set && slices.Equal(own[n-1].Fields, l.Fields) {
			continue
		}
		own = append(own, l)
		for _, m := range append(meant, r) {
			b.lost(m, &l, value)
		}
	}
	b.out.List = append(b.out.List, own...)
}

// meant lists the rules before one that may be what holds for some of a set of paths, and
// tells whether there may be none. It is empty where the rule is exact there.
func (b *builder) meant(i int, set Set) (list []*rule, silent bool) {
	r := &b.rules[i]
	closed := r.exact && r.hull.covers(set)
	silent = !closed
	for j := i - 1; j >= 0; j-- {
		other := &b.rules[j]
		overlaps := other.hull.overlaps(set)
		near := b.host.AnyCase && !overlaps && other.hull.folded().overlaps(set.folded())
		if near || !closed && overlaps {
			list = append(list, other)
		}
		if other.exact && other.hull.covers(set) {
			closed, silent = true, false
		}
	}
	return list, silent
}

// fields gives the fields of a layer: those of its rule where all that may be meant agree.
func (b *builder) fields(r *rule, meant []*rule, silent bool, value string) []publish.Header {
	list := slices.Clone(r.Headers)
	for k := range list {
		if strings.EqualFold(list[k].Name, Field) {
			list[k].Value = value
			continue
		}
		differs := silent && list[k].Value != ""
		for _, m := range meant {
			differs = differs || k >= len(m.Headers) || m.Headers[k] != list[k]
		}
		if differs || b.host.spoils(list[k].Value) || list[k].Value == "" && b.host.Twice != Replaced && b.set(list[k].Name) {
			b.dropped[list[k].Name] = true
		}
	}
	return list
}

// alive leaves out layers whose paths are all covered by a later one, so that no two have
// the same pattern. Netlify's patterns for folders may match less than they are taken for.
func (b *builder) alive(list []Layer) (kept []Layer) {
	for i, l := range list {
		covered := slices.ContainsFunc(list[i+1:], func(o Layer) bool {
			certain := b.host.Twice != Unclear || o.Set == Set{"/", true} || o.Text == l.Text
			return o.Scope != l.Scope && certain && o.Set.covers(l.Set)
		})
		if !covered {
			kept = append(kept, l)
		}
	}
	return kept
}

// set reports whether some rule sets a field.
func (b *builder) set(name string) bool {
	return slices.ContainsFunc(b.rules, func(r rule) bool {
		return slices.ContainsFunc(r.Headers, func(h publish.Header) bool { return h.Name == name && h.Value != "" })
	})
}

// finish takes dropped fields out, and layers that would say nothing to a host that
// nothing was said to before.
func (b *builder) finish() Layers {
	said := false
	kept := b.out.List[:0]
	for _, l := range b.out.List {
		l.Fields = slices.DeleteFunc(l.Fields, func(h publish.Header) bool { return b.dropped[h.Name] })
		empty := !slices.ContainsFunc(l.Fields, func(h publish.Header) bool { return h.Value != "" })
		if empty && (!said || b.host.Twice != Replaced) {
			continue
		}
		said = said || !empty
		kept = append(kept, l)
	}
	b.out.List = b.alive(kept)
	for name := range b.dropped {
		b.out.Dropped = append(b.out.Dropped, name)
	}
	slices.Sort(b.out.Dropped)
	return b.out
}
