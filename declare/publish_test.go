package declare_test

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/declaration"
	"github.com/proviso-signals/proviso/declare"
)

var update = flag.Bool("update", false, "rewrite expected output")

// read reads a published document as a reader does, for one URL of the party's site.
func read(document []byte, path string) carrier.Reading {
	const origin = "https://example.com"
	place := &carrier.Artifact{Kind: carrier.Document, Source: origin + declare.WellKnown, Status: 200, Body: document}
	return declaration.Carrier.Read([]*carrier.Artifact{place}, &carrier.Question{URL: origin + path})
}

// roundTrip holds what a reader finds at a path to what the declaration says there.
func roundTrip(t testing.TB, d *declare.Declaration, document []byte, path string) {
	t.Helper()
	reading := read(document, path)
	var got proviso.Outcomes
	for _, e := range reading.Evidence {
		got = got.Join(e.Outcomes)
	}
	want, _ := d.At(path)
	want[proviso.TDM] = proviso.Outcome{} // no label says it; it is a loss
	if !got.Equal(want) || len(reading.Problems) > 0 {
		t.Errorf("%s: a reader finds %v, and the declaration says %v; %v\n%s", path, got, want, reading.Problems, document)
	}
}

var somePaths = []string{"/", "/index.html", "/collection/images/1.jpg", "/collection/loans/2", "/iiif/2/x/info.json", "/iiif/4/", "/archiv/1812/1", "/archiv/1949",
	"/archiv/1950", "/forum/a", "/dataset/x?format=csv", "/download/a/b.csv", "/download/b.csv.zip", "/api/records", "/api/a/b/records", "/docs", "/docs/",
	"/src/a.go", "/src/a/b.go", "/statistics/", "/indicators/1"}

