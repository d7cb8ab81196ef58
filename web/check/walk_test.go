package check

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/gather"
)

// photo is a PNG of one pixel without any mark.
var photo, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// museum is a site that contradicts itself, with an image that nothing speaks for.
func museum(t testing.TB) (*httptest.Server, *atomic.Value) {
	robots := new(atomic.Value)
	robots.Store("User-agent: *\nContent-Usage: train-ai=n;exceptions=cc-cr, ai-use=n\nAllow: /\n")
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(robots.Load().(string))) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "nginx/1.28")
		w.Header().Set("Content-Usage", "train-ai=y")
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<!doctype html><title>Example Museum</title><link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"><img src="/photo.png" width="900" height="600">`))
	})
	mux.HandleFunc("/photo.png", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write(photo)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, robots
}

// TestWalk goes the way of somebody who checks a site, and comes back the next day.
func TestWalk(t *testing.T) {
	site, robots := museum(t)
	now := newClock()
	h := newHandler(t, Config{Now: now.now})
	if w := get(h, "/check"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `name="url"`) {
		t.Fatalf("form: %d %s", w.Code, w.Body)
	}
	target := "/check?url=" + url.QueryEscape(site.URL)
	first := get(h, target)
	if first.Code != http.StatusAccepted || !strings.Contains(first.Body.String(), "http-equiv=\"refresh\"") {
		t.Fatalf("waiting: %d %s", first.Code, first.Body)
	}
	done := settled(t, h, target)
	where := done.Header().Get("Location")
	if done.Code != http.StatusSeeOther || where != "/check/id-0?host=nginx" {
		t.Fatalf("%d %q %s", done.Code, where, done.Body)
	}
	answer := get(h, where)
	page := answer.Body.String()
	save(t, "answer.html", answer)
	for _, want := range []string{
		"AI companies are told: train on this only if you give credit; do not use it in AI answers.", "Contradictions about this page",
		"This page", "This image file", "If someone copies it", "train-ai=n;exceptions=cc-cr, ai-use=n", "train-ai=y",
		"Clarity:", "CC BY-SA 4.0", "robots.txt:2", "24 November 2026", "Let all places say the same", `<option value="nginx" selected>`,
		"data-copy", "knows AIPREF and nothing else",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	kept := get(h, "/check/id-0.json")
	if kept.Header().Get("Content-Type") != "application/json" || !json.Valid(kept.Body.Bytes()) || !bytes.HasSuffix(kept.Body.Bytes(), []byte("}\n")) {
		t.Errorf("JSON: %v", kept)
	}

	if again := get(h, target); again.Header().Get("Location") != where {
		t.Error("an answer of just now was not given again")
	}
	now.add(25 * time.Hour)
	robots.Store("User-agent: *\nContent-Usage: train-ai=n, ai-use=n\nAllow: /\n")
	h2 := newHandler(t, Config{Now: now.now, Store: h.cfg.Store}) // robots.txt is remembered for a day by a real clock
	if w := settled(t, h2, target); w.Header().Get("Location") != "/check/id-1?host=nginx" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	past := get(h2, "/check/history?url="+url.QueryEscape(site.URL))
	save(t, "history.html", past)
	for _, want := range []string{"/check/id-0", "/check/id-1", "something changed", "the first that is kept"} {
		if !strings.Contains(past.Body.String(), want) {
			t.Errorf("the history lacks %q", want)
		}
	}
	diff := get(h2, "/check/diff?a=id-1&b=id-0")
	save(t, "diff.html", diff)
	for _, want := range []string{"only if", "train-ai=n, ai-use=n", "− gone", "+ new", "Training an AI"} {
		if !strings.Contains(diff.Body.String(), want) {
			t.Errorf("the difference lacks %q", want)
		}
	}
	if same := get(h2, "/check/diff?a=id-1&b=id-1"); !strings.Contains(same.Body.String(), "Nothing: the same was said") {
		t.Error("an answer differs from itself")
	}
	badge := get(h2, "/badge.svg?url="+url.QueryEscape(site.URL))
	save(t, "badge.svg", badge)
	if !strings.Contains(badge.Body.String(), "Training an AI: no, looked at on 2026-11-25") {
		t.Errorf("badge: %s", badge.Body)
	}
}

// save keeps a response for somebody to look at, where PROVISO_PAGES names a folder.
func save(t testing.TB, name string, w *httptest.ResponseRecorder) {
	if folder := os.Getenv("PROVISO_PAGES"); folder != "" {
		if err := os.WriteFile(folder+"/"+name, w.Body.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBadge: it is there at once, is looked at again after a day, and never says yes for
// silence.
func TestBadge(t *testing.T) {
	silent := httptest.NewServer(http.NotFoundHandler())
	defer silent.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
		}
	}))
	defer page.Close()
	now := newClock()
	store := &memory{}
	h := newHandler(t, Config{Now: now.now, Store: store})
	target := "/badge.svg?url=" + url.QueryEscape(page.URL)
	if w := get(h, target); !strings.Contains(w.Body.String(), "being looked at") || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("first: %s", w.Body)
	}
	settled(t, h, "/check?url="+url.QueryEscape(page.URL))
	if w := get(h, target); !strings.Contains(w.Body.String(), "Training an AI: not said") || strings.Contains(w.Body.String(), ">yes<") {
		t.Errorf("then: %s", w.Body)
	}
	if w := get(h, target+"&use=search"); !strings.Contains(w.Body.String(), "Search results: not said") {
		t.Errorf("search: %s", w.Body)
	}
	now.add(BadgeAge + time.Hour)
	if w := get(h, target); !strings.Contains(w.Body.String(), "not said") || w.Header().Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("old: %v %s", w.Header(), w.Body)
	}
	for range 500 {
		if store.mu.Lock(); len(store.records) == 2 {
			store.mu.Unlock()
			break
		}
		store.mu.Unlock()
		time.Sleep(10 * time.Millisecond)
	}
	if len(store.records) != 2 {
		t.Error("it was not looked at again")
	}
	for target, want := range map[string]string{"/badge.svg": "no such address", "/badge.svg?url=a.example&use=x": "no such use"} {
		if w := get(h, target); !strings.Contains(w.Body.String(), want) || w.Code < 400 {
			t.Errorf("%s: %d %s", target, w.Code, w.Body)
		}
	}
}

