package pagetokens_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
)

func inHeader(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Header: []carrier.Field{{Name: "x-robots-tag", Value: text}}}}
}

func inPage(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{
		Kind: carrier.Response, MediaType: "text/html",
		Body: []byte("<!DOCTYPE html>\n<html><head>" + text + "</head><body></body></html>"),
	}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &pagetokens.Carrier, carriertest.Places{"header": inHeader, "meta": inPage})
}

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &pagetokens.Carrier, inHeader) }

// FuzzPage feeds whole pages, and lists in a robots meta element.
func FuzzPage(f *testing.F) {
	carriertest.Fuzz(f, &pagetokens.Carrier, func(text string) []*carrier.Artifact {
		return append(inPage(text), inPage(`<meta name="robots" content="`+text+`">`)...)
	})
}

// FuzzRefusal: nothing that stands before a refusal, in its line or another, in a page
// or a header, hides it.
func FuzzRefusal(f *testing.F) {
	for _, text := range []string{"", "otherbot: noindex", "unavailable_after: Wed, 1 Jan 2030 10:00:00 GMT", "max-snippet:", `"`, "a:b:c", "ccbot"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := train(read(inHeader(text)[0], "")); got == proviso.Allow {
			t.Errorf("%q allows", text)
		}
		line := inHeader(text + ", noai")[0]
		refused := false
		for _, e := range read(line, "").Evidence {
			refused = refused || e.Outcomes[proviso.TrainAI].Word() == proviso.Deny && e.Asker != "Microsoft" && e.Asker != "Amazon"
		}
		if !refused {
			t.Errorf("%q hides noai from everybody", text)
		}
		lines := inHeader(text)[0]
		lines.Header = append(lines.Header, carrier.Field{Name: "X-Robots-Tag", Value: "noai"})
		if got := train(read(lines, "")); got != proviso.Deny {
			t.Errorf("%q in another line: training is %v", text, got)
		}
		meta := inPage("")[0]
		meta.Header = lines.Header[:1]
		meta.Body = []byte(`<!DOCTYPE html><html><head><meta name="robots" content="noai"></head></html>`)
		if got := train(read(meta, "")); got != proviso.Deny {
			t.Errorf("%q beside a page: training is %v", text, got)
		}
	})
}

func read(a *carrier.Artifact, url string, as ...string) carrier.Reading {
	return pagetokens.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{URL: url, As: as})
}

// train is what everyone is told about training.
func train(r carrier.Reading) proviso.Word {
	return proviso.Combine(r.Evidence).Everyone[proviso.TrainAI].Outcome.Word()
}

// line is evidence or a problem in short.
type line struct{ Where, Asker, Scope, Train, AI, TDM string }

func lines(r carrier.Reading) (list []line) {
	for _, e := range r.Evidence {
		o := e.Outcomes
		list = append(list, line{e.Where.String(), strings.ToLower(e.Asker), e.Scope,
			o[proviso.TrainAI].String(), o[proviso.AIUse].String(), o[proviso.TDM].String()})
	}
	return list
}

const (
	cached  = "conditional: nocache (only URL, title and snippet)"
	nothing = "unstated"
	deny    = "deny"
)

// TestPositionsAndAskers: each statement stands where its word does, and whom it binds
// is said, whoever asks.
func TestPositionsAndAskers(t *testing.T) {
	response := &carrier.Artifact{
		Kind: carrier.Response, MediaType: "text/html",
		Header: []carrier.Field{
			{Name: "X-Robots-Tag", Value: "noindex, noai"},
			{Name: "Date", Value: "noai"},
			{Name: "X-ROBOTS-TAG", Value: "ccbot: noml, noimageai, bingbot: noarchive"},
			{Name: "x-robots-tag", Value: "nosnippet, max-snippet:050"},
		},
		Body: []byte("<!DOCTYPE html>\n<html><head>\n  <meta name=robots content=\"nocache, noai, noml\">\n</head></html>"),
	}
	want := []line{
		{"X-Robots-Tag:1:10", "", "", deny, nothing, deny},
		{"X-Robots-Tag:2:8", "ccbot", "", deny, nothing, deny},
		{"X-Robots-Tag:2:34", "microsoft", "", cached, cached, nothing},
		{"X-Robots-Tag:3:1", "google", "", nothing, deny, nothing},
		{"X-Robots-Tag:3:1", "apple", "", nothing, deny, nothing},
		{"X-Robots-Tag:3:12", "google", "", nothing, "conditional: max-snippet (at most 50 characters)", nothing},
		{"page:3:3", "microsoft", "", cached, cached, nothing},
		{"page:3:3", "", "", deny, nothing, deny},
	}
	r := read(response, "https://example.com/a")
	if diff := cmp.Diff(want, lines(r)); diff != "" {
		t.Error(diff)
	}
	for i, e := range r.Evidence {
		raw := "nosnippet, max-snippet:050"
		switch {
		case e.Where.Source == "page":
			raw = `<meta name=robots content="nocache, noai, noml">`
		case e.Where.Line == 1:
			raw = "noindex, noai"
		case e.Where.Line == 2:
			raw = "ccbot: noml, noimageai, bingbot: noarchive"
		}
		if e.Raw != raw || e.Reach != proviso.WithAsset || e.Injected != "" || e.Spec != "page-level-tokens-2026-11" {
			t.Errorf("evidence %d: %+v", i, e)
		}
		if e.Party != (proviso.Party{Name: "example.com", Identification: proviso.ServerOperator}) {
			t.Errorf("evidence %d is said by %+v", i, e.Party)
		}
	}
	if got := codesOf(r); got != pagetokens.CodeWeaker+" X-Robots-Tag:2:34" {
		t.Error(got)
	}
}

