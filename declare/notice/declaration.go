package notice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// Options is what a page about a declaration needs to know besides it. The zero value
// makes a page in English that links to nothing of Proviso's.
type Options struct {
	Lang string // the nearest of [Languages] is taken
	// At is when the page is made, and makes it warn where the declaration does not hold
	// then. Zero warns of nothing.
	At time.Time
	// DocumentURL is where the published declaration is, and Document its text, of which
	// the page gives the digest. Empty where it is not published.
	DocumentURL string
	Document    []byte
	// Statements is what stands before the [Path] of statements to which the page links,
	// such as "https://proviso.example"; "/" for the same site. Empty for no links.
	Statements string
	// Languages are this page in all its languages, this one included.
	Languages []Alternate
}

// Declaration makes the page about a declaration. An error means that the declaration says
// what no declaration file can say, or that a link in the options is none.
func Declaration(d *declare.Declaration, opt Options) (Page, error) {
	if err := opt.check(); err != nil {
		return Page{}, err
	}
	s, err := speakerFor(opt.Lang)
	if err != nil {
		return Page{}, err
	}
	return s.declaration(d, opt)
}

func (opt Options) check() error {
	for _, link := range []string{opt.DocumentURL, opt.Statements} {
		if link != "" && !ownLink(link) || strings.HasPrefix(link, "mailto:") {
			return fmt.Errorf("notice: %q is no link", link)
		}
	}
	for _, l := range opt.Languages {
		if !slices.Contains(Languages(), l.Lang) || !ownLink(l.URL) {
			return fmt.Errorf("notice: %q in %q is no page in another language", l.URL, l.Lang)
		}
	}
	return nil
}

func (s *speaker) declaration(d *declare.Declaration, opt Options) (Page, error) {
	title := s.say("declaration.title", with("party", named(d.Party.Name)))
	p := s.page(plain(title, s.rightToLeft()))
	p.opening = opening{title: title, lead: s.declaring(&d.Party)}
	p.Summary = plain(p.opening.lead, p.RightToLeft)
	p.body = append(s.warnings(d, opt.At), paragraph{spans: s.say("declaration.lead")})
	spoken, onSite := spokenFor(d)
	if onSite > 1 {
		p.body = append(p.body, paragraph{spans: s.say("declaration.longest")})
	}
	silence, direct := false, false
	kinds := map[string]bool{} // of answers that there are, as far as standing differs
	for i := range d.Collections {
		c := &d.Collections[i]
		body, err := s.collection(d, c, spoken, opt.Statements)
		if err != nil {
			return Page{}, err
		}
		p.body = append(p.body, section{"collection-" + strconv.Itoa(i+1), s.say("section.collection", with("name", named(c.Name))), body})
		for _, o := range c.Outcomes {
			silence = silence || o.Word() == proviso.Unstated
			direct = direct || asks(o, proviso.DirectContribution)
			kinds[o.Word().String()] = true
		}
	}
	p.body = append(p.body,
		s.section("who", s.party(&d.Party, kinds)...),
		s.section("validity", s.validity(d)...),
		s.section("limits", s.limits(silence, direct)),
		s.section("check", s.check(d, opt)...))
	p.closing = s.aboutPages()
	p.switcher = switcher{label: s.word("foot.languages"), links: opt.Languages}
	return p, s.err
}

// declaring tells who speaks, in what role.
func (s *speaker) declaring(p *declare.Party) []span {
	key := "declaration." + string(p.Role)
	if !slices.Contains(declare.Roles(), p.Role) {
		return s.fail("notice: %q is no role", p.Role)
	}
	if p.Role == declare.Agent && cleaned(p.For) == "" {
		key += "-alone"
	}
	return s.say(key, with("party", named(p.Name)), with("principal", named(p.For)))
}

// party tells how the party is known, and what stands behind its answers.
func (s *speaker) party(p *declare.Party, kinds map[string]bool) (list []block) {
	if p.Domain != "" {
		site := token(p.Domain)
		if home := "https://" + p.Domain + "/"; safeLink(home) {
			site.href = home
		}
		list = append(list, paragraph{spans: s.say("declaration.domain", with("domain", site))})
	} else {
		list = append(list, paragraph{spans: s.say("declaration.no-domain")})
	}
	var f facts
	f.add(s, "declaration.identifiers", addresses(p.Identifiers)...)
	f.add(s, "declaration.link", addresses([]string{p.Link})...)
	f.add(s, "declaration.contact", addresses([]string{p.Contact})...)
	if len(f) > 0 {
		list = append(list, f)
	}
	var behind [][]span
	if kinds[proviso.Allow.String()] || kinds[proviso.Conditional.String()] {
		behind = append(behind, s.standing(p.Role, proviso.Allow.String()))
	}
	for _, answer := range []string{proviso.Deny.String(), proviso.Unstated.String()} {
		if kinds[answer] {
			behind = append(behind, s.standing(p.Role, answer))
		}
	}
	for _, sentence := range behind {
		list = append(list, paragraph{spans: sentence})
	}
	return list
}

// add adds a fact, if anything is known about it.
func (f *facts) add(s *speaker, key string, values ...[]span) {
	if len(values) > 0 {
		*f = append(*f, fact{s.say(key), values})
	}
}

// addresses shows links as they are, without those that are empty.
func addresses(links []string) (list [][]span) {
	for _, link := range links {
		if cleaned(link) != "" {
			list = append(list, []span{address(link)})
		}
	}
	return list
}

// warnings tells where a declaration does not hold when the page is made.
func (s *speaker) warnings(d *declare.Declaration, at time.Time) []block {
	key := "validity.over"
	switch {
	case at.IsZero() || d.InForce(at):
		return nil
	case at.Before(d.Validity.From):
		key = "validity.early"
	}
	return []block{paragraph{s.say(key, with("date", s.date(at)...)), true}}
}

// validity tells from when to when a declaration holds, and what it replaces. An end at
// midnight is the end of the day before.
func (s *speaker) validity(d *declare.Declaration) (body []block) {
	if from := d.Validity.From; !from.IsZero() {
		body = append(body, paragraph{spans: s.say("validity.from", with("date", s.instant(from)...))})
	}
	switch until := d.Validity.Until.UTC(); {
	case d.Validity.Until.IsZero():
		body = append(body, paragraph{spans: s.say("validity.open")})
	case midnight(until):
		body = append(body, paragraph{spans: s.say("validity.until-day", with("date", s.date(until.AddDate(0, 0, -1))...))})
	default:
		body = append(body, paragraph{spans: s.say("validity.until-time", with("date", s.instant(until)...))})
	}
	if earlier := addresses(d.Supersedes); len(earlier) > 0 {
		body = append(body, paragraph{spans: s.say("validity.supersedes")}, list(earlier))
	}
	return body
}
