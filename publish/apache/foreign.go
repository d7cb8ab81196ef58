package apache

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
)

// foreign is somebody else's line about a field.
type foreign struct {
	field, action, value string
	always               bool // unconditional: for every response to which the line comes
}

// aboutField reads a line of mod_headers that changes a response:
//
//	Header [always|onsuccess] ACTION FIELD [VALUE [REPLACEMENT]] [CLAUSE]
func aboutField(text string) (foreign, bool) {
	w := words(text)
	if len(w) < 3 || !strings.EqualFold(w[0], "Header") {
		return foreign{}, false
	}
	w = w[1:]
	if strings.EqualFold(w[0], "always") || strings.EqualFold(w[0], "onsuccess") {
		w = w[1:]
	}
	if len(w) < 2 {
		return foreign{}, false
	}
	name, _, _ := strings.Cut(w[1], ":")
	f := foreign{field: name, action: strings.ToLower(w[0]), always: len(w) == 3}
	if len(w) > 2 {
		f.value = w[2]
	}
	return f, true
}

// against tells how a line stands to what is declared; nil where it is about no field that
// is.
func (l foreign) against(s *publish.Saying) (severity proviso.Severity, hint string, concerns bool) {
	for i, field := range s.Rules[0].Headers {
		if !strings.EqualFold(field.Name, l.field) {
			continue
		}
		same := l.always && l.action == "set" && s.Rules[0].Scope == ""
		for _, r := range s.Rules {
			same = same && r.Headers[i].Value != "" && r.Headers[i].Value == l.value
		}
		if same {
			return proviso.Notice, "this line says what is declared; it can go, as Proviso's part says it", true
		}
		return proviso.Fault, "somebody else's line is about " + field.Name +
			" too and would undo or double what is declared; take it out, or leave this place out of what Proviso publishes", true
	}
	return 0, "", false
}

// statement is the problem that a line is, if it is about a field that is declared.
func (f *file) statement(i int, s *publish.Saying) *proviso.Problem {
	about, ok := aboutField(f.lines[i].text)
	if !ok {
		return nil
	}
	severity, hint, concerns := about.against(s)
	if !concerns {
		return nil
	}
	p := f.Fault(publish.CodeForeign, f.Original(f.lines[i].begin(f.Bare)), hint)
	if p.Severity = severity; severity != proviso.Fault {
		p.Code = CodeSame
	}
	return p
}
