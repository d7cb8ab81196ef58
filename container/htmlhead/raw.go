package htmlhead

import "bytes"

// rawElement takes an element that holds nothing but text, lists it if it is a data
// block, and returns where to read on.
func (s *scanner) rawElement() int {
	t, p := &s.tag, s.page
	end := s.rawEnd(t)
	if t.element == elScript && isData(p, s.written(atType)) {
		if s.lost {
			p.Cut = true
		}
		switch {
		case s.templates > 0:
		case len(p.Scripts) >= MaxScripts:
			p.Cut = true
		default:
			p.Scripts = append(p.Scripts, Script{
				Type:       s.value(atType),
				Text:       s.html[t.next:end:end],
				Offset:     t.start,
				TextOffset: t.next,
			})
		}
	}
	return s.behindEnd(end)
}

// behindEnd is the index behind the end tag of the element in hand, whose "<" is at
// an index, or the page's end.
func (s *scanner) behindEnd(end int) int {
	t := &s.tag
	if behind := end + len("</") + t.name.to - t.name.from; behind < len(s.html) && s.html[behind] == '>' {
		return behind + 1
	}
	if end == len(s.html) || !t.read(s.html, end, end+2) {
		return len(s.html)
	}
	return t.next
}

// rawEnd is where the content of an element ends that holds nothing but text.
func (s *scanner) rawEnd(t *tag) int {
	switch t.element {
	case elPlaintext:
		return len(s.html)
	case elScript:
		return scriptEnd(s.html, t.next)
	}
	return textEnd(s.html, t.next, t.name.of(s.html))
}

// isData reports whether a script's type is a JSON or XML media type.
func isData(p *Page, value []byte) bool {
	if len(value) < len("/xml") {
		return false
	}
	from := len(p.store)
	essence := p.value(value)
	p.store = p.store[:from]
	if i := bytes.IndexByte(essence, ';'); i >= 0 {
		essence = essence[:i]
	}
	for n := len(essence); n > 0 && class[essence[n-1]]&space != 0; n-- {
		essence = essence[:n-1]
	}
	return endsWith(essence, "json") && hasSign(essence, len("json")) ||
		endsWith(essence, "xml") && hasSign(essence, len("xml"))
}

// hasSign reports whether "+" or "/" stands n bytes before a media type's end.
func hasSign(essence []byte, n int) bool {
	i := len(essence) - n - 1
	return i >= 0 && (essence[i] == '+' || essence[i] == '/')
}

// textEnd is where the content of an element ends that holds nothing but text: at
// the "<" of its own end tag, or at the page's end. Sections 13.2.5.9 to 13.2.5.14.
func textEnd(html []byte, i int, name []byte) int {
	for {
		n := bytes.IndexByte(html[i:], '<')
		if n < 0 {
			return len(html)
		}
		i += n
		if endsText(html[i:], name) {
			return i
		}
		i++
	}
}

// endsText reports whether html begins with an end tag of a name. Where the tag
// itself never ends, the answer does not matter.
func endsText(html, name []byte) bool {
	end := 2 + len(name)
	return len(html) > end && html[1] == '/' && same(html[2:end], name) && class[html[end]]&endsName != 0
}

// scriptEnd is where a script's content ends: at the "<" of "</script", or at the
// page's end. "<!--" hides "</script" from there on if a "<script" comes before it,
// until "-->". Sections 13.2.5.15 to 13.2.5.31.
func scriptEnd(html []byte, i int) int {
	for {
		n := bytes.IndexByte(html[i:], '<')
		if n < 0 || i+n+3 >= len(html) {
			return len(html)
		}
		i += n
		switch rest := html[i:]; rest[1] {
		case '/':
			if isScript(rest[2:]) {
				return i
			}
		case '!':
			if rest[2] == '-' && rest[3] == '-' {
				end, ended := escapedEnd(html, i+4)
				if ended {
					return end
				}
				i = end
				continue
			}
		}
		i++
	}
}

// escapedEnd reads on behind "<!--" inside a script: to the end of the script, or
// behind the ">" of "-->".
func escapedEnd(html []byte, i int) (end int, ended bool) {
	dashes, double := 2, false
	for ; i < len(html); i++ {
		switch html[i] {
		case '-':
			dashes++
			continue
		case '>':
			if dashes >= 2 {
				return i + 1, false
			}
		case '<':
			rest := html[i+1:]
			switch {
			case len(rest) > 0 && rest[0] == '/' && isScript(rest[1:]):
				if !double {
					return i, true
				}
				double = false
				i += len("/script>")
			case !double && isScript(rest):
				double = true
				i += len("script>")
			}
		}
		dashes = 0
	}
	return len(html), true
}

// isScript reports whether html begins with "script" and something that ends a name.
func isScript(html []byte) bool {
	const name = "script"
	return len(html) > len(name) && class[html[len(name)]]&endsName != 0 && is(html[:len(name)], name)
}
