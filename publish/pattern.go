package publish

import (
	"regexp"
	"strings"
)

// Regexp writes a pattern of paths (see [Rule]) as a regular expression for the target of
// a request, path and query as they are sent: "^/photos/". It uses nothing that PCRE, RE2
// and ECMAScript do not agree on. An empty pattern is "^/", everything.
//
// Percent-encodings match in either case of their digits, and a byte above 7F in the
// pattern matches its encoding. Nothing is decoded, so that a request for /%70hotos/ does
// not match the pattern /photos/, while it does for [Saying.At]: what publishes by regular
// expressions has to be strict about such spellings.
func Regexp(scope string) string {
	if scope == "" {
		return "^/"
	}
	var b strings.Builder
	b.WriteByte('^')
	for i := 0; i < len(scope); i++ {
		c := scope[i]
		switch {
		case c == '*':
			b.WriteString(".*")
		case c == '$' && i == len(scope)-1:
			b.WriteByte('$')
		case c == '%' && i+2 < len(scope) && isHex(scope[i+1]) && isHex(scope[i+2]):
			encoded(&b, scope[i+1], scope[i+2])
			i += 2
		case c >= 0x80 || c <= ' ' || c == '"' || c == 0x7F:
			const digits = "0123456789ABCDEF"
			encoded(&b, digits[c>>4], digits[c&15])
		default:
			b.WriteString(regexp.QuoteMeta(string(rune(c))))
		}
	}
	return b.String()
}

func encoded(b *strings.Builder, digits ...byte) {
	b.WriteByte('%')
	for _, c := range digits {
		if lower := c | 0x20; lower >= 'a' && lower <= 'f' {
			b.WriteString("[" + string(rune(lower&^0x20)) + string(rune(lower)) + "]")
			continue
		}
		b.WriteByte(c)
	}
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}
