package corpus

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
)

// Question asks whether a token may fetch a URL.
type Question struct{ Token, URL string }

// KnownTokens are askers that real files name, and one that none names.
var KnownTokens = []string{"Googlebot", "GPTBot", "CCBot", "ClaudeBot", "Google-Extended", "AnyBot"}

// Questions makes up to n questions for a file: for the known tokens and some that
// the file names, about paths made from the file's own patterns with the wildcards
// filled in, cut, extended and percent-encoded, and about some random ones.
func Questions(random *rand.Rand, body []byte, n int) []Question {
	tokens, patterns := words(body)
	tokens = append(sample(random, tokens, len(KnownTokens)), KnownTokens...)
	questions := make([]Question, 0, n)
	for len(questions) < n {
		var url string
		if len(patterns) > 0 && random.IntN(8) > 0 {
			url = fill(random, patterns[random.IntN(len(patterns))])
		} else {
			url = randomURL(random)
		}
		questions = append(questions, Question{tokens[random.IntN(len(tokens))], url})
	}
	return questions
}

// words finds what looks like product tokens and patterns. It is rough on purpose:
// it must not depend on how anybody reads the format.
func words(body []byte) (tokens, patterns []string) {
	for line := range bytes.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == '\r' }) {
		key, value, _ := strings.Cut(string(line), ":")
		value = strings.TrimSpace(value)
		switch key = strings.ToLower(strings.TrimSpace(key)); {
		case strings.HasPrefix(key, "user"):
			legal := strings.IndexFunc(value, func(r rune) bool {
				return !(r == '-' || r == '_' || 'a' <= r|0x20 && r|0x20 <= 'z')
			})
			if legal < 0 {
				legal = len(value)
			}
			if legal > 0 {
				tokens = append(tokens, value[:legal])
			}
		case strings.Contains(key, "al"):
			patterns = append(patterns, value)
		}
	}
	return tokens, patterns
}

func sample(random *rand.Rand, from []string, n int) []string {
	var some []string
	for range min(n, len(from)) {
		some = append(some, from[random.IntN(len(from))])
	}
	return some
}

// fill makes a URL that a pattern matches, or nearly.
func fill(random *rand.Rand, pattern string) string {
	var path strings.Builder
	for i := range len(pattern) {
		switch c := pattern[i]; {
		case c == '*':
			path.WriteString(pick(random, "", "x", "a/b", "page-1", "*", "?a=b&c"))
		case c == '$' && i == len(pattern)-1:
			path.WriteString(pick(random, "", "", "", "$", "x"))
		case random.IntN(60) == 0:
			fmt.Fprintf(&path, "%%%02X", c)
		case random.IntN(60) == 0:
			fmt.Fprintf(&path, "%%%02x", c)
		default:
			path.WriteByte(c)
		}
	}
	p := path.String()
	switch random.IntN(10) {
	case 0:
		p = p[:random.IntN(len(p)+1)]
	case 1:
		p += pick(random, "x", "/", "/x", "?q=1", "index.html", ".php")
	case 2:
		p = strings.TrimSuffix(p, "/")
	case 3:
		p = strings.ToUpper(p)
	case 4:
		if slash := strings.LastIndexByte(p, '/'); slash >= 0 {
			p = p[:slash+1]
		}
	case 5:
		p = pick(random, "/", "/a") + p
	}
	return pick(random, "https://example.com", "http://www.example.com", "", "example.com") + p
}

func randomURL(random *rand.Rand) string {
	var u strings.Builder
	u.WriteString(pick(random, "https://example.com/", "https://example.com", "//example.com/", "/", "", "a", "ftp://a/"))
	for range random.IntN(6) {
		u.WriteString(pick(random, "/", "index.html", "wp-admin", "a", "?", "=", "&", "#", ";", "%41", "%e3%83%84", "ツ", "://", ".pdf", "-", "news", "*", "$", "\x00"))
	}
	return u.String()
}

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }
