package htmlhead

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/htmlhead"
	"github.com/proviso-signals/proviso/publish"
)

// block marks what is ours.
var block = publish.Block{
	Begin: "<!-- BEGIN proviso: made from proviso.toml, edits here are overwritten -->",
	End:   "<!-- END proviso -->",
}

const (
	beginWords = "<!-- BEGIN proviso"
	endWords   = "<!-- END proviso"
)

// without takes out what is ours; ok is false where the marks are damaged. What stands on
// lines of its own goes with these lines.
func without(old []byte) (base []byte, ok bool) {
	var page htmlhead.Page
	htmlhead.Scan(&page, old)
	head := old[:page.HeadEnd]
	from, to := bytes.Index(head, []byte(beginWords)), bytes.Index(head, []byte(endWords))
	switch {
	case from < 0 && to < 0:
		return old, true
	case from < 0, to < from, bytes.Count(head, []byte(beginWords)) != 1, bytes.Count(head, []byte(endWords)) != 1:
		return old, false
	}
	begins := from + bytes.Index(head[from:], []byte("-->")) + len("-->")
	close := bytes.Index(head[to:], []byte("-->"))
	if close < 0 || begins > to {
		return old, false
	}
	to += close + len("-->")
	if begins < len(head) && (head[begins] == '\n' || head[begins] == '\r') {
		for from > 0 && (old[from-1] == ' ' || old[from-1] == '\t') {
			from--
		}
		if to < len(old) && old[to] == '\r' {
			to++
		}
		if to < len(old) && old[to] == '\n' {
			to++
		}
	}
	return slices.Concat(old[:from], old[to:]), true
}

// put puts lines into the head of a page; nil where there is no place for them.
func put(base []byte, lines []string) []byte {
	var before htmlhead.Page
	htmlhead.Scan(&before, base)
	for _, at := range places(base, before.HeadEnd) {
		result := insert(base, at, lines)
		if again, ok := without(result); ok && bytes.Equal(again, base) && holds(&before, result, len(result)-len(base), at, len(lines)) {
			return result
		}
	}
	return nil
}

// places lists where to try, the best first: before the end tag of the head, before a
// noscript element in which the head ends, and where the head ends.
func places(base []byte, end int) (list []int) {
	head := lower(base[:end])
	if i := bytes.LastIndex(head, []byte("</head")); i >= 0 {
		list = append(list, i)
	}
	if i := bytes.LastIndex(head, []byte("<noscript")); i >= 0 && !bytes.Contains(head[i:], []byte("</noscript")) {
		list = append(list, i)
	}
	return append(list, end)
}

// lower puts ASCII letters in lower case and leaves all other bytes where they are, which
// need not be UTF-8.
func lower(text []byte) []byte {
	text = bytes.Clone(text)
	for i, c := range text {
		if 'A' <= c && c <= 'Z' {
			text[i] = c | 0x20
		}
	}
	return text
}

// insert puts lines at a place: on lines of their own where it is the first thing in its
// line, and otherwise without any line end.
func insert(base []byte, at int, lines []string) []byte {
	start := at
	for start > 0 && (base[start-1] == ' ' || base[start-1] == '\t') {
		start--
	}
	if start > 0 && base[start-1] == '\n' {
		indent := string(base[start:at])
		return slices.Concat(base[:start], block.Lines(lines, indent, publish.LineEnd(base)), base[start:])
	}
	text := block.Begin + strings.Join(lines, "") + block.End
	return slices.Concat(base[:at], []byte(text), base[at:])
}

// holds reports whether a page has our elements in its head, and all others as before.
func holds(before *htmlhead.Page, result []byte, grown, at, lines int) bool {
	var after htmlhead.Page
	htmlhead.Scan(&after, result)
	if after.HeadEnd != before.HeadEnd+grown || after.Cut {
		return false
	}
	ours := func(offset int) bool { return offset >= at-maxIndent && offset < at+grown && mine(result, offset) }
	count := 0
	counted := func(offset int) bool {
		if ours(offset) {
			count++
			return true
		}
		return false
	}
	links := slices.DeleteFunc(slices.Clone(after.Links), func(l htmlhead.Link) bool { return counted(l.Offset) })
	metas := slices.DeleteFunc(slices.Clone(after.Metas), func(m htmlhead.Meta) bool { return counted(m.Offset) })
	scripts := slices.DeleteFunc(slices.Clone(after.Scripts), func(s htmlhead.Script) bool { return counted(s.Offset) })
	if count != lines || len(links) != len(before.Links) || len(metas) != len(before.Metas) || len(scripts) != len(before.Scripts) || len(after.Late) != len(before.Late) {
		return false
	}
	for i := range metas {
		if !bytes.Equal(metas[i].Name, before.Metas[i].Name) || !bytes.Equal(metas[i].Content, before.Metas[i].Content) {
			return false
		}
	}
	return bytes.Equal(after.Base, before.Base)
}

// maxIndent is how far before the place a block can begin.
const maxIndent = 1 << 10

// mine reports whether an element stands in our block.
func mine(text []byte, offset int) bool {
	from, to := bytes.Index(text, []byte(beginWords)), bytes.Index(text, []byte(endWords))
	return from < offset && offset < to
}
