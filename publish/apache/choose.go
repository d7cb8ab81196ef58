package apache

import (
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// chosen finds the virtual hosts of a host name: those with that very name, or else those
// with a name with wildcards that matches, or else all if none has a name. Where the tree
// was not read as a whole there are none.
func (t *tree) chosen(name string) ([]*host, *proviso.Problem) {
	if publish.Faulty(t.problems) {
		return nil, nil
	}
	ours := func(h *host) bool { return slices.Contains(h.names, name) }
	wild := func(h *host) bool {
		return slices.ContainsFunc(h.names, func(pattern string) bool { ok, err := path.Match(pattern, name); return ok && err == nil })
	}
	nameless := func(h *host) bool { return len(h.names) == 0 }
	server := len(t.main.names) == 0 && t.unread == 0 || ours(&t.main)
	switch {
	case len(t.hosts) == 0 && server:
		t.main.file = t.files[0]
		return []*host{&t.main}, nil
	case name != "" && slices.ContainsFunc(t.hosts, ours):
		return only(t.hosts, ours), nil
	case name != "" && slices.ContainsFunc(t.hosts, wild):
		return only(t.hosts, wild), nil
	case server && len(t.hosts) > 0 && !slices.ContainsFunc(t.hosts, func(h *host) bool { return !nameless(h) }), name == "" && len(t.hosts) == 1:
		return t.hosts, nil
	}
	hint := "no virtual host here has the name " + name + "; name the file in which it is"
	if name == "" {
		hint = "the party has no domain, and it cannot be told which of the virtual hosts is the site; give it one in proviso.toml"
	}
	return nil, &proviso.Problem{Code: CodeNoSite, Severity: proviso.Fault, Hint: hint}
}

func only(hosts []*host, keep func(*host) bool) (list []*host) {
	for _, h := range hosts {
		if keep(h) {
			list = append(list, h)
		}
	}
	return list
}

// shared tells which other names the chosen hosts have.
func (t *tree) shared(chosen []*host, name string) (problems []proviso.Problem) {
	for _, h := range chosen {
		var others []string
		for _, other := range h.names {
			if strings.TrimPrefix(other, "www.") != strings.TrimPrefix(name, "www.") && name != "" && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
		if len(others) == 0 || h == &t.main {
			continue
		}
		more := ""
		if len(others) > 5 {
			others, more = others[:5], " and others"
		}
		p := h.file.Fault(CodeShared, h.file.Original(h.file.lines[h.open].begin(h.file.Bare)),
			"this virtual host also serves "+strings.Join(others, ", ")+more+", and what is declared is said there too")
		p.Severity = proviso.Notice
		problems = append(problems, *p)
	}
	return problems
}

// originHost is the host name of the site; empty for none.
func originHost(s *publish.Saying) string {
	return hostName(s.Origin)
}
