package api

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
	"github.com/proviso-signals/proviso/vectors"
	"github.com/proviso-signals/proviso/web/check"
)

// refusal is an error as package check has them.
type refusal struct {
	status int
	code   string
}

func (e *refusal) Error() string { return "check: " + e.code + ": a secret" }
func (e *refusal) Problem() (int, string, string, time.Duration) {
	return e.status, e.code, "It was not to be.", time.Duration(e.status%2) * 1500 * time.Millisecond
}

// checked answers for URLs of tests: a status refuses with it, and all else is answered.
func checked(_ *http.Request, url string, site bool) ([]byte, string, time.Time, error) {
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var status int
	if n, _ := fmt.Sscanf(url, "https://%d.example/", &status); n == 1 {
		return nil, "", at, &refusal{status, "check-refused"}
	}
	if url == "https://broken.example/" {
		return nil, "", at, errors.New("a secret")
	}
	artifacts := []*carrier.Artifact{{Kind: carrier.Response, Source: url, Status: 200, Observed: at, Header: []carrier.Field{{Name: "Content-Usage", Value: "train-ai=n;exceptions=cc-cr, train-genai=n"}}}}
	a := answer.Of(carrier.Question{URL: url}, artifacts, nil)
	if !site {
		return append(a.AppendJSON(nil), '\n'), "", at, nil
	}
	parts := answer.SiteParts{Page: a}
	if strings.Contains(url, "whole") {
		packet := `<svg xmlns="http://www.w3.org/2000/svg"><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"><plus:DataMining>DMI-PROHIBITED</plus:DataMining></rdf:Description></rdf:RDF></metadata></svg>`
		copied := &carrier.Artifact{Kind: carrier.File, Source: "i.svg", MediaType: "image/svg+xml", Body: []byte(packet)}
		parts.Image, parts.Copy = a, answer.Of(carrier.Question{}, []*carrier.Artifact{copied}, nil)
		parts.Missing, parts.Variants = a, []*answer.Answer{a}
	}
	return append(answer.OfSite(parts).AppendJSON(nil), '\n'), "/check/abc", at, nil
}

