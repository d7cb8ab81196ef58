package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

func museumOutcomes(text string) proviso.Outcomes { return expr.Read([]byte(text), nil).Outcomes }

func TestDocuments(t *testing.T) {
	cfg := Config{
		Rules: []Rule{{"", "search=y"}, {"/a", "train-ai=n"}}, Document: document1,
		RobotsTxt: AllowAll, MaxAge: time.Minute,
	}
	m := mustNew(t, cfg)
	asked := false
	h := m.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	do := func(method, target, name, value string) *http.Response {
		r := httptest.NewRequest(method, target, nil)
		r.RequestURI = target
		if name != "" {
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	for target, want := range map[string]struct{ mediaType, text string }{
		declare.WellKnown: {"application/vnd.proviso.declaration+json", string(document1)},
		"/robots.txt":     {"text/plain; charset=utf-8", "User-agent: *\nAllow: /\nContent-Usage: search=y\nContent-Usage: /a train-ai=n\n"},
	} {
		full := do("GET", target, "", "")
		text, _ := io.ReadAll(full.Body)
		tag := full.Header.Get("ETag")
		if full.StatusCode != 200 || string(text) != want.text || full.Header.Get("Content-Type") != want.mediaType ||
			full.Header.Get("Cache-Control") != "max-age=60" || len(tag) < 40 || tag[0] != '"' || full.Header.Get(field) != "search=y" {
			t.Errorf("%s: %d %v %q", target, full.StatusCode, full.Header, text)
		}
		for _, tt := range []struct {
			method, name, value string
			status, length      int
		}{
			{"GET", "If-None-Match", tag, 304, 0}, {"HEAD", "If-None-Match", tag, 304, 0},
			{"GET", "If-None-Match", `"x", W/` + tag, 304, 0}, {"GET", "If-None-Match", "*", 304, 0},
			{"GET", "If-None-Match", `"x"`, 200, len(want.text)}, {"GET", "If-Match", `"x"`, 412, 0}, {"GET", "If-Match", tag, 200, len(want.text)},
			{"GET", "If-Match", "W/" + tag, 412, 0}, {"HEAD", "", "", 200, 0}, {"GET", "Range", "bytes=0-3", 206, 4},
		} {
			response := do(tt.method, target, tt.name, tt.value)
			text, _ := io.ReadAll(response.Body)
			if response.StatusCode != tt.status || len(text) != tt.length || tt.status < 400 && response.Header.Get("ETag") != tag {
				t.Errorf("%s %s, %s %s: %d, %d bytes, %v", tt.method, target, tt.name, tt.value, response.StatusCode, len(text), response.Header)
			}
		}
		if head := do("HEAD", target, "", ""); head.ContentLength != int64(len(want.text)) {
			t.Errorf("HEAD %s: %d bytes", target, head.ContentLength)
		}
		if post := do("POST", target, "", ""); post.StatusCode != 405 || post.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d %v", target, post.StatusCode, post.Header)
		}
		if query := do("GET", target+"?a", "", ""); query.StatusCode != 200 || asked {
			t.Errorf("%s?a: %d, handler asked: %v", target, query.StatusCode, asked)
		}
		if absolute := do("GET", "http://museum.example"+target, "", ""); absolute.StatusCode != 200 || asked {
			t.Errorf("http://museum.example%s: %d, handler asked: %v", target, absolute.StatusCode, asked)
		}
		if do("GET", target+"/", "", ""); !asked {
			t.Errorf("%s/ did not reach the handler", target)
		}
		asked = false
	}
	other := cfg
	other.Document = []byte(`{"statements":[],"schema":"proviso.declaration/1"}`)
	if err := m.Reconfigure(&other); err != nil {
		t.Fatal(err)
	}
	if do("GET", declare.WellKnown, "", "").Header.Get("ETag") == newDocument("", "", document1).tag {
		t.Error("another text has the same entity tag")
	}
}

func TestDocumentsAreTheHandlers(t *testing.T) {
	m := mustNew(t, Config{Rules: []Rule{{"", "search=y"}}})
	for _, target := range []string{"/robots.txt", declare.WellKnown} {
		if got := ask(t, m, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }, get(target)); got.StatusCode != http.StatusTeapot {
			t.Errorf("%s: %d", target, got.StatusCode)
		}
	}
}

func TestCacheControl(t *testing.T) {
	for age, want := range map[time.Duration]string{0: "max-age=3600", -1: "no-cache", 90 * time.Second: "max-age=90", MaxMaxAge: "max-age=86400"} {
		if got := cacheControl(age); got != want {
			t.Errorf("%v: %q, want %q", age, got, want)
		}
	}
}
