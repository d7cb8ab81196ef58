package rsl

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	carrierrsl "github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// part is what is declared for the paths of one pattern.
type part struct {
	scope          string
	octets         int
	declared, told proviso.Outcomes
	content        string // the content element; empty where there is none
	raw            string // as readers quote it
	literal        proviso.Outcomes
}

func statements(s *publish.Saying) (list []declare.Statement) {
	if s.Declaration != nil {
		return s.Declaration.Statements()
	}
	for _, r := range s.Rules {
		list = append(list, declare.Statement{Scope: r.Scope, Outcomes: r.Outcomes, Expression: r.Value})
	}
	return list
}

// word makes the content elements; it reports false where one cannot be written, which
// would leave its paths to a wider one.
func (j *job) word() bool {
	for _, s := range statements(j.in.Saying) {
		p := part{scope: s.Scope, declared: s.Outcomes, told: expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes}
		p.octets, _ = robots.MatchPath(s.Scope, "/")
		j.parts = append(j.parts, p)
	}
	if len(j.parts) > carrierrsl.MaxContents {
		j.fault(publish.CodeTooLarge, fmt.Sprintf("there are %d parts of the site, and readers read %d content elements: the document was not written", len(j.parts), carrierrsl.MaxContents))
		return false
	}
	for i := range j.parts {
		p := &j.parts[i]
		said, closed := j.closed(i)
		text, losses, err := form(carrier.Said{Outcomes: said, Scope: p.scope, Link: j.in.Saying.PageURL})
		if err != nil {
			j.fault(CodePath, "the path "+p.scope+" cannot be written in RSL, and its part of the site would be read as something else: the document was not written")
			return false
		}
		for _, l := range losses {
			l.Said = p.declared[l.Use]
			j.lose(p.scope, l)
		}
		for _, use := range closed {
			j.lose(p.scope, proviso.Loss{Use: use, Form: "prohibits", Why: "a wider content element would permit it here, where nothing is said"})
		}
		p.content = content(text)
		p.raw, p.literal = literal(p.content, p.scope)
	}
	return true
}

// closed is what a part has to say, with a refusal where it says nothing and a wider one
// would permit.
func (j *job) closed(i int) (said proviso.Outcomes, closed []proviso.Use) {
	p := &j.parts[i]
	said = p.declared
	for _, use := range proviso.Uses() {
		if said[use].Word() != proviso.Unstated {
			continue
		}
		for k := range j.parts {
			wider := &j.parts[k]
			word := wider.declared[use].Word()
			if k != i && wider.octets <= p.octets && mayMeet(wider.scope, p.scope) && (word == proviso.Allow || word == proviso.Conditional) {
				said[use], closed = proviso.Denied(), append(closed, use)
				break
			}
		}
	}
	return said, closed
}

// form writes a document with one content element, by the carrier itself.
func form(s carrier.Said) (string, []proviso.Loss, error) {
	return carrierrsl.Carrier.Forms[0].Write(s)
}

// content takes the content element out of a document with one.
func content(document string) string {
	from, to := strings.Index(document, "  <content"), strings.Index(document, "</content>")
	if from < 0 || to < 0 {
		return ""
	}
	return document[from : to+len("</content>")]
}

// text is the document; nil where nothing can be said.
func (j *job) text() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n<rsl xmlns=%q>\n", begin, carrierrsl.Namespace)
	empty := true
	for _, p := range j.parts {
		if p.content != "" {
			empty = false
			b.WriteString(p.content + "\n")
		}
	}
	b.WriteString("</rsl>\n" + end + "\n")
	if empty {
		return nil
	}
	return []byte(b.String())
}

// literal is what a content element says by itself, and how it is quoted, read by the
// carrier.
func literal(content, scope string) (raw string, o proviso.Outcomes) {
	if content == "" {
		return "", o
	}
	const origin = "https://site.example"
	document := fmt.Sprintf("<rsl xmlns=%q>\n%s\n</rsl>\n", carrierrsl.Namespace, content)
	a := []*carrier.Artifact{
		{Kind: carrier.Robots, Source: origin + "/robots.txt", Status: 200, Body: []byte(carrierrsl.RobotsLine(origin + "/" + File))},
		{Kind: carrier.Document, Source: origin + "/" + File, Status: 200, MediaType: carrierrsl.MediaType, Body: []byte(document)},
	}
	path := "/" + strings.TrimPrefix(strings.NewReplacer("*", "", "$", "").Replace(scope), "/")
	for _, e := range carrierrsl.Carrier.Read(a, &carrier.Question{URL: origin + path}).Evidence {
		raw, o = e.Raw, o.Join(e.Outcomes)
	}
	return raw, o
}
