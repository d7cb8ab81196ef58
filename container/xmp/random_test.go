package xmp_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/proviso-signals/proviso/container/xmp"
)

// random makes packets in all styles, and changes. It writes XML by itself, so that
// reader and writer are not tested by each other alone.
type random struct {
	*rand.Rand
	prefixes map[string]string // by namespace
	rdf      string            // its prefix
}

var someSpaces = []string{xmp.NSDC, xmp.NSPLUS, xmp.NSXMPRights, xmp.NSIPTCExt, "http://e.example/", "urn:x:&'<y>"}

var someTexts = []string{"", "x", "a b", " padded ", "R & D <b> \"q\" 'p'", "Ä 𝕏 €", "two\nlines\tand\rmore", "]]>", "--", "https://a.example/?a=1&b=2"}

// property is what a packet is to say.
type property struct {
	space, name string
	value       xmp.Value
}

func newRandom(seed uint64) *random {
	r := &random{Rand: rand.New(rand.NewPCG(seed, 1)), prefixes: map[string]string{}}
	r.rdf = pick(r, "rdf", "rdf", "rdf", "r")
	for i, uri := range someSpaces {
		r.prefixes[uri] = pick(r, xmp.UsualPrefix(uri), fmt.Sprintf("p%d", i), fmt.Sprintf("p%d", i))
		if r.prefixes[uri] == "" {
			r.prefixes[uri] = fmt.Sprintf("q%d", i)
		}
	}
	return r
}

func pick[T any](r *random, list ...T) T { return list[r.IntN(len(list))] }

func (r *random) text() string { return pick(r, someTexts...) }

func (r *random) space() string { return pick(r, someSpaces...) }

// value makes a value that can be written.
func (r *random) value(depth int) xmp.Value {
	v := xmp.Value{Text: r.text()}
	switch n := r.IntN(10); {
	case n < 4:
	case n < 5:
		v.Kind = xmp.KindURI
	case n < 7 || depth == 0:
		v = xmp.LangAlt(r.text(), xmp.InLang("de-AT", r.text()))
	case n < 9:
		v = xmp.Value{Kind: pick(r, xmp.KindBag, xmp.KindSeq, xmp.KindAlt)}
		for range r.IntN(4) {
			v.Items = append(v.Items, r.value(depth-1))
		}
	default:
		v = xmp.Struct(r.fields(depth - 1)...)
	}
	if r.IntN(8) == 0 {
		v.Lang = pick(r, "en", "x-default", "zh-Hant")
	}
	if depth > 0 && r.IntN(12) == 0 {
		v.Qualifiers = r.fields(depth - 1)
	}
	return v
}

func (r *random) fields(depth int) []xmp.Field {
	var fields []xmp.Field
	for i := range r.IntN(4) {
		space := r.space()
		fields = append(fields, xmp.Field{Space: space, Prefix: pick(r, "", "wish", xmp.UsualPrefix(space)), Name: fmt.Sprintf("f%d", i), Value: r.value(depth)})
	}
	return fields
}

// properties makes some, each with a name of its own.
func (r *random) properties() []property {
	list := make([]property, r.IntN(8))
	for i := range list {
		list[i] = property{r.space(), fmt.Sprintf("p%d", i), r.value(3)}
	}
	return list
}

// changes makes some that change, add and remove.
func (r *random) changes(list []property) []xmp.Change {
	var changes []xmp.Change
	for range 1 + r.IntN(4) {
		space, name := r.space(), fmt.Sprintf("p%d", r.IntN(12))
		if len(list) > 0 && r.IntN(3) > 0 {
			p := pick(r, list...)
			space, name = p.space, p.name
		}
		if r.IntN(3) == 0 {
			changes = append(changes, xmp.Remove(space, name))
			continue
		}
		changes = append(changes, xmp.Set(space, pick(r, "", "wish", "rdf", "p1", "x"), name, r.value(3)))
	}
	return changes
}

