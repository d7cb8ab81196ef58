package robots

import "bytes"

// scan gives the highest access rule that matches a path without an index: it
// goes through the lines, and looks closely only at rules whose first bytes do not
// rule them out.
func (r *Rules) scan(path string) rank {
	g := gathered{file: r.file}
	for i, kind := range r.file.binding(r.access, r.who) {
		if kind != ContentUsage && !rulesOut(r.file.value(i), kind, path) {
			g.addAccess(i, kind == Allow)
		}
	}
	var best rank
	text := string(g.text)
	for _, p := range g.patterns {
		if p.rank > best && matches(text[p.from:p.to], path) {
			best = p.rank
		}
	}
	return best
}

// rulesOut reports whether the plain bytes that a pattern begins with are not
// those of the path. False decides nothing.
func rulesOut(pattern []byte, kind Kind, path string) bool {
	for i, c := range pattern {
		if c == '*' || c == '$' || c == '%' || c >= 0x80 {
			return false
		}
		if i >= len(path) || path[i] != c {
			// The directory of an index page is allowed by a shorter pattern.
			return kind != Allow || !bytes.Contains(pattern, indexPage)
		}
	}
	return false
}

// matches reports whether a path matches a pattern.
func matches(pattern, path string) bool {
	begin := literalLength(pattern)
	if len(path) < begin || path[:begin] != pattern[:begin] {
		return false
	}
	if begin == len(pattern) {
		return true
	}
	t := newTail(pattern[begin:])
	return t.match(path[begin:])
}
