package tdmrep

import (
	"cmp"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	carriertdmrep "github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// MaxProjections is how many of the projections that readers read are used for rules. The
// others are left for what is published elsewhere.
const MaxProjections = 48

// rule is a rule of ours.
type rule struct {
	scope    string
	outcomes proviso.Outcomes // as strict as those of patterns of the same length
	declared proviso.Outcomes
	octets   int
	// text is the rule as it is written, without the member that tells whose it is; empty
	// where a wider rule speaks for its paths.
	text    string
	literal proviso.Outcomes // what it says by itself, without the policy
	policy  bool
	written string // as it stands in the file
}

// choose words the rules.
func (j *job) choose() {
	declared := map[string]proviso.Outcomes{}
	if d := j.in.Saying.Declaration; d != nil {
		for _, s := range d.Statements() {
			declared[s.Scope] = s.Outcomes
		}
	}
	for _, r := range j.in.Saying.Rules {
		one := rule{scope: r.Scope, outcomes: r.Outcomes, declared: r.Outcomes}
		if o, ok := declared[r.Scope]; ok {
			one.declared = o
		}
		one.octets, _ = robots.MatchPath(r.Scope, "/")
		j.rules = append(j.rules, one)
	}
	slices.SortStableFunc(j.rules, func(a, b rule) int { return cmp.Compare(b.octets, a.octets) })
	for i := range slices.Backward(j.rules) {
		r := &j.rules[i]
		losses := j.word(r)
		if r.text == "" && j.permitted(i) {
			r.text = ruleText(r.scope, proviso.Outcomes{proviso.TDM: proviso.Denied()}, "")
			r.literal = literal(r.text, r.scope)
			for k := range losses {
				losses[k].Form = "tdm-reservation: 1"
			}
		}
		for _, l := range losses {
			j.lose(r.scope, l)
		}
	}
}

// word chooses what says the outcomes of a rule: 0, a plain 1 that the declaration
// explains, or a 1 with the policy.
func (j *job) word(r *rule) (losses []proviso.Loss) {
	text, losses, _ := form(carrier.Said{Outcomes: r.outcomes, Scope: r.scope})
	r.text = object(text)
	r.literal = literal(r.text, r.scope)
	if !conditional(r.outcomes) || j.in.Saying.Origin == "" || j.explains(r.text, r.scope, r.literal) {
		return losses
	}
	link := j.in.Saying.Origin + "/" + PolicyFile
	text, losses, err := form(carrier.Said{Outcomes: r.outcomes, Scope: r.scope, Link: link})
	if err == nil {
		r.text, r.policy = object(text), true
	}
	for i := range losses {
		if losses[i].Form == "" && losses[i].Use != proviso.Search {
			losses[i].Form = "tdm-policy: " + link
		}
	}
	return losses
}

// conditional reports whether what can be mined can be mined on conditions, and nothing of
// it is refused.
func conditional(o proviso.Outcomes) (conditions bool) {
	for _, use := range [...]proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.TDM} {
		switch o[use].Word() {
		case proviso.Deny:
			return false
		case proviso.Conditional:
			conditions = true
		}
	}
	return conditions
}

// permitted reports whether a wider rule that may speak for the paths of rule i permits
// mining.
func (j *job) permitted(i int) bool {
	for _, wider := range j.rules[i+1:] {
		if strings.Contains(wider.text, `"tdm-reservation": 0`) && mayMeet(wider.scope, j.rules[i].scope) {
			return true
		}
	}
	return slices.ContainsFunc(j.base.foreign, func(f *foreign) bool { return f.permits && mayMeet(f.location, j.rules[i].scope) })
}

// explains reports whether the declaration can stand behind a rule.
func (j *job) explains(text, scope string, said proviso.Outcomes) bool {
	if j.asked++; j.asked > MaxProjections || j.in.Saying.Declaration == nil {
		return false
	}
	return j.in.Saying.Declaration.Explains(declare.Projection{Carrier: carriertdmrep.Carrier.Name, Text: text, Scope: scope, Literal: said}) == nil
}

// explain has the declaration stand behind the rules that say less than is declared, for
// the most specific part first.
func (j *job) explain() {
	j.asked = 0
	for i := range j.rules {
		r := &j.rules[i]
		if r.text != "" {
			j.standBehind(r, r)
			continue
		}
		for k := range j.rules[i+1:] { // one of these speaks for its paths
			if by := &j.rules[i+1+k]; by.text != "" && mayMeet(by.scope, r.scope) {
				j.standBehind(r, by)
			}
		}
	}
}

// standBehind has the declaration explain what a rule says of a part, or tells of it.
func (j *job) standBehind(r, by *rule) {
	switch {
	case by.policy && by == r, !differs(by.literal, r): // told when it was worded
	case !by.policy && j.explains(by.written, r.scope, by.literal):
		j.out.Projections = append(j.out.Projections, declare.Projection{
			Carrier: carriertdmrep.Carrier.Name, Text: by.written, Scope: r.scope, Literal: by.literal,
		})
	default:
		j.loseStricter(r, by)
	}
}

// loseStricter tells what is read of a part more strictly than it is declared.
func (j *job) loseStricter(r, by *rule) {
	for use, o := range by.literal {
		key := r.scope + "\n" + proviso.Use(use).String()
		if o.Word() != proviso.Unstated && !o.Equal(r.declared[use]) && !j.told[key] { // once for a part, whichever rule it is
			j.told[key] = true
			j.lose(r.scope, proviso.Loss{Use: proviso.Use(use), Said: r.declared[use], Form: "tdm-reservation: 1",
				Why: "a reservation is about every kind of mining, and the declaration cannot explain it here"})
		}
	}
}

// differs reports whether a rule says something else by itself than is declared, beyond
// what an expression makes of that.
func differs(said proviso.Outcomes, r *rule) bool {
	value, _, _ := expr.Write(r.declared)
	told := expr.Read([]byte(value), &expr.Source{}).Outcomes
	for use, o := range said {
		if o.Word() != proviso.Unstated && !o.Equal(r.declared[use]) && !o.Equal(told[use]) {
			return true
		}
	}
	return false
}

// points reports whether a rule points to the policy.
func (j *job) points() bool {
	return slices.ContainsFunc(j.rules, func(r rule) bool { return r.policy })
}

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
