package declaration_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/declaration"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

const origin = "https://example.com"

func place(text string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Document, Source: origin + declaration.WellKnown, Status: 200, Body: []byte(text)}}
}

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &declaration.Carrier, carriertest.Places{"document": place})
}

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &declaration.Carrier, place) }

func read(artifacts []*carrier.Artifact, url string) carrier.Reading {
	return declaration.Carrier.Read(artifacts, &carrier.Question{URL: url})
}

func codes(r carrier.Reading) (list []string) {
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return list
}

func TestPositions(t *testing.T) {
	r := read(place("{\"schema\":\"proviso.declaration/1\",\n \"statements\":[\n  {\"scope\":\"/\",\"expression\":\"train-ai=n\"}]}"), origin+"/a")
	if len(r.Evidence) != 1 || r.Evidence[0].Where.String() != declaration.WellKnown+":3:3" || r.Evidence[0].Reach != proviso.Declared {
		t.Errorf("got %+v", r)
	}
}

// TestProjectionsNeedTheSameOrigin: a document that redirects to another origin, or
// lies there, explains nothing, and its statements count.
func TestProjectionsNeedTheSameOrigin(t *testing.T) {
	text, _, err := declaration.Write(carrier.Said{Outcomes: proviso.Outcomes{proviso.Signals()[0].Outcome()}},
		declaration.Safe{Carrier: "content-signal", Text: "ai-train=no"})
	if err != nil {
		t.Fatal(err)
	}
	if r := read(place(text), origin+"/a"); len(r.Projections) != 1 || len(r.Problems) != 0 {
		t.Fatalf("its own: %+v", r)
	}
	redirected := place(text)
	redirected[0].Final = "https://other.example/declaration"
	if r := read(redirected, origin+"/a"); len(r.Projections) != 0 || len(r.Evidence) != 1 || codes(r)[0] != declaration.CodeForeignOrigin {
		t.Errorf("redirected: %+v", r)
	}
	linked := place(text)
	linked[0].Source = "https://other.example/d"
	linked = append(linked, &carrier.Artifact{Kind: carrier.Response, Source: origin + "/a", Header: []carrier.Field{
		{Name: "Link", Value: `<https://other.example/d>; rel="describedby"; type="application/vnd.proviso.declaration+json"`},
	}})
	if r := read(linked, origin+"/a"); len(r.Projections) != 0 || len(r.Evidence) != 1 || r.Evidence[0].Party.Name != "other.example" {
		t.Errorf("linked: %+v", r)
	}
}

// TestValidity: a document out of its time states what it states, and explains nothing.
func TestValidity(t *testing.T) {
	text, _, err := declaration.Write(carrier.Said{Outcomes: proviso.Outcomes{proviso.Signals()[0].Outcome()}},
		declaration.Safe{Carrier: "content-signal", Text: "ai-train=no"})
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time {
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, tt := range []struct {
		name, validity, seen, code string
	}{
		{"holds", `{"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}`, "2026-06-01", ""},
		{"first moment", `{"from": "2026-01-01T00:00:00Z"}`, "2026-01-01", ""},
		{"not yet", `{"from": "2026-01-01T00:00:00Z"}`, "2025-12-31", declaration.CodeOutdated},
		{"no more", `{"until": "2026-01-01T00:00:00Z"}`, "2026-01-01", declaration.CodeOutdated},
		{"nobody knows when", `{"until": "2026-01-01T00:00:00Z"}`, "", ""},
		{"unreadable", `{"until": "New Year"}`, "2025-01-01", declaration.CodeBroken},
		{"no object", `"2026"`, "2025-01-01", declaration.CodeBroken},
	} {
		artifacts := place(strings.Replace(text, "{", `{"validity": `+tt.validity+",", 1))
		if tt.seen != "" {
			artifacts[0].Observed = day(tt.seen)
		}
		r := read(artifacts, origin+"/a")
		if len(r.Evidence) != 1 || (len(r.Projections) == 1) != (tt.code == "") || tt.code != "" && codes(r)[0] != tt.code {
			t.Errorf("%s: %+v", tt.name, r)
		}
	}
}

func TestSeeks(t *testing.T) {
	response := &carrier.Artifact{Kind: carrier.Response, Header: []carrier.Field{
		{Name: "Link", Value: `</d.json>; rel="describedby"; type="application/vnd.proviso.declaration+json", </other>; rel=describedby`},
	}}
	got := declaration.Carrier.Seeks([]*carrier.Artifact{response}, &carrier.Question{URL: origin + "/a/b"})
	if len(got) != 2 || got[0].URL != origin+declaration.WellKnown || !got[0].WellKnown || got[1].URL != origin+"/d.json" {
		t.Errorf("got %+v", got)
	}
	r := read([]*carrier.Artifact{response}, origin+"/a/b")
	if len(r.Evidence) != 0 || len(r.Problems) != 1 || r.Problems[0].Code != declaration.CodeNotRead {
		t.Errorf("not gathered: %+v", r)
	}
}

// TestLimits is the hostile test of every limit.
func TestLimits(t *testing.T) {
	document := func(statements, projections string) string {
		return `{"schema":"proviso.declaration/1","statements":[` + statements + `],"projections":[` + projections + `]}`
	}
	many := func(one string, n int) string { return strings.TrimSuffix(strings.Repeat(one+",", n), ",") }
	const statement, projection = `{"expression":"train-ai=n"}`, `{"carrier":"c","text":"t","statement":0}`
	for name, text := range map[string]string{
		"statements":  document(many(`{"scope":"/x","expression":""}`, declaration.MaxStatements)+","+statement, projection),
		"projections": document(statement, many(projection, declaration.MaxProjections+1)),
		"problems":    document(many(`{}`, declaration.MaxStatements), projection),
		"size":        document(statement, projection) + strings.Repeat(" ", jsontree.MaxSize),
		"depth":       document(statement+`,{"x":`+strings.Repeat("[", jsontree.MaxDepth), ""),
		"cut":         document(statement, projection)[:60],
	} {
		r := read(place(text), origin+"/a")
		if len(r.Projections) != 0 || len(r.Problems) == 0 || len(r.Problems) > declaration.MaxProblems+1 {
			t.Errorf("%s: %d projections, %d problems", name, len(r.Projections), len(r.Problems))
		}
	}
	links := strings.Repeat(`<https://example.com/d?1>; rel="describedby"; type="application/vnd.proviso.declaration+json", `, declaration.MaxLinks+3)
	a := &carrier.Artifact{Kind: carrier.Response, Header: []carrier.Field{{Name: "Link", Value: links}}}
	if got := declaration.Carrier.Seeks([]*carrier.Artifact{a}, &carrier.Question{URL: origin}); len(got) > declaration.MaxLinks+1 {
		t.Errorf("%d declarations are sought", len(got))
	}
}

func TestWriteRefusesScopes(t *testing.T) {
	if _, _, err := declaration.Write(carrier.Said{Outcomes: proviso.Outcomes{proviso.Denied()}, Scope: "photos"}); err == nil {
		t.Error("a scope that is no pattern was written")
	}
}
