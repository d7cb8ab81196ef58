package caddy

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/proviso-signals/proviso/publish"
)

// statuses are requests that Caddy answers in different ways.
var statuses = []struct {
	path   string
	status int
}{
	{"/", 200}, {"/photos/a.jpg", 200}, {"/photos/missing.jpg", 404}, {"/missing", 404}, {"/moved", 302}, {"/docs", 308},
	{"/virtual/x", 200}, {"/photos/virtual", 200}, {"/photos/forbidden", 403}, {"/photos/broken", 500}, {"/secret", 401},
	{"/behind/x", 200}, {"/behind/fails", 503}, {"/photos/behind/x", 200}, {"/photos/behind/fails", 503}, {"/index.html?a=%20b", 200},
}

func TestCaddy(t *testing.T) {
	r := random(t)
	var text strings.Builder
	var said []*publish.Saying
	for i := range 16 {
		s := saying(r)
		if i == 0 {
			s = simple()
		}
		s.Origin = fmt.Sprintf("https://s%d.example", i)
		said = append(said, s)
		text.WriteString(strings.NewReplacer("NAME", fmt.Sprintf("s%d.example", i), "ERRORS", errorPages[i%len(errorPages)]).Replace(siteText))
	}
	h := start(t, text.String(), func(text []byte) []byte {
		for _, s := range said {
			out := Writer.Write(publish.Input{FS: fstest.MapFS{"Caddyfile": {Data: text}}, Entry: "Caddyfile", Saying: s})
			if publish.Faulty(out.Problems) || len(out.Files) != 1 {
				t.Fatal(out.Problems)
			}
			text = out.Files[0].New
		}
		return text
	})
	for i, s := range said {
		check(t, h, fmt.Sprintf("s%d.example", i), s, errorPages[i%len(errorPages)])
	}
}

// check asks for all paths and compares what is told with what is declared.
func check(t *testing.T, h *live, host string, s *publish.Saying, errors string) {
	t.Helper()
	odd, _, needed := s.Odd()
	proxied := strings.Contains(errors, "reverse_proxy")
	behind := []string{"train-ai=y", "ai-use=y"}
	compare := func(line, path string, status int, fields ...string) {
		t.Helper()
		got := h.ask(host, line, fields...)
		var want []string
		switch rule := s.At(path); {
		case slices.Contains(oddly, path) && needed:
			if odd != "" {
				want = []string{odd}
			}
		case rule != nil && rule.Headers[0].Value != "":
			want = []string{rule.Headers[0].Value}
		case rule == nil && strings.Contains(path, "behind"):
			want = behind // nobody speaks of it here
		case rule == nil && proxied:
			want = got.Header.Values("Content-Usage") // of the path, or of the error's page
		}
		if proxied && status >= 400 && !strings.Contains(path, "fails") && path != "/photos/forbidden" {
			status = http.StatusOK // the backend's own
		}
		if values := got.Header.Values("Content-Usage"); got.StatusCode == http.StatusBadRequest && len(values) == 0 {
			return // no request, says Go, and never reaches Caddy
		} else if status != 0 && got.StatusCode != status || !slices.Equal(values, want) {
			t.Errorf("%s at %s: got %d %q, want %d %q", line, host, got.StatusCode, values, status, want)
		}
	}
	for _, p := range append(slices.Clone(paths), oddly...) {
		compare("GET "+p+" HTTP/1.1", p, 0)
	}
	for _, tt := range statuses {
		for _, method := range []string{"GET", "HEAD"} {
			compare(method+" "+tt.path+" HTTP/1.1", tt.path, tt.status)
		}
	}
	tag := h.ask(host, "GET /index.html HTTP/1.1").Header.Get("Etag")
	compare("GET /index.html HTTP/1.1", "/index.html", http.StatusNotModified, "If-None-Match: "+tag)
	if got := h.ask(host, "GET http://"+host+"/photos/a.jpg HTTP/1.1").Header.Get("Content-Usage"); needed && got != odd {
		t.Errorf("a whole URL: got %q, want %q", got, odd)
	}
}
