package choose

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/declare"
)

// readme tells what is in the archive and what to do with it. What somebody has typed
// stands in it on lines of its own, and was found to be free of what breaks lines.
func (f *form) readme(m *made, items []item) []byte {
	var b bytes.Buffer
	line := func(format string, values ...any) { fmt.Fprintf(&b, format+"\n", values...) }
	line("WHAT MACHINES MAY DO: %s", f.choice.Name)
	line("")
	line("This archive has what you chose. Nothing of it was kept anywhere else.")
	line("")
	line("THE FILES")
	line("")
	for _, i := range items {
		if about := aboutItem(i.name); about != "" {
			line("  %s\n      %s", i.name, about)
		}
	}
	line("")
	line("BY HAND%s", at(f.host.Title))
	line("")
	p := &preview{made: m}
	f.steps(p)
	for n, s := range p.Steps {
		line("%3d. %s%s", n+1, s.Title, bracketed(s.Able))
		if s.How != "" {
			line("     %s", s.How)
		}
		switch {
		case s.Link != "":
			line("     %s: open the checker with https://%s/", s.Text, f.choice.Domain)
		case s.Label == "the command" && s.Copy != "":
			line("\n     %s", strings.ReplaceAll(strings.TrimSpace(s.Copy), "\n", "\n     "))
		}
	}
	for _, note := range p.HostNotes {
		line("     %s", note)
	}
	line("")
	line("OR ALL AT ONCE, with the program proviso and a copy of your site:")
	line("")
	line("     put %s beside the site's files, then", declare.FileName)
	line("     proviso lint %s", declare.FileName)
	line("     proviso plan      shows every change, and writes nothing")
	line("     proviso apply     writes them; proviso undo takes them back")
	line("")
	line("What you say here is a wish that machines can read. It is no access control, no")
	line("licence and no contract, and it is not made or endorsed by Creative Commons.")
	return b.Bytes()
}

func at(host string) string {
	if host == "" {
		return ""
	}
	return ", at " + host
}

func bracketed(words string) string {
	if words == "" {
		return ""
	}
	return " (" + words + ")"
}

// aboutItem tells what a file is for.
func aboutItem(name string) string {
	switch {
	case name == declare.FileName:
		return "what you chose, as a file that you can change in any editor"
	case name == "robots-lines.txt":
		return "lines for robots.txt. If your site has none, save them as robots.txt at its root.\n      If it has one, put the lines that begin with Content- right behind its line\n      \"User-agent: *\", and behind those of every other group"
	case name == siteFolder+declare.WellKnown:
		return "the declaration for machines; it belongs at " + declare.WellKnown
	case name == "html-head-lines.html":
		return "lines for the head of every page"
	case strings.HasSuffix(name, "-lines.txt"):
		return "sets the header with every response"
	case strings.HasSuffix(name, "/index.html"):
		return "the page for people, and beside it the same in other languages"
	case name == "pages/en.html":
		return "the page for people; beside it the same in other languages"
	}
	return ""
}
