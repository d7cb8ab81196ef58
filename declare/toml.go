package declare

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// scan reads the text as TOML 1.0, as far as it is sound. Where it is not, that is
// told, and reading goes on at the next line that looks like a key or a header: a slip
// in one line must not hide the others.
//
// The library's package is called unstable because its interface may change between
// minor versions; only this file and shapes know it.
func (r *reader) scan() *node {
	t := &tree{root: &node{shape: aTable}, repeated: r.repeated, many: r.tooManyEntries}
	t.table = t.root
	base := 0
	if bytes.HasPrefix(r.text, []byte(byteOrderMark)) {
		base = len(byteOrderMark)
	}
	t.root.next = base
	var p unstable.Parser
	for base < len(r.text) {
		p.Reset(r.text[base:len(r.text):len(r.text)])
		done := base
		for p.NextExpression() {
			done = r.expression(t, &p, base)
		}
		if p.Error() == nil {
			break
		}
		at := base + offsetOf(&p)
		start := skipBlank(r.text, done)
		r.notTOML(p.Error(), start, at)
		if r.syntax++; r.syntax > MaxProblems {
			break
		}
		base = resumeAt(r.text, start, at)
	}
	return t.root
}

// byteOrderMark is what some editors put before UTF-8. It is passed over.
const byteOrderMark = "\xEF\xBB\xBF"

// expression adds one expression to the tree and tells where the line behind it begins.
func (r *reader) expression(t *tree, p *unstable.Parser, base int) (end int) {
	e := p.Expression()
	keys := keysOf(e, base)
	if len(keys) > MaxDots {
		r.fault(CodeTooMany, keys[0].start, "the key has more parts than the "+number(MaxDots)+" that are read", "")
		return lineEnd(r.text, keys[len(keys)-1].end)
	}
	last := keys[len(keys)-1]
	if e.Kind != unstable.KeyValue {
		t.header(keys, e.Kind == unstable.ArrayTable)
		t.table.next = lineEnd(r.text, last.end)
		return t.table.next
	}
	end = base + int(e.Raw.Offset+e.Raw.Length)
	value := r.value(e.Value(), base, behindEquals(r.text, last.end), end, 1)
	t.assign(t.table, keys, value)
	t.table.next = lineEnd(r.text, end)
	r.addDots(t.table, keys)
	return t.table.next
}

// addDots tells tables that dotted keys made where a further key of theirs goes: behind
// the line of the last one, with the same parts before it.
func (r *reader) addDots(in *node, keys []*entry) {
	next := in.next
	for i, k := range keys[:len(keys)-1] {
		e := in.get(k.name)
		if e == nil || e.value.made != byDots || e.value.shape != aTable {
			return
		}
		in = e.value
		in.next, in.dotted = next, string(r.text[keys[0].start:keys[i].end])+"."
	}
}

// keysOf gives the parts of a key or header, with where they stand.
func keysOf(e *unstable.Node, base int) (keys []*entry) {
	for it := e.Key(); it.Next(); {
		n := it.Node()
		start := base + int(n.Raw.Offset)
		k := &entry{name: string(n.Data), start: start, end: start + int(n.Raw.Length), line: start}
		if len(keys) > 0 {
			k.line = keys[0].line
		}
		keys = append(keys, k)
	}
	return keys
}

// value reads a value. The library tells where scalars stand. Lists and tables in
// braces stand from from to end; within a list, that is where the list stands.
func (r *reader) value(n *unstable.Node, base, from, end, depth int) *node {
	v := &node{shape: shapes[n.Kind], start: from, end: end, text: string(n.Data)}
	if n.Raw.Length > 0 && n.Kind != unstable.InlineTable && n.Kind != unstable.Array {
		v.start = base + int(n.Raw.Offset)
		v.end = v.start + int(n.Raw.Length)
	}
	if depth > MaxDepth {
		return v // nothing that is known is nested at all
	}
	switch n.Kind {
	case unstable.Array:
		for it := n.Children(); it.Next(); {
			if child := it.Node(); child.Kind != unstable.Comment {
				v.items = append(v.items, r.value(child, base, from, end, depth+1))
			}
		}
	case unstable.InlineTable:
		v.made = byBraces
		inner := &tree{root: v, repeated: r.repeated, many: r.tooManyEntries}
		for it := n.Children(); it.Next(); {
			e := it.Node()
			keys := keysOf(e, base)
			last := base + int(e.Raw.Offset+e.Raw.Length)
			if len(keys) <= MaxDots {
				start := behindEquals(r.text, keys[len(keys)-1].end)
				inner.assign(v, keys, r.value(e.Value(), base, start, last, depth+1))
			}
			v.next = last
		}
		sealed(v)
	}
	return v
}

