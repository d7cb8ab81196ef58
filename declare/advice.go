package declare

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// advise tells what may surprise about a sound file.
func (r *reader) advise(d *Declaration) {
	if d.Party.Domain == "" && len(d.Party.Identifiers) == 0 {
		r.warn(CodeUnverifiable, r.partyAt, "the party names neither a domain nor an identifier, so that nobody can verify who speaks", `domain = "…"`)
	}
	if d.Party.Role == Agent && d.Party.For == "" {
		r.warn(CodeForNobody, r.partyAt, "an agent speaks for somebody else, and the file does not say for whom", `for = "…"`)
	}
	scopes := d.scopes()
	for i := range d.Collections {
		c, at := &d.Collections[i], &r.standing[i]
		r.adviseUses(c, at)
		r.adviseConditions(c, at)
		r.adviseRights(c, at)
		r.advisePaths(c, at)
		r.adviseOthers(d, i, scopes)
	}
	r.adviseUnused(d)
}

func (r *reader) warn(code string, at int, hint, mend string) {
	r.note(code, proviso.Warning, at, hint, mend)
}

func (r *reader) notice(code string, at int, hint, mend string) {
	r.note(code, proviso.Notice, at, hint, mend)
}

func (r *reader) adviseUses(c *Collection, at *standing) {
	if at.named == [4]bool{} {
		r.warn(CodeSilent, at.at, quote(c.Name)+" says nothing about any use", `train-ai = "deny"`)
	}
}

func (r *reader) adviseConditions(c *Collection, at *standing) {
	if c.asks(proviso.Credit) && c.Credit == "" {
		r.notice(CodeNoCredit, at.at, quote(c.Name)+" asks for credit, and nothing says how to word it", `credit = "…"`)
	}
	if c.asks(proviso.DirectContribution) && c.Conditions.PayeeLink == "" {
		r.warn(CodeNoPayee, at.at, quote(c.Name)+" asks for a contribution, and nothing says where it goes", `payee-link = "https://…"`)
	}
	if c.asks(proviso.EcosystemContribution) && c.Conditions.Beneficiary == "" && c.Conditions.BeneficiaryLink == "" {
		r.notice(CodeNoPayee, at.at, quote(c.Name)+" asks to give back to the commons, and names nobody to give to", `beneficiary-link = "https://…"`)
	}
}

func (r *reader) adviseRights(c *Collection, at *standing) {
	if c.Rights != PublicDomain {
		return
	}
	for _, use := range proviso.Uses() {
		switch c.Outcomes[use].Word() {
		case proviso.Deny:
			r.warn(CodeNoRight, at.keys[use.String()], "works in the public domain are free to use; the refusal is a wish, and no right stands behind it", "")
		case proviso.Conditional:
			r.notice(CodeNoRight, at.keys[use.String()], "works in the public domain are free to use; the condition is a wish, and no right stands behind it", "")
		}
	}
	if strings.Contains(c.Licence, "creativecommons.org/licenses/") {
		r.warn(CodeNoLicence, at.keys["licence"], "a copyright licence has nothing to license where the works are in the public domain",
			`"https://creativecommons.org/publicdomain/mark/1.0/"`)
	}
}

func (r *reader) advisePaths(c *Collection, at *standing) {
	for _, path := range c.Paths {
		patterns := Patterns(path)
		if patterns[0].Wider {
			r.warn(CodePathWider, at.keys["paths"], "readers can only be told a wider path than "+quote(path)+", such as "+quote(patterns[0].Text)+
				", where each use about which collections differ is refused", "")
		}
		if i := strings.IndexByte(path, '?'); i >= 0 && !strings.Contains(path[i:], "=") && !strings.HasSuffix(path, "?") {
			r.notice(CodeQuestionMark, at.keys["paths"], `the "?" in `+quote(path)+" stands for itself and begins the query; it is no wildcard", "")
		}
	}
}

// adviseOthers compares a collection with the others: the same path in two of them, and
// silence about a use where a wider collection speaks.
func (r *reader) adviseOthers(d *Declaration, i int, scopes [][]Pattern) {
	c, at, own := &d.Collections[i], &r.standing[i], scopes[i]
	mine := map[string]bool{}
	for _, p := range own {
		mine[p.Text] = true
	}
	around, closest := -1, -1
	for j := range d.Collections {
		if j == i {
			continue
		}
		other := &d.Collections[j]
		for _, p := range scopes[j] {
			if mine[p.Text] {
				if j < i {
					r.warn(CodeSamePath, at.at, quote(c.Name)+" and "+quote(other.Name)+" have the path "+quote("/"+strings.TrimPrefix(p.Text, "/"))+
						" in common, where the stricter answer of both holds", "")
					break
				}
				continue
			}
			if n := len(p.Text); n > closest && slices.ContainsFunc(own, func(mine Pattern) bool { return within(mine.Text, p.Text) }) {
				around, closest = j, n
			}
		}
	}
	if around < 0 {
		return
	}
	for _, use := range proviso.Uses() {
		outer := d.Collections[around].Outcomes[use]
		if at.named[use] || outer.Word() == proviso.Unstated {
			continue
		}
		answer, _ := answerFor(outer)
		say := r.warn
		if outer.Word() == proviso.Allow {
			say = r.notice
		}
		say(CodeDropped, at.at, quote(c.Name)+" lies within "+quote(d.Collections[around].Name)+", which says "+use.String()+` = "`+answer+
			`"; here nothing is said about it, as nothing is inherited`, use.String()+` = "`+answer+`"`)
	}
}

// within reports whether what a pattern matches is plainly part of what another matches.
func within(inner, outer string) bool {
	return inner != outer && !strings.ContainsAny(outer, "*$") && strings.HasPrefix(inner, outer)
}

// adviseUnused tells of details that belong to no condition.
func (r *reader) adviseUnused(d *Declaration) {
	asked := map[string]bool{}
	for i := range d.Collections {
		for _, s := range proviso.Signals() {
			for _, e := range s.Elements {
				asked[e.Kind] = asked[e.Kind] || d.Collections[i].asks(e.Kind)
			}
		}
	}
	for _, detail := range []struct {
		key   string
		given bool
		kinds []string
	}{
		{"payee", d.Conditions.Payee+d.Conditions.PayeeLink != "", []string{proviso.DirectContribution}},
		{"floor", d.Conditions.Floor != Floor{}, []string{proviso.DirectContribution, proviso.EcosystemContribution}},
		{"beneficiary", d.Conditions.Beneficiary+d.Conditions.BeneficiaryLink != "", []string{proviso.EcosystemContribution}},
		{"open", len(d.Conditions.Open) > 0, []string{proviso.Open}},
	} {
		if detail.given && !slices.ContainsFunc(detail.kinds, func(kind string) bool { return asked[kind] }) {
			r.notice(CodeUnused, r.conditionsAt, quote(detail.key)+" is a detail of a condition that no collection has", "")
		}
	}
}
