package xmp

// read finds the properties; annex C.2 of the specification.
func (p *Packet) read() {
	s := p.scanner
	p.rdf = p.findRDF()
	if p.rdf == 0 {
		const hint = "There is no rdf:RDF element."
		if p.empty() {
			s.note("xmp-no-rdf", 0, hint)
		} else {
			s.breaks("xmp-no-rdf", 0, hint)
		}
		return
	}
	p.Properties = make([]Property, 0, p.count())
	p.stray(p.rdf)
	for d := s.elements[p.rdf].child; d > 0; d = s.elements[d].next {
		switch {
		case s.is(d, "Description"):
		case s.kind(d) != spaceOther:
			s.note("xmp-foreign", int(s.elements[d].start), "This element is none of RDF's, and was left out.")
			continue
		default:
			s.note("xmp-typed-node", int(s.elements[d].start), "XMP has nothing but rdf:Description in rdf:RDF.")
		}
		p.description(d)
	}
}

// findRDF gives the first rdf:RDF within x:xmpmeta or, failing that, the first there
// is.
func (p *Packet) findRDF() int32 {
	s := p.scanner
	var found int32
	for e := int32(1); int(e) < len(s.elements); e++ {
		if !s.is(e, "RDF") {
			continue
		}
		parent := s.elements[e].parent
		meta := parent > 0 && s.isMeta(parent)
		if meta || found == 0 {
			found = e
		}
		if meta {
			p.toolkit(parent)
		}
		if meta || parent == 0 {
			break
		}
	}
	for e := s.elements[found].next; e > 0; e = s.elements[e].next {
		if s.is(e, "RDF") {
			s.note("xmp-several-rdf", int(s.elements[e].start), "This rdf:RDF element is not the first, and was left out.")
			break
		}
	}
	return found
}

// empty reports whether the packet is an x:xmpmeta with nothing in it, as Pillow and
// others write it: it says nothing, and an edit gives it its rdf:RDF.
func (p *Packet) empty() bool {
	s := p.scanner
	return s.root > 0 && s.isMeta(s.root) && s.elements[s.root].child == 0 && s.elements[s.root].flags&hasText == 0
}

// isMeta reports whether an element is x:xmpmeta, by the name of today or of before.
func (t *tree) isMeta(e int32) bool {
	return t.uri(e) == NSMeta && (t.local(e) == "xmpmeta" || t.local(e) == "xapmeta")
}

func (p *Packet) toolkit(meta int32) {
	s := p.scanner
	list := s.attributesOf(meta)
	for i := range list {
		if s.attributeName(&list[i]) == "xmptk" && s.spaces[list[i].space].uri == NSMeta {
			p.Toolkit = s.attributeValue(&list[i])
		}
	}
}

// count is how many properties there can be.
func (p *Packet) count() int {
	s := p.scanner
	n := 0
	for d := s.elements[p.rdf].child; d > 0; d = s.elements[d].next {
		n += int(s.elements[d].attributes)
		for e := s.elements[d].child; e > 0; e = s.elements[e].next {
			n++
		}
	}
	return min(n, MaxProperties)
}

func (p *Packet) stray(e int32) {
	if s := p.scanner; s.elements[e].flags&hasText != 0 {
		s.note("xmp-stray-text", int(s.elements[e].start), "Text stands in an element that may only hold elements.")
	}
}

// description reads an element that describes something, and whose attributes and
// elements are properties.
func (p *Packet) description(d int32) {
	s := p.scanner
	about := p.about(d)
	p.stray(d)
	from := s.elements[d].firstAttribute
	list := s.attributesOf(d)
	for i := range list {
		a := &list[i]
		switch s.role(a) {
		case roleField, roleType, roleValue:
			p.add(Property{
				Space: s.spaces[a.space].uri, Prefix: s.prefixAt(a.start, a.name), Name: s.attributeName(a),
				Value: s.attributeAsValue(a), About: about, Attribute: true,
				owner: d, node: from + int32(i), start: int(a.start), end: int(a.end),
			})
		case roleForeign:
			s.note("xmp-foreign", int(a.start), "An attribute without a namespace says nothing here.")
		}
	}
	for e := s.elements[d].child; e > 0; e = s.elements[e].next {
		el := &s.elements[e]
		if el.end == 0 {
			break // what is not whole may say half of what was meant
		}
		p.add(Property{
			Space: s.uri(e), Prefix: s.prefix(e), Name: s.local(e), Value: p.topValue(e), About: about,
			owner: d, node: e, start: int(el.start), end: int(el.end),
		})
	}
}

// topValue is the value of a property that is an element.
func (p *Packet) topValue(e int32) Value {
	if p.scanner.namesProperty(e) {
		return p.value(e)
	}
	return p.foreign(e)
}

// foreign keeps an element as it stands.
func (p *Packet) foreign(e int32) Value {
	s := p.scanner
	s.note("xmp-foreign", int(s.elements[e].start), "This is not RDF, and was kept as it stands.")
	return Value{Kind: KindXML, Text: s.outer(e)}
}

func (p *Packet) add(q Property) {
	s := p.scanner
	if len(p.Properties) == MaxProperties {
		if s.broken == nil || s.broken.Code != "xmp-too-many-properties" {
			s.breaks("xmp-too-many-properties", q.start, "The packet has more properties than are read.")
		}
		return
	}
	if p.known(&q) {
		s.note("xmp-duplicate", q.start, "This property stands here a second time; the first counts.")
	}
	q.Offset, q.End = q.start, q.end
	p.Properties = append(p.Properties, q)
}

// known reports whether a property was found before. The bits of seen say quickly of
// most that they were not.
func (p *Packet) known(q *Property) bool {
	h := uint(len(q.Name)) * 31
	for i := 0; i < len(q.Name); i++ {
		h = h*31 + uint(q.Name[i])
	}
	h %= uint(len(p.seen) * 64)
	bit := uint64(1) << (h % 64)
	if p.seen[h/64]&bit != 0 {
		return p.Find(q.Space, q.Name) != nil
	}
	p.seen[h/64] |= bit
	return false
}

// about gives the subject of a description. Several that are not empty should be the
// same.
func (p *Packet) about(d int32) string {
	s := p.scanner
	list := s.attributesOf(d)
	for i := range list {
		a := &list[i]
		if kind := s.spaces[a.space].kind; kind != spaceRDF && kind != spaceNone || s.attributeName(a) != "about" {
			continue
		}
		about := s.attributeValue(a)
		switch {
		case about == "" || about == p.About:
		case p.About == "":
			p.About = about
		default:
			s.note("xmp-about-differs", int(a.start), "This description is about something else than the one before it.")
		}
		return about
	}
	return ""
}
