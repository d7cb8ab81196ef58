// Package trusttxt reads and writes the attribute datatrainingallowed of trust.txt, the
// file in which publishers tell of their associations and accounts:
//
//	GET /trust.txt
//
//	# Harbour Gazette trust.txt file
//	belongto=https://press.example/
//	social=https://social.example/@harbour
//	datatrainingallowed=no
//
// The specification is JournalList's Reference Document for trust.txt; the attribute came
// with its revision of 4 April 2024. Relied on: its list of changes; JournalList's own
// readers, the validator (JournalList/trust-txt-validator at 1a6c360, December 2024) and
// the crawler (brownwolf1355/JournalList, webcrawler.py), and the WordPress plugin
// (rtCamp/trust-txt 1.3), which is more lenient. All other attributes are about
// organisations and are not looked at.
//
// # Decisions
//
//   - Where: the document recommends /.well-known/trust.txt beside /trust.txt, and both
//     readers look at the root first and elsewhere only where nothing is there. Both are
//     read here where both were gathered, and the refusal counts: an owner who changed
//     one and forgot the other has still said no.
//   - What counts: a refusal. The attribute stands once; the validator calls entries that
//     differ an error. Equal entries are one.
//   - "no" refuses training: [proviso.TrainAI], and with it [proviso.TDM], of which
//     training other models is a part. "yes" permits training and nothing else. Neither
//     says anything about AI use or search.
//   - What is unreadable: any other value, and a name or separator that is nearly right.
//     It states nothing, and as it may have been a refusal no "yes" counts beside it.
//   - Case and white space are passed over, as the plugin and the crawler do; the
//     validator does not, so it is reported.
//   - A comment behind a value is cut from "no". "yes # with credit" states nothing: the
//     validator takes the comment for a part of the value, and it may be a condition.
//   - It binds everyone, about the whole site, and speaks for whoever runs the server.
package trusttxt

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// Paths are where the file can stand on its origin, in the order in which JournalList's
// readers look.
var Paths = [...]string{"/trust.txt", "/.well-known/trust.txt"}

// MaxSize is how much of a file is read, in bytes. Associations list thousands of
// members; more is no longer a small text file.
const MaxSize = 1 << 20

// Attribute is the name of the attribute.
const Attribute = "datatrainingallowed"

const (
	name = "trust-txt"
	spec = "trust.txt-2024-04"
)

// Carrier reads and writes datatrainingallowed.
var Carrier = carrier.Carrier{
	Name:  name,
	Title: "trust.txt datatrainingallowed",
	Spec:  carrier.Spec{Name: "trust.txt", Revision: "2024-04", URL: "https://journallist.net/reference-document-for-trust-txt-specifications"},
	Rule:  "of several entries, and of the two places of the file, the refusal counts",
	Wants: wants,
	Read:  read,
	Seeks: seek,
	Forms: []carrier.Form{{
		Name: "line", Place: "a line of the file /trust.txt or /.well-known/trust.txt", Write: write,
	}},
	Tokens: tokens,
	Codes:  codes,
}

var tokens = []carrier.Token{{
	Token: Attribute, Meaning: "Data of the site may be used for training (yes), or may not (no).",
	Reaches: []expr.Reach{{Use: proviso.TrainAI, How: expr.Whole}, {Use: proviso.TDM, How: expr.Part}},
	Note:    "the document does not say which training; no refuses all training, and so all other analysis is taken to be refused",
}}

func wants(a *carrier.Artifact) bool {
	return a.Kind == carrier.Document && strings.HasSuffix(a.Source, Paths[0])
}

func seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	origin := carrier.OriginOf(artifacts, q)
	if origin == "" {
		return nil
	}
	sought := make([]carrier.Reference, len(Paths))
	for i, path := range Paths {
		sought[i] = carrier.Reference{URL: origin + path, Why: "trust.txt", WellKnown: true}
	}
	return sought
}

type parsedFile struct{}

func read(artifacts []*carrier.Artifact, q *carrier.Question) (reading carrier.Reading) {
	if !slices.ContainsFunc(artifacts, wants) {
		return reading
	}
	party := carrier.ServerOf(carrier.OriginOf(artifacts, q))
	doubtful := false
	for _, path := range Paths {
		a := carrier.WellKnown(artifacts, q, path)
		switch {
		case a == nil, a.Absent(), a.Body == nil && a.Status == 0 && !a.Unreachable:
			continue
		case !a.Usable():
			reading.Problems = append(reading.Problems, unavailable(path))
			continue
		}
		f := a.Parsed(parsedFile{}, func(a *carrier.Artifact) any { return parse(a, path) }).(*file)
		reading.Problems = append(reading.Problems, f.problems...)
		doubtful = doubtful || f.doubtful
		if f.decisive != nil {
			reading.Evidence = append(reading.Evidence, f.decisive.evidence(a, party))
		}
	}
	settle(&reading, doubtful)
	return reading
}

// settle takes back permissions that are not to be relied on, and tells of the two
// files where they differ.
func settle(reading *carrier.Reading, doubtful bool) {
	permits := func(e proviso.Evidence) bool { return e.Outcomes[proviso.TrainAI].Word() == proviso.Allow }
	if len(reading.Evidence) == 2 && permits(reading.Evidence[0]) != permits(reading.Evidence[1]) {
		permission := slices.IndexFunc(reading.Evidence, permits)
		reading.Problems = append(reading.Problems, conflict(reading.Evidence[permission].Where, "the other place of the file"))
	}
	if doubtful {
		reading.Evidence = slices.DeleteFunc(reading.Evidence, permits)
	}
}
