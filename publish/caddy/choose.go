package caddy

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// chosen finds the site blocks of a host name: those with the address that fits best. One
// whose address only the environment knows is taken if there is no other block at all.
// Where the tree was not read as a whole there are none.
func (t *tree) chosen(name string) (list []site, problems []proviso.Problem) {
	if publish.Faulty(t.problems) {
		return nil, nil
	}
	best := anyHost
	for _, s := range t.sites {
		if fits := s.fit(name); fits >= best && name != "" {
			if fits > best {
				best, list = fits, nil
			}
			list = append(list, s)
		}
	}
	switch {
	case len(list) > 0:
		return list, nil
	case len(t.sites) == 1 && (name == "" || t.sites[0].fit(name) == variable):
		s := t.sites[0]
		if name == "" {
			return t.sites, nil
		}
		p := s.file.Fault(CodeAssumed, s.file.Original(s.words[0].start), "the address of this site comes from the environment; as there is no other site, it is taken for "+name)
		p.Severity = proviso.Notice
		return t.sites, []proviso.Problem{*p}
	}
	hint := "no site block here has the address " + name + "; name the file in which it is"
	if name == "" {
		hint = "the party has no domain, and it cannot be told which of the blocks is the site; give it one in proviso.toml"
	}
	return nil, []proviso.Problem{{Code: CodeNoSite, Severity: proviso.Fault, Where: proviso.Where{Source: t.in.Entry}, Hint: hint}}
}

// fit is how well the best of a block's addresses fits.
func (s site) fit(name string) (best fit) {
	for _, w := range s.words {
		best = max(best, fitOf(w.text, name))
	}
	return best
}

// shared tells which other hosts the chosen blocks serve.
func shared(chosen []site, name string) (problems []proviso.Problem) {
	for _, s := range chosen {
		var others []string
		for _, w := range s.words {
			if host, known := hostOf(w.text); known && name != "" && strings.TrimPrefix(host, "www.") != strings.TrimPrefix(name, "www.") {
				others = append(others, w.text)
			}
		}
		if len(others) == 0 {
			continue
		}
		more := ""
		if len(others) > 5 {
			others, more = others[:5], " and others"
		}
		p := s.file.Fault(CodeShared, s.file.Original(s.words[0].start), "this block also serves "+strings.Join(others, ", ")+more+", and what is declared is said there too")
		p.Severity = proviso.Notice
		problems = append(problems, *p)
	}
	return problems
}

// originHost is the host name of the site; empty for none.
func originHost(s *publish.Saying) string {
	host, _ := hostOf(s.Origin)
	return host
}
