package verify

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// inImages are the carriers whose statements lie in image files alone.
var inImages = []string{"plus", "mark", "image-rights", "c2pa"}

// projections looks for each safe form that the published declaration stands behind: it
// must stand somewhere in its part of the site just as it is listed. Otherwise readers of
// that carrier are told something else, or nothing.
func (v *visit) projections(doc *document) {
	for _, p := range doc.projections {
		c := Check{Rule: RuleProjection, URL: v.origin + declare.WellKnown, Verdict: Equal,
			Message: "the safe form of " + clip(p.carrier, 64) + " stands where the declaration says: " + strconv.Quote(clip(p.text, 120))}
		looked, found := 0, false
		for _, at := range v.places {
			if !v.within(at, p) || slices.Contains(inImages, p.carrier) && at.Kind != Image {
				continue
			}
			looked++
			if e := at.stands(p); e != nil {
				found = true
				c.Evidence = v.shownEvidence(nil, e)
				break
			}
			c.Evidence = v.others(c.Evidence, at, p)
		}
		switch {
		case found:
		case looked == 0:
			c.Verdict, c.Severity = NotLookedAt, Note
			c.Message = "no place was looked at where the safe form of " + clip(p.carrier, 64) + " would stand: " + strconv.Quote(clip(p.text, 120))
		default:
			c.Verdict, c.Severity = Silent, Fail
			c.Message = "the declaration stands behind " + strconv.Quote(clip(p.text, 120)) + " of " + clip(p.carrier, 64) + ", and nothing says just that"
			if len(c.Evidence) > 0 {
				c.Message += "; something else stands there"
			}
			c.Mend = "Publish both anew: proviso apply. If it was done, something between the server and readers takes the statement out or changes it."
		}
		v.add(c, p.carrier, p.scope, p.text)
	}
}

// within reports whether a place lies in the part of the site that a safe form is about.
func (v *visit) within(p *place, form projection) bool {
	return !p.elsewhere && slices.ContainsFunc(p.told.Statements, func(s declare.Statement) bool { return s.Scope == form.scope })
}

// stands finds a safe form at a place.
func (p *place) stands(form projection) *proviso.Evidence {
	for _, a := range p.evidence() {
		if a.Carrier == form.carrier && strings.TrimSpace(a.Raw) == strings.TrimSpace(form.text) {
			return a
		}
	}
	return nil
}

// others adds what the carrier says at a place instead.
func (v *visit) others(list []Evidence, p *place, form projection) []Evidence {
	for _, e := range p.evidence() {
		if e.Carrier == form.carrier {
			list = v.shownEvidence(list, e)
		}
	}
	return list
}

// evidence is all that was found at a place and in a copy of it.
func (p *place) evidence() (all []*proviso.Evidence) {
	found := p.answer("cc-signals").Resolution.Evidence
	for i := range found {
		all = append(all, &found[i])
	}
	if p.copied != nil {
		for i := range p.copied.Resolution.Evidence {
			all = append(all, &p.copied.Resolution.Evidence[i])
		}
	}
	return all
}
