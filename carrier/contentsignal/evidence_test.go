package contentsignal_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
)

func ask(artifacts []*carrier.Artifact, url string, as ...string) carrier.Reading {
	return contentsignal.Carrier.Read(artifacts, &carrier.Question{URL: url, As: as})
}

// TestEvidenceTellsWhereItStood: everything a vector cannot see.
func TestEvidenceTellsWhereItStood(t *testing.T) {
	observed := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	robots := inRobots("User-agent: ExampleBot\n  Content-signal :\t search=yes, ai-train=no\t# a comment\nAllow: /\n")[0]
	robots.Observed = observed
	robots.Source = "https://cdn.example/robots.txt"
	header := &carrier.Artifact{
		Kind: carrier.Response, Source: "https://example.com:8443/p", Observed: observed, MediaType: "text/html",
		Header: []carrier.Field{{Name: "Content-Signal", Value: " search=yes "}, {Name: "Date", Value: "x"}, {Name: "CONTENT-SIGNAL", Value: "ai-input=no"}},
		Body:   []byte("<!DOCTYPE html>\n<head>\n  <meta content='\n search=no,\n ai-train=no ' name=Content-Signal>"),
	}
	got := ask([]*carrier.Artifact{robots, header}, "https://example.com:8443/p", "ExampleBot")
	server := proviso.Party{Name: "example.com:8443", Identification: proviso.ServerOperator}
	want := []proviso.Evidence{
		{
			Statement: proviso.Statement{Party: server, Scope: "/", Asker: "ExampleBot"},
			Where:     proviso.Where{Source: "robots.txt", Line: 2, Column: 21}, Raw: "search=yes, ai-train=no", Reach: proviso.ForHost,
		},
		{
			Statement: proviso.Statement{Party: server},
			Where:     proviso.Where{Source: "Content-Signal", Column: 1}, Raw: "search=yes, ai-input=no",
		},
		{
			Statement: proviso.Statement{Party: server},
			Where:     proviso.Where{Source: "page", Line: 3, Column: 3}, Raw: "search=no,  ai-train=no",
		},
	}
	if len(got.Evidence) != len(want) {
		t.Fatalf("got %+v", got.Evidence)
	}
	for i := range want {
		w, g := want[i], got.Evidence[i]
		w.Carrier, w.Spec, w.Observed, w.Outcomes = "content-signal", "Content Signals-2026-07", observed, g.Outcomes
		if g.Statement.Party != w.Party || g.Scope != w.Scope || g.Asker != w.Asker || g.Where != w.Where || g.Raw != w.Raw ||
			g.Reach != w.Reach || g.Observed != w.Observed || g.Carrier != w.Carrier || g.Spec != w.Spec || g.Injected != "" {
			t.Errorf("got  %+v\nwant %+v", g, w)
		}
		if g.Outcomes.Silent() {
			t.Errorf("%+v is silent", g)
		}
	}
}

func TestScopeOfALineWithAPath(t *testing.T) {
	got := ask(inGroup("/press/*.html\tai-train=no"), "https://example.com/press/a.html")
	if len(got.Evidence) != 1 || got.Evidence[0].Scope != "/press/*.html" || got.Evidence[0].Raw != "/press/*.html\tai-train=no" ||
		got.Evidence[0].Where.Column != 31 {
		t.Errorf("got %+v", got.Evidence)
	}
}

// TestProblemsPointIntoTheText: in the field, in the line, and in front of the element.
func TestProblemsPointIntoTheText(t *testing.T) {
	for _, tt := range []struct {
		name      string
		artifacts []*carrier.Artifact
		want      string
	}{
		{"header", inHeader("search=yes,  ai-train=maybe"), "Content-Signal::14"},
		{"robots.txt", inGroup("search=yes,  ai-train=maybe"), "robots.txt:2:30"},
		{"a line with a path", inGroup("/p  ai-train=maybe"), "robots.txt:2:21"},
		{"page", inPage("<head>\n<meta name=content-signal content='ai-train=maybe'>"), "page:2:1"},
	} {
		got := ask(tt.artifacts, "https://example.com/p")
		i := slices.IndexFunc(got.Problems, func(p proviso.Problem) bool { return p.Code == contentsignal.CodeValue })
		if i < 0 || got.Problems[i].Where.String() != tt.want {
			t.Errorf("%s: got %+v, want %s", tt.name, got.Problems, tt.want)
		}
	}
}

