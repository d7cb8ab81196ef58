package robots

// MatchPath reports whether one path pattern matches a path, for formats that have
// patterns "as in robots.txt" of their own: "*" stands for anything, "$" at the very
// end for the end of the path. Pattern and path are compared as RFC 9309 sections
// 2.2.2 and 2.2.3 ask, encodings normalised, and case counts. The path is as
// [PathOf] gives it. Octets is how specific the pattern is: its length after that,
// as the longest match is counted. An empty pattern matches nothing.
//
// Time is linear in pattern and path for each run of text between stars.
func MatchPath(pattern, path string) (octets int, ok bool) {
	if pattern == "" {
		return 0, false
	}
	normal := string(appendNormal(nil, pattern, true))
	path = asked(path)
	if !isNormal(path) {
		path = string(appendNormal(nil, path, false))
	}
	return len(normal), matches(normal, path)
}