// TestTimeUsedUp: a check that takes too long ends with what it has and says so.
func TestTimeUsedUp(t *testing.T) {
	hang := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Usage", "train-ai=n, ai-use=n")
			_, _ = w.Write([]byte(`<img src="/slow.jpg">`))
		case "/slow.jpg":
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	defer close(hang)
	h := newHandler(t, Config{Timeout: 1500 * time.Millisecond})
	w := settled(t, h, "/check?url="+url.QueryEscape(s.URL))
	page := get(h, w.Header().Get("Location")).Body.String()
	for _, want := range []string{CodeTime, "do not train on this", "not looked at"} {
		if !strings.Contains(page, want) {
			t.Errorf("%d: the page lacks %q", w.Code, want)
		}
	}
}

// TestClosedPage: a site that its robots.txt closes has an answer, which is about what was
// seen and does not judge.
func TestClosedPage(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
	}))
	defer s.Close()
	h := newHandler(t, Config{})
	w := settled(t, h, "/check?url="+url.QueryEscape(s.URL))
	page := get(h, w.Header().Get("Location")).Body.String()
	if !strings.Contains(page, CodePage) || !strings.Contains(page, "Nothing is said") || strings.Contains(page, "Clarity:") {
		t.Errorf("%d %s", w.Code, page)
	}
}

// TestProblems: what cannot be answered gets a sentence, a code and the form as typed.
func TestProblems(t *testing.T) {
	broken := &memory{fails: errors.New("disk full")}
	h := newHandler(t, Config{})
	for target, want := range map[string]struct {
		status int
		code   string
	}{
		"/check?url=ftp://x.example/":                 {http.StatusUnprocessableEntity, gather.CodeURL},
		"/check?url=me@x.example":                     {http.StatusUnprocessableEntity, gather.CodeURL},
		"/check?url=x.example:22":                     {http.StatusUnprocessableEntity, gather.CodePort},
		"/check?url=" + strings.Repeat("a", MaxQuery): {http.StatusRequestURITooLong, gather.CodeURL},
		"/check/unknown":                              {http.StatusNotFound, CodeUnknown},
		"/check/unknown.json":                         {http.StatusNotFound, CodeUnknown},
		"/check/" + strings.Repeat("a", MaxID+1):      {http.StatusNotFound, CodeUnknown},
		"/check/..%2fx":                               {http.StatusNotFound, CodeUnknown},
		"/check/a/b":                                  {http.StatusNotFound, CodeNotFound},
		"/check/history":                              {http.StatusUnprocessableEntity, gather.CodeURL},
		"/check/diff?a=x":                             {http.StatusBadRequest, CodeCompare},
		"/check/diff?a=x&b=y":                         {http.StatusNotFound, CodeUnknown},
	} {
		w := get(h, target)
		if w.Code != want.status || !strings.Contains(w.Body.String(), "<code>"+want.code+"</code>") || !strings.Contains(w.Body.String(), `name="url"`) {
			t.Errorf("%.60s: %d, want %d %s", target, w.Code, want.status, want.code)
		}
		if w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%.60s: no policy", target)
		}
	}
	if w := get(h, "/check?url=ftp%3A%2F%2Fx.example%2F"); !strings.Contains(w.Body.String(), `value="ftp://x.example/"`) {
		t.Error("what was typed is lost")
	}
	h = newHandler(t, Config{Store: broken})
	if w := get(h, "/check/id-0"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
