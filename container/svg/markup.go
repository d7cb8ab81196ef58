package svg

import (
	"bytes"
	"strings"
)

// walk goes through the text to the end of the root element.
func (s *scanner) walk() {
	for !s.done {
		ok := s.find('<', s.words)
		switch {
		case s.done:
		case !ok:
			s.truncated()
		default:
			s.tag.at = s.offset() - int64(s.unit)
			s.markup()
		}
	}
}

// words sees text between markup.
func (s *scanner) words(piece []byte) {
	switch {
	case len(s.stack) == 0:
		s.done = s.done || !blank(piece) // no XML
	case s.styled == len(s.stack):
		s.style(piece)
	default:
		if sl := s.slot(len(s.stack) + 1); sl != nil && sl.begin >= 0 && !blank(piece) {
			s.mismatch(sl)
		}
	}
}

func blank(piece []byte) bool { return len(bytes.Trim(piece, " \t\r\n")) == 0 }

// telling are words of style sheets by which a further element below the root could make
// a difference: ":first-child", ":nth-child(2)", "title + g", and what may spell such.
var telling = [][]byte{[]byte("-child"), []byte("title"), []byte("\\")}

// style looks for these words. What is seen comes in pieces, so that the end of what was
// before is kept.
func (s *scanner) style(piece []byte) {
	const longest = len("-child")
	s.tail = append(s.tail, piece[:min(len(piece), longest)]...)
	for _, word := range telling {
		s.counting = s.counting || bytes.Contains(bytes.ToLower(s.tail), word) || bytes.Contains(bytes.ToLower(piece), word)
	}
	if len(piece) > longest {
		s.tail = append(s.tail[:0], piece[len(piece)-longest:]...)
	}
	s.tail = append(s.tail[:0], s.tail[max(0, len(s.tail)-longest):]...)
}

// markup takes what begins with "<", which is taken.
func (s *scanner) markup() {
	switch s.peek() {
	case '!':
		s.pos++
		s.declaration()
	case '?':
		s.pos++
		s.instruction()
	case '/':
		s.pos++
		s.endTag()
	default:
		s.startTag()
	}
}

// nothing is for what need not be seen.
func nothing([]byte) {}

// declaration takes a comment, a CDATA section or a document type.
func (s *scanner) declaration() {
	ok := true
	switch s.peek() {
	case '-':
		if !s.take("--") {
			s.malformed("A comment does not begin right.")
			return
		}
		ok = s.until("--", nothing)
	case '[':
		if len(s.stack) == 0 || !s.take("[CDATA[") {
			s.malformed("A CDATA section does not begin right.")
			return
		}
		ok = s.until("]]", s.words)
	default:
		if s.begun || !s.take("DOCTYPE") {
			s.malformed("A declaration does not begin right.")
			return
		}
		ok = s.doctype()
	}
	if !ok && !s.done {
		s.truncated()
	}
}

func (s *scanner) malformed(hint string) { s.stop("svg-malformed", "%s", hint) }

// instruction takes a processing instruction. Of interest are the XML declaration and
// the instructions around a packet.
func (s *scanner) instruction() {
	var text []byte
	ok := s.until("?", func(piece []byte) {
		text = append(text, piece[:min(len(piece), maxInstruction-len(text))]...)
	})
	if !ok {
		s.truncated()
		return
	}
	target, rest := text, []byte(nil)
	if i := bytes.IndexAny(text, " \t\r\n?"); i >= 0 {
		target, rest = text[:i], bytes.TrimLeft(text[i:], " \t\r\n")
	}
	switch {
	case string(target) == "xml" && s.tag.at == s.first:
		s.charset = strings.ToLower(pseudo(string(rest), "encoding"))
		s.encoding()
	case strings.EqualFold(string(target), "xml") && s.begun:
		s.malformed("An XML declaration stands within the root element.")
	case string(target) == "xpacket":
		s.xpacket(rest)
	}
}

// pseudo gives what looks like the value of an attribute in an instruction.
func pseudo(text, name string) string {
	_, rest, ok := strings.Cut(text, name)
	rest = strings.TrimLeft(rest, " \t\r\n")
	if !ok || !strings.HasPrefix(rest, "=") {
		return ""
	}
	rest = strings.TrimLeft(rest[1:], " \t\r\n")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return value
}
