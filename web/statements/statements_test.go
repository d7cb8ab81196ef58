package statements_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
	"github.com/proviso-signals/proviso/web/page"
	"github.com/proviso-signals/proviso/web/statements"
)

var update = flag.Bool("update", false, "rewrite expected output")

const custodian = "/statements/1/train-ai/cc-cr-op/custodian/"

// get asks for a path; header fields are pairs.
func get(path string, header ...string) *httptest.ResponseRecorder {
	r := &http.Request{Method: http.MethodGet, Header: http.Header{}, URL: &url.URL{}, Host: "face.example"}
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	statements.Handler("https://proviso.example").ServeHTTP(w, r)
	return w
}

// TestEveryStatement: each is there at its path, in each language and form, and the page
// is what package notice makes.
func TestEveryStatement(t *testing.T) {
	n := 0
	for c := range notice.All() {
		path := notice.Path(c.Use, c.Answer, c.Role)
		if w := get(path); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), path) {
			t.Errorf("%s: status %d", path, w.Code)
		}
		if w := get(path + "statement.jsonld"); w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: JSON-LD: status %d", path, w.Code)
		}
		if n++; n%9 != 1 {
			continue // all languages of one in nine
		}
		for _, lang := range notice.Languages() {
			p, err := notice.Statement(c.Use, c.Answer, c.Role, lang)
			if err != nil {
				t.Fatal(err)
			}
			for form, want := range map[notice.Form][]byte{notice.FormHTML: p.HTML(), notice.FormMarkdown: p.Markdown(), notice.FormText: p.Text()} {
				w := get(path + notice.File(lang, form))
				if w.Code != http.StatusOK || w.Body.String() != string(want) || w.Header().Get("Content-Language") != lang {
					t.Errorf("%s%s: status %d, %s", path, notice.File(lang, form), w.Code, w.Header().Get("Content-Language"))
				}
			}
		}
	}
	if n != 112 {
		t.Errorf("%d statements", n)
	}
}

func TestNegotiation(t *testing.T) {
	for _, tt := range []struct{ accept, language, want string }{
		{"", "", "en.html"},
		{"*/*", "", "en.html"},
		{"text/html,application/xhtml+xml,*/*;q=0.8", "de-AT,de;q=0.9,en;q=0.5", "de.html"},
		{"text/html", "en;q=0.3, ar;q=0.7, tlh", "ar.html"},
		{"text/html", "de;q=0, fr", "fr.html"},
		{"text/html", "*", "en.html"},
		{"text/html", "nl, sv", "en.html"},
		{"text/plain", "ja", "ja.txt"},
		{"text/markdown;q=0.9, text/plain;q=0.5", "pt-BR", "pt.md"},
		{"text/*;q=0.5, text/plain", "es", "es.txt"},
		{"text/html;q=0, text/*", "en", "en.md"},
		{"application/ld+json", "de", "statement.jsonld"},
		{"application/json", "", "statement.jsonld"},
		{"application/ld+json;profile=\"x\", */*;q=0.1", "", "statement.jsonld"},
		{"image/png", "de", "de.html"},
		{"text/plain;q=banana, text/markdown;q=0.1", "", "en.md"},
		{"text/plain;q=2", "", "en.html"},
		{strings.Repeat("text/plain,", statements.MaxRanges+1), strings.Repeat("de,", statements.MaxRanges+1), "en.html"},
		{"text/plain" + strings.Repeat(" ", statements.MaxAccept), "de" + strings.Repeat(" ", statements.MaxAccept), "en.html"},
		{",;,=;q", ";q=1,,", "en.html"},
	} {
		w := get(custodian, "Accept", tt.accept, "Accept-Language", tt.language)
		if got := w.Header().Get("Content-Location"); w.Code != http.StatusOK || got != custodian+tt.want {
			t.Errorf("%.60q %.40q: %d %s, want %s", tt.accept, tt.language, w.Code, got, tt.want)
		}
		if w.Header().Get("Vary") != "Accept, Accept-Language" {
			t.Errorf("Vary: %s", w.Header().Get("Vary"))
		}
		if named := get(custodian + tt.want); named.Body.String() != w.Body.String() || named.Header().Get("Vary") != "" || named.Header().Get("ETag") != w.Header().Get("ETag") {
			t.Errorf("%s differs from what it was negotiated to", tt.want)
		}
	}
}

