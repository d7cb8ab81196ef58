package png_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/png"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := png.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

// BenchmarkScan reads a picture of 2 MiB in chunks of 8 KiB with Exif and a packet.
func BenchmarkScan(b *testing.B) {
	pixels := strings.Repeat(chunk("IDAT", strings.Repeat("x", 8192)), 256)
	benchmarkScan(b, signature+header+chunk("eXIf", tiff)+xmp(packet(strings.Repeat("x", 3000)))+pixels+iend)
}

// BenchmarkScanAfter has the packet behind the pixels.
func BenchmarkScanAfter(b *testing.B) {
	pixels := strings.Repeat(chunk("IDAT", strings.Repeat("x", 8192)), 256)
	benchmarkScan(b, signature+header+pixels+xmp(packet(strings.Repeat("x", 3000)))+iend)
}

// BenchmarkScanProfile has a colour profile to inflate.
func BenchmarkScanProfile(b *testing.B) {
	benchmarkScan(b, file(chunk("iCCP", "p\x00\x00", deflate(strings.Repeat("profile ", 400)))+xmp(packet("x")), ""))
}
