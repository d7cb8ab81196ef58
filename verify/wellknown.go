package verify

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
)

// noDocument tells that there is no declaration. An owner without a domain of its own
// publishes none.
func (v *visit) noDocument(a *carrier.Artifact, why string) {
	c := Check{
		Rule: RuleDocument, URL: v.origin + declare.WellKnown, Verdict: Silent, Severity: Fail, Line: v.lines.party,
		Message: "no declaration can be read at " + declare.WellKnown + ": " + why,
		Mend:    "Publish it there: proviso apply.",
	}
	switch {
	case v.d.Party.Domain == "":
		c.Severity, c.Mend = Note, ""
	case !a.Absent() && !a.Usable():
		c.Verdict, c.Severity = NotLookedAt, Warn
		c.Mend = "See that it answers to anybody, and that robots.txt lets ProvisoBot fetch it."
	}
	v.add(c)
}

// documentProblems passes on what a reader of the published declaration has to say about
// it.
func (v *visit) documentProblems() {
	clean := true
	for _, p := range v.places[0].answer("cc-signals").Reading.Problems {
		if !strings.HasPrefix(p.Code, "declaration-") || p.Severity == proviso.Notice {
			continue
		}
		clean = false
		c := Check{Rule: RuleDocument, URL: v.origin + declare.WellKnown, Verdict: Silent, Severity: Warn,
			Message: clip(p.Hint, MaxText) + " (" + p.Code + ")", Mend: "Publish it anew: proviso apply.",
			Evidence: []Evidence{{Carrier: "declaration", Where: clip(p.Where.String(), MaxText)}}}
		if p.Severity == proviso.Fault {
			c.Severity = Fail
		}
		v.add(c, p.Code, p.Where.String())
	}
	if clean {
		v.add(Check{Rule: RuleDocument, URL: v.origin + declare.WellKnown, Verdict: Equal, Message: "the declaration is published and can be read"})
	}
}

// safeForms are the published projections that the declaration file has a statement for.
func (d *document) safeForms(statements []declare.Statement) (out []declare.Projection) {
	for _, p := range d.projections {
		if slices.ContainsFunc(statements, func(s declare.Statement) bool { return s.Scope == p.scope }) {
			out = append(out, declare.Projection{Carrier: p.carrier, Text: p.text, Scope: p.scope})
		}
	}
	return out
}
