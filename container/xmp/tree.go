package xmp

import (
	"strings"
	"unicode/utf8"
)

// tree is the markup of a packet: elements, attributes, and where each stands in the
// text. Indices take the place of pointers, so that it costs two allocations.
type tree struct {
	text       string
	elements   []element // the first is the document
	attributes []attribute
	spaces     []space
	dirty      bool // the text is not all UTF-8
}

// element is an element. Offsets count from the beginning of the text.
type element struct {
	start, body, tail, end int32 // "<"; behind the start tag; "</"; behind the end tag, 0 if there is none
	name                   name
	space                  int32 // index into spaces
	firstAttribute         int32
	attributes             int32 // how many
	parent, child, next    int32 // 0: none
	last                   int32 // the last child
	flags                  flags
}

type flags uint8

const (
	hasText flags = 1 << iota // text other than white space stands directly within
	mixed                     // that text is not to be had by cutting: references, comments, CDATA
	empty                     // the start tag is the whole element
)

// attribute is an attribute.
type attribute struct {
	start, end           int32 // the name; behind the closing quote
	valueStart, valueEnd int32
	name                 name
	space                int32
	flags                flags // mixed
}

// name is how a qualified name is cut: prefix, colon, local name.
type name struct{ prefix, length int32 }

// local is the length of the local name.
func (n name) local() int32 {
	if n.prefix > 0 {
		return n.length - n.prefix - 1
	}
	return n.length
}

// space is a namespace as bound to a prefix, somewhere in the packet.
type space struct {
	prefix, uri string
	kind        spaceKind
}

type spaceKind uint8

const (
	spaceOther spaceKind = iota // of properties
	spaceNone                   // no namespace
	spaceRDF
	spaceXML // of xml:lang, and of declarations
)

// bind makes a namespace of a prefix and a URI.
func bind(prefix, uri string) space {
	s := space{prefix: prefix, uri: uri}
	switch uri {
	case "":
		s.kind = spaceNone
	case NSRDF:
		s.kind = spaceRDF
	case NSXML, namespaceXMLNS:
		s.kind = spaceXML
	}
	return s
}

const (
	noSpace      = 0
	xmlSpace     = 1
	declarations = 2 // of xmlns itself
)

func (t *tree) prefixAt(start int32, n name) string {
	return t.text[start : start+n.prefix]
}

func (t *tree) localAt(start int32, n name) string {
	return t.text[start+n.length-n.local() : start+n.length]
}

func (t *tree) prefix(e int32) string { return t.prefixAt(t.elements[e].start+1, t.elements[e].name) }
func (t *tree) local(e int32) string  { return t.localAt(t.elements[e].start+1, t.elements[e].name) }
func (t *tree) uri(e int32) string    { return t.spaces[t.elements[e].space].uri }

func (t *tree) kind(e int32) spaceKind { return t.spaces[t.elements[e].space].kind }

// qualified is an element's name as it stands.
func (t *tree) qualified(e int32) string {
	el := &t.elements[e]
	return t.text[el.start+1 : el.start+1+el.name.length]
}

// is reports whether an element has a name of RDF.
func (t *tree) is(e int32, local string) bool {
	return t.kind(e) == spaceRDF && t.local(e) == local
}

// attributesOf gives the attributes of an element.
func (t *tree) attributesOf(e int32) []attribute {
	el := &t.elements[e]
	return t.attributes[el.firstAttribute : el.firstAttribute+el.attributes]
}

func (t *tree) attributeName(a *attribute) string { return t.localAt(a.start, a.name) }

// declares reports whether an attribute is a declaration of a namespace, and of which
// prefix.
func (t *tree) declares(a *attribute) (prefix string, ok bool) {
	if a.space == declarations {
		return t.attributeName(a), true
	}
	return "", a.name.prefix == 0 && t.attributeName(a) == "xmlns"
}

// bound gives the namespace of a prefix in the scope of an element, or "".
func (t *tree) bound(e int32, prefix string) string {
	for ; e > 0; e = t.elements[e].parent {
		for i := range t.attributesOf(e) {
			a := &t.attributesOf(e)[i]
			if p, ok := t.declares(a); ok && p == prefix {
				return t.attributeValue(a)
			}
		}
	}
	return ""
}

// prefixesOf calls yield with the prefixes that mean a namespace in the scope of an
// element, the innermost first, until it says that it has enough.
func (t *tree) prefixesOf(e int32, uri string, yield func(prefix string) bool) {
	for at := e; at > 0; at = t.elements[at].parent {
		for i := range t.attributesOf(at) {
			a := &t.attributesOf(at)[i]
			p, ok := t.declares(a)
			if ok && p != "" && t.attributeValue(a) == uri && t.bound(e, p) == uri && !yield(p) {
				return
			}
		}
	}
}

// attributeValue is what an attribute says.
func (t *tree) attributeValue(a *attribute) string {
	raw := t.text[a.valueStart:a.valueEnd]
	if a.flags&mixed == 0 && (!t.dirty || utf8.ValidString(raw)) {
		return raw
	}
	return unescape(raw, true)
}

// content is the text directly within an element.
func (t *tree) content(e int32) string {
	el := &t.elements[e]
	raw := t.text[el.body:el.tail]
	if el.flags&mixed == 0 && (!t.dirty || utf8.ValidString(raw)) {
		return raw
	}
	return plain(raw)
}

// outer is an element as it stands.
func (t *tree) outer(e int32) string { return t.text[t.elements[e].start:t.elements[e].end] }

// white reports whether a text is nothing but white space of XML.
func white(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isWhite(s[i]) {
			return false
		}
	}
	return true
}

func isWhite(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// trimBack is the index behind the last byte of s[:i] that is not white space.
func trimBack(s string, i int) int {
	return len(strings.TrimRight(s[:i], " \t\r\n"))
}