func TestReadersFindWhatIsDeclared(t *testing.T) {
	for name, text := range examples(t) {
		d, _ := declare.Parse(text)
		document, losses, err := declare.Publish(d, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		for _, path := range somePaths {
			roundTrip(t, d, document, path)
		}
		for _, loss := range losses {
			if loss.Use != proviso.TDM {
				t.Errorf("%s loses %v", name, loss)
			}
		}
	}
}

// TestPublished: the whole document, to the byte.
func TestPublished(t *testing.T) {
	d, _ := declare.Parse(examples(t)["publisher.toml"])
	document, _, err := declare.Publish(d, []declare.Projection{
		{Carrier: "content-signal", Text: "ai-train=no", Literal: proviso.Outcomes{proviso.Denied()}},
		{Carrier: "content-signal", Text: "ai-train=no, search=yes", Scope: "/archiv/18", Literal: proviso.Outcomes{proviso.Denied(), {}, proviso.Allowed()}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/publisher.json"
	if *update {
		if err := os.WriteFile(golden, document, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(document)); diff != "" {
		t.Error(diff)
	}
	if r := read(document, "/archiv/1812"); len(r.Projections) != 1 || r.Projections[0].Text != "ai-train=no, search=yes" {
		t.Errorf("projections: %+v", r.Projections)
	}
	if got := declare.Digest(document); len(got) != len("sha-256=::")+44 {
		t.Errorf("digest %s", got)
	}
}

func TestPublishedNames(t *testing.T) {
	if declare.Schema != declaration.Schema || declare.WellKnown != declaration.WellKnown ||
		declare.MaxProjections != declaration.MaxProjections || declare.MaxPatterns != declaration.MaxStatements {
		t.Error("what is published and what is read differ")
	}
	if got := declare.Digest(nil); got != "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:" {
		t.Errorf("the digest of nothing is %s", got)
	}
}

// TestFilesStayPrivate: names of local folders are nobody's business.
func TestFilesStayPrivate(t *testing.T) {
	d, _ := declare.Parse([]byte(strings.Replace(smallest, `train-ai`, "files = [\"private-folder/\"]\ntrain-ai", 1)))
	document, _, err := declare.Publish(d, nil)
	if err != nil || strings.Contains(string(document), "private-folder") {
		t.Errorf("%v %s", err, document)
	}
	var published struct {
		Statements  []any
		Collections []any
	}
	if err := json.Unmarshal(document, &published); err != nil || len(published.Statements) != 0 || len(published.Collections) != 1 {
		t.Errorf("%v %s", err, document)
	}
}

// TestWiderPatternsRefuse: where readers can only be told more than is meant, what differs
// is refused, whatever the collection allows or leaves open; what is the same everywhere
// stays.
func TestWiderPatternsRefuse(t *testing.T) {
	d, problems := declare.Parse([]byte(smallest + `search = "allow"
[[collection]]
name = "odd"
paths = ["/[!a]/"]
train-ai = "allow"
search = "allow"
tdm = "cc-cr"
`))
	if d == nil {
		t.Fatal(problems)
	}
	statements := d.Statements()
	want := declare.Statement{Scope: "/*/", Collections: []string{"odd"}, Expression: "train-ai=n, search=y",
		Outcomes: proviso.Outcomes{proviso.Denied(), {}, proviso.Allowed(), proviso.Denied()}}
	got := statements[1]
	losses := got.Losses
	got.Losses = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(losses) != 3 || losses[0].Use != proviso.TrainAI || losses[0].Form != "train-ai=n" {
		t.Errorf("losses: %v", losses)
	}
	document, _, _ := declare.Publish(d, nil)
	for _, path := range []string{"/", "/a/", "/b/", "/b/c/", "/x"} {
		roundTrip(t, d, document, path)
	}
}

// TestWiderPatternsGiveNothingAway: what nobody speaks of elsewhere is not permitted there.
func TestWiderPatternsGiveNothingAway(t *testing.T) {
	d, problems := declare.Parse([]byte(strings.Replace(smallest, `train-ai = "deny"`, "paths = [\"/[!a]/\"]\ntrain-ai = \"allow\"", 1)))
	if d == nil {
		t.Fatal(problems)
	}
	if s := d.Statements(); len(s) != 1 || s[0].Expression != "train-ai=n" {
		t.Errorf("got %+v", s)
	}
}

func TestOrderOfStatements(t *testing.T) {
	d, problems := declare.Parse([]byte(smallest + `[[collection]]
name = "b"
paths = ["/long/path/", "/b/", "/a/", "/"]
train-ai = "cc-cr"
ai-use = "allow"
`))
	if d == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, s := range d.Statements() {
		got = append(got, s.Scope+" "+s.Expression+" "+strings.Join(s.Collections, "+"))
	}
	want := []string{" train-ai=n, ai-use=y all+b", "/a/ train-ai=n;exceptions=cc-cr, ai-use=y b", "/b/ train-ai=n;exceptions=cc-cr, ai-use=y b",
		"/long/path/ train-ai=n;exceptions=cc-cr, ai-use=y b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestProjectionsThatMustNotBe: what would loosen, or take a wish away, is not published.
func TestProjectionsThatMustNotBe(t *testing.T) {
	d, _ := declare.Parse([]byte(smallest + "ai-use = \"cc-cr\"\ntdm = \"deny\"\n"))
	deny, allow := proviso.Denied(), proviso.Allowed()
	for name, tt := range map[string]struct {
		p    declare.Projection
		want string
	}{
		"sound":          {declare.Projection{Carrier: "c", Text: "x", Literal: proviso.Outcomes{deny, deny}}, ""},
		"looser":         {declare.Projection{Carrier: "c", Text: "x", Literal: proviso.Outcomes{deny, allow}}, "looser"},
		"takes tdm away": {declare.Projection{Carrier: "c", Text: "x", Literal: proviso.Outcomes{deny, {}, {}, deny}}, "take that away"},
		"no statement":   {declare.Projection{Carrier: "c", Text: "x", Scope: "/y/"}, "there is none"},
		"no text":        {declare.Projection{Carrier: "c"}, "names a carrier"},
	} {
		err := d.Explains(tt.p)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
		if document, _, err := declare.Publish(d, []declare.Projection{tt.p}); (err == nil) != (tt.want == "") || err != nil && document != nil {
			t.Errorf("%s was published: %v", name, err)
		}
	}
	if _, _, err := declare.Publish(d, make([]declare.Projection, declare.MaxProjections+1)); err == nil {
		t.Error("too many projections were published")
	}
}

func TestNoPatternToPublish(t *testing.T) {
	d := &declare.Declaration{Collections: []declare.Collection{{Name: "x", Paths: []string{"photos/"}, Outcomes: proviso.Outcomes{proviso.Denied()}}}}
	if document, _, err := declare.Publish(d, nil); err == nil || document != nil {
		t.Errorf("%s was published", document)
	}
}

func TestTooLargeToPublish(t *testing.T) {
	var paths []string
	for range 500 {
		paths = append(paths, "/"+strings.Repeat("x", declare.MaxText-2-len(paths)))
	}
	d := &declare.Declaration{Collections: []declare.Collection{{Name: "x", Paths: paths, Outcomes: proviso.Outcomes{proviso.Denied()}}}}
	if document, _, err := declare.Publish(d, nil); err == nil || document != nil {
		t.Errorf("%d bytes were published", len(document))
	}
}
