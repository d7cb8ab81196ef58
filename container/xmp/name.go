package xmp

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// cut finds the colon of a qualified name, and reports whether it is one.
func (s *scanner) cut(q string) (name, bool) {
	ok := !s.dirty || utf8.ValidString(q)
	i := strings.IndexByte(q, ':')
	if i < 0 {
		return name{length: int32(len(q))}, ok && isNCName(q)
	}
	return name{int32(i), int32(len(q))}, ok && isNCName(q[:i]) && isNCName(q[i+1:])
}

// isNCName reports whether a name may stand before or behind a colon. Of characters
// beyond ASCII all are taken.
func isNCName(s string) bool {
	if s == "" || s[0] == '-' || s[0] == '.' || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	return nameLength(s) == len(s) && strings.IndexByte(s, ':') < 0
}

// nameLength is how many bytes at the beginning of s make a name.
func nameLength(s string) int {
	for i := 0; i < len(s); i++ {
		if !nameByte[s[i]] {
			return i
		}
	}
	return len(s)
}

// nameByte holds the bytes that names are made of.
var nameByte = func() (table [256]bool) {
	for c := range table {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		table[c] = letter || c >= 0x80 || c >= '0' && c <= ':' || c == '-' || c == '.' || c == '_'
	}
	return table
}()

// whiteLength is how many bytes at the beginning of s are white space.
func whiteLength(s string) int {
	i := 0
	for i < len(s) && isWhite(s[i]) {
		i++
	}
	return i
}

// resolve finds the namespaces of an element's names. An attribute must not stand
// twice.
func (s *scanner) resolve(e int32) {
	el := &s.elements[e]
	el.space = s.lookup(s.prefix(e), int(el.start))
	list := s.attributesOf(e)
	for i := range list {
		a := &list[i]
		if a.name.prefix > 0 && a.space != declarations {
			a.space = s.lookup(s.prefixAt(a.start, a.name), int(a.start))
		}
	}
	if i := s.repeated(list); i >= 0 {
		s.breaks("xmp-xml", int(list[i].start), "The element has this attribute already.")
	}
}

// fewAttributes is up to how many of them are compared with each other.
const fewAttributes = 32

// repeated is the index of an attribute that stands for the second time, or -1.
func (s *scanner) repeated(list []attribute) int {
	if len(list) <= fewAttributes {
		for i := range list {
			for j := range list[:i] {
				if s.same(&list[i], &list[j]) {
					return i
				}
			}
		}
		return -1
	}
	type expanded struct{ uri, local string }
	seen := make(map[expanded]bool, len(list))
	for i := range list {
		key := expanded{s.spaces[list[i].space].uri, s.attributeName(&list[i])}
		if seen[key] {
			return i
		}
		seen[key] = true
	}
	return -1
}

func (s *scanner) same(a, b *attribute) bool {
	return a.name.local() == b.name.local() && s.attributeName(a) == s.attributeName(b) && s.spaces[a.space].uri == s.spaces[b.space].uri
}

// lookup gives the index of the namespace that a prefix is bound to here.
func (s *scanner) lookup(prefix string, at int) int32 {
	for i := len(s.scope) - 1; i >= 0; i-- {
		if s.spaces[s.scope[i]].prefix == prefix {
			return s.scope[i]
		}
	}
	switch prefix {
	case "":
		return noSpace
	case "xml":
		return xmlSpace
	}
	return s.undeclared(prefix, at)
}

// undeclared gives the usual namespace of a prefix that the packet does not declare.
func (s *scanner) undeclared(prefix string, at int) int32 {
	for _, i := range s.lost {
		if s.spaces[i].prefix == prefix {
			return i
		}
	}
	if len(s.lost) == MaxNamespaces {
		s.stop("xmp-too-many-namespaces", at, "More prefixes are undeclared than are read.")
		return noSpace
	}
	s.breaks("xmp-prefix-undeclared", at, fmt.Sprintf("No namespace is declared for the prefix %.40q.", prefix))
	i := int32(len(s.spaces))
	s.spaces = append(s.spaces, bind(prefix, usualURI(prefix)))
	s.lost = append(s.lost, i)
	return i
}
