package webp_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/webp"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := webp.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

// BenchmarkScan reads a picture of 1 MiB with a colour profile, and Exif and a packet
// of 3 KiB behind it.
func BenchmarkScan(b *testing.B) {
	pixels := chunk("VP8 ", lossy, strings.Repeat("x", 1<<20))
	benchmarkScan(b, riff(ext(fICC|fExif|fXMP), chunk("ICCP", strings.Repeat("x", 3144)), pixels, exif, xmp(packet(strings.Repeat("x", 3000)))))
}

// BenchmarkScanAnimation reads one of 500 frames.
func BenchmarkScanAnimation(b *testing.B) {
	frames := strings.Repeat(frame(chunk("VP8 ", lossy, strings.Repeat("x", 20000))), 500)
	benchmarkScan(b, riff(ext(animated|fXMP), anim, frames, xmp(packet("x"))))
}
