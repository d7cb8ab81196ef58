package middleware

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// plainWriter is a ResponseWriter whose header is used again, as a measure of what the
// middleware adds and nothing else.
type plainWriter struct{ header http.Header }

func (w *plainWriter) Header() http.Header         { return w.header }
func (w *plainWriter) Write(b []byte) (int, error) { return len(b), nil }
func (w *plainWriter) WriteHeader(int)             {}

// benchConfig has n rules: paths of a site with many collections, and with "wild" some
// wildcards besides.
func benchConfig(n int, wild bool) Config {
	cfg := Config{Rules: []Rule{{"", "train-ai=n, search=y"}}}
	for i := 1; i < n; i++ {
		cfg.Rules = append(cfg.Rules, Rule{fmt.Sprintf("/collection/%s/%03d/", []string{"prints", "photographs", "maps"}[i%3], i), "train-ai=n;exceptions=cc-cr"})
	}
	if wild {
		cfg.Rules = append(cfg.Rules, Rule{"/*.jpg$", "train-ai=n"}, Rule{"/collection/*/thumbnails/", "search=y"}, Rule{"/*?download=", "ai-use=n"})
	}
	return cfg
}

var benchTargets = []struct{ name, target string }{
	{"page", "/collection/photographs/400/harbour-1931.html"},
	{"query", "/search?q=harbour&page=2"},
	{"encoded", "/collection/maps/500/caf%C3%A9-%C3%A9t%C3%A9.html"},
}

// sink is what is wrapped.
type sink struct{}

func (sink) ServeHTTP(http.ResponseWriter, *http.Request) {}

func benchRequest(target string) (*plainWriter, *http.Request) {
	return &plainWriter{http.Header{"Content-Type": {"text/html"}}}, httptest.NewRequest("GET", target, nil)
}

func BenchmarkWrap(b *testing.B) {
	w, r := benchRequest(benchTargets[0].target)
	b.Run("without", func(b *testing.B) {
		h := http.HandlerFunc(sink{}.ServeHTTP)
		b.ReportAllocs()
		for b.Loop() {
			delete(w.header, field)
			h.ServeHTTP(w, r)
		}
	})
	b.Run("by hand", func(b *testing.B) { // what no middleware can do without
		value := []string{"train-ai=n, search=y"}
		h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header()[field] = value })
		b.ReportAllocs()
		for b.Loop() {
			delete(w.header, field)
			h.ServeHTTP(w, r)
		}
	})
	for _, n := range []int{1, 10, 1000} {
		for _, wild := range []bool{false, true} {
			h := mustNew(b, benchConfig(n, wild)).Wrap(sink{})
			for _, tt := range benchTargets {
				name := fmt.Sprintf("%s/rules=%d", tt.name, n)
				if wild {
					name += "+3wild"
				}
				b.Run(name, func(b *testing.B) {
					w, r := benchRequest(tt.target)
					b.ReportAllocs()
					for b.Loop() {
						delete(w.header, field)
						h.ServeHTTP(w, r)
					}
				})
			}
		}
	}
}

// BenchmarkWrapParallel shows that requests do not wait for each other.
func BenchmarkWrapParallel(b *testing.B) {
	h := mustNew(b, benchConfig(1000, true)).Wrap(sink{})
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		w, r := benchRequest(benchTargets[0].target)
		for pb.Next() {
			delete(w.header, field)
			h.ServeHTTP(w, r)
		}
	})
}

// BenchmarkSpelled is the slow way: a target that has other spellings.
func BenchmarkSpelled(b *testing.B) {
	h := mustNew(b, benchConfig(1000, true)).Wrap(sink{})
	w, r := benchRequest("/x/..//collection%2Fmaps/500/a")
	b.ReportAllocs()
	for b.Loop() {
		delete(w.header, field)
		h.ServeHTTP(w, r)
	}
}

func BenchmarkReconfigure(b *testing.B) {
	cfg := benchConfig(1000, true)
	m := mustNew(b, cfg)
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Reconfigure(&cfg); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAllocatesNothing: also where an address is matched by two rules alike, and where it has
// encodings.
func TestAllocatesNothing(t *testing.T) {
	cfg := benchConfig(1000, true)
	cfg.Rules = append(cfg.Rules, Rule{"/ab", "search=n"}, Rule{"/*b", "ai-use=n"},
		Rule{"/.", "search=n"}, Rule{"/caf%C3%A9/", "search=n"}, Rule{"/a?b=%2F", "search=n"})
	cfg.RobotsTxt = AllowAll
	h := mustNew(t, cfg).Wrap(sink{})
	for _, target := range []string{benchTargets[0].target, benchTargets[1].target, benchTargets[2].target, "/ab", "/.well-known/x", "/collection/maps/x/thumbnails/a.jpg"} {
		w, r := benchRequest(target)
		if n := testing.AllocsPerRun(100, func() {
			delete(w.header, field)
			h.ServeHTTP(w, r)
		}); n > 0 {
			t.Errorf("%s: %v allocations", target, n)
		}
		if w.header.Get(field) == "" {
			t.Errorf("%s: nothing is said", target)
		}
	}
}
