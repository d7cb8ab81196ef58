// Package imagerights reads the copyright information that photographers, agencies and
// editing programs put into images: whom to credit, who owns the copyright, under which
// terms, and where to ask. None of it is a statement of preference, for the reasons that
// [proviso.Rights] gives: it fills [carrier.Reading.Rights], and an answer never depends
// on it.
//
//	<rdf:Description rdf:about=""
//	  xmpRights:WebStatement="https://creativecommons.org/licenses/by/4.0/"
//	  photoshop:Credit="Tide Pictures / Harbour Pictures">
//	 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 Tide Pictures</rdf:li></rdf:Alt></dc:rights>
//	 <plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">
//	  <plus:LicensorURL>https://example.com/buy</plus:LicensorURL>
//	 </rdf:li></rdf:Seq></plus:Licensor>
//	</rdf:Description>
//
// Followed are: IPTC Photo Metadata 2025.1 for the properties and what they mean; XMP
// Part 1 (2012) and Adobe's documentation of xmpRights; PLUS License Data Format 2.0.1;
// ccREL 1.0 and Creative Commons' wiki page XMP for cc: terms; the guidelines of the
// Metadata Working Group 2.0 (2010) for what is the same in XMP, IIM and Exif; Google's
// documentation of image metadata, by which WebStatement is the licence of an image and
// LicensorURL where to get one.
//
// # What is read
//
//   - Links: cc:license; xmpRights:WebStatement and Certificate, plus:TermsAndConditionsURL
//     and cc:useGuidelines; plus:Licensor and cc:morePermissions; cc:attributionURL.
//   - Texts: dc:rights; xmpRights:UsageTerms and plus:TermsAndConditionsText;
//     photoshop:Credit and cc:attributionName; dc:creator and plus:ImageCreator;
//     plus:CopyrightOwner and xmpRights:Owner; plus:Licensor.
//   - Words: plus:CreditLineRequired, plus:CopyrightStatus, xmpRights:Marked.
//   - Exif: Artist, Copyright and XPAuthor. IIM: By-line (2:80), Credit (2:110),
//     Copyright Notice (2:116), Source (2:115, and photoshop:Source), and of Special
//     Instructions (2:40) just the links, as of photoshop:Instructions.
//
// Links to rights expressions (Iptc4xmpExt:LinkedEncRightsExpr) are left to the carriers
// that understand them.
//
// # Decisions
//
//   - All that is said is shown. What stands in XMP comes first, then IIM, then Exif: XMP
//     alone has room for the whole text. The Working Group reads Exif first, since cameras
//     of its time knew nothing else; as nothing is dropped, only the order differs.
//   - The same text is shown once, where it was first found. White space, "(c)" for "©" and
//     how names are listed make no difference, nor does a text that IIM had to cut.
//   - Who made an image is the text to credit where no credit line is stated, as in the
//     carrier licence. Beside one, it is shown for what it is. Where neither is known, the
//     source is credited, which IIM has for the owner, and IPTC today for any supplier.
//   - A URL of Creative Commons' tools is a licence wherever a link to terms may stand. Any
//     other URL there is usage information: nothing tells that a page is a licence.
//   - A URL within a notice, terms of use or instructions is a link, too: platforms that
//     drop XMP keep these texts. One that may have been cut off is none.
//   - Only http and https URLs with a host count, as they stand: nothing is known here that
//     a relative one could be relative to. The mail address of a licensor is a link as well.
//   - Of a text in several languages the default one is shown.
//   - What is said about a part of a file, such as its gain map, is not said about the image.
//   - Files are full of fields that somebody began to fill in. Empty ones and odd ones are
//     passed over; a problem names only what would mislead.
package imagerights

import (
	"github.com/proviso-signals/proviso/carrier"
)

const name = "image-rights"

// Limits of what is read of one image. Real ones have a handful of fields.
const (
	MaxRights   = 64   // facts that are kept
	MaxProblems = 16   // problems that are listed
	MaxText     = 1024 // bytes of a text that are kept
	MaxSearched = 4096 // bytes of a text that are searched for links, and compared
	MaxValues   = 16   // values of one property: names, licensors, links
	MaxLinks    = 8    // links that are taken from one text
)

// Carrier reads copyright information in the metadata of images and in their sidecars.
var Carrier = carrier.Carrier{
	Name:  name,
	Title: "Copyright and credit inside images: rights information, never a preference",
	Spec: carrier.Spec{
		Name: "IPTC-Photo-Metadata", Revision: "2025.1",
		URL: "https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata-2025.1.html",
	},
	Rule:  "all fields are shown, those of XMP before those of IIM and of Exif, and the same text once",
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Codes: codes,
}

func wants(a *carrier.Artifact) bool { return carrier.ImageOf(a) != nil }

func read(a *carrier.Artifact, _ *carrier.Question) carrier.Reading {
	image := carrier.ImageOf(a)
	r := &reader{artifact: a}
	for i := range image.Packets {
		if p := &image.Packets[i]; !p.Block.Aside {
			r.packet(p)
		}
	}
	r.iim(image)
	r.exif(image)
	r.credits()
	r.contradictions()
	return r.reading
}
