package plus_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

const url = "https://example.com/a.svg"

// picture is an SVG file with the metadata in it.
func picture(metadata string) []*carrier.Artifact {
	return whole(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>` + metadata + `</metadata></svg>`)
}

// whole is a file of these bytes.
func whole(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Source: url, Status: 200, MediaType: "image/svg+xml", Body: []byte(text)}}
}

// place puts a text into the property. What XML cannot hold is left out.
func place(text string) []*carrier.Artifact {
	return holding(xmp.Set(xmp.NSPLUS, "", plus.Property, xmp.Text(text)))
}

func holding(changes ...xmp.Change) []*carrier.Artifact {
	packet, err := xmp.New(changes...)
	if err != nil {
		return picture("")
	}
	return picture(string(packet))
}

// described is a file with these properties of PLUS and IPTC.
func described(properties string) []*carrier.Artifact {
	return picture(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + xmp.NSRDF + `"><rdf:Description rdf:about="" xmlns:plus="` + xmp.NSPLUS +
		`" xmlns:Iptc4xmpExt="` + xmp.NSIPTCExt + `">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

func read(artifacts []*carrier.Artifact) carrier.Reading {
	return plus.Carrier.Read(artifacts, &carrier.Question{URL: url})
}

func codesOf(r carrier.Reading) string {
	var list []string
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &plus.Carrier, carriertest.Places{"data-mining": place})
}

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &plus.Carrier, whole) }

func FuzzText(f *testing.F) {
	for _, token := range plus.Carrier.Tokens {
		f.Add(token.Token)
		f.Add(plus.Vocabulary + token.Token)
	}
	carriertest.Fuzz(f, &plus.Carrier, place)
}

func FuzzProperties(f *testing.F) {
	f.Add(`<plus:DataMining rdf:resource="DMI-ALLOWED"/><plus:OtherConstraints>x</plus:OtherConstraints>`)
	f.Add(`<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://a.example/</Iptc4xmpExt:LinkedRightsExpr></rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`)
	f.Add(`<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>N</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>`)
	carriertest.Fuzz(f, &plus.Carrier, described)
}

