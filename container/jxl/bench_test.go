package jxl_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jxl"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := jxl.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

var pieces = piece(1, strings.Repeat("x", 1<<20)) + piece(last(2), strings.Repeat("x", 1<<20))

// BenchmarkScan reads a picture of 2 MiB with Exif and a packet.
func BenchmarkScan(b *testing.B) {
	benchmarkScan(b, head+piece(0, "head")+exif(tiff)+xmp(strings.Repeat("x", 3000))+pieces)
}

// BenchmarkScanAfter has the packet behind the pixels.
func BenchmarkScanAfter(b *testing.B) {
	benchmarkScan(b, head+piece(0, "head")+pieces+xmp(strings.Repeat("x", 3000)))
}

// BenchmarkScanPacked has it compressed, as cjxl writes it.
func BenchmarkScanPacked(b *testing.B) {
	benchmarkScan(b, head+piece(0, "head")+brob("Exif", be32(0)+tiff)+brob("xml ", packet(strings.Repeat("packet ", 400)))+pieces)
}
