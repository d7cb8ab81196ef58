package rsl_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/rsl"
)

// show is what a table about evidence compares.
func show(e proviso.Evidence) string {
	return strings.Join([]string{e.Where.String(), e.Party.Name, e.Reach.String(), e.Scope, e.Asker, e.Raw}, " | ")
}

func shown(r carrier.Reading) (list []string) {
	for _, e := range r.Evidence {
		list = append(list, show(e))
	}
	return list
}

func TestEvidence(t *testing.T) {
	text := "<rsl xmlns=\"https://rslstandard.org/rsl\">\n  <content url=\"/*\"><license>" + noTraining + "</license></content>\n</rsl>"
	raw := `<content url="/*"><license>` + noTraining + `</license></content>`
	robots := func(text string) *carrier.Artifact {
		return &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte(text)}
	}
	elsewhere := document(text)
	elsewhere.Source = "https://licences.example.org/a.rsl"
	moved := document(docOf("/", `<payment type="crawl"><custom>buy</custom></payment>`))
	moved.Final = "https://example.org/x/license.xml"
	for _, tt := range []struct {
		name string
		in   []*carrier.Artifact
		as   []string
		want []string
	}{
		{"a document that is linked to", placeDocument(text), nil,
			[]string{"https://example.com/license.xml:2:3 | example.com | linked | /* |  | " + raw}},
		{"a document on another host", []*carrier.Artifact{response(rsl.LinkValue(elsewhere.Source)), elsewhere}, nil,
			[]string{"https://licences.example.org/a.rsl:2:3 | licences.example.org | linked | /* |  | " + raw}},
		{"a document that is not there", []*carrier.Artifact{response("<https://example.org/x>; rel=license; type=\"application/rsl+xml\"")}, nil,
			[]string{"Link::1 | example.com | linked |  |  | <https://example.org/x>; rel=license; type=\"application/rsl+xml\""}},
		{"a line of robots.txt", []*carrier.Artifact{robots("# hello\nLicense:  https://example.com/none # terms\n")}, nil,
			[]string{"robots.txt:2:11 | example.com | linked |  |  | License:  https://example.com/none # terms"}},
		{"a line for one asker", []*carrier.Artifact{robots("User-agent: ExampleBot\nLicense: " + licenceURL), document(text)}, []string{"examplebot/2.0"},
			[]string{"https://example.com/license.xml:2:3 | example.com | linked | /* | examplebot/2.0 | " + raw}},
		{"a licence in a page", []*carrier.Artifact{page("<!doctype html><head>\n<script type=\"application/rsl+xml\">\n" + text + "</script></head>")}, nil,
			[]string{"page:4:3 | example.com | asset | /* |  | " + raw}},
		{"a link element", []*carrier.Artifact{page("<!doctype html><head>\n " + rsl.LinkElement("https://example.org/x"))}, nil,
			[]string{"page:2:2 | example.com | linked |  |  | " + rsl.LinkElement("https://example.org/x")}},
		{"the response itself", []*carrier.Artifact{{Kind: carrier.Response, MediaType: rsl.MediaType, Body: []byte(text)}}, nil,
			[]string{"https://example.com/a:2:3 | example.com | asset | /* |  | " + raw}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := rsl.Carrier.Read(tt.in, &carrier.Question{URL: assetURL, As: tt.as})
			if diff := cmp.Diff(tt.want, shown(r)); diff != "" {
				t.Errorf("(-want +got)\n%s\nproblems %v", diff, r.Problems)
			}
		})
	}
	if got := read(response(rsl.LinkValue(licenceURL)), moved); !strings.Contains(words(got), "rsl-payment <https://example.org/x/buy>") {
		t.Errorf("references resolve against where redirects led, but: %s", words(got))
	}
}

// TestFiles: bytes without HTTP around them have no server, and any host is theirs.
func TestFiles(t *testing.T) {
	for source, body := range map[string]string{
		"licence.rsl": docOf("/", noTraining),
		"licence.xml": `<?xml version="1.0"?>` + docOf("https://example.com/", noTraining),
		"data":        docOf("", noTraining),
	} {
		a := &carrier.Artifact{Kind: carrier.File, Source: source, Body: []byte(body)}
		r := rsl.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{})
		if len(r.Evidence) != 1 || r.Evidence[0].Party != (proviso.Party{}) || r.Evidence[0].Where.Source != source || r.Evidence[0].Reach != proviso.WithAsset {
			t.Errorf("%s: %+v", source, r)
		}
	}
	for source, body := range map[string]string{
		"page.xml": `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><!-- rslstandard.org/rsl --></svg>`,
		"a.txt":    "rslstandard.org/rsl",
	} {
		a := &carrier.Artifact{Kind: carrier.File, Source: source, Body: []byte(body)}
		if r := rsl.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{}); len(r.Evidence)+len(r.Problems) > 0 {
			t.Errorf("%s: %+v", source, r)
		}
	}
}

// TestObserved: a statement was seen when its document was.
func TestObserved(t *testing.T) {
	artifacts := placeDocument(docOf("/", noTraining))
	artifacts[1].Observed = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	if r := read(artifacts...); !r.Evidence[0].Observed.Equal(artifacts[1].Observed) {
		t.Errorf("got %v", r.Evidence[0].Observed)
	}
}

