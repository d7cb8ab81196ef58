package mark

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/expr"
)

// maxQuote is how much of a value a hint repeats.
const maxQuote = 100

// reader reads the mark of one packet.
type reader struct {
	packet    *carrier.Packet
	artifact  *carrier.Artifact
	artifacts []*carrier.Artifact
	question  *carrier.Question
	reading   *carrier.Reading
}

func (r *reader) read() {
	there, other := false, false
	for i := range r.packet.Properties {
		q := &r.packet.Properties[i]
		there = there || q.Space == Namespace
		if !other && otherVersion(q.Space) {
			other = true
			r.problem(CodeVersion, proviso.Warning, q, "a mark of this form is not read: what it says is unknown, and the rest of the file stands at its word")
		}
	}
	if !there {
		return
	}
	outcomes, sound := r.expression()
	if !r.packet.Block.Aside {
		r.safeForms(outcomes, sound && !other && r.whole())
		r.declaration()
	}
}

// otherVersion reports whether a namespace is that of a mark of another version, or is
// misspelt.
func otherVersion(space string) bool {
	_, rest, ok := strings.Cut(space, "://")
	return ok && len(rest) >= len(family) && strings.EqualFold(rest[:len(family)], family) && space != Namespace
}

// expression reads the expression, and further ones for what they refuse; sound is set
// where nothing is odd about it.
func (r *reader) expression() (outcomes proviso.Outcomes, sound bool) {
	first := true
	for q := range r.packet.In(Namespace) {
		switch {
		case q.Name != NameExpression:
		case first:
			first = false
			outcomes, sound = r.statement(q, r.packet.Block.Aside)
		default:
			r.statement(q, true)
		}
	}
	if first {
		r.problem(CodeNoExpression, proviso.Warning, r.first(), "the mark has no expression: it states nothing and explains nothing")
	}
	return outcomes, sound
}

// statement reads one expression, for its refusals only if asked to.
func (r *reader) statement(q *xmp.Property, refusals bool) (outcomes proviso.Outcomes, sound bool) {
	text, ok := textOf(&q.Value)
	if !ok {
		r.problem(CodeForm, proviso.Fault, q, "the expression is not one text: it states nothing and explains nothing")
		return outcomes, false
	}
	// A base would be where the file happens to lie, and not where it was made.
	found := expr.Read([]byte(text), &expr.Source{Profile: r.question.Profile, Where: r.packet.Where(q)})
	r.reading.Problems = append(r.reading.Problems, found.Problems...)
	if text == "" {
		r.problem(CodeNoExpression, proviso.Warning, q, "the expression is empty: it states nothing and explains nothing")
	}
	outcomes = found.Outcomes
	if refusals {
		outcomes = carrier.Refusals(outcomes)
	}
	if outcomes.Silent() {
		return outcomes, false
	}
	r.reading.Evidence = append(r.reading.Evidence, proviso.Evidence{
		Statement: proviso.Statement{Outcomes: outcomes},
		Carrier:   "mark", Spec: spec, Where: r.packet.Where(q),
		Raw: carrier.Clip(text, carrier.MaxRaw), Observed: r.artifact.Observed,
	})
	return outcomes, len(found.Problems) == 0
}

// explained is the carrier whose statements a mark explains: they stand in the same
// packet, where whoever could put the mark could have changed them. That is not so of a
// signed manifest.
const explained = "plus"

// safeForms makes projections of the safe forms, if the mark may explain anything.
func (r *reader) safeForms(outcomes proviso.Outcomes, sound bool) {
	q := r.packet.Find(Namespace, NameSafeForms)
	if q == nil {
		return
	}
	forms, ok := safeFormsOf(&q.Value)
	switch {
	case !ok:
		r.problem(CodeSafeForms, proviso.Warning, q, fmt.Sprintf("the safe forms are no list of at most %d texts, each the name of a carrier, a space, and what stands there: the mark explains nothing", MaxSafeForms))
		return
	case len(forms) == 0:
		return
	case !sound:
		r.problem(CodeUnclear, proviso.Warning, q, "something is odd about the mark, so it explains nothing: a slip there must not loosen what stands elsewhere")
		return
	case r.artifact.Source == "":
		return // nothing tells what stands in the same file
	}
	for _, f := range forms {
		if f.Carrier != explained {
			r.problem(CodeOtherCarrier, proviso.Warning, q, fmt.Sprintf("a mark explains no statements of carrier %.40q: they stand as they are", f.Carrier))
			continue
		}
		r.reading.Projections = append(r.reading.Projections, proviso.Projection{
			Carrier: f.Carrier, Text: f.Text, Within: r.artifact.Source, Statement: outcomes, Where: r.packet.Where(q),
		})
	}
}

// whole reports whether the packet is all that its writer made: it is not broken, and has
// no property of the mark twice.
func (r *reader) whole() bool {
	seen := map[string]bool{}
	for q := range r.packet.In(Namespace) {
		if seen[q.Name] {
			return false
		}
		seen[q.Name] = true
	}
	return r.packet.Whole
}

// safeFormsOf reads the list of safe forms. One text stands for a list of one.
func safeFormsOf(v *xmp.Value) (forms []SafeForm, ok bool) {
	items := v.Items
	switch v.Kind {
	case xmp.KindText:
		items = []xmp.Value{*v}
	case xmp.KindAlt, xmp.KindBag, xmp.KindSeq:
	default:
		return nil, false
	}
	if v.Cut || len(items) > MaxSafeForms {
		return nil, false
	}
	for i := range items {
		name, text, ok := strings.Cut(strings.TrimSpace(items[i].Text), " ")
		if text = strings.TrimSpace(text); !ok || text == "" || items[i].Kind != xmp.KindText || len(text) > MaxSafeForm {
			return nil, false
		}
		forms = append(forms, SafeForm{name, text})
	}
	return forms, true
}

// first is the first property of the mark.
func (r *reader) first() *xmp.Property {
	for q := range r.packet.In(Namespace) {
		return q
	}
	return nil
}

func (r *reader) problem(code string, severity proviso.Severity, q *xmp.Property, hint string) {
	r.reading.Problems = append(r.reading.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: r.packet.Where(q), Hint: hint,
	})
}
