package xmp

import "strings"

// writer writes properties into the scope of an element.
type writer struct {
	names  names
	out    []byte
	indent string // line end and white space before the property; empty: all in one line
}

// writer makes one for a place within an element. Where a property is replaced, own is
// the element that it was.
func (e *edit) writer(scope, own int32, indent string) *writer {
	return &writer{names: names{t: e.t, scope: scope, own: own}, indent: indent}
}

// property writes a change as an element, with the declarations that it needs.
func (w *writer) property(c *Change) string {
	w.names.declared = w.names.declared[:w.names.settled]
	w.names.collect(c.Space, c.Prefix, c.Value)
	w.out = w.out[:0]
	w.element(w.names.qualified(c.Space, c.Prefix, c.Name), w.names.declarations(), c.Value, w.indent)
	return string(w.out)
}

// description writes an rdf:Description with properties in it.
func (w *writer) description(rdf, about string, properties []*Change) string {
	outer, tag := w.indent, rdf+":Description"
	var all strings.Builder
	all.WriteString(outer + "<" + tag + w.names.declarations() + " " + rdf + `:about="`)
	all.Write(escape(nil, about, '"'))
	all.WriteString(`">`)
	w.names.settled, w.indent = len(w.names.declared), further(outer)
	for _, c := range properties {
		all.WriteString(w.indent + w.property(c))
	}
	all.WriteString(outer + "</" + tag + ">")
	return all.String()
}

// element writes a value as an element of a name. More are further attributes.
func (w *writer) element(tag, more string, v *Value, indent string) {
	w.write("<", tag, more)
	if v.Lang != "" {
		w.attribute("xml:lang", v.Lang)
	}
	switch {
	case len(v.Qualifiers) > 0:
		w.qualified(tag, v, indent)
	case v.Kind == KindURI:
		w.attribute(w.rdf("resource"), v.Text)
		w.write("/>")
	case v.Kind == KindStruct:
		w.attribute(w.rdf("parseType"), "Resource")
		w.fields(tag, v.Fields, indent)
	case v.Kind.array():
		w.array(tag, v, indent)
	case v.Text == "":
		w.write("/>")
	default:
		w.write(">")
		w.out = escape(w.out, v.Text, 0)
		w.write("</", tag, ">")
	}
}

// qualified writes a value with qualifiers: rdf:value, and the qualifiers beside it.
func (w *writer) qualified(tag string, v *Value, indent string) {
	w.attribute(w.rdf("parseType"), "Resource")
	bare := *v
	bare.Lang, bare.Qualifiers = "", nil
	fields := append([]Field{{Space: NSRDF, Prefix: "rdf", Name: "value", Value: bare}}, v.Qualifiers...)
	w.fields(tag, fields, indent)
}

// fields writes the content of a structure and closes its element.
func (w *writer) fields(tag string, fields []Field, indent string) {
	if len(fields) == 0 {
		w.write("/>")
		return
	}
	w.write(">")
	inner := further(indent)
	for i := range fields {
		f := &fields[i]
		w.write(inner)
		w.element(w.names.qualified(f.Space, f.Prefix, f.Name), "", &f.Value, inner)
	}
	w.write(indent, "</", tag, ">")
}

// array writes the content of an array and closes its element.
func (w *writer) array(tag string, v *Value, indent string) {
	list := w.rdf(map[Kind]string{KindAlt: "Alt", KindBag: "Bag", KindSeq: "Seq"}[v.Kind])
	item := w.rdf("li")
	inner := further(indent)
	w.write(">", inner, "<", list)
	if len(v.Items) == 0 {
		w.write("/>")
	} else {
		w.write(">")
		for i := range v.Items {
			w.write(further(inner))
			w.element(item, "", &v.Items[i], further(inner))
		}
		w.write(inner, "</", list, ">")
	}
	w.write(indent, "</", tag, ">")
}

func (w *writer) rdf(name string) string { return w.names.qualified(NSRDF, "rdf", name) }

func (w *writer) attribute(name, value string) {
	w.write(" ", name, `="`)
	w.out = escape(w.out, value, '"')
	w.write(`"`)
}

func (w *writer) write(texts ...string) {
	for _, s := range texts {
		w.out = append(w.out, s...)
	}
}

// further is the indentation one step further in.
func further(indent string) string {
	if indent == "" {
		return ""
	}
	return indent + " "
}
