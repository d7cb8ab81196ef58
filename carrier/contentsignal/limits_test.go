package contentsignal_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
)

// denied reports whether a reading denies every use.
func denied(r carrier.Reading) bool {
	all := proviso.Combine(r.Evidence).Everyone
	for _, u := range proviso.Uses() {
		if all[u].Outcome.Word() != proviso.Deny {
			return false
		}
	}
	return true
}

func has(r carrier.Reading, code string) bool {
	for _, p := range r.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

// TestMaxLines is the hostile test of MaxLines: what is not read may refuse anything.
func TestMaxLines(t *testing.T) {
	for name, place := range map[string]func(lines int) []*carrier.Artifact{
		"robots.txt": func(n int) []*carrier.Artifact {
			return inRobots("User-agent: *\n" + strings.Repeat("Content-Signal: search=yes\n", n) + "Allow: /\n")
		},
		"before any group": func(n int) []*carrier.Artifact {
			return inRobots(strings.Repeat("Content-Signal: search=yes\n", n))
		},
		"header": func(n int) []*carrier.Artifact {
			a := inHeader("search=yes")[0]
			for range n - 1 {
				a.Header = append(a.Header, a.Header[0])
			}
			return []*carrier.Artifact{a}
		},
		"page": func(n int) []*carrier.Artifact {
			return inPage("<head>" + strings.Repeat("<meta name=content-signal content=search=yes>", n))
		},
	} {
		if r := ask(place(contentsignal.MaxLines), ""); denied(r) || has(r, contentsignal.CodeTooMany) || len(r.Evidence) == 0 {
			t.Errorf("%s: %d lines: %+v", name, contentsignal.MaxLines, r.Problems)
		}
		for _, n := range []int{contentsignal.MaxLines + 1, 20 * contentsignal.MaxLines} {
			r := ask(place(n), "")
			if !denied(r) || !has(r, contentsignal.CodeTooMany) || len(r.Evidence) > contentsignal.MaxLines || len(r.Problems) > contentsignal.MaxProblems+2 {
				t.Errorf("%s: %d lines: %d statements, %d problems", name, n, len(r.Evidence), len(r.Problems))
			}
		}
	}
}

// TestMaxSignals is the hostile test of MaxSignals. Empty members count.
func TestMaxSignals(t *testing.T) {
	for name, text := range map[string]string{"signals": "search=yes,", "nothing": ",", "unknown": "x,"} {
		r := ask(inHeader("ai-input=yes,"+strings.Repeat(text, contentsignal.MaxSignals-2)), "")
		if denied(r) || has(r, contentsignal.CodeTooMany) {
			t.Errorf("%s: %+v", name, r.Problems)
		}
		r = ask(inHeader("ai-input=yes,"+strings.Repeat(text, contentsignal.MaxSignals-1)), "")
		if !denied(r) || !has(r, contentsignal.CodeTooMany) || len(r.Problems) > contentsignal.MaxProblems+1 {
			t.Errorf("%s, too many: %+v", name, r.Problems)
		}
	}
	lines := strings.Repeat("Content-Signal: "+strings.Repeat("search=yes,", 9)+"\n", contentsignal.MaxLines)
	if r := ask(inRobots("User-agent: *\n"+lines), ""); !denied(r) {
		t.Errorf("signals of several lines are not counted together: %+v", r.Problems)
	}
}

// TestMaxScoped is the hostile test of MaxScoped.
func TestMaxScoped(t *testing.T) {
	at := func(n int) carrier.Reading {
		return ask(inRobots("User-agent: *\n"+strings.Repeat("Content-Signal: /elsewhere/ ai-train=no\n", n)+"Allow: /\n"), "https://example.com/a")
	}
	if r := at(contentsignal.MaxScoped); len(r.Evidence)+len(r.Problems) > 0 {
		t.Errorf("%d lines: %+v", contentsignal.MaxScoped, r)
	}
	if r := at(contentsignal.MaxScoped + 1); !denied(r) || !has(r, contentsignal.CodeTooMany) {
		t.Errorf("one more: %+v", r)
	}
}

// TestMaxProblems is the hostile test of MaxProblems: what is not listed is read.
func TestMaxProblems(t *testing.T) {
	text := strings.Repeat("ai-dream=no,", 100) + "ai-train=no"
	r := ask(inHeader(text), "")
	if len(r.Problems) != contentsignal.MaxProblems || r.Problems[contentsignal.MaxProblems-1].Code != contentsignal.CodeMore {
		t.Errorf("%d problems, the last %+v", len(r.Problems), r.Problems[len(r.Problems)-1])
	}
	if len(r.Evidence) != 1 || r.Evidence[0].Outcomes[proviso.TrainAI].Word() != proviso.Deny {
		t.Errorf("got %+v", r.Evidence)
	}
	r = ask(inRobots(strings.Repeat("Content-Signals: ai-train=no\n", 1000)), "")
	if len(r.Problems) != contentsignal.MaxProblems {
		t.Errorf("%d problems of a file", len(r.Problems))
	}
}

// TestLongTexts: whatever comes in, what goes out is short.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("é", 100_000)
	for _, text := range []string{long, "ai-train=no," + long, "ai-train=no," + long + "=no", "use=" + long, "ai-train=" + long, "ai-train=no;" + long} {
		r := ask(inHeader(text), "")
		for _, e := range r.Evidence {
			if len(e.Raw) > carrier.MaxRaw+len("…") {
				t.Errorf("%d bytes of raw text", len(e.Raw))
			}
			for _, u := range proviso.Uses() {
				if n := len(e.Outcomes[u].String()); n > 1000 {
					t.Errorf("an outcome of %d bytes", n)
				}
			}
		}
		for _, p := range r.Problems {
			if len(p.Hint) > 1000 || len(p.Mend) > carrier.MaxRaw+100 {
				t.Errorf("a problem of %d and %d bytes", len(p.Hint), len(p.Mend))
			}
		}
	}
	r := ask(inRobots("User-agent: *\nContent-Signals: "+strings.Repeat("x", 10_000)+"\nContent-Signal "+strings.Repeat("x ", 5_000)+"\nAllow: /\n"), "")
	if len(r.Problems) != 2 {
		t.Fatalf("got %+v", r.Problems)
	}
	for _, p := range r.Problems {
		if len(p.Hint)+len(p.Mend) > 2000 {
			t.Errorf("a problem of %d and %d bytes", len(p.Hint), len(p.Mend))
		}
	}
}

