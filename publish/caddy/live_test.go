package caddy

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// live is a running Caddy.
type live struct {
	t       *testing.T
	address string
}

// siteText is what sites have: files, caching, rewriting, redirects, errors, a backend.
const siteText = `http://NAME:PORT {
	root * FOLDER/htdocs
	@images path *.jpg *.png
	header @images {
		Cache-Control max-age=31536000
		-Etag
	}
	redir /moved /index.html
	rewrite /virtual/* /photos/a.jpg
	rewrite /photos/virtual /index.html
	basicauth /secret* {
		bob $2a$14$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG
	}
	handle_path /behind/* {
		reverse_proxy BACKEND
	}
	reverse_proxy /photos/behind/* BACKEND
	respond /photos/forbidden "no" 403
	error /photos/broken "broken" 500
	file_server
	ERRORS
}
`

// errorPages are ways to answer errors.
var errorPages = []string{
	"",
	"handle_errors {\n\t\trewrite * /404.html\n\t\tfile_server\n\t}",
	"handle_errors {\n\t\trewrite * /error\n\t\treverse_proxy BACKEND\n\t}",
	"handle_errors {\n\t\trespond \"{err.status_code}\"\n\t}",
}

// start runs Caddy. In the text, PORT, FOLDER and BACKEND are filled in; write changes it
// after that.
func start(t *testing.T, text string, write func([]byte) []byte) *live {
	t.Helper()
	program, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("SKIPPED: Caddy is not installed, so nothing is proved against the real server (Debian: apt-get install caddy)")
	}
	folder := t.TempDir()
	for name, text := range map[string]string{"index.html": "home", "photos/a.jpg": "a", "photos/raw/a.jpg": "raw", "press/a.jpg": "press", "404.html": "nothing", "docs/index.html": "docs"} {
		put(t, filepath.Join(folder, "htdocs", name), text)
	}
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Usage"] = []string{"train-ai=y", "ai-use=y"}
		if strings.Contains(r.URL.Path, "fails") {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = io.WriteString(w, "from behind")
	}))
	t.Cleanup(backend.Close)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()

	_, port, _ := net.SplitHostPort(address)
	text = strings.NewReplacer("FOLDER", folder, "PORT", port, "BACKEND", backend.URL).Replace(text)
	name := filepath.Join(folder, "Caddyfile")
	head := "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n"
	put(t, name, head+string(write([]byte(text))))
	run := func(verb string) *exec.Cmd {
		c := exec.Command(program, verb, "--config", name, "--adapter", "caddyfile")
		c.Env = append(os.Environ(), "XDG_DATA_HOME="+folder, "XDG_CONFIG_HOME="+folder, "HOME="+folder)
		return c
	}
	if out, err := run("validate").CombinedOutput(); err != nil {
		written, _ := os.ReadFile(name)
		t.Fatalf("Caddy does not take the configuration: %v\n%s\n%s", err, out, written)
	}
	command := run("run")
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return &live{t, address}
		}
		if time.Now().After(deadline) {
			t.Fatalf("Caddy does not start: %s", output.Bytes())
		}
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ask sends a request line as it is.
func (h *live) ask(host, line string, fields ...string) *http.Response {
	h.t.Helper()
	c, err := net.Dial("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	fmt.Fprintf(c, "%s\r\nHost: %s\r\nConnection: close\r\n%s\r\n", line, host, strings.Join(append(fields, ""), "\r\n"))
	method, _, _ := strings.Cut(line, " ")
	answer, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		h.t.Fatalf("%s: %v", line, err)
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer
}
