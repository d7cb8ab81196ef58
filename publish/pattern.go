package publish

import (
	"encoding/hex"
	"strings"
)

// Target writes a pattern of paths (see [Rule]) as a regular expression for the target of a
// request, path and query as they are sent: "^/photos/". It uses nothing that PCRE, RE2 and
// ECMAScript do not agree on, and has no quotation mark, backquote or "#" in it, which may end
// what it stands in. A "$" at its very end is the end of the target; no other one is.
//
// Of targets that are not oddly spelt (see [Saying.Odd]) it matches those for which
// [Saying.At] takes the pattern. As RFC 9309 section 2.2.2 compares: unreserved characters are
// the same encoded or not, others are not, and what is not printable ASCII is always encoded. A
// "*" or "$" that is meant literally may be either in a request.
func Target(scope string) string {
	var b strings.Builder
	b.WriteByte('^')
	for i := 0; i < len(scope); i++ {
		c := scope[i]
		switch decoded, err := hex.DecodeString(scope[min(i+1, len(scope)):min(i+3, len(scope))]); {
		case c == '%' && err == nil && len(decoded) == 1:
			octet(&b, decoded[0], true)
			i += 2
		case c == '*':
			b.WriteString(".*")
		case c == '$' && i == len(scope)-1:
			b.WriteByte('$')
		default:
			octet(&b, c, false)
		}
	}
	return b.String()
}

// octet writes one octet of a pattern, which is encoded there or not.
func octet(b *strings.Builder, c byte, encoded bool) {
	const upper, lower = "0123456789ABCDEF", "0123456789abcdef"
	unreserved := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._~", c) >= 0
	switch {
	case c == '*':
		b.WriteString(`(?:\*|%2[Aa])`)
	case c == '$':
		b.WriteString(`(?:\$|%24)`)
	case !unreserved && (encoded || c <= ' ' || c >= 0x7F):
		b.WriteByte('%')
		for _, digit := range [...]byte{c >> 4, c & 15} {
			if digit < 10 {
				b.WriteByte(upper[digit])
				continue
			}
			b.Write([]byte{'[', upper[digit], lower[digit], ']'})
		}
	case strings.IndexByte("#\"\\'`", c) >= 0:
		b.Write([]byte{'\\', 'x', upper[c>>4], upper[c&15]})
	case strings.IndexByte(".+?()[]{}^|", c) >= 0:
		b.Write([]byte{'\\', c})
	default:
		b.WriteByte(c)
	}
}
