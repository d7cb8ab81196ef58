package apache

import (
	"io/fs"
	"strings"

	"github.com/proviso-signals/proviso/publish"
)

// Writer publishes in the virtual host that serves the site, or in the server's own
// configuration where there are no virtual hosts.
var Writer = publish.Writer{
	Codes:    Codes(),
	Name:     "apache",
	Title:    "Apache (configuration of the server)",
	Spec:     "https://httpd.apache.org/docs/2.4/mod/mod_headers.html",
	Carriers: []string{"content-usage"},
	Root:     publish.Server,
	Needs:    publish.Headers,
	Find: func(fsys fs.FS) string {
		for _, p := range []string{"apache2.conf", "httpd.conf", "conf/httpd.conf"} {
			if info, err := fs.Stat(fsys, p); err == nil && !info.IsDir() {
				return p
			}
		}
		return ""
	},
	Knows: knows,
	Write: writeServer,
}

// knows reports whether a file is a configuration of httpd: one that opens a virtual host
// or has a directive that only httpd has.
func knows(_ string, text []byte) bool {
	for _, l := range splitLines(text[:min(len(text), publish.MaxFile)]) {
		name, _, whole := l.opens()
		first, _, _ := strings.Cut(l.text, " ")
		switch first = strings.ToLower(first); {
		case whole && (name == "virtualhost" || name == "ifmodule" || name == "directory"):
			return true
		case first == "serverroot" || first == "loadmodule" || first == "documentroot" || first == "servername":
			return true
		}
	}
	return false
}

func writeServer(in publish.Input) (out publish.Output) {
	t := readTree(in)
	if in.Saying.Silent() { // without an origin, whatever is ours goes
		for _, f := range t.files {
			if len(f.Spans) > 0 {
				out.Files = append(out.Files, f.Change(f.Bare)...)
			}
		}
		return out
	}
	lines, losses, problems := directives(in.Saying)
	for i := range problems {
		problems[i].Where.Source = in.Entry
	}
	chosen, problem := t.chosen(originHost(in.Saying))
	problems = append(problems, t.problems...)
	if problem != nil {
		problem.Where.Source = in.Entry
		problems = append(problems, *problem)
	}
	problems = append(problems, t.main.statements...)
	for _, h := range chosen {
		if h != &t.main {
			problems = append(problems, h.statements...)
		}
	}
	if out.Problems = publish.Limited(problems, MaxProblems); publish.Faulty(problems) {
		return out
	}
	out.Problems = append(out.Problems, t.shared(chosen, originHost(in.Saying))...)
	out.Losses, out.Projections = losses, in.Saying.HeaderProjections()
	out.Files = t.changes(chosen, lines)
	if !t.headers {
		out.Steps = append(out.Steps, "mod_headers must be on, without which the new lines do nothing and nobody is told (Debian: a2enmod headers).")
	}
	out.Steps = append(out.Steps, "apachectl configtest && apachectl graceful")
	return out
}

// changes puts our part into the chosen hosts, and takes it out of all others.
func (t *tree) changes(chosen []*host, lines []string) (list []publish.File) {
	for _, f := range t.files {
		var parts []publish.Insertion
		for _, h := range chosen {
			switch {
			case h.file != f:
			case h == &t.main:
				parts = append(parts, publish.Insertion{At: len(f.Bare), Lines: lines})
			default:
				parts = append(parts, publish.Insertion{At: f.lines[h.shut].start, Indent: f.indent(h), Lines: lines})
			}
		}
		if len(parts) == 0 && len(f.Spans) == 0 {
			continue
		}
		list = append(list, f.Change(f.With(parts))...)
	}
	return list
}

// indent is how the lines of a virtual host are indented.
func (f *file) indent(h *host) string {
	for _, l := range f.lines[h.open+1 : h.shut] {
		if !l.blank() {
			return string(f.Bare[l.start:l.begin(f.Bare)])
		}
	}
	l := f.lines[h.shut]
	return string(f.Bare[l.start:l.begin(f.Bare)]) + "    "
}
