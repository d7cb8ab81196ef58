package rsl

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	carrierrsl "github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/declare"
)

// MaxProjections is how many of the projections that readers read are used for the
// document. The others are left for what is published elsewhere.
const MaxProjections = 48

// explain has the declaration stand behind content elements that say less than is
// declared, for the most specific part first, and tells where it cannot.
func (j *job) explain() {
	for i := range slices.Backward(j.parts) {
		p := &j.parts[i]
		if p.content != "" {
			j.standBehind(p, p, p.literal)
		}
		for k := range j.parts {
			wider := &j.parts[k]
			if k == i || wider.content == "" || wider.octets > p.octets || !mayMeet(wider.scope, p.scope) {
				continue
			}
			left := wider.literal // what is asked of a wider element
			for use := range left {
				if p.literal[use].Word() != proviso.Unstated {
					left[use] = proviso.Outcome{}
				}
			}
			j.standBehind(p, wider, left)
		}
	}
}

// standBehind has the declaration explain what an element says about a part.
func (j *job) standBehind(p, by *part, said proviso.Outcomes) {
	differs := func(use proviso.Use) bool {
		o := said[use]
		return o.Word() != proviso.Unstated && !o.Equal(p.declared[use]) && !o.Equal(p.told[use])
	}
	if !slices.ContainsFunc(allUses, differs) {
		return
	}
	one := declare.Projection{Carrier: carrierrsl.Carrier.Name, Text: by.raw, Scope: p.scope, Literal: said}
	d := j.in.Saying.Declaration
	if j.asked++; j.asked <= MaxProjections && d != nil && d.Explains(one) == nil {
		j.out.Projections = append(j.out.Projections, one)
		return
	}
	for _, use := range allUses {
		if key := p.scope + "\n" + use.String(); differs(use) && !j.told[key] { // once for a part, whichever element it is
			j.told[key] = true
			j.lose(p.scope, proviso.Loss{Use: use, Said: p.declared[use], Form: "content url=" + by.scope,
				Why: "the content element says otherwise, and the declaration cannot explain it for this part"})
		}
	}
}

var allUses = []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search, proviso.TDM}

// mayMeet reports whether two patterns may match one path: whether the text before what
// can be written in more than one way, of one, begins that of the other.
func mayMeet(a, b string) bool {
	a, b = beginning(a), beginning(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

func beginning(pattern string) string {
	if i := strings.IndexFunc(pattern, func(c rune) bool { return c == '*' || c == '$' || c == '%' || c >= 0x7F }); i >= 0 {
		return pattern[:i]
	}
	return pattern
}
