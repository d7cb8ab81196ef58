package htmlhead

import "bytes"

// body reads the body, which begins at i.
func (s *scanner) body(i int) {
	s.cut(1)
	s.push(open{element: elBody})
	s.walk(i, 0)
}

// walk reads from i on until no more than depth elements are open or the page ends,
// and returns where to read on.
func (s *scanner) walk(i, depth int) int {
	html := s.html
	for {
		n := bytes.IndexByte(html[i:], '<')
		if n < 0 {
			return len(html)
		}
		i += n
		kind, next := markupAt(html, i)
		switch kind {
		case isText:
			i++
			continue
		case isAside:
			if s.top().space != inHTML && bytes.HasPrefix(html[i:], []byte("<![CDATA[")) {
				next = behindCDATA(html, i)
			}
			i = next
			continue
		}
		if !s.tag.read(html, i, next) {
			return len(html)
		}
		if kind == isStartTag {
			i = s.start()
			continue
		}
		s.endTag()
		i = s.tag.next
		if len(s.open) <= depth {
			return i
		}
	}
}

// start takes a start tag and returns where to read on.
func (s *scanner) start() int {
	t := &s.tag
	if top := s.top(); top.space != inHTML && !s.holdsHTML(top) {
		if !s.breaksOut() {
			s.mark(true)
			if !t.closed {
				s.push(s.foreign(top.space))
			}
			return t.next
		}
		s.leaveForeign()
	}
	return s.startHTML()
}

// startHTML takes a start tag of HTML and returns where to read on.
func (s *scanner) startHTML() int {
	t := &s.tag
	e := t.element
	if top := s.top(); top.is(elTemplate) && e != elTemplate {
		if !top.holds(e) {
			return t.next
		}
	}
	switch e {
	case elHTML, elBody:
		if s.templates == 0 {
			s.merge(min(int(e-elHTML), 1))
			s.mark(false)
		}
		return t.next
	case elHead, elFrame, elFrameset:
		return t.next
	}
	hidden := e == elInput && is(s.written(atType), "hidden") && s.tableInHand() >= 0 // ends nothing
	if !hidden && !s.begin(e) {
		return t.next
	}
	s.mark(false)
	fostered := s.fosters(e)
	var o open
	switch {
	case e.has(raw):
		return s.rawElement()
	case e.has(void), e == elForm && s.tableInHand() >= 0:
		return t.next
	case e == elSvg:
		o = s.foreign(inSVG)
	case e == elMath:
		o = s.foreign(inMathML)
	default:
		o = open{element: e, name: t.name.of(s.html), about: s.value(atAbout)}
	}
	if o.space == inHTML || !t.closed {
		o.fostered = fostered
		s.push(o)
	}
	return t.next
}

// holds decides what a template's content is by the first element in it, and
// reports whether the template may hold an element.
func (o *open) holds(e element) bool {
	switch o.template {
	case undecided:
		switch {
		case e == elCol:
			o.template = columns
		case !e.has(inHead):
			o.template = anything
		}
	case columns:
		return e == elCol
	}
	return true
}

// endTag takes the end tag in hand.
func (s *scanner) endTag() {
	t := &s.tag
	name := t.name.of(s.html)
	if s.top().space != inHTML {
		if t.element != elBr && t.element != elP {
			for i := len(s.open) - 1; i > 0 && s.open[i].space != inHTML; i-- {
				if same(s.open[i].name, name) {
					s.cut(i)
					return
				}
			}
		} else {
			s.leaveForeign()
		}
	}
	s.end(t.element, name)
}
