package layer

import (
	"regexp"
	"strings"
)

// Host is how a host matches paths and what it does where two layers match.
type Host struct {
	Name string // for people
	// Patterns gives the patterns for a set of paths, in the order in which they are to
	// stand. Together they match at least the set.
	Patterns func(Set) []Pattern
	// AnyCase says that the host may compare paths without regard to case. A path that
	// differs in nothing else is taken to be the same.
	AnyCase bool
	Twice   Twice
	// MaxValue is how long the value of a field can be, in bytes; 0 for no limit.
	MaxValue int
}

// Pattern is a pattern of the host's own.
type Pattern struct {
	Text string // as it is written for the host
	Set  Set    // what it matches, or more
}

// Twice is what a client sees where two layers set a field.
type Twice uint8

const (
	// Replaced: the value of the last one, and nothing where that one says nothing.
	Replaced Twice = iota
	// Kept: the value of the last one that has a value. None can take the field away.
	Kept
	// Unclear: as Kept, or all values joined by commas. In a dictionary (RFC 9651), of
	// two members with one key the later one counts then, and the others remain.
	Unclear
)

// Overlap reports whether the host may find some path in both sets.
func (h *Host) Overlap(x, y Set) bool {
	if h.AnyCase {
		x, y = x.folded(), y.folded()
	}
	return x.overlaps(y)
}

// spoils tells whether a host would cut a value, or put something else in the place of a
// part of it, as Cloudflare does with ":splat" and Vercel with our parameter.
func (h *Host) spoils(value string) bool {
	return h.MaxValue > 0 && len(value) > h.MaxValue ||
		strings.Contains(value, ":"+Parameter) || strings.Contains(value, ":splat")
}

// MaxLine is how long a line of a _headers file can be at Cloudflare, in characters; a
// longer one is passed over (developers.cloudflare.com/workers/static-assets/headers).
const MaxLine = 2000

// maxPath leaves room for what stands around a path.
const maxPath = MaxLine - 64

// Cloudflare is the asset server of Cloudflare Pages and Workers, with its _headers file:
// one splat a path, which matches any characters, and placeholders ":name". All rules that
// match apply in the order of the file, values are joined by commas, and "! Name" takes away
// what earlier rules set. So each layer takes away before it sets, and the last one stands.
//
// Followed: developers.cloudflare.com/workers/static-assets/headers as of 2026-09, and the
// parser and rules engine in cloudflare/workers-sdk, packages/workers-shared.
var Cloudflare = Host{
	Name: "Cloudflare", Patterns: splat, Twice: Replaced, MaxValue: MaxLine - 64,
}

func splat(s Set) []Pattern {
	s = s.cut(func(path string, i int) bool {
		// ":name" would be a placeholder, and what is no pchar of RFC 3986 is rewritten.
		return isPlaceholder(path[i:]) || !isPathChar(path[i])
	})
	return s.spelled("*")
}

func isPlaceholder(rest string) bool {
	return len(rest) > 1 && rest[0] == ':' && isLetter(rest[1])
}

// Netlify has the same patterns in _headers and in netlify.toml. Case does not count, a
// slash at the end is optional, "*" alone between slashes also matches nothing, and then
// the slash before it is optional as well: "/photos/*" matches /photos and /photosets. So
// a folder takes two patterns, of which the second is exact.
//
// docs.netlify.com/manage/routing/headers does not say what becomes of a field that two
// rules set. Netlify's own @netlify/headers takes the last one; since the host itself may
// join them, each layer says all that those before it say.
//
// Followed: that page as of 2026-09 and @netlify/headers-parser 9.0.
var Netlify = Host{Name: "Netlify", Patterns: segments, AnyCase: true, Twice: Unclear, MaxValue: MaxLine - 64}

// unquoted are characters that the regular expressions of @netlify/headers-parser do not
// take for themselves in a part of a path with a star.
const unquoted = ".+()$|?{}[]^\\*"

func segments(s Set) []Pattern {
	s = s.cut(func(path string, i int) bool {
		// ":name" is a placeholder here at the beginning of a segment only, and elsewhere
		// at others who read such files. An empty segment is passed over.
		return isPlaceholder(path[i:]) || !isPathChar(path[i]) || path[i-1] == '/' && (path[i] == ':' || path[i] == '/')
	})
	end := strings.LastIndexByte(s.Path, '/') + 1
	folder, last := s.Path[:end], s.Path[end:]
	parent := Set{strings.TrimSuffix(folder, "/"), true}
	switch {
	case !s.Below:
		// With a slash at its end or without: no set says that, but one that is wider.
		return bothCases(Pattern{s.Path, Set{strings.TrimSuffix(s.Path, "/"), true}})
	case last != "" && !strings.ContainsAny(last, unquoted):
		return bothCases(Pattern{s.Path + "*", s})
	case folder == "/":
		return []Pattern{{"/*", Set{"/", true}}}
	case last != "":
		return bothCases(Pattern{folder + "*", parent})
	}
	return bothCases(Pattern{folder + "*", parent}, Pattern{folder + ":" + Parameter + "/*", s})
}

