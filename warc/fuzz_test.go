package warc

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
)

// FuzzReader checks what holds for any input: no panic, offsets that never go
// back, nothing after a fatal error, and no body longer than its record says.
func FuzzReader(f *testing.F) {
	archive, err := os.ReadFile("../examples/captures/harbour.warc.gz")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(archive)
	one := rec("response", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n")
	f.Add([]byte(one + one))
	f.Add(gz(one, "", one))
	f.Add(zst(f, one[:20], one[20:], one))
	f.Fuzz(func(t *testing.T, data []byte) {
		last, fatal := int64(0), false
		for record, err := range NewReader(bytes.NewReader(data)).Records() {
			if fatal {
				t.Fatal("something follows a fatal error")
			}
			if err != nil {
				e := new(Error)
				if !errors.As(err, &e) || e.Code == CodeIO || e.Offset > int64(len(data)) {
					t.Fatalf("%v", err)
				}
				fatal = e.Fatal
				continue
			}
			if record.Offset < last || len(record.Header) > MaxFields || len(record.Notes) > MaxNotes {
				t.Fatalf("record %+v after offset %d", record, last)
			}
			last = record.Offset
			if record.Type != "response" {
				n, _ := io.Copy(io.Discard, record.Body)
				if n > record.Length {
					t.Fatalf("%d bytes of %d", n, record.Length)
				}
			} else if p, err := record.HTTP(); err == nil {
				p.ReadPrefix(1 << 10)
			}
		}
	})
}

// FuzzHTTP checks that a captured response never panics and keeps its limits.
func FuzzHTTP(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nA: b\r\n c\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nx\x9c\xcbH\xcd\xc9\xc9\x07\x00\x06,\x02\x15"))
	f.Add([]byte("HTTP/1.1 100\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00hello"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParseHTTP(bytes.NewReader(data))
		if err != nil {
			if e := new(Error); !errors.As(err, &e) {
				t.Fatal(err)
			}
			return
		}
		if len(p.Header) > MaxHTTPFields || len(p.Notes) > MaxNotes || p.Status < 100 || p.Status > 999 {
			t.Fatalf("%+v", p)
		}
		if body, _ := p.ReadPrefix(1 << 10); len(body) > 1<<10 {
			t.Fatalf("%d bytes", len(body))
		}
	})
}
