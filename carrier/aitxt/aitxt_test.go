package aitxt_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/aitxt"
	"github.com/proviso-signals/proviso/carrier/carriertest"
)

const origin = "https://example.com"

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Document, Source: origin + aitxt.Path, Status: 200, MediaType: "text/plain", Body: []byte(text)}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &aitxt.Carrier, carriertest.Places{"file": place})
}
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &aitxt.Carrier, place) }

// FuzzPath asks about any path: a file in which more is refused never says less of it.
func FuzzPath(f *testing.F) {
	f.Add("User-Agent: *\nDisallow: *.jpg\nAllow: /\n", "/a.JPG?x")
	f.Add("User-Agent: *\nAllow: *.c\nDisallow: *.css$\n", "/%2e%63ss")
	f.Fuzz(func(t *testing.T, text, path string) {
		got := readPath(text, path)
		for _, e := range got.Evidence {
			if w := e.Outcomes[proviso.TrainAI].Word(); w != proviso.Deny && w != proviso.Allow {
				t.Errorf("%q says %v of %q", text, w, path)
			}
		}
		tighter := readPath(text+"\nUser-Agent: *\nDisallow: *\nDisallow: /\n", path)
		before, after := proviso.Combine(got.Evidence).Everyone.Outcomes(), proviso.Combine(tighter.Evidence).Everyone.Outcomes()
		if len(got.Evidence) > 0 && before[proviso.TrainAI].Word() == proviso.Deny && !after.AtLeast(before) {
			t.Errorf("more refusals loosened %q for %q", text, path)
		}
	})
}

func readPath(text, path string, as ...string) carrier.Reading {
	return aitxt.Carrier.Read(place(text), &carrier.Question{URL: origin + path, As: as})
}

// TestPatterns: which paths a pattern for a type of file speaks about, as a refusal and
// as a permission.
func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		pattern, path    string
		refused, allowed bool
	}{
		{"*.jpg", "/a.jpg", true, true},
		{"*.jpg", "/a.JPG", true, false},
		{"*.JPG", "/a.jpg", true, false},
		{"*.jpg", "/a.jpg?size=1", true, true},
		{"*.jpg", "/view?file=a.jpg", true, false},
		{"*.jpg", "/a.jpg/b", true, false},
		{"*.jpg", "/a.jpeg", false, false},
		{"*.jpg", "/ajpg", false, false},
		{"*.jpg", "/a%2Ejpg", true, true},
		{"*.jpg", "/a%2ejp%47", true, false},
		{"*.jpg", "/%C3%A9.jpg", true, true},
		{"*.jpg$", "/a.jpg", true, true},
		{"*.jpg$", "/a.jpg?size=1", true, true},
		{"*.c", "/a.css", true, false},
		{"*.html", "/", false, false},
		{"*", "/", true, true},
		{"/", "/a?b", true, true},
		{"/A/", "/a/", false, false},
		{"/a/", "/a/b.jpg", true, true},
		{"/*.tar.gz", "/x.tar.gz", true, true},
		{"*.tar.gz", "/x.TAR.gz", false, false},
	} {
		for _, key := range []string{"Disallow", "Allow"} {
			want := map[string]bool{"Disallow": tt.refused, "Allow": tt.allowed}[key]
			got := readPath("User-Agent: *\n"+key+": "+tt.pattern+"\n", tt.path)
			if (len(got.Evidence) == 1) != want || len(got.Problems) > 0 {
				t.Errorf("%s: %s of %s: %+v", key, tt.pattern, tt.path, got)
			}
		}
	}
}