// TestAskers: what robots.txt has for one asker does not set aside what the page says
// to everyone, and is for that asker alone.
func TestAskers(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("User-agent: One\nLicense: https://example.com/one.xml\n\nUser-agent: *\nLicense: https://example.com/any.xml\n")}
	one, any := document(docOf("/a", all)), document(docOf("/", `<prohibits type="usage">search</prohibits>`))
	one.Source, any.Source = "https://example.com/one.xml", "https://example.com/any.xml"
	artifacts := append(placeDocument(docOf("/", noTraining)), robots, one, any)
	word := func(use proviso.Use, as ...string) proviso.Word {
		r := rsl.Carrier.Read(artifacts, &carrier.Question{URL: assetURL, As: as})
		return proviso.Combine(r.Evidence).For(proviso.Asker{Tokens: as})[use].Outcome.Word()
	}
	for _, tt := range []struct {
		use  proviso.Use
		as   []string
		want proviso.Word
	}{
		{proviso.TrainAI, []string{"One"}, proviso.Deny},
		{proviso.Search, []string{"One"}, proviso.Allow},
		{proviso.Search, []string{"Two"}, proviso.Deny},
		{proviso.Search, nil, proviso.Deny},
		{proviso.Search, []string{"One", "Two"}, proviso.Deny},
		{proviso.AIUse, []string{"Two"}, proviso.Unstated},
	} {
		if got := word(tt.use, tt.as...); got != tt.want {
			t.Errorf("%v for %v is %v, want %v", tt.use, tt.as, got, tt.want)
		}
	}
	// Two tokens that share a line hear it once.
	r := rsl.Carrier.Read(artifacts, &carrier.Question{URL: assetURL, As: []string{"Two", "Three"}})
	if len(r.Evidence) != 2 {
		t.Errorf("strangers hear %v", shown(r))
	}
}

func TestSeeks(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("License: https://example.com/1\nLicense: /relative\nUser-agent: One\nLicense: https://example.com/2#x\n")}
	html := page(`<head><link rel="license" type="application/rsl+xml" href="/3"><script type="application/rsl+xml">` + docOf("", all) + `</script>`)
	html.Header = []carrier.Field{{Name: "Link", Value: `</3>; rel=license; type="application/rsl+xml", <4>; rel=license; type="Application/RSL+XML", <5>; rel=license`}}
	for _, tt := range []struct {
		as   string
		want []string
	}{
		{"", []string{"https://example.com/1", "https://example.com/3", "https://example.com/4"}},
		{"One", []string{"https://example.com/2", "https://example.com/3", "https://example.com/4"}},
	} {
		var got []string
		q := carrier.Question{URL: assetURL}
		if tt.as != "" {
			q.As = []string{tt.as}
		}
		for _, s := range rsl.Carrier.Seeks([]*carrier.Artifact{robots, html}, &q) {
			got = append(got, s.URL)
			if s.WellKnown || s.Why == "" {
				t.Errorf("%+v", s)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.as, diff)
		}
	}
}

func TestRights(t *testing.T) {
	text := `<rsl xmlns="https://rslstandard.org/rsl"><content url="/">
	<license>` + all + `<payment type="purchase"><custom>/buy</custom></payment><legal type="contact">mailto:a@example.com</legal><legal type="warranty">ownership</legal></license>
	<copyright type="organization" contactEmail="b@example.com" contactUrl="https://example.com/contact">
	  Example
	  Archive</copyright>
	<terms>terms.html</terms>
	</content><content url="/elsewhere"><license/><terms>https://example.org/</terms></content></rsl>`
	var got []string
	for _, r := range read(placeDocument(text)...).Rights {
		got = append(got, r.Kind.String()+" "+r.Value+" "+r.Where.String())
	}
	want := []string{
		"acquire-licence https://example.com/buy https://example.com/license.xml:2:71",
		"acquire-licence mailto:a@example.com https://example.com/license.xml:2:102",
		"copyright-notice Example Archive https://example.com/license.xml:3:2",
		"acquire-licence https://example.com/contact https://example.com/license.xml:3:2",
		"acquire-licence mailto:b@example.com https://example.com/license.xml:3:2",
		"usage-info https://example.com/terms.html https://example.com/license.xml:6:2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestTermsAreWorded: what no vector can see.
func TestTermsAreWorded(t *testing.T) {
	for clauses, want := range map[string]string{
		`<payment type="crawl"><amount currency="USD">0.015</amount><accepts type="application/x402+json">{}</accepts></payment>`: "rsl-payment <" + licenceURL + "> (crawl, USD 0.015, by application/x402+json)",
		`<permits type="user">personal education</permits>`:                                                                       "rsl-user <" + licenceURL + "> (user education personal)",
		`<prohibits type="geo">US</prohibits>`:                                                                                    "rsl-geo <" + licenceURL + "> (geo not US)",
		`<payment type="attribution"><standard>urn:x:y</standard></payment>`:                                                      "credit <" + licenceURL + "> (attribution, urn:x:y)",
		`<reporting type="audit" profile="https://example.org/p"/>`:                                                               "rsl-reporting <https://example.org/p> (audit)",
		`<payment type="x:tokens"/>`:                                                                                              "rsl-payment <" + licenceURL + "> (x:tokens)",
		`<x:y xmlns:x="urn:z"/>`:                                                                                                  "rsl-extension <" + licenceURL + "> (urn:z y)",
	} {
		r := read(placeDocument(docOf("/", all+clauses))...)
		if got := proviso.Combine(r.Evidence).Everyone[proviso.Search].Outcome.String(); got != "conditional: "+want {
			t.Errorf("%s\nwant %s\ngot  %s", clauses, want, got)
		}
	}
}
