package rsl_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/rsl"
)

// open is what a document says about search that is past a limit: it is on the
// document's terms, whatever it permits.
const open = "search conditional: rsl-licence <" + licenceURL + ">"

// TestLimits is the hostile test of every limit of a document: one more of anything
// gets a problem, keeps what was refused before, and allows nothing.
func TestLimits(t *testing.T) {
	const ns = `<rsl xmlns="` + rsl.Namespace + `">`
	free := all + `<payment type="free"/>`
	head := ns + contentOf("/", free)
	for _, tt := range []struct {
		name string
		n    int
		text func(n int) string
	}{
		{"MaxDocument", rsl.MaxDocument, func(n int) string {
			return head + strings.Repeat(" ", n-len(head)-len("</rsl>")) + "</rsl>"
		}},
		{"MaxDepth", rsl.MaxDepth - 1, func(n int) string {
			return head + strings.Repeat(`<x:a xmlns:x="urn:x">`, n) + strings.Repeat("</x:a>", n) + "</rsl>"
		}},
		{"MaxTokens", rsl.MaxTokens - 11, func(n int) string { return head + strings.Repeat("<?a?>", n) + "</rsl>" }},
		{"MaxAttributes", rsl.MaxAttributes, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, ` a%d=""`, i)
			}
			return head + "<x:y xmlns:x='urn:x'><z" + b.String() + "/></x:y></rsl>"
		}},
		{"MaxText", rsl.MaxText, func(n int) string {
			return head + `<content url="/x"><license>` + free + `</license><terms>` + strings.Repeat("a", n) + `</terms></content></rsl>`
		}},
		{"MaxContents", rsl.MaxContents - 1, func(n int) string {
			return head + strings.Repeat(`<content url="/x"><license><payment type="free"/></license></content>`, n) + "</rsl>"
		}},
		{"MaxLicences", rsl.MaxLicences, func(n int) string {
			return ns + `<content url="/">` + strings.Repeat("<license>"+free+"</license>", n) + "</content></rsl>"
		}},
		{"MaxTerms", rsl.MaxTerms, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, `<reporting type="audit" profile="https://example.org/%d"/>`, i)
			}
			return ns + `<content url="/">` + "<license>" + free + "</license><license>" + all + b.String() + "</license></content></rsl>"
		}},
		{"MaxScopes", rsl.MaxScopes - 1, func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(contentOf("/"+strings.Repeat("*", i+1), free))
			}
			return head + b.String() + "</rsl>"
		}},
		{"MaxLicences of one url", rsl.MaxLicences - 1, func(n int) string {
			return head + strings.Repeat(contentOf("/", free), n) + "</rsl>"
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			within, past := read(placeDocument(tt.text(tt.n))...), read(placeDocument(tt.text(tt.n+1))...)
			if c := codes(within); strings.Contains(c, rsl.CodeLimit) || !strings.Contains(words(within), "search allow") {
				t.Errorf("within the limit: %s, problems %s", words(within), c)
			}
			if c := codes(past); !strings.Contains(c, rsl.CodeLimit) || !strings.Contains(words(past), open) {
				t.Errorf("past the limit: %s, problems %s", words(past), c)
			}
			refused := strings.Replace(tt.text(tt.n+1), free, noTraining, 1)
			if r := read(placeDocument(refused)...); !strings.Contains(words(r), "train-ai deny") || strings.Contains(words(r), "allow") {
				t.Errorf("past the limit, with training refused: %s", words(r))
			}
		})
	}
}

// TestReferences is the hostile test of MaxReferences and MaxScripts.
func TestReferences(t *testing.T) {
	var lines, scripts strings.Builder
	for i := range 10 * rsl.MaxReferences {
		fmt.Fprintf(&lines, "License: https://example.com/%d\n", i)
	}
	for range 10 * rsl.MaxScripts {
		scripts.WriteString(`<script type="application/rsl+xml">` + docOf("", all) + "</script>\n")
	}
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte(lines.String())}
	html := page("<head>" + scripts.String() + "</head>")
	for name, a := range map[string]*carrier.Artifact{"robots.txt": robots, "page": html} {
		r := read(a)
		if len(r.Evidence) != rsl.MaxReferences+1 || !strings.Contains(codes(r), rsl.CodeTooMany) || strings.Contains(words(r), "allow") {
			t.Errorf("%s: %d statements, %s, problems %s", name, len(r.Evidence), words(r), codes(r))
		}
	}
	if sought := rsl.Carrier.Seeks([]*carrier.Artifact{robots}, &carrier.Question{URL: assetURL}); len(sought) != rsl.MaxReferences {
		t.Errorf("%d documents are sought", len(sought))
	}
}

// TestMaxProblems: a document of a thousand slips gives an answer of bounded size.
func TestMaxProblems(t *testing.T) {
	r := read(placeDocument(docOf("/", strings.Repeat(`<permits type="usage">x</permits>`, 1000)))...)
	if len(r.Problems) != rsl.MaxProblems+1 || !strings.Contains(codes(r), rsl.CodeMore) {
		t.Errorf("%d problems", len(r.Problems))
	}
	r = read(placeDocument(`<rsl xmlns="` + rsl.Namespace + `"><content url="/"><license>` + all + `</license>` + strings.Repeat("<copyright>A"+strings.Repeat("b", 500)+"</copyright>", 100) + `</content></rsl>`)...)
	if len(r.Rights) != 1 || len(r.Rights[0].Value) > carrier.MaxRaw || len(r.Rights[0].Raw) > carrier.MaxRaw {
		t.Errorf("rights %+v", r.Rights)
	}
}

