// Package mark reads and writes Proviso's mark: what an owner says about an image, in
// full, in the image's own metadata. The form is ours and is described in docs/mark.md:
//
//	<rdf:Description rdf:about=""
//	  xmlns:proviso="https://github.com/proviso-signals/proviso/ns/mark/1.0/">
//	 <proviso:Expression>train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr</proviso:Expression>
//	 <proviso:Declaration>https://harbour.example/.well-known/proviso.json</proviso:Declaration>
//	 <proviso:DeclarationDigest>sha-256=:…:</proviso:DeclarationDigest>
//	 <proviso:SafeForms><rdf:Bag>
//	  <rdf:li>plus http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEELINKEDRIGHTSEXPR</rdf:li>
//	 </rdf:Bag></proviso:SafeForms>
//	</rdf:Description>
//
// Why it is needed: plus:DataMining, which other programs read, has nine terms, and none
// for "only with credit". The nearest is a prohibition, which joined with the condition
// would erase it. The mark lists it as a safe form, and a reader of the mark reads it as
// the condition ([proviso.Settle]). Where the mark is lost, the prohibition stands.
//
// # Decisions
//
//   - The expression is read as a Content-Usage header is: with the labels and parameters
//     of the question's profile, and if it is no dictionary, not at all. Silence is never
//     looser than no mark, and the safe forms beside it stand then at their word.
//   - A link in it must be absolute: a file travels, and a relative link would lead
//     elsewhere at each stop. A relative one leaves the deny that it stands on.
//   - Whatever is no text (a list of several, a structure) is no expression.
//   - Safe forms are explained only where nothing is odd: the packet is whole, each
//     property stands once, the expression says something and has no problem, and each
//     item of the list can be read. Only what stands in the same file is explained.
//   - Of two expressions in one packet the first counts, as for every property of XMP, a
//     further one for what it refuses, and they explain nothing. Marks in several packets,
//     and in a sidecar, all count.
//   - Whom it binds: everyone. Who speaks is not known. The declaration tells, and is read
//     by its own carrier, by its own rules.
//   - What a mark in a part of the file says, such as in a gain map, counts for what it
//     refuses, and explains nothing.
package mark

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
	"github.com/proviso-signals/proviso/expr"
)

const (
	// Namespace is the URI of the mark's namespace, and Prefix the prefix it is written
	// with.
	Namespace = "https://github.com/proviso-signals/proviso/ns/mark/1.0/"
	Prefix    = "proviso"
	// family is what the namespace of every version of the mark begins with, behind the
	// scheme.
	family = "github.com/proviso-signals/proviso/ns/mark/"
)

// Names of the properties.
const (
	NameExpression  = "Expression"
	NameVocabulary  = "Vocabulary"
	NameDeclaration = "Declaration"
	NameDigest      = "DeclarationDigest"
	NameSafeForms   = "SafeForms"
	NameWrote       = "Wrote"
)

// Limits of a mark, besides those of an expression.
const (
	MaxSafeForms = 16   // safe forms in one mark; with more it explains none
	MaxSafeForm  = 4096 // bytes of one
	MaxLinks     = 4    // declarations that the marks of one file can link to
)

// Carrier reads Proviso's mark in the XMP of images and sidecars.
var Carrier = carrier.Carrier{
	Name:  "mark",
	Title: "Proviso's mark in image metadata",
	Spec: carrier.Spec{
		Name: "proviso.mark", Revision: "1.0",
		URL: "https://github.com/proviso-signals/proviso/blob/main/docs/mark.md",
	},
	Rule:  "the first expression of a packet counts, a further one for what it refuses, and all packets do",
	Wants: wants,
	Read:  readAll,
	Seeks: seek,
	Forms: []carrier.Form{{
		Name: "expression", Place: "the property proviso:Expression in the XMP of an image",
		Write: func(s carrier.Said) (string, []proviso.Loss, error) { return expr.Write(s.Outcomes) },
	}},
	Codes: codes,
}

const spec = "proviso.mark-1.0"

func wants(a *carrier.Artifact) bool { return carrier.ImageOf(a) != nil }

func readAll(artifacts []*carrier.Artifact, q *carrier.Question) (reading carrier.Reading) {
	for _, a := range artifacts {
		image := carrier.ImageOf(a)
		if image == nil {
			continue
		}
		for i := range image.Packets {
			r := reader{packet: &image.Packets[i], artifact: a, artifacts: artifacts, question: q, reading: &reading}
			r.read()
		}
	}
	return reading
}

// seek lists the declarations that marks link to.
func seek(artifacts []*carrier.Artifact, _ *carrier.Question) (sought []carrier.Reference) {
	for _, a := range artifacts {
		image := carrier.ImageOf(a)
		if image == nil {
			continue
		}
		found := 0
		for i := range image.Packets {
			p := &image.Packets[i]
			if p.Block.Aside || found == MaxLinks {
				continue
			}
			text, _ := textOf(p.Get(Namespace, NameDeclaration))
			if url, ok := carrier.Resolve("", text); ok {
				sought = append(sought, carrier.Reference{URL: url, Why: "declaration"})
				found++
			}
		}
	}
	return sought
}

// textOf is the text of a property; it is not ok for what is there and no text.
func textOf(v *xmp.Value) (text string, ok bool) {
	if v == nil {
		return "", true
	}
	if (v.Kind == xmp.KindAlt || v.Kind == xmp.KindBag || v.Kind == xmp.KindSeq) && len(v.Items) == 1 {
		v = &v.Items[0]
	}
	if v.Kind != xmp.KindText && v.Kind != xmp.KindURI {
		return "", false
	}
	return strings.TrimSpace(v.Text), true
}
