package robots_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/robots"
)

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Robots, Status: 200, Body: []byte(text)}}
}

func line(text string) []*carrier.Artifact {
	return place("User-agent: *\nAllow: /\nContent-Usage: " + text + "\n")
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &robots.Carrier, carriertest.Places{"line": line})
}
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &robots.Carrier, place) }

func TestStatus(t *testing.T) {
	closed := []byte("User-agent: *\nDisallow: /\n")
	for _, tt := range []struct {
		name     string
		artifact *carrier.Artifact
		access   proviso.Access
		code     string
	}{
		{"nobody looked", &carrier.Artifact{}, proviso.AccessUnknown, ""},
		{"text without a status", &carrier.Artifact{Body: closed}, proviso.AccessDisallowed, ""},
		{"200", &carrier.Artifact{Status: 200, Body: closed}, proviso.AccessDisallowed, ""},
		{"200 without the text", &carrier.Artifact{Status: 200}, proviso.AccessUnknown, robots.CodeNoBody},
		{"empty file", &carrier.Artifact{Status: 200, Body: []byte{}}, proviso.AccessAllowed, ""},
		{"304 with the text that was known", &carrier.Artifact{Status: 304, Body: closed}, proviso.AccessDisallowed, ""},
		{"301 that led nowhere", &carrier.Artifact{Status: 301, Body: closed}, proviso.AccessAllowed, robots.CodeUnavailable},
		{"403", &carrier.Artifact{Status: 403, Body: closed}, proviso.AccessAllowed, robots.CodeUnavailable},
		{"404", &carrier.Artifact{Status: 404}, proviso.AccessAllowed, robots.CodeUnavailable},
		{"429", &carrier.Artifact{Status: 429}, proviso.AccessDisallowed, robots.CodeUnreachable},
		{"500", &carrier.Artifact{Status: 500}, proviso.AccessDisallowed, robots.CodeUnreachable},
		{"599", &carrier.Artifact{Status: 599}, proviso.AccessDisallowed, robots.CodeUnreachable},
		{"no answer", &carrier.Artifact{Unreachable: true}, proviso.AccessDisallowed, robots.CodeUnreachable},
		{"an interim status", &carrier.Artifact{Status: 102}, proviso.AccessDisallowed, robots.CodeStatusOdd},
		{"no status at all", &carrier.Artifact{Status: -1, Body: []byte("User-agent: *\nAllow: /")}, proviso.AccessDisallowed, robots.CodeStatusOdd},
		{"far out", &carrier.Artifact{Status: 999}, proviso.AccessDisallowed, robots.CodeStatusOdd},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.artifact.Kind = carrier.Robots
			got := robots.Carrier.Read([]*carrier.Artifact{tt.artifact}, &carrier.Question{URL: "https://example.com/p"})
			code := ""
			if len(got.Problems) > 0 {
				code = got.Problems[0].Code
			}
			if got.Access != tt.access || code != tt.code || len(got.Evidence) > 0 {
				t.Errorf("got %v, problems %v, evidence %v", got.Access, got.Problems, got.Evidence)
			}
		})
	}
}

// TestSeveralTokens: an asker with two names hears what is said to either, and
// the strictest answer stands.
func TestSeveralTokens(t *testing.T) {
	a := place("User-agent: One\nAllow: /\nContent-Usage: train-ai=y\n\nUser-agent: Two\nAllow: /\nContent-Usage: train-ai=n\n\nUser-agent: Three\nDisallow: /\n")
	read := func(as ...string) carrier.Reading {
		return robots.Carrier.Read(a, &carrier.Question{URL: "https://example.com/p", As: as})
	}
	word := func(r carrier.Reading, as ...string) proviso.Word {
		return proviso.Combine(r.Evidence).For(proviso.Asker{Tokens: as})[proviso.TrainAI].Outcome.Word()
	}
	if r := read("One"); word(r, "One") != proviso.Allow || r.Access != proviso.AccessAllowed {
		t.Errorf("One hears %+v", r)
	}
	if r := read("One", "Two"); word(r, "One", "Two") != proviso.Deny || len(r.Evidence) != 2 {
		t.Errorf("One and Two hear %+v", r)
	}
	if r := read("One", "Three"); r.Access != proviso.AccessDisallowed || r.AccessBy.Line != 10 {
		t.Errorf("One and Three hear %+v", r)
	}
	if r := read("Three", "One"); r.Access != proviso.AccessDisallowed {
		t.Error("the order of tokens changed access")
	}
	if r := read("Nobody"); len(r.Evidence) != 0 || r.Access != proviso.AccessAllowed {
		t.Errorf("a stranger hears %+v", r)
	}
	// Two tokens that share the group for everyone hear one statement, once.
	shared := place("User-agent: *\nContent-Usage: train-ai=n\n")
	if r := robots.Carrier.Read(shared, &carrier.Question{URL: "https://example.com/", As: []string{"A", "B"}}); len(r.Evidence) != 1 || r.Evidence[0].Asker != "" {
		t.Errorf("strangers hear %+v", r)
	}
}

// TestTokenThatIsNoProduct: access follows google/robotstxt, which knows no such
// token; statements follow the name as the file spells it; and the asker is told.
func TestTokenThatIsNoProduct(t *testing.T) {
	a := place("User-agent: AI2Bot\nDisallow: /closed\nContent-Usage: train-ai=n\n")
	read := func(path string) carrier.Reading {
		return robots.Carrier.Read(a, &carrier.Question{URL: "https://example.com" + path, As: []string{"AI2Bot"}})
	}
	if r := read("/open"); len(r.Evidence) != 1 || r.Evidence[0].Asker != "AI2Bot" || len(r.Problems) != 0 {
		t.Errorf("an open path: %+v", r)
	}
	r := read("/closed")
	if r.Access != proviso.AccessAllowed || len(r.Problems) != 1 || r.Problems[0].Code != robots.CodeTokenCut || r.Problems[0].Where.Line != 2 {
		t.Errorf("a closed path: %+v", r)
	}
}

// TestMaxStatements is the hostile test of MaxStatements: a file of many statements
// gets a bounded answer, and not a looser one.
func TestMaxStatements(t *testing.T) {
	text := "User-agent: *\n" + strings.Repeat("Content-Usage: train-ai=y\n", 10*robots.MaxStatements) + "Content-Usage: train-ai=n\n"
	r := robots.Carrier.Read(place(text), &carrier.Question{URL: "https://example.com/"})
	if len(r.Evidence) != robots.MaxStatements+1 || len(r.Problems) != 1 || r.Problems[0].Code != robots.CodeStatements {
		t.Fatalf("%d statements, problems %v", len(r.Evidence), r.Problems)
	}
	if got := proviso.Combine(r.Evidence).Everyone[proviso.TrainAI].Outcome.Word(); got != proviso.Deny {
		t.Errorf("training is %v", got)
	}
}

// TestWriteScopes: a path stands before the statement, and what is no path is refused.
func TestWriteScopes(t *testing.T) {
	said := carrier.Said{Outcomes: proviso.Outcomes{proviso.TrainAI: proviso.Denied()}, Scope: "/photos/*.jpg$"}
	text, _, err := robots.Carrier.Forms[0].Write(said)
	if err != nil || text != "/photos/*.jpg$ train-ai=n" {
		t.Errorf("written %q, %v", text, err)
	}
	for _, scope := range []string{"photos", "*.jpg", "/a b", "/a#b", "/a\nDisallow: /"} {
		said.Scope = scope
		if text, _, err := robots.Carrier.Forms[0].Write(said); err == nil {
			t.Errorf("scope %q was written %q", scope, text)
		}
	}
}
