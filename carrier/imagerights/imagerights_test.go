package imagerights_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/imagerights"
)

func TestCarrier(t *testing.T) { carriertest.Run(t, &imagerights.Carrier, nil) }

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &imagerights.Carrier, drawing) }

// FuzzProperties: whatever a packet says, what is found is bounded and clean.
func FuzzProperties(f *testing.F) {
	for _, c := range reads {
		f.Add(c.properties)
	}
	f.Fuzz(func(t *testing.T, properties string) {
		reading := imagerights.Carrier.Read(picture(properties), &carrier.Question{})
		if len(reading.Rights) > imagerights.MaxRights || len(reading.Problems) > imagerights.MaxProblems || len(reading.Evidence) > 0 {
			t.Fatalf("%d facts, %d problems, %d statements", len(reading.Rights), len(reading.Problems), len(reading.Evidence))
		}
		for _, r := range reading.Rights {
			if r.Value == "" || r.Carrier != "image-rights" || r.Where.Part == "" || len(r.Raw) > carrier.MaxRaw+len("…") || strings.ContainsAny(r.Value, "\x00\r\n\t") {
				t.Errorf("%+v", r)
			}
			switch r.Kind {
			case proviso.Licence, proviso.UsageInfo, proviso.CreditLink:
				if _, ok := carrier.Resolve("", r.Value); !ok {
					t.Errorf("%+v is no link", r)
				}
			}
		}
	})
}

const spaces = `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"`

// drawing is an SVG file by its text.
func drawing(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{
		Kind: carrier.Response, Source: "https://example.com/quay.svg", Status: 200, MediaType: "image/svg+xml", Body: []byte(text),
	}}
}

// picture is one with properties in its packet.
func picture(properties string) []*carrier.Artifact {
	return drawing(`<svg xmlns="http://www.w3.org/2000/svg"><metadata><rdf:RDF ` + spaces + `><rdf:Description rdf:about="">` +
		properties + `</rdf:Description></rdf:RDF></metadata></svg>`)
}

// alt, seq and structs are forms of XMP.
func alt(text string) string {
	return `<rdf:Alt><rdf:li xml:lang="x-default">` + text + `</rdf:li></rdf:Alt>`
}

func seq(items ...string) string {
	return `<rdf:Seq><rdf:li>` + strings.Join(items, `</rdf:li><rdf:li>`) + `</rdf:li></rdf:Seq>`
}

func structs(items ...string) string {
	return `<rdf:Seq><rdf:li rdf:parseType="Resource">` + strings.Join(items, `</rdf:li><rdf:li rdf:parseType="Resource">`) + `</rdf:li></rdf:Seq>`
}

const by = "https://creativecommons.org/licenses/by/4.0/"

