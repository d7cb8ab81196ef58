package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/web"
)

// TestHome: two doors, four answers, and nothing but that.
func TestHome(t *testing.T) {
	ask := func(method, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		web.Home().ServeHTTP(w, &http.Request{Method: method, URL: &url.URL{Path: path}, Header: http.Header{}})
		return w
	}
	w := ask(http.MethodGet, "/")
	body := w.Body.String()
	for _, text := range []string{`href="/choose"`, `action="/check" method="get"`, `<label for="url">`, "<strong>Yes</strong>", "<strong>Only if</strong>", "<strong>No</strong>", "<strong>Not said</strong>", "Silence is not a yes"} {
		if !strings.Contains(body, text) {
			t.Errorf("%q is not there", text)
		}
	}
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "public, max-age=600" || w.Header().Get("Set-Cookie") != "" || strings.Contains(body, "<script") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := ask(http.MethodGet, `/<script>alert(1)</script>`); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "alert") || !strings.Contains(w.Body.String(), "web-path") {
		t.Errorf("an address at which nothing is: %d", w.Code)
	}
	if w := ask(http.MethodPost, "/"); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", w.Code)
	}
	server := httptest.NewServer(web.Home())
	defer server.Close()
	head, err := http.Head(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	head.Body.Close()
	if head.StatusCode != http.StatusOK || head.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("HEAD: %d", head.StatusCode)
	}
}
