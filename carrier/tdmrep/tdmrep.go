// Package tdmrep reads and writes the TDM Reservation Protocol (W3C Community Group
// Final Report of 10 May 2024,
// https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/): whether the
// rights to text and data mining are reserved, and where a policy says how to get a
// licence. It stands in a file of the origin server, in header fields of a response,
// and in meta elements of a page:
//
//	GET /.well-known/tdmrep.json
//
//	[{"location": "/photos/", "tdm-reservation": 1,
//	  "tdm-policy": "https://example.com/policies/photos.json"},
//	 {"location": "/press/", "tdm-reservation": 0}]
//
//	tdm-reservation: 1
//	tdm-policy: https://example.com/policies/photos.json
//
//	<meta name="tdm-reservation" content="1">
//	<meta name="tdm-policy" content="https://example.com/policies/photos.json">
//
// What a 1 and a 0 mean for the uses is in the table of [Carrier].Tokens; what a
// policy makes of a 1 is in policy.go. EPUB and PDF files are not read yet.
//
// Images are read as the report has PDF files read (section 6.6), in XMP:
//
//	<rdf:Description xmlns:tdm="http://www.w3.org/ns/tdmrep/" tdm:reservation="1"
//	  tdm:policy="https://example.com/policies/photos.json"/>
//
// The namespace of EPUB files, with a # for the last slash, is understood as well. The
// report does not know images, so that what stands in them only tightens: a 1 is a
// statement beside the others and supersedes none, a 0 says nothing, and a policy is for
// the 1 beside it. A 1 without a policy leaves the policy of the site as it is.
//
// # Which statement counts (section 6.7, "Processing priority")
//
//   - A header field supersedes the file of the origin server, and a meta element
//     supersedes both, whether that tightens or loosens. Where it loosens, a problem
//     names both positions. There is one statement in the end, so what was superseded
//     is no evidence.
//   - Reservation and policy are superseded each for itself, since the absence of
//     either "MUST not reset current values": a 1 in a header field keeps the policy of
//     the file. A policy that stands beside a 0 is not processed, and so never becomes a
//     current value.
//   - A value that is neither 1 nor 0 is a protocol error, which leaves the reservation
//     unset where it stands: it supersedes nothing.
//   - In the file, the first location in file order that matches counts, whatever its
//     length ("the most specific match is the first in sequence"). Locations are matched
//     as paths in robots.txt: against path and query, case counts, encodings are
//     normalised. The report takes the matching from draft-koster-rep-00 and refers to
//     Google's reading of it.
//
// # Silence
//
// No file, no match, no field and no element leave the reservation unset. So does a
// page that is served in place of the file, for a server that does not implement the
// protocol. A policy without a reservation states nothing.
//
// # What cannot be read
//
// A slip must neither hide a reservation nor grant a permission:
//
//   - In a file that is no sound JSON, or behind a rule that cannot be read and may have
//     been the first to match, only reservations count; a 0 there permits nothing.
//   - "1" as a JSON string is read as 1, since the report gives no JSON type and writes
//     1 as text elsewhere; "0" as a string is not read as 0.
//   - A property that is given several times in one place: any 1 reserves, and a value
//     that cannot be read is as good as absent. Several policies all apply.
//   - A policy that was not gathered, or is for people, or cannot be read leaves the
//     reservation conditional on an opaque term that is a link to it. Where anything
//     about a policy is not understood, every offer asks for that term, too.
//
// It binds everyone. Who speaks is the server: the assigner that a policy names is not
// proven by anything, and would make one speaker look like two.
package tdmrep

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// WellKnown is the path of the file on the origin server.
const WellKnown = "/.well-known/tdmrep.json"

// The two properties: names of header fields, of meta elements, and of members of a
// rule.
const (
	nameReservation = "tdm-reservation"
	namePolicy      = "tdm-policy"
)

// Carrier reads the file of the origin server, header fields, meta elements and the
// policies that they point to.
var Carrier = carrier.Carrier{
	Name:  "tdmrep",
	Title: "TDM Reservation Protocol: well-known file, headers, HTML",
	Spec: carrier.Spec{
		Name: "TDMRep", Revision: "2024-05-10",
		URL: "https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/",
	},
	Rule:  "a header field supersedes the file of the site, and a meta element both; in the file the first location that matches counts",
	Wants: wants,
	Read:  read,
	Seeks: seek,
	Forms: []carrier.Form{
		{Name: "well-known", Place: "the file " + WellKnown + " of the site", Write: writeFile},
		{Name: "header", Place: "response header fields, one a line", Write: writeHeader},
		{Name: "meta", Place: "elements in the head of the page", Write: writeMeta},
	},
	Tokens: tokens,
	Codes:  codes,
}

const spec = "TDMRep-2024-05-10"

// tokens maps the two values. The report defines mining by "automated analytical
// technique" (section 7.1.5, after Directive (EU) 2019/790 article 2) and says of web
// search that it is not touched (docs/tdm-meaning.md of its repository).
var tokens = []carrier.Token{
	{
		Token:   "tdm-reservation: 1",
		Meaning: "Rights to text and data mining are reserved; a policy may say how to get a licence.",
		Reaches: []expr.Reach{
			{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Whole}, {Use: proviso.TDM, How: expr.Whole},
		},
		Note: "Whether input to a model at the time of use is mining is contested; the strict reading is that it is.",
	},
	{
		Token:   "tdm-reservation: 0",
		Meaning: "Rights to text and data mining are not reserved.",
		Reaches: []expr.Reach{
			{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.AIUse, How: expr.Part}, {Use: proviso.TDM, How: expr.Whole},
		},
		Note: "As it is contested whether input to a model is mining, this does not permit it.",
	},
}

// wants is a sieve that costs no parsing.
func wants(a *carrier.Artifact) bool {
	switch a.Kind {
	case carrier.Response:
		for i := range a.Header {
			if isProperty(a.Header[i].Name) {
				return true
			}
		}
		return carrier.IsHTML(a) || carrier.ImageOf(a) != nil
	case carrier.Request, carrier.File:
		return carrier.IsHTML(a) || carrier.ImageOf(a) != nil
	case carrier.Document:
		return strings.HasSuffix(a.Source, WellKnown)
	}
	return false
}

// isProperty reports whether a header field is one of the two.
func isProperty(name string) bool {
	switch len(name) {
	case len(nameReservation):
		return strings.EqualFold(name, nameReservation)
	case len(namePolicy):
		return strings.EqualFold(name, namePolicy)
	}
	return false
}

// seek lists the file of the origin server, and the policies of what is reserved as
// far as that is known.
func seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	var sought []carrier.Reference
	if origin := carrier.OriginOf(artifacts, q); origin != "" {
		sought = append(sought, carrier.Reference{URL: origin + WellKnown, Why: "TDM reservations of the site", WellKnown: true})
	}
	found := reader{artifacts: artifacts, question: q}
	found.settle()
	var policies []policy
	if found.by != nil && found.by.reservation == reserved {
		policies = found.policies
	}
	for _, s := range found.images() {
		policies = append(slices.Clip(policies), s.policies...)
	}
	for i, p := range policies {
		if p.url != "" && !has(policies[:i], p.url) {
			sought = append(sought, carrier.Reference{URL: p.url, Why: "TDM policy"})
		}
	}
	return sought
}