// behindEquals gives where the value of a key begins.
func behindEquals(text []byte, keyEnd int) int {
	at := keyEnd
	for at < len(text) && (text[at] == ' ' || text[at] == '\t' || text[at] == '=') {
		at++
	}
	return at
}

// sealed closes the tables that dotted keys made within braces.
func sealed(v *node) {
	for _, e := range v.entries {
		if e.value.shape == aTable && e.value.made == byDots {
			e.value.made = byBraces
			sealed(e.value)
		}
	}
}

// offsetOf tells where the parser gave up.
func offsetOf(p *unstable.Parser) int {
	var found *unstable.ParserError
	if !errors.As(p.Error(), &found) {
		return 0
	}
	return int(p.Range(found.Highlight).Offset)
}

// skipBlank gives the first byte that is neither white space nor part of a comment.
func skipBlank(text []byte, at int) int {
	for at < len(text) {
		switch text[at] {
		case ' ', '\t', '\r', '\n':
			at++
		case '#':
			at = lineEnd(text, at)
		default:
			return at
		}
	}
	return at
}

// lineEnd gives where the next line begins.
func lineEnd(text []byte, at int) int {
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

// looksSound is a line at which reading may go on.
var looksSound = regexp.MustCompile(`^[ \t]*(\[[^\[\]\n]*\]|\[\[[^\[\]\n]*\]\]|[A-Za-z0-9_.\-]+[ \t]*=)`)

// resumeAt gives the line at which to go on after an expression that began at start and
// could not be read at a place: the next one, but behind what spans several lines the next
// that looks sound.
func resumeAt(text []byte, start, at int) int {
	line := bytes.LastIndexByte(text[:at], '\n') + 1
	if line <= start {
		first := text[start:lineEnd(text, start)]
		if line = start + len(first); !severalLines.Match(first) {
			return line
		}
	}
	for line < len(text) {
		end := lineEnd(text, line)
		if looksSound.Match(text[line:end]) {
			return line
		}
		line = end
	}
	return line
}

// severalLines is a line that begins a list, a table in braces or a text of several lines.
var severalLines = regexp.MustCompile(`=[ \t]*(?:\[|\{|"""|''')`)

// notTOML tells what is wrong with an expression, and what would be right where that is
// plain.
func (r *reader) notTOML(err error, start, at int) {
	hint, mend := "this is not TOML: "+err.Error(), ""
	line := r.text[start:lineEnd(r.text, start)]
	switch c, _ := utf8.DecodeRune(r.text[at:]); {
	case at >= start+len(line):
		hint, at = "what begins here is not closed", start
	case strings.ContainsRune("“”„‟«»‘’‚", c):
		hint, mend = "a curly quotation mark stands where a straight one belongs", straight(line)
	case valueMissing.Match(line):
		hint, mend = "a value is missing behind the \"=\"", strings.TrimSpace(string(line))+` "…"`
	case bareValue.Match(line):
		m := bareValue.FindSubmatch(line)
		hint, mend = "text stands in quotation marks", string(m[1])+`= "`+string(m[2])+`"`
	case colonForEquals.Match(line):
		m := colonForEquals.FindSubmatch(line)
		hint, mend = `a key and its value are joined by "="`, string(m[1])+" = "+strings.TrimSpace(string(m[2]))
	}
	r.fault(CodeTOML, min(at, len(r.text)), clip(hint, MaxHint), clip(mend, MaxHint))
}

var (
	valueMissing   = regexp.MustCompile(`^[A-Za-z0-9_.\-]+[ \t]*=[ \t]*(#.*)?\r?\n?$`)
	bareValue      = regexp.MustCompile(`^([A-Za-z0-9_.\-]+[ \t]*)=[ \t]*([A-Za-z/*][^"'#\[\]{}\r\n]*?)[ \t]*(?:#.*)?\r?\n?$`)
	colonForEquals = regexp.MustCompile(`^([A-Za-z0-9_\-]+)[ \t]*:[ \t]*([^\r\n]+)`)
)

// straight puts straight quotation marks for curly ones.
func straight(line []byte) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if strings.ContainsRune("“”„‟«»‘’‚", c) {
			return '"'
		}
		return c
	}, string(line)))
}
