package verify_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/verify"
)

// TestNames looks at the site at its own name.
func TestNames(t *testing.T) {
	noImages := func(s *site) {
		for name, text := range s.files {
			s.files[name] = strings.ReplaceAll(text, "<img", "<b")
		}
	}
	host := func(files map[string]string, header string) *site {
		return &site{files: files, types: map[string]string{}, hits: map[string]int{}, header: func(string, int) string { return header },
			more: func(string) http.Header { return http.Header{"Content-Signal": nil} }}
	}
	for _, tt := range []struct {
		name  string
		hosts func(s *site) map[string]http.Handler
		exit  int
		bad   []string
	}{
		{"one name", func(s *site) map[string]http.Handler { return nil }, verify.ExitDeclared, nil},
		{"www leads there", func(s *site) map[string]http.Handler {
			return map[string]http.Handler{"www.museum.example": http.RedirectHandler("http://museum.example/", http.StatusMovedPermanently)}
		}, verify.ExitDeclared, nil},
		{"www is the same", func(s *site) map[string]http.Handler {
			return map[string]http.Handler{"www.museum.example": s}
		}, verify.ExitDeclared, nil},
		{"www says nothing", func(s *site) map[string]http.Handler {
			return map[string]http.Handler{"www.museum.example": host(map[string]string{"/": "<!DOCTYPE html><title>Museum</title>"}, "")}
		}, verify.ExitLooser, []string{
			"fail silent reader aipref http://www.museum.example/ ai-use", "fail silent reader aipref http://www.museum.example/ search",
			"fail silent reader aipref http://www.museum.example/ train-ai",
			"fail silent reader cc-signals http://www.museum.example/ ai-use", "fail silent reader cc-signals http://www.museum.example/ search",
			"fail silent reader cc-signals http://www.museum.example/ train-ai", "warn silent header-lost http://www.museum.example/"}},
		{"an image on its own host", func(s *site) map[string]http.Handler {
			noImages(s)
			s.files["/"] = `<!DOCTYPE html><img src="http://images.museum.example/a.png" width=900>`
			image := host(map[string]string{"/a.png": plainImage()}, "train-ai=n, ai-use=n;exceptions=cc-cr, search=y")
			return map[string]http.Handler{"images.museum.example": image}
		}, verify.ExitDeclared, nil},
		{"a silent image on its own host", func(s *site) map[string]http.Handler {
			noImages(s)
			s.files["/"] = `<!DOCTYPE html><img src="http://images.museum.example/a.png" width=900>`
			return map[string]http.Handler{"images.museum.example": host(map[string]string{"/a.png": plainImage()}, "")}
		}, verify.ExitStricter, []string{
			"warn silent reader aipref http://images.museum.example/a.png ai-use", "warn silent reader aipref http://images.museum.example/a.png search",
			"warn silent reader aipref http://images.museum.example/a.png train-ai", "warn silent reader cc-signals http://images.museum.example/a.png ai-use",
			"warn silent reader cc-signals http://images.museum.example/a.png search", "warn silent reader cc-signals http://images.museum.example/a.png train-ai"}},
		{"an image on its own host that permits", func(s *site) map[string]http.Handler {
			noImages(s)
			s.files["/"] = `<!DOCTYPE html><img src="http://images.museum.example/a.png" width=900>`
			return map[string]http.Handler{"images.museum.example": host(map[string]string{"/a.png": plainImage()}, "train-ai=y, ai-use=n, search=y")}
		}, verify.ExitLooser, []string{
			"fail looser reader aipref http://images.museum.example/a.png train-ai", "fail looser reader cc-signals http://images.museum.example/a.png train-ai",
			"warn stricter reader cc-signals http://images.museum.example/a.png ai-use"}},
		{"somebody else's image", func(s *site) map[string]http.Handler {
			noImages(s)
			s.files["/"] = `<!DOCTYPE html><img src="http://elsewhere.example/a.png" width=900>`
			return map[string]http.Handler{"elsewhere.example": host(map[string]string{"/a.png": plainImage()}, "train-ai=y, ai-use=n;exceptions=cc-cr, search=y")}
		}, verify.ExitStricter, []string{
			"warn looser reader aipref http://elsewhere.example/a.png train-ai", "warn looser reader cc-signals http://elsewhere.example/a.png train-ai"}},
		{"the domain leads elsewhere", func(s *site) map[string]http.Handler {
			s.files["/robots.txt"] = "User-agent: *\nDisallow: /photos/\nDisallow: /loans/\nContent-Usage: train-ai=n, ai-use=n;exceptions=cc-cr, search=y\n"
			return map[string]http.Handler{"museum.example": http.RedirectHandler("http://hosted.example/", http.StatusFound), "hosted.example": s}
		}, verify.ExitFailed, []string{"warn silent elsewhere http://hosted.example/"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			hosts := tt.hosts(s)
			opt := s.proxied(t, func(name string) http.Handler {
				if h := hosts[name]; h != nil {
					return h
				}
				if name == "museum.example" {
					return s
				}
				return nil
			})
			r := run(t, s, opt)
			got := bad(r, verify.Warn)
			got = slices.DeleteFunc(got, func(s string) bool { return strings.Contains(s, "not-covered") })
			slices.Sort(got)
			if d := cmp.Diff(tt.bad, got); d != "" && !(len(got) == 0 && len(tt.bad) == 0) {
				t.Error(d)
			}
			if r.Exit() != tt.exit || r.Staged {
				t.Errorf("exit %d, want %d; staged %v", r.Exit(), tt.exit, r.Staged)
			}
		})
	}
}

// TestStagingStaysThere: nothing is fetched from the domain itself while a server stands in
// for it, whatever the site links to.
func TestStagingStaysThere(t *testing.T) {
	s := newSite(t)
	for name, text := range s.files {
		s.files[name] = strings.NewReplacer(`src="/`, `src="https://museum.example/`, `href="/`, `href="https://www.museum.example/`).Replace(text)
	}
	s.more = func(string) http.Header {
		return http.Header{"Link": {`<https://museum.example/.well-known/proviso.json>; rel="describedby"; type="application/vnd.proviso.declaration+json"`}}
	}
	r := run(t, s, s.options(t))
	if got := bad(r, verify.Note); len(got) > 0 || !r.Staged {
		t.Errorf("staged %v: %q", r.Staged, got)
	}
	if len(r.Places) != 7 {
		t.Errorf("%d places: %+v", len(r.Places), r.Places)
	}
	for _, p := range r.Places {
		if !strings.HasPrefix(p.URL, r.URL) {
			t.Errorf("%s is not on the staging server", p.URL)
		}
	}
}

// TestStagingThatLeadsAway: the public site is not what was to be looked at.
func TestStagingThatLeadsAway(t *testing.T) {
	s := newSite(t)
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("elsewhere")) }))
	t.Cleanup(away.Close)
	s.mux = http.RedirectHandler(away.URL, http.StatusFound)
	r := run(t, s, s.options(t))
	if got := bad(r, verify.Warn); len(got) != 1 || got[0] != "warn not-looked-at place /" || r.Exit() != verify.ExitFailed {
		t.Errorf("exit %d: %q", r.Exit(), got)
	}
}
