// Package plus reads and writes the property Data Mining of image metadata, in which a
// rights holder picks one of nine terms.
//
// Specification: PLUS License Data Format 2.0.1 (http://ns.useplus.org/LDF/ldf-XMPSpecification),
// which IPTC Photo Metadata took over in its version 2023.1. The property is
// plus:DataMining in XMP, with a URL as its text; Exif and IIM have no place for it.
//
//	<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">
//	 <plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>
//	</rdf:Description>
//
// # What the terms say
//
//   - DMI-UNSPECIFIED ("no prohibition defined") says nothing. It permits nothing.
//   - DMI-ALLOWED permits training and other analysis. Mining is a part at most of what
//     AI answers and search do, so that it permits neither.
//   - DMI-PROHIBITED-AIMLTRAINING refuses training of any model. Models that generate
//     nothing are a part of tdm, which is refused, too.
//   - DMI-PROHIBITED-GENAIMLTRAINING refuses just what AIPREF calls train-ai, and says
//     nothing about the rest.
//   - DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING refuses all but search, and permits that.
//   - DMI-PROHIBITED refuses search, too: if it did not, the term before it would say
//     nothing more. The drafters add that the law of some places may permit it all the same.
//   - DMI-PROHIBITED-SEECONSTRAINT, -SEEEMBEDDEDRIGHTSEXPR and -SEELINKEDRIGHTSEXPR refuse
//     as DMI-PROHIBITED does, and refer to another property for exceptions. No machine can
//     tell that it meets a text, and a condition that is not known never loosens a refusal:
//     the text is shown, the link is passed on, and the refusal stands.
//
// # Decisions
//
//   - Which counts: the property stands once. Of two in one packet the first does, as for
//     every property of XMP in Adobe's toolkit; but ExifTool shows the last, so a further one
//     counts for what it refuses. Several packets, and a sidecar beside a file, all count.
//   - A list instead of one text, which the specification does not have: every item counts.
//   - Silence: no property, an empty one, or DMI-UNSPECIFIED.
//   - Read as meant: the term without its URI, in other letter case, with https, with a
//     slash or white space behind it, as rdf:resource or as an attribute; the labels by
//     which ExifTool and Exiv2 show the terms; and the terms of the draft of 2023, of which
//     the permissions are not read, since they did not come to stand.
//   - Unreadable: any other text, and what is no text. Who fills in the property wants to
//     restrict something, so it refuses every use.
//   - A property of this name in another namespace of PLUS or IPTC, or in other letter case,
//     counts for what it refuses.
//   - Whom it binds: everyone. Who speaks is the licensor that the packet names, or else the
//     copyright owner or creator; nothing proves it.
//   - What a gain map or a thumbnail says counts for what it refuses.
package plus

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Property is the name of the property in the namespace [xmp.NSPLUS].
const Property = "DataMining"

// MaxValues is how many items of a list are read. A list with more is not read, and
// refuses every use: the property is no list at all.
const MaxValues = 16

// Carrier reads plus:DataMining in the XMP of images and sidecars.
var Carrier = carrier.Carrier{
	Name:  "plus",
	Title: "PLUS Data Mining in image metadata",
	Spec:  carrier.Spec{Name: "PLUS-LDF", Revision: "2.0.1", URL: "http://ns.useplus.org/LDF/ldf-XMPSpecification"},
	Rule:  "the first property of a packet counts, a further one for what it refuses, and all packets do",
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Forms: []carrier.Form{{
		Name: "data-mining", Place: "the property plus:DataMining in the XMP of an image", Write: write,
	}},
	Tokens: tokens(),
	Codes:  codes,
}

const spec = "PLUS-LDF-2.0.1"

func wants(a *carrier.Artifact) bool { return carrier.ImageOf(a) != nil }

func read(a *carrier.Artifact, _ *carrier.Question) carrier.Reading {
	var reading carrier.Reading
	image := carrier.ImageOf(a)
	for i := range image.Packets {
		r := reader{packet: &image.Packets[i], artifact: a, reading: &reading}
		r.read()
	}
	return reading
}

// Says gives what the property says in a packet, and its text. Silent outcomes are
// those of a packet that has none, or one that says nothing; a nil packet has none.
func Says(p *xmp.Packet) (outcomes proviso.Outcomes, text string) {
	if p == nil {
		return outcomes, ""
	}
	first := p.Find(xmp.NSPLUS, Property)
	if first == nil {
		return outcomes, ""
	}
	s := interpret(&first.Value)
	for i := range p.Properties {
		if q := &p.Properties[i]; again(first, q) {
			s.outcomes = s.outcomes.Join(carrier.Refusals(interpret(&q.Value).outcomes))
		}
	}
	return s.outcomes, s.raw
}