// reads are properties, the facts in them and the problems with them.
var reads = []struct {
	name, properties string
	want             []string
	codes            []string
}{
	{"a notice", `<dc:rights>` + alt("© 2026  Tide\nPictures") + `</dc:rights>`, []string{"copyright-notice © 2026 Tide Pictures"}, nil},
	{"a notice as plain text", `<dc:rights>© Tide Pictures</dc:rights>`, []string{"copyright-notice © Tide Pictures"}, nil},
	{"languages", `<dc:rights><rdf:Alt><rdf:li xml:lang="de">Alle Rechte</rdf:li><rdf:li xml:lang="x-default">All rights</rdf:li></rdf:Alt></dc:rights>`,
		[]string{"copyright-notice All rights"}, nil},
	{"nothing but fields", `<dc:rights/><dc:creator><rdf:Seq><rdf:li/></rdf:Seq></dc:creator><photoshop:Credit> </photoshop:Credit><xmpRights:WebStatement> </xmpRights:WebStatement><plus:Licensor>` +
		structs(`<plus:LicensorURL/>`) + `</plus:Licensor><plus:CreditLineRequired/><xmpRights:Marked/>`, nil, nil},

	{"a web statement", `<xmpRights:WebStatement> HTTPS://Example.com/rights#photos</xmpRights:WebStatement>`, []string{"usage-info https://example.com/rights#photos"}, nil},
	{"a licence as web statement", `<xmpRights:WebStatement>http://creativecommons.org/licenses/by/4.0/deed.de</xmpRights:WebStatement>`, []string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"web statement as URI", `<xmpRights:WebStatement rdf:resource="https://example.com/rights"/>`, []string{"usage-info https://example.com/rights"}, nil},
	{"web statement without scheme", `<xmpRights:WebStatement>www.example.com/rights</xmpRights:WebStatement>`, nil, []string{imagerights.CodeNotLink}},
	{"web statement in words", `<xmpRights:WebStatement>All rights reserved</xmpRights:WebStatement>`, nil, []string{imagerights.CodeNotLink}},
	{"web statement as script", `<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>`, nil, []string{imagerights.CodeNotLink}},
	{"web statement with a user", `<xmpRights:WebStatement>https://example.com@example.org/</xmpRights:WebStatement>`, nil, []string{imagerights.CodeNotLink}},
	{"certificate", `<xmpRights:Certificate>https://example.com/c</xmpRights:Certificate>`, []string{"usage-info https://example.com/c"}, nil},

	{"cc:license as URI", `<cc:license rdf:resource="` + by + `"/>`, []string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"cc:license as text", `<cc:license>` + by + `</cc:license>`, []string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"cc:license of others", `<cc:license>https://example.com/licence</cc:license>`, []string{"licence https://example.com/licence"}, nil},
	{"cc:license of the old namespace", `<old:license xmlns:old="http://web.resource.org/cc/" rdf:resource="` + by + `"/>`, []string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"dcterms:license", `<t:license xmlns:t="http://purl.org/dc/terms/" rdf:resource="` + by + `"/>`, []string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"a version that never was", `<cc:license rdf:resource="https://creativecommons.org/licenses/by/5.0/"/>`, []string{"licence https://creativecommons.org/licenses/by/5.0/"}, []string{imagerights.CodeNoTool}},
	{"a list of licences", `<cc:license><rdf:Bag><rdf:li rdf:resource="` + by + `"/><rdf:li>https://www.gnu.org/licenses/fdl-1.3</rdf:li></rdf:Bag></cc:license>`,
		[]string{"licence " + by + " (CC BY 4.0)", "licence https://www.gnu.org/licenses/fdl-1.3"}, nil},
	{"two licences", `<cc:license rdf:resource="` + by + `"/><xmpRights:WebStatement>https://creativecommons.org/licenses/by-nc/4.0/</xmpRights:WebStatement>`,
		[]string{"licence " + by + " (CC BY 4.0)", "licence https://creativecommons.org/licenses/by-nc/4.0/ (CC BY-NC 4.0)"}, []string{imagerights.CodeSeveral}},
	{"a licence twice", `<cc:license rdf:resource="` + by + `"/><xmpRights:WebStatement>http://creativecommons.org/licenses/by/4.0</xmpRights:WebStatement>`,
		[]string{"licence " + by + " (CC BY 4.0)"}, nil},
	{"a signal", `<cc:license>cc-cr-op</cc:license>`, nil, []string{imagerights.CodeNotLink}},
	{"attribution", `<cc:attributionName>Tide Pictures</cc:attributionName><cc:attributionURL rdf:resource="https://example.com/jo"/><cc:morePermissions rdf:resource="https://example.com/more"/><cc:useGuidelines>https://example.com/how</cc:useGuidelines>`,
		[]string{"usage-info https://example.com/how", "acquire-licence https://example.com/more", "credit-text Tide Pictures", "credit-link https://example.com/jo"}, nil},
	{"permits is no licence", `<cc:permits rdf:resource="http://creativecommons.org/ns#Reproduction"/>`, nil, nil},

	{"a creator", `<dc:creator>` + seq("Tide Pictures", "Pier Studio") + `</dc:creator>`, []string{"credit-text Tide Pictures, Pier Studio"}, nil},
	{"a creator beside a credit line", `<photoshop:Credit>Harbour Pictures</photoshop:Credit><dc:creator>` + seq("Tide Pictures") + `</dc:creator>`,
		[]string{"credit-text Harbour Pictures", "creator Tide Pictures"}, nil},
	{"a creator who is the credit line", `<photoshop:Credit>Tide Pictures</photoshop:Credit><dc:creator>` + seq("Tide Pictures") + `</dc:creator>`, []string{"credit-text Tide Pictures"}, nil},
	{"an image creator", `<plus:ImageCreator>` + structs(`<plus:ImageCreatorName>Tide Pictures</plus:ImageCreatorName>`) + `</plus:ImageCreator><dc:creator>` + seq("Tide Pictures", "Pier Studio") + `</dc:creator>`,
		[]string{"credit-text Tide Pictures, Pier Studio"}, nil},
	{"an agent", `<dc:creator><cc:Agent><dc:title>Tide Pictures</dc:title></cc:Agent></dc:creator>`, []string{"credit-text Tide Pictures"}, nil},

	{"a licensor", `<plus:Licensor>` + structs(`<plus:LicensorName>Harbour</plus:LicensorName><plus:LicensorURL>https://example.com/buy</plus:LicensorURL><plus:LicensorEmail>ask@example.com</plus:LicensorEmail>`) + `</plus:Licensor>`,
		[]string{"acquire-licence https://example.com/buy", "acquire-licence mailto:ask@example.com", "licensor Harbour"}, nil},
	{"a licensor outside of a list", `<plus:Licensor rdf:parseType="Resource"><plus:LicensorURL>mailto:ask@example.com</plus:LicensorURL></plus:Licensor>`,
		[]string{"acquire-licence mailto:ask@example.com"}, nil},
	{"two licensors", `<plus:Licensor>` + structs(`<plus:LicensorName>A</plus:LicensorName>`, `<plus:LicensorName>B</plus:LicensorName>`) + `</plus:Licensor>`, []string{"licensor A, B"}, nil},
	{"a licensor by text", `<plus:Licensor>Harbour</plus:Licensor>`, nil, nil},
	{"no mail address", `<plus:Licensor>` + structs(`<plus:LicensorEmail>ask at example.com</plus:LicensorEmail>`) + `</plus:Licensor>`, nil, nil},
	{"owners", `<plus:CopyrightOwner>` + structs(`<plus:CopyrightOwnerName>Tide Pictures</plus:CopyrightOwnerName>`) + `</plus:CopyrightOwner><xmpRights:Owner><rdf:Bag><rdf:li>Tide Pictures</rdf:li></rdf:Bag></xmpRights:Owner>`,
		[]string{"owner Tide Pictures"}, nil},

	{"credit rule", `<plus:CreditLineRequired>http://ns.useplus.org/ldf/vocab/CR-CAI</plus:CreditLineRequired>`, []string{"credit-rule next to the image"}, nil},
	{"credit rule without its URL", `<plus:CreditLineRequired>cr-nrq</plus:CreditLineRequired>`, []string{"credit-rule not required"}, nil},
	{"credit rule as a label", `<plus:CreditLineRequired>Credit on Image</plus:CreditLineRequired>`, []string{"credit-rule on the image"}, nil},
	{"credit rule as a URI", `<plus:CreditLineRequired rdf:resource="https://ns.useplus.org/ldf/vocab/CR-CCA/"/>`, []string{"credit-rule where credits stand"}, nil},
	{"credit rule that PLUS does not have", `<plus:CreditLineRequired>by the fold</plus:CreditLineRequired>`, []string{"credit-rule by the fold"}, []string{imagerights.CodeRule}},

	{"terms", `<xmpRights:UsageTerms>` + alt("Editorial use only. See https://example.com/terms.") + `</xmpRights:UsageTerms>`,
		[]string{"usage-terms Editorial use only. See https://example.com/terms.", "usage-info https://example.com/terms"}, nil},
	{"terms twice", `<xmpRights:UsageTerms>` + alt("No sale") + `</xmpRights:UsageTerms><plus:TermsAndConditionsText>` + alt("No sale") + `</plus:TermsAndConditionsText><plus:TermsAndConditionsURL>https://example.com/t</plus:TermsAndConditionsURL>`,
		[]string{"usage-info https://example.com/t", "usage-terms No sale"}, nil},
	{"Creative Commons' own words", `<xmpRights:UsageTerms>` + alt("This work is licensed to the public under the license http://creativecommons.org/licenses/by/4.0/ verify at https://example.com/quay.html") + `</xmpRights:UsageTerms>`,
		[]string{
			"usage-terms This work is licensed to the public under the license http://creativecommons.org/licenses/by/4.0/ verify at https://example.com/quay.html",
			"licence " + by + " (CC BY 4.0)", "usage-info https://example.com/quay.html",
		}, nil},
	{"a link in a notice", `<dc:rights>` + alt("© Tide Pictures (https://example.com/d), 2026") + `</dc:rights>`,
		[]string{"copyright-notice © Tide Pictures (https://example.com/d), 2026", "usage-info https://example.com/d"}, nil},
	{"a link in a notice that is stated already", `<xmpRights:WebStatement>https://example.com/d/</xmpRights:WebStatement><dc:rights>` + alt("© Tide Pictures http://example.com/d") + `</dc:rights>`,
		[]string{"usage-info https://example.com/d/", "copyright-notice © Tide Pictures http://example.com/d"}, nil},
	{"instructions", `<photoshop:Instructions>Mandatory credit! https://example.com/d</photoshop:Instructions>`, []string{"usage-info https://example.com/d"}, nil},

	{"marked", `<xmpRights:Marked>True</xmpRights:Marked>`, []string{"copyright-status protected"}, nil},
	{"not marked", `<xmpRights:Marked>False</xmpRights:Marked>`, []string{"copyright-status public domain"}, nil},
	{"not marked, and a notice", `<xmpRights:Marked>False</xmpRights:Marked><dc:rights>` + alt("(C) Tide Pictures") + `</dc:rights>`,
		[]string{"copyright-notice (C) Tide Pictures", "copyright-status public domain"}, []string{imagerights.CodeStatus}},
	{"not marked, and a notice that says so", `<xmpRights:Marked>False</xmpRights:Marked><dc:rights>` + alt("Public domain, no copyright") + `</dc:rights>`,
		[]string{"copyright-notice Public domain, no copyright", "copyright-status public domain"}, nil},
	{"not marked, and CC BY", `<xmpRights:Marked>False</xmpRights:Marked><cc:license rdf:resource="` + by + `"/>`,
		[]string{"licence " + by + " (CC BY 4.0)", "copyright-status public domain"}, []string{imagerights.CodeStatus}},
	{"not marked, and CC0", `<xmpRights:Marked>False</xmpRights:Marked><cc:license>http://creativecommons.org/publicdomain/zero/1.0/</cc:license>`,
		[]string{"licence https://creativecommons.org/publicdomain/zero/1.0/ (CC0 1.0)", "copyright-status public domain"}, nil},
	{"statuses that differ", `<xmpRights:Marked>True</xmpRights:Marked><plus:CopyrightStatus>http://ns.useplus.org/ldf/vocab/CS-PUB</plus:CopyrightStatus>`,
		[]string{"copyright-status public domain", "copyright-status protected"}, []string{imagerights.CodeStatus}},
	{"status unknown", `<plus:CopyrightStatus>http://ns.useplus.org/ldf/vocab/CS-UNK</plus:CopyrightStatus>`, nil, nil},

	{"a link to a rights expression is for others", `<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>https://example.com/e</Iptc4xmpExt:LinkedRightsExpr></rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`, nil, nil},
}

