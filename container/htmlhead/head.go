package htmlhead

import "bytes"

// mode is an insertion mode, section 13.2.4.1.
type mode uint8

const (
	beforeHead mode = iota // and all before it
	headMode
	noscriptMode
	afterHead
)

// head reads up to the end of the head and returns where that is, and whether a
// frameset follows instead of a body. Sections 13.2.6.4.1 to 13.2.6.4.6, with
// scripting disabled. What follows "</head>" belongs to the head as long as it could:
// the standard puts such elements back into it.
func (s *scanner) head() (end int, framed bool) {
	html := s.html
	s.push(open{element: elHTML})
	s.push(open{element: elHead})
	m := beforeHead
	i := 0
	if bom := []byte("\xEF\xBB\xBF"); bytes.HasPrefix(html, bom) {
		i = len(bom)
	}
	for i < len(html) {
		switch c := html[i]; {
		case class[c]&space != 0:
			i++
			continue
		case c == '&':
			n := spaceReference(html[i:])
			if n == 0 {
				return i, false
			}
			i += n
			continue
		case c != '<':
			return i, false
		}
		kind, next := isStartTag, i+1
		if next >= len(html) || class[html[next]]&alpha == 0 {
			kind, next = markupAt(html, i)
		}
		switch kind {
		case isText:
			return i, false
		case isAside:
			i = next
			continue
		}
		if !s.tag.read(html, i, next) {
			break
		}
		if kind == isEndTag {
			var ends bool
			if m, ends = s.headEndTag(m); ends {
				return i, false
			}
			i = s.tag.next
			continue
		}
		var belongs bool
		if m, i, belongs = s.headStartTag(m); !belongs {
			s.inNoscript = m == noscriptMode
			return s.tag.start, s.tag.element == elFrameset
		}
	}
	return len(html), false
}

// headEndTag reports whether an end tag ends the head, and the mode that follows.
func (s *scanner) headEndTag(m mode) (next mode, ends bool) {
	switch s.tag.element {
	case elHead:
		if m != noscriptMode {
			m = afterHead
		}
	case elNoscript:
		if m == noscriptMode {
			s.cut(2)
			m = headMode
		}
	case elBody, elHTML:
		return m, m != noscriptMode
	case elBr:
		return m, true
	}
	return m, false
}

// headStartTag takes a start tag and reports where to read on and in which mode; or
// that it does not belong to the head.
func (s *scanner) headStartTag(m mode) (next mode, i int, belongs bool) {
	t := &s.tag
	switch e := t.element; {
	case e == elHTML:
		s.merge(0)
		s.mark(false)
	case e == elHead:
		if m == beforeHead {
			m = headMode
			s.merge(1)
			s.mark(false)
		}
	case e == elNoscript:
		switch m {
		case afterHead:
			return m, t.start, false
		case noscriptMode:
			return m, t.next, true
		}
		m = noscriptMode
		s.mark(false)
		s.push(open{element: e, about: s.value(atAbout)})
	case e.has(inHead):
		switch {
		case m == beforeHead:
			m = headMode
		case m == noscriptMode && (e == elBase || e == elScript || e == elTitle || e == elTemplate):
			s.cut(2)
			m = headMode
		}
		return m, s.headElement(), true
	default:
		return m, t.start, false
	}
	return m, t.next, true
}

// headElement lists an element of the head and returns where to read on.
func (s *scanner) headElement() int {
	t, p := &s.tag, s.page
	switch t.element {
	case elMeta:
		s.meta()
		return t.next
	case elLink:
		s.link()
		return t.next
	}
	s.mark(false)
	switch {
	case t.element == elBase && t.has(atHref) && p.Base == nil:
		p.Base = s.value(atHref)
	case t.element == elTemplate:
		depth := len(s.open)
		s.push(open{element: elTemplate})
		next := s.walk(t.next, depth)
		if s.lost {
			p.Cut = true // it may have ended elsewhere
		}
		return next
	case t.element.has(raw):
		return s.rawElement()
	}
	return t.next
}

// meta lists a meta element, as a mark too if it is one.
func (s *scanner) meta() {
	t, p := &s.tag, s.page
	if len(p.Metas) >= MaxMetas {
		p.Cut = true
		s.mark(false)
		return
	}
	p.Metas = append(p.Metas, Meta{})
	m := &p.Metas[len(p.Metas)-1] // filled in place: it is large
	m.Name = s.value(atName)
	m.Property = s.value(atProperty)
	m.HTTPEquiv = s.value(atHTTPEquiv)
	m.Content = s.value(atContent)
	m.Offset = t.start
	// Most have no attribute but these that could make them a mark.
	if t.present&(speaking&^(1<<atProperty)) != 0 || namesRights(m.Property) {
		s.mark(false)
	}
}

// link lists a link element that has an address, as a mark too if it is one.
func (s *scanner) link() {
	t, p := &s.tag, s.page
	if !t.has(atHref) || len(p.Links) >= MaxLinks {
		p.Cut = p.Cut || t.has(atHref)
		s.mark(false)
		return
	}
	p.Links = append(p.Links, Link{})
	l := &p.Links[len(p.Links)-1]
	l.Rel = s.value(atRel)
	l.Href = s.value(atHref)
	l.Type = s.value(atType)
	l.Title = s.value(atTitle)
	l.Offset = t.start
	if t.present&(1<<atProperty|1<<atResource) != 0 || namesRights(l.Rel) || isAtCC(l.Href) {
		s.mark(false)
	}
}

// merge gives the html, head or body element the about attribute of a tag, if it has
// none yet.
func (s *scanner) merge(i int) {
	if o := &s.open[i]; o.about == nil {
		o.about = s.value(atAbout)
	}
}
