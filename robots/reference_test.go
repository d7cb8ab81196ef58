package robots

import (
	"bytes"
	"slices"
	"strings"
)

// What follows is a second reading of the package comment, written to be checked
// by eye and not to be fast: byte by byte, pattern by pattern, nothing shared with
// the package. Tests compare the two.

type slowRule struct {
	line    int
	allow   bool
	pattern string
}

// slowFile splits a file into numbered lines.
func slowLines(body []byte) [][]byte {
	for _, c := range []byte{0xEF, 0xBB, 0xBF} {
		if len(body) == 0 || body[0] != c {
			break
		}
		body = body[1:]
	}
	var lines [][]byte
	var line []byte
	for i, c := range body {
		if c == '\n' && i > 0 && body[i-1] == '\r' {
			continue
		}
		if c == '\n' || c == '\r' {
			lines = append(lines, line)
			line = nil
			continue
		}
		line = append(line, c)
	}
	return append(lines, line)
}

const slowSpace = " \t\n\v\f\r"

// slowDirective gives key and value of a line as google/robotstxt sees them.
func slowDirective(line []byte) (key, value string, ok bool) {
	if len(line) > 16663 {
		line = line[:16663]
	}
	text, _, _ := strings.Cut(string(line), "\x00")
	text, _, _ = strings.Cut(text, "#")
	text = strings.Trim(text, slowSpace)
	key, value, ok = strings.Cut(text, ":")
	if !ok {
		words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(words) != 2 {
			return "", "", false
		}
		key, value = words[0], words[1]
	}
	key = strings.Trim(key, slowSpace)
	return key, strings.Trim(value, slowSpace), key != ""
}

// slowLower puts ASCII letters in lower case, and only those.
func slowLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func slowBegins(key string, with ...string) bool {
	key = slowLower(key)
	return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(key, w) })
}

func slowEscape(value string) string {
	const hex = "0123456789abcdefABCDEF"
	var out strings.Builder
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c == '%' && i+2 < len(value) && strings.IndexByte(hex, value[i+1]) >= 0 && strings.IndexByte(hex, value[i+2]) >= 0:
			out.WriteString(strings.ToUpper(value[i : i+3]))
			i += 2
		case c >= 0x80:
			out.WriteString("%" + string("0123456789ABCDEF"[c/16]) + string("0123456789ABCDEF"[c%16]))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}

// slowMatch tries a pattern at every place: row i tells which beginnings of the
// path the first i bytes of the pattern can match.
func slowMatch(pattern, path string) bool {
	row := make([]bool, len(path)+1)
	row[0] = true
	for i := range len(pattern) {
		next := make([]bool, len(path)+1)
		switch c := pattern[i]; {
		case c == '$' && i == len(pattern)-1:
			return row[len(path)]
		case c == '*':
			seen := false
			for j := range row {
				seen = seen || row[j]
				next[j] = seen
			}
		default:
			for j := range len(path) {
				next[j+1] = row[j] && path[j] == c
			}
		}
		row = next
	}
	return slices.Contains(row, true)
}

// slowAccess answers as google/robotstxt does, for any token.
func slowAccess(body []byte, token, path string) (allowed bool, line int) {
	var named bool
	var mine, everyones []slowRule
	var isMine, isEveryones, ruled bool
	for i, text := range slowLines(body) {
		key, value, ok := slowDirective(text)
		switch {
		case !ok:
		case slowBegins(key, "user-agent", "useragent", "user agent"):
			if ruled {
				isMine, isEveryones, ruled = false, false, false
			}
			if value == "*" || len(value) > 1 && value[0] == '*' && strings.IndexByte(slowSpace, value[1]) >= 0 {
				isEveryones = true
				continue
			}
			end := strings.IndexFunc(value, func(r rune) bool {
				return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
			})
			if end < 0 {
				end = len(value)
			}
			if slowLower(value[:end]) == slowLower(token) {
				isMine, named = true, true
			}
		case slowBegins(key, "allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"):
			if !isMine && !isEveryones {
				continue
			}
			ruled = true
			rule := slowRule{i + 1, slowBegins(key, "allow"), slowEscape(value)}
			if isMine {
				mine = append(mine, rule)
			} else {
				everyones = append(everyones, rule)
			}
		}
	}
	if named {
		return slowDecide(mine, path)
	}
	return slowDecide(everyones, path)
}

