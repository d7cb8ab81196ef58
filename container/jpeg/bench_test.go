package jpeg_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// typical is as a camera and an editor leave a file: Exif with a thumbnail, a packet,
// IIM, a profile, and megabytes of pixels.
var typical = file(jfif, exif(plainTIFF+strings.Repeat("x", 8000)), xmp(packet(strings.Repeat("text ", 500))),
	photoshop(resource(0x0404, "", iim1)), icc(1, 1, strings.Repeat("p", 500))) + strings.Repeat("pixels", 500000)

func BenchmarkScan(b *testing.B) {
	r := strings.NewReader(typical)
	src := container.NewSource(r, r.Size())
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(r, r.Size())
		if _, err := jpeg.Format.Scan(src); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read-B/op")
}

func BenchmarkPut(b *testing.B) {
	r := strings.NewReader(typical)
	src := container.NewSource(r, r.Size())
	s, err := jpeg.Format.Scan(src)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := jpeg.Format.PutXMP(src, s, []byte(fresh)); err != nil {
			b.Fatal(err)
		}
	}
}
