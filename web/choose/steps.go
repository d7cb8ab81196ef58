package choose

import (
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/hosts"
)

// step is something to do at a host, or the honest word that it cannot be done there.
type step struct {
	Title string
	// Able says how far the host lets an owner do it; Class goes with it.
	Able, Class string
	How         string // in the words of the host's profile
	Label       string // of what is to be copied
	Copy        string // to be copied; empty for nothing
	Link, Text  string // somewhere to go; empty for nowhere
}

// able words what an owner can do.
var able = map[hosts.Can]struct{ words, class string }{
	hosts.Yes: {"can be done", "yes"}, hosts.Part: {"can be done in part", "only"}, hosts.Paid: {"on some plans", "only"},
	hosts.Toggle: {"a switch only", "only"}, hosts.OriginRoot: {"only at the root of a domain", "only"},
	hosts.Prepended: {"can be done", "yes"}, hosts.No: {"cannot be done here", "no"}, hosts.Unknown: {"not known", "unsaid"},
}

// doubts say where an answer comes from, unless it was read at the source.
var doubts = map[hosts.Confidence]string{hosts.SecondHand: " (by what others say)", hosts.NotVerified: " (not verified)"}

// steps tells what is next, where the site is.
func (f *form) steps(p *preview) {
	p.HostTitle = f.host.Title
	if f.host.Name != "" {
		p.HostNotes = []string{"For what cannot be set there: " + f.host.NextBest + "."}
		if f.host.Note != "" {
			p.HostNotes = append(p.HostNotes, f.host.Note)
		}
		p.HostNotes = append(p.HostNotes, "Looked up on "+f.host.Checked+"; a host can change at any time.")
	}
	if f.choice.Domain == "" {
		p.HostNotes = append(p.HostNotes, "You have named no site. Without its host name nobody can find out that it is you who speak, and nothing but files can be marked.")
	}
	m := p.made
	add := func(s step, a hosts.Answer, copied string) {
		if a.Can != "" {
			s.Able, s.Class = able[a.Can].words, able[a.Can].class
			s.How = sentence(a.How + doubts[a.Confidence])
		}
		if a.Can != hosts.No && a.Can != hosts.Toggle && a.Can != hosts.Unknown {
			s.Copy = copied
		}
		p.Steps = append(p.Steps, s)
	}
	add(step{Title: "robots.txt", Label: "lines for robots.txt"}, f.host.Robots, m.robots)
	if m.usage != "" {
		label, snippet := f.header(m.saying)
		add(step{Title: "A header with every response, images too", Label: label}, f.host.Headers, snippet)
	}
	if m.head != "" {
		add(step{Title: "The head of your pages", Label: "lines for the head"}, f.host.Head, m.head)
	}
	add(step{Title: "The declaration, at " + declare.WellKnown}, f.host.WellKnown, "")
	f.marking(p)
	if f.choice.Domain != "" {
		p.Steps = append(p.Steps, step{
			Title: "Look from outside", How: "When all is in place, see what others see.",
			Link: "/check?url=" + url.QueryEscape("https://"+f.choice.Domain+"/"), Text: "Check " + f.choice.Domain,
		})
	}
}

// header gives what sets the header at the host: by the writer for its file, or by hand.
func (f *form) header(s *publish.Saying) (label, snippet string) {
	value := s.Whole().Value
	for _, name := range f.host.Headers.Writers {
		if file, ok := headerFiles[name]; ok {
			if text := textOf(file.writer.Write(publish.Input{FS: none{}, Entry: file.name, Saying: s})); text != "" {
				return file.name, text
			}
		}
		if line, ok := headerLines[name]; ok {
			return line.label, strings.ReplaceAll(line.text, "VALUE", value)
		}
	}
	return "the header", "Content-Usage: " + value + "\n"
}

// marking tells how image files are marked, and what becomes of marks at the host.
func (f *form) marking(p *preview) {
	s := step{Title: "Your image files", Label: "the command", Copy: f.stamp(p.made)}
	if s.Copy == applying && len(f.choice.Images) == 0 {
		s.How = "Say in proviso.toml where they are, such as files = [\"photos/\"]. "
	}
	if a := f.host.Metadata; a.Can != "" {
		s.Able, s.Class = "marks arrive: "+arrive[a.Can], able[a.Can].class
		s.How += sentence(a.How + doubts[a.Confidence])
		if a.Can != hosts.Yes {
			s.How += " Look from outside whether they are still there."
		}
	}
	p.Steps = append(p.Steps, s)
}

// arrive words what becomes of marks in image files.
var arrive = map[hosts.Can]string{
	hosts.Yes: "yes", hosts.Part: "in part", hosts.Paid: "on some plans", hosts.No: "no", hosts.Unknown: "not known",
}
