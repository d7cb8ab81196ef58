package notice

import "strings"

// TextWidth is how wide lines of plain text are at most, in columns, but for addresses,
// tokens and foreign names, which are never broken.
const TextWidth = 76

// textWriter writes plain text. What stands at the beginning of a line is always ours:
// foreign names are never broken and never begin one.
type textWriter struct {
	strings.Builder
	page  *Page
	level int
}

// Text writes the page as plain text: UTF-8, lines of at most [TextWidth] columns, and
// Unicode's isolates (U+2066 to U+2069) around names and tokens where the direction of
// writing needs them.
func (p Page) Text() []byte {
	w := &textWriter{page: &p, level: 2}
	p.opening.text(w)
	w.blocks(p.body)
	w.put(strings.Repeat("-", TextWidth), "\n\n")
	w.blocks(p.closing)
	p.switcher.text(w)
	return []byte(strings.TrimRight(w.String(), "\n") + "\n")
}

func (w *textWriter) put(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *textWriter) blocks(list []block) {
	for _, b := range list {
		b.text(w)
	}
}

// lines writes runs of text as a paragraph with an indentation.
func (w *textWriter) lines(first, rest string, spans ...span) {
	for i, line := range wrap(spans, TextWidth-len(rest), w.page.RightToLeft) {
		if i == 0 {
			w.put(first)
		} else {
			w.put(rest)
		}
		w.put(line, "\n")
	}
}

// heading writes a heading with a line below it.
func (w *textWriter) heading(mark string, title []span) {
	longest := 0
	for _, line := range wrap(title, TextWidth, w.page.RightToLeft) {
		w.put(line, "\n")
		longest = max(longest, columns(line))
	}
	if mark != "" {
		w.put(strings.Repeat(mark, min(longest, TextWidth)), "\n")
	}
	w.put("\n")
}

// verdictLine is an answer in a word, and what it is about.
func (w *textWriter) verdictLine(word string, label []span) {
	w.lines("", "", append([]span{{kind: words, text: "[" + word + "] "}}, label...)...)
}

func (o opening) text(w *textWriter) {
	if o.answer != "" {
		w.verdictLine(o.word, said(o.label))
		w.put("\n")
	}
	w.heading("=", o.title)
	if len(o.lead) > 0 {
		w.lines("", "", o.lead...)
		w.put("\n")
	}
}

func (s section) text(w *textWriter) {
	mark := "-"
	if w.level > 2 {
		mark = "."
	}
	w.heading(mark, s.title)
	w.level++
	w.blocks(s.body)
	w.level--
}

func (p paragraph) text(w *textWriter) {
	if p.stress {
		w.lines("!   ", "    ", p.spans...)
	} else {
		w.lines("", "", p.spans...)
	}
	w.put("\n")
}

func (l list) text(w *textWriter) {
	for _, item := range l {
		w.lines("*   ", "    ", item...)
	}
	w.put("\n")
}

func (f facts) text(w *textWriter) {
	for _, one := range f {
		w.lines("", "", one.label...)
		for _, value := range one.values {
			w.lines("    ", "      ", value...)
		}
	}
	w.put("\n")
}

func (v verdicts) text(w *textWriter) {
	for _, one := range v {
		w.verdictLine(one.word, unlinked(one.label))
		w.lines("    ", "    ", one.sentence...)
		if one.token != "" {
			w.lines("    ", "    ", span{kind: code, text: one.token})
		}
		w.put("\n")
	}
}

func (q quotation) text(w *textWriter) {
	w.lines("|   ", "|   ", said(q.title)...)
	w.put("|\n")
	w.lines("|   ", "|   ", said(q.quoted)...)
	w.put("|\n")
	w.lines("|   ", "|   ", q.credit...)
	w.put("\n")
}

func (c command) text(w *textWriter) { w.put("    ", string(c), "\n\n") }

func (s switcher) text(w *textWriter) {
	if len(s.links) == 0 {
		return
	}
	w.lines("", "", said(s.label)...)
	for _, l := range s.links {
		if l.Lang != w.page.Lang {
			w.lines("    ", "    ", span{kind: name, text: autonym(l.Lang)}, span{kind: words, text: " "}, span{kind: code, text: s.href(l, FormText)})
		}
	}
	w.put("\n")
}

// unlinked takes the links away where their addresses would only be in the way.
func unlinked(spans []span) (plain []span) {
	for _, s := range spans {
		s.href = ""
		plain = append(plain, s)
	}
	return plain
}