func newHandler(t testing.TB, cfg Config) *Handler {
	t.Helper()
	if cfg.Check == nil {
		cfg.Check = checked
	}
	cfg.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	h, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(h http.Handler, method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// batch is the requests of all vectors, and some for what no vector has.
func batch(t testing.TB) (string, []vectors.Vector) {
	t.Helper()
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	list = slices.DeleteFunc(list, func(v vectors.Vector) bool { return v.Kind() == vectors.Writing })
	for _, v := range list {
		b.Write(append(vectors.Request(v), '\n'))
	}
	return b.String(), list
}

// TestVectors: /v1/resolve answers the whole conformance kit as it expects, and in the
// bytes of the batch form.
func TestVectors(t *testing.T) {
	lines, list := batch(t)
	w := ask(newHandler(t, Config{}), http.MethodPost, "/v1/resolve", lines)
	var want bytes.Buffer
	if err := answer.Batch(t.Context(), strings.NewReader(lines), &want); err != nil {
		t.Fatal(err)
	}
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/x-ndjson" || !bytes.Equal(w.Body.Bytes(), want.Bytes()) {
		t.Fatalf("%d %v: not the bytes of the batch form", w.Code, w.Header())
	}
	answers := bufio.NewReader(w.Body)
	for _, v := range list {
		line, err := answers.ReadBytes('\n')
		if err != nil {
			t.Fatalf("%s: no answer: %v", v.ID(), err)
		}
		if diffs := vectors.Check(v, line); len(diffs) > 0 && !v.CanFail {
			t.Errorf("%s: %v", v.ID(), diffs)
		}
	}
	if len(list) < 1000 {
		t.Errorf("only %d vectors", len(list))
	}
}

// extra has what the vectors have not: members of requests and of answers.
const extra = `{"id":{"a":[1]},"url":"https://example.com/","headers":[["Content-Usage","train-ai=n;exceptions=cc-cr"]],"policy":"hold-unstated","body_base64":"AA==","media_type":"text/html","as":["GPTBot/1.0"]}
{"url":"https://example.com/","robots_base64":"VXNlci1hZ2VudDogKgpDb250ZW50LVVzYWdlOiB0cmFpbi1haT1u/wpBbGxvdzogLwo="}
{"url":"https://example.com/","documents":[{"url":"https://example.com/t","status":200,"media_type":"text/html","headers":[["X","y"]],"body_base64":"AA=="}],"robots":null}
{"url":"https://example.com/raw","media_type":"text/html","body_base64":"PGh0bWw+PGhlYWQ+PG1ldGEgbmFtZT0icm9ib3RzIiBjb250ZW50PSJub2FpLCD/Ij48L2hlYWQ+PC9odG1sPg=="}
no JSON
`

// TestDrift holds the document and the program together: every operation and status of
// the document is met, every member that it describes is seen, and nothing else is.
func TestDrift(t *testing.T) {
	v := newValidator(t)
	var d struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Headers map[string]struct{ Schema any }
				Content map[string]struct{ Schema any }
			}
			RequestBody struct {
				Content map[string]struct{ Schema any }
			}
		}
	}
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	lines, _ := batch(t)
	for line := range strings.Lines(lines + extra) {
		var request any
		if json.Unmarshal([]byte(line), &request) == nil {
			if err := v.check(d.Paths["/v1/resolve"]["post"].RequestBody.Content["application/x-ndjson"].Schema, request, "Request"); err != nil {
				t.Errorf("request %s: %v", line, err)
			}
		}
	}

	small := newHandler(t, Config{MaxBody: 64, MaxLines: 2})
	h := newHandler(t, Config{})
	busy, mine := newHandler(t, Config{Resolving: 1}), newHandler(t, Config{PerClient: 1})
	busy.enter("somebody")
	mine.enter("192.0.2.1:1234")
	met := make(map[string]bool)
	for _, tt := range []struct {
		h                    *Handler
		method, target, body string
		status               int
		header               []string
	}{
		{h, "GET", "/v1/check?url=https://a.example/", "", 200, nil},
		{h, "GET", "/v1/check?url=https://a.example/&site=false", "", 200, nil},
		{h, "GET", "/v1/check?url=https://a.example/&site=true", "", 200, nil},
		{h, "GET", "/v1/check?url=https://whole.example/&site=true", "", 200, nil},
		{h, "GET", "/v1/check", "", 400, nil}, {h, "GET", "/v1/check?url=a&url=b", "", 400, nil}, {h, "GET", "/v1/check?url=%zz", "", 400, nil},
		{h, "GET", "/v1/check?url=a&site=yes", "", 400, nil}, {h, "GET", "/v1/check?url=a&sites=true", "", 400, nil},
		{h, "GET", "/v1/check?url=https://422.example/", "", 422, nil}, {h, "GET", "/v1/check?url=https://429.example/", "", 429, nil},
		{h, "GET", "/v1/check?url=https://502.example/", "", 502, nil}, {h, "GET", "/v1/check?url=https://503.example/", "", 503, nil},
		{h, "GET", "/v1/check?url=https://504.example/", "", 504, nil}, {h, "GET", "/v1/check?url=https://broken.example/", "", 500, nil},
		{h, "POST", "/v1/resolve", lines + extra, 200, nil},
		{h, "POST", "/v1/resolve", extra, 200, []string{"Content-Type", "application/x-ndjson; charset=utf-8"}},
		{h, "POST", "/v1/resolve?x=1", extra, 400, nil}, {h, "POST", "/v1/resolve", " \n", 400, nil},
		{small, "POST", "/v1/resolve", strings.Repeat("x", 65), 413, nil}, {small, "POST", "/v1/resolve", "{}\n{}\n{}\n", 413, nil},
		{h, "POST", "/v1/resolve", extra, 415, []string{"Content-Encoding", "gzip"}}, {h, "POST", "/v1/resolve", extra, 415, []string{"Content-Type", "multipart/form-data; boundary=x"}},
		{mine, "POST", "/v1/resolve", extra, 429, nil}, {busy, "POST", "/v1/resolve", extra, 503, nil},
		{h, "GET", "/v1/statements", "", 200, nil}, {h, "GET", "/v1/statements?lang=de", "", 200, nil},
		{h, "GET", "/v1/statements?lang=tlh", "", 400, nil}, {h, "GET", "/v1/statements?q=x", "", 400, nil},
		{h, "GET", "/openapi.json", "", 200, nil},
	} {
		path, _, _ := strings.Cut(tt.target, "?")
		w := ask(tt.h, tt.method, tt.target, tt.body, tt.header...)
		if w.Code != tt.status {
			t.Errorf("%s %s: %d, want %d: %s", tt.method, tt.target, w.Code, tt.status, w.Body)
			continue
		}
		described, ok := d.Paths[path][strings.ToLower(tt.method)].Responses[fmt.Sprint(w.Code)]
		if !ok {
			t.Errorf("%s %s: the status %d is not described", tt.method, path, w.Code)
		}
		met[strings.ToLower(tt.method)+" "+path+" "+fmt.Sprint(w.Code)] = true
		content, ok := described.Content[w.Header().Get("Content-Type")]
		if !ok {
			t.Errorf("%s %s %d: the type %s is not described", tt.method, path, w.Code, w.Header().Get("Content-Type"))
		}
		for line := range strings.Lines(body(w)) {
			var value any
			if err := json.Unmarshal([]byte(line), &value); err != nil {
				t.Fatal(err)
			}
			if err := v.check(content.Schema, value, path); err != nil {
				t.Errorf("%s %s %d: %v in %s", tt.method, tt.target, w.Code, err, line)
			}
			if w.Code >= 400 && strings.Contains(line, "secret") {
				t.Errorf("%s tells what is nobody's business: %s", tt.target, line)
			}
		}
		for name := range described.Headers {
			if w.Header().Get(name) != "" {
				met[strings.ToLower(tt.method)+" "+path+" "+fmt.Sprint(w.Code)+" "+name] = true
			}
		}
	}
	for path, operations := range d.Paths {
		for method, o := range operations {
			for status, r := range o.Responses {
				if !met[method+" "+path+" "+status] {
					t.Errorf("%s %s %s is described and was not met", method, path, status)
				}
				for name := range r.Headers {
					if !met[method+" "+path+" "+status+" "+name] && status != "503" {
						t.Errorf("%s %s %s: the field %s is described and was not met", method, path, status, name)
					}
				}
			}
		}
	}
	for _, m := range v.members() {
		if !v.seen[m] {
			t.Errorf("%s is described and was never seen", m)
		}
	}
	for _, o := range operations {
		if _, ok := d.Paths[o.path][strings.ToLower(o.method)]; !ok {
			t.Errorf("%s %s is not described", o.method, o.path)
		}
	}
	if len(d.Paths) != len(operations) {
		t.Errorf("%d paths are described, %d served", len(d.Paths), len(operations))
	}
}

