package netlify

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// belongs tells whether a text begins with values of a table that stands above it.
func belongs(text []byte) bool {
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return line[0] != '['
		}
	}
	return false
}

// with puts rules behind a text that has none of ours.
func with(text *publish.Text, list []layer.Layer) []byte {
	var lines []string
	if text.Bare == nil {
		lines = append(lines, publish.Made)
	}
	for _, l := range list {
		lines = append(lines, "[[headers]]", "for = "+strconv.Quote(l.Text), "[headers.values]")
		for _, h := range l.Fields {
			if h.Value != "" {
				lines = append(lines, key(h.Name)+" = "+quoted(h.Value))
			}
		}
	}
	return text.With([]publish.Insertion{{At: len(text.Bare), Lines: lines}})
}

var bare = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func key(name string) string {
	if bare.MatchString(name) {
		return name
	}
	return quoted(name)
}

// quoted writes a text as a string of TOML: a literal one where it has quotation marks, as
// people would.
func quoted(s string) string {
	if bytes.ContainsAny([]byte(s), `"\`) && !bytes.ContainsRune([]byte(s), '\'') {
		return "'" + s + "'"
	}
	return strconv.Quote(s) // field values have printable ASCII, for which both agree
}