// TestPolicy: it allows the one style that a page has in it, and pages have nothing else
// that would need leave.
func TestPolicy(t *testing.T) {
	for c := range notice.All() {
		w := get(notice.Path(c.Use, c.Answer, c.Role) + "ar.html")
		fits(t, w)
	}
	fits(t, get("/marks/deny.svg"))
	if page.Policy == statements.Policy() {
		t.Error("it is that of other pages")
	}
}

func fits(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	policy, body := w.Header().Get("Content-Security-Policy"), w.Body.String()
	_, rest, _ := strings.Cut(body, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	if style == "" || !strings.Contains(policy, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") || !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
		t.Fatalf("the style is not the one of %s", policy)
	}
	z := html.NewTokenizer(strings.NewReader(body))
	styles := 0
	for z.Next() != html.ErrorToken {
		tag := z.Token()
		if tag.Type != html.StartTagToken && tag.Type != html.SelfClosingTagToken {
			continue
		}
		switch tag.Data {
		case "style":
			styles++
		case "script", "img", "iframe", "form", "base", "object":
			t.Fatalf("<%s> would be refused", tag.Data)
		}
		for _, a := range tag.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Fatalf("<%s %s> would be refused", tag.Data, a.Key)
			}
		}
	}
	if styles != 1 {
		t.Fatalf("%d styles", styles)
	}
}

func TestCaching(t *testing.T) {
	for _, path := range []string{custodian, custodian + "de.html", custodian + "statement.jsonld", "/marks/cc-cr.svg", "/statements/1/profile.jsonld"} {
		w := get(path)
		etag := w.Header().Get("ETag")
		if etag == "" || strings.HasPrefix(etag, "W/") || w.Header().Get("Cache-Control") != "public, max-age=3600" {
			t.Errorf("%s: %q, %q", path, etag, w.Header().Get("Cache-Control"))
		}
		if again := get(path, "If-None-Match", etag); again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != etag {
			t.Errorf("%s: %d for whoever has it", path, again.Code)
		}
		if other := get(path, "If-None-Match", `"another"`); other.Code != http.StatusOK {
			t.Errorf("%s: %d for whoever has another", path, other.Code)
		}
	}
	if a, b := get(custodian, "Accept-Language", "de"), get(custodian, "Accept-Language", "fr"); a.Header().Get("ETag") == b.Header().Get("ETag") {
		t.Error("two languages have one tag")
	}
}

func TestAddresses(t *testing.T) {
	for path, to := range map[string]string{
		"/statements": "/statements/", "/statements/1/search/deny/author": "/statements/1/search/deny/author/",
	} {
		if w := get(path); w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != to {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Location"))
		}
	}
	for _, path := range []string{
		"/statements/2/search/deny/author/", "/statements/1/search/deny/", "/statements/1/search/deny/author/it.html", "/statements/1/search/deny/author/en.pdf",
		"/statements/1/search/deny/author/en.html/", "/statements/1/search/deny/author/EN.html", "/statements/1/search/deny/author/../author/", "/statements/1/search/deny/author//",
		"/statements/1/search/deny/author/.html", "/statements/1/search/deny/author/en.", "/statements/1/Search/deny/author/", "/statements/1/search/<script>/author/",
		"/statements/1//evil.example/", "//evil.example/", "/marks/", "/marks/.svg", "/marks/maybe.svg", "/marks/deny.png", "/marks/deny.it.svg", "/marks/deny.en.en.svg",
		"/marks//deny.svg", "/marks/x/deny.svg", "/marks/train-ai/\"onload=.svg", "/marks/train-ai/train-ai/deny.svg", "/marks/" + strings.Repeat("a", 9000) + ".svg",
	} {
		w := get(path)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), statements.CodePath) {
			t.Errorf("%.60s: %d", path, w.Code)
		}
		if strings.Contains(w.Body.String(), "<script>") || strings.Contains(w.Body.String(), "onload") || w.Header().Get("Content-Location") != "" || strings.Contains(w.Header().Get("Cache-Control"), "public") {
			t.Errorf("%.60s: what was asked for is on the page, or is kept", path)
		}
	}
}

