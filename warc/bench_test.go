package warc

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
)

// page makes HTML that compresses about as well as pages do.
func page(rng *rand.Rand, size int) []byte {
	words := []string{"<p>", "</p>\n", "<a href=\"/", "preference", " the ", "asset ", "model ", "class=\"story\" ", "2026-11-"}
	var b bytes.Buffer
	b.WriteString("<!doctype html><html><head><title>Story</title></head><body>")
	for b.Len() < size {
		b.WriteString(words[rng.IntN(len(words))])
		if rng.IntN(3) == 0 {
			fmt.Fprintf(&b, "%x", rng.Uint32())
		}
	}
	return b.Bytes()
}

func archive(b *testing.B, compress bool) ([]byte, int) {
	var file bytes.Buffer
	w := &Writer{w: &file, compress: compress}
	rng := rand.New(rand.NewPCG(1, 2))
	const pages = 200
	for i := range pages {
		uri := fmt.Sprintf("https://a.example/%d", i)
		w.Request(uri, date, []byte("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"))
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\nContent-Usage: train-ai=n\r\n\r\n"
		if err := w.Response(uri, date, append([]byte(head), page(rng, 60_000)...)); err != nil {
			b.Fatal(err)
		}
	}
	return file.Bytes(), 2 * pages
}

func BenchmarkReader(b *testing.B) {
	for name, compress := range map[string]bool{"plain": false, "gzip": true} {
		data, records := archive(b, compress)
		b.Run(name+"/headers", func(b *testing.B) {
			bench(b, data, records, func(r *Record) { r.HTTP() })
		})
		b.Run(name+"/bodies", func(b *testing.B) {
			buf := make([]byte, 32<<10)
			bench(b, data, records, func(r *Record) {
				if p, err := r.HTTP(); err == nil {
					io.CopyBuffer(struct{ io.Writer }{io.Discard}, p.Body, buf)
				}
			})
		})
	}
}

func bench(b *testing.B, data []byte, records int, each func(*Record)) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for record, err := range NewReader(bytes.NewReader(data)).Records() {
			if err != nil {
				b.Fatal(err)
			}
			if n++; record.Type == "response" {
				each(record)
			}
		}
		if n != records {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
