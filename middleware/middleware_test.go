package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var museum = Config{
	Rules: []Rule{
		{"", "train-ai=n, search=y"},
		{"/photos/", "train-ai=n;exceptions=cc-cr, search=y"},
		{"/forum/", ""},
		{"/loans/", "train-ai=n, ai-use=n"},
		{"/*.jpg$", "train-ai=n"},
		{"/search?q=", "ai-use=n"},
	},
	RobotsTxt: AllowAll,
}

func mustNew(t testing.TB, cfg Config) *Middleware {
	t.Helper()
	m, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// ask sends a request to a handler behind the middleware.
func ask(t testing.TB, m *Middleware, h http.HandlerFunc, r *http.Request) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	m.Wrap(h).ServeHTTP(w, r)
	return w.Result()
}

func get(target string) *http.Request { return httptest.NewRequest("GET", target, nil) }

func ok(http.ResponseWriter, *http.Request) {}

func TestField(t *testing.T) {
	m := mustNew(t, museum)
	for target, want := range map[string]string{
		"/":                              "train-ai=n, search=y",
		"/photos":                        "train-ai=n, search=y",
		"/photos/":                       "train-ai=n;exceptions=cc-cr, search=y",
		"/photos/a?b":                    "train-ai=n;exceptions=cc-cr, search=y",
		"/%70hotos/a":                    "train-ai=n;exceptions=cc-cr, search=y",
		"/a.jpg":                         "train-ai=n",
		"/a.jpg?b":                       "train-ai=n, search=y",
		"/photos/a.jpg":                  "train-ai=n;exceptions=cc-cr, search=y", // 8 octets against 7
		"/search?q=a":                    "ai-use=n",
		"/search?r=//a/../b":             "train-ai=n, search=y",
		"/forum/":                        "",
		"http://museum.example/photos/a": "train-ai=n;exceptions=cc-cr, search=y",
		"*":                              "train-ai=n, search=y",
		"":                               "train-ai=n;exceptions=cc-cr, search=y", // not received: its URL is /photos/

		// Other spellings.
		"/loans/a":       "train-ai=n, ai-use=n",
		"//loans/a":      "train-ai=n, ai-use=n, search=y",
		"/x/../loans/a":  "train-ai=n, ai-use=n, search=y",
		"/./loans/a":     "train-ai=n, ai-use=n, search=y",
		"/loans%2Fa":     "train-ai=n, ai-use=n, search=y",
		"/%2e%2E/loans/": "train-ai=n, ai-use=n, search=y",
		"/x/..%2floans/": "train-ai=n, ai-use=n, search=y",
		"/a%2Ejpg":       "train-ai=n",
		"/a/..":          "train-ai=n, search=y",
		"/...":           "train-ai=n, search=y",
		"/.hidden":       "train-ai=n, search=y",
		"/forum//a":      "",
	} {
		r := get("/photos/")
		r.RequestURI = target
		got := ask(t, m, ok, r).Header.Values("Content-Usage")
		if want == "" && len(got) > 0 || want != "" && !slices.Equal(got, []string{want}) {
			t.Errorf("%q: %q, want %q", target, got, want)
		}
	}
}

// TestPatternSpelledOut: a pattern that has an encoding of what clients send plainly.
func TestPatternSpelledOut(t *testing.T) {
	m := mustNew(t, Config{Rules: []Rule{{"", "search=y"}, {"/a%28b%29/", "train-ai=n"}}})
	for target, want := range map[string]string{"/a%28b%29/": "train-ai=n", "/a(b)/c": "train-ai=n, search=y", "/a": "search=y"} {
		if got := ask(t, m, ok, get(target)).Header.Get(field); got != want {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
}

// TestPatternsOfOneSpelling: rules that differ only in how they are spelt are both heard.
func TestPatternsOfOneSpelling(t *testing.T) {
	for _, rules := range [][]Rule{{{"/a(", "train-ai=n"}, {"/a%28", "ai-use=n"}}, {{"/a%28", "ai-use=n"}, {"/a(", "train-ai=n"}}} {
		m := mustNew(t, Config{Rules: rules})
		for target, want := range map[string]string{"/a(": "train-ai=n, ai-use=n", "/a%28": "train-ai=n, ai-use=n", "//a(b": "train-ai=n, ai-use=n", "/a": ""} {
			if got := ask(t, m, ok, get(target)).Header.Get(field); got != want {
				t.Errorf("%s: %q, want %q", target, got, want)
			}
		}
	}
}

// TestFileServer: however a file's address is written, what is refused about the file is
// refused where it is served.
func TestFileServer(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "loans"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "loans", "a(1).txt"), []byte("a loan"), 0o644); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mustNew(t, museum).Wrap(http.FileServer(http.Dir(dir))))
	defer server.Close()
	served := 0
	for _, target := range []string{
		"/loans/a(1).txt", "/loans/a%281%29.txt", "//loans/a(1).txt", "/loans//a(1).txt", "/./loans/a(1).txt", "/x/../loans/a(1).txt",
		"/x/%2E%2e/loans/a(1).txt", "/x%2f..%2floans/a(1).txt", "/loans%2Fa(1).txt", "/%6Coans/a(1).txt", "/%2Floans/a(1).txt", "/;/../loans/a(1).txt",
	} {
		u, err := url.Parse(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		u.Opaque = target
		response, err := (&http.Transport{}).RoundTrip(&http.Request{Method: "GET", URL: u, Header: http.Header{}, Host: u.Host})
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if string(body) != "a loan" {
			continue
		}
		served++
		if usage := response.Header.Get(field); !strings.Contains(usage, "ai-use=n") || !strings.Contains(usage, "train-ai=n") {
			t.Errorf("%s is served with %q", target, usage)
		}
	}
	if served < 8 {
		t.Errorf("only %d spellings were served", served)
	}
}

