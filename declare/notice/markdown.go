package notice

import "strings"

// markdownWriter writes CommonMark, one paragraph a line.
type markdownWriter struct {
	strings.Builder
	page  *Page
	level int
}

// Markdown writes the page as CommonMark 0.31, with nothing that GitHub's dialect would
// read otherwise, and no HTML in it.
func (p Page) Markdown() []byte {
	w := &markdownWriter{page: &p, level: 2}
	p.opening.markdown(w)
	w.blocks(p.body)
	w.put("---\n\n")
	w.blocks(p.closing)
	p.switcher.markdown(w)
	return []byte(strings.TrimRight(w.String(), "\n") + "\n")
}

func (w *markdownWriter) put(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *markdownWriter) blocks(list []block) {
	for _, b := range list {
		b.markdown(w)
	}
}

func (w *markdownWriter) spans(spans []span) {
	for _, s := range spans {
		var text string
		switch s.kind {
		case words:
			text = escapeWords(s.text)
		case name:
			text = escapeForeign(s.text)
		case code:
			text = codeSpan(s.text)
		}
		text = s.isolated(text, w.page.RightToLeft)
		if s.href != "" {
			text = "[" + text + "](<" + s.href + ">)"
		}
		w.put(text)
	}
}

// escapeWords escapes our own words, which begin no line with a mark.
func escapeWords(s string) string { return backslashed(s, "\\`*_[]<>&|~$") }

// escapeForeign escapes whatever could be a mark anywhere: within a line (CommonMark
// section 6; links, e-mail addresses, strikethrough, tables, formulas and :names: of
// pictures of GitHub's), and at its beginning (section 4 and 5).
func escapeForeign(s string) string {
	if s == "" {
		return ""
	}
	var b strings.Builder
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	www := false
	for i, c := range s {
		rest := s[i:]
		switch {
		case c < 0x80 && strings.ContainsRune("\\`*_[]{}<>#&|~!@$^", c),
			c == ':' && len(rest) > 1 && rest[1] != ' ',
			i == 0 && strings.ContainsRune("+-=", c),
			i == digits && i > 0 && (c == '.' || c == ')'),
			c == '.' && www:
			b.WriteByte('\\')
		}
		www = len(s) >= i+1 && i >= 2 && strings.EqualFold(s[i-2:i+1], "www")
		b.WriteRune(c)
	}
	return b.String()
}

func backslashed(s, marks string) string {
	var b strings.Builder
	for _, c := range s {
		if strings.ContainsRune(marks, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// codeSpan writes a code span (CommonMark section 6.1) with a fence that is longer than
// any in the text.
func codeSpan(s string) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

func (o opening) markdown(w *markdownWriter) {
	if o.answer != "" {
		w.put("**", escapeWords(o.word), "** · ", escapeWords(o.label), "\n\n")
	}
	w.put("# ")
	w.spans(o.title)
	w.put("\n\n")
	if len(o.lead) > 0 {
		w.spans(o.lead)
		w.put("\n\n")
	}
}

func (s section) markdown(w *markdownWriter) {
	w.put(strings.Repeat("#", w.level), " ")
	w.spans(s.title)
	w.put("\n\n")
	w.level++
	w.blocks(s.body)
	w.level--
}

func (p paragraph) markdown(w *markdownWriter) {
	if p.stress {
		w.put("> ")
	}
	w.spans(p.spans)
	w.put("\n\n")
}

func (l list) markdown(w *markdownWriter) {
	for _, item := range l {
		w.put("- ")
		w.spans(item)
		w.put("\n")
	}
	w.put("\n")
}

func (f facts) markdown(w *markdownWriter) {
	for _, one := range f {
		w.put("- **")
		w.spans(one.label)
		w.put("**\n")
		for _, value := range one.values {
			w.put("  - ")
			w.spans(value)
			w.put("\n")
		}
	}
	w.put("\n")
}

func (v verdicts) markdown(w *markdownWriter) {
	for _, one := range v {
		w.put("- **", escapeWords(one.word), "** · ")
		w.spans(one.label)
		w.put("\\\n  ")
		w.spans(one.sentence)
		if one.token != "" {
			w.put("\\\n  ")
			w.spans([]span{{kind: code, text: one.token}})
		}
		w.put("\n")
	}
	w.put("\n")
}

func (q quotation) markdown(w *markdownWriter) {
	w.put("> **", escapeWords(q.title), "**\n>\n> ", escapeWords(q.quoted), "\n>\n> ")
	w.spans(q.credit)
	w.put("\n\n")
}

func (c command) markdown(w *markdownWriter) {
	w.put("    ", string(c), "\n\n")
}

func (s switcher) markdown(w *markdownWriter) {
	for i, l := range s.links {
		switch {
		case i == 0:
			w.put(escapeWords(s.label), ": ")
		default:
			w.put(" · ")
		}
		name := escapeWords(autonym(l.Lang))
		if l.Lang == w.page.Lang {
			w.put(name)
			continue
		}
		w.put("[", name, "](<", s.href(l, FormMarkdown), ">)")
	}
	w.put("\n")
}
