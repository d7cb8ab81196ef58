package declare

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern is a pattern of URL paths as in robots.txt (RFC 9309 section 2.2.3): it
// matches what begins with it, "*" stands for anything, "$" at the very end for the end.
type Pattern struct {
	Text string // "/" for the whole site
	// Wider is set where the pattern matches more than the path it stands for.
	Wider bool
}

// Patterns gives the patterns that a path of the file comes to. Paths are such patterns
// themselves; besides,
//
//	{a,b}   is either        /{photos,prints}/ is /photos/ and /prints/
//	[abc]   is one of these  /[a-c]/           is /a/, /b/ and /c/
//	/**/    is any folders   /a/**/b           is /a/b and /a/*/b
//	**      is the same as * at any other place
//
// A "?" stands for itself, as it begins the query of a URL. What has no pattern, such as
// [!abc], or would take more than [MaxSpread] of them, becomes "*", and the pattern is
// wider than the path.
func Patterns(path string) []Pattern {
	spelled, wider := alternatives(path)
	spelled, coarse := folders(spelled)
	slices.Sort(spelled)
	var list []Pattern
	seen := map[string]bool{}
	for _, text := range spelled {
		if text = plainest(text); !seen[text] {
			seen[text] = true
			list = append(list, Pattern{text, wider || coarse})
		}
	}
	return list
}

// alternatives spells out braces and brackets.
func alternatives(path string) (list []string, wider bool) {
	list = []string{""}
	for path != "" {
		var choices []string
		next, inner := special(path)
		switch {
		case next > 0:
			choices = []string{path[:next]}
		case path[0] == '{':
			next = len(inner) + 2
			for _, part := range splitTop(inner) {
				sub, w := alternatives(part)
				choices, wider = append(choices, sub...), wider || w
			}
		default:
			next = len(inner) + 2
			choices = oneOf(inner)
		}
		if len(choices) == 0 || len(list)*len(choices) > MaxSpread {
			choices, wider = []string{"*"}, true
		}
		var longer []string
		for _, before := range list {
			for _, choice := range choices {
				longer = append(longer, before+choice)
			}
		}
		list, path = longer, path[next:]
	}
	return list, wider
}

// special finds the first brace or bracket that is closed. next is how much plain text
// stands before it; where that is none, inner is what it encloses.
func special(path string) (next int, inner string) {
	for i := range len(path) {
		end := -1
		switch path[i] {
		case '{':
			end = closing(path[i:])
		case '[':
			end = strings.IndexByte(path[i:], ']')
		}
		if end > 0 {
			if i == 0 {
				return 0, path[1:end]
			}
			return i, ""
		}
	}
	return len(path), ""
}

// closing finds the brace that closes the first one; -1 where none does.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// splitTop splits at the commas that are not within braces of their own.
func splitTop(s string) (parts []string) {
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth == 0 {
				parts, from = append(parts, s[from:i]), i+1
			}
		}
	}
	return append(parts, s[from:])
}

// oneOf lists the characters of a bracket; none where they cannot be listed.
func oneOf(class string) (list []string) {
	if class == "" || class[0] == '!' || class[0] == '^' {
		return nil
	}
	chars := []rune(class)
	for i := 0; i < len(chars); i++ {
		last := chars[i]
		if i+2 < len(chars) && chars[i+1] == '-' {
			last = chars[i+2]
		}
		if last < chars[i] || int(last-chars[i])+len(list) >= MaxSpread {
			return nil
		}
		for c := chars[i]; c <= last; c++ {
			if !utf8.ValidRune(c) || strings.ContainsRune("/*$?#[]{}\\", c) {
				return nil
			}
			list = append(list, string(c))
		}
		if last != chars[i] || i+2 < len(chars) && chars[i+1] == '-' {
			i += 2
		}
	}
	return list
}

// anyFolders stands for folders, or for none.
const anyFolders = "/**/"