// TestEvidence: what is quoted is the value and no more, since projections compare it;
// where it stands is the property; who speaks is whom the packet names.
func TestEvidence(t *testing.T) {
	for _, tt := range []struct{ name, properties, raw, party string }{
		{"element", `<plus:DataMining> ` + plus.Vocabulary + `DMI-PROHIBITED
			</plus:DataMining>`, plus.Vocabulary + "DMI-PROHIBITED", ""},
		{"spelling kept", `<plus:DataMining>dmi-Prohibited/</plus:DataMining>`, "dmi-Prohibited/", ""},
		{"resource", `<plus:DataMining rdf:resource="` + plus.Vocabulary + `DMI-PROHIBITED"/>`, plus.Vocabulary + "DMI-PROHIBITED", ""},
		{"list", `<plus:DataMining><rdf:Bag><rdf:li>DMI-PROHIBITED</rdf:li><rdf:li>DMI-ALLOWED</rdf:li></rdf:Bag></plus:DataMining>`, "DMI-PROHIBITED DMI-ALLOWED", ""},
		{"no text", `<plus:DataMining rdf:parseType="Resource"><plus:x>y</plus:x></plus:DataMining>`,
			`<plus:DataMining rdf:parseType="Resource"><plus:x>y</plus:x></plus:DataMining>`, ""},
		{"licensor first", `<plus:DataMining>DMI-PROHIBITED</plus:DataMining>
			<plus:CopyrightOwner><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:CopyrightOwnerName>Owner</plus:CopyrightOwnerName></rdf:li></rdf:Seq></plus:CopyrightOwner>
			<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://l.example/</plus:LicensorURL></rdf:li><rdf:li rdf:parseType="Resource"><plus:LicensorName> Licensor </plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>`,
			"DMI-PROHIBITED", "Licensor"},
		{"owner second", `<plus:DataMining>DMI-PROHIBITED</plus:DataMining><dc:creator xmlns:dc="` + xmp.NSDC + `"><rdf:Seq><rdf:li>Creator</rdf:li></rdf:Seq></dc:creator>
			<plus:CopyrightOwner rdf:parseType="Resource"><plus:CopyrightOwnerName>Owner</plus:CopyrightOwnerName></plus:CopyrightOwner>`, "DMI-PROHIBITED", "Owner"},
		{"legal owner third", `<plus:DataMining>DMI-PROHIBITED</plus:DataMining><dc:creator xmlns:dc="` + xmp.NSDC + `"><rdf:Seq><rdf:li>Creator</rdf:li></rdf:Seq></dc:creator>
			<r:Owner xmlns:r="` + xmp.NSXMPRights + `"><rdf:Bag><rdf:li>Legal</rdf:li></rdf:Bag></r:Owner>`, "DMI-PROHIBITED", "Legal"},
		{"creator last", `<plus:DataMining>DMI-PROHIBITED</plus:DataMining><dc:creator xmlns:dc="` + xmp.NSDC + `"><rdf:Seq><rdf:li>Creator</rdf:li><rdf:li>Other</rdf:li></rdf:Seq></dc:creator>`, "DMI-PROHIBITED", "Creator"},
	} {
		artifacts := described(tt.properties)
		r := read(artifacts)
		if len(r.Evidence) != 1 {
			t.Errorf("%s: %+v", tt.name, r)
			continue
		}
		e := r.Evidence[0]
		if e.Raw != tt.raw || e.Party.Name != tt.party || e.Party.Identification != proviso.Anonymous || e.Reach != proviso.WithAsset {
			t.Errorf("%s: raw %q by %+v", tt.name, e.Raw, e.Party)
		}
		at := strings.Index(string(artifacts[0].Body), "<plus:DataMining")
		if e.Where.Source != url || e.Where.Part != "XMP plus:DataMining" || e.Where.Offset != int64(at) {
			t.Errorf("%s: at %v, want %d", tt.name, e.Where, at)
		}
	}
}

// TestSpellings holds the table of spellings: each is read as the term, with a notice
// that names the URI, and only the URI without one.
func TestSpellings(t *testing.T) {
	want := read(place(plus.Vocabulary + plus.NoTraining)).Evidence[0].Outcomes
	for _, text := range []string{
		"DMI-PROHIBITED-AIMLTRAINING", "dmi-prohibited-aimltraining", "https://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING",
		"HTTP://NS.USEPLUS.ORG/LDF/vocab/dmi-prohibited-AIMLTRAINING", plus.Vocabulary + "DMI-PROHIBITED-AIMLTRAINING/",
		"Prohibited for AI/ML training", "PROHIBITED FOR AI/ML TRAINING",
	} {
		r := read(place(text))
		if len(r.Evidence) != 1 || !r.Evidence[0].Outcomes.Equal(want) || codesOf(r) != plus.CodeSpelling || r.Problems[0].Mend != plus.Vocabulary+plus.NoTraining {
			t.Errorf("%q: %+v", text, r)
		}
	}
	for _, token := range plus.Carrier.Tokens {
		if r := read(place("\n " + plus.Vocabulary + token.Token + " ")); strings.Contains(codesOf(r), "term") {
			t.Errorf("%s: %+v", token.Token, r.Problems)
		}
	}
}

