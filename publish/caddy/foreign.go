package caddy

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// foreign is somebody else's line about a field of the response.
type foreign struct {
	at           int
	field, value string
	always       bool // it sets the field in every response of the site
}

// aboutFields lists what a directive does to fields of the response:
//
//	header [MATCHER] [[+|-|?|>]FIELD [VALUE [REPLACEMENT]]] { … }
//	header_down [+|-|?|>]FIELD [VALUE [REPLACEMENT]]
func aboutFields(n *node) (list []foreign) {
	var lines [][]token
	words := n.words[1:]
	matched := false
	switch n.name() {
	case "header":
		if len(words) > 0 && words[0].text != "" && strings.Contains("*/@", words[0].text[:1]) {
			matched = words[0].text != "*"
			words = words[1:]
		}
		for _, inner := range n.body {
			lines = append(lines, inner.words)
		}
	case "header_down":
		matched = true
	default:
		return nil
	}
	for _, line := range append(lines, words) {
		if len(line) == 0 {
			continue
		}
		f := foreign{at: n.words[0].start, field: strings.TrimSuffix(strings.TrimLeft(line[0].text, "+-?>"), ":")}
		if len(line) == 2 {
			f.value = line[1].text
			f.always = !matched && (line[0].text[:1] == ">" || strings.TrimSuffix(line[0].text, ":") == f.field)
		}
		list = append(list, f)
	}
	return list
}

// names reports whether a line is about a field, also by a wildcard at its ends.
func (l foreign) names(field string) bool {
	field, pattern := strings.ToLower(field), strings.ToLower(l.field)
	switch middle := strings.Trim(pattern, "*"); {
	case strings.HasPrefix(pattern, "*") && strings.HasSuffix(pattern, "*"):
		return strings.Contains(field, middle)
	case strings.HasPrefix(pattern, "*"):
		return strings.HasSuffix(field, middle)
	case strings.HasSuffix(pattern, "*"):
		return strings.HasPrefix(field, middle)
	}
	return field == pattern
}

// statements lists problems with what some directives, and those within them, do to
// fields that are declared. Only a line at the top of the site can say the same as ours.
func (f *file) statements(list []*node, s *publish.Saying, top bool) (problems []proviso.Problem) {
	for _, n := range list {
		for _, l := range aboutFields(n) {
			for i, field := range s.Rules[0].Headers {
				if !l.names(field.Name) {
					continue
				}
				p := f.Fault(publish.CodeForeign, f.Original(l.at), "somebody else's line is about "+field.Name+
					" too and would undo or double what is declared; take it out, or leave this place out of what Proviso publishes")
				if top && l.always && sameForAll(s, i, l.value) {
					p.Code, p.Severity = CodeSame, proviso.Notice
					p.Hint = "this line says what is declared; it can go, as Proviso's part says it"
				}
				problems = append(problems, *p)
			}
		}
		problems = append(problems, f.statements(n.body, s, false)...)
	}
	return problems
}

// sameForAll reports whether all paths of the site are to have a value in a field.
func sameForAll(s *publish.Saying, field int, value string) bool {
	for _, r := range s.Rules {
		if r.Headers[field].Value != value {
			return false
		}
	}
	return value != "" && s.Rules[0].Scope == ""
}
