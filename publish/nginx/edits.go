package nginx

import "slices"

// put turns what blocks need into edits: the lines in each block, and the maps that these use.
func (m *marking) put() {
	var names []string
	if m.keyed {
		if names = m.serverNames(); names == nil {
			m.failed = true
			return
		}
	}
	maps := dollarLines(m.fields)
	for _, f := range m.fields {
		if f.isMapped(m.keyed) {
			maps = append(maps, f.maps(names)...)
		}
	}
	if len(m.needs) == 0 {
		return
	}
	http := m.https()[0]
	inHTTP := m.needs[http.directive] != nil
	if len(maps) > 0 && !inHTTP {
		m.putMaps(http, maps)
	}
	for d, need := range m.needs {
		var lines []string
		if d == http.directive {
			lines = maps
		}
		for _, f := range need.fields {
			lines = append(lines, f.line(m.keyed))
		}
		m.putLines(need.node, lines)
	}
}

// putLines puts lines into a block, behind the header fields that it has: a map that matches a
// regular expression takes the captures away that one of those may use.
func (m *marking) putLines(n *node, lines []string) {
	at, indent := n.open, ""
	if n.parent != nil {
		indent = n.src.inside(n.directive)
	}
	for _, h := range n.headers() {
		at = max(at, h.via.end)
	}
	e := n.src.behind(at)
	e.indent, e.lines = indent, lines
	n.src.edits = append(n.src.edits, e)
}

// putMaps puts the maps before the first of the site's servers if all are in one file, so that
// file stands by itself; otherwise into the http block that all are in.
func (m *marking) putMaps(http *node, maps []string) {
	first := m.ours[0]
	one := true
	for _, s := range m.ours {
		one = one && s.src == first.src
		if s.src == first.src && s.start < first.start {
			first = s
		}
	}
	if !one && m.main != nil {
		m.putLines(http, maps)
		return
	}
	list, ends := first.src.body, 0
	if slices.Contains(http.body, first.directive) {
		list, ends = http.body, http.open
	}
	for _, d := range list {
		if d.end <= first.start {
			ends = max(ends, d.end)
		}
	}
	e := first.src.before(first.directive, ends)
	e.indent, _ = first.src.indentOf(first.start)
	e.lines = maps
	first.src.edits = append(first.src.edits, e)
}
