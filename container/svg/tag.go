package svg

import (
	"bytes"
	"hash/maphash"
)

// tag is the markup that is being read.
type tag struct {
	at       int64 // of "<"
	name     []byte
	nameEnd  int64
	empty    bool
	listed   bool     // it may belong to a packet
	prefixes []string // of the names of attributes, then
	value    []byte
	key      []byte // the name of an attribute
}

var seed = maphash.MakeSeed()

// startTag takes a start tag, of which "<" is taken.
func (s *scanner) startTag() {
	t := &s.tag
	var ok bool
	if t.name, ok = s.name(t.name[:0]); !ok {
		s.malformed("A tag has no name, or a very long one.")
		return
	}
	t.nameEnd, t.empty, t.prefixes = s.offset(), false, t.prefixes[:0]
	level := len(s.stack) + 1
	_, local := t.split()
	switch {
	case level == 1 && string(local) != "svg":
		s.done = true // another kind of XML
		return
	case level > MaxDepth:
		s.stop("svg-too-deep", "Elements nest deeper than %d.", MaxDepth)
		return
	}
	s.begun = true
	t.listed = s.block != nil || string(local) == "RDF" || string(local) == "xmpmeta" || string(local) == "xapmeta"
	for count := 0; !s.done; count++ {
		spaced := s.blanks()
		switch b := s.peek(); {
		case b == '>':
			s.pos++
			s.opened(level)
			return
		case b == '/':
			s.pos++
			if t.empty = s.next() == '>'; t.empty {
				s.opened(level)
				return
			}
			s.malformed("A tag has a slash within it.")
		case b == 0 && !s.more():
			s.truncated()
		case !spaced:
			s.malformed("An attribute is not parted from what is before it.")
		default:
			s.attribute(level, count)
		}
	}
}

// name takes a name. It reports false where there is none, or one that is too long.
func (s *scanner) name(into []byte) ([]byte, bool) {
	for {
		b := s.peek()
		letter := b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == ':' || b >= 0x80
		if !letter && (len(into) == 0 || b != '-' && b != '.' && (b < '0' || b > '9')) {
			return into, len(into) > 0
		}
		if len(into) == MaxName {
			return into, false
		}
		into = append(into, b)
		s.pos++
	}
}

// tracked reports whether namespaces matter for elements of a level: for the root, what
// is just below it, and metadata.
func (s *scanner) tracked(level int) bool { return level <= 2 || s.open != nil || s.block != nil }

// attribute takes an attribute.
func (s *scanner) attribute(level, count int) {
	t := &s.tag
	var ok bool
	if t.key, ok = s.name(t.key[:0]); !ok {
		s.malformed("An attribute has no name, or a very long one.")
		return
	}
	s.blanks()
	equals := s.next() == '='
	s.blanks()
	quote := s.next()
	if !equals || quote != '"' && quote != '\'' {
		s.malformed("An attribute has no value in quotes.")
		return
	}
	tracked := s.tracked(level)
	declares := tracked && (string(t.key) == "xmlns" || bytes.HasPrefix(t.key, []byte("xmlns:")))
	t.value = t.value[:0]
	bad := false
	ok = s.find(quote, func(piece []byte) {
		bad = bad || bytes.IndexByte(piece, '<') >= 0
		if declares {
			t.value = append(t.value, piece[:min(len(piece), MaxValue+1-len(t.value))]...)
		}
	})
	switch {
	case bad:
		s.malformed(`A value has "<" in it.`)
	case !ok:
		s.truncated()
	case tracked && count == MaxAttributes:
		s.stop("svg-too-many", "An element has more than %d attributes.", MaxAttributes)
	case declares:
		s.declare(level)
	case t.listed:
		if i := bytes.IndexByte(t.key, ':'); i >= 0 {
			t.prefixes = append(t.prefixes, string(t.key[:i]))
		}
	}
}

// endTag takes an end tag, of which "</" is taken.
func (s *scanner) endTag() {
	t := &s.tag
	t.name, _ = s.name(t.name[:0])
	s.blanks()
	level := len(s.stack)
	switch {
	case s.next() != '>':
		if !s.more() {
			s.truncated()
		} else {
			s.malformed("An end tag does not end right.")
		}
	case level == 0:
		s.malformed("An end tag has no start tag.")
	case s.stack[level-1] != maphash.Bytes(seed, t.name):
		s.stop("svg-mismatch", "The end tag of %.40q does not match its start tag.", t.name)
	default:
		s.closed(level)
	}
}