func slowDecide(rules []slowRule, path string) (allowed bool, line int) {
	longest, allowed := 0, true
	for _, r := range rules {
		pattern := r.pattern
		matches := slowMatch(pattern, path)
		if slash := strings.LastIndexByte(pattern, '/'); !matches && r.allow && slash >= 0 && strings.HasPrefix(pattern[slash:], "/index.htm") {
			pattern = pattern[:slash+1] + "$"
			matches = slowMatch(pattern, path)
		}
		if !matches || len(pattern) == 0 {
			continue
		}
		if len(pattern) > longest || len(pattern) == longest && r.allow && !allowed {
			longest, allowed, line = len(pattern), r.allow, r.line
		}
	}
	return allowed, line
}

// slowUsage lists the numbers of the Content-Usage lines that bind an asker with
// a legal product token and have the longest path that matches.
func slowUsage(body []byte, token, path string) []int {
	type rule struct {
		line    int
		pattern string
	}
	var named, open, isMine, isEveryones bool
	var mine, everyones []rule
	for i, text := range slowLines(body) {
		key, value, ok := slowDirective(text)
		switch {
		case ok && slowBegins(key, "user-agent", "useragent", "user agent"):
			if !open {
				isMine, isEveryones, open = false, false, true
			}
			switch agent := agentToken([]byte(value)); {
			case agent == "*":
				isEveryones = true
			case slowLower(agent) == slowLower(token):
				isMine, named = true, true
			}
			continue
		case ok && slowBegins(key, "allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"):
			open = false
			continue
		}
		text, _, _ = bytes.Cut(text, []byte("#"))
		before, after, ok := strings.Cut(string(text), ":")
		if !ok || slowLower(strings.Trim(before, " \t")) != "content-usage" {
			continue
		}
		open = false
		after = strings.Trim(after, " \t")
		pattern := ""
		if strings.HasPrefix(after, "/") {
			pattern = after
			if gap := strings.IndexAny(after, " \t"); gap >= 0 {
				pattern = after[:gap]
			}
			after = strings.Trim(after[len(pattern):], " \t")
		}
		if after == "" {
			continue
		}
		r := rule{i + 1, slowNormal(pattern, true)}
		if isMine {
			mine = append(mine, r)
		}
		if isEveryones {
			everyones = append(everyones, r)
		}
	}
	rules := everyones
	if named {
		rules = mine
	}
	longest := -1
	var lines []int
	for _, r := range rules {
		if !slowMatch(r.pattern, slowNormal(path, false)) || len(r.pattern) < longest {
			continue
		}
		if len(r.pattern) > longest {
			longest, lines = len(r.pattern), nil
		}
		lines = append(lines, r.line)
	}
	return lines
}

// slowNormal encodes everything that is not unreserved or a delimiter, after
// decoding what is unreserved.
func slowNormal(s string, pattern bool) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		escaped := slowEscape(s[i:min(i+3, len(s))])
		switch {
		case c == '%' && len(escaped) == 3 && escaped != "%":
			v := strings.Index("0123456789ABCDEF", escaped[1:2])*16 + strings.Index("0123456789ABCDEF", escaped[2:3])
			if strings.Contains("0123456789ABCDEF", escaped[1:2]) && strings.Contains("0123456789ABCDEF", escaped[2:3]) {
				if strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", byte(v)) >= 0 {
					out.WriteByte(byte(v))
				} else {
					out.WriteString(escaped)
				}
				i += 2
				continue
			}
			out.WriteByte(c)
		case c <= ' ' || c >= 0x7F, c == '*' && !pattern, c == '$' && !(pattern && i == len(s)-1):
			out.WriteString("%" + string("0123456789ABCDEF"[c/16]) + string("0123456789ABCDEF"[c%16]))
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}
