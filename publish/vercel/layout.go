package vercel

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// layout is how a file is laid out at some depth.
type layout struct {
	eol    string // empty where all is in one line
	indent string // of what stands at this depth
	unit   string // one more step
}

// space is what parts two elements, behind the comma.
func (l layout) space() string {
	if l.eol == "" {
		return " "
	}
	return l.eol + l.indent
}

// in is the layout one step deeper.
func (l layout) in() layout { return layout{l.eol, l.indent + l.unit, l.unit} }

// layoutOf reads the white space before an element at some depth.
func layoutOf(space []byte, eol string, depth int) layout {
	i := bytes.LastIndexByte(space, '\n')
	if i < 0 {
		return layout{}
	}
	l := layout{eol: eol, indent: string(space[i+1:]), unit: "  "}
	if depth > 0 && len(l.indent) >= depth {
		l.unit = l.indent[:len(l.indent)/depth]
	}
	return l
}

// with gives the text with our rules behind all others. It must have none of ours.
func (d *document) with(list []layer.Layer) []byte {
	eol := publish.LineEnd(d.text)
	rules, members := d.rules(), d.root.Members
	switch {
	case len(rules) > 0:
		end := rules[len(rules)-1].End
		from := d.headers.Offset + 1
		if n := len(rules); n > 1 {
			from = rules[n-2].End
		}
		l := layoutOf(before(d.text[from:rules[len(rules)-1].Offset]), eol, 2)
		var text strings.Builder
		for _, rule := range list {
			text.WriteString("," + l.space() + ruleText(rule, l))
		}
		return insert(d.text, end, text.String())
	case d.headers != nil:
		l := layoutOf(d.before(), eol, 1).in()
		return insert(d.text, d.headers.Offset+1, strings.TrimLeft(array(list, l), " \t\r\n"))
	case len(members) > 0:
		l := layoutOf(d.before(), eol, 1)
		return insert(d.text, members[len(members)-1].Value.End, ","+l.space()+member(list, l))
	}
	l := layout{eol, "  ", "  "}
	return insert(d.text, d.root.Offset+1, l.space()+member(list, l))
}

// before is the white space before the last member.
func (d *document) before() []byte {
	members := d.root.Members
	from := d.root.Offset + 1
	if n := len(members); n > 1 {
		from = members[n-2].Value.End
	}
	return before(d.text[from:members[len(members)-1].Offset])
}

// before drops a comma.
func before(space []byte) []byte { return space[bytes.IndexByte(space, ',')+1:] }

// create makes a file.
func create(list []layer.Layer) []byte {
	l := layout{"\n", "  ", "  "}
	return []byte("{" + l.space() + member(list, l) + "," + l.space() + `"$schema": ` + quoted(schema) + "\n}\n")
}

func member(list []layer.Layer, l layout) string {
	end := l.space()
	return `"headers": [` + array(list, l.in()) + end + "]"
}

// array writes rules, with the white space before the first one.
func array(list []layer.Layer, l layout) string {
	var parts []string
	for _, rule := range list {
		parts = append(parts, l.space()+ruleText(rule, l))
	}
	return strings.Join(parts, ",")
}

func ruleText(rule layer.Layer, l layout) string {
	var fields []string
	for _, h := range rule.Fields {
		if h.Value != "" {
			fields = append(fields, `{ "key": `+quoted(h.Name)+`, "value": `+quoted(h.Value)+" }")
		}
	}
	inner := l.in()
	if l.eol == "" {
		return `{ "source": ` + quoted(rule.Text) + `, "headers": [` + strings.Join(fields, ", ") + "] }"
	}
	deeper := inner.in()
	return "{" + inner.space() + `"source": ` + quoted(rule.Text) + "," + inner.space() + `"headers": [` +
		deeper.space() + strings.Join(fields, ","+deeper.space()) + inner.space() + "]" + l.space() + "}"
}

// quoted writes a string of JSON as people would, without escapes for HTML.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string, to a builder: neither fails
	return strings.TrimSuffix(b.String(), "\n")
}

func insert(text []byte, at int, what string) []byte {
	return append(append(append([]byte{}, text[:at]...), what...), text[at:]...)
}
