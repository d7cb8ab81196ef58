package rsl

import (
	"encoding/xml"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// image reads the licences in the metadata of an image, and links to others. It reports
// whether there was any.
func (f *finder) image(a *carrier.Artifact) bool {
	image := carrier.ImageOf(a)
	if image == nil {
		return false
	}
	e := embedded{finder: finder{question: f.question}, artifact: a}
	for i := range image.Packets {
		e.packet, e.number = &image.Packets[i], i
		e.read()
	}
	f.found, f.problems = append(f.found, e.found...), append(f.problems, e.problems...)
	return len(e.found) > 0
}

// embedded is an image whose packets of XMP are looked through.
type embedded struct {
	finder   // of what is in it
	artifact *carrier.Artifact
	packet   *carrier.Packet
	number   int  // of the packet in the image
	licences int  // that were found at hand
	told     bool // that elements of RSL are no RDF
}

func (e *embedded) read() {
	for i := range e.packet.Properties {
		switch q := &e.packet.Properties[i]; {
		case isProperty(q):
			e.nested(q)
		case q.Space == xmp.NSIPTCExt && q.Name == "LinkedEncRightsExpr":
			e.expressions(q, "LinkedRightsExpr", e.link)
		case q.Space == xmp.NSIPTCExt && q.Name == "EmbdEncRightsExpr":
			e.expressions(q, "EncRightsExpr", e.text)
		}
	}
}

// isProperty tells elements of RSL among properties.
func isProperty(q *xmp.Property) bool {
	return q.Space == Namespace || q.Space == "" && q.Name == "rsl" || isNearly(q.Space)
}

// reference begins a reference to what a property says.
func (e *embedded) reference(q *xmp.Property) *reference {
	return &reference{
		artifact: e.artifact, file: true, part: e.packet.Block.Aside, where: e.packet.Where(q), raw: e.packet.Raw(q),
	}
}

// atHand begins a reference to a licence in a property; nil beyond [MaxScripts], of which
// the first is told.
func (e *embedded) atHand(q *xmp.Property) *reference {
	if e.licences++; e.licences > MaxScripts+1 {
		return nil
	}
	r := e.reference(q)
	e.found = append(e.found, r)
	if e.licences > MaxScripts {
		r.broken = tooMany(r.where)
		return nil
	}
	return r
}

// nested reads an element of RSL that stands among properties, as RSL's guide to media
// files has it.
func (e *embedded) nested(q *xmp.Property) {
	if !e.told {
		e.told = true
		e.problem(CodeInXMP, proviso.Warning, e.packet.Where(q),
			"the licence stands in XMP as elements that are no RDF: other programs refuse or destroy such a packet, so link to the licence instead")
	}
	r := e.atHand(q)
	if r == nil {
		return
	}
	if text := e.packet.Document(q); text != "" {
		e.licence(r, q, -1, wrapped(q, text))
		return
	}
	r.broken = &proviso.Problem{
		Code: CodeInXMP, Severity: proviso.Fault, Where: r.where,
		Hint: "what RSL has as an element is written as an attribute, or stands in the extension of a packet; every use is on the terms of the licence, which nobody can know",
	}
}

// wrapped makes a document of an element.
func wrapped(q *xmp.Property, element string) string {
	if q.Name == "rsl" {
		return element
	}
	var b strings.Builder
	b.WriteString(`<rsl xmlns="`)
	_ = xml.EscapeText(&b, []byte(q.Space)) // a builder takes anything
	b.WriteString(`">`)
	if q.Name == "license" {
		b.WriteString(`<content url="">` + element + `</content>`)
	} else {
		b.WriteString(element)
	}
	b.WriteString(`</rsl>`)
	return b.String()
}

type propertyKey struct {
	base                 string
	packet, offset, item int
}

// licence reads a document in a property. It is about the image whatever it says it is
// about.
func (e *embedded) licence(r *reference, q *xmp.Property, item int, text string) {
	own := carrier.BaseOf(e.artifact, e.question)
	r.inline = true
	r.document = e.artifact.Parsed(propertyKey{own, e.number, q.Offset, item}, func(a *carrier.Artifact) any {
		d := newDocument(document{
			url: absolute(own), base: own, source: r.where.Source, outer: []byte(text), text: []byte(text),
			observed: a.Observed, property: r,
		})
		if len(d.contents) > 1 {
			d.problem(CodeInline, proviso.Warning, d.contents[1].start, "the licence in the image has several content elements, and all of them are taken to be about the image", "")
		}
		return d
	}).(*document)
}

// expressions reads the rights expressions of IPTC that are RSL: by their media type, or
// by the namespace as their language.
func (e *embedded) expressions(q *xmp.Property, field string, read func(q *xmp.Property, item int, text string)) {
	items := q.Value.Items
	if q.Value.Kind == xmp.KindStruct {
		items = []xmp.Value{q.Value}
	}
	for i := range items {
		v := &items[i]
		text := fieldOf(v, field)
		if text != "" && (carrier.MediaType(fieldOf(v, "RightsExprEncType")) == MediaType || fieldOf(v, "RightsExprLangId") == Namespace) {
			read(q, i, text)
		}
	}
}

func fieldOf(v *xmp.Value, name string) string {
	if f := v.Field(xmp.NSIPTCExt, name); f != nil {
		return strings.TrimSpace(f.Default())
	}
	return ""
}

// text is a licence that stands in an image as text.
func (e *embedded) text(q *xmp.Property, item int, text string) {
	if r := e.atHand(q); r != nil {
		e.licence(r, q, item, text)
	}
}

// link is a reference to a document, as in a Link field. It has to be absolute: a file
// travels.
func (e *embedded) link(q *xmp.Property, _ int, target string) {
	r := e.reference(q)
	r.linked = true
	e.refer(r, "", target, carrier.BaseOf(e.artifact, e.question))
}
