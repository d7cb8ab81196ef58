package xmp

// value reads the value of an element that is a property, a field or an item.
func (p *Packet) value(e int32) Value {
	s := p.scanner
	sh := p.shape(e)
	v, ok := Value{}, false
	switch el := &s.elements[e]; {
	case sh.foreign:
	case sh.parse != nil:
		if s.attributeValue(sh.parse) == "Resource" && sh.resource == nil {
			v, ok = p.node(e)
		}
	case el.child == 0 && (el.flags&hasText == 0 || sh.resource == nil && sh.value == nil):
		v, ok = p.leaf(e, &sh), true
	case el.child == 0: // text, and something else instead
	case el.flags&hasText == 0 && s.elements[el.child].next == 0 && sh.resource == nil && sh.value == nil:
		if v, ok = p.resource(el.child); ok && sh.others > 0 {
			v.Qualifiers = p.appendAttributes(v.Qualifiers, e)
		}
	}
	if !ok {
		return p.foreign(e)
	}
	if sh.lang != "" {
		v.Lang = sh.lang
	}
	return v
}

// leaf reads an element without child elements: a literalPropertyElt or an
// emptyPropertyElt, by the four rules of annex C.2.12.
func (p *Packet) leaf(e int32, sh *shape) Value {
	s := p.scanner
	others := p.appendAttributes(carve(&p.slabs.fields, sh.others), e)
	switch {
	case sh.value != nil:
		return Value{Text: s.attributeValue(sh.value), Qualifiers: others}
	case sh.resource != nil:
		return Value{Kind: KindURI, Text: s.attributeValue(sh.resource), Qualifiers: others}
	case len(others) == 0 || s.elements[e].flags&hasText != 0:
		return Value{Text: s.content(e), Qualifiers: others}
	}
	return Value{Kind: KindStruct, Fields: others}
}

// resource reads the one element within a property: an array, a structure, or a typed
// node, whose type becomes a qualifier.
func (p *Packet) resource(n int32) (Value, bool) {
	s := p.scanner
	local := s.local(n)
	switch s.kind(n) {
	case spaceRDF:
		switch local {
		case "Description":
			return p.node(n)
		case "Alt":
			return p.array(n, KindAlt)
		case "Bag":
			return p.array(n, KindBag)
		case "Seq":
			return p.array(n, KindSeq)
		}
		return Value{}, false
	case spaceNone, spaceXML:
		return Value{}, false
	}
	v, ok := p.node(n)
	if ok {
		v.Qualifiers = append(v.Qualifiers, Field{
			Space: NSRDF, Prefix: "rdf", Name: "type", Value: Value{Kind: KindURI, Text: s.uri(n) + local},
		})
	}
	return v, ok
}

// array reads the items of an array.
func (p *Packet) array(n int32, kind Kind) (Value, bool) {
	s := p.scanner
	count := 0
	for e := s.elements[n].child; e > 0; e = s.elements[e].next {
		if !s.item(e) {
			return Value{}, false
		}
		count++
	}
	if s.elements[n].flags&hasText != 0 || p.shape(n).foreign {
		return Value{}, false
	}
	v := Value{Kind: kind, Cut: count > MaxItems}
	if v.Cut {
		s.note("xmp-too-many-items", int(s.elements[n].start), "The array has more items than are read.")
	}
	if count > 0 {
		v.Items = carve(&p.slabs.items, min(count, MaxItems))
	}
	for e := s.elements[n].child; e > 0 && len(v.Items) < MaxItems; e = s.elements[e].next {
		v.Items = append(v.Items, p.value(e))
	}
	return v, true
}

// item reports whether an element is rdf:li or, in plain RDF, rdf:_1 and so on.
func (t *tree) item(e int32) bool {
	if t.kind(e) != spaceRDF {
		return false
	}
	local := t.local(e)
	return local == "li" || len(local) > 1 && local[0] == '_' && local[1] >= '0' && local[1] <= '9'
}

// appendAttributes makes fields of the attributes that are neither RDF's nor XML's.
func (p *Packet) appendAttributes(fields []Field, e int32) []Field {
	s := p.scanner
	list := s.attributesOf(e)
	for i := range list {
		if r := s.role(&list[i]); r == roleField || r == roleType {
			fields = append(fields, p.attributeField(&list[i]))
		}
	}
	return fields
}

func (p *Packet) attributeField(a *attribute) Field {
	s := p.scanner
	return Field{
		Space: s.spaces[a.space].uri, Prefix: s.prefixAt(a.start, a.name), Name: s.attributeName(a),
		Value: s.attributeAsValue(a),
	}
}

// node reads a structure: fields as attributes and as elements. With rdf:value among
// them, that is the value and the others are its qualifiers; section 7.8.
func (p *Packet) node(n int32) (Value, bool) {
	s := p.scanner
	sh := p.shape(n)
	if sh.foreign || s.elements[n].flags&hasText != 0 {
		return Value{}, false
	}
	count := sh.others
	for e := s.elements[n].child; e > 0; e = s.elements[e].next {
		if !s.namesProperty(e) {
			return Value{}, false
		}
		count++
	}
	fields := p.appendAttributes(carve(&p.slabs.fields, count), n)
	v, qualified := Value{Kind: KindStruct}, sh.value != nil
	if qualified {
		v = s.attributeAsValue(sh.value)
	}
	for e := s.elements[n].child; e > 0; e = s.elements[e].next {
		if s.is(e, "value") {
			v, qualified = p.value(e), true
			continue
		}
		fields = append(fields, Field{Space: s.uri(e), Prefix: s.prefix(e), Name: s.local(e), Value: p.value(e)})
	}
	if qualified {
		v.Qualifiers = append(fields, v.Qualifiers...)
	} else {
		v.Fields = fields
	}
	if v.Lang == "" {
		v.Lang = sh.lang
	}
	return v, true
}

// slabs are what values are cut from, so that a packet costs few allocations.
type slabs struct {
	items  []Value
	fields []Field
	seen   [4]uint64
}

// carve takes n empty places from a slab.
func carve[T any](slab *[]T, n int) []T {
	const least = 16
	if n == 0 {
		return nil
	}
	if cap(*slab)-len(*slab) < n {
		*slab = make([]T, 0, max(n, least))
	}
	from := len(*slab)
	*slab = (*slab)[:from+n]
	return (*slab)[from:from:(from + n)]
}
