package caddy

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
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
			if len(f.spans) > 0 {
				out.Files = append(out.Files, f.change(f.bare)...)
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
	if out.Problems = limited(problems); faulty(problems) {
		return out
	}
	out.Problems = append(out.Problems, shared(chosen, originHost(in.Saying))...)
	out.Losses, out.Projections = part.losses, in.Saying.HeaderProjections()
	out.Files = t.changes(chosen, &part)
	out.Steps = []string{"caddy validate --adapter caddyfile --config " + path.Base(in.Entry), "caddy reload --adapter caddyfile --config " + path.Base(in.Entry)}
	return out
}

// faulty reports whether a problem forbids to write.
func faulty(problems []proviso.Problem) bool {
	return slices.ContainsFunc(problems, func(p proviso.Problem) bool { return p.Severity == proviso.Fault })
}

// limited keeps a list of problems readable, and a fault among them.
func limited(problems []proviso.Problem) []proviso.Problem {
	if len(problems) <= MaxProblems {
		return problems
	}
	kept := problems[:MaxProblems:MaxProblems]
	if i := slices.IndexFunc(problems, func(p proviso.Problem) bool { return p.Severity == proviso.Fault }); i >= MaxProblems {
		kept[MaxProblems-1] = problems[i]
	}
	return kept
}
