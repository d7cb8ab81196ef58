package xmp

import (
	"cmp"
	"slices"
	"strings"
)

// splice puts other text in the place of a run.
type splice struct {
	from, to int
	text     string
}

// cut plans a splice.
func (e *edit) cut(from, to int, text string) {
	e.splices = append(e.splices, splice{from, to, text})
}

// apply makes the packet's text with all splices made.
func (e *edit) apply() string {
	slices.SortStableFunc(e.splices, func(a, b splice) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var out strings.Builder
	at := 0
	for _, s := range e.splices {
		out.WriteString(e.t.text[at:s.from])
		out.WriteString(s.text)
		at = s.to
	}
	out.WriteString(e.t.text[at:e.p.scanner.end])
	return out.String()
}

// insert plans what was gathered for the descriptions.
func (e *edit) insert() {
	for _, a := range e.added {
		e.into(a.owner, a.properties)
	}
	if len(e.new.properties) > 0 {
		e.describe(e.new.properties)
	}
}

// into adds properties behind the last element of a description.
func (e *edit) into(d int32, properties []*Change) {
	indent := e.childIndentation(d)
	w := e.writer(d, 0, indent)
	var all strings.Builder
	for _, c := range properties {
		all.WriteString(indent)
		all.WriteString(w.property(c))
	}
	e.append(d, all.String(), indent != "")
}

// append puts text behind the last element within another.
func (e *edit) append(d int32, text string, indented bool) {
	el := &e.t.elements[d]
	outdent := ""
	if indented {
		outdent = indentation(e.t.text, int(el.start))
	}
	switch {
	case el.flags&empty != 0:
		e.cut(int(el.body)-len("/>"), int(el.body), ">"+text+outdent+"</"+e.t.qualified(d)+">")
	case el.last > 0:
		at := int(e.t.elements[el.last].end)
		e.cut(at, at, text)
	case el.body < el.tail:
		e.cut(int(el.body), int(el.body), text)
	default:
		e.cut(int(el.body), int(el.body), text+outdent)
	}
}

// describe adds a description, with properties in it, to rdf:RDF, which is made where
// there is none.
func (e *edit) describe(properties []*Change) {
	into := cmp.Or(e.p.rdf, e.p.scanner.root)
	outer := e.childIndentation(into)
	w := e.writer(into, 0, outer)
	rdf := w.names.prefix(NSRDF, "rdf")
	begin, end := "", ""
	if e.p.rdf == 0 {
		begin, end = outer+"<"+rdf+":RDF"+w.names.declarations()+">", outer+"</"+rdf+":RDF>"
		w.names.settled, w.indent = len(w.names.declared), further(outer)
	}
	e.append(into, begin+w.description(rdf, e.p.About, properties)+end, outer != "")
}

// childIndentation is the white space before a new element within another: that of its
// last element or else one step further in than its own. It is empty in a packet
// without lines.
func (e *edit) childIndentation(d int32) string {
	el := &e.t.elements[d]
	if el.last > 0 {
		return indentation(e.t.text, int(e.t.elements[el.last].start))
	}
	if indent := indentation(e.t.text, int(el.start)); indent != "" {
		return indent + " "
	}
	return ""
}

// indentation is the line end and the white space that an element follows on, or
// empty where it does not begin a line.
func indentation(s string, at int) string {
	line := strings.TrimRight(s[:at], " \t")
	switch {
	case strings.HasSuffix(line, "\r\n"):
		return s[len(line)-2 : at]
	case strings.HasSuffix(line, "\n"):
		return s[len(line)-1 : at]
	}
	return ""
}

// balance takes from the padding what the packet grew by, or gives it what the packet
// lost. Where there is not enough, the padding stays as it is.
func (e *edit) balance() {
	p := e.p
	if !p.Wrapped || p.scanner.trailer.Offset < int64(e.t.elements[p.rdf].end) {
		return
	}
	grown := 0
	for _, s := range e.splices {
		grown += p.Encoding.size(s.text) - p.Encoding.size(e.t.text[s.from:s.to])
	}
	grown /= p.Encoding.unit()
	from, to := int(p.pad.Offset), int(p.pad.End())
	from += len(lineEnd(e.t.text[from:to]))
	switch {
	case grown > 0 && to-from >= grown:
		e.cut(from, from+grown, "")
	case grown < 0:
		e.cut(from, from, padding(-grown))
	}
}

// lineEnd is the line end that a text begins with, or empty.
func lineEnd(s string) string {
	for _, end := range []string{"\r\n", "\n"} {
		if strings.HasPrefix(s, end) {
			return end
		}
	}
	return ""
}

// padding is white space of a length, in lines of a hundred as the specification
// recommends.
func padding(n int) string {
	const line = 100
	b := []byte(strings.Repeat(" ", n))
	for i := line; i < n; i += line + 1 {
		b[i] = '\n'
	}
	return string(b)
}
