package middleware

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/proviso-signals/proviso/robots"
)

// targetOf gives the target of a request as it was sent: path and query, whichever form of
// RFC 9112 section 3.2 it had. It begins with "/".
func targetOf(r *http.Request) string {
	target := r.RequestURI
	if target == "" { // a request that was made and not received
		target = r.URL.RequestURI()
	}
	return fromRoot(target)
}

// fromRoot makes "/" of what has no path: "*", and the authority of a CONNECT.
func fromRoot(target string) string {
	if target == "" || target[0] != '/' {
		return robots.PathOf(target)
	}
	return target
}

// isPlain reports whether the target of a request is compared as it is, and has no other
// spelling: it is in normal form, without empty or dotted segments, and nothing in its path
// is encoded that could be written plainly.
func isPlain(target string) bool {
	for i := 0; i < len(target); i++ {
		if plain[target[i]] {
			continue
		}
		switch target[i] {
		case '/':
			if next := i + 1; next < len(target) && (target[next] == '/' || target[next] == '.') && dotted(target[next:]) {
				return false
			}
		case '?':
			return isPlainQuery(target[i+1:])
		case '%':
			if !isSettled(target[i:]) || needless(target[i:]) {
				return false
			}
			i += 2
		default:
			return false
		}
	}
	return true
}

func isPlainQuery(query string) bool {
	for i := 0; i < len(query); i++ {
		switch {
		case literal[query[i]]:
		case query[i] == '%' && isSettled(query[i:]):
			i += 2
		default:
			return false
		}
	}
	return true
}

// isSettled reports whether a text begins with an encoding that normal form leaves as it is.
func isSettled(s string) bool {
	return len(s) > 2 && isUpperHex(s[1]) && isUpperHex(s[2]) && !isUnreserved(unhex(s[1])<<4|unhex(s[2]))
}

func isUpperHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }

// plain holds the literal bytes that begin no segment and no query.
var plain = func() (plain [256]bool) {
	plain = literal
	plain['/'], plain['?'] = false, false
	return plain
}()

// appendTarget appends the target of a request as patterns are compared with it: see
// [appendNormal].
func appendTarget(dst []byte, target string) []byte {
	target, _, _ = strings.Cut(target, "\x00") // as readers of robots.txt do
	return appendNormal(dst, target, false)
}

// dotted reports whether what follows a "/" begins with an empty segment that another one
// follows, or with "." or "..".
func dotted[T text](rest T) bool {
	n := 0
	for n < len(rest) && rest[n] == '.' {
		n++
	}
	switch end := n == len(rest) || rest[n] == '?'; {
	case n == 0:
		return !end && rest[0] == '/'
	case n <= 2:
		return end || rest[n] == '/'
	}
	return false
}

// respelled reports whether the path of a target in normal form has other spellings that a
// handler may take for it: empty or dotted segments, or an encoding of what can be written
// plainly.
func respelled(normal []byte) bool {
	for i := 0; i < len(normal); i++ {
		if plain[normal[i]] {
			continue
		}
		switch normal[i] {
		case '?':
			return false
		case '/':
			if dotted(normal[i+1:]) {
				return true
			}
		case '%':
			if needless(normal[i:]) {
				return true
			}
		}
	}
	return false
}

// respellable is the same about a pattern: plain targets may be other spellings of what it
// matches. Dots make no difference there, as a cleaned path has none.
func respellable(normal string) bool {
	path, _, _ := strings.Cut(normal, "?")
	for i := range len(path) {
		if path[i] == '%' && needless(path[i:]) {
			return true
		}
	}
	return false
}

// needless reports whether a text in normal form begins with the encoding of something that
// can be written plainly in a path.
func needless[T text](s T) bool {
	if !isEncoding(s) {
		return false
	}
	c := unhex(s[1])<<4 | unhex(s[2])
	return c == '/' || literal[c] && c != '?'
}

// cleaned gives the plain spelling of a target in normal form: its path decoded, without
// empty and dotted segments, as net/http and file systems see it.
func cleaned(normal string) string {
	before, query, asked := strings.Cut(normal, "?")
	decoded, err := url.PathUnescape(before)
	if err != nil { // a "%" that begins no encoding, which net/http refuses
		decoded = before
	}
	slash := strings.HasSuffix(decoded, "/")
	if decoded = path.Clean(decoded); slash && decoded != "/" {
		decoded += "/"
	}
	var b strings.Builder
	for i := range len(decoded) {
		encode(&b, decoded[i])
	}
	if asked {
		b.WriteString("?" + plainSpelling(query, false))
	}
	return b.String()
}

// plainSpelling writes a text in normal form so that everything has one spelling: what is
// neither unreserved nor "/" or "?" is encoded, whether it was or not. The wildcards of a
// pattern stay.
func plainSpelling(normal string, pattern bool) string {
	var b strings.Builder
	for i := 0; i < len(normal); i++ {
		switch c := normal[i]; {
		case c == '%' && isEncoding(normal[i:]):
			encode(&b, unhex(normal[i+1])<<4|unhex(normal[i+2]))
			i += 2
		case c == '?', pattern && (c == '*' || c == '$' && i == len(normal)-1):
			b.WriteByte(c)
		default:
			encode(&b, c)
		}
	}
	return b.String()
}

func encode(b *strings.Builder, c byte) {
	if c == '/' || isUnreserved(c) {
		b.WriteByte(c)
		return
	}
	b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
}
