package layer

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// news is a loss or projection, as far as it is told once.
type news struct{ scope, what, as string }

// first reports whether something is told for the first time.
func (b *builder) first(n news) bool {
	if b.told[n] {
		return false
	}
	b.told[n] = true
	return true
}

// lost notes how a layer differs from what a rule says that may hold there.
func (b *builder) lost(m *rule, l *Layer, value string) {
	differs := false
	for _, use := range proviso.Uses() {
		if use == proviso.TDM || l.Outcomes[use].Equal(m.Outcomes[use]) {
			continue
		}
		differs = true
		if !b.first(news{m.Scope, use.String(), l.Outcomes[use].String()}) {
			continue
		}
		var one proviso.Outcomes
		one[use] = l.Outcomes[use]
		form, _, _ := expr.Write(one)
		b.out.Losses = append(b.out.Losses, publish.Loss{Scope: m.Scope, Loss: proviso.Loss{Use: use, Said: m.Outcomes[use], Form: form,
			Why: b.host.Name + " has no pattern for this that keeps it apart from other rules: what " + l.Text + " matches says the strictest of them"}})
	}
	if differs {
		b.explain(value, m.Scope)
	}
}

// tightened gives the projections of rules that are joins already.
func (b *builder) tightened() {
	for _, p := range b.saying.HeaderProjections() {
		b.explain(p.Text, p.Scope)
	}
}

// explain adds a projection where the declaration can stand behind it. To look at one
// takes time, so no more are looked at than may be given.
func (b *builder) explain(value, scope string) {
	if value == "" || b.saying.Declaration == nil || b.tried == MaxProjections || !b.first(news{scope, Field, value}) {
		return
	}
	b.tried++
	p := declare.Projection{Carrier: "content-usage", Text: value, Scope: scope, Literal: expr.Read([]byte(value), nil).Outcomes}
	if b.saying.Declaration.Explains(p) == nil {
		b.out.Projections = append(b.out.Projections, p)
	}
}
