package imagerights

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Namespaces that only this carrier reads.
const (
	// nsCCOld is that of Creative Commons until 2008, in which Inkscape wrote for years.
	nsCCOld   = "http://web.resource.org/cc/"
	nsDCTerms = "http://purl.org/dc/terms/"
)

// field is a property, and how it is read.
type field struct {
	space, name string
	read        func(*reader, *xmp.Value, source)
}

// fields are the properties that are read, in the order in which they are shown.
var fields = []field{
	{xmp.NSCC, "license", linksTo(proviso.Licence)},
	{nsCCOld, "license", linksTo(proviso.Licence)},
	{nsDCTerms, "license", linksTo(proviso.Licence)},
	{xmp.NSXMPRights, "WebStatement", linksTo(proviso.UsageInfo)},
	{xmp.NSPLUS, "TermsAndConditionsURL", linksTo(proviso.UsageInfo)},
	{xmp.NSCC, "useGuidelines", linksTo(proviso.UsageInfo)},
	{xmp.NSXMPRights, "Certificate", linksTo(proviso.UsageInfo)},
	{xmp.NSPLUS, "Licensor", (*reader).licensors},
	{xmp.NSCC, "morePermissions", linksTo(proviso.AcquireLicence)},
	{xmp.NSPhotoshop, "Credit", textOf(proviso.CreditText)},
	{xmp.NSCC, "attributionName", textOf(proviso.CreditText)},
	{xmp.NSCC, "attributionURL", linksTo(proviso.CreditLink)},
	{xmp.NSPLUS, "CreditLineRequired", (*reader).creditRule},
	{xmp.NSDC, "creator", namesOf(proviso.Creator, "")},
	{xmp.NSPLUS, "ImageCreator", namesOf(proviso.Creator, "ImageCreatorName")},
	{xmp.NSDC, "rights", proseOf(proviso.CopyrightNotice)},
	{xmp.NSXMPRights, "Copyright", proseOf(proviso.CopyrightNotice)}, // Creative Commons' own until 2007
	{xmp.NSXMPRights, "UsageTerms", proseOf(proviso.UsageTerms)},
	{xmp.NSPLUS, "TermsAndConditionsText", proseOf(proviso.UsageTerms)},
	{xmp.NSPLUS, "CopyrightOwner", namesOf(proviso.Owner, "CopyrightOwnerName")},
	{xmp.NSXMPRights, "Owner", namesOf(proviso.Owner, "")},
	{xmp.NSPLUS, "CopyrightStatus", (*reader).status},
	{xmp.NSXMPRights, "Marked", (*reader).marked},
	{xmp.NSPhotoshop, "Source", func(r *reader, v *xmp.Value, s source) { r.supplier(wordsOf(v, ""), s) }},
	{xmp.NSPhotoshop, "Instructions", func(r *reader, v *xmp.Value, s source) { r.linksIn(wordsOf(v, ""), s) }},
}

// packet reads a packet of XMP.
func (r *reader) packet(p *carrier.Packet) {
	for i := range fields {
		f := &fields[i]
		if q := p.Find(f.space, f.name); q != nil {
			f.read(r, &q.Value, r.statement(p.Where(q), p.Raw(q)))
		}
	}
}

// each gives the values of a property that may have several, at most [MaxValues].
func each(v *xmp.Value) []xmp.Value {
	switch v.Kind {
	case xmp.KindBag, xmp.KindSeq, xmp.KindAlt:
		return v.Items[:min(len(v.Items), MaxValues)]
	}
	return []xmp.Value{*v}
}

// wordsOf is the text of a value. Of a structure it is that of a field of PLUS, or the
// title, as Inkscape describes people (<cc:Agent><dc:title>…).
func wordsOf(v *xmp.Value, field string) string {
	if v.Kind != xmp.KindStruct {
		return v.Default()
	}
	inner := v.Field(xmp.NSDC, "title")
	if field != "" {
		inner = v.Field(xmp.NSPLUS, field)
	}
	if inner == nil {
		return ""
	}
	return inner.Default()
}

// linksTo reads links, one or a list of them.
func linksTo(kind proviso.RightsKind) func(*reader, *xmp.Value, source) {
	return func(r *reader, v *xmp.Value, s source) {
		for _, one := range each(v) {
			r.link(kind, one.Default(), s)
		}
	}
}

// textOf reads a text that is nothing else.
func textOf(kind proviso.RightsKind) func(*reader, *xmp.Value, source) {
	return func(r *reader, v *xmp.Value, s source) { r.text(kind, wordsOf(v, ""), s) }
}

// proseOf reads a text in which links may stand.
func proseOf(kind proviso.RightsKind) func(*reader, *xmp.Value, source) {
	return func(r *reader, v *xmp.Value, s source) {
		words := wordsOf(v, "")
		r.text(kind, words, s)
		r.linksIn(words, s)
	}
}

// namesOf reads names, one or a list of them.
func namesOf(kind proviso.RightsKind, field string) func(*reader, *xmp.Value, source) {
	return func(r *reader, v *xmp.Value, s source) {
		var names []string
		for _, one := range each(v) {
			names = append(names, wordsOf(&one, field))
		}
		r.names(kind, names, s)
	}
}

// licensors reads who gives licences, and where to ask.
func (r *reader) licensors(v *xmp.Value, s source) {
	var names []string
	for _, one := range each(v) {
		if one.Kind != xmp.KindStruct {
			continue
		}
		names = append(names, wordsOf(&one, "LicensorName"))
		r.link(proviso.AcquireLicence, wordsOf(&one, "LicensorURL"), s)
		r.address(wordsOf(&one, "LicensorEmail"), s)
	}
	r.names(proviso.Licensor, names, s)
}
