package apache

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// directives writes the lines of our part. Problems mean that it cannot be written; what
// is then returned is of no use.
func directives(s *publish.Saying) (lines []string, losses []publish.Loss, problems []proviso.Problem) {
	add := func(words ...string) { lines = append(lines, "    Header "+strings.Join(words, " ")) }
	lines = append(lines, "<IfModule mod_headers.c>")
	for i, field := range s.Rules[0].Headers {
		if !isToken(field.Name) {
			problems = append(problems, unsaid("the name of the field "+field.Name))
		}
		if s.Rules[0].Scope == "" {
			add("onsuccess unset", field.Name)
		}
		for _, r := range s.Rules {
			condition, why := conditionFor(r.Scope)
			value, ok := formatted(r.Headers[i].Value)
			switch {
			case why != "":
				problems = append(problems, unsaid(why))
				continue
			case !ok:
				problems = append(problems, unsaid("the value of "+field.Name+" for the paths "+r.Scope))
				continue
			}
			if s.Rules[0].Scope != "" {
				add("onsuccess unset", field.Name+condition)
			}
			if r.Headers[i].Value == "" {
				add("always unset", field.Name+condition)
				continue
			}
			add("always set", field.Name, value+condition)
		}
		if field.Name != "Content-Usage" {
			continue // no preference: its paths may be spelled oddly
		}
		if value, lost, needed := s.Odd(); needed {
			losses = append(losses, lost...)
			condition := ` "expr=%{THE_REQUEST} =~ m#` + odd + `#"`
			text, _ := formatted(value)
			lines = append(lines, "    # what is spelled unusually gets the strictest answer")
			add("onsuccess unset", field.Name+condition)
			if value == "" {
				add("always unset", field.Name+condition)
				continue
			}
			add("always set", field.Name, text+condition)
		}
	}
	return append(lines, "</IfModule>"), losses, problems
}

// conditionFor writes the clause by which a line holds for a pattern of paths only.
func conditionFor(scope string) (clause, why string) {
	if scope == "" {
		return "", ""
	}
	pattern := request(scope)
	if len(pattern) > MaxPattern {
		return "", "the pattern " + scope[:64] + "…, which is too long,"
	}
	return ` "expr=%{THE_REQUEST} =~ m#` + pattern + `#"`, ""
}

// formatted writes a value as mod_headers reads it: a word of the configuration in
// quotation marks, which holds a format string. ok is false where that cannot be done:
// there is no escape for "${", a variable, and none for "expr=" at the beginning.
func formatted(value string) (word string, ok bool) {
	if strings.Contains(value, "${") || len(value) >= 5 && strings.EqualFold(value[:5], "expr=") {
		return "", false
	}
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return "", false
		}
	}
	format := strings.NewReplacer(`\`, `\\`, `%`, `%%`).Replace(value)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(format) + `"`, true
}

// isToken reports whether a text can be the name of a field (RFC 9110 section 5.6.2), and
// is none that a configuration reads otherwise.
func isToken(name string) bool {
	for i := range len(name) {
		if c := name[i]; c != '-' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return name != ""
}

func unsaid(what string) proviso.Problem {
	return proviso.Problem{Code: CodeUnsaid, Severity: proviso.Fault,
		Hint: what + " cannot be written in a configuration of httpd; nothing is written at all"}
}
