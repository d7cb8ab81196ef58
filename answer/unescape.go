package answer

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// appendUnescaped decodes a JSON string that begins behind its opening quote
// (RFC 8259 section 7) and appends it. It gives what follows the closing quote. Like
// encoding/json it puts U+FFFD for a surrogate that has no other half; ok is false
// for what is no valid string, and for bytes that are not UTF-8.
//
// Bodies are most of what a batch reads, so runs without anything special are found
// eight bytes at a time.
func appendUnescaped(dst, s []byte) (decoded, rest []byte, ok bool) {
	start := len(dst)
	for {
		n := plainRun(s)
		dst = append(dst, s[:n]...)
		s = s[n:]
		if len(s) == 0 || s[0] < 0x20 {
			return dst, nil, false
		}
		if s[0] == '"' {
			return dst, s[1:], utf8.Valid(dst[start:])
		}
		if dst, s, ok = appendEscaped(dst, s); !ok {
			return dst, nil, false
		}
	}
}

// plainRun counts the bytes before the first quote, backslash or control character.
func plainRun(s []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	n := 0
	for len(s)-n >= 8 {
		v := binary.LittleEndian.Uint64(s[n:])
		quote, backslash := v^(ones*'"'), v^(ones*'\\')
		special := (quote-ones)&^quote | (backslash-ones)&^backslash | (v-ones*0x20)&^v
		if special&highs != 0 {
			break
		}
		n += 8
	}
	for n < len(s) && s[n] != '"' && s[n] != '\\' && s[n] >= 0x20 {
		n++
	}
	return n
}

// appendEscaped decodes one escape.
func appendEscaped(dst, s []byte) (decoded, rest []byte, ok bool) {
	if len(s) < 2 {
		return dst, nil, false
	}
	switch c := s[1]; c {
	case '"', '\\', '/':
		dst = append(dst, c)
	case 'b':
		dst = append(dst, '\b')
	case 'f':
		dst = append(dst, '\f')
	case 'n':
		dst = append(dst, '\n')
	case 'r':
		dst = append(dst, '\r')
	case 't':
		dst = append(dst, '\t')
	case 'u':
		r, ok := hex4(s)
		if !ok {
			return dst, nil, false
		}
		s = s[6:]
		if utf16.IsSurrogate(r) {
			low, _ := hex4(s)
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				s = s[6:]
			}
		}
		return utf8.AppendRune(dst, r), s, true
	default:
		return dst, nil, false
	}
	return dst, s[2:], true
}

// hex4 reads \uXXXX.
func hex4(s []byte) (r rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for _, c := range s[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}