// packet writes a packet that says the properties, as text.
func (r *random) packet(list []property) string {
	var b strings.Builder
	wrapped := r.IntN(4) > 0
	if wrapped {
		b.WriteString(header)
	}
	b.WriteString(r.aside())
	meta := r.IntN(4) > 0
	if meta {
		b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk='T > "1"'>` + r.aside())
	}
	b.WriteString("<" + r.rdf + ":RDF xmlns:" + r.rdf + "=" + r.quote(xmp.NSRDF))
	inner := r.IntN(2) > 0
	if !inner {
		b.WriteString(r.declarations())
	}
	b.WriteString(">" + r.aside())
	for {
		n := r.IntN(len(list) + 1)
		r.description(&b, list[:n], inner)
		if list = list[n:]; len(list) == 0 {
			break
		}
	}
	b.WriteString("</" + r.rdf + ":RDF>" + r.aside())
	if meta {
		b.WriteString("</x:xmpmeta>")
	}
	if wrapped {
		b.WriteString(pick(r, "", "\n", "\n"+strings.Repeat(" ", r.IntN(3000))+"\n", " \t "))
		b.WriteString(pick(r, `<?xpacket end="w"?>`, `<?xpacket end='w'?>`, `<?xpacket end='r'?>`))
	}
	return b.String()
}

func (r *random) declarations() string {
	var b strings.Builder
	for _, uri := range someSpaces {
		b.WriteString(pick(r, " ", "\n   ") + "xmlns:" + r.prefixes[uri] + "=" + r.quote(uri))
	}
	return b.String()
}

// description writes one with some properties, as attributes where they can be.
func (r *random) description(b *strings.Builder, list []property, declare bool) {
	tag := r.rdf + ":Description"
	b.WriteString("<" + tag + pick(r, "", " "+r.rdf+`:about=""`))
	if declare {
		b.WriteString(r.declarations())
	}
	var elements []property
	for _, p := range list {
		if v := &p.value; v.Kind == xmp.KindText && v.Lang == "" && len(v.Qualifiers) == 0 && r.IntN(2) == 0 {
			b.WriteString(pick(r, " ", "\n  ") + r.prefixes[p.space] + ":" + p.name + pick(r, "=", " = ") + r.quote(v.Text))
		} else {
			elements = append(elements, p)
		}
	}
	if len(elements) == 0 && r.IntN(2) == 0 {
		b.WriteString(pick(r, "/>", "\n/>") + r.aside())
		return
	}
	b.WriteString(">")
	for _, p := range elements {
		b.WriteString(r.aside())
		r.element(b, r.prefixes[p.space]+":"+p.name, &p.value)
	}
	b.WriteString(r.aside() + "</" + tag + ">" + r.aside())
}

// element writes a value in one of the forms that it can have.
func (r *random) element(b *strings.Builder, tag string, v *xmp.Value) {
	b.WriteString("<" + tag)
	if v.Lang != "" {
		b.WriteString(" xml:lang=" + r.quote(v.Lang))
	}
	if len(v.Qualifiers) > 0 {
		bare := *v
		bare.Lang, bare.Qualifiers = "", nil
		fields := append([]xmp.Field{{Space: xmp.NSRDF, Name: "value", Value: bare}}, v.Qualifiers...)
		r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
		r.structure(b, tag, fields)
		return
	}
	switch v.Kind {
	case xmp.KindText:
		b.WriteString(">" + r.content(v.Text) + "</" + tag + ">")
	case xmp.KindURI:
		b.WriteString(" " + r.rdf + ":resource=" + r.quote(v.Text) + pick(r, "/>", "></"+tag+">"))
	case xmp.KindStruct:
		r.structure(b, tag, v.Fields)
	default:
		list := r.rdf + ":" + map[xmp.Kind]string{xmp.KindBag: "Bag", xmp.KindSeq: "Seq", xmp.KindAlt: "Alt"}[v.Kind]
		b.WriteString(">" + r.aside() + "<" + list + ">")
		for i := range v.Items {
			b.WriteString(r.aside())
			r.element(b, r.rdf+":li", &v.Items[i])
		}
		b.WriteString("</" + list + ">" + r.aside() + "</" + tag + ">")
	}
}

// structure writes fields, and with them the rest of an element.
func (r *random) structure(b *strings.Builder, tag string, fields []xmp.Field) {
	if r.IntN(2) == 0 {
		b.WriteString(" " + r.rdf + `:parseType="Resource">`)
		for i := range fields {
			r.element(b, r.qualified(&fields[i]), &fields[i].Value)
		}
		b.WriteString("</" + tag + ">")
		return
	}
	b.WriteString(">" + r.aside() + "<" + r.rdf + ":Description")
	var elements []xmp.Field
	for _, f := range fields {
		if v := &f.Value; v.Kind == xmp.KindText && v.Lang == "" && len(v.Qualifiers) == 0 && r.IntN(2) == 0 {
			b.WriteString(" " + r.qualified(&f) + "=" + r.quote(v.Text))
		} else {
			elements = append(elements, f)
		}
	}
	b.WriteString(">")
	for i := range elements {
		r.element(b, r.qualified(&elements[i]), &elements[i].Value)
	}
	b.WriteString("</" + r.rdf + ":Description>" + r.aside() + "</" + tag + ">")
}

func (r *random) qualified(f *xmp.Field) string {
	if f.Space == xmp.NSRDF {
		return r.rdf + ":" + f.Name
	}
	return r.prefixes[f.Space] + ":" + f.Name
}

var attributeEscapes = strings.NewReplacer("&", "&amp;", "<", "&#60;", "\n", "&#10;", "\t", "&#x9;", "\r", "&#xD;")

func (r *random) quote(s string) string {
	s = attributeEscapes.Replace(s)
	if r.IntN(2) == 0 {
		return `"` + strings.ReplaceAll(s, `"`, "&quot;") + `"`
	}
	return `'` + strings.ReplaceAll(s, `'`, "&#x27;") + `'`
}

var contentEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", "]]>", "]]&gt;", "\r", "&#13;")

func (r *random) content(s string) string {
	if !strings.ContainsAny(s, "\r") && !strings.Contains(s, "]]>") && r.IntN(4) == 0 {
		return "<![CDATA[" + s + "]]>"
	}
	return contentEscapes.Replace(s) + pick(r, "", "", "", "<!-- <c> -->")
}

// aside writes what may stand anywhere and means nothing.
func (r *random) aside() string {
	return pick(r, "", "", "\n ", "\n\t", "\r\n   ", "<!-- a > b -->", "\n <?pi x='/>'?>\n")
}
