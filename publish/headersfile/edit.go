package headersfile

import (
	"strconv"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// with puts layers into a text that has none of ours.
func with(t *publish.Text, f *file, list []layer.Layer, detach bool) []byte {
	var parts []publish.Insertion
	var lines []string
	if t.Bare == nil {
		lines = append(lines, publish.Made)
	}
	for i, l := range list {
		fields := fieldLines(l, detach && i > 0)
		if _, last := f.named(l.Text); last >= 0 {
			at := f.rules[last].behind
			parts = append(parts, publish.Insertion{At: at, Indent: indentation(t.Bare[at:]), Lines: fields})
			continue
		}
		lines = append(lines, l.Text)
		for _, line := range fields {
			lines = append(lines, "  "+line)
		}
	}
	if len(lines) > 0 {
		parts = append(parts, publish.Insertion{At: len(t.Bare), Lines: lines})
	}
	return t.With(parts)
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
