package notice

import (
	"fmt"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// collection shows one collection: where it is, what holds for each use, and the details.
func (s *speaker) collection(d *declare.Declaration, c *declare.Collection, spoken map[string]int, statements string) (body []block, err error) {
	var where facts
	where.add(s, "collection.where", s.where(c)...)
	body = append(body, where)
	answers, err := s.answers(d.Party.Role, c, statements)
	if err != nil {
		return nil, err
	}
	body = append(body, answers)
	for _, note := range s.notes(c, spoken) {
		body = append(body, paragraph{spans: note})
	}
	if details := s.details(d, c); len(details) > 0 {
		body = append(body, details)
	}
	return body, nil
}

// where lists the places of a collection.
func (s *speaker) where(c *declare.Collection) (places [][]span) {
	switch {
	case c.WholeSite():
		return [][]span{s.say("collection.whole")}
	case len(c.Paths) == 0:
		return [][]span{s.say("collection.files")}
	}
	for _, path := range c.Paths {
		places = append(places, []span{token(path)})
	}
	return places
}

// answers tells what holds for each use.
func (s *speaker) answers(role declare.Role, c *declare.Collection, statements string) (list verdicts, err error) {
	for _, use := range proviso.Uses() {
		answer, ok := answerOf(c.Outcomes[use])
		if !ok {
			return nil, fmt.Errorf("notice: what %q says about %s is not what a declaration file can say", c.Name, use)
		}
		label := s.say("use." + use.String() + ".label")
		if path := Path(use, answer, role); statements != "" && path != "" {
			for i := range label {
				label[i].href = under(statements, path)
			}
		}
		list = append(list, verdict{
			answer: answer, word: s.word("word." + answer), label: label,
			sentence: s.say("headline." + use.String() + "." + answer), token: s.expression(use, c.Outcomes[use]),
		})
	}
	return list, nil
}

// under puts a path behind what stands before it.
func under(prefix, path string) string {
	for len(prefix) > 0 && prefix[len(prefix)-1] == '/' {
		prefix = prefix[:len(prefix)-1]
	}
	return prefix + path
}

// notes tells where something else holds than one might think.
func (s *speaker) notes(c *declare.Collection, spoken map[string]int) (list [][]span) {
	if c.WholeSite() && spoken["/"] > 1 {
		list = append(list, s.say("collection.shared", with("path", token("/"))))
	}
	for _, path := range c.Paths {
		found := declare.Patterns(path)
		if slices.ContainsFunc(found, func(p declare.Pattern) bool { return spoken[p.Text] > 1 }) {
			list = append(list, s.say("collection.shared", with("path", token(path))))
		}
		if slices.ContainsFunc(found, func(p declare.Pattern) bool { return p.Wider }) {
			list = append(list, s.say("collection.wider", with("path", token(path))))
		}
	}
	return list
}

// spokenFor counts for every pattern how many collections it is of, and how many
// collections are on the site at all.
func spokenFor(d *declare.Declaration) (spoken map[string]int, onSite int) {
	spoken = map[string]int{}
	for i := range d.Collections {
		texts := patterns(&d.Collections[i])
		for _, text := range texts {
			spoken[text]++
		}
		if len(texts) > 0 {
			onSite++
		}
	}
	return spoken, onSite
}

// patterns gives the patterns of a collection, each once; "/" for the whole site.
func patterns(c *declare.Collection) (texts []string) {
	if c.WholeSite() {
		return []string{"/"}
	}
	for _, path := range c.Paths {
		for _, p := range declare.Patterns(path) {
			texts = append(texts, p.Text)
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// details tells what somebody needs to know to do what is asked.
func (s *speaker) details(d *declare.Declaration, c *declare.Collection) (f facts) {
	asked := func(kind string) bool {
		return slices.ContainsFunc(c.Outcomes[:], func(o proviso.Outcome) bool { return asks(o, kind) })
	}
	if given(c.Credit, c.CreditLink) {
		f.add(s, "collection.credit", linked(c.Credit, c.CreditLink))
	}
	direct, ecosystem := asked(proviso.DirectContribution), asked(proviso.EcosystemContribution)
	if payee := c.Conditions.Payee; direct {
		if cleaned(payee) == "" {
			payee = d.Party.Name
		}
		f.add(s, "collection.payee", linked(payee, c.Conditions.PayeeLink))
	}
	if name, link := c.Conditions.Beneficiary, c.Conditions.BeneficiaryLink; ecosystem && given(name, link) {
		f.add(s, "collection.beneficiary", linked(name, link))
	}
	if floor := c.Conditions.Floor; floor != (declare.Floor{}) && (direct || ecosystem) {
		f.add(s, "collection.floor", s.floor(floor), s.say("collection.floor-note"))
	}
	if asked(proviso.Open) {
		var levels [][]span
		for _, level := range c.Conditions.Accepted() {
			levels = append(levels, s.say("open."+string(level)))
		}
		f.add(s, "collection.open", levels...)
	}
	if c.Rights != "" {
		f.add(s, "collection.rights", s.say("rights."+string(c.Rights)))
	}
	if c.Licence != "" {
		f.add(s, "collection.licence", []span{address(c.Licence)}, s.say("collection.licence-note"))
	}
	return f
}

// given reports whether there is anything to show of a name and its link.
func given(name, link string) bool { return cleaned(name) != "" || cleaned(link) != "" }
