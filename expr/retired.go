package expr

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// stricter chooses between two items for one label: the one that refuses more,
// and a bare n where both refuse with different exceptions.
func stricter(a, b sfv.Item) sfv.Item {
	switch pa, pb := preference(&a), preference(&b); {
	case pa == "n" && pb == "n" && !sameExceptions(a, b):
		return sfv.Item{Value: token("n")}
	case pa == "n", pb == "", pa == "y" && pb == "y":
		return a
	}
	return b
}

// sameExceptions reports whether two items have the same exceptions, or none.
func sameExceptions(a, b sfv.Item) bool {
	var values [2]sfv.Value
	for i, item := range []sfv.Item{a, b} {
		for _, p := range item.Params {
			if p.Key == exceptionsKey {
				values[i] = p.Value
			}
		}
	}
	v, w := values[0], values[1]
	return v.Type == w.Type && v.Int == w.Int && v.Text == w.Text && v.Bool == w.Bool
}

// replaceRetired says with current labels what retired ones said, by the table
// of the legacy profile.
func replaceRetired(d, old sfv.Dictionary) sfv.Dictionary {
	var s said
	items := make(map[int]sfv.Item) // by category
	both := append(append(sfv.Dictionary{}, d...), old...)
	r := newReader(nil, &Source{Profile: legacy})
	r.quiet = true
	for i := range both {
		c, ok := legacy.index[both[i].Key]
		if !ok || preference(&both[i].Item) == "" {
			continue
		}
		if item, repeated := items[c]; repeated {
			both[i].Item = stricter(item, both[i].Item)
		}
		items[c] = both[i].Item
		s[c] = r.member(&both[i])
	}
	for _, u := range labelled {
		item, ok := legacyItem(u, &s, items)
		if !ok {
			continue
		}
		d = setMember(d, u.String(), item)
	}
	return d
}

// legacyItem is the item that says about a use what the legacy profile reads.
func legacyItem(u proviso.Use, s *said, items map[int]sfv.Item) (sfv.Item, bool) {
	for _, level := range legacy.uses[u].levels {
		var found []sfv.Item
		for _, c := range level {
			// vocab-01 exempted search from tdm. The legacy profile reads on the safe
			// side; a text to publish in its place should not hide a site from search.
			if u == proviso.Search && legacy.Categories[c].Label == "tdm" {
				continue
			}
			if item, ok := items[c]; ok {
				found = append(found, item)
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], true
		}
		item, _ := itemFor(legacy.uses[u].outcome(s))
		return item, true
	}
	return sfv.Item{}, false
}

// setMember gives a label its value and exceptions, keeping other parameters that
// it has already.
func setMember(d sfv.Dictionary, key string, item sfv.Item) sfv.Dictionary {
	for i := range d {
		if d[i].Key != key {
			continue
		}
		var params []sfv.Param
		for _, p := range d[i].Item.Params {
			if p.Key != exceptionsKey {
				params = append(params, p)
			}
		}
		for _, p := range item.Params {
			if p.Key == exceptionsKey {
				params = setParam(params, p.Key, p.Value)
			}
		}
		d[i].Item.Value, d[i].Item.Params = item.Value, params
		return d
	}
	return append(d, sfv.Member{Key: key, Item: item})
}

// setParam sets a parameter, once.
func setParam(params []sfv.Param, key string, v sfv.Value) []sfv.Param {
	for i := range params {
		if params[i].Key == key {
			params[i].Value = v
			return params
		}
	}
	return append(params, sfv.Param{Key: key, Value: v})
}