// TestLineThatIsCut: of a line longer than is read only refusals count.
func TestLineThatIsCut(t *testing.T) {
	for text, want := range map[string]proviso.Word{"search=yes": proviso.Unstated, "search=no": proviso.Deny} {
		r := ask(inGroup(text+","+strings.Repeat(" ", 20_000)+"ai-train=no"), "")
		if got := proviso.Combine(r.Evidence).Everyone[proviso.Search].Outcome.Word(); got != want || !has(r, contentsignal.CodeCut) {
			t.Errorf("%s: got %v, %+v", text, got, r.Problems)
		}
	}
}

// TestNothingCostsNothing: most artifacts hold no content signal.
func TestNothingCostsNothing(t *testing.T) {
	robots := inRobots("User-agent: *\nDisallow: /a\nGooglebot: x\nSitemap: https://example.com/sitemap.xml\n")[0]
	response := &carrier.Artifact{Kind: carrier.Response, MediaType: "text/plain", Header: []carrier.Field{{Name: "Content-Length", Value: "1"}}, Body: []byte("signal")}
	page := inPage("<!DOCTYPE html><head><meta name=description content=x><title>a</title></head>")[0]
	q := &carrier.Question{URL: "https://example.com/", As: []string{"ExampleBot"}}
	for name, a := range map[string]*carrier.Artifact{"robots.txt": robots, "response": response, "page": page} {
		artifacts := []*carrier.Artifact{a}
		contentsignal.Carrier.Read(artifacts, q) // what is kept is made once
		if n := testing.AllocsPerRun(100, func() { contentsignal.Carrier.Read(artifacts, q) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// TestTokensWithoutEnd: more askers than are kept are answered all the same, at once.
func TestTokensWithoutEnd(t *testing.T) {
	var text strings.Builder
	names := make([]string, 300)
	for i := range names {
		names[i] = "bot-" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		text.WriteString("User-agent: " + names[i] + "\nContent-Signal: ai-train=no\nAllow: /\n\n")
	}
	a := inRobots(text.String())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for _, name := range names {
				if r := ask(a, "https://example.com/", name); len(r.Evidence) != 1 || r.Evidence[0].Asker != name {
					t.Errorf("%s: got %+v", name, r)
				}
			}
		})
	}
	all.Wait()
}
