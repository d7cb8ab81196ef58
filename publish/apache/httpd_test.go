package apache

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
	"syscall"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/publish"
)

// binary finds httpd and its modules.
func binary(t *testing.T) (program, modules string) {
	t.Helper()
	for _, p := range []string{"apache2", "/usr/sbin/apache2", "httpd", "/usr/sbin/httpd"} {
		if found, err := exec.LookPath(p); err == nil {
			program = found
			break
		}
	}
	for _, p := range []string{"/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules", "/usr/libexec/apache2"} {
		if _, err := os.Stat(filepath.Join(p, "mod_headers.so")); err == nil {
			modules = p
			break
		}
	}
	if program == "" || modules == "" {
		t.Skip("SKIPPED: Apache httpd is not installed, so nothing is proved against the real server (Debian: apt-get install apache2)")
	}
	return program, modules
}

// httpd is a running server.
type httpd struct {
	t       *testing.T
	address string
	folder  string
}

// start runs httpd with some sites. In the text, PORT, FOLDER and BACKEND are filled in.
func start(t *testing.T, sites string, files map[string]string) *httpd {
	t.Helper()
	program, modules := binary(t)
	folder := t.TempDir()
	for p := folder; p != filepath.Dir(p) && strings.Contains(p, "Test"); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		put(t, filepath.Join(folder, "htdocs", name), text)
	}
	put(t, filepath.Join(folder, "elsewhere", "404.html"), "nothing here")
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

	var conf strings.Builder
	fmt.Fprintf(&conf, "ServerRoot %q\nPidFile pid\nListen %s\nServerName localhost\nErrorLog error.log\n", folder, address)
	loaded := func(name string) bool {
		_, err := os.Stat(filepath.Join(modules, "mod_"+name+".so"))
		return err == nil
	}
	for _, m := range []string{"mpm_event", "unixd", "authz_core", "headers", "dir", "mime", "alias", "rewrite", "proxy", "proxy_http", "actions", "cgid"} {
		if loaded(m) {
			fmt.Fprintf(&conf, "LoadModule %s_module %q\n", m, filepath.Join(modules, "mod_"+m+".so"))
		}
	}
	if os.Getuid() == 0 {
		conf.WriteString("User www-data\nGroup www-data\n")
	}
	conf.WriteString("StartServers 1\nServerLimit 1\nMaxRequestWorkers 25\nScriptSock cgisock\nTypesConfig /dev/null\nDocumentRoot FOLDER/htdocs\n")
	conf.WriteString("<Directory FOLDER/htdocs>\nAllowOverride All\nRequire all granted\n</Directory>\n<Directory FOLDER/elsewhere>\nRequire all granted\n</Directory>\n")
	conf.WriteString(sites)
	text := strings.NewReplacer("FOLDER", folder, "PORT", address, "BACKEND", backend.URL).Replace(conf.String())
	put(t, filepath.Join(folder, "httpd.conf"), text)
	arguments := []string{"-d", folder, "-f", filepath.Join(folder, "httpd.conf")}
	if out, err := exec.Command(program, append(arguments, "-t")...).CombinedOutput(); err != nil {
		t.Fatalf("httpd does not take the configuration: %v\n%s\n%s", err, out, text)
	}
	command := exec.Command(program, append(arguments, "-DFOREGROUND")...)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	})
	h := &httpd{t: t, address: address, folder: folder}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return h
		}
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(folder, "error.log"))
			t.Fatalf("httpd does not start: %s\n%s", output.Bytes(), log)
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
func (h *httpd) ask(host, line string, fields ...string) *http.Response {
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

// wanted are the fields for a path; none where nothing is said.
func wanted(s *publish.Saying, path string) (values []string) {
	if rule := s.At(path); rule != nil && rule.Headers[0].Value != "" {
		values = []string{rule.Headers[0].Value}
	}
	return values
}
