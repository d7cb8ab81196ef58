package gather

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/warc"
)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// archived is one record to be written: at a URL, so many hours into the day.
type archived struct {
	kind, url string
	hour      int
	block     string
	header    []warc.Field
}

func response(url string, hour int, block string) archived {
	return archived{kind: "response", url: url, hour: hour, block: block}
}

func ok(body string) string { return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body }

func write(t testing.TB, w *warc.Writer, records ...archived) {
	for _, r := range records {
		mediaType := "application/http; msgtype=response"
		if r.kind == "resource" {
			mediaType = "text/html"
		}
		err := w.Write(&warc.Record{Type: r.kind, TargetURI: r.url, Date: day.Add(time.Duration(r.hour) * time.Hour),
			ContentType: mediaType, Header: r.header, Body: strings.NewReader(r.block)})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fixture is a small archive.
func fixture(t testing.TB) string {
	var b bytes.Buffer
	w := warc.NewGzipWriter(&b)
	w.Info(day, warc.Field{Name: "software", Value: "proviso"})
	write(t, w, response("https://a.example/robots.txt", 0, ok(rules)), response("https://a.example/1", 1, ok("one")))
	return b.String()
}

// gathered writes an archive and gathers it; offsets are left out of names.
func gathered(t testing.TB, opt PathOptions, records ...archived) []string {
	var b bytes.Buffer
	write(t, warc.NewGzipWriter(&b), records...)
	dir := folder(t, map[string]string{"x.warc.gz": b.String()})
	return withoutOffsets(found(t, dir, "x.warc.gz", opt))
}

func withoutOffsets(list []string) []string {
	for i, line := range list {
		name, rest, _ := strings.Cut(line, "#")
		_, rest, _ = strings.Cut(rest, " ")
		list[i] = strings.Replace(name, "./x.warc.gz", "", 1) + rest
	}
	return list
}

func TestArchive(t *testing.T) {
	moved := func(to string) string { return "HTTP/1.1 301 Moved\r\nLocation: " + to + "\r\n\r\n" }
	fixed := strings.Repeat("x", 30)
	tests := []struct {
		name    string
		opt     PathOptions
		records []archived
		want    []string
	}{
		{"a robots.txt after the page", PathOptions{}, []archived{
			response("https://a.example/1", 1, ok("one")),
			response("https://a.example/robots.txt", 0, ok(rules)),
			response("https://b.example/1", 1, ok("two")),
		}, []string{
			`<https://a.example/1>, robots of 58 from https://a.example/robots.txt, response 200 text/html "one"`,
			`<https://b.example/1>, response 200 text/html "two"`}},
		{"one pass", PathOptions{OnePass: true}, []archived{
			response("https://a.example/1", 1, ok("one")),
			response("https://a.example/robots.txt", 0, ok(rules)),
			response("https://a.example/2", 1, ok("two")),
		}, []string{
			`<https://a.example/1>, response 200 text/html "one"`,
			`<https://a.example/2>, robots of 58 from https://a.example/robots.txt, response 200 text/html "two"`}},
		{"scheme and port make the origin", PathOptions{}, []archived{
			response("https://A.example:443/robots.txt", 0, ok(rules)),
			response("https://a.example/1", 1, ok("1")), response("http://a.example/1", 1, ok("2")), response("https://a.example:8443/1", 1, ok("3")),
		}, []string{
			`<https://a.example/1>, robots of 58 from https://A.example:443/robots.txt, response 200 text/html "1"`,
			`<http://a.example/1>, response 200 text/html "2"`,
			`<https://a.example:8443/1>, response 200 text/html "3"`}},
		{"the robots.txt of the time", PathOptions{}, []archived{
			response("https://a.example/robots.txt", 5, ok("User-agent: x")), response("https://a.example/robots.txt", 10, ok("User-agent: xx")),
			response("https://a.example/robots.txt", 15, ok("User-agent: xxx")),
			response("https://a.example/1", 1, ok("")), response("https://a.example/2", 7, ok("")), response("https://a.example/3", 10, ok("")), response("https://a.example/4", 23, ok("")),
		}, []string{
			`<https://a.example/1>, robots of 13 from https://a.example/robots.txt, response 200 text/html ""`,
			`<https://a.example/2>, robots of 13 from https://a.example/robots.txt, response 200 text/html ""`,
			`<https://a.example/3>, robots of 14 from https://a.example/robots.txt, response 200 text/html ""`,
			`<https://a.example/4>, robots of 15 from https://a.example/robots.txt, response 200 text/html ""`}},
		{"robots.txt statuses", PathOptions{}, []archived{
			response("https://a.example/robots.txt", 0, "HTTP/1.1 404 Not Found\r\n\r\nnothing"), response("https://a.example/", 1, ok("")),
			response("https://b.example/robots.txt", 0, "HTTP/1.1 503 Busy\r\n\r\nnothing"), response("https://b.example/", 1, ok("")),
			response("https://c.example/robots.txt", 0, ok("")), response("https://c.example/", 1, ok("")),
		}, []string{
			`<https://a.example/>, robots 404 nothing from https://a.example/robots.txt, response 200 text/html ""`,
			`<https://b.example/>, robots 503 nothing from https://b.example/robots.txt, response 200 text/html ""`,
			`<https://c.example/>, robots of 0 from https://c.example/robots.txt, response 200 text/html ""`}},
		{"robots.txt redirects", PathOptions{}, []archived{
			response("http://a.example/robots.txt", 0, moved("https://a.example/robots.txt")),
			response("https://a.example/robots.txt", 0, moved("//www.a.example/robots.txt")),
			response("https://www.a.example/robots.txt", 0, ok(rules)),
			response("http://a.example/1", 1, ok("")),
			response("https://b.example/robots.txt", 0, moved("https://c.example/robots.txt")), response("https://b.example/1", 1, ok("")),
			response("https://d.example/robots.txt", 0, moved("/robots.html")), response("https://d.example/1", 1, ok("")),
			response("https://e.example/robots.txt", 0, moved("/robots.txt")), response("https://e.example/1", 1, ok("")),
		}, []string{
			`<http://a.example/1>, robots of 58 from https://www.a.example/robots.txt, response 200 text/html ""`,
			`<https://b.example/1>, response 200 text/html "" !archive-robots-redirect`,
			`<https://d.example/1>, response 200 text/html "" !archive-robots-redirect`,
			`<https://e.example/1>, response 200 text/html "" !archive-robots-redirect`}},
		{"other statuses are evidence too", PathOptions{}, []archived{
			response("https://a.example/1", 1, moved("/2")), response("https://a.example/2", 1, "HTTP/1.1 500 Oops\r\n\r\noops"),
		}, []string{
			`<https://a.example/1>, response 301  ""`, `<https://a.example/2>, response 500  "oops"`}},
		{"other records", PathOptions{}, []archived{
			{kind: "request", url: "https://a.example/1", block: "GET / HTTP/1.1\r\n\r\n"},
			{kind: "metadata", url: "https://a.example/1", block: "a: b"},
			{kind: "revisit", url: "https://a.example/1", block: "HTTP/1.1 200 OK\r\nContent-Usage: train-ai=n\r\n\r\n"},
			{kind: "resource", url: "https://a.example/2", block: "<html>"},
			{kind: "response", url: "dns:a.example", block: "127.0.0.1"},
			{kind: "resource", url: "file:///etc/passwd", block: "root"},
			{kind: "resource", url: "https://b.example/robots.txt", block: rules},
			{kind: "response", url: "https://b.example/1", block: ok("")},
		}, []string{
			`<https://a.example/1>, response 200  ""`, `<https://a.example/2>, file text/html 6`,
			`<https://b.example/1>, robots of 58 from https://b.example/robots.txt, response 200 text/html ""`}},
		{"cut by the crawler", PathOptions{}, []archived{
			{kind: "response", url: "https://a.example/1", block: ok("one"), header: []warc.Field{{Name: "WARC-Truncated", Value: "length"}}},
			{kind: "response", url: "https://a.example/robots.txt", block: ok("User-agent: *\nDisallow: /\nAllow: /a"), header: []warc.Field{{Name: "WARC-Truncated", Value: "length"}}},
		}, []string{
			`<https://a.example/1>, robots of 26 from https://a.example/robots.txt, response 200 text/html "one" !body-short`}},
		{"body limit", PathOptions{MaxBody: 10}, []archived{response("https://a.example/1", 1, ok(fixed))}, []string{
			`<https://a.example/1>, response 200 text/html "xxxxxxxxxx" !body-truncated`}},
		{"no status line", PathOptions{}, []archived{
			response("https://a.example/1", 1, "<html>"), response("https://a.example/robots.txt", 1, "<html>"), response("https://a.example/2", 1, ok("two")),
		}, []string{"! warc-http-malformed", "! warc-http-malformed", `<https://a.example/2>, response 200 text/html "two"`}},
		{"nothing but robots.txt", PathOptions{}, []archived{
			response("https://a.example/robots.txt", 0, ok(rules)), response("http://b.example/robots.txt", 0, moved("https://a.example/robots.txt")),
			response("https://c.example/robots.txt", 0, moved("https://d.example/robots.txt")),
		}, []string{
			"<https://a.example/>, robots of 58 from https://a.example/robots.txt",
			"<http://b.example/>, robots of 58 from https://a.example/robots.txt",
			"<https://c.example/> !archive-robots-redirect"}},
		{"robots.txt wanted", PathOptions{RobotsAssets: true}, []archived{
			response("https://a.example/1", 1, ok("one")), response("https://a.example/robots.txt", 0, ok(rules)),
		}, []string{
			`<https://a.example/1>, robots of 58 from https://a.example/robots.txt, response 200 text/html "one"`,
			"<https://a.example/>, robots of 58 from https://a.example/robots.txt"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := gathered(t, test.opt, test.records...)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestArchiveRobotsGiven: a robots.txt of the options goes with what the archive has
// none for.
func TestArchiveRobotsGiven(t *testing.T) {
	given := filepath.Join(folder(t, map[string]string{"r.txt": "User-agent: *"}), "r.txt")
	got := gathered(t, PathOptions{Robots: given},
		response("https://a.example/robots.txt", 0, ok(rules)), response("https://a.example/", 1, ok("")), response("https://b.example/", 1, ok("")))
	want := []string{
		`<https://a.example/>, robots of 58 from https://a.example/robots.txt, response 200 text/html ""`,
		`<https://b.example/>, robots of 13 from ` + given + `, response 200 text/html ""`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestArchiveForms: the same records give the same assets in every form of file.
func TestArchiveForms(t *testing.T) {
	records := []archived{response("https://a.example/1", 1, ok("one")), response("https://a.example/robots.txt", 0, ok(rules))}
	var plain, zipped bytes.Buffer
	write(t, warc.NewWriter(&plain), records...)
	write(t, warc.NewGzipWriter(&zipped), records...)
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{
		"a.warc": plain.String(), "b.WARC.GZ": zipped.String(), "c.warc.zst": string(encoder.EncodeAll(plain.Bytes(), nil)),
	})
	var want []string
	for _, name := range []string{"a.warc", "b.WARC.GZ", "c.warc.zst"} {
		want = append(want, "./"+name+`#0 <https://a.example/1>, robots of 58 from https://a.example/robots.txt, response 200 text/html "one"`)
	}
	if diff := cmp.Diff(want, found(t, dir, "", PathOptions{})); diff != "" {
		t.Error(diff)
	}
}

// TestArchiveTrouble: what was whole is yielded, and what was not is said where.
func TestArchiveTrouble(t *testing.T) {
	whole := fixture(t)
	dir := folder(t, map[string]string{"a.warc.gz": whole[:len(whole)-20], "b.warc": "junk", "c.warc": ""})
	want := []string{
		"! ./a.warc.gz#%d warc-truncated", "! ./b.warc#0 warc-truncated", "! ./c.warc#0 warc-empty",
	}
	want[0] = fmt.Sprintf(want[0], len(whole)-20)
	got := found(t, dir, "", PathOptions{})
	if len(got) != 4 || !strings.Contains(got[0], "<https://a.example/1>") {
		t.Fatalf("%q", got)
	}
	if diff := cmp.Diff(want, got[1:]); diff != "" {
		t.Error(diff)
	}
}

// TestArchiveShares: captures that are equal share an artifact, and with it what is
// parsed from it; the same text at another origin does not.
func TestArchiveShares(t *testing.T) {
	var b bytes.Buffer
	write(t, warc.NewGzipWriter(&b),
		response("https://a.example/robots.txt", 0, ok(rules)), response("https://a.example/1", 1, ok("")),
		response("https://a.example/robots.txt", 2, ok(rules)), response("https://a.example/2", 3, ok("")),
		response("https://b.example/robots.txt", 0, ok(rules)), response("https://b.example/1", 1, ok("")))
	name := filepath.Join(t.TempDir(), "x.warc.gz")
	os.WriteFile(name, b.Bytes(), 0o644)
	var robots []*carrier.Artifact
	for asset, err := range Path(t.Context(), name, PathOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		robots = append(robots, asset.Artifacts[0])
		if response := asset.Artifacts[1]; response.Observed.IsZero() || response.Source != asset.URL {
			t.Errorf("%+v", response)
		}
	}
	if len(robots) != 3 || robots[0] != robots[1] || robots[0] == robots[2] {
		t.Errorf("%v", robots)
	}
}

// TestArchiveLimits: captures beyond a limit are left out, and that is said.
func TestArchiveLimits(t *testing.T) {
	r := newArchivedRobots()
	for i := range MaxArchiveRobotsPerOrigin + 1 {
		r.add(&robotsCapture{origin: "a", date: day, artifact: &carrier.Artifact{Body: fmt.Append(nil, i)}})
	}
	if !r.full || len(r.inOrder) != MaxArchiveRobotsPerOrigin {
		t.Errorf("%d captures of one origin", len(r.inOrder))
	}
	r = newArchivedRobots()
	r.bytes = MaxArchiveRobotsBytes - 2000
	r.add(&robotsCapture{origin: "a", artifact: &carrier.Artifact{Source: "a", Body: make([]byte, 500)}})
	r.add(&robotsCapture{origin: "b", artifact: &carrier.Artifact{Source: "b", Body: make([]byte, 500)}})
	if !r.full || len(r.inOrder) != 1 {
		t.Errorf("%d captures within the bytes", len(r.inOrder))
	}
	r = newArchivedRobots()
	for i := range MaxArchiveRobots + 1 {
		r.add(&robotsCapture{origin: fmt.Sprint(i), artifact: &carrier.Artifact{Source: fmt.Sprint(i)}})
	}
	if !r.full || len(r.inOrder) != MaxArchiveRobots {
		t.Errorf("%d captures", len(r.inOrder))
	}
	// What was left out is said with the assets it may concern.
	a := &archive{walk: &walk{}, captures: r}
	asset := &Asset{}
	a.robotsAt(asset, "https://z.example", &warc.Record{})
	if len(asset.Notes) != 1 || asset.Notes[0].Code != NoteArchiveRobots {
		t.Errorf("%v", asset.Notes)
	}
}

// FuzzArchive: no bytes make Path panic or yield both an asset and an error.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(fixture(f)))
	f.Add([]byte("HTTP/1.1 301 x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nx"))
	f.Add([]byte(rules))
	f.Fuzz(func(t *testing.T, data []byte) {
		for asset, err := range Path(t.Context(), "-", PathOptions{Stdin: bytes.NewReader(data), MaxBody: 1 << 10, MaxFile: 1 << 12}) {
			if (asset == nil) == (err == nil) {
				t.Fatalf("%v, %v", asset, err)
			}
			if asset == nil {
				continue
			}
			for _, a := range asset.Artifacts {
				if a == nil || len(a.Body) > MaxRobots {
					t.Fatalf("%+v", asset)
				}
			}
		}
	})
}

// BenchmarkArchive reads pages with a robots.txt from a file, twice as is usual and
// once.
func BenchmarkArchive(b *testing.B) {
	var file bytes.Buffer
	w := warc.NewGzipWriter(&file)
	write(b, w, response("https://a.example/robots.txt", 0, ok(rules)))
	for i := range 200 {
		text := strings.Repeat(fmt.Sprintf("<p>paragraph %d of a page that says %x</p>\n", i, i*7919), 1000)
		write(b, w, response(fmt.Sprintf("https://a.example/%d", i), 1, ok(text)))
	}
	name := filepath.Join(b.TempDir(), "x.warc.gz")
	os.WriteFile(name, file.Bytes(), 0o644)
	for label, opt := range map[string]PathOptions{"two passes": {}, "one pass": {OnePass: true}} {
		b.Run(label, func(b *testing.B) {
			b.SetBytes(int64(file.Len()))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range Path(b.Context(), name, opt) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != 200 {
					b.Fatal(n)
				}
			}
		})
	}
}
