package middleware_test

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/middleware"
	"github.com/proviso-signals/proviso/publish"
)

// TestReadFromOutside: a server behind the middleware, fetched and read as any crawler may
// read it, says what its declaration says, in three places and with one voice.
func TestReadFromOutside(t *testing.T) {
	names, err := filepath.Glob("../declare/testdata/examples/*.toml")
	if err != nil || len(names) < 3 {
		t.Fatalf("%d examples, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) { readFromOutside(t, name) })
	}
}

func readFromOutside(t *testing.T, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, problems := declare.Parse(text)
	if d == nil {
		t.Fatal(problems)
	}
	cfg := middleware.FromDeclaration(d)
	cfg.RobotsTxt = "User-agent: *\nDisallow: /admin/\n\nUser-agent: ABot\nDisallow: /private/\n"
	m, err := middleware.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(m.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<!DOCTYPE html><title>A page</title><p>Hello.</p>"))
	})))
	defer server.Close()
	now := time.Now
	if from := d.Validity.From; !from.IsZero() { // while it holds
		now = func() time.Time { return from }
	}
	fetcher, err := gather.NewFetcher(gather.Options{AllowPrivate: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer fetcher.CloseIdle()
	targets := map[string]bool{"/": true, "/none": true}
	for _, s := range d.Statements() {
		targets[asAddress(s.Scope)] = true
		targets[asAddress(s.Scope)+"a.jpg?b=c"] = true
	}
	for target := range targets {
		for _, as := range []string{"ABot", "DBot"} {
			read(t, d, fetcher, server.URL+target, target, as)
		}
	}
}

// asAddress makes an address of a pattern.
func asAddress(pattern string) string {
	address := []byte("/")
	for _, c := range []byte(pattern) {
		switch c {
		case '*':
			address = append(address, "any"...)
		case '$':
		default:
			address = append(address, c)
		}
	}
	if len(address) > 1 && address[1] == '/' {
		address = address[1:]
	}
	return string(address)
}

func read(t *testing.T, d *declare.Declaration, fetcher *gather.Fetcher, address, target, as string) {
	t.Helper()
	ctx := context.Background()
	asset, err := fetcher.Fetch(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	q := carrier.Question{URL: asset.URL, As: []string{as}}
	if err := fetcher.Complete(ctx, asset, func(artifacts []*carrier.Artifact) []carrier.Reference { return all.Seek(artifacts, &q) }); err != nil {
		t.Fatal(err)
	}
	a := answer.Of(q, asset.Artifacts, nil)
	declared, _ := d.At(target)
	for _, use := range proviso.Uses() {
		want := declared[use]
		if use == proviso.TDM { // which no expression says
			want = proviso.Outcome{}
		}
		if got := a.Rulings[use].Outcome; !got.Equal(want) {
			t.Errorf("%s, %s to %s: read as %v, declared %v", target, use, as, got, want)
		}
	}
	for _, p := range a.Reading.Problems {
		if p.Severity > proviso.Notice {
			t.Errorf("%s: %s %s", target, p.Code, p.Hint)
		}
	}
	carriers := map[string]bool{}
	for _, e := range a.Reading.Evidence {
		carriers[e.Carrier] = true
	}
	if declared[proviso.TDM] = (proviso.Outcome{}); declared.Silent() {
		return
	}
	if diff := cmp.Diff([]string{"content-usage", "declaration", "robots"}, slices.Sorted(maps.Keys(carriers))); diff != "" {
		t.Errorf("%s: carriers -want +got:\n%s", target, diff)
	}
}

// TestAgreesWithSaying: a server that is configured by a publish.Saying takes one rule where
// readers would join two, and has tightened it for that. It never says less than this.
func TestAgreesWithSaying(t *testing.T) {
	var d declare.Declaration
	for _, c := range []struct{ path, use string }{{"", "y"}, {"/ab", "n"}, {"/*b", "y"}, {"/a/", "n"}, {"/a/*.jpg", "y"}} {
		outcomes := proviso.Outcomes{proviso.Search: proviso.Allowed()}
		if outcomes[proviso.TrainAI] = proviso.Allowed(); c.use == "n" {
			outcomes[proviso.TrainAI] = proviso.Denied()
		}
		collection := declare.Collection{Name: c.path, Outcomes: outcomes}
		if c.path != "" {
			collection.Paths = []string{c.path}
		}
		d.Collections = append(d.Collections, collection)
	}
	saying := publish.NewSaying(&d)
	m, err := middleware.New(middleware.Config{Rules: middleware.FromDeclaration(&d).Rules})
	if err != nil {
		t.Fatal(err)
	}
	h := m.Wrap(http.NotFoundHandler())
	same := 0
	for _, target := range []string{"/", "/ab", "/abc", "/cb", "/a/", "/a/b", "/a/b.jpg", "/a/c?d.jpg", "/b"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", target, nil))
		said := expr.Read([]byte(w.Header().Get("Content-Usage")), nil).Outcomes
		switch rule := saying.At(target); {
		case !rule.Outcomes.AtLeast(said):
			t.Errorf("%s: %v is said, and %v by a server", target, said, rule.Outcomes)
		case said.Equal(rule.Outcomes):
			same++
		}
	}
	if same < 7 {
		t.Errorf("only %d targets are told the same", same)
	}
}