func TestReads(t *testing.T) {
	for _, tt := range reads {
		t.Run(tt.name, func(t *testing.T) {
			check(t, imagerights.Carrier.Read(picture(tt.properties), &carrier.Question{}), tt.want, tt.codes...)
		})
	}
}

// check compares facts, as "kind value (name)", and codes.
func check(t *testing.T, reading carrier.Reading, want []string, codes ...string) {
	t.Helper()
	var facts, found []string
	for _, r := range reading.Rights {
		fact := r.Kind.String() + " " + r.Value
		if r.Name != "" {
			fact += " (" + r.Name + ")"
		}
		facts = append(facts, fact)
	}
	for _, p := range reading.Problems {
		found = append(found, p.Code)
	}
	if diff := cmp.Diff(want, facts); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(found, codes) {
		t.Errorf("problems %+v, want %q", reading.Problems, codes)
	}
	if len(reading.Evidence) > 0 {
		t.Errorf("a statement of preference: %+v", reading.Evidence)
	}
}

// TestWhere: a fact is found again by its position, and quoted as it stood.
func TestWhere(t *testing.T) {
	artifacts := picture(`<dc:rights>` + alt("© Jo") + `</dc:rights>`)
	r := imagerights.Carrier.Read(artifacts, &carrier.Question{}).Rights[0]
	at := strings.Index(string(artifacts[0].Body), "<dc:rights>")
	want := proviso.Rights{
		Kind: proviso.CopyrightNotice, Value: "© Jo", Carrier: "image-rights",
		Where: proviso.Where{Source: "https://example.com/quay.svg", Offset: int64(at), Part: "XMP dc:rights"},
		Raw:   `<dc:rights>` + alt("© Jo") + `</dc:rights>`,
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

// TestMends: where it can be told what was meant, the problem tells.
func TestMends(t *testing.T) {
	for properties, want := range map[string]string{
		`<xmpRights:WebStatement>www.example.com/rights</xmpRights:WebStatement>`:                       "https://www.example.com/rights",
		`<xmpRights:WebStatement>//example.com/rights</xmpRights:WebStatement>`:                         "https://example.com/rights",
		`<xmpRights:WebStatement>rights.html</xmpRights:WebStatement>`:                                  "",
		`<xmpRights:WebStatement>2026</xmpRights:WebStatement>`:                                         "",
		`<cc:license>CC BY-SA 4.0</cc:license>`:                                                         "https://creativecommons.org/licenses/by-sa/4.0/",
		`<cc:license>cc-cr-ec</cc:license>`:                                                             "Content-Usage: train-ai=n;exceptions=cc-cr-ec",
		`<cc:license rdf:resource="https://creativecommons.org/licenses/by-sa-nc/4.0/"/>`:               "https://creativecommons.org/licenses/by-nc-sa/4.0/",
		`<cc:license rdf:resource="https://creativecommons.org/licenses/by/"/>`:                         "",
		`<plus:TermsAndConditionsURL>creativecommons.org/licenses/by/4.0/</plus:TermsAndConditionsURL>`: by,
	} {
		reading := imagerights.Carrier.Read(picture(properties), &carrier.Question{})
		if len(reading.Problems) != 1 || reading.Problems[0].Mend != want {
			t.Errorf("%s: %+v", properties, reading.Problems)
		}
	}
}

// TestKindsHaveWords: every kind of rights has words of its own.
func TestKindsHaveWords(t *testing.T) {
	seen := map[string]bool{}
	for k := proviso.Licence; k <= proviso.Licensor; k++ {
		if seen[k.String()] || k.Plain() == "" {
			t.Errorf("kind %d is %q, %q", k, k, k.Plain())
		}
		seen[k.String()] = true
	}
}
