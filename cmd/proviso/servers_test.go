package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// server is a real server, and a configuration as people have it: images are cached, and
// the error page is a file.
type server struct {
	name     string
	programs []string
	install  string
	file     string // its configuration file
	conf     string // FOLDER, PUBLIC, PORT and MODULES are filled in
	args     []string
}

var servers = []server{
	{
		name: "nginx", programs: []string{"nginx", "/usr/sbin/nginx"}, install: "apt-get install nginx-light", file: "nginx.conf",
		args: []string{"-e", "stderr", "-p", "FOLDER", "-c", "nginx.conf"},
		conf: `daemon off;
pid FOLDER/nginx.pid;
USER
events {}
http {
    types { text/html html; image/jpeg jpg; text/plain txt; application/json json; }
    access_log off;
    client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2; fastcgi_temp_path FOLDER/t3; uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
    server {
        listen 127.0.0.1:PORT;
        server_name harbour.example;
        root PUBLIC;
        error_page 404 /404.html;
        location / { try_files $uri $uri/index.html =404; }
        location ~* \.(jpg|png)$ {
            expires 30d;
            add_header Cache-Control "public, immutable"; # the header of the server is lost here
        }
    }
}
`,
	},
	{
		name: "apache", programs: []string{"apache2", "/usr/sbin/apache2", "httpd", "/usr/sbin/httpd"}, install: "apt-get install apache2", file: "httpd.conf",
		args: []string{"-d", "FOLDER", "-f", "FOLDER/httpd.conf", "-D", "FOREGROUND"},
		conf: `ServerRoot "FOLDER"
PidFile pid
Listen 127.0.0.1:PORT
ServerName harbour.example
ErrorLog error.log
MODULES
USER
TypesConfig /dev/null
AddType text/html .html
AddType image/jpeg .jpg
<VirtualHost *:PORT>
    ServerName harbour.example
    DocumentRoot "PUBLIC"
    DirectoryIndex index.html
    ErrorDocument 404 /404.html
    <Directory "PUBLIC">
        Require all granted
    </Directory>
    <FilesMatch "\.(jpg|png)$">
        Header set Cache-Control "public, max-age=2592000, immutable"
    </FilesMatch>
</VirtualHost>
`,
	},
	{
		name: "caddy", programs: []string{"caddy"}, install: "apt-get install caddy", file: "Caddyfile",
		args: []string{"run", "--config", "FOLDER/Caddyfile", "--adapter", "caddyfile"},
		conf: `{
	admin off
	auto_https off
}

http://harbour.example:PORT, http://127.0.0.1:PORT {
	root * PUBLIC
	@images path *.jpg *.png
	header @images Cache-Control "public, max-age=2592000, immutable"
	file_server
	handle_errors {
		rewrite * /404.html
		file_server
	}
}
`,
	},
}

// TestFromNothingToAVerifiedSite: on each real server one init, one apply and a restart
// make a site that verifies, images that are cached and missing pages included; and undo
// gives the first bytes back.
func TestFromNothingToAVerifiedSite(t *testing.T) {
	if testing.Short() {
		t.Skip("starts servers, and is polite to them")
	}
	for _, s := range servers {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			binary := s.find(t)
			folder := t.TempDir()
			for _, f := range []string{filepath.Dir(folder), folder} { // the server may be another user
				if err := os.Chmod(f, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			public := filepath.Join(folder, "site", "public")
			harbour(t, public)
			port := freePort(t)
			conf := filepath.Join(folder, s.file)
			writeText(t, conf, s.fill(t, s.conf, folder, public, port))
			before := everyFile(t, folder)

			declaration := filepath.Join(folder, "site")
			program(t, 0, "init", "--who", "archive", "--name", "Harbour Archive", "--domain", "harbour.example", "--train-ai", "cc-cr-ec", "--ai-use", "cc-cr",
				"--images", "public/photos", "--public", "public", "--host", s.name, "--server", "../"+s.file, declaration)
			file := filepath.Join(declaration, "proviso.toml")
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// A part of the site about which something else is said.
			writeText(t, file, string(text)+"\n[[collection]]\nname = \"drafts\"\npaths = [\"/drafts/\"]\ntrain-ai = \"deny\"\nai-use = \"deny\"\nsearch = \"deny\"\n")
			program(t, 6, "plan", "--check", file)
			program(t, 0, "apply", "--yes", file)
			program(t, 0, "plan", "--check", file)

			s.start(t, binary, folder, port)
			url := fmt.Sprintf("http://127.0.0.1:%d/", port)
			out := program(t, 0, "verify", "--allow-private", "--page", "/drafts/one.html", file, url)
			for _, want := range []string{"(missing)", "photos/tide.jpg (image)", "drafts/one.html (page)", "the site says what is declared"} {
				if !strings.Contains(out, want) {
					t.Errorf("nothing is said of %q:\n%s", want, out)
				}
			}
			program(t, 0, "undo", "--yes", file)
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, everyFile(t, folder)); diff != "" {
				t.Errorf("after undo: %s", diff)
			}
		})
	}
}

