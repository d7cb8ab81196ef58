package htmlhead

// late reads on behind a noscript element in which the head ended. With scripting
// disabled, as pages are read here, an image in a noscript element of the head opens the
// body, and what follows is none of the head. With scripting enabled, as browsers and
// many search engines read, such an element is text, and the head goes on behind it
// (section 13.2.6.4.4, start tag "noscript"). Counting pixels put such images into the
// heads of many pages, whose authors mean what follows to be read.
func (p *Page) late(html []byte, end int) []Meta {
	at := endOfNoscript(html, end)
	if at < 0 {
		return nil
	}
	if p.after == nil {
		p.after = new(Page)
	}
	rest := p.after
	rest.reset()
	s := scanner{page: rest, html: html[at:], stack: stack{open: rest.open[:0]}}
	s.head()
	rest.open = s.open[:0]
	p.Cut = p.Cut || rest.Cut
	for i := range rest.Metas {
		rest.Metas[i].Offset += at
	}
	return rest.Metas
}

// endOfNoscript finds where the end tag ends that closes a noscript element as text;
// negative if none does.
func endOfNoscript(html []byte, from int) int {
	end := textEnd(html, from, []byte("noscript"))
	var t tag
	if end == len(html) || !t.read(html, end, end+len("</")) {
		return -1
	}
	return t.next
}
