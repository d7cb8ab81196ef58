package htmlhead

import "bytes"

// holdsHTML reports whether the tag in hand is HTML inside an element of svg or
// math. Section 13.2.6.
func (s *scanner) holdsHTML(o *open) bool {
	e := s.tag.element
	switch {
	case o.integrates:
		return true
	case o.space != inMathML:
		return false
	case o.element == elAnnotationXML:
		return e == elSvg
	}
	switch o.element {
	case elMi, elMo, elMn, elMs, elMtext:
		return e != elMglyph && e != elMalignmark
	}
	return false
}

// breaksOut reports whether the tag in hand ends svg and math. Section 13.2.6.5.
func (s *scanner) breaksOut() bool {
	t := &s.tag
	if t.element == elFont {
		return t.has(atColor) || t.has(atFace) || t.has(atSize)
	}
	return t.element.has(breakout)
}

// leaveForeign closes elements of svg and math up to one that holds HTML.
func (s *scanner) leaveForeign() {
	for i := len(s.open) - 1; i >= 0; i-- {
		o := &s.open[i]
		if o.space == inHTML || o.integrates || o.space == inMathML && o.element != elAnnotationXML && o.bounds() {
			s.cut(i + 1)
			return
		}
	}
}

// foreign is the element of the tag in hand in svg or math.
func (s *scanner) foreign(space namespace) open {
	t := &s.tag
	o := open{element: t.element, space: space, name: t.name.of(s.html), about: s.value(atAbout)}
	switch {
	case space == inSVG:
		o.integrates = o.bounds()
	case t.element == elAnnotationXML:
		encoding := s.value(atEncoding)
		o.integrates = is(encoding, "text/html") || is(encoding, "application/xhtml+xml")
	}
	return o
}

// behindCDATA is the index behind a CDATA section, which svg and math know.
func behindCDATA(html []byte, i int) int {
	if n := bytes.Index(html[i:], []byte("]]>")); n >= 0 {
		return i + n + 3
	}
	return len(html)
}
