package controltokens_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/controltokens"
	"github.com/proviso-signals/proviso/expr"
)

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Robots, Status: 200, Body: []byte(text)}}
}

func TestCarrier(t *testing.T) { carriertest.Run(t, &controltokens.Carrier, nil) }
func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &controltokens.Carrier, place) }

// FuzzGroup puts anything behind a token, and holds the evidence to its rule.
func FuzzGroup(f *testing.F) {
	for _, rules := range []string{"Disallow: /", "Disallow: /a\nAllow: /", "User-agent: *\nDisallow: *", "Content-Usage: a\nUser-agent: b\nDisallow: /a/b", "Disallow: /a#\x00"} {
		f.Add("Google-Extended", rules)
	}
	f.Fuzz(func(t *testing.T, token, rules string) {
		a := place("User-agent: " + token + "\n" + rules)
		for _, e := range read(a, "https://example.com/a/b.html?c").Evidence {
			if e.Raw == "" || e.Scope == "" || e.Asker == "" || e.Where.Line < 2 || e.Outcomes.Silent() {
				t.Errorf("%q, %q: %+v", token, rules, e)
			}
		}
	})
}

func read(artifacts []*carrier.Artifact, url string, as ...string) carrier.Reading {
	return controltokens.Carrier.Read(artifacts, &carrier.Question{URL: url, As: as})
}

