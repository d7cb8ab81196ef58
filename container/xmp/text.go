package xmp

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape resolves references and white space in a run of character data or, with
// attribute, in an attribute's value; sections 2.11 and 3.3.3 of XML. Bytes that are
// not UTF-8 become the characters of Latin-1.
func unescape(s string, attribute bool) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '&':
			r, n := reference(s[i:])
			if n == 0 {
				out = append(out, c)
				i++
				continue
			}
			out = utf8.AppendRune(out, r)
			i += n
		case c == '\r':
			if i++; i < len(s) && s[i] == '\n' {
				i++
			}
			out = append(out, newline(attribute))
		case c == '\n' || c == '\t' && attribute:
			out = append(out, newline(attribute))
			i++
		case c < utf8.RuneSelf:
			out = append(out, c)
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				r = rune(c)
			}
			out = utf8.AppendRune(out, r)
			i += n
		}
	}
	return string(out)
}

func newline(attribute bool) byte {
	if attribute {
		return ' '
	}
	return '\n'
}

// invalid is where the first byte stands that is not UTF-8, or -1.
func invalid(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// longestReference is how far a reference may reach: "&#x0010FFFF;" and some zeros.
const longestReference = 32

// reference reads the reference that a text begins with: what it stands for, and its
// length, which is 0 where XML does not define it.
func reference(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), longestReference)], ';')
	if end < 2 {
		return 0, 0
	}
	name := s[1:end]
	switch name {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "apos":
		return '\'', end + 1
	case "quot":
		return '"', end + 1
	}
	if name[0] != '#' {
		return 0, 0
	}
	digits, base := name[1:], 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !isChar(rune(n)) || digits[0] == '+' {
		return 0, 0
	}
	return rune(n), end + 1
}

// isChar reports whether XML allows a character: its production [2].
func isChar(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0xD800:
		return true
	}
	return r >= 0xE000 && r <= utf8.MaxRune && r != 0xFFFE && r != 0xFFFF
}

// badReference is the index of the first "&" that begins no reference, or -1.
func badReference(s string) int {
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '&')
		if i < 0 {
			return -1
		}
		at += i
		_, n := reference(s[at:])
		if n == 0 {
			return at
		}
		at += n
	}
}

// plain is the text of an element without child elements: character data and CDATA,
// without comments and processing instructions. The markup is known to be closed.
func plain(s string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			out.WriteString(unescape(s, false))
			return out.String()
		}
		out.WriteString(unescape(s[:i], false))
		s = s[i:]
		switch {
		case strings.HasPrefix(s, cdataOpen):
			end := strings.Index(s, cdataClose)
			out.WriteString(unescapeCDATA(s[len(cdataOpen):end]))
			s = s[end+len(cdataClose):]
		case strings.HasPrefix(s, commentOpen):
			s = s[len(commentOpen):]
			s = s[strings.Index(s, commentClose)+len(commentClose):]
		default:
			s = s[strings.Index(s, "?>")+len("?>"):]
		}
	}
}

// unescapeCDATA resolves line ends only: nothing else is markup in CDATA.
func unescapeCDATA(s string) string {
	return unescape(strings.ReplaceAll(s, "&", "&amp;"), false)
}

// escape appends a text as character data or, with a quote, as an attribute's value in
// such quotes.
func escape(out []byte, s string, quote byte) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var instead string
		switch c := s[i]; {
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;" // "]]>" must not stand in character data
		case c == '\r':
			instead = "&#xD;"
		case quote == 0:
			continue
		case c == '\n':
			instead = "&#xA;"
		case c == '\t':
			instead = "&#x9;"
		case c == quote && c == '"':
			instead = "&quot;"
		case c == quote:
			instead = "&apos;"
		default:
			continue
		}
		out = append(append(out, s[from:i]...), instead...)
		from = i + 1
	}
	return append(out, s[from:]...)
}
