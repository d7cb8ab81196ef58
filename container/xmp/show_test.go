package xmp_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

// show writes a value so that it can be compared at a glance: "text", <uri>,
// {field=value}, alt[…], bag[…], seq[…], xml(…), with @language and ^{qualifiers}
// behind it.
func show(v *xmp.Value) string {
	var s string
	switch v.Kind {
	case xmp.KindText:
		s = `"` + v.Text + `"`
	case xmp.KindURI:
		s = "<" + v.Text + ">"
	case xmp.KindStruct:
		s = showFields(v.Fields)
	case xmp.KindXML:
		s = "xml(" + v.Text + ")"
	default:
		items := make([]string, len(v.Items))
		for i := range v.Items {
			items[i] = show(&v.Items[i])
		}
		s = v.Kind.String() + "[" + strings.Join(items, " ") + "]"
	}
	if v.Lang != "" {
		s += "@" + v.Lang
	}
	if len(v.Qualifiers) > 0 {
		s += "^" + showFields(v.Qualifiers)
	}
	return s
}

func showFields(fields []xmp.Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = showName(f.Space, f.Name) + "=" + show(&f.Value)
	}
	return "{" + strings.Join(list, " ") + "}"
}

func showName(space, name string) string {
	if prefix := xmp.UsualPrefix(space); prefix != "" {
		return prefix + ":" + name
	}
	return "{" + space + "}" + name
}

// showAll writes the properties of a packet, one a line.
func showAll(p *xmp.Packet) string {
	var out strings.Builder
	for i := range p.Properties {
		q := &p.Properties[i]
		out.WriteString(showName(q.Space, q.Name) + " = " + show(&q.Value) + "\n")
	}
	return out.String()
}

// codesOf gives the codes of problems, each once, and fails on one without a meaning.
func codesOf(t testing.TB, problems []container.Problem) string {
	t.Helper()
	var codes []string
	for _, p := range problems {
		if !slices.ContainsFunc(xmp.Codes, func(c container.Code) bool { return c.Code == p.Code }) {
			t.Errorf("%s is not in Codes", p.Code)
		}
		if p.Hint == "" {
			t.Errorf("%s has no hint", p.Code)
		}
		if !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	return strings.Join(codes, " ")
}

// refusal gives the code of a refusal, or "".
func refusal(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	r, ok := err.(*container.Refusal)
	if !ok || r.Hint == "" {
		t.Fatalf("%v is no refusal with a hint", err)
	}
	codesOf(t, []container.Problem{{Code: r.Code, Hint: r.Hint}})
	return r.Code
}

const rdf = `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"`

// declared is a set of declarations for hand-written packets.
const declared = rdf + ` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
	` xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:e="http://e.example/"`

// described puts properties into a packet.
func described(properties string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` + declared + `><rdf:Description rdf:about="">` +
		properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
}
