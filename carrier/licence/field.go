package licence

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/weblink"
)

// fields reads Link fields (RFC 8288) with the relation "license" (RFC 4946).
func (r *reader) fields() {
	for i := range r.artifact.Header {
		f := &r.artifact.Header[i]
		if !isLinkField(f) {
			continue
		}
		links := weblink.Parse(f.Value)
		for j := range links {
			r.field(f.Value, &links[j])
		}
	}
}

// isLinkField reports whether a field may hold a link to a licence, rightly spelt or
// not.
func isLinkField(f *carrier.Field) bool {
	return strings.EqualFold(f.Name, "Link") && mentions(f.Value, "licen")
}

func (r *reader) field(value string, l *weblink.Link) {
	found := none
	for one := range strings.FieldsSeq(l.Rel) {
		if role := roleOf(one); role == license || role == misspelt && found == none {
			found = role
		}
	}
	s := source{field: true, offset: l.Offset, raw: linkText(value[l.Offset:])}
	switch {
	case found == none || carrier.MediaType(l.Type) == RSL:
		return
	case found == misspelt:
		r.misspelt(s)
		return
	}
	about, ok := r.thing(l.Anchor, s, true)
	if !ok {
		r.aboutNothing(s)
		return
	}
	s.about = about
	r.link(proviso.Licence, l.Target, l.Title, r.statement(s))
}

// linkText is one link-value at the start of the rest of a field.
func linkText(rest string) string {
	quoted := false
	for i := strings.IndexByte(rest, '>') + 1; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && quoted:
			i++
		case c == ',' && !quoted:
			return strings.TrimRight(rest[:i], " \t")
		}
	}
	return strings.TrimRight(rest, " \t")
}

// mentions reports whether a text holds a word, in lower or upper case.
func mentions(text, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i]|0x20 == word[0] && strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
