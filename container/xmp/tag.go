package xmp

import "strings"

// startTag opens an element.
func (s *scanner) startTag() {
	n := nameLength(s.text[s.at+1:])
	parts, ok := s.cut(s.text[s.at+1 : s.at+1+n])
	switch {
	case s.at+1+n == len(s.text):
		s.truncated()
		return
	case !ok:
		s.malformed(s.at, `"<" must be followed by a name; in text, write "&lt;".`)
		return
	case s.depth == MaxDepth:
		s.stop("xmp-too-deep", s.at, "Elements nest deeper here than any metadata needs.")
		return
	case !s.room():
		return
	}
	e := int32(len(s.elements))
	s.elements = append(s.elements, element{
		start: int32(s.at), name: parts, parent: s.open, firstAttribute: int32(len(s.attributes)),
	})
	s.marks = append(s.marks, int32(len(s.scope)))
	s.depth++
	at := s.at + 1 + n
	for !s.stopped && !s.closes(e, at) {
		at = s.attribute(e, at)
	}
	if s.stopped {
		s.elements = s.elements[:e] // an element whose start tag is not whole is none
		s.marks = s.marks[:len(s.marks)-1]
		return
	}
	s.resolve(e)
	s.link(e)
}

// room stops when there are too many nodes.
func (s *scanner) room() bool {
	if len(s.elements)+len(s.attributes) < MaxNodes {
		return true
	}
	s.stop("xmp-too-many-nodes", s.at, "The packet has more elements and attributes than are read.")
	return false
}

// closes reports whether the start tag ends here, and notes where.
func (s *scanner) closes(e int32, at int) bool {
	at += whiteLength(s.text[at:])
	el := &s.elements[e]
	switch rest := s.text[at:]; {
	case strings.HasPrefix(rest, ">"):
		el.body = int32(at + 1)
	case strings.HasPrefix(rest, "/>"):
		el.body = int32(at + 2)
		el.flags |= empty
	default:
		return false
	}
	return true
}

// link puts an element in its place among the others.
func (s *scanner) link(e int32) {
	el, parent := &s.elements[e], &s.elements[s.open]
	if parent.last > 0 {
		s.elements[parent.last].next = e
	} else {
		parent.child = e
	}
	parent.last = e
	s.open, s.at = e, int(el.body)
	if el.flags&empty != 0 {
		s.close(s.at, s.at)
	}
}

// attribute reads an attribute and gives where to read on.
func (s *scanner) attribute(e int32, at int) int {
	start := at + whiteLength(s.text[at:])
	n := nameLength(s.text[start:])
	equals := start + n + whiteLength(s.text[start+n:])
	if equals >= len(s.text) {
		s.truncated()
		return at
	}
	parts, ok := s.cut(s.text[start : start+n])
	quote := equals + 1 + whiteLength(s.text[equals+1:])
	switch {
	case !ok || start == at || s.text[equals] != '=':
		s.malformed(start, "An attribute must be white space, a name, an equals sign and a quoted value.")
		return at
	case quote == len(s.text):
		s.truncated()
		return at
	case s.text[quote] != '"' && s.text[quote] != '\'':
		s.malformed(quote, "The value of an attribute must stand in quotes.")
		return at
	}
	length := strings.IndexByte(s.text[quote+1:], s.text[quote])
	if length < 0 {
		s.truncated()
		return at
	}
	a := attribute{
		start: int32(start), end: int32(quote + length + 2),
		valueStart: int32(quote + 1), valueEnd: int32(quote + 1 + length), name: parts,
	}
	s.value(&a)
	s.keep(e, &a)
	return int(a.end)
}

// value looks at an attribute's value for what keeps it from being cut out as it is.
func (s *scanner) value(a *attribute) {
	value := s.text[a.valueStart:a.valueEnd]
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '<':
			s.malformed(int(a.valueStart)+i, `"<" must be written "&lt;" in the value of an attribute.`)
			return
		case '&', '\n', '\t', '\r':
			a.flags = mixed
		}
	}
	if a.flags&mixed != 0 {
		if i := badReference(value); i >= 0 {
			s.breaks("xmp-entity", int(a.valueStart)+i, `This "&" begins no entity that XML defines; write "&amp;".`)
		}
	}
}

// keep adds an attribute to an element; a declaration comes into force.
func (s *scanner) keep(e int32, a *attribute) {
	el := &s.elements[e]
	if el.attributes == MaxAttributes {
		s.stop("xmp-too-many-attributes", int(a.start), "The element has more attributes than are read.")
	}
	if s.stopped || !s.room() {
		return
	}
	if s.prefixAt(a.start, a.name) == "xmlns" {
		a.space = declarations
	}
	s.attributes = append(s.attributes, *a)
	el.attributes++
	prefix, ok := s.declares(a)
	if !ok {
		return
	}
	if len(s.scope) == MaxNamespaces {
		s.stop("xmp-too-many-namespaces", int(a.start), "More namespaces are declared here than are read.")
		return
	}
	uri := s.attributeValue(a)
	if prefix == "xml" && uri != NSXML || prefix == "xmlns" || uri == "" && prefix != "" {
		s.breaks("xmp-xml", int(a.start), "XML does not allow this declaration.")
	}
	s.scope = append(s.scope, int32(len(s.spaces)))
	s.spaces = append(s.spaces, bind(prefix, uri))
}
