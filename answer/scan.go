package answer

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/carrier"
)

// scanRequest is the fast path of [ParseRequest]. It understands the documented
// members in their usual forms and gives up on anything else, valid or not: ok
// false means that ParseRequest must decide. Where it succeeds, both agree
// (FuzzScan).
//
// The text of robots.txt is left as it stands in the line, still escaped, since a
// batch mostly repeats texts it has seen: robots is nil for none, and robotsText
// decodes it.
//
// The body is decoded into scratch where that is large enough, so it lasts only until
// scratch is used again.
func scanRequest(line []byte, r *Request, scratch []byte) (robots []byte, ok bool) {
	s := scanner{rest: line}
	if !s.take('{') {
		return nil, false
	}
	for !s.take('}') {
		key, plain := s.str()
		if !plain || !s.take(':') {
			return nil, false
		}
		switch string(key) {
		case "id":
			r.ID, ok = s.scalar()
		case "url":
			ok = s.text(&r.URL)
		case "as":
			r.As, ok = s.texts()
			ok = ok && len(r.As) <= MaxTokens
		case "robots":
			if robots != nil {
				return nil, false // the first would go unchecked
			}
			robots, ok = s.escaped()
		case "robots_status":
			r.RobotsStatus, ok = s.integer()
		case "headers":
			r.Headers, ok = s.fields()
		case "body":
			if r.Body != nil {
				return nil, false // likewise
			}
			r.Body, ok = s.decoded(scratch)
		case "media_type":
			ok = s.text(&r.MediaType)
		case "profile":
			ok = s.text(&r.Profile)
		case "policy":
			ok = s.text(&r.Policy)
		default:
			ok = false
		}
		if !ok || !s.more('}') {
			return nil, false
		}
	}
	s.space()
	return robots, len(s.rest) == 0
}

// robotsText decodes what scanRequest left as it stood; ok is false where it is
// not a valid JSON string after all.
func robotsText(escaped []byte) (text []byte, ok bool) {
	text, _, ok = appendUnescaped(make([]byte, 0, len(escaped)), escaped)
	return text, ok
}

// scanner walks over one line.
type scanner struct{ rest []byte }

func (s *scanner) space() {
	for len(s.rest) > 0 && (s.rest[0] == ' ' || s.rest[0] == '\t' || s.rest[0] == '\r') {
		s.rest = s.rest[1:]
	}
}

// take consumes c, with white space before it.
func (s *scanner) take(c byte) bool {
	s.space()
	if len(s.rest) == 0 || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// more stands between elements: a comma that something follows, or the closing
// bracket, which it leaves to be taken.
func (s *scanner) more(closing byte) bool {
	s.space()
	if len(s.rest) > 0 && s.rest[0] == closing {
		return true
	}
	if !s.take(',') {
		return false
	}
	s.space()
	return len(s.rest) > 0 && s.rest[0] != closing
}

// null consumes a null.
func (s *scanner) null() bool {
	s.space()
	if !bytes.HasPrefix(s.rest, []byte("null")) {
		return false
	}
	s.rest = s.rest[len("null"):]
	return true
}

// escaped consumes a string or null and gives what stands behind the opening quote, the
// closing one included, unchecked.
func (s *scanner) escaped() (inside []byte, ok bool) {
	if s.null() {
		return nil, true
	}
	if !s.take('"') {
		return nil, false
	}
	for end := 0; ; end++ {
		next := bytes.IndexByte(s.rest[end:], '"')
		if next < 0 {
			return nil, false
		}
		end += next
		backslashes := 0
		for backslashes < end && s.rest[end-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			inside = s.rest[: end+1 : end+1]
			s.rest = s.rest[end+1:]
			return inside, true
		}
	}
}

// decoded consumes a string or null and decodes it into scratch. An empty string is
// not nil.
func (s *scanner) decoded(scratch []byte) (text []byte, ok bool) {
	if s.null() {
		return nil, true
	}
	if !s.take('"') {
		return nil, false
	}
	if cap(scratch) < len(s.rest) {
		scratch = make([]byte, 0, len(s.rest))
	}
	text, s.rest, ok = appendUnescaped(scratch[:0], s.rest)
	return text, ok
}

// str consumes a string of printable ASCII without escapes; plain is false for
// any other.
func (s *scanner) str() (inside []byte, plain bool) {
	if !s.take('"') {
		return nil, false
	}
	for i, c := range s.rest {
		switch {
		case c == '"':
			inside = s.rest[:i]
			s.rest = s.rest[i+1:]
			return inside, true
		case c < 0x20 || c == '\\' || c >= utf8.RuneSelf:
			return nil, false
		}
	}
	return nil, false
}

func (s *scanner) text(into *string) bool {
	if s.null() {
		*into = ""
		return true
	}
	inside, plain := s.str()
	*into = string(inside)
	return plain
}

func (s *scanner) texts() ([]string, bool) {
	if s.null() {
		return nil, true
	}
	if !s.take('[') {
		return nil, false
	}
	list := []string{}
	for !s.take(']') {
		inside, plain := s.str()
		if !plain || !s.more(']') {
			return nil, false
		}
		list = append(list, string(inside))
	}
	return list, true
}

// fields consumes header fields. Values are text of any kind, so they are decoded.
func (s *scanner) fields() ([]carrier.Field, bool) {
	if !s.take('[') {
		return nil, false
	}
	var list []carrier.Field
	for !s.take(']') {
		if list == nil {
			list = make([]carrier.Field, 0, 16)
		}
		var field carrier.Field
		ok := s.take('[') && s.text(&field.Name) && s.take(',') && s.value(&field.Value) && s.take(']')
		if !ok || !s.more(']') {
			return nil, false
		}
		list = append(list, field)
	}
	return list, true
}

// value consumes a string with whatever escapes, such as a quoted ETag. Null, which
// stands for an empty text, is left to the strict way.
func (s *scanner) value(into *string) bool {
	s.space()
	before := *s
	if inside, plain := s.str(); plain {
		*into = string(inside)
		return true
	}
	*s = before
	if !s.take('"') {
		return false
	}
	var buffer [256]byte
	text, rest, ok := appendUnescaped(buffer[:0], s.rest)
	*into, s.rest = string(text), rest
	return ok
}

// maxDigits keeps integer far from overflow.
const maxDigits = 9

func (s *scanner) integer() (int, bool) {
	s.space()
	n, i := 0, 0
	for i < len(s.rest) && s.rest[i] >= '0' && s.rest[i] <= '9' {
		n = n*10 + int(s.rest[i]-'0')
		if i++; i > maxDigits {
			return 0, false
		}
	}
	if i == 0 || i > 1 && s.rest[0] == '0' || i < len(s.rest) && (s.rest[i] == '.' || s.rest[i]|0x20 == 'e') {
		return 0, false
	}
	s.rest = s.rest[i:]
	return n, true
}

// scalar consumes a plain string, a non-negative integer or null, and gives it as
// it stands.
func (s *scanner) scalar() (json.RawMessage, bool) {
	s.space()
	before := s.rest
	if len(before) == 0 {
		return nil, false
	}
	var ok bool
	switch c := before[0]; {
	case c == '"':
		_, ok = s.str()
	case c == 'n':
		ok = s.null()
	default:
		_, ok = s.integer()
	}
	return json.RawMessage(before[:len(before)-len(s.rest)]), ok
}
