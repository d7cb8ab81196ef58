package verify_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/verify"
)

// TestSites: a site with one thing wrong, what is told about it, and nothing else.
func TestSites(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, s *site)
		exit   int
		bad    []string // warnings and failures
	}{
		{"right", func(*testing.T, *site) {}, verify.ExitDeclared, nil},
		{"header lost on images", func(_ *testing.T, s *site) {
			s.header = func(path string, status int) string {
				if strings.HasSuffix(path, ".png") {
					return ""
				}
				return expressionAt(s.declared, path)
			}
		}, verify.ExitStricter, []string{
			"warn silent header-lost /loans/vase.png", "warn silent header-lost /logo.png", "warn silent header-lost /photos/tide.png"}},
		{"header lost on images, and robots.txt says nothing", func(_ *testing.T, s *site) {
			s.files["/robots.txt"] = "User-agent: *\nAllow: /\n"
			s.header = func(path string, status int) string {
				if path == "/photos/tide.png" {
					return ""
				}
				return expressionAt(s.declared, path)
			}
		}, verify.ExitLooser, []string{
			"fail silent reader aipref /photos/tide.png ai-use", "fail silent reader aipref /photos/tide.png search",
			"fail silent reader aipref /photos/tide.png train-ai", "warn silent header-lost /photos/tide.png"}},
		{"header lost on error pages", func(_ *testing.T, s *site) {
			s.files["/robots.txt"] = "User-agent: *\nAllow: /\n"
			s.header = func(path string, status int) string {
				if status == http.StatusNotFound {
					return ""
				}
				return expressionAt(s.declared, path)
			}
		}, verify.ExitStricter, []string{
			"warn silent header-lost /proviso-verify-of-a-missing-page", "warn silent reader aipref /proviso-verify-of-a-missing-page ai-use",
			"warn silent reader aipref /proviso-verify-of-a-missing-page search", "warn silent reader aipref /proviso-verify-of-a-missing-page train-ai"}},
		{"the server permits what robots.txt refuses", func(_ *testing.T, s *site) {
			s.header = func(path string, _ int) string {
				if path == "/loans/vase.html" {
					return "train-ai=y, ai-use=n, search=y"
				}
				return expressionAt(s.declared, path)
			}
		}, verify.ExitLooser, []string{"fail looser statement-looser content-usage /loans/vase.html Content-Usage train-ai"}},
		{"everything permits", func(_ *testing.T, s *site) {
			s.files[declare.WellKnown] = ""
			s.files["/robots.txt"] = "User-agent: *\nAllow: /\n"
			s.header = func(string, int) string { return "train-ai=y, ai-use=n, search=y" }
			s.more = func(string) http.Header {
				return http.Header{"Content-Signal": {"search=yes, ai-train=yes, ai-input=no"}}
			}
			for _, name := range []string{"/", "/photos/tide.html", "/loans/vase.html"} {
				s.files[name] = strings.ReplaceAll(s.files[name], "<img", "<b")
			}
			for name := range s.files {
				if strings.HasSuffix(name, ".png") {
					s.files[name] = ""
				}
			}
		}, verify.ExitLooser, []string{
			"fail looser reader aipref / train-ai", "fail looser reader aipref /loans/vase.html train-ai", "fail looser reader aipref /photos/tide.html train-ai",
			"fail looser reader aipref /proviso-verify-of-a-missing-page train-ai",
			"fail looser reader cc-signals / train-ai", "fail looser reader cc-signals /loans/vase.html train-ai", "fail looser reader cc-signals /photos/tide.html train-ai",
			"fail looser reader cc-signals /proviso-verify-of-a-missing-page train-ai",
			"fail looser reader content-signals / train-ai", "fail looser reader content-signals /loans/vase.html train-ai", "fail looser reader content-signals /photos/tide.html train-ai",
			"fail looser reader content-signals /proviso-verify-of-a-missing-page train-ai",
			"fail silent declaration",
			"warn stricter reader cc-signals / ai-use", "warn stricter reader cc-signals /photos/tide.html ai-use",
			"warn stricter reader cc-signals /proviso-verify-of-a-missing-page ai-use"}},
		{"permission that nobody gave", func(_ *testing.T, s *site) {
			s.more = func(path string) http.Header {
				if path == "/loans/vase.html" {
					return http.Header{"Tdm-Reservation": {"0"}}
				}
				return nil
			}
		}, verify.ExitLooser, []string{
			"fail looser reader cc-signals /loans/vase.html tdm",
			"fail looser statement-looser tdmrep /loans/vase.html tdm-reservation train-ai"}},
		{"no 404", func(_ *testing.T, s *site) { s.soft = true }, verify.ExitStricter,
			[]string{"warn stricter no-404 /proviso-verify-of-a-missing-page"}},
		{"no 404 and no declaration", func(_ *testing.T, s *site) {
			s.soft = true
			s.files[declare.WellKnown] = ""
			s.more = func(string) http.Header { return http.Header{"Content-Signal": nil} }
		}, verify.ExitLooser, []string{"fail silent declaration", "warn stricter no-404 /proviso-verify-of-a-missing-page"}},
		{"a safe form that is not there", func(_ *testing.T, s *site) {
			s.more = func(path string) http.Header {
				return http.Header{"Content-Signal": {"search=yes, ai-input=no,ai-train=no"}}
			}
		}, verify.ExitLooser, []string{
			"fail silent projection content-signal  " + contentSignal, "fail silent projection content-signal /loans/ " + contentSignal, "fail silent projection content-signal /photos/ " + contentSignal,
			"warn stricter reader cc-signals / ai-use"}},
		{"an image that says something else", func(t *testing.T, s *site) {
			s.files["/loans/vase.png"] = marked(t, expressionAt(s.declared, "/photos/tide.png"))
		}, verify.ExitLooser, []string{
			"fail looser reader image-file /loans/vase.png ai-use", "fail looser reader image-file /loans/vase.png train-ai"}},
		{"the declaration is broken", func(_ *testing.T, s *site) { s.files[declare.WellKnown] += "}" }, verify.ExitLooser,
			[]string{"fail silent declaration", "warn stricter reader cc-signals / ai-use"}},
		{"bytes changed on the way", func(_ *testing.T, s *site) {
			s.files[declare.WellKnown] = strings.Replace(s.files[declare.WellKnown], `","`, `", "`, 1)
		}, verify.ExitDeclared, nil},
		{"a closed folder", func(_ *testing.T, s *site) {
			s.files["/robots.txt"] += "\nUser-agent: ProvisoBot\nDisallow: /loans/\n"
		}, verify.ExitFailed, []string{"warn not-looked-at not-covered loans"}},
		{"front page fails", func(_ *testing.T, s *site) {
			s.mux = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) })
		},
			verify.ExitFailed, []string{"warn not-looked-at place /"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			tt.change(t, s)
			r := run(t, s, s.options(t))
			got := bad(r, verify.Warn)
			slices.Sort(got)
			if i := slices.Index(got, "warn stricter reader cc-signals / ai-use"); i >= 0 && tt.name != "everything permits" {
				got = got[:i+1] // the same goes for every place
			}
			if r.Exit() != tt.exit {
				t.Errorf("exit %d, want %d", r.Exit(), tt.exit)
			}
			if d := cmp.Diff(tt.bad, got); d != "" {
				t.Error(d)
			}
			for _, c := range r.Checks {
				if c.Message == "" || c.ID == "" || c.Severity >= verify.Warn && c.Mend == "" {
					t.Errorf("%+v", c)
				}
			}
		})
	}
}

