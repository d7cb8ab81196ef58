package notice

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// Statement makes the page about a case, in the nearest language there is. An error means
// that there is no such case.
func Statement(use proviso.Use, answer string, role declare.Role, lang string) (Page, error) {
	path := Path(use, answer, role)
	if path == "" {
		return Page{}, fmt.Errorf("notice: there is no statement of %q about %s by %q", answer, use, role)
	}
	s, err := speakerFor(lang)
	if err != nil {
		return Page{}, err
	}
	return s.statement(Case{use, answer, role}, path)
}

func (s *speaker) statement(c Case, path string) (Page, error) {
	use := c.Use.String()
	headline := s.say("headline." + use + "." + c.Answer)
	p := s.page(s.word("use."+use+".label") + " – " + s.word("word."+c.Answer))
	p.Summary = plain(headline, p.RightToLeft)
	p.opening = opening{
		answer: c.Answer, word: s.word("word." + c.Answer), label: s.word("use." + use + ".label"),
		title: headline, lead: s.say("who." + string(c.Role)),
	}
	p.body = append(p.body,
		s.section("meaning", paragraph{spans: s.say("use." + use + ".meaning")}),
		s.section("asked", s.asked(c.Answer), paragraph{spans: s.say("use." + use + ".whom")}))
	if adherence := s.adherence(use, c.Answer); len(adherence) > 0 {
		p.body = append(p.body, s.section("adherence", adherence))
	}
	p.body = append(p.body,
		s.section("limits", s.limits(c.Answer == proviso.Unstated.String(), asks(outcomeOf(c.Answer), proviso.DirectContribution))),
		s.section("standing", paragraph{spans: s.standing(c.Role, c.Answer)}),
		s.section("machines", s.machines(c)...))
	if signal, ok := proviso.SignalNamed(c.Answer); ok {
		p.body = append(p.body, s.section("draft", s.draft(signal)...))
	}
	p.closing = append(s.aboutPages(), paragraph{spans: s.say("foot.address", with("path", token(path)))})
	p.switcher = switcher{label: s.word("foot.languages"), files: true}
	for _, lang := range Languages() {
		p.switcher.links = append(p.switcher.links, Alternate{Lang: lang})
	}
	return p, s.err
}

// page begins a page.
func (s *speaker) page(title string) Page {
	return Page{Title: title, Lang: s.language.Tag, RightToLeft: s.rightToLeft()}
}

// section makes a section that is known by the name of its heading.
func (s *speaker) section(name string, body ...block) section {
	return section{name, s.say("section." + name), body}
}

// asked tells what is asked: one thing after the other.
func (s *speaker) asked(answer string) block {
	signal, ok := proviso.SignalNamed(answer)
	if !ok {
		return paragraph{spans: s.say("asked." + answer)}
	}
	var l list
	for _, e := range signal.Elements {
		l = append(l, s.say("asked."+e.Kind))
	}
	return l
}

// adherence tells how one sees that somebody does what is asked. Credit looks different
// from use to use.
func (s *speaker) adherence(use, answer string) (l list) {
	if answer == proviso.Deny.String() {
		l = append(l, s.say("adherence.deny."+use))
	}
	signal, _ := proviso.SignalNamed(answer)
	for _, e := range signal.Elements {
		key := "adherence." + e.Kind
		if e.Kind == proviso.Credit {
			key += "." + use
		}
		l = append(l, s.say(key))
	}
	return l
}

// limits tells what no statement can do, and what those in sight cannot.
func (s *speaker) limits(silence, direct bool) list {
	l := list{s.say("limits.access"), s.say("limits.licence"), s.say("limits.law")}
	if direct {
		l = append(l, s.say("limits.direct"))
	}
	if silence {
		l = append(l, s.say("limits.silence"))
	}
	return l
}

// standing tells what stands behind an answer when a party in that role gives it.
func (s *speaker) standing(role declare.Role, answer string) []span {
	kind := "permit"
	if answer == proviso.Deny.String() || answer == proviso.Unstated.String() {
		kind = answer
	}
	return s.say("standing." + string(role) + "." + kind)
}

// machines shows the statement as machines read it.
func (s *speaker) machines(c Case) (list []block) {
	use, stated := c.Use.String(), c.Answer != proviso.Unstated.String()
	f := facts{}
	if expression := s.expression(c.Use, outcomeOf(c.Answer)); expression != "" {
		f = append(f, fact{s.say("machines.usage"), [][]span{{token(expression)}}})
	}
	f = append(f,
		fact{s.say("machines.file"), [][]span{{token(use + ` = "` + c.Answer + `"`)}}},
		fact{s.say("machines.document", with("use", token(use))), [][]span{{token(published(c.Answer))}}})
	list = append(list, f)
	switch {
	case !stated:
		list = append(list, paragraph{spans: s.say("machines.silent")})
	case c.Use == proviso.TDM:
		list = append(list, paragraph{spans: s.say("machines.no-label")})
	case outcomeOf(c.Answer).Word() == proviso.Conditional:
		list = append(list, paragraph{spans: s.say("machines.strict")})
	}
	return list
}

// expression says one answer as a Content-Usage value; empty where that says nothing.
func (s *speaker) expression(use proviso.Use, o proviso.Outcome) string {
	var all proviso.Outcomes
	all[use] = o
	text, _, err := expr.Write(all)
	if err != nil {
		s.fail("notice: %w", err)
	}
	return text
}

// published is an answer as the published declaration has it, in collections[].uses.
func published(answer string) string {
	if o := outcomeOf(answer); o.Word() == proviso.Conditional {
		return `{"outcome":"conditional","signal":"` + answer + `"}`
	}
	return `{"outcome":"` + answer + `"}`
}

// Where the elements' texts are quoted from, and the licence they are under.
const (
	draftURL        = "https://github.com/creativecommons/cc-signals"
	draftLicenceURL = "https://creativecommons.org/licenses/by/4.0/"
)

// draft quotes the elements of a signal, each with a gloss that is told to be ours.
func (s *speaker) draft(signal proviso.Signal) (list []block) {
	for _, e := range signal.Elements {
		list = append(list,
			quotation{e.Name, e.Text, []span{
				{kind: words, text: "Creative Commons, CC signals draft 0.1", href: draftURL},
				{kind: words, text: ", "},
				{kind: words, text: "CC BY 4.0", href: draftLicenceURL},
			}},
			paragraph{spans: s.say("draft.gloss", with("text", s.say("draft."+e.Kind)...))})
	}
	return list
}

// aboutPages is what stands below every page.
func (s *speaker) aboutPages() []block {
	return []block{paragraph{spans: s.say("foot.versions")}, paragraph{spans: s.say("foot.endorsed")}}
}

// autonym is the name of a language in that language.
func autonym(lang string) string {
	all, err := catalogues()
	if err != nil || all[lang] == nil {
		return lang
	}
	return all[lang].language.Name
}

// asks reports whether an outcome asks for a kind of term.
func asks(o proviso.Outcome, kind string) bool {
	for _, offer := range o.Offers() {
		for _, term := range offer {
			if term.Kind == kind {
				return true
			}
		}
	}
	return false
}
