package plus

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container/xmp"
)

// link sets our item among the links to rights expressions, in the place of an earlier
// one, or takes it out.
func (e *edit) link(url string) error {
	was := e.get(xmp.NSIPTCExt, linkedExp)
	list, ok := listOf(was)
	if !ok {
		if url == "" {
			return nil
		}
		return ErrForeign
	}
	at := slices.IndexFunc(list.Items, ourLink)
	if url == "" && at < 0 {
		return nil
	}
	list.Items = slices.DeleteFunc(slices.Clone(list.Items), ourLink)
	if url != "" {
		if at < 0 {
			at = len(list.Items)
		}
		list.Items = slices.Insert(list.Items, at, linkTo(url))
	}
	if len(list.Items) == 0 {
		e.remove(xmp.NSIPTCExt, linkedExp)
		return nil
	}
	e.set(xmp.NSIPTCExt, linkedExp, list)
	return nil
}

// listOf gives a value as a list of links. It is not ok for a value that would not come
// through as it stands.
func listOf(v *xmp.Value) (xmp.Value, bool) {
	switch {
	case v == nil:
		return xmp.Bag(), true
	case delicate(*v):
		return xmp.Value{}, false
	case v.Kind == xmp.KindAlt, v.Kind == xmp.KindBag, v.Kind == xmp.KindSeq:
		return *v, true
	}
	return xmp.Bag(*v), true
}

// delicate reports whether a value has something in it that is read and never written
// (XML that is not RDF, a list that was cut), or is written otherwise than it stands: a
// typed node, as which an rsl element is read.
func delicate(v xmp.Value) bool {
	inField := func(f xmp.Field) bool { return delicate(f.Value) }
	return v.Kind == xmp.KindXML || v.Cut || v.Qualifier(xmp.NSRDF, "type") != nil || slices.ContainsFunc(v.Items, delicate) ||
		slices.ContainsFunc(v.Fields, inField) || slices.ContainsFunc(v.Qualifiers, inField)
}

func linkTo(url string) xmp.Value {
	field := func(name, text string) xmp.Field {
		return xmp.Field{Space: xmp.NSIPTCExt, Prefix: "Iptc4xmpExt", Name: name, Value: xmp.Text(text)}
	}
	return xmp.Struct(field(fieldLink, url), field(fieldType, TypeDeclaration))
}

// ourLink reports whether an item is a link to a declaration.
func ourLink(item xmp.Value) bool {
	f := item.Field(xmp.NSIPTCExt, fieldType)
	return f != nil && strings.EqualFold(strings.TrimSpace(f.Default()), TypeDeclaration)
}
