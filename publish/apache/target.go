package apache

import (
	"strings"
)

// request writes a pattern of paths as a regular expression (PCRE) for the request line
// that the client sent: "^\S+ /photos/". Where the target is spelled as patterns are (see
// odd), it matches what robots.MatchPath matches.
//
// As RFC 9309 section 2.2.2 compares: unreserved characters are the same encoded or not,
// others are not, and what is not printable ASCII is always encoded. A "*" or "$" that is
// meant literally may be either in a request.
func request(scope string) string {
	var b strings.Builder
	b.WriteString(`^\S+ `)
	for i := 0; i < len(scope); i++ {
		c := scope[i]
		switch encoded := c == '%' && i+2 < len(scope) && isHex(scope[i+1]) && isHex(scope[i+2]); {
		case encoded:
			octet(&b, unhex(scope[i+1])<<4|unhex(scope[i+2]), true)
			i += 2
		case c == '*':
			b.WriteString(`\S*`)
		case c == '$' && i == len(scope)-1:
			b.WriteString(`(?: |$)`)
		default:
			octet(&b, c, false)
		}
	}
	return b.String()
}

// octet writes one octet of a pattern, which is encoded there or not.
func octet(b *strings.Builder, c byte, encoded bool) {
	switch {
	case c == '*':
		b.WriteString(`(?:\*|%2[Aa])`)
	case c == '$':
		b.WriteString(`(?:\$|%24)`)
	case isUnreserved(c), !encoded && c > ' ' && c < 0x7F:
		literal(b, c)
	default:
		b.WriteByte('%')
		digit(b, c>>4)
		digit(b, c&15)
	}
}

const upper, lower = "0123456789ABCDEF", "0123456789abcdef"

// digit writes a hexadecimal digit in either case.
func digit(b *strings.Builder, d byte) {
	if d < 10 {
		b.WriteByte(upper[d])
		return
	}
	b.WriteString("[" + upper[d:d+1] + lower[d:d+1] + "]")
}

// literal writes a printable character, those by their number that mean something to what
// stands around the expression: m#…# within "…".
func literal(b *strings.Builder, c byte) {
	switch {
	case strings.IndexByte("#\"\\'`", c) >= 0:
		b.WriteString(`\x` + upper[c>>4:c>>4+1] + upper[c&15:c&15+1])
	case strings.IndexByte(".+?()[]{}^|", c) >= 0:
		b.WriteString(`\` + string(rune(c)))
	default:
		b.WriteByte(c)
	}
}

func isUnreserved(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._~", c) >= 0
}

func isHex(c byte) bool { return strings.IndexByte(upper, c) >= 0 || strings.IndexByte(lower, c) >= 0 }

// unhex gives what a hexadecimal digit stands for.
func unhex(c byte) byte {
	if c >= 'a' {
		c -= 'a' - 'A'
	}
	return byte(strings.IndexByte(upper, c))
}
