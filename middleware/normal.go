package middleware

const hexDigits = "0123456789ABCDEF"

// appendNormal appends a pattern, or a target, as RFC 9309 section 2.2.2 compares them:
// encodings of unreserved characters decoded, other encodings in upper case, bytes that are
// not printable ASCII encoded. A "*" or "$" that is meant literally becomes %2A or %24
// (section 2.2.3): every one in a target, and in a pattern a "$" that is not at its end.
//
// It is what [robots.MatchPath] compares; a fuzz test holds it to that.
func appendNormal(dst []byte, s string, pattern bool) []byte {
	for i := 0; i < len(s); i++ {
		from := i
		for i < len(s) && literal[s[i]] {
			i++
		}
		dst = append(dst, s[from:i]...)
		if i == len(s) {
			break
		}
		switch c := s[i]; {
		case c == '%' && isEncoding(s[i:]):
			if v := unhex(s[i+1])<<4 | unhex(s[i+2]); isUnreserved(v) {
				dst = append(dst, v)
			} else {
				dst = appendEncoded(dst, v)
			}
			i += 2
		case !isPrintable(c), c == '*' && !pattern, c == '$' && !(pattern && i == len(s)-1):
			dst = appendEncoded(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// literal holds the bytes that stand for themselves, wherever they stand.
var literal = func() (literal [256]bool) {
	for c := range literal {
		literal[c] = isPrintable(byte(c)) && c != '*' && c != '$' && c != '%'
	}
	return literal
}()

func appendEncoded(dst []byte, c byte) []byte {
	return append(dst, '%', hexDigits[c>>4], hexDigits[c&15])
}

// isEncoding reports whether s, which begins with "%", begins with a percent-encoding.
func isEncoding[T text](s T) bool { return len(s) > 2 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// unhex is the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// isUnreserved follows RFC 3986 section 2.3.
func isUnreserved(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isPrintable(c byte) bool { return ' ' < c && c < 0x7F }