func TestMethods(t *testing.T) {
	server := httptest.NewServer(statements.Handler(""))
	defer server.Close()
	for _, path := range []string{"/statements/", custodian, "/marks/allow.svg"} {
		head, err := http.Head(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(head.Body)
		head.Body.Close()
		if head.StatusCode != http.StatusOK || len(body) > 0 || head.Header.Get("Content-Type") != get(path).Header().Get("Content-Type") {
			t.Errorf("HEAD %s: %d, %d bytes", path, head.StatusCode, len(body))
		}
		post, err := http.Post(server.URL+path, "text/plain", strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		post.Body.Close()
		if post.StatusCode != http.StatusMethodNotAllowed || post.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d", path, post.StatusCode)
		}
	}
}

// TestIndex: all statements of a role are listed, each with its word.
func TestIndex(t *testing.T) {
	for _, role := range declare.Roles() {
		body := get("/statements/?role=" + string(role)).Body.String()
		for c := range notice.All() {
			if link := `href="` + notice.Path(c.Use, c.Answer, c.Role) + `"`; strings.Contains(body, link) != (c.Role == role) {
				t.Errorf("%s: %s", role, link)
			}
		}
	}
	w := get("/statements/?role=" + url.QueryEscape(`"><script>alert(1)</script>`))
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), statements.CodeRole) || strings.Contains(w.Body.String(), "alert(1)") {
		t.Errorf("an unknown role: %d", w.Code)
	}
	if body := get("/statements/").Body.String(); !strings.Contains(body, "https://proviso.example/marks/") {
		t.Error("the lines to copy do not say where the marks are")
	}
}

// TestMarks: each is well-formed, says its word as its title, and has a shape.
func TestMarks(t *testing.T) {
	for _, answer := range declare.Answers() {
		for _, use := range append([]string{""}, "train-ai", "ai-use", "search", "tdm") {
			for _, lang := range append([]string{""}, notice.Languages()...) {
				path := "/marks/"
				if use != "" {
					path += use + "/"
				}
				path += answer
				if lang != "" {
					path += "." + lang
				}
				w := get(path + ".svg")
				var svg struct {
					Title string   `xml:"title"`
					Dir   string   `xml:"direction,attr"`
					Texts []string `xml:"g>text"`
					Shape struct{} `xml:"g>g>svg"`
				}
				if err := xml.Unmarshal(w.Body.Bytes(), &svg); err != nil || w.Header().Get("Content-Type") != "image/svg+xml" {
					t.Fatalf("%s: %v", path, err)
				}
				u, _ := proviso.ParseUse(use)
				p, err := notice.Statement(u, answer, declare.Author, lang)
				if err != nil {
					t.Fatal(err)
				}
				want := p.Title
				if use == "" {
					_, want, _ = strings.Cut(p.Title, " – ")
				}
				if svg.Title != want || strings.Join(svg.Texts, " – ") != want || (svg.Dir == "rtl") != p.RightToLeft {
					t.Errorf("%s: %q, %q, %s; want %q", path, svg.Title, svg.Texts, svg.Dir, want)
				}
			}
		}
	}
	if h := get("/marks/deny.svg").Header(); h.Get("Cross-Origin-Resource-Policy") != "cross-origin" || h.Get("Access-Control-Allow-Origin") != "*" {
		t.Error("other pages could not embed it")
	}
}

// TestGolden: JSON-LD, to be read by people.
func TestGolden(t *testing.T) {
	for name, path := range map[string]string{
		"open.jsonld": custodian + "statement.jsonld", "deny.jsonld": "/statements/1/search/deny/author/statement.jsonld",
		"unstated.jsonld": "/statements/1/tdm/unstated/agent/statement.jsonld", "profile.jsonld": "/statements/1/profile.jsonld", "mark.svg": "/marks/ai-use/cc-cr.ar.svg",
	} {
		got := get(path).Body.Bytes()
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}
