package caddy

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// What a map gives for paths that are to have no field, and for those of which nobody
// speaks.
const (
	unsaid    = "unsaid"
	untouched = "untouched"
)

// oddTarget matches targets that are oddly spelt: that do not begin with "/" (a whole URL,
// "*"), have a byte that is not printable ASCII, or encode an unreserved character.
const oddTarget = "^[^/]|[^!-~]|" + publish.Unneeded

// part is what is written into a site.
type part struct {
	lines  []string // at its top
	errors []string // in handle_errors: only what is deferred
	losses []publish.Loss
}

// directives writes our part. Problems mean that it cannot be written; what is then
// returned is of no use.
func directives(s *publish.Saying) (p part, problems []proviso.Problem) {
	for i, field := range s.Rules[0].Headers {
		if !isToken(field.Name) {
			problems = append(problems, cannotSay("the name of the field "+field.Name))
			continue
		}
		for _, r := range s.Rules {
			if !sayable(r.Headers[i].Value) {
				problems = append(problems, cannotSay("the value of "+field.Name+" for the paths "+r.Scope))
			}
		}
		odd, lost, needed := s.Odd()
		if field.Name != "Content-Usage" { // no preference: its paths may be spelled oddly
			lost, needed = nil, false
		}
		p.losses = append(p.losses, lost...)
		p.field(s, i, odd, needed)
	}
	return p, problems
}

// field writes the lines for one field.
func (p *part) field(s *publish.Saying, i int, odd string, oddly bool) {
	name, whole := s.Rules[0].Headers[i].Name, s.Rules[0]
	if len(s.Rules) == 1 && whole.Scope == "" {
		p.set("", name, whole.Headers[i].Value)
		return
	}
	word := "proviso_" + strings.ReplaceAll(strings.ToLower(name), "-", "_")
	p.lines = append(p.lines, "map {http.request.orig_uri} {"+word+"} {")
	written := map[string]bool{}
	some := false // paths without a field
	input := func(pattern, value string) {
		if value == "" {
			value, some = unsaid, true
		}
		if !written[pattern] { // Caddy refuses an input that is there twice
			written[pattern] = true
			p.lines = append(p.lines, "\t`~"+pattern+"` `"+strings.ReplaceAll(value, "$", "$$")+"`")
		}
	}
	if oddly {
		p.lines = append(p.lines, "\t# what is spelled unusually gets the strictest answer")
		input(oddTarget, odd)
	}
	last := untouched
	for _, r := range slices.Backward(s.Rules) {
		if r.Scope != "" {
			input(publish.Target(r.Scope), r.Headers[i].Value)
			continue
		}
		last = r.Headers[i].Value
	}
	some = some || last == "" || last == untouched
	if last == "" {
		last = unsaid
	}
	p.lines = append(p.lines, "\tdefault `"+last+"`", "}")
	if !some {
		p.set("", name, "{"+word+"}")
		return
	}
	p.lines = append(p.lines, "@"+word+"_said not vars {"+word+"} "+unsaid+" "+untouched, "@"+word+"_unsaid vars {"+word+"} "+unsaid)
	p.set("@"+word+"_said ", name, "{"+word+"}")
	p.set("@"+word+"_unsaid ", name, "")
}

// set writes the directives that set a field, or take it away.
func (p *part) set(matcher, name, value string) {
	if value == "" {
		p.lines = append(p.lines, "header "+matcher+"-"+name) // which Caddy defers
		p.errors = append(p.errors, "header "+matcher+"-"+name)
		return
	}
	if !strings.HasPrefix(value, "{") {
		value = "`" + value + "`"
	}
	deferred := []string{"header " + matcher + "{", "\tdefer", "\t" + name + " " + value, "}"}
	p.lines = append(append(p.lines, "header "+matcher+name+" "+value), deferred...)
	p.errors = append(p.errors, deferred...)
}

// sayable reports whether a value can stand in a Caddyfile: braces are placeholders there,
// and our own words mean something else.
func sayable(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' || c > '~' || strings.IndexByte("`{}", c) >= 0 {
			return false
		}
	}
	return value != unsaid && value != untouched
}

// isToken reports whether a text can be the name of a field (RFC 9110 section 5.6.2), and
// is none that a Caddyfile reads otherwise.
func isToken(name string) bool {
	for i := range len(name) {
		if c := name[i]; c|0x20 < 'a' || c|0x20 > 'z' {
			if i == 0 || c != '-' && c != '_' && (c < '0' || c > '9') {
				return false
			}
		}
	}
	return name != ""
}

func cannotSay(what string) proviso.Problem {
	return proviso.Problem{Code: CodeUnsaid, Severity: proviso.Fault,
		Hint: what + " cannot be written in a Caddyfile; nothing is written at all"}
}
