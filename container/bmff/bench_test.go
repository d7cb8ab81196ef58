package bmff_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

// BenchmarkScan reads an AVIF file of 2 MiB with Exif and a packet in front.
func BenchmarkScan(b *testing.B) {
	f := simple(exif(2, 1), xmp(3, packet(strings.Repeat("x", 3000)), 1))
	f.things[0].pieces[0] = strings.Repeat("pixels  ", 1<<18)
	f.reverse = true
	benchmarkScan(b, f.build())
}

// BenchmarkScanTiles reads a HEIC file of 48 tiles.
func BenchmarkScanTiles(b *testing.B) {
	f := simple(exif(98, 1))
	for id := range 48 {
		f.things = append(f.things, thing{id: 2 + id, kind: "hvc1", pieces: []string{strings.Repeat("tile    ", 5000)}})
	}
	f.reverse = true
	benchmarkScan(b, f.build())
}

func BenchmarkPut(b *testing.B) {
	f := simple(exif(2, 1))
	f.things[0].pieces[0] = strings.Repeat("pixels  ", 1<<18)
	data := f.build()
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	scan, err := format.Scan(src)
	if err != nil {
		b.Fatal(err)
	}
	text := []byte(packet(strings.Repeat("x", 3000)))
	b.ReportAllocs()
	for b.Loop() {
		if edits, err := format.PutXMP(src, scan, text); err != nil || len(edits) == 0 {
			b.Fatal(err)
		}
	}
}