func TestErrors(t *testing.T) {
	s := newSite(t)
	opt := s.options(t)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := verify.Run(ended, s.declared, opt); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	nowhere := parse(t, strings.Replace(museum, `domain = "museum.example"`, "", 1))
	for name, change := range map[string]func(*verify.Options){
		"no fetcher":     func(o *verify.Options) { o.Fetcher = nil },
		"nothing sought": func(o *verify.Options) { o.Seek = nil },
		"no URL":         func(o *verify.Options) { o.URL = "" },
		"bad URL":        func(o *verify.Options) { o.URL = "ftp://museum.example/" },
		"bad page":       func(o *verify.Options) { o.Pages = []string{"mailto:a@museum.example"} },
		"many pages":     func(o *verify.Options) { o.Pages = make([]string, verify.MaxPages+1) },
	} {
		o := opt
		change(&o)
		if _, err := verify.Run(context.Background(), nowhere, o); !errors.Is(err, verify.ErrOptions) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNobodyAnswers(t *testing.T) {
	s := newSite(t)
	opt := s.options(t)
	opt.URL = "http://127.0.0.1:2/"
	r := run(t, s, opt)
	if got := bad(r, verify.Warn); r.Exit() != verify.ExitFailed || len(got) != 1 {
		t.Errorf("exit %d: %q", r.Exit(), got)
	}
}

// TestSlow: what takes too long was not looked at, and all else was.
func TestSlow(t *testing.T) {
	s := newSite(t)
	s.slow["/photos/tide.png"] = 5 * time.Second
	opt := s.options(t)
	opt.Fetcher = fetcher(t, gather.Options{Timeout: 300 * time.Millisecond})
	start := time.Now()
	r := run(t, s, opt)
	if got := bad(r, verify.Warn); r.Exit() != verify.ExitFailed || !slices.Contains(got, "warn not-looked-at place /photos/tide.png") {
		t.Errorf("exit %d: %q", r.Exit(), got)
	}
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
	if len(r.Places) < 6 {
		t.Errorf("places %+v", r.Places)
	}
}

// TestDocumentsOnce: however many places there are, a document is asked for once.
func TestDocumentsOnce(t *testing.T) {
	s := newSite(t)
	run(t, s, s.options(t))
	for path, n := range s.hits {
		if n > 1 {
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
}
