package layer

import "strings"

// Set is a set of URL paths: those that begin with Path, or Path alone.
type Set struct {
	Path  string // in the normal form of RFC 9309 section 2.2.2
	Below bool
}

// covers reports whether all paths of b are in a.
func (a Set) covers(b Set) bool {
	if a.Below {
		return strings.HasPrefix(b.Path, a.Path)
	}
	return a == b
}

// overlaps reports whether some path is in both.
func (a Set) overlaps(b Set) bool {
	return a.covers(Set{Path: b.Path}) || b.covers(Set{Path: a.Path})
}

func (a Set) folded() Set { return Set{strings.ToLower(a.Path), a.Below} }

// Hull is the smallest set that has the paths of all requests that a scope matches. It is
// exact where, besides, every request for one of its paths is matched, whatever its query.
func Hull(scope string) (set Set, exact bool) {
	n := normal(scope)
	closed := strings.HasSuffix(n, "$")
	n = strings.TrimSuffix(n, "$")
	if trimmed := strings.TrimRight(n, "*"); trimmed != n {
		n, closed = trimmed, false // what may end with anything does not end
	}
	star, query := strings.IndexByte(n, '*'), strings.IndexByte(n, '?')
	switch {
	case n == "":
		return Set{"/", true}, true
	case query >= 0 && (star < 0 || query < star):
		set = Set{n[:query], false}
	case star >= 0: // what follows may stand in the query
		set = Set{n[:star], true}
	default:
		set, exact = Set{n, !closed}, !closed
	}
	// "$" and "*" have two spellings each that are the same to readers of robots.txt.
	for _, twice := range []string{"%24", "%2A"} {
		if i := strings.Index(set.Path, twice); i >= 0 {
			set, exact = Set{set.Path[:i], true}, false
		}
	}
	if set.Path == "" || set.Path[0] != '/' {
		set, exact = Set{"/", true}, false
	}
	return set, exact
}

// normal gives a scope as readers of robots.txt compare it (RFC 9309 section 2.2.2):
// encodings of unreserved characters decoded, others in upper case, and what is no
// printable ASCII encoded.
func normal(scope string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(scope); i++ {
		c := scope[i]
		encoded := c == '%' && i+2 < len(scope) && isHex(scope[i+1]) && isHex(scope[i+2])
		if encoded {
			c = unhex(scope[i+1])<<4 | unhex(scope[i+2])
			i += 2
		}
		switch {
		case encoded && isUnreserved(c), !encoded && c > ' ' && c < 0x7F && (c != '$' || i == len(scope)-1):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// isUnreserved follows RFC 3986 section 2.3.
func isUnreserved(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
