package notice

import (
	_ "embed"
	"html"
	"strconv"
	"strings"
)

//go:embed page.css
var style string

// htmlWriter writes HTML. All text goes through escape; everything else is ours.
type htmlWriter struct {
	strings.Builder
	page  *Page
	level int // of the next section's heading
}

// HTML writes the page as one file that needs nothing else: HTML with its style and
// shapes in it, fit for print, for light and dark, and for reading aloud.
func (p Page) HTML() []byte {
	w := &htmlWriter{page: &p, level: 2}
	dir := "ltr"
	if p.RightToLeft {
		dir = "rtl"
	}
	w.put("<!DOCTYPE html>\n<html lang=\"", escape(p.Lang), "\" dir=\"", dir, "\">\n<head>\n<meta charset=\"utf-8\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
		"<title>", escape(p.Title), "</title>\n<meta name=\"description\" content=\"", escape(p.Summary), "\">\n")
	for _, l := range p.switcher.links {
		w.put("<link rel=\"alternate\" hreflang=\"", escape(l.Lang), "\" href=\"", escape(p.switcher.href(l, FormHTML)), "\">\n")
	}
	w.put("<style>\n", style, "</style>\n</head>\n<body>\n")
	p.switcher.html(w)
	w.put("<main>\n")
	p.opening.html(w)
	w.blocks(p.body)
	w.put("</main>\n<footer>\n")
	w.blocks(p.closing)
	w.put("</footer>\n</body>\n</html>\n")
	return []byte(w.String())
}

func escape(s string) string { return html.EscapeString(s) }

func (w *htmlWriter) put(parts ...string) {
	for _, s := range parts {
		w.WriteString(s)
	}
}

func (w *htmlWriter) blocks(list []block) {
	for _, b := range list {
		b.html(w)
	}
}

// spans writes runs of text. Foreign text and machine tokens are isolated, so that their
// direction of writing does not turn what is around them.
func (w *htmlWriter) spans(spans []span) {
	for _, s := range spans {
		text := escape(s.text)
		switch s.kind {
		case name:
			text = "<bdi>" + text + "</bdi>"
		case code:
			text = `<code dir="ltr">` + text + "</code>"
		}
		if s.datetime != "" {
			text = `<time datetime="` + escape(s.datetime) + `">` + text + "</time>"
		}
		if s.href != "" {
			text = `<a href="` + escape(s.href) + `">` + text + "</a>"
		}
		w.put(text)
	}
}

func (w *htmlWriter) wrapped(tag string, spans []span) {
	w.put("<", tag, ">")
	w.spans(spans)
	w.put("</", strings.Fields(tag)[0], ">\n")
}

// class is the style of an answer: the four words are never told apart by it alone.
func class(answer string) string {
	return outcomeOf(answer).Word().String()
}

func (o opening) html(w *htmlWriter) {
	w.put("<header>\n")
	if o.answer != "" {
		w.put(`<p class="answer `, class(o.answer), `">`, Icon(o.answer, ""), `<span><strong>`, escape(o.word), "</strong> ", escape(o.label), "</span></p>\n")
	}
	w.wrapped("h1", o.title)
	if len(o.lead) > 0 {
		w.wrapped(`p class="lead"`, o.lead)
	}
	w.put("</header>\n")
}

func (s section) html(w *htmlWriter) {
	heading := "h" + strconv.Itoa(w.level)
	w.put(`<section aria-labelledby="`, s.id, `">`, "\n")
	w.wrapped(heading+` id="`+s.id+`"`, s.title)
	w.level++
	w.blocks(s.body)
	w.level--
	w.put("</section>\n")
}

func (p paragraph) html(w *htmlWriter) {
	tag := "p"
	if p.stress {
		tag = `p class="stress"`
	}
	w.wrapped(tag, p.spans)
}

func (l list) html(w *htmlWriter) {
	w.put("<ul>\n")
	for _, item := range l {
		w.wrapped("li", item)
	}
	w.put("</ul>\n")
}

func (f facts) html(w *htmlWriter) {
	w.put("<dl>\n")
	for _, one := range f {
		w.put("<div>")
		w.wrapped("dt", one.label)
		for _, value := range one.values {
			w.wrapped("dd", value)
		}
		w.put("</div>\n")
	}
	w.put("</dl>\n")
}

func (v verdicts) html(w *htmlWriter) {
	w.put("<ul class=\"verdicts\">\n")
	for _, one := range v {
		w.put(`<li><p class="answer `, class(one.answer), `">`, Icon(one.answer, ""), "<span><strong>", escape(one.word), "</strong> ")
		w.spans(one.label)
		w.put("</span></p>\n")
		w.wrapped("p", one.sentence)
		if one.token != "" {
			w.wrapped("p", []span{{kind: code, text: one.token}})
		}
		w.put("</li>\n")
	}
	w.put("</ul>\n")
}

func (q quotation) html(w *htmlWriter) {
	w.put("<figure lang=\"en\" dir=\"ltr\">\n<blockquote>\n<p><strong>", escape(q.title), "</strong></p>\n<p>", escape(q.quoted), "</p>\n</blockquote>\n")
	w.wrapped("figcaption", q.credit)
	w.put("</figure>\n")
}

func (c command) html(w *htmlWriter) {
	w.put("<pre dir=\"ltr\"><code>", escape(string(c)), "</code></pre>\n")
}

func (s switcher) html(w *htmlWriter) {
	if len(s.links) == 0 {
		return
	}
	w.put(`<nav aria-label="`, escape(s.label), "\">\n<ul>\n")
	for _, l := range s.links {
		lang := `lang="` + escape(l.Lang) + `"`
		if l.Lang == w.page.Lang {
			w.put("<li><span ", lang, ` aria-current="page">`, escape(autonym(l.Lang)), "</span></li>\n")
			continue
		}
		w.put("<li><a ", lang, ` hreflang="`, escape(l.Lang), `" href="`, escape(s.href(l, FormHTML)), `"><bdi>`, escape(autonym(l.Lang)), "</bdi></a></li>\n")
	}
	w.put("</ul>\n</nav>\n")
}

// href is where a language's page is.
func (s switcher) href(l Alternate, form Form) string {
	if s.files {
		return File(l.Lang, form)
	}
	return l.URL
}
