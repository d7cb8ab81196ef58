package expr

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// mend gives the text that a member was probably meant to be; empty if it seems
// to be meant as it stands, or if nobody can tell.
func (r *reader) mend(m *sfv.Member) string {
	if r.full() {
		return ""
	}
	return meantMember(m, r.profile)
}

func meantMember(m *sfv.Member, p *Profile) string {
	if m.End-m.Start > maxMended {
		return ""
	}
	d := sfv.Dictionary{*m}
	meant := write(p.meant(d, everyMember))
	if meant == write(d) {
		return ""
	}
	return meant
}

// maxMended bounds the length of a member that a problem offers a mending text
// for.
const maxMended = 1024

// everyMember applies all fixes.
func everyMember(int) bool { return true }

// meant gives the dictionary that d was probably meant to be, for reading under
// the profile. Only members that apply names are changed.
func (p *Profile) meant(d sfv.Dictionary, apply func(i int) bool) sfv.Dictionary {
	out := make(sfv.Dictionary, 0, len(d))
	at := make(map[string]int, len(d))
	add := func(m sfv.Member) {
		if i, repeated := at[m.Key]; repeated {
			out[i].Item = stricter(out[i].Item, m.Item)
			return
		}
		at[m.Key] = len(out)
		out = append(out, m)
	}
	var old sfv.Dictionary
	for i := range d {
		if !apply(i) {
			add(d[i])
			continue
		}
		for _, m := range p.fix(&d[i]) {
			if p.retired(m.Key) && preference(&m.Item) != "" {
				old = append(old, m)
			} else {
				add(m)
			}
		}
	}
	if len(old) > 0 {
		out = replaceRetired(out, old)
	}
	return out
}

// fix gives the member or members that m was probably meant to be, all labels
// being the profile's or retired ones. Members of other people are left alone.
func (p *Profile) fix(m *sfv.Member) sfv.Dictionary {
	fixed := *m
	if label, ok := p.meantLabel(m.Key); ok {
		fixed.Key = label
	}
	if !p.ours(fixed.Key) {
		return sfv.Dictionary{*m}
	}
	if v, ok := meantPreference(m); ok {
		fixed.Item.Value = v
	}
	fixed.Item.Params = nil
	var more sfv.Dictionary
	promised := false // something is asked in return
	for i := range m.Item.Params {
		param := &m.Item.Params[i]
		if other, ok := p.memberInParameter(param); ok {
			more = append(more, other)
			continue
		}
		if !p.Exceptions || param.Key != exceptionsKey && !likeExceptions(param.Key) {
			fixed.Item.Params = append(fixed.Item.Params, *param)
			continue
		}
		value, keep, asks := meantException(param)
		promised = promised || asks
		if keep {
			fixed.Item.Params = setParam(fixed.Item.Params, exceptionsKey, value)
		}
	}
	if promised && preference(&fixed.Item) == "y" {
		fixed.Item.Value = token("n")
	}
	return append(sfv.Dictionary{fixed}, more...)
}

// meantException gives the value that exceptions was probably meant to have, and
// whether to keep the parameter at all. It asks for something in return if it
// is a signal or a link.
func meantException(p *sfv.Param) (value sfv.Value, keep, asks bool) {
	if _, ok := proviso.SignalNamed(p.Key); ok {
		return token(p.Key), true, true
	}
	v := p.Value
	if v.Type != sfv.Token && v.Type != sfv.String {
		return v, true, false
	}
	tokens := signalsIn(v.Text)
	switch {
	case len(tokens) == 1 && tokens[0] == noExceptions:
		return v, v.Type == sfv.Token, false
	case len(tokens) == 1:
		return token(tokens[0]), true, true
	case len(tokens) > 1:
		return v, false, true // they cannot be said together; the bare n is the safe form
	case v.Type == sfv.Token && likeLink(v.Text):
		v.Type = sfv.String
		return v, true, true
	case v.Type == sfv.Token:
		word := strings.ReplaceAll(strings.ToLower(v.Text), "_", "-")
		if signal, ok := signalAliases[word]; ok {
			word = signal
		}
		if _, ok := proviso.SignalNamed(word); ok {
			return token(word), true, true
		}
		return v, true, false
	}
	_, why := resolve(v.Text, "https://example.com/")
	return v, true, why == ""
}

// signalAliases are tokens seen in the wild, or near enough, for CC signals.
var signalAliases = map[string]string{
	"cr": "cc-cr", "credit": "cc-cr", "cc-credit": "cc-cr",
	"cc-dc": "cc-cr-dc", "cr-dc": "cc-cr-dc", "dc": "cc-cr-dc",
	"cc-ec": "cc-cr-ec", "cr-ec": "cc-cr-ec", "ec": "cc-cr-ec",
	"cc-op": "cc-cr-op", "cr-op": "cc-cr-op", "op": "cc-cr-op", "cc-cr-open": "cc-cr-op",
}

// memberInParameter gives the member that a parameter was probably meant to be:
// its key is a label and its value a preference.
func (p *Profile) memberInParameter(param *sfv.Param) (sfv.Member, bool) {
	if _, known := p.index[param.Key]; !known {
		return sfv.Member{}, false
	}
	m := sfv.Member{Key: param.Key, Item: sfv.Item{Value: param.Value}}
	if param.End-param.Start == len(param.Key) {
		return m, false // without a value, as in "train-ai;search"
	}
	if v, ok := meantPreference(&m); ok {
		m.Item.Value = v
	}
	return m, preference(&m.Item) != ""
}

// preference is "y", "n", or empty where the item says neither.
func preference(item *sfv.Item) string {
	if v := item.Value; v.Type == sfv.Token && (v.Text == "y" || v.Text == "n") {
		return v.Text
	}
	return ""
}

// meantPreference gives y or n for a value that plainly means it. Numbers do
// not: in TDMRep a 1 is a deny.
func meantPreference(m *sfv.Member) (sfv.Value, bool) {
	v := m.Item.Value
	switch v.Type {
	case sfv.Token, sfv.String:
		p, ok := preferenceWord(v.Text)
		return token(p), ok
	case sfv.Boolean:
		// A label without a value is Boolean too, and plainly means nothing.
		if m.Item.Start == m.Start+len(m.Key) {
			return v, false
		}
		if v.Bool {
			return token("y"), true
		}
		return token("n"), true
	case sfv.InnerList:
		if len(v.List) == 1 && v.List[0].Value.Type == sfv.Token {
			p, ok := preferenceWord(v.List[0].Value.Text)
			return token(p), ok
		}
	}
	return v, false
}

// preferenceWord translates a word that plainly means y or n.
func preferenceWord(word string) (string, bool) {
	switch strings.ToLower(word) {
	case "y", "yes", "allow", "allowed", "true", "permit", "permitted", "grant", "granted":
		return "y", true
	case "n", "no", "deny", "denied", "disallow", "disallowed", "false", "forbid", "forbidden", "refuse", "never":
		return "n", true
	}
	return "", false
}

func token(text string) sfv.Value { return sfv.Value{Type: sfv.Token, Text: text} }

// write serialises a dictionary; empty if it cannot be.
func write(d sfv.Dictionary) string {
	text, err := sfv.AppendDictionary(nil, d)
	if err != nil {
		return ""
	}
	return string(text)
}
