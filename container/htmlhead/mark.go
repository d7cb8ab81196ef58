package htmlhead

import "bytes"

// speaking are the attributes that can make an element a mark.
const speaking = 1<<atRel | 1<<atProperty | 1<<atHref | 1<<atResource

// mark lists the element of the start tag in hand if it may speak about rights.
// foreign says that it belongs to svg or math.
func (s *scanner) mark(foreign bool) {
	t := &s.tag
	if t.present&speaking == 0 || !s.speaks() {
		return
	}
	p := s.page
	if s.lost {
		p.Cut = true
	}
	if s.templates > 0 {
		return
	}
	if len(p.Marks) >= MaxMarks {
		p.Cut = true
		return
	}
	m := Mark{
		Element:  s.elementName(foreign),
		Rel:      s.value(atRel),
		Property: s.value(atProperty),
		Href:     s.value(atHref),
		Resource: s.value(atResource),
		Content:  s.value(atContent),
		About:    s.value(atAbout),
		Offset:   t.start,
	}
	if m.About == nil {
		m.About = s.about(!foreign && s.fosters(t.element))
	}
	if m.Property != nil && (foreign || !t.element.has(void)) {
		m.Text = s.textBehind(t, foreign)
	}
	p.Marks = append(p.Marks, m)
}

// speaks reports whether the attributes of the tag in hand may speak about rights.
func (s *scanner) speaks() bool {
	return s.namesRights(atRel) || s.namesRights(atProperty) || s.linksToCC(atHref) || s.linksToCC(atResource)
}

// rightsLetters is how long the shortest name of rights is.
const rightsLetters = len("rights")

// namesRights reports whether one of an attribute's tokens ends in a name of rights.
func (s *scanner) namesRights(a attribute) bool {
	list := s.written(a)
	if len(list) < rightsLetters {
		return false
	}
	if bytes.IndexByte(list, '&') >= 0 {
		from := len(s.page.store)
		list = s.value(a)
		s.page.store = s.page.store[:from]
	}
	return namesRights(list)
}

func namesRights(list []byte) bool {
	if len(list) < rightsLetters {
		return false
	}
	from := 0
	for i, c := range list {
		if c <= ' ' && class[c]&space != 0 {
			if i-from >= rightsLetters && isRights(list[from:i]) {
				return true
			}
			from = i + 1
		}
	}
	return len(list)-from >= rightsLetters && isRights(list[from:])
}

// isRights reports whether a token ends in a name of rights.
func isRights(token []byte) bool {
	switch token[len(token)-1] | 0x20 {
	case 'e':
		return endsWith(token, "license") || endsWith(token, "licence") || endsWith(token, "attributionname")
	case 'l':
		return endsWith(token, "attributionurl")
	case 's':
		return endsWith(token, "rights")
	}
	return false
}

// linksToCC reports whether an attribute is a URL at creativecommons.org, perhaps
// with www. before it.
func (s *scanner) linksToCC(a attribute) bool {
	url := s.written(a)
	if len(url) < len("//creativecommons.org") || url[0] == '#' {
		return false
	}
	if isAtCC(url) {
		return true
	}
	reference := bytes.IndexByte(url, '&')
	if reference < 0 || bytes.IndexByte(url[:reference], '?') >= 0 {
		return false // as written, or no reference in the host
	}
	from := len(s.page.store)
	at := isAtCC(s.value(a))
	s.page.store = s.page.store[:from]
	return at
}

func isAtCC(url []byte) bool {
	for len(url) > 0 && url[0] <= ' ' {
		url = url[1:]
	}
	switch {
	case beginsWith(url, "https:"):
		url = url[len("https:"):]
	case beginsWith(url, "http:"):
		url = url[len("http:"):]
	}
	if len(url) < 2 || url[0] != '/' || url[1] != '/' {
		return false
	}
	url = url[2:]
	if beginsWith(url, "www.") {
		url = url[len("www."):]
	}
	const host = "creativecommons.org"
	return beginsWith(url, host) && (len(url) == len(host) || class[url[len(host)]]&endsHost != 0)
}

// elementName is the name of the element of the tag in hand, in lower case. HTML has
// an image for an img, section 13.2.6.4.7.
func (s *scanner) elementName(foreign bool) []byte {
	p, name := s.page, s.tag.name.of(s.html)
	if !foreign && s.tag.element == elImage {
		return img
	}
	from := len(p.store)
	changed := false
	for _, c := range name {
		if c == 0 {
			p.store = append(p.store, "\uFFFD"...)
			changed = true
			continue
		}
		p.store = append(p.store, lower[c])
		changed = changed || lower[c] != c
	}
	if !changed {
		p.store = p.store[:from]
		return name
	}
	return p.store[from:len(p.store):len(p.store)]
}

var img = []byte("img")

// textBehind is the text that follows a start tag.
func (s *scanner) textBehind(t *tag, foreign bool) []byte {
	from := t.next
	if !foreign && t.element.has(raw) {
		end := s.rawEnd(t)
		if t.element == elTitle || t.element == elTextarea {
			return s.page.text(s.html[from:end:end], true)
		}
		return s.html[from:end:end]
	}
	for i := from; ; i++ {
		n := bytes.IndexByte(s.html[i:], '<')
		if n < 0 {
			i = len(s.html)
		} else {
			i += n
		}
		if n >= 0 {
			if kind, _ := markupAt(s.html, i); kind == isText {
				continue
			}
		}
		return s.page.text(s.html[from:i:i], false)
	}
}
