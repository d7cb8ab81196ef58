package apache

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/publish"
)

var files = map[string]string{
	"index.html": "home", "photos/a.jpg": "a", "photos/raw/a.jpg": "raw", "press/a.jpg": "press", "404.html": "nothing", "wp/index.php": "php",
}

// site is a virtual host with what sites have: caching, rewriting, error pages, a backend.
const site = `<VirtualHost *:*>
    ServerName %s
    DocumentRoot FOLDER/htdocs
    ErrorDocument 404 /404.html
    Redirect /moved /index.html
    Alias /elsewhere FOLDER/elsewhere
    ProxyPass /behind BACKEND
    ProxyPass /photos/behind BACKEND
    <FilesMatch "\.(jpg|png)$">
        Header set Cache-Control "max-age=31536000"
        Header unset ETag
    </FilesMatch>
    RewriteEngine On
    RewriteRule ^/virtual/(.*)$ /photos/a.jpg [L]
    RewriteRule ^/photos/forbidden - [F]
</VirtualHost>
`

// statuses are requests that httpd answers in different ways.
var statuses = []struct {
	path   string
	status int
}{
	{"/", 200}, {"/photos/a.jpg", 200}, {"/photos/missing.jpg", 404}, {"/missing", 404}, {"/moved", 302}, {"/photos", 301},
	{"/virtual/x", 200}, {"/photos/forbidden", 403}, {"/behind/x", 200}, {"/behind/fails", 503}, {"/photos/behind/x", 200},
	{"/photos/behind/fails", 503}, {"/index.html?a=%20b", 200},
}

func TestServer(t *testing.T) {
	r := random(t)
	var text strings.Builder
	var said []*publish.Saying
	for i := range 12 {
		s := saying(r)
		s.Origin = fmt.Sprintf("https://s%d.example", i)
		out, got := written(t, Writer, "httpd.conf", fmt.Appendf(nil, site, fmt.Sprintf("s%d.example", i)), s)
		if publish.Faulty(got.Problems) {
			t.Fatal(got.Problems)
		}
		said = append(said, s)
		text.Write(out)
	}
	h := start(t, text.String(), files)
	for i, s := range said {
		check(t, h, fmt.Sprintf("s%d.example", i), s, nil)
	}
}

func TestRealHtaccess(t *testing.T) {
	r := random(t)
	h := start(t, fmt.Sprintf(site, "museum.example"), files)
	for range 12 {
		s := saying(r)
		text, out := written(t, Htaccess, ".htaccess", []byte(pieces[0]+pieces[1]+pieces[2]), s)
		if publish.Faulty(out.Problems) {
			t.Fatal(out.Problems)
		}
		put(t, filepath.Join(h.folder, "htdocs", ".htaccess"), string(text))
		// httpd looks into folders only when it knows which file is asked for.
		check(t, h, "museum.example", s, []string{"/%", "/%2", "/%2F", "/100%/", "/moved", "/behind/x", "/behind/fails", "/photos/behind/x", "/photos/behind/fails", "/photos/forbidden"})
	}
}

// check asks for all paths and compares what is told with what is declared.
func check(t *testing.T, h *httpd, host string, s *publish.Saying, outside []string) {
	t.Helper()
	for _, p := range paths {
		got := h.ask(host, "GET "+p+" HTTP/1.1")
		if want := wanted(s, p); !slices.Contains(outside, p) && !slices.Equal(got.Header.Values("Content-Usage"), want) {
			t.Errorf("%s (%d): got %q, want %q", p, got.StatusCode, got.Header.Values("Content-Usage"), want)
		}
	}
	for _, tt := range statuses {
		if slices.Contains(outside, tt.path) {
			continue
		}
		for _, method := range []string{"GET", "HEAD"} {
			got := h.ask(host, method+" "+tt.path+" HTTP/1.1")
			values, want := got.Header.Values("Content-Usage"), wanted(s, tt.path)
			if s.At(tt.path) == nil && strings.Contains(tt.path, "behind") {
				want = []string{"train-ai=y", "ai-use=y"} // nobody speaks of it here
			}
			if got.StatusCode != tt.status || !slices.Equal(values, want) {
				t.Errorf("%s %s: got %d %q, want %d %q", method, tt.path, got.StatusCode, values, tt.status, want)
			}
		}
	}
	odd, _, needed := s.Odd()
	for _, p := range append([]string{"http://" + host + "/photos/a.jpg"}, oddly...) {
		want := wanted(s, p)
		if needed {
			want = nil
			if odd != "" {
				want = []string{odd}
			}
		}
		if got := h.ask(host, "GET "+p+" HTTP/1.1").Header.Values("Content-Usage"); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", p, got, want)
		}
	}
	tag := h.ask(host, "GET /index.html HTTP/1.1").Header.Get("Etag")
	fresh := h.ask(host, "GET /index.html HTTP/1.1", "If-None-Match: "+tag)
	if got, want := fresh.Header.Values("Content-Usage"), wanted(s, "/index.html"); fresh.StatusCode != http.StatusNotModified || !slices.Equal(got, want) {
		t.Errorf("304: got %d %q, want %q", fresh.StatusCode, got, want)
	}
}

// TestHtaccessLimits shows what the steps and the documentation say of .htaccess.
func TestHtaccessLimits(t *testing.T) {
	const hosts = `<VirtualHost *:*>
    ServerName museum.example
    Alias /elsewhere FOLDER/elsewhere
    ErrorDocument 404 /elsewhere/404.html
</VirtualHost>
<VirtualHost *:*>
    ServerName strict.example
    DocumentRoot FOLDER/htdocs/
    <Directory FOLDER/htdocs>
        AllowOverride AuthConfig
    </Directory>
</VirtualHost>
`
	h := start(t, hosts, files)
	text, _ := written(t, Htaccess, ".htaccess", []byte{}, simple())
	put(t, filepath.Join(h.folder, "htdocs", ".htaccess"), string(text))
	for _, tt := range []struct {
		host, path string
		status     int
		want       []string
	}{
		{"museum.example", "/index.html", 200, []string{"train-ai=n"}},
		{"museum.example", "/missing", 404, nil}, // its page lies in another folder
		{"strict.example", "/index.html", 500, nil},
	} {
		got := h.ask(tt.host, "GET "+tt.path+" HTTP/1.1")
		if values := got.Header.Values("Content-Usage"); got.StatusCode != tt.status || !slices.Equal(values, tt.want) {
			t.Errorf("%s%s: got %d %q, want %d %q", tt.host, tt.path, got.StatusCode, values, tt.status, tt.want)
		}
	}
}

// TestForeignLinesMatter shows why a foreign line forbids to write: it would double ours.
func TestForeignLinesMatter(t *testing.T) {
	h := start(t, "<VirtualHost *:*>\nServerName museum.example\n</VirtualHost>\n", map[string]string{"index.html": "home", "sub/index.html": "sub"})
	text, _ := written(t, Htaccess, ".htaccess", []byte{}, simple())
	put(t, filepath.Join(h.folder, "htdocs", ".htaccess"), string(text))
	put(t, filepath.Join(h.folder, "htdocs", "sub", ".htaccess"), "Header set Content-Usage train-ai=y\n")
	if got := h.ask("museum.example", "GET /sub/ HTTP/1.1").Header.Values("Content-Usage"); len(got) != 2 {
		t.Errorf("got %q, want two", got)
	}
}