// folders spells out "/**/". Where that takes too many patterns, it becomes "/*", which
// also matches a part of a name.
func folders(list []string) (spelled []string, coarse bool) {
	for i, s := range list {
		for strings.Contains(s, "/**/**/") {
			s = strings.ReplaceAll(s, "/**/**/", anyFolders)
		}
		list[i] = s
	}
	open := list
	for len(open) > 0 && len(spelled)+len(open) <= MaxSpread {
		s := open[len(open)-1]
		open = slices.Clone(open[:len(open)-1])
		if before, after, found := strings.Cut(s, anyFolders); found {
			open = append(open, before+"/*/"+after, before+"/"+after)
		} else {
			spelled = append(spelled, s)
		}
	}
	if len(open) == 0 {
		return spelled, false
	}
	spelled = nil
	for _, s := range list {
		spelled = append(spelled, strings.ReplaceAll(s, anyFolders, "/*"))
	}
	return spelled, true
}

// plainest takes out stars that add nothing, so that one meaning has one pattern.
func plainest(s string) string {
	for strings.Contains(s, "**") {
		s = strings.ReplaceAll(s, "**", "*")
	}
	if s = strings.TrimSuffix(strings.TrimSuffix(s, "*$"), "*"); s == "" {
		return "/"
	}
	return s
}

// path reads a path of a collection.
func (r *reader) path(v *node) string {
	s := v.text
	var why, near string
	switch {
	case s == "":
		why, near = "the path is empty", "/"
	case len(s) > MaxText:
		r.fault(CodeTooLong, v.start, "the path has more than the "+number(MaxText)+" bytes that are read", "")
		return ""
	case strings.HasPrefix(strings.ToLower(s), "http:") || strings.HasPrefix(strings.ToLower(s), "https:"):
		why = "a path begins behind the host name"
		if u, err := url.Parse(s); err == nil {
			near = u.EscapedPath()
		}
	case strings.ContainsRune(s, '\\'):
		why, near = `the parts of a path are separated by "/"`, "/"+strings.TrimLeft(strings.ReplaceAll(s, `\`, "/"), "./")
	case strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || unprintable(c) || unicode.IsSpace(c) }):
		why, near = "a path has no spaces or control characters", strings.ReplaceAll(strings.TrimSpace(s), " ", "%20")
	case strings.Contains(s, "#"):
		why = `a "#" ends a path: what follows never reaches a server`
		near, _, _ = strings.Cut(s, "#")
	case s[0] != '/' && s[0] != '*':
		why, near = `a path begins with "/"`, "/"+strings.TrimLeft(s, "./")
	case !balanced(s):
		why, near = "a brace or bracket is not closed", strings.NewReplacer("{", "*", "}", "", "[", "*", "]", "").Replace(s)
	default:
		r.counted(v, Patterns(s))
		return s
	}
	if near = strings.TrimSpace(near); near != "" && near[0] != '/' && near[0] != '*' {
		near = "/" + near
	}
	if near != "" {
		near = tomlText(clip(near, MaxHint))
	}
	r.fault(CodePath, v.start, why, near)
	return ""
}

// counted holds all patterns of a file to what readers read.
func (r *reader) counted(v *node, list []Pattern) {
	before := r.patterns
	if r.patterns += len(list); before <= MaxPatterns && r.patterns > MaxPatterns {
		r.fault(CodeTooMany, v.start, "the paths come to more than the "+number(MaxPatterns)+" patterns that are read", "")
	}
}

// balanced reports whether every brace and bracket is closed.
func balanced(s string) bool {
	for s != "" {
		next, inner := special(s)
		if strings.ContainsAny(s[:next], "{}[]") {
			return false
		}
		if next == 0 {
			if s[0] == '{' && !balanced(inner) || s[0] == '[' && strings.ContainsAny(inner, "[]{}") {
				return false
			}
			next = len(inner) + 2
		}
		s = s[next:]
	}
	return true
}
