package robots

const hexDigits = "0123456789ABCDEF"

// appendEscaped appends the value of an allow or disallow line as
// google/robotstxt compares it: percent-encodings in upper case, bytes above 7F
// encoded, the rest untouched.
func appendEscaped(dst, pattern []byte) []byte {
	plain := 0
	for plain < len(pattern) && pattern[plain] != '%' && pattern[plain] < 0x80 {
		plain++
	}
	dst, pattern = append(dst, pattern[:plain]...), pattern[plain:]
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '%' && isEncoding(pattern[i:]):
			dst = append(dst, '%', toUpper(pattern[i+1]), toUpper(pattern[i+2]))
			i += 2
		case c >= 0x80:
			dst = appendEncoded(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendNormal appends a pattern, or an asked path, as RFC 9309 section 2.2.2
// compares them: encodings of unreserved characters decoded, other encodings in
// upper case, bytes that are not printable ASCII encoded. A "*" or "$" that is
// meant literally becomes %2A or %24 (section 2.2.3): every one in a path, and
// in a pattern a "$" that is not at its end.
func appendNormal[T []byte | string](dst []byte, s T, pattern bool) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && isEncoding(s[i:]):
			if v := unhex(s[i+1])<<4 | unhex(s[i+2]); isUnreserved(v) {
				dst = append(dst, v)
			} else {
				dst = append(dst, '%', toUpper(s[i+1]), toUpper(s[i+2]))
			}
			i += 2
		case !isPrintable(c):
			dst = appendEncoded(dst, c)
		case c == '*' && !pattern, c == '$' && !(pattern && i == len(s)-1):
			dst = appendEncoded(dst, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// isNormal reports whether appendNormal would leave an asked path as it is.
func isNormal(path string) bool {
	for i := 0; i < len(path); i++ {
		if plainPath[path[i]] {
			continue
		}
		if path[i] != '%' {
			return false
		}
		if isEncoding(path[i:]) {
			hi, lo := path[i+1], path[i+2]
			if hi >= 'a' || lo >= 'a' || isUnreserved(unhex(hi)<<4|unhex(lo)) {
				return false
			}
		}
	}
	return true
}

// plainPath holds the bytes that stand for themselves in a path.
var plainPath = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = isPrintable(byte(c)) && c != '*' && c != '$' && c != '%'
	}
	return plain
}()

func appendEncoded(dst []byte, c byte) []byte {
	return append(dst, '%', hexDigits[c>>4], hexDigits[c&15])
}

// isEncoding reports whether s, which begins with "%", begins with a
// percent-encoding.
func isEncoding[T []byte | string](s T) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// unhex is the value of a hexadecimal digit.
func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

func toUpper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// isUnreserved follows RFC 3986 section 2.3.
func isUnreserved(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isPrintable(c byte) bool { return ' ' < c && c < 0x7F }
