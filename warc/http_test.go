package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shown is a response in one line: status, fields, notes, body.
func shown(p *Response) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %d", p.Proto, p.Status)
	for _, f := range p.Header {
		fmt.Fprintf(&b, " %s=%q", f.Name, f.Value)
	}
	for _, n := range p.Notes {
		b.WriteString(" !" + n.Code)
	}
	body, cut := p.ReadPrefix(1 << 20)
	if body == nil {
		b.WriteString(" no body")
	} else {
		fmt.Fprintf(&b, " %q", body)
	}
	if cut {
		b.WriteString(" cut")
	}
	return b.String()
}

func squeeze(to func(io.Writer) io.WriteCloser, text string) string {
	var b bytes.Buffer
	w := to(&b)
	io.WriteString(w, text)
	w.Close()
	return b.String()
}

func toGzip(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func toZlib(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func toFlate(w io.Writer) io.WriteCloser {
	f, _ := flate.NewWriter(w, 9)
	return f
}

func TestParseHTTP(t *testing.T) {
	gz, zl, fl := squeeze(toGzip, "hello"), squeeze(toZlib, "hello"), squeeze(toFlate, "hello")
	tests := []struct{ name, in, want string }{
		{"simple", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", `HTTP/1.1 200 A="b" "body"`},
		{"no reason", "HTTP/2 404\r\nA: b\r\n\r\n", `HTTP/2 404 A="b" ""`},
		{"LF alone", "HTTP/1.0 200 OK\nA: b\n\nbody\n", `HTTP/1.0 200 A="b" "body\n"`},
		{"repeated, in order", "HTTP/1.1 200 OK\r\nX: 1\r\ny: 2\r\nx: 3\r\n\r\n", `HTTP/1.1 200 X="1" y="2" x="3" ""`},
		{"folded", "HTTP/1.1 200 OK\r\nX: 1\r\n  2\r\n\t3\r\nY:\r\n z\r\n\r\n", `HTTP/1.1 200 X="1 2 3" Y="z" ""`},
		{"folded after no field", "HTTP/1.1 200 OK\r\n lost\r\nX: 1\r\n\r\n", `HTTP/1.1 200 X="1" !http-field-malformed ""`},
		{"space before the colon", "HTTP/1.1 200 OK\r\nX : 1\r\n\r\n", `HTTP/1.1 200 X="1" ""`},
		{"no field", "HTTP/1.1 200 OK\r\nnonsense\r\na b: c\r\nX: 1\r\n\r\n", `HTTP/1.1 200 X="1" !http-field-malformed ""`},
		{"no empty line", "HTTP/1.1 200 OK\r\nX: 1\r\nY: 2", `HTTP/1.1 200 X="1" Y="2" !http-header-cut ""`},
		{"status line only", "HTTP/1.1 200 OK", `HTTP/1.1 200 !http-header-cut ""`},
		{"interim response", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n!", `HTTP/1.1 200 A="b" "!"`},
		{"a body like a response", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n", `HTTP/1.1 200 "HTTP/1.1 404 Not Found\r\n\r\n"`},

		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0002;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n",
			`HTTP/1.1 200 Transfer-Encoding="chunked" "abcde"`},
		{"chunked and empty", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			`HTTP/1.1 200 Transfer-Encoding="chunked" ""`},
		{"not chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>",
			`HTTP/1.1 200 Transfer-Encoding="chunked" !http-transfer-coding "<html>"`},
		{"second chunk damaged", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n",
			`HTTP/1.1 200 Transfer-Encoding="chunked" "abc" cut`},
		{"chunk longer than it says", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
			`HTTP/1.1 200 Transfer-Encoding="chunked" "abc" cut`},
		{"chunk cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
			`HTTP/1.1 200 Transfer-Encoding="chunked" "abc" cut`},
		{"chunk size too large for a number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
			`HTTP/1.1 200 Transfer-Encoding="chunked" !http-transfer-coding "ffffffffffffffffff\r\nabc"`},

		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz, `HTTP/1.1 200 Content-Encoding="gzip" "hello"`},
		{"x-gzip, any case", "HTTP/1.1 200 OK\r\nContent-Encoding: X-GZip\r\n\r\n" + gz, `HTTP/1.1 200 Content-Encoding="X-GZip" "hello"`},
		{"identity", "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\nhello", `HTTP/1.1 200 Content-Encoding="identity" "hello"`},
		{"deflate in zlib", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zl, `HTTP/1.1 200 Content-Encoding="deflate" "hello"`},
		{"bare deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + fl, `HTTP/1.1 200 Content-Encoding="deflate" "hello"`},
		{"no deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n<html>", `HTTP/1.1 200 Content-Encoding="deflate" !http-content-coding "<html>"`},
		{"zstd", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + string(zst(t, "hello")), `HTTP/1.1 200 Content-Encoding="zstd" "hello"`},
		{"not gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<html>", `HTTP/1.1 200 Content-Encoding="gzip" !http-content-coding "<html>"`},
		{"gzip and empty", "HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\n\r\n", `HTTP/1.1 304 Content-Encoding="gzip" ""`},
		{"gzip cut", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz[:len(gz)-4], `HTTP/1.1 200 Content-Encoding="gzip" "hello" cut`},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxyz", `HTTP/1.1 200 Content-Encoding="br" !http-content-coding-unsupported no body`},
		{"gzip in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(gz), gz),
			`HTTP/1.1 200 Transfer-Encoding="gzip, chunked" "hello"`},
		{"zstd in gzip, in two fields", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Encoding: gzip\r\n\r\n" + squeeze(toGzip, string(zst(t, "hello"))),
			`HTTP/1.1 200 Content-Encoding="zstd" Content-Encoding="gzip" "hello"`},
		{"too many codings", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip,gzip,gzip,gzip\r\n\r\nx",
			`HTTP/1.1 200 Content-Encoding="gzip,gzip,gzip,gzip" !http-content-coding-unsupported no body`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"whole": strings.NewReader(test.in), "bytes": iotest.OneByteReader(strings.NewReader(test.in)),
			} {
				p, err := ParseHTTP(r)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, shown(p)); diff != "" {
					t.Error(name, diff)
				}
			}
		})
	}
}

func TestParseHTTPRefuses(t *testing.T) {
	for _, in := range []string{"", "<html>", "HTTP/1.1", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 099 x\r\n\r\n", "HTTP/x 200 OK\r\n\r\n", "HTTP/1.1 2x0\r\n\r\n"} {
		_, err := ParseHTTP(strings.NewReader(in))
		if e := new(Error); !errors.As(err, &e) || e.Code != CodeHTTP {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// TestHostileHTTP holds every limit of a captured response against an input that
// exceeds it.
func TestHostileHTTP(t *testing.T) {
	t.Run("header size", func(t *testing.T) {
		p, err := ParseHTTP(strings.NewReader("HTTP/1.1 200 OK\r\nA: b\r\nX: " + strings.Repeat("x", MaxHTTPHeader) + "\r\n\r\nbody"))
		if err != nil || !p.Cut || p.Body != nil || len(p.Header) != 1 {
			t.Errorf("%+v, %v", p, err)
		}
	})
	t.Run("header fields", func(t *testing.T) {
		p, err := ParseHTTP(strings.NewReader("HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", MaxHTTPFields+1) + "\r\nbody"))
		if err != nil || !p.Cut || p.Body != nil || len(p.Header) != MaxHTTPFields {
			t.Errorf("cut %v, %d fields, %v", p.Cut, len(p.Header), err)
		}
	})
	t.Run("interim responses", func(t *testing.T) {
		p, err := ParseHTTP(strings.NewReader(strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", MaxHTTPHeader/20)))
		if err == nil && !p.Cut {
			t.Errorf("%+v", p)
		}
	})
	t.Run("many folded lines", func(t *testing.T) {
		start := time.Now()
		p, err := ParseHTTP(strings.NewReader("HTTP/1.1 200 OK\r\nA: b\r\n" + strings.Repeat(" c\n", MaxHTTPHeader/4) + "\r\n"))
		if err != nil || len(p.Header[0].Value) < MaxHTTPHeader/4 {
			t.Error(err)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("took %v: joining is not linear", d)
		}
	})
	t.Run("chunk extension", func(t *testing.T) {
		p, err := ParseHTTP(strings.NewReader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;" + strings.Repeat("x", MaxChunkLine) + "\r\nabc\r\n0\r\n\r\n"))
		if err != nil {
			t.Fatal(err)
		}
		if body, cut := p.ReadPrefix(10); len(body) != 0 || !cut {
			t.Errorf("%q %v", body, cut)
		}
	})
	t.Run("a bomb that decodes to nothing", func(t *testing.T) {
		// A gzip body that unfolds to empty stored blocks of deflate without end.
		const limit = 1 << 20
		var blocks bytes.Buffer
		blocks.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255})
		blocks.Write(bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, limit/5+1))
		body, notes := decode(strings.NewReader(squeeze(toGzip, blocks.String())), []string{"gzip", "gzip"}, limit)
		if n, err := body.Read(make([]byte, 1)); n > 0 || !errors.Is(err, errInner) || len(notes) > 0 {
			t.Error(n, err, notes)
		}
		p := Response{Body: body}
		if prefix, cut := p.ReadPrefix(10); len(prefix) != 0 || !cut {
			t.Errorf("%d bytes, cut %v", len(prefix), cut)
		}
	})
	t.Run("prefix", func(t *testing.T) {
		for limit, want := range map[int64]bool{4: true, 5: false, 6: false} {
			p, _ := ParseHTTP(strings.NewReader("HTTP/1.1 200 OK\r\n\r\nhello"))
			if body, cut := p.ReadPrefix(limit); int64(len(body)) != min(limit, 5) || cut != want {
				t.Errorf("%d: %q %v", limit, body, cut)
			}
		}
	})
}

// TestTruncatedRecord: a record that says it is cut must not pass for whole, least
// of all in its last header line.
func TestTruncatedRecord(t *testing.T) {
	var b bytes.Buffer
	NewGzipWriter(&b).Write(&Record{Type: "response", Date: date, ContentType: "application/http",
		Header: []Field{{"WARC-Truncated", "length"}},
		Body:   strings.NewReader("HTTP/1.1 200 OK\r\nA: b\r\nContent-Usage: train-ai=n")})
	for record, err := range NewReader(&b).Records() {
		if err != nil {
			t.Fatal(err)
		}
		p, err := record.HTTP()
		if err != nil {
			t.Fatal(err)
		}
		if want := `HTTP/1.1 200 A="b" !http-header-cut no body cut`; shown(p) != want {
			t.Errorf("got %s, want %s", shown(p), want)
		}
	}
}

func TestWarcioHTTP(t *testing.T) {
	tests := []struct{ file, notes, start string }{
		{"example.warc.gz", "", "<!doctype html>"},
		{"example-bad-non-chunked.warc.gz", "", "<!doctype html>"}, // one gzip member
		{"example-iana.org-chunked.warc", "", "<!doctype html>"},
		{"example-wget-bad-target-uri.warc.gz", "", "<!doctype html>"},
	}
	for _, test := range tests {
		data := warcioData(t, test.file)
		responses := 0
		for record, err := range NewReader(bytes.NewReader(data)).Records() {
			if err != nil || record.Type != "response" {
				continue
			}
			responses++
			if got := record.HTTPContentType(); !strings.HasPrefix(got, "text/html") {
				t.Errorf("%s: Content-Type %q", test.file, got)
			}
			p, err := record.HTTP()
			if err != nil {
				t.Fatal(err)
			}
			notes := ""
			for _, n := range p.Notes {
				notes += " " + n.Code
			}
			body, cut := p.ReadPrefix(1 << 20)
			if notes != test.notes || !strings.HasPrefix(string(body), test.start) || cut {
				t.Errorf("%s: notes %q, cut %v, body %.40q", test.file, notes, cut, body)
			}
		}
		if responses == 0 {
			t.Errorf("%s: no response", test.file)
		}
	}
}
