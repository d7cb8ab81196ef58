package sfv

// ParseDictionary parses a field that is defined as a dictionary (RFC 9651
// section 4.2.2). Several field lines are joined with ", " before. An empty field
// is an empty dictionary. The error, if any, is a *[SyntaxError].
func ParseDictionary(in []byte) (Dictionary, error) {
	return ParseDictionaryNoting(in, nil)
}

// Repeat is a member or parameter that a later one with the same key replaced.
type Repeat struct {
	Member     string // key of the member, or of the member that holds the parameter
	Param      string // key of the parameter; empty where the member itself is repeated
	Start, End int    // what was replaced: from its key to its end
}

// ParseDictionaryNoting is [ParseDictionary] for callers who want to know what
// the RFC makes a parser drop. It calls note for each member and parameter that
// is replaced, in the order of what replaces them. Where parsing fails, what was
// noted before is of no use.
func ParseDictionaryNoting(in []byte, note func(Repeat)) (Dictionary, error) {
	p, err := newParser(in)
	if err != nil {
		return nil, err
	}
	p.note = note
	return p.dictionary()
}

// ParseList parses a field that is defined as a list (RFC 9651 section 4.2.1).
// Several field lines are joined with ", " before. An empty field is an empty
// list. The error, if any, is a *[SyntaxError].
func ParseList(in []byte) ([]Item, error) {
	p, err := newParser(in)
	if err != nil {
		return nil, err
	}
	return p.list()
}

// ParseItem parses a field that is defined as an item (RFC 9651 section 4.2.3).
// The error, if any, is a *[SyntaxError].
func ParseItem(in []byte) (Item, error) {
	p, err := newParser(in)
	if err != nil {
		return Item{}, err
	}
	p.skip(space)
	if p.at('(') {
		return Item{}, p.fail(p.pos, InnerListAsItem)
	}
	item, err := p.item()
	if err != nil {
		return Item{}, err
	}
	gap := p.pos
	p.skip(space)
	if !p.done() {
		return Item{}, p.stray(gap, 0)
	}
	return item, nil
}

func (p *parser) dictionary() (Dictionary, error) {
	p.skip(space)
	if p.done() {
		return nil, nil
	}
	keys := index[Member]{key: memberKey}
	d := make(Dictionary, 0, 4) // room for as many as most have
	for more := true; more; {
		m, err := p.dictionaryMember()
		if err != nil {
			return nil, err
		}
		if i := keys.find(d, m.Key); i >= 0 {
			p.replaced(Repeat{m.Key, "", d[i].Start, d[i].End})
			d[i] = m
		} else if len(d) == MaxMembers {
			return nil, p.fail(m.Start, TooLarge)
		} else {
			d = append(d, m)
		}
		if more, err = p.comma(tokenStart); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// dictionaryMember reads key ( "=" element / params ).
func (p *parser) dictionaryMember() (m Member, err error) {
	m.Start = p.pos
	if m.Key, err = p.key(); err != nil {
		return m, err
	}
	p.member = m.Key
	if p.take('=') {
		if err = p.tight(); err != nil {
			return m, err
		}
		m.Item, err = p.element()
	} else {
		p.keyEnd = p.pos
		m.Item = Item{Value: Value{Type: Boolean, Bool: true}, Start: p.pos}
		m.Item.Params, err = p.params()
		m.Item.End = p.pos
	}
	m.End = p.pos
	return m, err
}

func (p *parser) list() ([]Item, error) {
	p.skip(space)
	if p.done() {
		return nil, nil
	}
	var list []Item
	for more := true; more; {
		item, err := p.element()
		if err != nil {
			return nil, err
		}
		if len(list) == MaxMembers {
			return nil, p.fail(item.Start, TooLarge)
		}
		list = append(list, item)
		if more, err = p.comma(valueStart); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// element reads item / inner-list.
func (p *parser) element() (item Item, err error) {
	if !p.at('(') {
		return p.item()
	}
	item.Start = p.pos
	item.Value.Type = InnerList
	if item.Value.List, err = p.innerItems(); err != nil {
		return item, err
	}
	item.Params, err = p.params()
	item.End = p.pos
	return item, err
}

// item reads bare-item params.
func (p *parser) item() (item Item, err error) {
	item.Start = p.pos
	if item.Value, err = p.bareItem(); err != nil {
		return item, err
	}
	item.Params, err = p.params()
	item.End = p.pos
	return item, err
}

// innerItems reads "(" *SP [ item *( 1*SP item ) *SP ] ")".
func (p *parser) innerItems() ([]Item, error) {
	open := p.pos
	p.pos++
	var list []Item
	for {
		gap := p.pos
		p.skip(space)
		switch {
		case p.done():
			return nil, p.fail(open, UnterminatedInnerList)
		case p.take(')'):
			return list, nil
		case p.at(','):
			return nil, p.fail(p.pos, CommaInInnerList)
		case p.at('('):
			return nil, p.fail(p.pos, NestedInnerList)
		case len(list) > 0 && p.pos == gap:
			return nil, p.fail(p.pos, MissingSpace)
		case len(list) > 0 && (p.at(';') || p.at('=')):
			return nil, p.stray(gap, 0)
		}
		item, err := p.item()
		if err != nil {
			return nil, err
		}
		if len(list) == MaxInnerItems {
			return nil, p.fail(item.Start, TooLarge)
		}
		list = append(list, item)
	}
}