// harbour makes a small site.
func harbour(t *testing.T, public string) {
	t.Helper()
	photo, err := os.ReadFile("../../examples/photos/tide.jpg")
	if err != nil {
		t.Fatal(err)
	}
	page := func(title, body string) string {
		return "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>" + title + "</title>\n</head>\n<body>\n<h1>" + title + "</h1>\n" + body + "\n</body>\n</html>\n"
	}
	image := `<img src="/photos/tide.jpg" alt="The harbour at low tide" width="640" height="480">`
	writeText(t, filepath.Join(public, "index.html"), page("Harbour Archive", `<a href="/photos/">Photographs</a> `+image))
	writeText(t, filepath.Join(public, "photos", "index.html"), page("Photographs", image))
	writeText(t, filepath.Join(public, "photos", "tide.jpg"), string(photo))
	writeText(t, filepath.Join(public, "drafts", "one.html"), page("A draft", "Not finished."))
	writeText(t, filepath.Join(public, "404.html"), page("Not here", "There is no such page."))
}

func (s *server) find(t *testing.T) string {
	t.Helper()
	for _, p := range s.programs {
		if found, err := exec.LookPath(p); err == nil {
			return found
		}
	}
	t.Skipf("SKIPPED: %s is not installed, so nothing is proved against the real server (Debian: %s)", s.name, s.install)
	return ""
}

// fill fills in a configuration.
func (s *server) fill(t *testing.T, text, folder, public string, port int) string {
	user, modules := "", ""
	if os.Getuid() == 0 {
		user = "user root;"
		if s.name == "apache" { // which must not be root
			user = "User nobody\nGroup nogroup"
		}
	}
	if s.name == "apache" {
		for _, base := range []string{"/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"} {
			for _, m := range []string{"mpm_event", "unixd", "authz_core", "headers", "dir", "mime"} {
				if name := filepath.Join(base, "mod_"+m+".so"); exists(name) {
					modules += fmt.Sprintf("LoadModule %s_module %q\n", m, name)
				}
			}
		}
		if modules == "" {
			t.Skip("SKIPPED: the modules of Apache were not found")
		}
	}
	return strings.NewReplacer("FOLDER", folder, "PUBLIC", public, "PORT", fmt.Sprint(port), "MODULES\n", modules, "USER", user).Replace(text)
}

// start runs the server until the test ends, and waits for it.
func (s *server) start(t *testing.T, binary, folder string, port int) {
	t.Helper()
	var args []string
	for _, a := range s.args {
		args = append(args, strings.ReplaceAll(a, "FOLDER", folder))
	}
	var said bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = folder, &said, &said
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir(), "HOME="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	for range 100 {
		if c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("the server does not answer: %s", said.String())
}

// program runs proviso, and holds it to its exit code.
func program(t *testing.T, code int, args ...string) string {
	t.Helper()
	var out, words bytes.Buffer
	if got := run(context.Background(), args, streams{strings.NewReader(""), &out, &words}); got != code {
		t.Fatalf("proviso %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, out.String(), words.String())
	}
	return out.String()
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func writeText(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// everyFile reads all files of a folder but those that servers make.
func everyFile(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		top, _, _ := strings.Cut(rel, string(filepath.Separator))
		if e.IsDir() || top != "site" && !strings.HasSuffix(rel, ".conf") && rel != "Caddyfile" {
			return nil
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		text, err := io.ReadAll(f)
		files[rel] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
