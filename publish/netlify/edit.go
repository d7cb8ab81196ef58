package netlify

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// made stands in the block of a file that there was not.
const made = "# This file was made by Proviso."

// without takes our block out; nil where the file was made by us. A block without a line
// end of its own took that of what was the last line.
func without(text []byte) ([]byte, error) {
	spans, err := publish.HashBlock.Find(text)
	if err != nil || len(spans) == 0 {
		return text, err
	}
	rest, _ := publish.HashBlock.Without(text) // what can be found can be taken out
	last := spans[len(spans)-1]
	if belongs(text[last.End:]) {
		return nil, errBehind
	}
	switch {
	case len(rest) == 0 && bytes.Contains(text, []byte(made)):
		return nil, nil
	case last.End == len(text) && text[len(text)-1] != '\n':
		rest = bytes.TrimSuffix(rest, []byte(publish.LineEnd(text[last.Start:])))
	}
	return append([]byte{}, rest...), nil
}

// errBehind says that what was written behind our block would be of another table without it.
var errBehind = errors.New("netlify: behind Proviso's own part stand values that would belong to the table before it: put them above, or under a table of their own")

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
func with(text []byte, list []layer.Layer) []byte {
	var lines []string
	if text == nil {
		lines = append(lines, made)
	}
	for _, l := range list {
		lines = append(lines, "[[headers]]", "for = "+strconv.Quote(l.Text), "[headers.values]")
		for _, h := range l.Fields {
			if h.Value != "" {
				lines = append(lines, key(h.Name)+" = "+quoted(h.Value))
			}
		}
	}
	eol := publish.LineEnd(text)
	block := publish.HashBlock.Lines(lines, "", eol)
	text = bytes.Clone(text)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, eol...)
		block = bytes.TrimSuffix(block, []byte(eol))
	}
	return append(text, block...)
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
