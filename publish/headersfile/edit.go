package headersfile

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// made stands in the block of a file that there was not.
const made = "# This file was made by Proviso."

// without takes our blocks out: what is somebody else's, nil for nothing where the file is
// all ours. A block at the end of a file whose last line has no end took one from what was
// the last line.
func without(text []byte) ([]byte, error) {
	spans, err := publish.HashBlock.Find(text)
	if err != nil || len(spans) == 0 {
		return text, err
	}
	rest, _ := publish.HashBlock.Without(text) // what can be found can be taken out
	last := spans[len(spans)-1]
	switch {
	case len(rest) == 0 && bytes.Contains(text, []byte(made)):
		return nil, nil
	case last.End == len(text) && text[len(text)-1] != '\n':
		rest = bytes.TrimSuffix(rest, []byte(publish.LineEnd(text[last.Start:])))
	}
	if rest == nil {
		rest = []byte{}
	}
	return rest, nil
}

// insertion is text of ours and where it goes.
type insertion struct {
	at   int
	text []byte
}

// with puts layers into a text that has none of ours.
func with(text []byte, exists bool, f *file, list []layer.Layer, detach bool) []byte {
	eol := publish.LineEnd(text)
	var inside []insertion
	var lines []string
	if !exists {
		lines = append(lines, made)
	}
	for i, l := range list {
		fields := fieldLines(l, detach && i > 0)
		if _, last := f.named(l.Text); last >= 0 && exists {
			at := f.rules[last].behind
			inside = append(inside, insertion{at, publish.HashBlock.Lines(fields, indentation(text[at:]), eol)})
			continue
		}
		lines = append(lines, l.Text)
		for _, line := range fields {
			lines = append(lines, "  "+line)
		}
	}
	slices.SortStableFunc(inside, func(a, b insertion) int { return a.at - b.at })
	var out []byte
	at := 0
	for _, in := range inside {
		out = append(append(out, text[at:in.at]...), in.text...)
		at = in.at
	}
	out = append(out, text[at:]...)
	if len(lines) == 0 {
		return out
	}
	return ending(out, publish.HashBlock.Lines(lines, "", eol), eol)
}

// ending puts a block behind a text. Where that has no line end, the block has none either.
func ending(text, block []byte, eol string) []byte {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, eol...)
		block = bytes.TrimSuffix(block, []byte(eol))
	}
	return append(text, block...)
}

func fieldLines(l layer.Layer, detach bool) (lines []string) {
	for _, h := range l.Fields {
		if detach {
			lines = append(lines, "! "+h.Name)
		}
		if h.Value != "" {
			lines = append(lines, h.Name+": "+h.Value)
		}
	}
	return lines
}

// indentation is that of the next line, as it stands.
func indentation(rest []byte) string {
	n := 0
	for n < len(rest) && (rest[n] == ' ' || rest[n] == '\t') {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] == '\n' || rest[n] == '\r' {
		return "  "
	}
	return string(rest[:n])
}

// order tells which layer would be read before a more general one, as its rule is there
// already and stands too far up; empty for none. A host reads rules in the order of the
// file; of those with one path, Cloudflare takes the place of the first.
func order(h *layer.Host, f *file, list []layer.Layer) (why string, line int) {
	for k := range list {
		first, _ := f.named(list[k].Text)
		if first < 0 {
			continue
		}
		for i := range k {
			_, last := f.named(list[i].Text)
			if (last < 0 || last >= first) && h.Overlap(list[i].Set, list[k].Set) {
				return "the rule for " + list[k].Text + " has to come after one for " + list[i].Text + ", which is more general, and the file has it before", f.rules[first].line
			}
		}
	}
	return "", 0
}

// rulesOf counts the rules that a file has with ours.
func rulesOf(f *file, list []layer.Layer) int {
	n := len(f.rules)
	for _, l := range list {
		if first, _ := f.named(l.Text); first < 0 {
			n++
		}
	}
	return n
}

func number(n int) string { return strconv.Itoa(n) }
