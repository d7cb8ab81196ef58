package sfv

import "strconv"

// AppendDictionary appends the canonical form of a dictionary (RFC 9651 section
// 4.1.2) to dst. An empty dictionary is no text at all: the field is left out.
// Two members with one key are an error, since no dictionary has them, and so
// are two such parameters. On any error, a *[ValueError], dst comes back as it
// was. Offsets are not looked at.
func AppendDictionary(dst []byte, d Dictionary) ([]byte, error) {
	out := dst
	keys := index[Member]{key: memberKey}
	for i := range d {
		m := &d[i]
		if i > 0 {
			out = append(out, ", "...)
		}
		var err error
		switch {
		case keys.find(d[:i], m.Key) >= 0:
			err = invalid(DuplicateKey)
		case isTrue(&m.Item.Value):
			if out, err = appendKey(out, m.Key); err == nil {
				out, err = appendParams(out, m.Item.Params)
			}
		default:
			if out, err = appendKey(out, m.Key); err == nil {
				out, err = appendElement(append(out, '='), &m.Item)
			}
		}
		if err != nil {
			return dst, within(m.Key, err)
		}
	}
	return out, nil
}

// AppendList appends the canonical form of a list (RFC 9651 section 4.1.1) to
// dst. An empty list is no text at all: the field is left out. On any error, a
// *[ValueError], dst comes back as it was.
func AppendList(dst []byte, l []Item) ([]byte, error) {
	out := dst
	for i := range l {
		if i > 0 {
			out = append(out, ", "...)
		}
		var err error
		if out, err = appendElement(out, &l[i]); err != nil {
			return dst, within(strconv.Itoa(i), err)
		}
	}
	return out, nil
}

// AppendItem appends the canonical form of an item (RFC 9651 section 4.1.3) to
// dst. On any error, a *[ValueError], dst comes back as it was.
func AppendItem(dst []byte, i Item) ([]byte, error) {
	if i.Value.Type == InnerList {
		return dst, invalid(InnerListAsItem)
	}
	out, err := appendElement(dst, &i)
	if err != nil {
		return dst, err
	}
	return out, nil
}

// appendElement writes an item or inner list.
func appendElement(dst []byte, item *Item) ([]byte, error) {
	var err error
	if item.Value.Type == InnerList {
		dst, err = appendInnerItems(dst, item.Value.List)
	} else {
		dst, err = appendBare(dst, &item.Value)
	}
	if err != nil {
		return dst, err
	}
	return appendParams(dst, item.Params)
}

func appendInnerItems(dst []byte, list []Item) ([]byte, error) {
	dst = append(dst, '(')
	for i := range list {
		if i > 0 {
			dst = append(dst, ' ')
		}
		err := error(invalid(NestedInnerList))
		if list[i].Value.Type != InnerList {
			dst, err = appendElement(dst, &list[i])
		}
		if err != nil {
			return dst, within("("+strconv.Itoa(i)+")", err)
		}
	}
	return append(dst, ')'), nil
}

func appendParams(dst []byte, params []Param) ([]byte, error) {
	keys := index[Param]{key: paramKey}
	for i := range params {
		p := &params[i]
		dst = append(dst, ';')
		var err error
		switch {
		case keys.find(params[:i], p.Key) >= 0:
			err = invalid(DuplicateKey)
		case p.Value.Type == InnerList:
			err = invalid(InnerListAsParameter)
		case isTrue(&p.Value):
			dst, err = appendKey(dst, p.Key)
		default:
			if dst, err = appendKey(dst, p.Key); err == nil {
				dst, err = appendBare(append(dst, '='), &p.Value)
			}
		}
		if err != nil {
			return dst, within(";"+p.Key, err)
		}
	}
	return dst, nil
}

// isTrue reports whether the value is the one that a key alone stands for.
func isTrue(v *Value) bool { return v.Type == Boolean && v.Bool }

func appendKey(dst []byte, key string) ([]byte, error) {
	if key == "" {
		return dst, invalid(MissingKey)
	}
	for i := range len(key) {
		switch c := key[i]; {
		case upperCase(c):
			return dst, invalid(UpperCaseKey)
		case !is(c, keyChar), i == 0 && !is(c, keyStart):
			return dst, invalid(BadKey)
		}
	}
	return append(dst, key...), nil
}

func invalid(r Reason) *ValueError { return &ValueError{Reason: r} }

// within puts where it was found before the place an error already names.
func within(where string, err error) error {
	if e, ok := err.(*ValueError); ok {
		e.Where = where + e.Where
	}
	return err
}
