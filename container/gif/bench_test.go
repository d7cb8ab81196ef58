package gif_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/gif"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := gif.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

// BenchmarkScan reads an animation of 2 MiB.
func BenchmarkScan(b *testing.B) {
	frame := delay + picture[:11] + sub(255, strings.Repeat("x", 40_000))
	benchmarkScan(b, file(netscape+xmp(packet(strings.Repeat("x", 3000))), strings.Repeat(frame, 52)))
}

// BenchmarkScanSmall reads a small picture.
func BenchmarkScanSmall(b *testing.B) {
	benchmarkScan(b, file(xmp(packet("x")), picture[:11]+sub(255, strings.Repeat("x", 20_000))))
}
