package gather

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/carrier"
)

const rules = "User-agent: *\nDisallow: /closed\nContent-Usage: train-ai=n\n"

// folder writes files; names with a slash make folders.
func folder(t testing.TB, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// found gathers a path and gives a line per asset or error, with the folder left
// out of names.
func found(t testing.TB, dir, name string, opt PathOptions) []string {
	if name != "-" {
		name = filepath.Join(dir, name)
	}
	var list []string
	for asset, err := range Path(t.Context(), name, opt) {
		if err != nil {
			e := new(Error)
			if asset != nil || !errors.As(err, &e) {
				t.Errorf("%v with %v", err, asset)
				continue
			}
			list = append(list, "! "+cutFolder(e.URL, dir)+" "+e.Code)
			continue
		}
		line := cutFolder(asset.Name, dir) + " <" + asset.URL + ">"
		for _, a := range asset.Artifacts {
			line += ", " + describe(a, dir)
		}
		for _, n := range asset.Notes {
			line += " !" + n.Code
		}
		list = append(list, line)
	}
	return list
}

func cutFolder(name, dir string) string {
	if rest, ok := strings.CutPrefix(name, dir); ok && dir != "" {
		return "." + filepath.ToSlash(rest)
	}
	return name
}

func describe(a *carrier.Artifact, dir string) string {
	switch a.Kind {
	case carrier.Robots:
		if a.Body == nil {
			return fmt.Sprintf("robots %d nothing from %s", a.Status, cutFolder(a.Source, dir))
		}
		return fmt.Sprintf("robots of %d from %s", len(a.Body), cutFolder(a.Source, dir))
	case carrier.Response:
		return fmt.Sprintf("response %d %s %q", a.Status, a.MediaType, a.Body)
	}
	return fmt.Sprintf("file %s %d", a.MediaType, len(a.Body))
}

func TestPathFiles(t *testing.T) {
	const page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Usage: train-ai=n\r\n\r\nhello"
	dir := folder(t, map[string]string{
		"page.html":                  "<html>",
		"photo.JPG":                  "x",
		"unknown":                    "\x89PNG\r\n\x1a\n",
		"empty":                      "",
		"robots.txt":                 rules,
		"example.com.robots.txt":     rules,
		"example.org.txt":            rules,
		"www.example.info":           rules,
		"example.net.txt":            "just some notes about example.net",
		"notes.txt":                  rules,
		"prose.txt":                  "User-agent: strings\nare long\nand many\n",
		"binary.txt":                 rules + "\x00",
		"www.example.com/robots.txt": rules,
		"saved/page.http":            page,
		"saved/robots.txt":           rules,
		"chain.http":                 "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\nHTTP/2 302\r\nLocation: /c\r\n\r\n" + page,
		"proxy.http":                 "HTTP/1.0 200 Connection established\r\n\r\n" + page,
		"moved.http":                 "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n<a href=/b>",
		"head.http":                  "HTTP/1.1 200 OK\r\nContent-Usage: train-ai=n",
		"wrong.http":                 "<html>",
		"br.http":                    "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxxx",
	})
	const u = "https://a.example/p"
	tests := []struct {
		name string
		opt  PathOptions
		want string
	}{
		{"page.html", PathOptions{}, "./page.html <>, file text/html 6"},
		{"page.html", PathOptions{URL: u}, "./page.html <" + u + ">, file text/html 6"},
		{"page.html", PathOptions{URL: "a.example/p", Robots: "robots.txt"}, "./page.html <" + u + ">, robots of 58 from ./robots.txt, file text/html 6"},
		{"photo.JPG", PathOptions{}, "./photo.JPG <>, file image/jpeg 1"},
		{"unknown", PathOptions{}, "./unknown <>, file image/png 0"},
		{"empty", PathOptions{}, "./empty <>, file text/plain 0"},
		{"robots.txt", PathOptions{}, "./robots.txt <>, robots of 58 from ./robots.txt"},
		{"robots.txt", PathOptions{URL: u}, "./robots.txt <" + u + ">, robots of 58 from ./robots.txt"},
		{"example.com.robots.txt", PathOptions{}, "./example.com.robots.txt <https://example.com/>, robots of 58 from ./example.com.robots.txt"},
		{"example.com.robots.txt", PathOptions{URL: u}, "./example.com.robots.txt <" + u + ">, robots of 58 from ./example.com.robots.txt"},
		{"example.org.txt", PathOptions{}, "./example.org.txt <https://example.org/>, robots of 58 from ./example.org.txt"},
		{"example.net.txt", PathOptions{}, "./example.net.txt <>, file text/plain 33"},
		{"www.example.info", PathOptions{}, "./www.example.info <https://www.example.info/>, robots of 58 from ./www.example.info"},
		{"notes.txt", PathOptions{}, "./notes.txt <>, robots of 58 from ./notes.txt"},
		{"prose.txt", PathOptions{}, "./prose.txt <>, file text/plain 38"},
		{"binary.txt", PathOptions{}, "./binary.txt <>, file text/plain 59"},
		{"www.example.com/robots.txt", PathOptions{}, "./www.example.com/robots.txt <https://www.example.com/>, robots of 58 from ./www.example.com/robots.txt"},
		{"saved/page.http", PathOptions{}, `./saved/page.http <>, robots of 58 from ./saved/robots.txt, response 200 text/html "hello"`},
		{"saved/page.http", PathOptions{Robots: "notes.txt"}, `./saved/page.http <>, robots of 58 from ./notes.txt, response 200 text/html "hello"`},
		{"chain.http", PathOptions{URL: u}, `./chain.http <` + u + `>, robots of 58 from ./robots.txt, response 200 text/html "hello"`},
		{"proxy.http", PathOptions{}, `./proxy.http <>, robots of 58 from ./robots.txt, response 200 text/html "hello"`},
		{"moved.http", PathOptions{}, `./moved.http <>, robots of 58 from ./robots.txt, response 301  "<a href=/b>"`},
		{"head.http", PathOptions{}, `./head.http <>, robots of 58 from ./robots.txt, response 200  "" !http-header-cut`},
		{"wrong.http", PathOptions{}, "./wrong.http <>, file text/html 6 !capture-malformed"},
		{"br.http", PathOptions{}, `./br.http <>, robots of 58 from ./robots.txt, response 200  "" !http-content-coding-unsupported`},
		{"page.html", PathOptions{MaxFile: 3}, "./page.html <>, file text/html 3 !body-truncated"},
		{"missing", PathOptions{}, "! ./missing file-unreadable"},
		{"page.html", PathOptions{Robots: "missing"}, "! ./missing file-unreadable"},
		{"page.html", PathOptions{URL: "ftp://a.example/"}, "! ftp://a.example/ fetch-url"},
	}
	for _, test := range tests {
		if test.opt.Robots != "" {
			test.opt.Robots = filepath.Join(dir, test.opt.Robots)
		}
		if diff := cmp.Diff([]string{test.want}, found(t, dir, test.name, test.opt)); diff != "" {
			t.Errorf("%s %+v: %s", test.name, test.opt, diff)
		}
	}
}

func TestPathStdin(t *testing.T) {
	archive := fixture(t)
	tests := []struct{ name, in, want string }{
		{"robots", rules, "- <>, robots of 58 from -"},
		{"page", "<html>", "- <>, file text/html 6"},
		{"response", "HTTP/1.1 404 Not Found\nA: b\n\nhello", `- <>, response 404  "hello"`},
		{"empty", "", "- <>, file text/plain 0"},
		{"archive", archive, `-#`},
	}
	for _, test := range tests {
		got := found(t, "", "-", PathOptions{Stdin: iotest.HalfReader(strings.NewReader(test.in))})
		if len(got) == 0 || !strings.HasPrefix(got[0], test.want) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
	broken := errors.New("pipe on fire")
	for _, err := range Path(t.Context(), "-", PathOptions{Stdin: iotest.ErrReader(broken)}) {
		if !errors.Is(err, broken) {
			t.Error(err)
		}
	}
}

func TestPathFolder(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.html": "<html>", "a.html": "<html>", ".hidden": "x", ".git/config": "x", ".well-known/tdmrep.json": "[]",
		"example.com.txt": rules, "example.org/robots.txt": rules,
		"saved/one.http": "HTTP/1.1 200 OK\r\n\r\n1", "saved/two.HTTP": "HTTP/1.1 200 OK\r\n\r\n2", "saved/robots.txt": rules,
		"z/nested/c.txt": "c",
	})
	want := []string{
		"./.well-known/tdmrep.json <>, file application/json 2",
		"./a.html <>, file text/html 6",
		"./b.html <>, file text/html 6",
		"./example.com.txt <https://example.com/>, robots of 58 from ./example.com.txt",
		"./example.org/robots.txt <https://example.org/>, robots of 58 from ./example.org/robots.txt",
		`./saved/one.http <>, robots of 58 from ./saved/robots.txt, response 200  "1"`,
		`./saved/two.HTTP <>, robots of 58 from ./saved/robots.txt, response 200  "2"`,
		"./z/nested/c.txt <>, file text/plain 1",
	}
	if diff := cmp.Diff(want, found(t, dir, "", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}

// TestPathFolderOfHost: a folder that is named after a host, read by itself.
func TestPathFolderOfHost(t *testing.T) {
	dir := folder(t, map[string]string{"example.org/robots.txt": rules})
	want := []string{"./example.org/robots.txt <https://example.org/>, robots of 58 from ./example.org/robots.txt"}
	if diff := cmp.Diff(want, found(t, dir, "example.org", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}

// TestPathServed: a folder with a URL is a site, whose robots.txt is the one at its
// root and no other.
func TestPathServed(t *testing.T) {
	dir := folder(t, map[string]string{
		"index.html": "<html>", "robots.txt": rules, "sub/a b.html": "<html>", "sub/robots.txt": rules, "sub/example.com.txt": rules,
	})
	want := []string{
		"./index.html <https://a.example/x/index.html>, robots of 58 from ./robots.txt, file text/html 6",
		"./sub/a b.html <https://a.example/x/sub/a%20b.html>, robots of 58 from ./robots.txt, file text/html 6",
		"./sub/example.com.txt <https://a.example/x/sub/example.com.txt>, robots of 58 from ./robots.txt, file text/plain 58",
		"./sub/robots.txt <https://a.example/x/sub/robots.txt>, robots of 58 from ./robots.txt, file text/plain 58",
	}
	if diff := cmp.Diff(want, found(t, dir, "", PathOptions{URL: "https://a.example/x"})); diff != "" {
		t.Error(diff)
	}
	alone := folder(t, map[string]string{"robots.txt": rules})
	want = []string{"./robots.txt <https://a.example/>, robots of 58 from ./robots.txt"}
	if diff := cmp.Diff(want, found(t, alone, "", PathOptions{URL: "https://a.example/"})); diff != "" {
		t.Error(diff)
	}
}

// TestPathStops: breaking off ends everything, and so does the context, with an
// error.
func TestPathStops(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "a", "b.txt": "b", "c.txt": "c"})
	for range Path(t.Context(), dir, PathOptions{}) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var list []string
	for asset, err := range Path(ctx, dir, PathOptions{}) {
		cancel()
		if err != nil {
			list = append(list, codeOf(err))
			continue
		}
		list = append(list, filepath.Base(asset.Name))
	}
	if diff := cmp.Diff([]string{"a.txt", CodeCancelled}, list); diff != "" {
		t.Error(diff)
	}
	for _, err := range Path(ctx, dir, PathOptions{}) {
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

// TestRobotsFileLimit: a robots.txt file is cut to whole lines.
func TestRobotsFileLimit(t *testing.T) {
	line := "Disallow: /x\n"
	dir := folder(t, map[string]string{"robots.txt": strings.Repeat(line, MaxRobots/len(line)+10)})
	want := []string{fmt.Sprintf("./robots.txt <>, robots of %d from ./robots.txt !robots-truncated", MaxRobots/len(line)*len(line))}
	if diff := cmp.Diff(want, found(t, dir, "robots.txt", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}
