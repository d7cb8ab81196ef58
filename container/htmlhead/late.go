package htmlhead

import "bytes"

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
	for i := range rest.Metas {
		rest.Metas[i].Offset += at
	}
	return rest.Metas
}

// endOfNoscript finds where the end tag ends that closes a noscript element as text;
// negative if none does.
func endOfNoscript(html []byte, from int) int {
	const tag = "</noscript"
	for i := from; ; {
		next := bytes.Index(html[i:], []byte("</"))
		if next < 0 || len(html)-i-next <= len(tag) {
			return -1
		}
		i += next
		if bytes.EqualFold(html[i:i+len(tag)], []byte(tag)) && class[html[i+len(tag)]]&alpha == 0 {
			if end := bytes.IndexByte(html[i:], '>'); end >= 0 {
				return i + end + 1
			}
			return -1
		}
		i += len("</")
	}
}