// TestUnknownRefuses: whatever is no term refuses every use. None of these may be
// silent, or permit anything.
func TestUnknownRefuses(t *testing.T) {
	everything := proviso.Outcomes{proviso.Denied(), proviso.Denied(), proviso.Denied(), proviso.Denied()}
	for text, mend := range map[string]string{
		"DMI-":                            "",
		"no":                              "",
		"allowed!":                        "",
		"http://example.com/DMI-ALLOWED":  "",
		plus.Vocabulary + "Allowed":       "",
		plus.Vocabulary + "DMI-ALLOWED?x": "",
		plus.Vocabulary + "DMI-ALLOWED-EXCEPTSOMETHING":          "",
		"DMI-ALLOWED DMI-PROHIBITED":                             "",
		plus.Vocabulary:                                          "",
		plus.Vocabulary + "CR-NRQ":                               "",
		plus.Vocabulary + "DMI-PROHIBITED-EXCEPTSEARCHINDEXING":  plus.Vocabulary + plus.NothingButSearch,
		plus.Vocabulary + "DMI-PROHIBITED-AITRAINING":            plus.Vocabulary + plus.NoTraining,
		plus.Vocabulary + "dmi-prohibited-aigenai":               plus.Vocabulary + plus.NoGenerative,
		plus.Vocabulary + strings.Repeat("DMI-ALLOWED", 100_000): "",
	} {
		r := read(place(text))
		if len(r.Evidence) != 1 || !r.Evidence[0].Outcomes.Equal(everything) || codesOf(r) != plus.CodeUnknown || r.Problems[0].Mend != mend {
			t.Errorf("%.80q: %d statements, %s", text, len(r.Evidence), codesOf(r))
			continue
		}
		if e := r.Evidence[0]; len(e.Raw) > carrier.MaxRaw+4 || len(r.Problems[0].Hint) > 400 {
			t.Errorf("%.80q: %d bytes of raw text, %d of a hint", text, len(e.Raw), len(r.Problems[0].Hint))
		}
	}
}

// TestLimits is the hostile test of every limit.
func TestLimits(t *testing.T) {
	many := func(n int) string { return strings.Repeat(`<rdf:li>DMI-ALLOWED</rdf:li>`, n) }
	mining := func(items string) []*carrier.Artifact {
		return described(`<plus:DataMining><rdf:Bag>` + items + `</rdf:Bag></plus:DataMining>`)
	}
	if r := read(mining(many(plus.MaxValues))); r.Evidence[0].Outcomes[proviso.TrainAI].Word() != proviso.Allow {
		t.Errorf("%d values: %+v", plus.MaxValues, r)
	}
	for _, items := range []string{many(plus.MaxValues + 1), many(5000)} {
		if r := read(mining(items)); len(r.Evidence) != 1 || r.Evidence[0].Outcomes[proviso.Search].Word() != proviso.Deny || codesOf(r) != plus.CodeForm {
			t.Errorf("too many values: %+v", r)
		}
	}
	link := func(n int) (s string) {
		for i := range n {
			s += `<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://e.example/` + strings.Repeat("x", i) + `</Iptc4xmpExt:LinkedRightsExpr></rdf:li>`
		}
		return s
	}
	r := read(described(`<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag>` + link(plus.MaxExpressions+5) + `</rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`))
	if len(r.Rights) != plus.MaxExpressions || codesOf(r) != plus.CodeLinksMany {
		t.Errorf("%d links, %s", len(r.Rights), codesOf(r))
	}
	inner := strings.Repeat(`<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:EncRightsExpr>`+strings.Repeat("y", 9000)+`</Iptc4xmpExt:EncRightsExpr></rdf:li>`, 200)
	r = read(described(`<plus:DataMining>` + plus.Vocabulary + plus.ProhibitedSeeInner + `</plus:DataMining><Iptc4xmpExt:EmbdEncRightsExpr><rdf:Bag>` + inner + `</rdf:Bag></Iptc4xmpExt:EmbdEncRightsExpr>`))
	if len(r.Problems) != plus.MaxExpressions || len(r.Problems[0].Hint) > 1000 {
		t.Errorf("%d embedded expressions", len(r.Problems))
	}
}

