package svg

import (
	"bytes"
	"strconv"
	"strings"
)

// doctype takes a document type up to its ">". It reports false at the end of the file.
//
//	<!DOCTYPE svg PUBLIC "…" "…" [ internal subset ]>
func (s *scanner) doctype() bool {
	for {
		switch b := s.next(); b {
		case 0:
			if !s.more() {
				return false
			}
		case '"', '\'':
			if !s.find(b, nothing) {
				return false
			}
		case '[':
			s.subset = true
			if !s.internal() {
				return false
			}
		case '>':
			return true
		}
	}
}

// internal takes the internal subset up to its "]".
func (s *scanner) internal() bool {
	for {
		switch b := s.next(); b {
		case 0:
			if !s.more() {
				return false
			}
		case ']':
			return true
		case '<':
			if !s.definition() {
				return false
			}
		}
	}
}

// definition takes a declaration, comment or instruction of the internal subset, of
// which "<" is taken.
func (s *scanner) definition() bool {
	switch s.next() {
	case '?':
		return s.until("?", nothing)
	case '!':
	default:
		return s.more()
	}
	if s.peek() == '-' {
		return s.take("--") && s.until("--", nothing)
	}
	entity := s.take("ENTITY") && s.blanks()
	var name, value []byte
	if entity {
		name, _ = s.name(nil)
		s.blanks()
	}
	for {
		switch b := s.next(); b {
		case 0:
			if !s.more() {
				return false
			}
		case '"', '\'':
			if !s.find(b, func(piece []byte) { value = append(value, piece[:min(len(piece), MaxValue-len(value))]...) }) {
				return false
			}
			s.entity(name, value, entity)
			entity = false
		case '>':
			return true
		case 'S', 'P':
			entity = false // SYSTEM or PUBLIC: it is somewhere else
		}
	}
}

// entity remembers an entity. The first of a name counts.
func (s *scanner) entity(name, value []byte, ok bool) {
	if !ok || len(name) == 0 || len(s.entities) == MaxEntities || bytes.IndexByte(value, '&') >= 0 {
		return
	}
	if s.entities == nil {
		s.entities = map[string]string{}
	}
	if _, there := s.entities[string(name)]; !there {
		s.entities[string(name)] = string(value)
	}
}

var fixed = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// expand gives the value of an attribute with its references replaced, once. Those that
// are not known stay.
func (s *scanner) expand(raw []byte) string {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	var b strings.Builder
	for rest := string(raw); rest != ""; {
		before, after, ok := strings.Cut(rest, "&")
		b.WriteString(before)
		name, next, ended := strings.Cut(after, ";")
		switch value, known := s.reference(name); {
		case !ok:
			return b.String()
		case ended && known && b.Len()+len(value) <= MaxValue:
			b.WriteString(value)
			rest = next
		default:
			b.WriteByte('&')
			rest = after
		}
	}
	return b.String()
}

func (s *scanner) reference(name string) (string, bool) {
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		base := 10
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			digits, base = hex, 16
		}
		n, err := strconv.ParseUint(digits, base, 21)
		return string(rune(n)), err == nil
	}
	if value, ok := fixed[name]; ok {
		return value, true
	}
	value, ok := s.entities[name]
	return value, ok
}
