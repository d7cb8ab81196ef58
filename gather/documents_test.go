package gather

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
)

// seekAll asks for the documents that a list names, once the one before it is there.
func seekAll(urls ...string) Seek {
	return func(artifacts []*carrier.Artifact) (sought []carrier.Reference) {
		for _, u := range urls {
			sought = append(sought, carrier.Reference{URL: u, Why: "test"})
			if carrier.DocumentAt(artifacts, u) == nil {
				break
			}
		}
		return sought
	}
}

func documents(a *Asset) (list []*carrier.Artifact) {
	for _, artifact := range a.Artifacts {
		if artifact.Kind == carrier.Document {
			list = append(list, artifact)
		}
	}
	return list
}

func TestComplete(t *testing.T) {
	s := newSite(t)
	s.text("/robots.txt", "User-agent: *\nDisallow: /closed\n")
	s.text("/{$}", "page")
	s.text("/policy.json", `{"a":1}`)
	s.status("/moved", 302, "Location", "/policy.json")
	f := fetcher(t, Options{})
	asset, err := f.Fetch(context.Background(), s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	seek := func([]*carrier.Artifact) []carrier.Reference {
		return []carrier.Reference{
			{URL: s.URL + "/moved", Why: "policy"},
			{URL: s.URL + "/gone", Why: "policy", WellKnown: true},
			{URL: s.URL + "/closed", Why: "licence"},
			{URL: "http://127.0.0.1:1/down", Why: "licence"},
		}
	}
	if err := f.Complete(context.Background(), asset, seek); err != nil {
		t.Fatal(err)
	}
	got := documents(asset)
	if len(got) != 4 {
		t.Fatalf("%d documents", len(got))
	}
	if d := got[0]; d.Final != s.URL+"/policy.json" || string(d.Body) != `{"a":1}` || !d.Usable() {
		t.Errorf("moved: %+v", d)
	}
	if d := got[1]; d.Status != 404 || !d.Absent() || d.Usable() {
		t.Errorf("gone: %+v", d)
	}
	for _, d := range got[2:] {
		if !d.Unreachable || d.Usable() || d.Absent() {
			t.Errorf("%s: %+v", d.Source, d)
		}
	}
	var codes []string
	for _, n := range asset.Notes {
		codes = append(codes, n.Code)
	}
	if !slices.Equal(codes, []string{NoteDocumentClosed, NoteDocument}) {
		t.Errorf("notes %v", codes)
	}
	if slices.Contains(s.requests(), "/closed") {
		t.Error("a document that robots.txt closes was fetched")
	}
}

// TestMaxDocuments is the hostile test of the limits of Complete: a page that names
// ever more documents gets no more than are gathered.
func TestMaxDocuments(t *testing.T) {
	s := newSite(t)
	s.text("/{$}", "page")
	s.mux.HandleFunc("/d/", func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, MaxDocument+1)) })
	f := fetcher(t, Options{})
	asset, err := f.Fetch(context.Background(), s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	var many []string
	for i := range 3 * MaxDocuments {
		many = append(many, fmt.Sprintf("%s/d/%d", s.URL, i))
	}
	atOnce := func([]*carrier.Artifact) (sought []carrier.Reference) {
		for _, u := range many {
			sought = append(sought, carrier.Reference{URL: u})
		}
		return sought
	}
	if err := f.Complete(context.Background(), asset, atOnce); err != nil {
		t.Fatal(err)
	}
	got := documents(asset)
	if len(got) != MaxDocuments || asset.Notes[len(asset.Notes)-1].Code != NoteDocuments {
		t.Errorf("%d documents, notes %v", len(got), asset.Notes)
	}
	if d := got[0]; len(d.Body) != MaxDocument || !d.Truncated {
		t.Errorf("%d bytes were kept", len(d.Body))
	}

	chained, err := f.Fetch(context.Background(), s.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Complete(context.Background(), chained, seekAll(many...)); err != nil {
		t.Fatal(err)
	}
	if got := documents(chained); len(got) != MaxDocumentRounds {
		t.Errorf("a chain of documents was followed for %d", len(got))
	}
}

// TestDocumentsOfAServedFolder: what a folder holds for its URL goes with its files,
// and nothing outside it is opened.
func TestDocumentsOfAServedFolder(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site/.well-known/tdmrep.json", "[]")
	write("site/a.html", "<p>")
	write("secret.json", "{}")
	seek := func(string, []*carrier.Artifact) []carrier.Reference {
		return []carrier.Reference{
			{URL: "https://example.com/.well-known/tdmrep.json"}, {URL: "https://example.com/../secret.json"},
			{URL: "https://other.example/a.html"}, {URL: "https://example.com/%2e%2e/secret.json"},
		}
	}
	found := false
	for asset, err := range Path(context.Background(), filepath.Join(folder, "site"), PathOptions{URL: "https://example.com/", Seek: seek}) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(asset.URL, "/a.html") {
			continue
		}
		found = true
		if got := documents(asset); len(got) != 1 || string(got[0].Body) != "[]" || got[0].MediaType != "application/json" {
			t.Errorf("documents %+v", got)
		}
	}
	if !found {
		t.Error("a.html was not read")
	}
}