// Vercel has "source" in vercel.json, in the syntax of path-to-regexp 6.1: the last header
// with a key stands. None can be taken away. Whether case counts depends on the project.
//
// The name of the parameter is what tells our sources from others'.
//
// Followed: vercel.com/docs/project-configuration as of 2026-08, and @vercel/routing-utils 6.6.
var Vercel = Host{Name: "Vercel", Patterns: source, AnyCase: true, Twice: Kept, MaxValue: 4096}

// Parameter is the name of the placeholder in patterns that need one.
const Parameter = "proviso"

// Ours tells whether a source of vercel.json is one of ours.
func Ours(source string) bool {
	return strings.HasSuffix(source, anything) || strings.HasSuffix(source, nothing)
}

const (
	anything = ":" + Parameter + "(.*)"
	nothing  = ":" + Parameter + "(.{0})"
)

var pathToRegexp = regexp.MustCompile(`[*+?\\{}:()]`)

func source(s Set) (list []Pattern) {
	s = s.cut(func(path string, i int) bool { return !isPathChar(path[i]) })
	for _, p := range s.spelled("") {
		text := pathToRegexp.ReplaceAllString(p.Text, `\$0`)
		if s.Below {
			list = append(list, Pattern{text + anything, p.Set})
		} else {
			list = append(list, Pattern{text + nothing, p.Set})
		}
	}
	return list
}

// CloudFront has path patterns of cache behaviours: "*" is anything, "?" one character. The
// first behaviour that matches is taken, with one policy or none, so layers are listed from
// the last. It brings paths to a normal form before it compares them. Patterns have no "%"
// and at most [MaxPathPattern] characters.
//
// Followed: Amazon CloudFront Developer Guide, "Cache behavior settings", as of 2026.
var CloudFront = Host{Name: "CloudFront", Patterns: behaviour, Twice: Replaced, MaxValue: 1024}

// MaxPathPattern is how long a path pattern of CloudFront can be, in characters.
const MaxPathPattern = 255

func behaviour(s Set) []Pattern {
	s = s.cut(func(path string, i int) bool {
		c := path[i]
		return i >= MaxPathPattern-1 || !isUnreserved(c) && strings.IndexByte(`/$"'@:+`, c) < 0
	})
	if s.Below {
		return []Pattern{{s.Path + "*", s}}
	}
	return []Pattern{{s.Path, s}}
}

// cut shortens a set's path to before the first place that a host has no pattern for; what
// begins with the rest is wider. Segments "." and ".." are such a place at every host, as
// they are resolved before anything is matched.
func (s Set) cut(at func(path string, i int) bool) Set {
	for i := 1; i < len(s.Path); i++ {
		if i >= maxPath || at(s.Path, i) || s.Path[i-1] == '/' && isDots(s.Path[i:]) {
			return Set{s.Path[:i], true}
		}
	}
	return s
}

func isDots(rest string) bool {
	segment, _, _ := strings.Cut(rest, "/")
	return segment == "." || segment == ".."
}

// isPathChar tells whether a character stands in a path as it is: pchar and "/" of RFC 3986,
// without "*", which patterns take for their own.
func isPathChar(c byte) bool {
	return isUnreserved(c) || strings.IndexByte("/%!$&'()+,;=:@", c) >= 0
}

// spelled gives a pattern for the set.
func (s Set) spelled(wildcard string) []Pattern {
	if !s.Below {
		wildcard = ""
	}
	return bothCases(Pattern{s.Path + wildcard, s})
}

// bothCases adds patterns with percent-encodings in lower case behind those that have any
// with letters. They come in one case or the other, and are written in capitals.
func bothCases(patterns ...Pattern) (list []Pattern) {
	for _, p := range patterns {
		list = append(list, p)
		if lower := lowerEncodings(p.Text); lower != p.Text {
			list = append(list, Pattern{lower, p.Set})
		}
	}
	return list
}

var encoding = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerEncodings(path string) string { return encoding.ReplaceAllStringFunc(path, strings.ToLower) }
