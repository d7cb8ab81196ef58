package choose

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/chooser"
	"github.com/proviso-signals/proviso/declare/notice"
)

// preview is what the choice comes to, for people and for machines.
type preview struct {
	Lang, Dir string
	Lead      string // who speaks, in the language of the preview
	Uses      []use
	// Open are the questions that are still without an answer.
	Open []gap
	// News are remarks about a sound choice.
	News []proviso.Problem
	made *made
	// Otherwise is what would change.
	Otherwise []otherwise
	Steps     []step
	HostTitle string
	HostNotes []string
	// Link has the state, and Download takes it home.
	Link, Download string
	// Status says in a sentence what was chosen, for whoever hears that it changed.
	Status string
	// Shown are the keys of the questions that arise, and Texts what may be worded anew:
	// for the page's script.
	Shown []string
	Texts []text
}

// use is what is said about one use.
type use struct {
	Key, Answer, Class   string
	Label, Word, Meaning string // in the language of the preview
	Page                 string // the statement's page
}

// text is a text of the page, by its ID.
type text struct{ ID, Text string }

// TOML is the declaration file.
func (p *preview) TOML() string { return string(p.made.toml) }

// Usage is the Content-Usage expression; empty where nothing is said.
func (p *preview) Usage() string { return p.made.usage }

// Robots are the lines for robots.txt.
func (p *preview) Robots() string { return p.made.robots }

// Explained reports whether there is a declaration for readers to find.
func (p *preview) Explained() bool { return p.made.saying.DocumentURL != "" }

// Losses are what robots.txt cannot say.
func (p *preview) Losses() []string { return p.made.losses }

// stand in for what is not answered yet.
const placeholder = "…"

// preview works out what the choice comes to. It is nil where it comes to nothing.
func (f *form) preview() *preview {
	whole := f.choice
	if whole.Name == "" {
		whole.Name = placeholder
	}
	if whole.Who == chooser.Developer && whole.For == "" {
		whole.For = placeholder
	}
	made, err := newMade(&whole)
	if err != nil {
		return nil
	}
	p := &preview{Lang: f.Lang, Dir: "ltr", Open: f.open, made: made, Link: f.href(Path), Download: f.href(Path + "/download")}
	if f.Started() {
		p.News = made.news
	}
	f.sayings(p, made.declaration)
	f.compared(p)
	f.steps(p)
	f.wordings(p)
	return p
}

// sayings says for people what is declared.
func (f *form) sayings(p *preview, d *declare.Declaration) {
	if about, err := notice.Declaration(d, notice.Options{Lang: f.Lang}); err == nil && f.choice.Who != "" && f.choice.Name != "" {
		p.Lead = about.Summary
	}
	var status []string
	for _, u := range proviso.Uses() {
		answer := f.said(u)
		if answer == "" {
			continue
		}
		statement, err := notice.Statement(u, answer, f.choice.Who.Role(), f.Lang)
		if err != nil {
			continue // every answer of the chooser has its page: a test asks for each
		}
		if statement.RightToLeft {
			p.Dir = "rtl"
		}
		label, word, _ := strings.Cut(statement.Title, titleBetween)
		p.Uses = append(p.Uses, use{
			Key: u.String(), Answer: answer, Class: class(answer), Label: label, Word: word, Meaning: statement.Summary,
			Page: notice.Path(u, answer, f.choice.Who.Role()) + notice.File(f.Lang, notice.FormHTML),
		})
		status = append(status, plainUse[u]+": "+f.titleOf(u, answer))
	}
	p.Status = "Now it says: " + strings.Join(status, "; ") + "."
	if len(status) == 0 {
		p.Status = ""
	}
}

// titleBetween stands between use and answer in the titles of notice's pages.
const titleBetween = " – "

// class is the style of an answer, as style.css has it.
func class(answer string) string {
	switch answer {
	case "allow":
		return "yes"
	case "deny":
		return "no"
	case "unstated", "":
		return "unsaid"
	}
	return "only"
}

var plainUse = [4]string{proviso.TrainAI: "training", proviso.AIUse: "AI answers", proviso.Search: "search", proviso.TDM: "other analysis"}

// titleOf is how the chooser calls an answer.
func (f *form) titleOf(u proviso.Use, answer string) string {
	for _, q := range questions() {
		if q.Key != u.String() {
			continue
		}
		for _, o := range q.Options(&f.choice) {
			if o.Value == answer {
				return o.Title
			}
		}
	}
	return answer
}

// wordings tells the page's script which questions arise, and how they are worded now.
func (f *form) wordings(p *preview) {
	for _, g := range f.groups() {
		for _, fd := range g.Fields {
			if !fd.Hidden {
				p.Shown = append(p.Shown, fd.Key)
			}
			p.Texts = append(p.Texts, text{"ask-" + fd.Key, fd.Ask}, text{"note-" + fd.Key, fd.Note()})
			for _, o := range fd.More {
				p.Texts = append(p.Texts, text{"title-" + fd.Key + "-" + o.Value, o.Title})
			}
		}
	}
}