// TestWhatIsNoProblem: files as they are published are not nagged about.
func TestWhatIsNoProblem(t *testing.T) {
	for _, text := range []string{
		"User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n\nUser-agent: ExampleBot\nDisallow: /\n",
		"User-agent: *\nAllow: /\nContent-Signal: search=yes\n\nUser-agent: ExampleBot\nDisallow: /\n",
		"User-agent: *\nDisallow: /a\n\nContent-Signal: search=yes\nContent-Usage: train-ai=n\nCrawl-delay: 1\n",
		"# the signal\nUser-agent: *\nDisallow: /signal\nSitemap: https://example.com/content-signal.xml\nSignal: content\n",
	} {
		if got := ask(inRobots(text), "https://example.com/"); len(got.Problems) != 0 {
			t.Errorf("%q: got %+v", text, got.Problems)
		}
	}
	// One problem, and not a second about where the line stands.
	for text, code := range map[string]string{
		"Content-Signal: ai-train=maybe\nUser-agent: *\nAllow: /\n":   contentsignal.CodeValue,
		"\nContent-Signal: ai-train=maybe\nUser-agent: *\nAllow: /\n": contentsignal.CodeValue,
		"Content-Signal: ai-train=no\nUser-agent: *\nAllow: /\n":      contentsignal.CodeOutside,
	} {
		if got := ask(inRobots(text), "https://example.com/"); len(got.Problems) != 1 || got.Problems[0].Code != code {
			t.Errorf("%q: got %+v", text, got.Problems)
		}
	}
}

func TestMends(t *testing.T) {
	for text, mend := range map[string]string{
		"ai-train=disallow": "ai-train=no", "ai-input=Allow": "ai-input=yes", "search=y": "search=yes", `ai-train="no"`: "ai-train=no",
		"ai-train=?0": "ai-train=no", "ai-train=maybe": "", "ai-train=": "",
		"train-ai=n": "ai-train=no", "ai-use=y": "ai-input=yes", "train-ai=n;exceptions=cc-cr": "ai-train=no",
		"train-genai=n": "", "all=no": "", "tdm-reservation=1": "", "ai-dream=no": "",
		"ai_train=no": "ai-train=no", "AI-Training=no": "ai-train=no", "aiinput=yes": "ai-input=yes",
		"AI-Train=NO": "ai-train=no", "search=yes; ai-train=no": "search=yes, ai-train=no", "search=yes;until=2027": "",
	} {
		got := ask(inHeader(text), "https://example.com/")
		if len(got.Problems) != 1 || got.Problems[0].Mend != mend {
			t.Errorf("%q: got %+v, want %q", text, got.Problems, mend)
		}
	}
	for text, mend := range map[string]string{
		"Content-Signals: ai-train=no":           "Content-Signal: ai-train=no",
		"content_signal :  ai-train=no":          "Content-Signal: ai-train=no",
		"ContentSignal:ai-train=no":              "Content-Signal: ai-train=no",
		"Content-Signal ai-train=no, search=yes": "Content-Signal: ai-train=no, search=yes",
		"Content-Signal ai-train=no":             "Content-Signal: ai-train=no",
	} {
		got := ask(inRobots("User-agent: *\n"+text+"\nAllow: /\n"), "https://example.com/")
		if len(got.Evidence) != 0 || len(got.Problems) != 1 || got.Problems[0].Mend != mend || got.Problems[0].Where.Line != 2 {
			t.Errorf("%q: got %+v, want %q", text, got, mend)
		}
	}
}

const managedFile = "# Begin Cloudflare managed CONTENT\nUser-agent: *\nContent-Signal: search=yes\nAllow: /\n  # END Cloudflare Managed Content\n"