func TestEvidence(t *testing.T) {
	observed := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	a := place("\xEF\xBB\xBF# Spawning AI\r\nUser-Agent: *\r\n  Disallow:  /press/  # all of it\r\n\r\nUser-agent: OtherBot/2.0\r\nAllow: /\r\n")
	a[0].Observed = observed
	got := aitxt.Carrier.Read(a, &carrier.Question{URL: origin + "/press/1"})
	if len(got.Evidence) != 2 || len(got.Problems) != 0 {
		t.Fatalf("got %+v", got)
	}
	e := got.Evidence[0]
	if e.Where.String() != "/ai.txt:3:14" || e.Raw != "Disallow:  /press/  # all of it" || e.Scope != "/press/" || e.Asker != "" ||
		e.Reach != proviso.ForHost || e.Observed != observed ||
		e.Party != (proviso.Party{Name: "example.com", Identification: proviso.ServerOperator}) {
		t.Errorf("got %+v", e)
	}
	if e := got.Evidence[1]; e.Asker != "OtherBot" || e.Where.Line != 6 || e.Outcomes[proviso.TrainAI].Word() != proviso.Allow {
		t.Errorf("got %+v", e)
	}
}

// TestAgents: one agent that several groups name is told one thing, whatever the case
// of its name, and what it is told is shown to others.
func TestAgents(t *testing.T) {
	text := "User-Agent: A\nUser-Agent: B\nAllow: /\n\nUser-Agent: a\nDisallow: /x\n"
	for as, name := range map[string]string{"": "A", "A": "A", "C": "A", "a/2.0": "a/2.0"} {
		got := readPath(text, "/x/y", as)
		if len(got.Evidence) != 2 {
			t.Fatalf("as %q: %+v", as, got)
		}
		if e := got.Evidence[0]; e.Asker != name || e.Outcomes[proviso.TrainAI].Word() != proviso.Deny || e.Where.Line != 6 {
			t.Errorf("as %q: %+v", as, e)
		}
		if e := got.Evidence[1]; e.Asker != "B" || e.Outcomes[proviso.TrainAI].Word() != proviso.Allow {
			t.Errorf("as %q: %+v", as, e)
		}
	}
}

// TestAgentLineThatIsNone: a line that only begins like one may mean anybody.
func TestAgentLineThatIsNone(t *testing.T) {
	for rule, want := range map[string]proviso.Word{"Disallow: /": proviso.Deny, "Allow: /": proviso.Unstated} {
		got := readPath("User-agents: all\n"+rule+"\n", "/a")
		if everyone(got) != want || len(got.Problems) != 1 || got.Problems[0].Code != aitxt.CodeMixed {
			t.Errorf("%s: %+v", rule, got)
		}
	}
}

// everyone is the word for training that binds everyone.
func everyone(r carrier.Reading) proviso.Word {
	return proviso.Combine(r.Evidence).Everyone.Outcomes()[proviso.TrainAI].Word()
}

// TestLimits is the hostile test of every limit: what lies beyond it is refused.
func TestLimits(t *testing.T) {
	rules := func(n int) string { return "User-Agent: *\nAllow: /\n" + strings.Repeat("Allow: /a\n", n-1) }
	agents := func(n int) string {
		var b strings.Builder
		b.WriteString("User-Agent: *\nAllow: /\n")
		for i := range n {
			fmt.Fprintf(&b, "User-Agent: Bot-%d\nDisallow: /x\n", i)
		}
		return b.String()
	}
	comments := func(n int) string { return "User-Agent: *\nAllow: /\n" + strings.Repeat("#\n", n/2-12) }
	named := func(n int) string {
		return "User-Agent: *\nAllow: /\nUser-Agent: " + strings.Repeat("a", n) + "\nDisallow: /x\n"
	}
	for _, tt := range []struct {
		name  string
		text  func(int) string
		limit int
		code  string
	}{
		{"rules", rules, aitxt.MaxRules, aitxt.CodeTooManyRules},
		{"agents", agents, aitxt.MaxAgents, aitxt.CodeTooManyAgents},
		{"name", named, aitxt.MaxName, aitxt.CodeTooManyAgents},
		{"size", comments, aitxt.MaxSize, aitxt.CodeTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readPath(tt.text(tt.limit), "/b"); everyone(got) != proviso.Allow || len(got.Problems) != 0 {
				t.Errorf("at the limit: %v, %+v", everyone(got), got.Problems)
			}
			got := readPath(tt.text(tt.limit+2), "/b")
			if everyone(got) != proviso.Deny || len(got.Problems) != 1 || got.Problems[0].Code != tt.code {
				t.Errorf("beyond the limit: %v, %+v", everyone(got), got.Problems)
			}
		})
	}
}

