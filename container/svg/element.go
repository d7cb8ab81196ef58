package svg

import (
	"bytes"
	"hash/maphash"

	"github.com/proviso-signals/proviso/container"
)

// binding is a declaration of a namespace.
type binding struct {
	prefix, uri string
	level       int // of the element it stands at
}

// declare takes a declaration of a namespace in force.
func (s *scanner) declare(level int) {
	switch {
	case len(s.bindings) == MaxBindings:
		s.stop("svg-too-many", "There are more than %d namespaces.", MaxBindings)
	case len(s.tag.value) > MaxValue:
		s.stop("svg-too-many", "A namespace is longer than %d bytes.", MaxValue)
	default:
		prefix := bytes.TrimPrefix(bytes.TrimPrefix(s.tag.key, []byte("xmlns")), []byte(":"))
		s.bindings = append(s.bindings, binding{string(prefix), s.expand(s.tag.value), level})
	}
}

// usual are the namespaces of prefixes that were not declared.
var usual = map[string]string{"x": nsMeta, "rdf": nsRDF, "c2pa": nsC2PA}

// resolve gives the binding of a prefix; nil where there is none.
func (s *scanner) resolve(prefix []byte) *binding {
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if s.bindings[i].prefix == string(prefix) {
			return &s.bindings[i]
		}
	}
	return nil
}

// split parts the prefix from the name.
func (t *tag) split() (prefix, local []byte) {
	if i := bytes.IndexByte(t.name, ':'); i >= 0 {
		return t.name[:i], t.name[i+1:]
	}
	return nil, t.name
}

// space gives the namespace of the start tag that was read.
func (s *scanner) space() string {
	prefix, _ := s.tag.split()
	if b := s.resolve(prefix); b != nil {
		return b.uri
	}
	return usual[string(prefix)]
}

// here makes an element of the start tag that was read.
func (s *scanner) here() *element {
	t := &s.tag
	return &element{name: string(t.name), space: s.space(), at: t.at, nameEnd: t.nameEnd, openEnd: s.offset(), empty: t.empty}
}

// opened sees an element, of which the start tag was read.
func (s *scanner) opened(level int) {
	s.stack = append(s.stack, maphash.Bytes(seed, s.tag.name))
	_, local := s.tag.split()
	switch {
	case level == 1:
		s.begin()
	case level == 2 && s.block == nil:
		s.child(local)
	case level == 3 && s.open != nil && s.block == nil:
		s.candidate(local)
	}
	s.uses()
	if string(local) == "style" {
		s.styled, s.tail = level, s.tail[:0]
	}
	if s.tag.empty && !s.done {
		s.tag.at = s.offset()
		s.closed(level)
	}
}

// begin sees the root.
func (s *scanner) begin() {
	s.root = *s.here()
	s.insert = s.root.openEnd
	if s.root.space != nsSVG {
		s.problem("svg-namespace", s.root.at, "The root element is not in the namespace of SVG.")
	}
}

// child sees an element below the root.
func (s *scanner) child(local []byte) {
	s.children++
	own := s.space() == s.root.space
	s.titled = own && string(local) == "title" && s.children == 1
	if own && string(local) == "metadata" {
		s.foreign(&s.slots[0])
		s.open = s.here()
		s.slots[1] = slot{begin: -1}
		return
	}
	s.candidate(local)
}

// closed sees the end of an element. It begins where the tag begins.
func (s *scanner) closed(level int) {
	s.stack = s.stack[:level-1]
	if s.styled == level {
		s.styled = 0
	}
	for n := len(s.bindings); n > 0 && s.bindings[n-1].level == level; n-- {
		s.bindings = s.bindings[:n-1]
	}
	if s.block != nil && level == s.blockAt {
		s.packetElement()
	}
	if s.manifest != nil && level == 3 {
		s.manifest.close, s.manifest.end = s.tag.at, s.offset()
		s.manifest = nil
	}
	switch {
	case level == 1:
		s.foreign(&s.slots[0])
		s.root.close, s.root.end = s.tag.at, s.offset()
		s.done = true
	case level == 2 && s.open != nil:
		s.endMetadata()
	case level == 2 && s.titled:
		s.insert = s.offset()
	}
}

// endMetadata sees the end of a metadata element.
func (s *scanner) endMetadata() {
	s.foreign(&s.slots[1])
	e := s.open
	e.close, e.end = s.tag.at, s.offset()
	s.open = nil
	if s.metadata == nil {
		s.metadata = e
	}
	s.exclude(e.whole())
}

// exclude takes a range out of the payload.
func (s *scanner) exclude(r container.Range) {
	if len(s.excluded) == MaxBlocks {
		s.stop("svg-too-many", "There are more than %d elements of metadata.", MaxBlocks)
		return
	}
	s.excluded = append(s.excluded, r)
}