// TestWhoPutItThere: what a network adds is marked, and nothing else is.
func TestWhoPutItThere(t *testing.T) {
	header := func(mediaType string, fields ...string) []*carrier.Artifact {
		a := &carrier.Artifact{Kind: carrier.Response, MediaType: mediaType}
		for _, f := range append(fields, "Content-Signal: ai-train=yes") {
			name, value, _ := strings.Cut(f, ": ")
			a.Header = append(a.Header, carrier.Field{Name: name, Value: value})
		}
		return []*carrier.Artifact{a}
	}
	for _, tt := range []struct {
		name      string
		artifacts []*carrier.Artifact
		want      string // one letter per statement
	}{
		{"managed block", inRobots(managedFile), "C"},
		{"managed block before the owner's own", inRobots(managedFile + "User-agent: *\nContent-Signal: ai-train=no\n"), "C-"},
		{"behind the block", inRobots("# BEGIN Cloudflare Managed content\n# END Cloudflare Managed content\nUser-agent: *\nContent-Signal: ai-train=no\n"), "-"},
		{"block without an end", inRobots(strings.Replace(managedFile, "# END", "# end of", 1)), "-"},
		{"end without a block", inRobots(strings.Replace(managedFile, "# Begin", "#Begin", 1)), "-"},
		{"comment behind a rule", inRobots("Allow: / " + managedFile), "-"},
		{"two blocks", inRobots(managedFile + "User-agent: *\nContent-Signal: ai-train=no\n" + managedFile), "C-C"},
		{"converted", header("text/markdown", "Server: cloudflare", "x-markdown-tokens: 7"), "C"},
		{"converted, by its ray", header("text/markdown", "CF-Ray: 1", "X-Markdown-Tokens: 7"), "C"},
		{"the owner's own Markdown", header("text/markdown", "Server: nginx", "X-Markdown-Tokens: 7"), "-"},
		{"Markdown that was delivered as it was", header("text/markdown", "Server: cloudflare"), "-"},
		{"a page", header("text/html", "Server: cloudflare", "X-Markdown-Tokens: 7"), "-"},
	} {
		got := ""
		for _, e := range ask(tt.artifacts, "https://example.com/").Evidence {
			switch e.Injected {
			case "Cloudflare":
				got += "C"
			case "":
				got += "-"
			default:
				got += "?"
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestSeveralTokens: every name is told what it is told, nothing twice, and problems
// once.
func TestSeveralTokens(t *testing.T) {
	a := inRobots("User-agent: One\nUser-agent: Two\nContent-Signal: ai-train=No\nAllow: /\n\nUser-agent: *\nContent-Signal: search=yes\nAllow: /\n")
	if got := ask(a, "https://example.com/", "One", "Two", "Three", "Four"); len(got.Evidence) != 3 || len(got.Problems) != 1 {
		t.Errorf("got %+v", got)
	}
	var askers []string
	for _, e := range ask(a, "https://example.com/", "two", "Three").Evidence {
		askers = append(askers, e.Asker)
	}
	if !slices.Equal(askers, []string{"two", ""}) {
		t.Errorf("told to %q", askers)
	}
}

// TestRequestsAndFiles: a page in a request speaks for nobody, and one from a file for
// nobody who is known. A header field in a request is no published form.
func TestRequestsAndFiles(t *testing.T) {
	for kind, party := range map[carrier.Kind]string{carrier.Request: "", carrier.File: "", carrier.Response: "example.com", carrier.Document: "none"} {
		a := inPage("<!DOCTYPE html><meta name=content-signal content='ai-train=no'>")[0]
		a.Kind, a.Source = kind, "https://example.com/"
		if kind == carrier.File {
			a.Source = "page.html"
		}
		got := ask([]*carrier.Artifact{a}, "")
		if party == "none" {
			if len(got.Evidence) > 0 {
				t.Errorf("kind %d: got %+v", kind, got.Evidence)
			}
			continue
		}
		if len(got.Evidence) != 1 || got.Evidence[0].Party.Name != party {
			t.Errorf("kind %d: got %+v", kind, got.Evidence)
		}
	}
	a := inHeader("ai-train=no")[0]
	a.Kind = carrier.Request
	if got := ask([]*carrier.Artifact{a}, ""); len(got.Evidence)+len(got.Problems) > 0 {
		t.Errorf("a field in a request: %+v", got)
	}
}

func TestStatus(t *testing.T) {
	for status, heard := range map[int]int{0: 1, 200: 1, 206: 1, 299: 1, 304: 1, 301: 0, 403: 0, 404: 0, 429: 0, 500: 0, 102: 0, 999: 0} {
		a := inGroup("ai-train=no")[0]
		a.Status = status
		if got := ask([]*carrier.Artifact{a}, "https://example.com/"); len(got.Evidence) != heard {
			t.Errorf("status %d: got %+v", status, got)
		}
		a = inGroup("ai-train=no")[0]
		a.Status, a.Unreachable = status, true
		if got := ask([]*carrier.Artifact{a}, "https://example.com/"); len(got.Evidence) != 0 {
			t.Errorf("status %d, unreachable: got %+v", status, got)
		}
	}
}