// TestTargetAsSent: what handlers around make of the URL does not matter.
func TestTargetAsSent(t *testing.T) {
	m := mustNew(t, museum)
	w := httptest.NewRecorder()
	http.StripPrefix("/photos", m.Wrap(http.HandlerFunc(ok))).ServeHTTP(w, get("/photos/a"))
	if got := w.Header().Get(field); got != museum.Rules[1].Usage {
		t.Errorf("%q", got)
	}
}

func TestValueThatIsThere(t *testing.T) {
	m := mustNew(t, museum)
	for _, tt := range []struct {
		name, target string
		old, want    []string
	}{
		{"looser", "/", []string{"train-ai=y, ai-use=y"}, []string{"train-ai=y, ai-use=y", "train-ai=n, ai-use=y, search=y"}},
		{"stricter", "/", []string{"train-ai=n, search=n"}, []string{"train-ai=n, search=n"}},
		{"another condition", "/photos/", []string{"train-ai=n;exceptions=cc-cr-op"}, []string{"train-ai=n;exceptions=cc-cr-op", "train-ai=n;exceptions=cc-cr-op, search=y"}},
		{"labels that are not known", "/", []string{"x=y", "train-ai=n"}, []string{"x=y", "train-ai=n", "train-ai=n, search=y"}},
		{"unreadable", "/", []string{"train-ai: n"}, []string{"train-ai=n, search=y"}},
		{"nothing to say", "/forum/", []string{"train-ai=y"}, []string{"train-ai=y"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			w.Header()[field] = tt.old
			m.Wrap(http.HandlerFunc(ok)).ServeHTTP(w, get(tt.target))
			if diff := cmp.Diff(tt.want, w.Header()[field]); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	w := httptest.NewRecorder()
	m.Wrap(m.Wrap(http.HandlerFunc(ok))).ServeHTTP(w, get("/"))
	if got := w.Header()[field]; len(got) != 1 {
		t.Errorf("wrapped twice: %q", got)
	}
}

func TestHandlerHasTheLastWord(t *testing.T) {
	m := mustNew(t, museum)
	for name, tt := range map[string]struct {
		handler http.HandlerFunc
		want    []string
	}{
		"Set":          {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(field, "search=n") }, []string{"search=n"}},
		"Del":          {func(w http.ResponseWriter, _ *http.Request) { w.Header().Del(field) }, nil},
		"Add":          {func(w http.ResponseWriter, _ *http.Request) { w.Header().Add(field, "search=n") }, []string{"train-ai=n, search=y", "search=n"}},
		"in the value": {func(w http.ResponseWriter, _ *http.Request) { w.Header()[field][0] = "search=n" }, []string{"search=n"}},
	} {
		m := mustNew(t, museum)
		if diff := cmp.Diff(tt.want, ask(t, m, tt.handler, get("/")).Header[field]); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
		if got := ask(t, m, ok, get("/")).Header[field]; !slices.Equal(got, []string{museum.Rules[0].Usage}) {
			t.Errorf("%s: another response has %q", name, got)
		}
	}
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(field, "ai-use=n") }))
	defer upstream.Close()
	to, _ := url.Parse(upstream.URL)
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }}
	got := ask(t, m, proxy.ServeHTTP, get("/")).Header[field]
	if diff := cmp.Diff([]string{"train-ai=n, search=y", "ai-use=n"}, got); diff != "" {
		t.Errorf("ReverseProxy: -want +got:\n%s", diff)
	}
}

