package nginx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// marking works out which blocks need lines of ours, so that no block of the site's servers is
// without the fields, and none loses a field that it had.
type marking struct {
	*config
	fields []*field
	ours   []*node
	needs  map[*directive]*need
	// keyed is set where a block with our lines is not the site's alone: the values then
	// depend on the server's name.
	keyed bool
}

// need is which fields a block needs lines for.
type need struct {
	node   *node
	fields []*field
}

// fieldSet is the fields that a block has.
type fieldSet map[*field]bool

// mark works it out.
func (c *config) mark(ours []*node, fields []*field) *marking {
	m := &marking{config: c, fields: fields, ours: ours, needs: map[*directive]*need{}}
	for _, http := range c.https() {
		around := fieldSet{}
		if m.gets(http) {
			around = m.place(http, fieldSet{})
		}
		for _, s := range http.blocks("server") {
			if slices.Contains(ours, s) {
				m.visit(s, around)
			}
		}
	}
	m.share()
	return m
}

// gets reports whether an http block needs our lines: if it has header fields that one of the
// site's servers inherits, and would not any more with a line of its own.
func (m *marking) gets(http *node) bool {
	return len(http.headers()) > 0 && slices.ContainsFunc(m.ours, func(s *node) bool {
		return s.parent == http && len(s.headers()) == 0 && s.inherits() == inheritIfNone
	})
}

// visit places lines in a block and those below, given what the block around has.
func (m *marking) visit(n *node, around fieldSet) {
	has := fieldSet{}
	if how := n.inherits(); how == inheritAlways || how == inheritIfNone && len(n.headers()) == 0 {
		has = around
	}
	has = m.place(n, has)
	for _, kid := range n.levels() {
		m.visit(kid, has)
	}
}

// place gives a block the fields that it lacks. Where the block says such a field itself, that
// stands, and is told if it differs.
func (m *marking) place(n *node, has fieldSet) fieldSet {
	var lacks []*field
	all := fieldSet{}
	for _, f := range m.fields {
		all[f] = true
		if !has[f] && !m.says(n, f) {
			lacks = append(lacks, f)
		}
	}
	if len(lacks) == 0 {
		return all
	}
	known := m.needs[n.directive]
	if known == nil {
		known = &need{node: n}
		m.needs[n.directive] = known
	}
	for _, f := range lacks {
		if !slices.Contains(known.fields, f) {
			known.fields = append(known.fields, f)
		}
	}
	return all
}

// says reports whether a block says a field itself, and tells what that is worth.
func (m *marking) says(n *node, f *field) bool {
	said := false
	for _, h := range n.headers() {
		if len(h.args) < 2 || !strings.EqualFold(h.args[0], f.name) || h.args[1] == "" || h.src.ofOther(h.start) {
			continue
		}
		said = true
		always := slices.Contains(h.args[2:], "always")
		switch equal := !f.mapped && h.args[1] == f.whole; {
		case !equal:
			m.foreign(h.directive, f, n.place()+" says "+f.name+": "+h.args[1]+" itself")
		case !always:
			m.told.at(h.directive, proviso.Warning, CodeNotAlways, "this says what is declared, and is not sent with error responses", strings.Join(h.args[:1], " ")+" "+quoted(h.args[1])+" always;")
		}
	}
	return said
}

// place names where a directive stands, for people.
func (n *node) place() string {
	if n.parent == nil {
		return "the file"
	}
	return n.label()
}

// share finds out whether a block with lines of ours is also another site's, and takes them
// away again where they would cut off what that block inherits there.
func (m *marking) share() {
	for _, s := range m.servers() {
		ours := slices.Contains(m.ours, s)
		s.every(func(n *node) {
			need := m.needs[n.directive]
			if need == nil || n == s {
				return
			}
			if n.inherits() == inheritIfNone && len(n.headers()) == 0 {
				delete(m.needs, n.directive)
				m.told.at(n.directive, proviso.Warning, CodeShared, "this block inherits no header fields in one server and does in another, so that it got no line of its own; in one of them it loses "+need.fields[0].name, "")
				return
			}
			m.keyed = m.keyed || !ours
		})
	}
	for _, http := range m.https() {
		if m.needs[http.directive] != nil {
			m.keyed = m.keyed || len(http.unseen) > 0 || m.main == nil || slices.ContainsFunc(http.blocks("server"), func(s *node) bool { return !slices.Contains(m.ours, s) })
		}
	}
}

// serverNames lists what $server_name is in the site's servers; nil, after telling why, where
// that cannot be known, or does not tell them from others.
func (m *marking) serverNames() (names []string) {
	others := map[string]bool{}
	for _, s := range m.servers() {
		if name, _ := s.serverName(); !slices.Contains(m.ours, s) {
			others[name] = true
		}
	}
	length := 0
	for _, s := range m.ours {
		name, ok := s.serverName()
		if length += len(name); !ok || others[name] || length > MaxParameter/4 {
			m.told.at(s.directive, proviso.Fault, CodeShared, "nothing was changed: header fields are set for several sites at once here, and the first name of this server does not tell it from others", "")
			return nil
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// losing tells which blocks would not have the fields with a line in the server alone.
func (m *marking) losing() {
	var list []*node
	for _, need := range m.needs {
		if n := need.node; n.name == "location" || n.name == "if" {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortFunc(list, func(a, b *node) int {
		return cmp.Or(strings.Compare(a.src.name, b.src.name), a.start-b.start)
	})
	const few = 5
	var words []string
	for _, n := range list[:min(few, len(list))] {
		words = append(words, fmt.Sprintf("%s (%s)", n.label(), n.src.where(n.start)))
	}
	if len(list) > few {
		words = append(words, "…")
	}
	m.told.at(list[0].directive, proviso.Notice, CodeOwnFields, "blocks that set header fields inherit none, and got a line of their own: "+strings.Join(words, ", "), "")
}
