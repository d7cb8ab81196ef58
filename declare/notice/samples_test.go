package notice

import (
	"crypto/ed25519"
	"os"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
)

// sample is a declaration and what its page needs besides.
type sample struct {
	d   *declare.Declaration
	opt Options
}

// museum is the example of package declare, in a page as it would be published.
func museum() sample {
	text, err := os.ReadFile("../testdata/examples/museum.toml")
	if err != nil {
		panic(err)
	}
	d, _ := declare.Parse(text)
	document, _, err := declare.Publish(d, nil)
	if err != nil {
		panic(err)
	}
	opt := Options{
		At:          time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		DocumentURL: "https://museum.example" + declare.WellKnown, Document: document, Statements: "https://proviso.example",
	}
	for _, lang := range Languages() {
		opt.Languages = append(opt.Languages, Alternate{lang, "/machines/" + File(lang, FormHTML)})
	}
	return sample{d, opt}
}

// samples are declarations that have, together, everything a page can say.
func samples() []sample {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	signed := museum()
	document, err := declare.Sign(signed.opt.Document, key)
	if err != nil {
		panic(err)
	}
	signed.opt.Document = document
	nowhere := museum()
	nowhere.d.Party.Domain = ""
	nowhere.opt.Document = document
	full := archive()
	list := []sample{museum(), signed, nowhere, {full, Options{At: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}}, {full, Options{At: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)}}}
	for _, role := range declare.Roles() {
		list = append(list, sample{&declare.Declaration{Party: declare.Party{Name: "Somebody", Role: role}}, Options{}})
	}
	return list
}

// archive is a declaration with everything in it that a declaration can have.
func archive() *declare.Declaration {
	signal := func(token string) proviso.Outcome {
		s, _ := proviso.SignalNamed(token)
		return s.Outcome()
	}
	d := &declare.Declaration{
		Party: declare.Party{Name: "Harbour Archive", Role: declare.Agent, For: "Example Museum", Link: "https://archive.example/", Contact: "mailto:rights@archive.example"},
		Validity: declare.Validity{From: time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC),
			Until: time.Date(2028, 12, 1, 12, 0, 7, 0, time.UTC)},
		Supersedes: []string{"https://archive.example/old.json", declare.Digest(nil)},
	}
	for i, per := range []string{"", "year", "month", "model", "asset"} {
		d.Collections = append(d.Collections, declare.Collection{
			Name: "series " + string(rune('A'+i)), Paths: []string{"/series/[!a]/", "/shared/"}, Rights: append(declare.RightsStatuses(), "")[i],
			Credit: "Harbour Archive", Licence: "https://creativecommons.org/licenses/by/4.0/",
			Outcomes: proviso.Outcomes{signal("cc-cr-dc"), signal("cc-cr-ec"), signal("cc-cr-op"), signal("cc-cr")},
			Conditions: declare.Conditions{Payee: "Friends of the Archive", PayeeLink: "https://archive.example/give", Beneficiary: "Commons Fund",
				Floor: declare.Floor{Amount: "1250.50", Currency: "EUR", Per: per}},
		})
	}
	d.Collections = append(d.Collections, declare.Collection{Name: "negatives", Files: []string{"negatives/"}})
	return d
}