// TestLinks: links are passed on whether a term refers to them or not, each once.
func TestLinks(t *testing.T) {
	r := read(described(`<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag>
		<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://A.example/one</Iptc4xmpExt:LinkedRightsExpr></rdf:li>
		<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://a.example/one</Iptc4xmpExt:LinkedRightsExpr></rdf:li>
		<rdf:li>https://a.example/two</rdf:li>
		<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>three</Iptc4xmpExt:LinkedRightsExpr></rdf:li>
		</rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`))
	if len(r.Rights) != 2 || r.Rights[0].Value != "https://a.example/one" || r.Rights[1].Value != "https://a.example/two" || r.Rights[0].Kind != proviso.UsageInfo ||
		r.Rights[0].Raw != "https://A.example/one" || codesOf(r) != plus.CodeLinkUnusable {
		t.Errorf("got %+v", r)
	}
}

// TestSidecarJoins: a sidecar is an artifact of its own, and can only tighten.
func TestSidecarJoins(t *testing.T) {
	image, sidecar := place(plus.Vocabulary + plus.Allowed)[0], place(plus.Vocabulary + plus.NoGenerative)[0]
	r := read([]*carrier.Artifact{image, sidecar})
	if got := proviso.Combine(r.Evidence).Everyone.Outcomes(); len(r.Evidence) != 2 || got[proviso.TrainAI].Word() != proviso.Deny || got[proviso.TDM].Word() != proviso.Allow {
		t.Errorf("got %+v", r)
	}
}

// TestPartOfAFile: what a gain map says counts for what it refuses, and its links are
// none of the picture's.
func TestPartOfAFile(t *testing.T) {
	for _, tt := range []struct{ term, train, tdm string }{
		{plus.NoTraining, "deny", "deny"}, {plus.Allowed, "unstated", "unstated"}, {plus.NothingButSearch, "deny", "deny"},
	} {
		text := string(described(`<plus:DataMining>` + plus.Vocabulary + tt.term + `</plus:DataMining><plus:OtherConstraints>x</plus:OtherConstraints>
			<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li>https://e.example/</rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`)[0].Body)
		packet := text[strings.Index(text, "<x:xmpmeta"):strings.Index(text, "</metadata>")]
		block := container.Block{Kind: container.XMP, Data: []byte(packet), Aside: true, Stored: []container.Range{{Offset: 9, Length: int64(len(packet))}}}
		r := read([]*carrier.Artifact{{Kind: carrier.File, Source: "a.jpg", Scan: &container.Scan{Format: "jpeg", Blocks: []container.Block{block}}}})
		got := proviso.Combine(r.Evidence).Everyone.Outcomes()
		if got[proviso.TrainAI].String() != tt.train || got[proviso.TDM].String() != tt.tdm || got[proviso.Search].Word() != proviso.Unstated || len(r.Rights)+len(r.Problems) > 0 {
			t.Errorf("%s: %+v", tt.term, r)
		}
	}
}

// TestSays agrees with the reading of the carrier.
func TestSays(t *testing.T) {
	for _, text := range []string{plus.Vocabulary + plus.NoTraining, "DMI-ALLOWED", "rubbish"} {
		packet, err := xmp.New(xmp.Set(xmp.NSPLUS, "", plus.Property, xmp.Text(text)))
		if err != nil {
			t.Fatal(err)
		}
		p, _ := xmp.Parse(packet)
		said, raw := plus.Says(p)
		if e := read(place(text)).Evidence[0]; !said.Equal(e.Outcomes) || raw != e.Raw {
			t.Errorf("%q says %v, %q", text, said, raw)
		}
	}
	twice := parse(packetOf(t, `<plus:DataMining>DMI-ALLOWED</plus:DataMining><plus:DataMining>DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>`))
	if said, _ := plus.Says(twice); said[proviso.TrainAI].Word() != proviso.Deny {
		t.Errorf("twice, it says %v", said)
	}
	if said, text := plus.Says(nil); !said.Silent() || text != "" {
		t.Error("no packet says something")
	}
}
