package headersfile

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// Name is how the file is called.
const Name = "_headers"

// MaxRules is how many rules Cloudflare reads; those behind them are passed over.
const MaxRules = 100

// rule is a rule of a file, one that is not ours.
type rule struct {
	path   string
	line   int // of its path, 1-based
	behind int // where what follows its path begins
}

// field is a line that speaks of our field.
type field struct {
	text string
	line int
}

// file is what is somebody else's in a _headers file.
type file struct {
	rules  []rule
	fields []field
	byPath map[string][2]int // the first and the last rule with a path
}

// parse reads a file as both hosts do: lines are trimmed, "#" at the beginning of one makes
// it a comment, "/" or a scheme a path, and all others belong to the path above. A path that
// has none is no rule.
func parse(text []byte) (f file) {
	f.byPath = map[string][2]int{}
	var open *rule // a path whose first field has not come yet
	number := 0
	for at := 0; at < len(text); {
		next := len(text)
		if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
			next = at + n + 1
		}
		number++
		line := strings.Trim(string(text[at:next]), " \t\r\n\v\f\ufeff")
		name, _, colon := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "!")), ":")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '/' || hasScheme(line):
			open = &rule{line, number, next}
		case open != nil && isField(line):
			f.add(*open)
			open = nil
		}
		if (colon || strings.HasPrefix(line, "!")) && strings.EqualFold(strings.TrimSpace(name), layer.Field) {
			f.fields = append(f.fields, field{line, number})
		}
		at = next
	}
	return f
}

// isField tells whether hosts read a line as a field, or as one to be taken away.
func isField(line string) bool {
	name, value, colon := strings.Cut(line, ":")
	if !colon {
		return line[0] == '!'
	}
	name = strings.TrimSpace(name)
	return name != "" && !strings.Contains(name, " ") && strings.TrimSpace(value) != "" && len(line) <= layer.MaxLine
}

func hasScheme(line string) bool {
	i := strings.Index(line, "://")
	return i > 0 && !strings.ContainsAny(line[:i], " \t")
}

// add notes a rule.
func (f *file) add(r rule) {
	at := len(f.rules)
	both, ok := f.byPath[r.path]
	if !ok {
		both[0] = at
	}
	both[1] = at
	f.byPath[r.path], f.rules = both, append(f.rules, r)
}

// named finds the rules with a path: the first and the last one, -1 for none.
func (f *file) named(path string) (first, last int) {
	if both, ok := f.byPath[path]; ok {
		return both[0], both[1]
	}
	return -1, -1
}
