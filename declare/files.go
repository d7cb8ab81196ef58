package declare

import (
	"path"
	"regexp"
	"strings"
)

// HasFile reports whether a file is of the collection. Its name is relative to the
// declaration file, with "/" between folders. An entry that ends in "/" is a folder with
// all that is below it; in others "*" and "?" stand for anything within one name, "**" for
// any folders, [abc] for one of these, {a,b} for either. Case counts. The time it takes is
// linear in the name.
func (c *Collection) HasFile(name string) bool {
	name = path.Clean(name)
	for _, entry := range c.Files {
		if glob, err := fileGlob(entry); err == nil && glob.MatchString(name) {
			return true
		}
	}
	return false
}

// fileGlob turns an entry into a regular expression, of which Go's are linear.
func fileGlob(entry string) (*regexp.Regexp, error) {
	var b strings.Builder
	b.WriteString(`(?s)\A`)
	entry = strings.TrimPrefix(entry, "./")
	if strings.HasSuffix(entry, "/") {
		entry += "**"
	}
	depth := 0
	for i := 0; i < len(entry); {
		rest := entry[i:]
		step := 1
		switch c := entry[i]; {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString(`(?:[^/]+/)*`)
			step = 3
		case strings.HasPrefix(rest, "**"):
			b.WriteString(`.+`)
			step = 2
		case c == '*':
			b.WriteString(`[^/]*`)
		case c == '?':
			b.WriteString(`[^/]`)
		case c == '[':
			class, _, _ := strings.Cut(rest[1:], "]")
			b.WriteString(fileClass(class))
			step = len(class) + 2
		case c == '{':
			b.WriteString(`(?:`)
			depth++
		case c == '}' && depth > 0:
			b.WriteString(`)`)
			depth--
		case c == ',' && depth > 0:
			b.WriteString(`|`)
		default:
			end := 1
			for i+end < len(entry) && !strings.ContainsRune("*?[{},", rune(entry[i+end])) {
				end++
			}
			b.WriteString(regexp.QuoteMeta(rest[:end]))
			step = end
		}
		i += step
	}
	b.WriteString(`\z`)
	return regexp.Compile(b.String())
}

// fileClass writes a bracket. Like all else in a name, it never matches "/".
func fileClass(class string) string {
	negated := strings.HasPrefix(class, "!") || strings.HasPrefix(class, "^")
	if negated {
		class = class[1:]
	}
	class = strings.NewReplacer(`\`, `\\`, `^`, `\^`, `[`, `\[`, `&`, `\&`, `~`, `\~`).Replace(class)
	if negated {
		return `[^/` + class + `]`
	}
	return `[` + class + `]`
}

// file reads an entry of files.
func (r *reader) file(v *node) string {
	s := v.text
	var why, near string
	switch {
	case strings.TrimSpace(s) == "":
		why, near = "the name is empty", "./"
	case len(s) > MaxText:
		r.fault(CodeTooLong, v.start, "the name has more than the "+number(MaxText)+" bytes that are read", "")
		return ""
	case strings.ContainsRune(s, '\\'):
		why, near = `folders are separated by "/"`, strings.TrimLeft(strings.ReplaceAll(s, `\`, "/"), "/")
	case strings.ContainsFunc(s, unprintable):
		why = "the name has control characters in it"
	case s[0] == '/' || len(s) > 1 && s[1] == ':' || strings.HasPrefix(s, "~"):
		why = "files are named from the folder of the declaration file on"
		if s[0] == '/' {
			near = strings.TrimLeft(s, "/")
		}
	case s == ".." || strings.HasPrefix(s, "../") || strings.Contains(s, "/../") || strings.HasSuffix(s, "/.."):
		why = "files lie below the folder of the declaration file"
	case s == ".":
		why, near = "a folder ends with \"/\"", "./"
	case !balanced(s):
		why = "a brace or bracket is not closed"
	default:
		if _, err := fileGlob(s); err == nil {
			return s
		}
		why = "a bracket has no sense: it lists characters, such as [abc] or [a-z]"
	}
	if near != "" {
		near = tomlText(clip(near, MaxHint))
	}
	r.fault(CodeFile, v.start, why, near)
	return ""
}
