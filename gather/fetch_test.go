package gather

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/carrier"
)

// site is a server on this machine that remembers what it was asked.
type site struct {
	*httptest.Server
	mux *http.ServeMux

	mu    sync.Mutex
	asked []string
}

func newSite(t testing.TB) *site {
	s := &site{mux: http.NewServeMux()}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.RequestURI())
		s.mu.Unlock()
		s.mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// text serves a text.
func (s *site) text(path, text string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) })
}

func (s *site) status(path string, status int, header ...string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Add(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, "status %d", status)
	})
}

func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// fetcher fetches from this machine without delay.
func fetcher(t testing.TB, opt Options) *Fetcher {
	opt.AllowPrivate = true
	if opt.MinDelay == 0 {
		opt.MinDelay = -1
	}
	f, err := NewFetcher(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.CloseIdle)
	return f
}

// outline is what of an asset most tests look at.
type outline struct {
	Code      string // of the error
	Artifacts []string
	Notes     []string
	Asked     []string
}

func show(a *Asset, err error) outline {
	o := outline{Code: codeOf(err)}
	for _, x := range a.Artifacts {
		line := fmt.Sprintf("%v %d", [...]string{"response", "request", "robots", "file"}[x.Kind], x.Status)
		if x.Unreachable {
			line += " unreachable"
		}
		if x.Body == nil {
			line += " nothing"
		} else if len(x.Body) <= 20 {
			line += fmt.Sprintf(" %q", x.Body)
		} else {
			line += fmt.Sprintf(" %d bytes", len(x.Body))
		}
		if x.Truncated {
			line += " truncated"
		}
		o.Artifacts = append(o.Artifacts, line)
	}
	for _, n := range a.Notes {
		o.Notes = append(o.Notes, n.Code)
	}
	return o
}

func codeOf(err error) string {
	if e := new(Error); errors.As(err, &e) {
		return e.Code
	} else if err != nil {
		return "not an Error: " + err.Error()
	}
	return ""
}

