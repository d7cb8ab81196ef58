package robots

import "strings"

// PathOf gives the part of a URL that patterns are compared with: path and
// query, without scheme, authority and fragment. It always begins with "/", and
// is "/" for a URL that has neither. It does what google/robotstxt does, which
// takes anything: "example.com?a" gives "/?a", and so does "//example.com?a".
// The URL should be percent-encoded already.
func PathOf(url string) string {
	start := 0
	if strings.HasPrefix(url, "//") {
		start = 2
	}
	// A "://" behind the first of these separates no scheme.
	early := indexFrom(url, start, "/?;")
	authority := start
	if i := strings.Index(url[start:], "://"); i >= 0 && (early < 0 || start+i <= early) {
		authority = start + i + len("://")
	}
	begin := indexFrom(url, authority, "/?;")
	if begin < 0 {
		return "/"
	}
	end := len(url)
	if hash := indexFrom(url, start, "#"); hash >= 0 {
		if hash < begin {
			return "/"
		}
		end = hash
	}
	if url[begin] != '/' {
		return "/" + url[begin:end]
	}
	return url[begin:end]
}

// indexFrom finds the first of the given bytes at or after start; -1 for none.
func indexFrom(s string, start int, chars string) int {
	if i := strings.IndexAny(s[start:], chars); i >= 0 {
		return start + i
	}
	return -1
}

// asked makes an asked path one that begins with "/", and ends it before a
// NUL, where google/robotstxt ends it.
func asked(path string) string {
	if path == "" || path[0] != '/' {
		path = PathOf(path)
	}
	if i := strings.IndexByte(path, 0); i >= 0 {
		path = path[:i]
	}
	return path
}
