package choose

import (
	"errors"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/htmlhead"
	"github.com/proviso-signals/proviso/publish/robotstxt"
)

// made is everything that is made of a choice, by the writers that publish it on a site.
type made struct {
	declaration *declare.Declaration
	saying      *publish.Saying
	news        []proviso.Problem
	toml        []byte
	document    []byte // the published declaration
	usage       string // the Content-Usage expression
	robots      string
	losses      []string // what robots.txt cannot say
	head        string   // for the head of pages
}

// newMade makes it. The error says why nothing can be published.
func newMade(c *chooser.Choice) (*made, error) {
	m := &made{toml: c.File()}
	d, news := declare.Parse(m.toml)
	if d == nil {
		return nil, errors.New(news[0].Hint)
	}
	m.declaration, m.news = d, news
	s := publish.NewSaying(d)
	if s.Origin != "" {
		s.DocumentURL, s.PageURL = s.Origin+declare.WellKnown, s.Origin+declare.DefaultPage
	}
	m.saying, m.usage = s, s.Whole().Value
	projections := s.HeaderProjections()
	out := robotstxt.Writer.Write(publish.Input{FS: none{}, Entry: robotstxt.File, Saying: s})
	m.robots = textOf(out)
	for _, l := range out.Losses {
		m.losses = append(m.losses, lost(l.Loss))
	}
	projections = append(projections, out.Projections...)
	out = htmlhead.Writer.Write(publish.Input{FS: folderOf("index.html", blank), Entry: "index.html", Saying: s})
	m.head = between(textOf(out))
	projections = append(projections, out.Projections...)
	var err error
	m.document, _, err = declare.Publish(d, projections)
	s.Document = m.document
	return m, err
}

// textOf is the text of the one file that a writer writes.
func textOf(out publish.Output) string {
	if len(out.Files) == 0 {
		return ""
	}
	return string(out.Files[0].New)
}

// blank is a page with nothing in it, for the writer that writes into pages.
const blank = "<!doctype html>\n<html>\n<head>\n<title>A page</title>\n</head>\n<body>\n</body>\n</html>\n"

// between gives what a writer has put into the blank page.
func between(text string) string {
	start := strings.Index(text, "<!-- BEGIN proviso")
	const mark = "<!-- END proviso -->"
	end := strings.LastIndex(text, mark)
	if start < 0 || end < start {
		return ""
	}
	return text[start:end+len(mark)] + "\n"
}

// lost says in a sentence what robots.txt says in place of what was chosen.
func lost(l proviso.Loss) string {
	if l.Form == "" {
		return fmt.Sprintf("About %s robots.txt says nothing: %s.", plainUse[l.Use], l.Why)
	}
	return fmt.Sprintf("About %s one line says “%s”, which is stricter: %s.", plainUse[l.Use], l.Form, l.Why)
}