// TestTokens: the table says what the agents are documented to say, and no more.
func TestTokens(t *testing.T) {
	var got []string
	for _, token := range controltokens.Carrier.Tokens {
		var o proviso.Outcomes
		token.Spread(proviso.Denied(), &o)
		said := token.Token + " to " + token.Asker + ":"
		for _, u := range proviso.Uses() {
			if o[u].Word() == proviso.Deny {
				said += " " + u.String()
			}
		}
		got = append(got, said)
		var allowed proviso.Outcomes
		if token.Spread(proviso.Allowed(), &allowed); !allowed.Silent() {
			t.Errorf("%s can permit: %v", token.Token, allowed)
		}
		for _, r := range token.Reaches {
			if r.How != expr.Part {
				t.Errorf("%s covers the whole of %v", token.Token, r.Use)
			}
		}
	}
	want := []string{
		"Applebot-Extended to Apple: train-ai", "Google-Extended to Google: train-ai ai-use",
		"YandexAdditional to Yandex: ai-use", "YandexAdditionalBot to Yandex: ai-use",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEveryTokenIsFound: the sieve before the parser lets every token through, in any
// case.
func TestEveryTokenIsFound(t *testing.T) {
	for _, agent := range agents.All() {
		for _, token := range []string{agent.Token, strings.ToUpper(agent.Token), strings.ToLower(agent.Token)} {
			got := read(place("User-agent: "+token+"\nDisallow: /\n"), "https://example.com/")
			if found := len(got.Evidence) == 1 && got.Evidence[0].Asker == agent.Operator; found != agent.Control {
				t.Errorf("%s: control %v, got %+v", token, agent.Control, got.Evidence)
			}
		}
	}
}

// TestEvidence: everything a vector cannot see, and who is shown it.
func TestEvidence(t *testing.T) {
	a := place("User-agent: applebot-extended\nUser-agent: Google-Extended\n\n  Disallow: /p*  # why\nDisallow: /q\n")
	a[0].Observed = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	a[0].Source = "https://cdn.example/robots.txt"
	for _, as := range [][]string{nil, {"ExampleBot"}, {"Googlebot", "Applebot"}} {
		got := read(a, "https://example.com/page", as...)
		if len(got.Evidence) != 2 || len(got.Problems) != 0 {
			t.Fatalf("as %q: got %+v", as, got)
		}
		for i, asker := range []string{"Apple", "Google"} {
			e := got.Evidence[i]
			if e.Asker != asker || e.Scope != "/p*" || e.Raw != "Disallow: /p*  # why" || e.Where != (proviso.Where{Source: "robots.txt", Line: 4}) ||
				e.Reach != proviso.ForHost || !e.Observed.Equal(a[0].Observed) || e.Injected != "" || e.Carrier != "control-tokens" || e.Spec == "" ||
				e.Party != (proviso.Party{Name: "example.com", Identification: proviso.ServerOperator}) {
				t.Errorf("as %q: got %+v", as, e)
			}
		}
	}
	if got := read(a, "https://example.com/elsewhere"); len(got.Evidence) != 0 {
		t.Errorf("an open path: %+v", got.Evidence)
	}
	if got := read(a, ""); len(got.Evidence) != 0 {
		t.Errorf("no path: %+v", got.Evidence)
	}
}

// TestTokenThatIsNotNamed: a file that names one token says nothing to the operator of
// another, whatever it says to everyone.
func TestTokenThatIsNotNamed(t *testing.T) {
	got := read(place("User-agent: *\nDisallow: /p\n\nUser-agent: ExampleBot\nDisallow: /\n\nUser-agent: Applebot-Extended\nDisallow: /page\n"), "https://example.com/page")
	if len(got.Evidence) != 1 || got.Evidence[0].Asker != "Apple" || got.Evidence[0].Scope != "/page" || got.Evidence[0].Raw != "Disallow: /page" || got.Evidence[0].Where.Line != 8 {
		t.Errorf("got %+v", got.Evidence)
	}
}

func TestStatus(t *testing.T) {
	for status, heard := range map[int]int{0: 1, 200: 1, 299: 1, 304: 1, 301: 0, 404: 0, 410: 0, 429: 0, 503: 0, 102: 0} {
		a := place("User-agent: Google-Extended\nDisallow: /\n")
		a[0].Status = status
		if got := read(a, "https://example.com/"); len(got.Evidence) != heard {
			t.Errorf("status %d: got %+v", status, got)
		}
		a = place("User-agent: Google-Extended\nDisallow: /\n")
		a[0].Status, a[0].Unreachable = status, true
		if got := read(a, "https://example.com/"); len(got.Evidence) != 0 {
			t.Errorf("status %d, unreachable: got %+v", status, got)
		}
	}
}

// TestMaxProblems is the hostile test of MaxProblems: the list ends, and what is said
// is heard.
func TestMaxProblems(t *testing.T) {
	text := strings.Repeat("User-agent: Google Extended\n", 1000) + "User-agent: Applebot-Extended\nDisallow: /\n"
	got := read(place(text), "https://example.com/")
	if len(got.Problems) != controltokens.MaxProblems || len(got.Evidence) != 1 {
		t.Fatalf("%d problems, evidence %+v", len(got.Problems), got.Evidence)
	}
	for i, p := range got.Problems {
		if p.Code != controltokens.CodeMisspelt || p.Where.Line != i+1 || p.Mend != "User-agent: Google-Extended" {
			t.Errorf("got %+v", p)
		}
	}
}

// TestLongLines: whatever comes in, what goes out is short.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	got := read(place("User-agent: Google Extended"+long+"\nUser-agent: Google-Extended\nDisallow: /*"+long+"*\nDisallow: /\n"), "https://example.com/"+long)
	if len(got.Evidence) != 1 || len(got.Evidence[0].Raw) > carrier.MaxRaw+len("…") || len(got.Evidence[0].Scope) > carrier.MaxRaw+len("…") {
		t.Errorf("got %.2000v", got)
	}
}

// TestNothingCostsNothing: most files name no such token.
func TestNothingCostsNothing(t *testing.T) {
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "User-agent: bot-%d\nDisallow: /xx/%d?ext=\n", i, i)
	}
	a := place(text.String())
	q := &carrier.Question{URL: "https://example.com/", As: []string{"Googlebot"}}
	controltokens.Carrier.Read(a, q)
	if n := testing.AllocsPerRun(100, func() { controltokens.Carrier.Read(a, q) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
