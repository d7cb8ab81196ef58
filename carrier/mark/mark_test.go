package mark_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/mark"
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

// holding is a file whose packet was made by changes. What XML cannot hold is left out.
func holding(changes ...xmp.Change) []*carrier.Artifact {
	packet, err := xmp.New(changes...)
	if err != nil {
		return picture("")
	}
	return picture(string(packet))
}

// place puts a text into the expression.
func place(text string) []*carrier.Artifact {
	return holding(mark.Changes(mark.Mark{Expression: text})...)
}

// described is a file with these properties of the mark.
func described(properties string) []*carrier.Artifact {
	return picture(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + xmp.NSRDF + `"><rdf:Description rdf:about="" xmlns:proviso="` + mark.Namespace +
		`" xmlns:plus="` + xmp.NSPLUS + `">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

func read(artifacts []*carrier.Artifact) carrier.Reading {
	return mark.Carrier.Read(artifacts, &carrier.Question{URL: url})
}

func codesOf(r carrier.Reading) string {
	var list []string
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &mark.Carrier, carriertest.Places{"expression": place})
}

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &mark.Carrier, whole) }

func FuzzExpression(f *testing.F) { carriertest.Fuzz(f, &mark.Carrier, place) }

func FuzzProperties(f *testing.F) {
	f.Add(`<proviso:Expression>train-ai=n</proviso:Expression><proviso:SafeForms><rdf:Bag><rdf:li>plus DMI-PROHIBITED</rdf:li></rdf:Bag></proviso:SafeForms>`)
	f.Add(`<proviso:Declaration>https://a.example/d</proviso:Declaration><proviso:DeclarationDigest>sha-256=:AAAA:</proviso:DeclarationDigest>`)
	f.Add(`<proviso:Expression rdf:resource="train-ai=y"/><proviso:SafeForms>plus x</proviso:SafeForms>`)
	carriertest.Fuzz(f, &mark.Carrier, described)
}

var credit = mark.Mark{
	Expression: "train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr", Vocabulary: "draft-ietf-aipref-vocab-08, CC signals 0.1",
	Declaration: "https://e.example/d.json", Digest: mark.DigestOf([]byte("{}")),
	SafeForms: []mark.SafeForm{{Carrier: "plus", Text: "x y"}, {Carrier: "plus", Text: "z"}},
}

// TestWriteAndRead: a mark that is written is the one that is read, and clearing leaves
// nothing of it.
func TestWriteAndRead(t *testing.T) {
	packet, err := xmp.New(append(mark.Changes(credit), xmp.Set(xmp.NSDC, "", "format", xmp.Text("image/svg+xml")))...)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := xmp.Parse(packet)
	if got, ok := mark.Of(p); !ok || !reflect.DeepEqual(got, credit) {
		t.Errorf("got %+v", got)
	}
	less := mark.Mark{Expression: "train-ai=n"}
	packet, err = xmp.Edit(packet, mark.Changes(less)...)
	if err != nil {
		t.Fatal(err)
	}
	p, _ = xmp.Parse(packet)
	if got, ok := mark.Of(p); !ok || !reflect.DeepEqual(got, less) {
		t.Errorf("replaced, it is %+v", got)
	}
	packet, err = xmp.Edit(packet, mark.Clear()...)
	if err != nil {
		t.Fatal(err)
	}
	p, _ = xmp.Parse(packet)
	if got, ok := mark.Of(p); ok || len(p.Properties) != 1 {
		t.Errorf("cleared, there is %+v in %s", got, packet)
	}
	if _, ok := mark.Of(nil); ok {
		t.Error("no packet has a mark")
	}
}

func TestEvidence(t *testing.T) {
	artifacts := described(`<proviso:Expression> train-ai=n, oops=1 </proviso:Expression>`)
	r := read(artifacts)
	at := int64(strings.Index(string(artifacts[0].Body), "<proviso:Expression"))
	if len(r.Evidence) != 1 || r.Evidence[0].Raw != "train-ai=n, oops=1" || r.Evidence[0].Party != (proviso.Party{}) ||
		r.Evidence[0].Where != (proviso.Where{Source: url, Offset: at, Part: "XMP proviso:Expression"}) {
		t.Fatalf("got %+v", r)
	}
	if len(r.Problems) != 1 || r.Problems[0].Where.Column != 13 || r.Problems[0].Where.Offset != at {
		t.Errorf("problems %+v", r.Problems)
	}
}

func TestProjections(t *testing.T) {
	r := read(holding(mark.Changes(credit)...))
	if len(r.Problems) != 0 || len(r.Projections) != 2 {
		t.Fatalf("got %+v", r)
	}
	p := r.Projections[0]
	if p.Carrier != "plus" || p.Text != "x y" || p.Within != url || p.Party.Name != "" || !p.Statement.Equal(r.Evidence[0].Outcomes) || p.Where.Part != "XMP proviso:SafeForms" {
		t.Errorf("got %+v", p)
	}
	nowhere := holding(mark.Changes(credit)...)
	nowhere[0].Source = ""
	if r := read(nowhere); len(r.Projections) != 0 || len(r.Evidence) != 1 {
		t.Errorf("a file without a name: %+v", r)
	}
}

func TestDeclaration(t *testing.T) {
	image := holding(mark.Changes(credit)...)
	got := mark.Carrier.Seeks(image, &carrier.Question{URL: url})
	if len(got) != 1 || got[0] != (carrier.Reference{URL: credit.Declaration, Why: "declaration"}) {
		t.Errorf("sought %+v", got)
	}
	for _, tt := range []struct {
		name     string
		document *carrier.Artifact
		code     string
	}{
		{"the same", &carrier.Artifact{Status: 200, Body: []byte("{}")}, ""},
		{"changed", &carrier.Artifact{Status: 200, Body: []byte("{ }")}, mark.CodeMismatch},
		{"gone", &carrier.Artifact{Status: 404, Body: []byte("no")}, ""},
		{"cut off", &carrier.Artifact{Status: 200, Body: []byte("{"), Truncated: true}, ""},
		{"of another URL", &carrier.Artifact{Status: 200, Body: []byte("x"), Source: "https://e.example/other"}, ""},
	} {
		d := tt.document
		d.Kind = carrier.Document
		if d.Source == "" {
			d.Source = credit.Declaration
		}
		r := read(append(image[:1:1], d))
		if codesOf(r) != tt.code || len(r.Evidence) != 1 || len(r.Rights) != 1 || r.Rights[0].Value != credit.Declaration || r.Rights[0].Kind != proviso.UsageInfo {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
}

func TestDigests(t *testing.T) {
	if got := mark.DigestOf(nil); got != "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:" {
		t.Errorf("of nothing: %s", got)
	}
	for text, sound := range map[string]bool{
		mark.DigestOf(nil): true,
		"sha-512=:AAAA:, " + mark.DigestOf([]byte("x")): true,
		"sha-512=:AAAA:": false,
		"sha-256=:AAAA:": false,
		"sha-256=AAAA":   false,
		"":               false,
		"(":              false,
	} {
		m := credit
		m.Digest = text
		changes := mark.Changes(m)
		if text == "" {
			changes = append(changes, xmp.Set(mark.Namespace, "", mark.NameDigest, xmp.Text("")))
		}
		if r := read(holding(changes...)); (codesOf(r) == "") != sound {
			t.Errorf("%q: %s", text, codesOf(r))
		}
	}
}

// TestLimits is the hostile test of every limit.
func TestLimits(t *testing.T) {
	safe := func(n, length int) mark.Mark {
		m := credit
		m.SafeForms = nil
		for range n {
			m.SafeForms = append(m.SafeForms, mark.SafeForm{Carrier: "plus", Text: strings.Repeat("x", length)})
		}
		return m
	}
	for _, tt := range []struct{ n, length, want int }{
		{mark.MaxSafeForms, mark.MaxSafeForm, mark.MaxSafeForms}, {mark.MaxSafeForms + 1, 1, 0}, {1, mark.MaxSafeForm + 1, 0}, {5000, 1, 0},
	} {
		packet := ""
		for _, f := range safe(tt.n, tt.length).SafeForms {
			packet += "<rdf:li>" + f.Carrier + " " + f.Text + "</rdf:li>"
		}
		r := read(described(`<proviso:Expression>train-ai=n</proviso:Expression><proviso:SafeForms><rdf:Bag>` + packet + `</rdf:Bag></proviso:SafeForms>`))
		if len(r.Projections) != tt.want || len(r.Evidence) != 1 {
			t.Errorf("%d of %d bytes: %d projections, %s", tt.n, tt.length, len(r.Projections), codesOf(r))
		}
	}
	one, err := xmp.New(mark.Changes(credit)...)
	if err != nil {
		t.Fatal(err)
	}
	image := picture(strings.Repeat(string(one), mark.MaxLinks+3))
	if got := mark.Carrier.Seeks(image, &carrier.Question{URL: url}); len(got) != mark.MaxLinks {
		t.Errorf("%d declarations are sought", len(got))
	}
	if r := read(place("train-ai=n, x=" + strings.Repeat("y", 100_000))); len(r.Evidence) != 0 || codesOf(r) != "expression-too-long" {
		t.Errorf("a long expression: %+v", r)
	}
	if r := read(place("train-ai=n, x=" + strings.Repeat("y", 10_000))); len(r.Evidence) != 1 || len(r.Evidence[0].Raw) > carrier.MaxRaw+4 {
		t.Errorf("a long raw text: %+v", r)
	}
}

// scanned is a file with this packet as it stands, well-formed or not.
func scanned(properties string) []*carrier.Artifact {
	text := string(described(properties)[0].Body)
	packet := text[strings.Index(text, "<x:xmpmeta"):strings.Index(text, "</metadata>")]
	block := container.Block{Kind: container.XMP, Data: []byte(packet), Stored: []container.Range{{Offset: 1, Length: int64(len(packet))}}}
	return []*carrier.Artifact{{Kind: carrier.File, Source: "a.jpg", Scan: &container.Scan{Format: "jpeg", Blocks: []container.Block{block}}}}
}

// TestPartOfAFile: a mark in a gain map counts for what it refuses and asks, explains
// nothing, and links to nothing.
func TestPartOfAFile(t *testing.T) {
	a := scanned(`<proviso:Expression>train-ai=n;exceptions=cc-cr, ai-use=n, search=y</proviso:Expression><proviso:Declaration>https://e.example/d</proviso:Declaration><proviso:SafeForms><rdf:Bag><rdf:li>plus x</rdf:li></rdf:Bag></proviso:SafeForms>`)
	a[0].Scan.Blocks[0].Aside = true
	r := read(a)
	if len(r.Evidence) != 1 || !r.Evidence[0].Outcomes.Equal(proviso.Outcomes{proviso.Signals()[0].Outcome(), proviso.Denied()}) || len(r.Projections)+len(r.Rights)+len(r.Problems) > 0 {
		t.Errorf("got %+v", r)
	}
	if got := mark.Carrier.Seeks(a, &carrier.Question{}); len(got) != 0 {
		t.Errorf("sought %+v", got)
	}
}

// TestBrokenMarksNeverLoosen breaks a mark that explains a refusal in every place: what
// is read is the refusal, or the condition where the slip did no harm.
func TestBrokenMarksNeverLoosen(t *testing.T) {
	const term = plus.Vocabulary + plus.ProhibitedSeeText
	const mining = `<plus:DataMining>` + term + `</plus:DataMining>`
	const sound = `<proviso:Expression>train-ai=n;exceptions=cc-cr</proviso:Expression><proviso:SafeForms><rdf:Bag><rdf:li>plus ` + term + `</rdf:li></rdf:Bag></proviso:SafeForms>`
	refused, explained := settled(scanned(mining)), settled(scanned(mining+sound))
	if refused[proviso.Search].Word() != proviso.Deny || !explained.Equal(proviso.Outcomes{proviso.Signals()[0].Outcome()}) {
		t.Fatalf("alone %v, and with the mark %v", refused, explained)
	}
	check := func(broken string) {
		if got := settled(scanned(mining + broken)); !got.Equal(refused) && !got.Equal(explained) {
			t.Errorf("%s says %v", broken, got)
		}
	}
	for at := range sound {
		for _, c := range []byte(` ,;=<>"'xyn&`) {
			if at != strings.Index(sound, "=n;")+1 || c != 'y' && c != 'x' {
				check(sound[:at] + string(c) + sound[at+1:])
			}
		}
		check(sound[:at] + sound[at+1:])
		check(sound[:at])
		check(sound[at:])
	}
}

// settled is what a file says with its mark and its Data Mining property.
func settled(artifacts []*carrier.Artifact) proviso.Outcomes {
	q := &carrier.Question{URL: url}
	r := plus.Carrier.Read(artifacts, q)
	r.Add(mark.Carrier.Read(artifacts, q))
	evidence, _ := proviso.Settle(r.Evidence, r.Projections)
	return proviso.Combine(evidence).Everyone.Outcomes()
}

// TestPage holds the example of docs/mark.md: the packet says what the page tells, and
// the digest is that of the declaration in the page.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/mark.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(language string) string {
		_, rest, _ := strings.Cut(string(page), "```"+language+"\n")
		text, _, ok := strings.Cut(rest, "```")
		if !ok {
			t.Fatalf("no %s in the page", language)
		}
		return text
	}
	packet, document := block("xml"), block("json")
	p, problems := xmp.Parse([]byte(packet))
	m, ok := mark.Of(p)
	if !ok || len(problems) != 0 {
		t.Fatalf("the packet has %+v", problems)
	}
	if want := mark.DigestOf([]byte(document)); m.Digest != want {
		t.Errorf("the digest is %s, want %s", m.Digest, want)
	}
	artifacts := append(picture(packet), &carrier.Artifact{Kind: carrier.Document, Source: m.Declaration, Status: 200, Body: []byte(document)})
	if r := read(artifacts); len(r.Problems) != 0 || len(r.Projections) != 1 {
		t.Errorf("the mark is read %+v", r)
	}
	got := settled(artifacts)
	want := proviso.Outcomes{proviso.Signals()[0].Outcome(), proviso.Signals()[0].Outcome(), proviso.Allowed()}
	if !got.Equal(want) {
		t.Errorf("the packet says %v", got)
	}
	for _, c := range mark.Carrier.Codes {
		if !strings.Contains(string(page), "`"+c.Code+"`") {
			t.Errorf("the page does not name %s", c.Code)
		}
	}
	for _, name := range []string{mark.NameExpression, mark.NameVocabulary, mark.NameDeclaration, mark.NameDigest, mark.NameSafeForms, mark.NameWrote} {
		if !strings.Contains(string(page), "`"+mark.Prefix+":"+name+"`") {
			t.Errorf("the page does not name %s", name)
		}
	}
	if !strings.Contains(string(page), mark.Namespace) {
		t.Error("the page does not name the namespace")
	}
}