// TestEveryResponse: errors, redirects, 304, HEAD and OPTIONS, over HTTP/1.1 and HTTP/2.
func TestEveryResponse(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("GET /moved", http.RedirectHandler("/photos/", http.StatusFound))
	mux.HandleFunc("GET /kept", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"a"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader("kept"))
	})
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "broken", http.StatusInternalServerError) })
	for _, protocol := range []int{1, 2} {
		server := httptest.NewUnstartedServer(mustNew(t, museum).Wrap(mux))
		server.EnableHTTP2 = protocol == 2
		server.StartTLS()
		client := server.Client()
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		for _, tt := range []struct {
			method, path string
			status       int
		}{
			{"GET", "/none", 404}, {"GET", "/broken", 500}, {"GET", "/moved", 302}, {"GET", "/kept", 304},
			{"HEAD", "/kept", 304}, {"POST", "/kept", 405}, {"GET", "//moved", 307}, {"OPTIONS", "/none", 404},
		} {
			r, _ := http.NewRequest(tt.method, server.URL+tt.path, nil)
			r.Header.Set("If-None-Match", `"a"`)
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.ProtoMajor != protocol || response.StatusCode != tt.status || response.Header.Get(field) != museum.Rules[0].Usage {
				t.Errorf("%s %s: %s %d with %q", tt.method, tt.path, response.Proto, response.StatusCode, response.Header[field])
			}
		}
		server.Close()
	}
}

// TestWriterIsPassedOn: the handler has the very ResponseWriter that the server made.
func TestWriterIsPassedOn(t *testing.T) {
	w := httptest.NewRecorder()
	mustNew(t, museum).Wrap(http.HandlerFunc(func(got http.ResponseWriter, _ *http.Request) {
		if got != http.ResponseWriter(w) {
			t.Errorf("the handler has a %T", got)
		}
	})).ServeHTTP(w, get("/"))
}

func TestZeroValue(t *testing.T) {
	var m Middleware
	w := httptest.NewRecorder()
	m.Wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })).ServeHTTP(w, get("/robots.txt"))
	if w.Code != http.StatusTeapot || len(w.Header()) > 0 || m.Config() != nil {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestReconfigure(t *testing.T) {
	cfg := museum
	cfg.Rules = slices.Clone(museum.Rules)
	m := mustNew(t, cfg)
	cfg.Rules[0].Usage = "train-ai=y"
	m.Config().Rules[0].Usage = "train-ai=y"
	says := func(want string) {
		t.Helper()
		if got := ask(t, m, ok, get("/")).Header.Get(field); got != want {
			t.Errorf("said is %q, want %q", got, want)
		}
	}
	says("train-ai=n, search=y")
	if err := m.Reconfigure(&Config{Rules: []Rule{{"a", "b"}}}); err == nil {
		t.Error("a mistake was not told")
	}
	says("train-ai=n, search=y")
	if err := m.Reconfigure(m.Config()); err != nil {
		t.Error(err)
	}
	says("train-ai=n, search=y")
	if err := m.Reconfigure(nil); err != nil {
		t.Error(err)
	}
	says("")
}

// TestReconfigureWhileServing: every response is of one configuration or the other. Run with
// -race.
func TestReconfigureWhileServing(t *testing.T) {
	configs := []Config{
		{Rules: []Rule{{"", "search=y"}, {"/ab", "train-ai=n"}, {"/*b", "ai-use=n"}}},
		{Rules: []Rule{{"", "search=n"}}},
	}
	said := []string{"train-ai=n, ai-use=n", "search=n"}
	m := mustNew(t, configs[0])
	h := m.Wrap(http.HandlerFunc(ok))
	var readers, writers sync.WaitGroup
	done := make(chan struct{})
	writers.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
				if err := m.Reconfigure(&configs[i%2]); err != nil {
					t.Error(err)
				}
			}
		}
	})
	for range 4 {
		readers.Go(func() {
			for range 2000 {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, get("/ab"))
				if got := w.Header().Get(field); !slices.Contains(said, got) {
					t.Errorf("said is %q", got)
				}
				m.Config()
			}
		})
	}
	readers.Wait()
	close(done)
	writers.Wait()
}

// TestMaxJoins: what is remembered is bounded, and what is not remembered is right.
func TestMaxJoins(t *testing.T) {
	var j joins
	for i := range MaxJoins + 10 {
		a, b := newSaid("", museumOutcomes("train-ai=n")), newSaid("", museumOutcomes("search=n"))
		if got := j.of(a, b).text; got != "train-ai=n, search=n" {
			t.Fatalf("%d: %q", i, got)
		}
	}
	if n := len(*j.known.Load()); n != MaxJoins {
		t.Errorf("%d joins are remembered", n)
	}
}
