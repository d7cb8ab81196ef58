package svg

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// escape is for the value of an attribute.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;")

// encoding sees what the XML declaration says.
func (s *scanner) encoding() {
	if !s.understood() {
		s.broken("svg-encoding", s.tag.at, "The encoding %.40q is not understood, or not the one of the file.", s.charset)
	}
}

// understood reports whether the encoding declared is one that can be read, as far as
// it is ASCII at least.
func (s *scanner) understood() bool {
	switch {
	case s.charset == "":
		return true
	case s.wide:
		return strings.HasPrefix(s.charset, "utf-16") || s.charset == "utf16"
	case s.bom:
		return s.charset == "utf-8" || s.charset == "utf8"
	}
	return s.unicode() || strings.HasPrefix(s.charset, "iso-8859-") || strings.HasPrefix(s.charset, "windows-125") ||
		strings.HasPrefix(s.charset, "koi8-") || s.latin()
}

// unicode reports whether the file is UTF-8, or ASCII.
func (s *scanner) unicode() bool {
	switch s.charset {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return !s.wide
	}
	return false
}

func (s *scanner) latin() bool {
	switch s.charset {
	case "iso-8859-1", "iso8859-1", "latin1", "latin-1":
		return true
	}
	return false
}

// decode gives text as UTF-8, and whether it is that already. It reports false for what
// it cannot decode.
func (s *scanner) decode(raw []byte) (text []byte, same, ok bool) {
	switch {
	case s.wide:
		return s.decodeWide(raw), false, true
	case s.unicode() || ascii(raw):
		return raw, true, true
	case s.latin():
		for _, b := range raw {
			text = utf8.AppendRune(text, rune(b))
		}
		return text, false, true
	}
	return nil, false, false
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

func (s *scanner) decodeWide(raw []byte) (text []byte) {
	var order binary.ByteOrder = binary.LittleEndian
	if s.big {
		order = binary.BigEndian
	}
	for ; len(raw) >= 2; raw = raw[2:] {
		r := rune(order.Uint16(raw))
		if utf16.IsSurrogate(r) && len(raw) >= 4 {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(raw[2:]))); pair != utf8.RuneError {
				r, raw = pair, raw[2:]
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text
}