// TestFetch is one site per row: what it serves, what comes of asking for /page.
func TestFetch(t *testing.T) {
	tests := []struct {
		name  string
		serve func(*site)
		opt   Options
		want  outline
	}{
		{"allowed", func(s *site) {
			s.text("/robots.txt", "User-agent: *\nAllow: /")
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{"robots 200 22 bytes", `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page"}}},
		{"closed to us", func(s *site) {
			s.text("/robots.txt", "User-agent: provisobot\nDisallow: /p")
		}, Options{}, outline{Code: CodeDisallowed,
			Artifacts: []string{"robots 200 35 bytes"}, Asked: []string{"/robots.txt"}}},
		{"closed to another", func(s *site) {
			s.text("/robots.txt", "User-agent: a\nDisallow: /")
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{"robots 200 25 bytes", `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page"}}},
		{"under another name", func(s *site) {
			s.text("/robots.txt", "User-agent: OtherBot\nDisallow: /")
		}, Options{Product: "otherbot"}, outline{Code: CodeDisallowed,
			Artifacts: []string{"robots 200 32 bytes"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt 404", func(s *site) {
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page"}}},
		{"robots.txt 401", func(s *site) {
			s.status("/robots.txt", 401)
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{"robots 401 nothing", `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page"}}},
		{"robots.txt empty", func(s *site) {
			s.text("/robots.txt", "")
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{`robots 200 ""`, `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page"}}},
		{"robots.txt 429", func(s *site) { s.status("/robots.txt", 429) }, Options{}, outline{
			Code: CodeRobotsUnreachable, Artifacts: []string{"robots 429 unreachable nothing"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt 500", func(s *site) { s.status("/robots.txt", 500) }, Options{}, outline{
			Code: CodeRobotsUnreachable, Artifacts: []string{"robots 500 unreachable nothing"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt 503", func(s *site) { s.status("/robots.txt", 503, "Retry-After", "0") }, Options{}, outline{
			Code: CodeRobotsUnreachable, Artifacts: []string{"robots 503 unreachable nothing"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt cut off", func(s *site) { s.mux.HandleFunc("/robots.txt", short) }, Options{}, outline{
			Code: CodeRobotsUnreachable, Artifacts: []string{"robots 200 unreachable nothing"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt in brotli", func(s *site) { s.status("/robots.txt", 200, "Content-Encoding", "br") }, Options{}, outline{
			Code: CodeRobotsUnreachable, Artifacts: []string{"robots 200 unreachable nothing"}, Asked: []string{"/robots.txt"}}},
		{"robots.txt of 600 KiB", func(s *site) {
			s.text("/robots.txt", strings.Repeat("Disallow: /x\n", 600<<10/13)+"User-agent: *\nDisallow: /")
			s.text("/page", "hello")
		}, Options{}, outline{
			Artifacts: []string{fmt.Sprintf("robots 200 %d bytes truncated", MaxRobots/13*13), `response 200 "hello"`},
			Notes:     []string{NoteRobotsTruncated}, Asked: []string{"/robots.txt", "/page"}}},
		{"robots.txt redirects five times", func(s *site) {
			redirects(s, "/robots.txt", 5, "User-agent: *\nDisallow: /page")
		}, Options{}, outline{Code: CodeDisallowed, Artifacts: []string{"robots 200 29 bytes"},
			Asked: []string{"/robots.txt", "/1", "/2", "/3", "/4", "/5"}}},
		{"robots.txt redirects six times", func(s *site) {
			redirects(s, "/robots.txt", 6, "User-agent: *\nDisallow: /page")
			s.text("/page", "hello")
		}, Options{}, outline{Artifacts: []string{"robots 302 nothing", `response 200 "hello"`}, Notes: []string{NoteRobotsRedirects},
			Asked: []string{"/robots.txt", "/1", "/2", "/3", "/4", "/5", "/page"}}},
		{"robots.txt redirects nowhere", func(s *site) {
			s.status("/robots.txt", 301, "Location", "ftp://example.com/")
		}, Options{}, outline{Code: CodeRobotsUnreachable, Artifacts: []string{"robots 0 unreachable nothing"}, Asked: []string{"/robots.txt"}}},

		{"page 404", func(s *site) {}, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 404 "404 page not found\n"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"page 500", func(s *site) { s.status("/page", 500) }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 500 "status 500"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"page 503, come back soon", func(s *site) { s.status("/page", 503, "Retry-After", "0") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 503 "status 503"`}, Notes: []string{NoteRetried},
			Asked: []string{"/robots.txt", "/page", "/page"}}},
		{"page 503, come back later", func(s *site) { s.status("/page", 503, "Retry-After", "3600") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 503 "status 503"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"page 503, come back in words", func(s *site) { s.status("/page", 503, "Retry-After", "1h") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 503 "status 503"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"page 204", func(s *site) {
			s.mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
		}, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 204 ""`}, Asked: []string{"/robots.txt", "/page"}}},
		{"page redirects without saying where", func(s *site) { s.status("/page", 302) }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page"}}},

		{"redirect within", func(s *site) {
			s.status("/page", 301, "Location", "/a/../b")
			s.text("/b", "hello")
		}, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "hello"`}, Asked: []string{"/robots.txt", "/page", "/b"}}},
		{"redirect to what is closed", func(s *site) {
			s.text("/robots.txt", "User-agent: *\nDisallow: /b")
			s.status("/page", 301, "Location", "/b")
		}, Options{}, outline{Code: CodeDisallowed,
			Artifacts: []string{"robots 200 26 bytes"}, Asked: []string{"/robots.txt", "/page"}}},
		{"redirect loop", func(s *site) {
			s.status("/page", 302, "Location", "/b")
			s.status("/b", 302, "Location", "/page#x")
		}, Options{}, outline{Code: CodeRedirectLoop,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page", "/b"}}},
		{"ten redirects", func(s *site) { redirects(s, "/page", 10, "hello") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "hello"`},
			Asked:     []string{"/robots.txt", "/page", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/10"}}},
		{"eleven redirects", func(s *site) { redirects(s, "/page", 11, "hello") }, Options{}, outline{Code: CodeRedirects,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`},
			Asked:     []string{"/robots.txt", "/page", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/10"}}},
		{"no redirects wanted", func(s *site) { redirects(s, "/page", 1, "hello") }, Options{MaxRedirects: -1}, outline{Code: CodeRedirects,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"redirect to another protocol", func(s *site) { s.status("/page", 302, "Location", "file:///etc/passwd") }, Options{}, outline{Code: CodeRedirect,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"redirect to a bad port", func(s *site) { s.status("/page", 302, "Location", "http://example.com:25/") }, Options{}, outline{Code: CodeRedirect,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"redirect with a password", func(s *site) { s.status("/page", 302, "Location", "http://a:b@example.com/") }, Options{}, outline{Code: CodeRedirect,
			Artifacts: []string{"robots 404 nothing", `response 302 "status 302"`}, Asked: []string{"/robots.txt", "/page"}}},

		{"large", func(s *site) { s.text("/page", strings.Repeat("x", 1000)) }, Options{MaxBody: 100}, outline{
			Artifacts: []string{"robots 404 nothing", "response 200 100 bytes truncated"}, Notes: []string{NoteTruncated}, Asked: []string{"/robots.txt", "/page"}}},
		{"just not large", func(s *site) { s.text("/page", strings.Repeat("x", 100)) }, Options{MaxBody: 100}, outline{
			Artifacts: []string{"robots 404 nothing", "response 200 100 bytes"}, Asked: []string{"/robots.txt", "/page"}}},
		{"gzip", func(s *site) { s.mux.HandleFunc("/page", zipped([]byte("hello"))) }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "hello"`}, Asked: []string{"/robots.txt", "/page"}}},
		{"gzip bomb", func(s *site) { s.mux.HandleFunc("/page", zipped(make([]byte, 20<<20))) }, Options{MaxBody: 1 << 20}, outline{
			Artifacts: []string{"robots 404 nothing", "response 200 1048576 bytes truncated"}, Notes: []string{NoteTruncated}, Asked: []string{"/robots.txt", "/page"}}},
		{"gzip that is none", func(s *site) { s.status("/page", 200, "Content-Encoding", "gzip") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "status 200"`}, Notes: []string{NoteCoding}, Asked: []string{"/robots.txt", "/page"}}},
		{"gzip damaged", func(s *site) {
			s.mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", "gzip")
				b := gz([]byte("hello"))
				b[len(b)-5] ^= 1
				w.Write(b)
			})
		}, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "hello" truncated`}, Notes: []string{NoteShort}, Asked: []string{"/robots.txt", "/page"}}},
		{"brotli, unasked", func(s *site) { s.status("/page", 200, "Content-Encoding", "br") }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", "response 200 nothing"}, Notes: []string{NoteCoding}, Asked: []string{"/robots.txt", "/page"}}},
		{"shorter than Content-Length", func(s *site) { s.mux.HandleFunc("/page", short) }, Options{}, outline{
			Artifacts: []string{"robots 404 nothing", `response 200 "short" truncated`}, Notes: []string{NoteShort}, Asked: []string{"/robots.txt", "/page"}}},
		{"huge header", func(s *site) { s.status("/page", 200, "X", strings.Repeat("x", MaxHeader)) }, Options{}, outline{Code: CodeHeaderSize,
			Artifacts: []string{"robots 404 nothing"}, Asked: []string{"/robots.txt", "/page"}}},
		{"slow drip", func(s *site) { s.mux.HandleFunc("/page", drip) }, Options{Timeout: 300 * time.Millisecond}, outline{Code: CodeTimeout,
			Artifacts: []string{"robots 404 nothing", `response 200 "drip" truncated`}, Notes: []string{NoteShort}, Asked: []string{"/robots.txt", "/page"}}},
		{"no answer", func(s *site) {
			s.mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
		}, Options{Timeout: 300 * time.Millisecond}, outline{Code: CodeTimeout,
			Artifacts: []string{"robots 404 nothing"}, Asked: []string{"/robots.txt", "/page"}}},
		{"connection closed", func(s *site) { s.mux.HandleFunc("/page", hangUp) }, Options{}, outline{Code: CodeUnreachable,
			Artifacts: []string{"robots 404 nothing"}, Asked: []string{"/robots.txt", "/page"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			test.serve(s)
			asset, err := fetcher(t, test.opt).Fetch(t.Context(), s.URL+"/page")
			got := show(asset, err)
			got.Asked = s.requests()
			if test.name == "connection closed" {
				got.Asked = got.Asked[:2] // net/http may try a fresh connection once
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%v\n%s", err, diff)
			}
			if len(asset.Log) < len(got.Asked) {
				t.Errorf("%d requests, %d in the log", len(got.Asked), len(asset.Log))
			}
		})
	}
}

// redirects leads from a path over /1, /2 … to a text, in n steps.
func redirects(s *site, from string, n int, text string) {
	for i := range n {
		s.status(from, 302, "Location", fmt.Sprintf("/%d", i+1))
		from = fmt.Sprintf("/%d", i+1)
	}
	s.text(from, text)
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func zipped(data []byte) http.HandlerFunc {
	packed := gz(data)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			w.WriteHeader(406)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed)
	}
}

// short announces more than it sends.
func short(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
	conn.Close()
}

func hangUp(w http.ResponseWriter, _ *http.Request) {
	if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
		conn.Close()
	}
}

// drip sends a little, and then nothing for as long as anybody waits.
func drip(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, "drip")
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

func TestFetchUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String() + "/"
	listener.Close()
	asset, err := fetcher(t, Options{}).Fetch(t.Context(), url)
	want := outline{Code: CodeRobotsUnreachable, Artifacts: []string{"robots 0 unreachable nothing"}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(diff)
	}
	if len(asset.Log) != 1 || asset.Log[0].Note == "" || asset.Log[0].Status != 0 {
		t.Errorf("log: %v", asset.Log)
	}
}

// TestRequest: who asks, what the response keeps, and what the log says.
func TestRequest(t *testing.T) {
	s := newSite(t)
	var header http.Header
	s.mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		header = r.Header
		w.Header().Add("X-Robots-Tag", "noai")
		w.Header().Add("Content-Usage", "train-ai=n")
		w.Header().Add("X-Robots-Tag", "noimageai")
		w.Header().Set("Content-Type", "Text/HTML; charset=utf-8")
		w.Header().Set("Date", "now")
		io.WriteString(w, "hello")
	})
	asset, err := fetcher(t, Options{Contact: "https://example.com/bot"}).Fetch(t.Context(), s.URL+"/page#top")
	if err != nil {
		t.Fatal(err)
	}
	wantHeader := http.Header{"User-Agent": {"ProvisoBot/0.1 (+https://example.com/bot)"}, "Accept": {"*/*"}, "Accept-Encoding": {"gzip"}}
	if diff := cmp.Diff(wantHeader, header); diff != "" {
		t.Error(diff)
	}
	a := asset.Artifacts[1]
	wantFields := []carrier.Field{
		{Name: "Content-Length", Value: "5"}, {Name: "Content-Type", Value: "Text/HTML; charset=utf-8"},
		{Name: "Content-Usage", Value: "train-ai=n"}, {Name: "Date", Value: "now"},
		{Name: "X-Robots-Tag", Value: "noai"}, {Name: "X-Robots-Tag", Value: "noimageai"}}
	if diff := cmp.Diff(wantFields, a.Header); diff != "" {
		t.Error(diff)
	}
	if a.MediaType != "text/html" || a.Source != s.URL+"/page" || a.Observed.IsZero() || a.Observed.Location() != time.UTC {
		t.Errorf("%+v", a)
	}
	if asset.URL != s.URL+"/page" || asset.Name != s.URL+"/page" {
		t.Errorf("%q, %q", asset.URL, asset.Name)
	}
	if len(asset.Log) != 2 || asset.Log[1].URL != s.URL+"/page" || asset.Log[1].Status != 200 || asset.Log[1].Bytes != 5 {
		t.Errorf("%v", asset.Log)
	}
}

// TestCrossHost: each host's robots.txt speaks for its own hop, and the last one's
// is the asset's.
func TestCrossHost(t *testing.T) {
	first, second := newSite(t), newSite(t)
	second.text("/robots.txt", "User-agent: *\nDisallow: /closed\nDisallow: /page")
	second.text("/open", "hello")
	first.text("/robots.txt", "User-agent: *\nDisallow: /open")
	// Another name for the same machine is another host.
	elsewhere := strings.Replace(second.URL, "127.0.0.1", "localhost", 1)
	first.status("/page", 302, "Location", elsewhere+"/open")
	first.status("/page2", 302, "Location", elsewhere+"/closed")
	f := fetcher(t, Options{})

	asset, err := f.Fetch(t.Context(), first.URL+"/page")
	want := outline{Artifacts: []string{"robots 200 47 bytes", `response 200 "hello"`}, Notes: []string{NoteCrossHost}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
	if asset.URL != elsewhere+"/open" || asset.Name != first.URL+"/page" || asset.Artifacts[0].Source != elsewhere+"/robots.txt" {
		t.Errorf("%q, %q, %q", asset.URL, asset.Name, asset.Artifacts[0].Source)
	}
	if len(asset.Log) != 4 || asset.Log[1].Location != elsewhere+"/open" {
		t.Errorf("log: %v", asset.Log)
	}

	asset, err = f.Fetch(t.Context(), first.URL+"/page2")
	want = outline{Code: CodeDisallowed, Artifacts: []string{"robots 200 47 bytes"}, Notes: []string{NoteCrossHost}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
}

// TestRobotsCrossHost: rules found on another host bind the host that was asked.
func TestRobotsCrossHost(t *testing.T) {
	first, second := newSite(t), newSite(t)
	second.text("/rules", "User-agent: *\nDisallow: /page")
	first.status("/robots.txt", 301, "Location", second.URL+"/rules")
	asset, err := fetcher(t, Options{}).Fetch(t.Context(), first.URL+"/page")
	want := outline{Code: CodeDisallowed, Artifacts: []string{"robots 200 29 bytes"}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
	if asset.Artifacts[0].Source != first.URL+"/robots.txt" {
		t.Error(asset.Artifacts[0].Source)
	}
}

func TestDowngrade(t *testing.T) {
	plain := newSite(t)
	plain.text("/page", "hello")
	secure := httptest.NewTLSServer(http.RedirectHandler(plain.URL+"/page", http.StatusFound))
	defer secure.Close()
	secure.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, plain.URL+"/page", http.StatusFound)
	})
	f := fetcher(t, Options{})
	f.transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	asset, err := f.Fetch(t.Context(), secure.URL+"/page")
	want := outline{Artifacts: []string{"robots 404 nothing", `response 200 "hello"`}, Notes: []string{NoteDowngrade}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
}

// TestHTTP2: a dialler of our own does not cost the newer protocol.
func TestHTTP2(t *testing.T) {
	site := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/huge" {
			for range 20 {
				w.Header().Add("X", strings.Repeat("x", MaxHeader/10))
			}
		}
		fmt.Fprint(w, r.Proto)
	}))
	site.EnableHTTP2 = true
	site.StartTLS()
	defer site.Close()
	f := fetcher(t, Options{})
	f.transport.TLSClientConfig = site.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	f.transport.TLSClientConfig.NextProtos = nil
	asset, err := f.Fetch(t.Context(), site.URL+"/page")
	if err != nil || string(asset.Artifacts[1].Body) != "HTTP/2.0" {
		t.Errorf("%v, %v", asset.Log, err)
	}
	// Depending on how far it is over the limit, net/http breaks the connection.
	asset, err = f.Fetch(t.Context(), site.URL+"/huge")
	if code := codeOf(err); code != CodeHeaderSize && code != CodeUnreachable || len(asset.Artifacts) != 1 {
		t.Error(err)
	}
}

func TestCancel(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/page", drip)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	asset, err := fetcher(t, Options{}).Fetch(ctx, s.URL+"/page")
	want := outline{Code: CodeCancelled, Artifacts: []string{"robots 404 nothing", `response 200 "drip" truncated`}, Notes: []string{NoteShort}}
	if diff := cmp.Diff(want, show(asset, err)); diff != "" {
		t.Error(err, diff)
	}
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestOptions(t *testing.T) {
	for _, opt := range []Options{
		{Product: "Bot/1.0"}, {Product: "a b"}, {Product: "bot2"}, {Product: "x\r\nY: z"},
		{Contact: "mailto:a@example.com"}, {Contact: "example.com"}, {Contact: "https://example.com/(x)"},
		{MaxBody: -1}, {Timeout: -1},
	} {
		if _, err := NewFetcher(opt); err == nil {
			t.Errorf("%+v was accepted", opt)
		}
	}
}

// TestConcurrent: many at once, one robots.txt request, no race.
func TestConcurrent(t *testing.T) {
	s := newSite(t)
	s.text("/robots.txt", "User-agent: *\nDisallow: /closed")
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Path) })
	f := fetcher(t, Options{})
	var wait sync.WaitGroup
	robots := make([]*carrier.Artifact, 50)
	for i := range robots {
		wait.Go(func() {
			asset, err := f.Fetch(t.Context(), fmt.Sprintf("%s/%d", s.URL, i))
			if err != nil || string(asset.Artifacts[1].Body) != fmt.Sprintf("/%d", i) {
				t.Error(err)
				return
			}
			robots[i] = asset.Artifacts[0]
		})
	}
	wait.Wait()
	count := 0
	for _, path := range s.requests() {
		if path == "/robots.txt" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("robots.txt was asked for %d times", count)
	}
	for _, r := range robots {
		if r != robots[0] {
			t.Error("the robots.txt artifact is not shared")
		}
	}
}