// body gives the values of a response a line each: one for all but lines of JSON.
func body(w *httptest.ResponseRecorder) string {
	if w.Header().Get("Content-Type") == "application/x-ndjson" {
		return w.Body.String()
	}
	var b bytes.Buffer
	_ = json.Compact(&b, w.Body.Bytes())
	return b.String()
}

// TestSchemasBite: a validator that lets all pass tests nothing.
func TestSchemasBite(t *testing.T) {
	v := newValidator(t)
	for schema, text := range map[string]string{
		"Ruling": `{"outcome":"maybe","offers":[],"by":[]}`, "Term": `"money"`, "Offer": `{}`, "Test": `{"question":"x","applies":true,"met":true,"more":1}`,
		"Statement": `{}`, "Conflict": `{"use":"x","class":"host-and-page","evidence":[],"stands":"deny"}`, "Field": `["a"]`, "Problem": `{"code":1}`,
	} {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if v.check(v.schemas[schema], value, schema) == nil {
			t.Errorf("%s takes %s", schema, text)
		}
	}
}

// TestOthers: paths and methods that are not there, and what stands beside answers.
func TestOthers(t *testing.T) {
	h := newHandler(t, Config{})
	for _, tt := range []struct {
		method, target string
		status         int
		code           string
	}{
		{"GET", "/v1/", 404, CodePath}, {"GET", "/v2/check", 404, CodePath}, {"POST", "/v1/check", 405, CodeMethod},
		{"GET", "/v1/resolve", 405, CodeMethod}, {"DELETE", "/openapi.json", 405, CodeMethod},
	} {
		w := ask(h, tt.method, tt.target, "")
		var p details
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != tt.status || p.Code != tt.code || p.Status != tt.status || p.Type != "/api#"+tt.code {
			t.Errorf("%s %s: %d %+v", tt.method, tt.target, w.Code, p)
		}
		if w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: %v", tt.method, tt.target, w.Header())
		}
		if (w.Header().Get("Allow") == "") == (tt.status == 405) {
			t.Errorf("%s %s: Allow %q", tt.method, tt.target, w.Header().Get("Allow"))
		}
	}
	w := ask(h, "GET", "/v1/check?url=https://a.example/&site=true", "")
	if w.Header().Get("Content-Location") != "/check/abc.json" || w.Header().Get("Last-Modified") != "Tue, 24 Nov 2026 12:00:00 GMT" {
		t.Errorf("%v", w.Header())
	}
	var list statementList
	if err := json.Unmarshal(ask(h, "GET", "/v1/statements?lang=ar", "").Body.Bytes(), &list); err != nil || list.Lang != "ar" {
		t.Fatal(err)
	}
	count := 0
	for c := range notice.All() {
		if list.Statements[count].Path != notice.Path(c.Use, c.Answer, c.Role) || list.Statements[count].Title == "" {
			t.Errorf("%+v", list.Statements[count])
		}
		count++
	}
	if count != len(list.Statements) {
		t.Errorf("%d statements of %d", len(list.Statements), count)
	}
}

