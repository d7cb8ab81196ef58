package nginx

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// foreign tells of somebody else's statement that differs from ours.
func (m *marking) foreign(d *directive, f *field, what string) {
	hint := what + ", which may not be what is declared; it was left as it is"
	m.told.at(d, proviso.Warning, publish.CodeForeign, hint, f.line(m.keyed))
}

// passes are the directives that hand a request on, and those that keep a field of the answer
// from clients.
var passes = map[string]string{
	"proxy_pass": "proxy_hide_header", "fastcgi_pass": "fastcgi_hide_header", "uwsgi_pass": "uwsgi_hide_header",
	"scgi_pass": "scgi_hide_header", "grpc_pass": "grpc_hide_header",
}

// besides tells of what may say the fields besides add_header: servers to which requests are
// passed, the module headers-more, and Lua.
func (m *marking) besides() {
	for _, s := range m.ours {
		told := map[string]bool{}
		s.every(func(n *node) {
			hide := passes[n.name]
			for _, f := range m.fields {
				switch {
				case hide != "" && !told[hide+f.name] && !hides(n.parent, hide, f.name):
					told[hide+f.name] = true
					m.told.at(n.directive, proviso.Notice, CodeUpstream, "if "+strings.Join(n.args, " ")+" sends "+f.name+" itself, clients get both; "+hide+" keeps its own from them, but a block that has such a line inherits none", hide+" "+f.name+";")
				case n.name == "more_set_headers" || n.name == "more_clear_headers":
					m.more(n, f)
				case strings.Contains(n.name, "_by_lua") && mentions(n.src.text[n.start:n.end], f.name):
					m.foreign(n.directive, f, n.name+" speaks of "+f.name)
				}
			}
		})
	}
}

func mentions(text []byte, field string) bool {
	return bytes.Contains(bytes.ToLower(text), bytes.ToLower([]byte(field)))
}

// hides reports whether a field of what is passed on is kept back in a block: by its own
// lines, or else by those around it.
func hides(n *node, hide, field string) bool {
	for ; n != nil; n = n.parent {
		if own := n.named(hide); len(own) > 0 {
			return slices.ContainsFunc(own, func(d *node) bool { return len(d.args) == 1 && strings.EqualFold(d.args[0], field) })
		}
	}
	return false
}

// more reads a line of headers-more-nginx-module: more_set_headers 'Content-Usage: …'.
func (m *marking) more(n *node, f *field) {
	for i, arg := range n.args {
		if strings.HasPrefix(arg, "-") || i > 0 && (n.args[i-1] == "-s" || n.args[i-1] == "-t") {
			continue
		}
		name, value, _ := strings.Cut(arg, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		fits, _ := path.Match(strings.ToLower(name), strings.ToLower(f.name))
		if fits && (f.mapped || value != f.whole) {
			m.foreign(n.directive, f, n.name+" sets or clears "+f.name)
		}
	}
}

// neighbours tells where another site's declaration is published in one of the site's servers.
func (m *marking) neighbours() {
	for _, s := range m.ours {
		for _, o := range s.src.others {
			if s.start <= o.Start && o.End <= s.end && m.told.of[CodeOther] < MaxProblems {
				where := s.src.where(o.Start)
				m.told.add(proviso.Problem{Code: CodeOther, Severity: proviso.Warning, Where: where,
					Hint: "the declaration of " + o.tag + " is published in this server as well; take it out there if it has moved"})
			}
		}
	}
}
