package xmp

import "strings"

// Kind is the form of a value.
type Kind uint8

const (
	KindText   Kind = iota // text
	KindURI                // a URI, written as rdf:resource
	KindStruct             // named fields
	KindAlt                // alternatives, the first or x-default standing for all
	KindBag                // an unordered list
	KindSeq                // an ordered list
	KindXML                // XML that is not RDF; Text has it as it stands
)

// String gives the stable word.
func (k Kind) String() string {
	if k > KindXML {
		return "unknown"
	}
	return [...]string{"text", "uri", "struct", "alt", "bag", "seq", "xml"}[k]
}

func (k Kind) array() bool { return k == KindAlt || k == KindBag || k == KindSeq }

// Value is the value of a property, of a field, of an item or of a qualifier.
type Value struct {
	Kind   Kind
	Text   string  // of text, URI and XML
	Lang   string  // xml:lang, as written
	Items  []Value // of an array
	Fields []Field // of a structure
	// Qualifiers are those other than xml:lang. A typed node gives one, rdf:type.
	Qualifiers []Field
	// Cut says that items beyond [MaxItems] were left out.
	Cut bool
}

// Field is a named value within another.
type Field struct {
	Space  string // namespace URI
	Prefix string // as written, or as wished for; the namespace counts
	Name   string
	Value  Value
}

// Text makes a text.
func Text(s string) Value { return Value{Text: s} }

// URI makes a URI, to be written as rdf:resource. Most properties that hold links, such
// as xmpRights:WebStatement, are defined as text instead.
func URI(s string) Value { return Value{Kind: KindURI, Text: s} }

// InLang makes a text in a language.
func InLang(lang, s string) Value { return Value{Text: s, Lang: lang} }

// LangAlt makes a language alternative with the default text and further ones, which
// [InLang] makes.
func LangAlt(s string, more ...Value) Value {
	return Value{Kind: KindAlt, Items: append([]Value{InLang("x-default", s)}, more...)}
}

// Alt makes a list of alternatives.
func Alt(items ...Value) Value { return Value{Kind: KindAlt, Items: items} }

// Bag makes an unordered list.
func Bag(items ...Value) Value { return Value{Kind: KindBag, Items: items} }

// Seq makes an ordered list, of texts or of structures.
func Seq(items ...Value) Value { return Value{Kind: KindSeq, Items: items} }

// Texts makes texts, for a list.
func Texts(list ...string) []Value {
	values := make([]Value, len(list))
	for i, s := range list {
		values[i] = Text(s)
	}
	return values
}

// Struct makes a structure.
func Struct(fields ...Field) Value { return Value{Kind: KindStruct, Fields: fields} }

// Field gives the value of a structure's field, or nil.
func (v *Value) Field(space, name string) *Value { return find(v.Fields, space, name) }

// Qualifier gives a qualifier's value, or nil.
func (v *Value) Qualifier(space, name string) *Value { return find(v.Qualifiers, space, name) }

func find(fields []Field, space, name string) *Value {
	for i := range fields {
		if f := &fields[i]; f.Name == name && f.Space == space {
			return &f.Value
		}
	}
	return nil
}

// Default is the one text that stands for a value: the text or URI itself; of an
// array the item in x-default, or the first. It is empty for structures and XML.
func (v *Value) Default() string {
	switch {
	case v.Kind == KindText || v.Kind == KindURI:
		return v.Text
	case !v.Kind.array() || len(v.Items) == 0:
		return ""
	}
	for i := range v.Items {
		if strings.EqualFold(v.Items[i].Lang, "x-default") {
			return v.Items[i].Default()
		}
	}
	return v.Items[0].Default()
}

// Equal reports whether two values say the same, whatever prefixes they were written
// with. Fields and qualifiers have no order; the items of all arrays have one.
func (v *Value) Equal(w *Value) bool {
	if v.Kind != w.Kind || v.Text != w.Text || v.Lang != w.Lang || len(v.Items) != len(w.Items) || v.Cut || w.Cut {
		return false
	}
	for i := range v.Items {
		if !v.Items[i].Equal(&w.Items[i]) {
			return false
		}
	}
	return equalFields(v.Fields, w.Fields) && equalFields(v.Qualifiers, w.Qualifiers)
}

func equalFields(a, b []Field) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		other := &b[i].Value
		if a[i].Name != b[i].Name || a[i].Space != b[i].Space {
			other = find(b, a[i].Space, a[i].Name)
			// One of a that stands twice must not make up for one of b.
			if find(a, b[i].Space, b[i].Name) == nil {
				return false
			}
		}
		if other == nil || !a[i].Value.Equal(other) {
			return false
		}
	}
	return true
}
