// Package licence reads copyright licences and credit information that stand beside
// an asset: links with the relation "license" in HTML and in the Link header field,
// ccREL in RDFa, and schema.org in JSON-LD.
//
//	<a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>
//
// None of it is a statement of preference. A copyright licence says what is permitted
// where copyright asks for permission; where it does not, as under an exception for
// text and data mining, it says nothing at all. So this carrier fills
// [carrier.Reading.Rights] and never states evidence: not an allow for CC0, not a deny
// for NoDerivatives, not a condition of credit for Attribution. It serves whoever has to
// give credit, and whoever wants to ask.
//
// Followed are: ccREL 1.0 (W3C Member Submission of 2008-05-01);
// RDFa Core 1.1, by the customary prefixes, without resolving their declarations; the
// HTML Standard's link type "license", with "copyright" as its synonym in elements;
// RFC 8288 with the relation of RFC 4946; schema.org (license, usageInfo,
// acquireLicensePage, creditText, copyrightNotice, creator) as Google's documentation of
// image metadata uses it; Creative Commons' own table of its legal tools
// (creativecommons/cc-legal-tools-data, config/cc-legal-tools.csv). Microdata and
// Dublin Core in meta elements are not read.
//
// # Decisions
//
//   - All that is said counts: no place is stronger than another. The same fact said
//     twice is shown once, where it was first found. Different licences for one thing
//     are all shown, and a problem points to it, unless one statement lists them
//     side by side.
//   - What it is about: the asset, unless an about attribute, an anchor parameter or, in
//     JSON-LD, contentUrl, url or @id names something else, in that order. A page's
//     canonical link names the asset, too. A media object without any of these is not
//     the page it stands on, and what is said about it is dropped; so is a property
//     behind a typeof attribute, whose thing may be another. Other things at the top of
//     a block are what the page is about.
//   - URLs of Creative Commons' tools are made canonical, so that deeds, translations,
//     legal code and http compare equal. Those that name no tool there ever was are
//     flagged and kept as they stand.
//   - A link of the type application/rsl+xml is Really Simple Licensing, which does
//     state preferences: another carrier reads it, and this one leaves it alone. Where no
//     type can be given, as in JSON-LD (which RSL's guide recommends), a licence that is
//     an XML document is shown as usage information: people cannot have it for a licence.
//   - An anchor to a licence of Creative Commons without any relation, as their chooser
//     has written since 2024, is taken for a licence where nothing else states one for
//     the same thing, with a notice. Where such anchors name several licences, nothing
//     tells which is meant, and none is taken.
//   - A signal of CC signals in the place of a licence is flagged, and is neither.
//   - In JSON-LD the names of creators stand for the credit text where rights are stated
//     and no credit text is. A block that is not JSON is not read, as elsewhere.
//   - Only http and https links count; javascript: and data: are dropped.
package licence

import (
	"slices"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// RSL is the media type of Really Simple Licensing, whose links are not read here.
const RSL = "application/rsl+xml"

// Limits of what is read of one artifact. Real pages need a handful.
const (
	MaxRights   = 256     // facts that are kept
	MaxProblems = 64      // problems that are listed
	MaxBlocks   = 64      // JSON-LD blocks that are read
	MaxJSON     = 4 << 20 // bytes of JSON-LD that are read, in all blocks together
	MaxText     = 1024    // bytes of a credit text or a notice that are kept
	MaxNames    = 16      // creators that are named
)

// Carrier reads copyright licences and credit.
var Carrier = carrier.Carrier{
	Name:  "licence",
	Title: "Copyright licences and credit: rights information, never a preference",
	Spec:  carrier.Spec{Name: "ccREL", Revision: "1.0", URL: "https://www.w3.org/submissions/ccREL/"},
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Codes: codes,
}

func wants(a *carrier.Artifact) bool {
	switch a.Kind {
	case carrier.Response, carrier.Request, carrier.File:
		return len(a.Header) > 0 || carrier.IsHTML(a)
	}
	return false
}

func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	page := carrier.PageOf(a)
	if !speaks(a.Header, page) {
		return carrier.Reading{}
	}
	r := &reader{artifact: a, question: q, doc: page}
	r.fields()
	if page != nil {
		r.page(page)
	}
	r.contradictions()
	return r.reading
}

// speaks reports whether there may be anything about rights. Most artifacts have
// nothing, and cost nothing more.
func speaks(header []carrier.Field, page *htmlhead.Page) bool {
	for i := range header {
		if isLinkField(&header[i]) {
			return true
		}
	}
	if page == nil {
		return false
	}
	for i := range page.Links {
		if relRoles(page.Links[i].Rel) != 0 {
			return true
		}
	}
	return len(page.Marks) > 0 || slices.ContainsFunc(page.Scripts, isBlock)
}