func TestTruncated(t *testing.T) {
	a := place("User-Agent: *\nAllow: /\n")
	a[0].Truncated = true
	got := aitxt.Carrier.Read(a, &carrier.Question{URL: origin + "/a"})
	if everyone(got) != proviso.Deny || len(got.Problems) != 1 || got.Problems[0].Code != aitxt.CodeTooLarge {
		t.Errorf("got %+v", got)
	}
}

// TestHostileTime: many agents in one group with many rules cost no more than either.
func TestHostileTime(t *testing.T) {
	var b strings.Builder
	for i := range aitxt.MaxAgents {
		fmt.Fprintf(&b, "User-Agent: Bot-%d\n", i)
	}
	for i := range aitxt.MaxRules {
		fmt.Fprintf(&b, "Disallow: /*a*a*a%d$\n", i)
	}
	start := time.Now()
	readPath(b.String(), "/"+strings.Repeat("a", 2000))
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestStatus(t *testing.T) {
	text := []byte("User-Agent: *\nDisallow: /\n")
	for _, tt := range []struct {
		name     string
		artifact *carrier.Artifact
		evidence int
		code     string
	}{
		{"200", &carrier.Artifact{Status: 200, Body: text}, 1, ""},
		{"text without a status", &carrier.Artifact{Body: text}, 1, ""},
		{"nobody looked", &carrier.Artifact{}, 0, ""},
		{"404", &carrier.Artifact{Status: 404, Body: text}, 0, ""},
		{"410", &carrier.Artifact{Status: 410, Body: text}, 0, ""},
		{"429", &carrier.Artifact{Status: 429, Body: text}, 0, aitxt.CodeUnavailable},
		{"503", &carrier.Artifact{Status: 503, Body: text}, 0, aitxt.CodeUnavailable},
		{"200 without the text", &carrier.Artifact{Status: 200}, 0, aitxt.CodeUnavailable},
		{"no answer", &carrier.Artifact{Unreachable: true}, 0, aitxt.CodeUnavailable},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.artifact.Kind, tt.artifact.Source = carrier.Document, origin+aitxt.Path
			got := aitxt.Carrier.Read([]*carrier.Artifact{tt.artifact}, &carrier.Question{URL: origin + "/a"})
			code := ""
			if len(got.Problems) > 0 {
				code = got.Problems[0].Code
			}
			if len(got.Evidence) != tt.evidence || code != tt.code {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestOtherPlaces: a file of the name elsewhere is not the site's.
func TestOtherPlaces(t *testing.T) {
	text := []byte("User-Agent: *\nDisallow: /\n")
	for _, a := range []*carrier.Artifact{
		{Kind: carrier.Document, Source: "https://other.example/ai.txt", Status: 200, Body: text},
		{Kind: carrier.Document, Source: origin + "/.well-known/ai.txt", Status: 200, Body: text},
		{Kind: carrier.Response, Source: origin + "/ai.txt", Status: 200, Body: text},
		{Kind: carrier.File, Source: "ai.txt", Body: text},
	} {
		got := aitxt.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{URL: origin + "/ai.txt"})
		if len(got.Evidence)+len(got.Problems) > 0 {
			t.Errorf("%s: %+v", a.Source, got)
		}
	}
}

// TestAssetOfTheResponse: without a URL in the question the response tells which asset
// is asked about.
func TestAssetOfTheResponse(t *testing.T) {
	artifacts := append(place("User-Agent: *\nDisallow: *.jpg\n"), &carrier.Artifact{Kind: carrier.Response, Source: origin + "/a.jpg"})
	if got := aitxt.Carrier.Read(artifacts, &carrier.Question{}); everyone(got) != proviso.Deny {
		t.Errorf("got %+v", got)
	}
}

// TestWhatItSeems: the notice names what the text seems to be.
func TestWhatItSeems(t *testing.T) {
	for text, seems := range map[string]string{
		"# A Site\n\nWe sell things.\n\n## Services\n- One\n":                              "Markdown",
		"---\nscope: /\n---\n# A Site\nUser-Agent: *\nDisallow: /\n":                       "Markdown",
		"Spec-Version: 1.0\nSite-Name: A\nTraining: deny\n":                                "draft-car-ai-txt-wellknown",
		"[about]\nspec = ai.txt\n":                                                         "square brackets",
		"{\"training\": \"deny\"}":                                                         "JSON",
		"User-Agent: *\nTraining-Allowed: no\n":                                            "no Allow or Disallow",
		"Please do not train on this site.\n":                                              "some other text",
		"U\x00s\x00e\x00r\x00-\x00A\x00g\x00e\x00n\x00t\x00:\x00 \x00*\x00\n":              "some other text",
		"Our policy for robots is below.\n\nUser-Agent: *\nAllow: /\nAllow: train-ai\n":    "some other text",
		"Disallow: *.jpg\n":                                                                "some other text",
		"The file: see https://example.com/robots.txt\nUser-Agent: GPTBot\nDisallow: /x\n": "some other text",
	} {
		got := readPath(text, "/")
		if len(got.Evidence) != 0 || len(got.Problems) != 1 || got.Problems[0].Code != aitxt.CodeOtherFormat ||
			!strings.Contains(got.Problems[0].Hint, seems) {
			t.Errorf("%.40q: %+v", text, got)
		}
	}
}

// TestPermissionBesideRefusal: other readers take Allow for a permission to train any
// model, so it is not written for an owner who refuses other analysis.
func TestPermissionBesideRefusal(t *testing.T) {
	said := carrier.Said{Scope: "/press/"}
	said.Outcomes[proviso.TrainAI], said.Outcomes[proviso.TDM] = proviso.Allowed(), proviso.Denied()
	text, losses, err := aitxt.Carrier.Forms[0].Write(said)
	if text != "User-Agent: *\nDisallow: /press/\n" || err != nil || len(losses) != 1 || losses[0].Use != proviso.TrainAI || losses[0].Form != "Disallow: /press/" {
		t.Errorf("%q, %+v, %v", text, losses, err)
	}
}

func TestScopes(t *testing.T) {
	said := carrier.Said{}
	said.Outcomes[proviso.TrainAI] = proviso.Denied()
	for scope, ok := range map[string]bool{
		"": true, "/": true, "/press/": true, "*.jpg": true, "/a*b$": true,
		"press/": false, "/a b": false, "/a\nAllow: /": false, "/#": false, "/é": false, "https://example.com/": false,
	} {
		said.Scope = scope
		text, _, err := aitxt.Carrier.Forms[0].Write(said)
		if (err == nil) != ok || ok != (text != "") {
			t.Errorf("%q: %q, %v", scope, text, err)
		}
	}
}

// TestScopeIsKept: a statement about one type of file is read as one.
func TestScopeIsKept(t *testing.T) {
	for _, outcome := range []proviso.Outcome{proviso.Allowed(), proviso.Denied()} {
		said := carrier.Said{Scope: "*.jpg"}
		said.Outcomes[proviso.TrainAI] = outcome
		text, _, err := aitxt.Carrier.Forms[0].Write(said)
		if err != nil {
			t.Fatal(err)
		}
		if got := everyone(readPath(text, "/a.jpg")); got != outcome.Word() {
			t.Errorf("%q: %v", text, got)
		}
		if got := everyone(readPath(text, "/a.png")); got != proviso.Unstated {
			t.Errorf("%q for another type: %v", text, got)
		}
	}
}

// TestNothingToRead: asking about a site without the file costs nothing.
func TestNothingToRead(t *testing.T) {
	artifacts := []*carrier.Artifact{{Kind: carrier.Response, Source: origin + "/a", Body: []byte("text")}, {Kind: carrier.Document, Source: origin + "/trust.txt"}}
	q := &carrier.Question{URL: origin + "/a"}
	if n := testing.AllocsPerRun(100, func() { aitxt.Carrier.Read(artifacts, q) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