// TestSlowBatch: answers that end before their end do not look whole.
func TestSlowBatch(t *testing.T) {
	h := newHandler(t, Config{ResolveTime: time.Nanosecond})
	s := httptest.NewServer(h)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	defer s.Close()
	w, err := http.Post(s.URL+"/v1/resolve", "", strings.NewReader(strings.Repeat("{}\n", 5000)))
	if err == nil {
		_, err = io.ReadAll(w.Body)
		w.Body.Close()
	}
	if err == nil {
		t.Error("a batch that was not answered to its end looks whole")
	}
	s.Close() // and with it the request, whose end is what is looked at
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.batches != 0 || len(h.running) != 0 {
		t.Error("it is still counted")
	}
}

// TestDocs: the page has every operation and form, and an anchor for every code.
func TestDocs(t *testing.T) {
	w := ask(newHandler(t, Config{}), "GET", "/api", "")
	page := w.Body.String()
	ids := make(map[string]bool)
	var links []string
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		for _, a := range z.Token().Attr {
			if a.Key == "id" {
				if ids[a.Val] {
					t.Errorf("two ids %s", a.Val)
				}
				ids[a.Val] = true
			}
			if name, ok := strings.CutPrefix(a.Val, "#"); ok && a.Key == "href" {
				links = append(links, name)
			}
		}
	}
	for _, link := range links {
		if !ids[link] {
			t.Errorf("a link leads to #%s, which is not there", link)
		}
	}
	for name := range newValidator(t).schemas {
		if !ids[name] {
			t.Errorf("the form %s is not on the page", name)
		}
	}
	for _, c := range Codes() {
		if !ids[c.Code] {
			t.Errorf("the code %s is not on the page", c.Code)
		}
	}
	for _, o := range operations {
		if !strings.Contains(page, o.method+" "+o.path) {
			t.Errorf("%s is not on the page", o.path)
		}
	}
	if w.Code != http.StatusOK || w.Header().Get("Content-Security-Policy") == "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

// records is a store that keeps one record.
type records struct {
	store.Store
	kept *store.Record
}

func (s *records) Put(_ context.Context, r *store.Record) error {
	r.ID, s.kept = "abc", r
	return nil
}

func (s *records) Latest(context.Context, string) (*store.Record, error) {
	return nil, store.ErrNotFound
}

// TestSameBytes: what /v1/check gives is what the command line prints, which gathers and
// answers in this way.
func TestSameBytes(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Usage", "train-ai=n;exceptions=cc-cr, train-genai=n")
			w.Header().Set("Content-Type", "text/html")
		case "/robots.txt":
			_, _ = io.WriteString(w, "User-agent: *\nContent-Usage: ai-use=n\nAllow: /\n")
		default:
			http.NotFound(w, r)
		}
	}))
	defer site.Close()
	at := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	fetcher, err := gather.NewFetcher(gather.Options{AllowPrivate: true, MinDelay: -1, Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer fetcher.CloseIdle()
	kept := new(records)
	checker, err := check.New(check.Config{Store: kept, Fetcher: fetcher})
	if err != nil {
		t.Fatal(err)
	}
	defer checker.Close(t.Context())
	h := newHandler(t, Config{Check: checker.Answer, Client: checker.Client})

	asset, err := fetcher.Fetch(t.Context(), site.URL)
	if err != nil {
		t.Fatal(err)
	}
	err = fetcher.Complete(t.Context(), asset, func(a []*carrier.Artifact) []carrier.Reference {
		return all.Seek(a, &carrier.Question{URL: asset.URL})
	})
	if err != nil {
		t.Fatal(err)
	}
	a := answer.Of(carrier.Question{URL: asset.URL}, asset.Artifacts, nil)
	a.Reading.Problems = append(a.Reading.Problems, asset.Notes...)
	want := string(a.AppendJSON(nil)) + "\n"
	if got := ask(h, "GET", "/v1/check?url="+site.URL, "").Body.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	w := ask(h, "GET", "/v1/check?site=true&url="+site.URL, "")
	if w.Code != http.StatusOK || w.Header().Get("Content-Location") != "/check/abc.json" || w.Body.String() != string(kept.kept.Answer)+"\n" {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	v := newValidator(t)
	for _, line := range []string{want, w.Body.String()} {
		var value any
		if err := json.Unmarshal([]byte(line), &value); err != nil {
			t.Fatal(err)
		}
		if a, b := v.check(v.schemas["Answer"], value, "Answer"), v.check(v.schemas["Site"], value, "Site"); a != nil && b != nil {
			t.Error(a, b)
		}
	}
	var p details
	if w := ask(h, "GET", "/v1/check?url=me@a.example", ""); w.Code != http.StatusUnprocessableEntity || json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Code != gather.CodeURL {
		t.Errorf("%d %+v", w.Code, p)
	}
}