func codesOf(r carrier.Reading) string {
	var list []string
	for _, p := range r.Problems {
		list = append(list, p.Code+" "+p.Where.String())
	}
	return strings.Join(list, ", ")
}

// TestScopeOfImages: what speaks of images says so.
func TestScopeOfImages(t *testing.T) {
	a := inHeader("noimageai, noai")[0]
	a.MediaType = "image/webp"
	want := []line{{"X-Robots-Tag:1:1", "", "images", deny, nothing, deny}, {"X-Robots-Tag:1:12", "", "", deny, nothing, deny}}
	if r := read(a, ""); !cmp.Equal(want, lines(r)) || len(r.Problems) > 0 {
		t.Errorf("%+v %v", lines(r), r.Problems)
	}
}

// TestOperatorsOwnConditions: what limits instead of refusing is a condition that
// nothing automatic can meet, for its operator alone.
func TestOperatorsOwnConditions(t *testing.T) {
	const limit = "conditional: max-snippet (at most 50 characters)"
	for _, tt := range []struct{ text, as, train, ai string }{
		{"nocache", "bingbot", cached, cached},
		{"noarchive, nocache", "bingbot", cached, cached},
		{"nocache, noarchive", "bingbot", cached, cached},
		{"bingbot: noarchive, bingbot: nocache", "bingbot", cached, cached},
		{"noarchive, bingbot: nocache", "bingbot", cached, cached},
		{"noarchive, googlebot: nocache", "bingbot", deny, deny},
		{"nocache, noai", "bingbot", deny, cached},
		{"noarchive, nocache", "Amazonbot", deny, nothing},
		{"nocache", "Googlebot", nothing, nothing},
		{"max-snippet:50", "Googlebot", nothing, limit},
		{"max-snippet: 050", "Googlebot", nothing, limit},
		{"max-snippet:50, max-snippet:-1", "Googlebot", nothing, limit},
		{"max-snippet:50, max-snippet:100", "Googlebot", nothing, "conditional: max-snippet (at most 100 characters) and max-snippet (at most 50 characters)"},
		{"max-snippet:00", "Googlebot", nothing, deny},
		{"max-snippet:50", "bingbot", nothing, nothing},
		{"max-snippet:1234567890", "Googlebot", nothing, nothing},
		{"max-snippet:-2", "Googlebot", nothing, nothing},
	} {
		asker := proviso.Asker{Tokens: []string{tt.as}, Operators: agents.Operators([]string{tt.as})}
		got := proviso.Combine(read(inHeader(tt.text)[0], "", tt.as).Evidence).For(asker)
		if train, ai := got[proviso.TrainAI].Outcome, got[proviso.AIUse].Outcome; train.String() != tt.train || ai.String() != tt.ai {
			t.Errorf("%s tells %s %v and %v", tt.text, tt.as, train, ai)
		}
		for _, outcome := range got.Outcomes() {
			for _, offer := range outcome.Offers() {
				for _, term := range offer {
					if !term.Opaque() {
						t.Errorf("%s: %v might be met", tt.text, term)
					}
				}
			}
		}
	}
}

// TestWhoSpeaks: a server for responses; nobody that is known for requests and files.
func TestWhoSpeaks(t *testing.T) {
	a := inPage(`<meta name="robots" content="noai">`)[0]
	for kind, want := range map[carrier.Kind]string{carrier.Response: "example.org", carrier.Request: "", carrier.File: ""} {
		b := &carrier.Artifact{Kind: kind, MediaType: a.MediaType, Body: a.Body, Source: "page.html"}
		if kind != carrier.File {
			b.Source = "https://example.org/page.html"
		}
		if r := read(b, ""); len(r.Evidence) != 1 || r.Evidence[0].Party.Name != want {
			t.Errorf("%v: %+v", kind, r)
		}
	}
	request := inHeader("noai")[0]
	request.Kind, request.Body = carrier.Request, []byte("x")
	if r := read(request, ""); len(r.Evidence) > 0 {
		t.Error("X-Robots-Tag is a response header field, and was read in a request")
	}
}

// TestSaidOnce: a word that a list repeats is one statement.
func TestSaidOnce(t *testing.T) {
	if got := lines(read(inHeader("noai, noai, gptbot: noai, noai, googlebot: noai")[0], "")); len(got) != 3 {
		t.Errorf("%+v", got)
	}
}

// TestOwnTokenWithVersion: what is said to a product is addressed to the asker as it
// calls itself.
func TestOwnTokenWithVersion(t *testing.T) {
	r := read(inHeader("EXAMPLEBOT: noai")[0], "", "Other", "ExampleBot/2.0")
	if len(r.Evidence) != 1 || r.Evidence[0].Asker != "ExampleBot/2.0" {
		t.Errorf("%+v", r)
	}
}
