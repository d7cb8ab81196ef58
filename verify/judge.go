package verify

import (
	"slices"

	"github.com/proviso-signals/proviso"
)

// judgePlaces compares what readers find at each place with what is declared for it.
func (v *visit) judgePlaces() {
	headed := slices.ContainsFunc(v.places, (*place).hasHeader)
	for _, p := range v.places {
		v.report.Places = append(v.report.Places, p.Place)
		var told [4]bool // uses about which some reader was told more than is declared
		for i := range readers {
			v.reader(p, &readers[i], &told)
		}
		v.statements(p, told)
		if headed {
			v.header(p)
		}
	}
}

// reader looks at a place as one reader does.
func (v *visit) reader(p *place, r *Reader, looser *[4]bool) {
	if r.Copies && p.Kind != Image {
		return
	}
	base := Check{Rule: RuleReader, URL: p.URL, Place: p.Kind, Reader: r.Name}
	if len(p.Collections) > 0 {
		base.Collection = p.Collections[0]
	}
	if r.Copies && p.copied == nil {
		base.Severity, base.Message = Note, "it is of no image format that is looked into, so that a copy of it was not read"
		base.Line = v.lines.of(v.d, base.Collection)
		v.add(base, r.Name, v.about(p.URL))
		return
	}
	var found proviso.Resolution
	cut := false
	if r.Copies {
		found, cut = r.reads(p.copied), p.response.Truncated
	} else {
		found = r.reads(p.answer(r.Profile))
	}
	expected := r.Expect(p.told)
	for _, use := range r.Learns {
		ruling := found.Everyone[use]
		c := base
		c.Use, c.About = use, true
		c.Declared, c.Expected, c.Found = p.told.Declared[use], expected[use], ruling.Outcome
		c.Verdict = Compare(c.Declared, c.Found)
		if cut && c.Verdict == Silent {
			c.Verdict, c.Severity = NotLookedAt, Note
		} else {
			c.Severity = p.ceiling(c.Verdict, judge(c.Verdict, c.Expected, c.Found, r.Silence(p.told, use)))
		}
		looser[use] = looser[use] || c.Verdict == Looser
		c.Line = v.lines.about(v.d, base.Collection, use)
		for _, j := range ruling.Decided {
			c.Evidence = v.shownEvidence(c.Evidence, &found.Evidence[j])
		}
		c.Message, c.Mend = v.says(&c, p, r), v.mend(&c, p)
		v.add(c, r.Name, v.about(p.URL), use.String())
	}
}

// ceiling is what a verdict can mean at most at a place. Nobody keeps what a page says that
// does not exist, and a declaration does not speak for hosts that it does not name.
func (p *place) ceiling(v Verdict, s Severity) Severity {
	switch {
	case p.foreign, v == Silent && (p.elsewhere || p.Kind == Missing):
		return min(s, Warn)
	}
	return s
}

// statements looks at each statement by itself: one that permits what is not declared is
// harmless while another tightens it, and not to a reader that looks there alone.
func (v *visit) statements(p *place, told [4]bool) {
	found := p.answer("cc-signals").Resolution.Evidence
	for i := range found {
		e := &found[i]
		if e.Asker != "" {
			continue
		}
		said := literal(e)
		for _, use := range proviso.Uses() {
			if told[use] || Compare(p.told.Declared[use], said[use]) != Looser {
				continue
			}
			c := Check{
				Rule: RuleStatement, URL: p.URL, Place: p.Kind, Use: use, About: true,
				Declared: p.told.Declared[use], Expected: p.told.Declared[use], Found: said[use],
				Verdict: Looser, Severity: p.ceiling(Looser, Fail), Evidence: v.shownEvidence(nil, e),
			}
			if len(p.Collections) > 0 {
				c.Collection = p.Collections[0]
			}
			c.Line = v.lines.about(v.d, c.Collection, use)
			c.Message = "one statement by itself says " + words(c.Found) + " about " + use.Plain() + ", where " + words(c.Declared) + " is declared; others tighten it"
			c.Mend = v.mend(&c, p)
			v.add(c, e.Carrier, v.about(p.URL), e.Where.String(), use.String())
		}
	}
}

// hasHeader reports whether the header field that says it all stands at a place.
func (p *place) hasHeader() bool {
	return slices.ContainsFunc(p.answer("cc-signals").Resolution.Evidence, func(e proviso.Evidence) bool { return e.Carrier == "content-usage" })
}

// header tells of a place that lacks the header field which other places have, although
// something is declared there: servers lose it on images and on error pages first.
func (v *visit) header(p *place) {
	if p.elsewhere || p.hasHeader() || p.told.expressed("cc-signals").Silent() {
		return
	}
	c := Check{Rule: RuleLost, URL: p.URL, Place: p.Kind, Verdict: Silent, Severity: Warn,
		Message: "the header field Content-Usage stands at other places of the site and not here",
		Mend: "Let the server add it to every response: in nginx, add_header takes \"always\", and one in a location drops those around it; " +
			"in Apache, write \"Header always set\"."}
	if len(p.Collections) > 0 {
		c.Collection = p.Collections[0]
		c.Line = v.lines.of(v.d, c.Collection)
	}
	v.add(c, v.about(p.URL))
}
