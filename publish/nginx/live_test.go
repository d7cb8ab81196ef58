package nginx_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// nginxPath finds nginx, without which a test is passed over.
func nginxPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Skip("nginx is not here, and this test asks a real one: apt-get install nginx-light")
	return ""
}

// server is a running nginx.
type server struct {
	port int
	stop func()
}

// freePort gives a port that the system has to spare.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// start writes a configuration into a folder of its own and runs nginx on it.
func start(t *testing.T, nginx string, files map[string][]byte, port int) server {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		put(t, filepath.Join(folder, name), text)
	}
	if err := os.Mkdir(filepath.Join(folder, "temp"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(nginx, "-e", "stderr", "-p", folder, "-c", "nginx.conf")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	s := server{port: port, stop: func() { cmd.Process.Kill(); <-done }}
	for range 500 {
		select {
		case err := <-done:
			t.Fatalf("nginx: %v\n%s\n%s", err, said.String(), files["nginx.conf"])
		default:
		}
		if conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			conn.Close()
			return s
		}
		time.Sleep(2 * time.Millisecond)
	}
	s.stop()
	t.Fatalf("nginx does not answer\n%s", said.String())
	return s
}

func put(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// get asks for a target just as it is written.
func (s server) get(t *testing.T, host, target string, fields ...string) (status int, header http.Header) {
	t.Helper()
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", s.port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(5 * time.Second))
	method, rest, found := strings.Cut(target, " ")
	if !found {
		method, rest = "GET", target
	}
	fmt.Fprintf(conn, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n", method, rest, host, strings.Join(append(fields, ""), "\r\n"))
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%s %s: %v", host, target, err)
	}
	io.Copy(io.Discard, response.Body)
	response.Body.Close()
	response.Header.Del("Date")
	if response.Header.Get("Expires") != "" {
		response.Header.Set("Expires", "a time") // which goes on between two requests
	}
	return response.StatusCode, response.Header
}

// site makes the files of a site.
func site(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"index.html", "a.jpg", "404.html", "photos/index.html", "photos/a.jpg", "photos/loans/b.png",
		"static/x.css", "private/x.html", "en/p.html", "café/x.html", "b'c/x.html", "(a+b)/x.html", "a$b/x.html", "~user/x.html", "x;{1}/x.html", "robots.txt"} {
		put(t, filepath.Join(root, name), []byte(name))
	}
	return root
}

// targets are what is asked for. Those that begin with another method are asked by it.
var targets = []string{
	"/", "/index.html", "/a.jpg", "/a.jpg?size=1", "/photos/", "/photos/a.jpg", "/photos/a.jpg?size=2&x", "/photos", "/photos/loans/b.png",
	"/photos/loans/none.png", "/none", "/none.jpg", "/static/x.css", "/static/none.css", "/old", "/private/x.html", "/gone/x", "/en/p.html", "/de/p",
	"/hop/a.jpg", "/say/this", "/caf%C3%A9/x.html", "/caf%c3%a9/x.html", "/café/x.html", "/%70hotos/a.jpg", "/photo%73/loans/b.png", "/b'c/x.html", "/(a+b)/x.html",
	"/a$b/x.html", "/a%24b/x.html", "/~user/x.html", "/%7Euser/x.html", "/x;%7B1%7D/x.html", "/x;{1}/x.html", "/?go=1", "/index.html?x=%2E", "//photos/a.jpg", "/x/../photos/a.jpg", "HEAD /photos/a.jpg", "POST /photos/a.jpg", "PUT /none",
}

// TestRealNginx asks a real nginx before and after: every response has the field as declared,
// or a stricter one where the target is spelt oddly, and is otherwise what it was.
func TestRealNginx(t *testing.T) {
	nginx, root := nginxPath(t), site(t)
	seen := map[int]int{}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 2))
		port := freePort(t)
		g := generator{Rand: r, port: port, root: root}
		c := g.configuration()
		saying := sayingOf(t, declaration(r))
		after, out := invariants(t, c.files, "nginx.conf", saying)
		if f := faults(out); len(f) > 0 {
			t.Fatalf("seed %d: %v", seed, f)
		}
		old := ask(t, nginx, c, c.files, port)
		now := ask(t, nginx, c, after, port)
		for question, was := range old {
			is := now[question]
			seen[is.status]++
			host, target, _ := strings.Cut(question, " ")
			checkField(t, saying, slices.Contains(c.ours, host), target, is)
			is.header.Del("Content-Usage")
			if diff := cmp.Diff(was, is, cmp.AllowUnexported(response{})); diff != "" {
				t.Errorf("%s is not what it was:\n%s", question, diff)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d\n%s", seed, strings.Join(slices.Sorted(maps.Values(text(after))), "\n----\n"))
		}
	}
	for _, status := range []int{200, 301, 302, 304, 307, 403, 404, 405, 410} {
		if seen[status] == 0 {
			t.Errorf("no response had status %d: the test says nothing about it", status)
		}
	}
}

type response struct {
	status int
	header http.Header
}

// ask asks everything of a configuration. A key is a host and a target.
func ask(t *testing.T, nginx string, c generated, files map[string][]byte, port int) map[string]response {
	t.Helper()
	s := start(t, nginx, files, port)
	defer s.stop()
	answers := map[string]response{}
	for _, host := range append(slices.Clone(c.ours), c.other...) {
		for _, target := range targets {
			status, header := s.get(t, host, target)
			answers[host+" "+target] = response{status, header}
			if status == 200 && header.Get("Etag") != "" {
				status, header := s.get(t, host, target, "If-None-Match: "+header.Get("Etag"))
				answers[host+" "+target+" "] = response{status, header}
			}
		}
	}
	return answers
}

// checkField compares the field of a response with what is declared.
func checkField(t *testing.T, saying *publish.Saying, ours bool, target string, is response) {
	t.Helper()
	target = strings.TrimSpace(target)
	if _, rest, found := strings.Cut(target, " "); found {
		target = rest
	}
	want := ""
	if rule := saying.At(target); rule != nil && ours {
		want = rule.Value
	}
	got := strings.Join(is.header.Values("Content-Usage"), " | ")
	if got == want {
		return
	}
	odd := strings.Contains(target, "é") || strings.Contains(target, "%7") || strings.Contains(target, "%2E")
	read := func(text string) proviso.Outcomes { return expr.Read([]byte(text), &expr.Source{}).Outcomes }
	for _, use := range proviso.Uses() {
		said, declared := read(got)[use], read(want)[use]
		if !ours || !odd || !said.Equal(declared) && said.Word() != proviso.Deny {
			t.Errorf("%s (%d) says %q, and declared is %q", target, is.status, got, want)
			return
		}
	}
}