// TestRawIsBounded: raw text is cut, and never inside a character.
func TestRawIsBounded(t *testing.T) {
	for _, name := range []string{"x", "ä", "€", "😀"} {
		r := read(placeDocument(docOf("/", noTraining+"<!--"+strings.Repeat(name, 3000)+"-->"))...)
		if raw := r.Evidence[0].Raw; len(raw) > carrier.MaxRaw || len(raw) < carrier.MaxRaw/2 || !strings.HasSuffix(raw, "…") || strings.ContainsRune(raw, '\uFFFD') {
			t.Errorf("%d bytes: …%q", len(raw), raw[max(0, len(raw)-20):])
		}
	}
}

// TestBombs: a document made to be expensive takes bounded memory and time.
func TestBombs(t *testing.T) {
	const ns = `<rsl xmlns="` + rsl.Namespace + `">`
	var entities, licences strings.Builder
	entities.WriteString(`<!DOCTYPE rsl [<!ENTITY a0 "all">`)
	for i := range 60 {
		fmt.Fprintf(&entities, `<!ENTITY a%d "&a%d;&a%d;&a%d;">`, i+1, i, i, i)
	}
	entities.WriteString(`]>` + ns + `<content url="/"><license><permits type="usage">&a60;</permits></license></content></rsl>`)
	for i := range 6000 {
		fmt.Fprintf(&licences, `<license><permits type="usage">all</permits><payment type="x%d"/></license>`, i)
	}
	for name, text := range map[string]string{
		"entities":        entities.String(),
		"depth":           ns + strings.Repeat("<content url='/'>", 300000),
		"foreign depth":   strings.Repeat("<a>", 2000000),
		"attributes":      ns + "<content " + strings.Repeat("a='' ", 1000000) + "/>",
		"attribute names": ns + "<content " + strings.Repeat("a:b='' ", 1000000) + "/>",
		"one long text":   docOf("/", `<permits type="usage">`+strings.Repeat("search ", 1000000)+`</permits>`),
		"comments":        ns + strings.Repeat("<!---->", 1000000),
		"size":            ns + contentOf("/", all) + strings.Repeat(" ", 64<<20) + "</rsl>",
		"zeros":           strings.Repeat("\x00<", 4<<20),
		"licences":        ns + `<content url="/">` + licences.String() + `</content></rsl>`,
		"contents":        ns + strings.Repeat(`<content url="*a*a*a*a*a*"><license/></content>`, 20000) + `</rsl>`,
		"references":      docOf("/", `<permits type="usage">`+strings.Repeat("&#x41;", 1000000)+`</permits>`),
	} {
		t.Run(name, func(t *testing.T) {
			artifacts := placeDocument(text)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			r := read(artifacts...)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if strings.Contains(words(r), "allow") || !strings.Contains(words(r), "search conditional") && !strings.Contains(words(r), "search deny") {
				t.Errorf("it says %.300s", words(r))
			}
			if len(r.Problems) == 0 || len(r.Problems) > 2*rsl.MaxProblems {
				t.Errorf("%d problems", len(r.Problems))
			}
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 256<<20 {
				t.Errorf("%d MiB were allocated", allocated>>20)
			}
			if took > 60*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestNothingCostsNothing: most artifacts have nothing of RSL.
func TestNothingCostsNothing(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("User-agent: *\nDisallow: /x\n")}
	other := response(`<https://example.com/style.css>; rel=preload`)
	html := page("<!doctype html><head><title>T</title></head>")
	artifacts := []*carrier.Artifact{robots, other, html}
	q := &carrier.Question{URL: assetURL, As: []string{"ExampleBot"}}
	rsl.Carrier.Read(artifacts, q)
	if n := testing.AllocsPerRun(100, func() {
		if rsl.Carrier.Wants(robots) || rsl.Carrier.Wants(other) {
			t.Error("wants what has nothing of RSL")
		}
		if r := rsl.Carrier.Read(artifacts, q); r.Evidence != nil {
			t.Error("heard something")
		}
	}); n != 0 {
		t.Errorf("nothing takes %v allocations", n)
	}
}

// TestNeverLooser: cut a document anywhere, and it never allows what the whole does
// not, nor drops what it has refused by then.
func TestNeverLooser(t *testing.T) {
	text := `<rsl xmlns="` + rsl.Namespace + `">` +
		contentOf("/", `<prohibits type="usage">search</prohibits>`) +
		contentOf("/a", `<permits type="usage">ai-train</permits><payment type="crawl"><amount currency="USD">1</amount></payment>`) + `</rsl>`
	whole := proviso.Combine(read(placeDocument(text)...).Evidence).Everyone.Outcomes()
	for i := 1; i < len(text); i++ {
		got := proviso.Combine(read(placeDocument(text[:i])...).Evidence).Everyone.Outcomes()
		for _, u := range proviso.Uses() {
			if got[u].Word() == proviso.Allow || got[u].Word() == proviso.Unstated {
				t.Errorf("cut at %d, %v is %v; whole it is %v", i, u, got[u], whole[u])
			}
		}
	}
}

// TestCrowdedHidesNothing: a document with more about the asset than is read does not
// set aside what a wider licence refuses.
func TestCrowdedHidesNothing(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("License: https://example.com/site.xml\n")}
	site := document(docOf("/", noTraining))
	site.Source = "https://example.com/site.xml"
	crowd := `<rsl xmlns="` + rsl.Namespace + `">` + strings.Repeat(contentOf("/a", all), rsl.MaxLicences+1) + `</rsl>`
	r := read(append(placeDocument(crowd), robots, site)...)
	if got := words(r); !strings.Contains(got, "train-ai deny") || strings.Contains(got, "allow") {
		t.Errorf("got %s", got)
	}
}
