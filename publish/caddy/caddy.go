package caddy

import (
	"io/fs"
	"path"
	"strings"

	"github.com/proviso-signals/proviso/publish"
)

// Writer publishes in the block of the site in the Caddyfile.
var Writer = publish.Writer{
	Codes:    Codes(),
	Name:     "caddy",
	Title:    "Caddy",
	Spec:     "https://caddyserver.com/docs/caddyfile/directives/header",
	Carriers: []string{"content-usage"},
	Root:     publish.Server,
	Needs:    publish.Headers,
	Find: func(fsys fs.FS) string {
		for _, p := range []string{"Caddyfile", "caddy/Caddyfile"} {
			if info, err := fs.Stat(fsys, p); err == nil && !info.IsDir() {
				return p
			}
		}
		return ""
	},
	Knows: knows,
	Write: write,
}

// knows reports whether a file is a Caddyfile, by its name: Caddyfile, site.caddyfile,
// Caddyfile.prod, site.caddy.
func knows(name string, _ []byte) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "caddyfile") || strings.HasSuffix(base, "caddyfile") || strings.HasSuffix(base, ".caddy")
}

func write(in publish.Input) (out publish.Output) {
	t := readTree(in)
	if in.Saying.Silent() { // without an origin, whatever is ours goes
		for _, f := range t.files {
			if len(f.Spans) > 0 {
				out.Files = append(out.Files, f.Change(f.Bare)...)
			}
		}
		return out
	}
	part, problems := directives(in.Saying)
	for i := range problems {
		problems[i].Where.Source = in.Entry
	}
	chosen, assumed := t.chosen(originHost(in.Saying))
	for _, s := range chosen {
		problems = append(problems, t.statements(s)...)
		if p := s.noPlace(); p != nil {
			problems = append(problems, *p)
		}
	}
	problems = append(append(problems, t.problems...), assumed...)
	if out.Problems = publish.Limited(problems, MaxProblems); publish.Faulty(problems) {
		return out
	}
	out.Problems = append(out.Problems, shared(chosen, originHost(in.Saying))...)
	out.Losses, out.Projections = part.losses, in.Saying.HeaderProjections()
	out.Files = t.changes(chosen, &part)
	out.Steps = []string{"caddy validate --adapter caddyfile --config " + path.Base(in.Entry), "caddy reload --adapter caddyfile --config " + path.Base(in.Entry)}
	return out
}
