package tiff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := tiff.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
	b.ReportMetric(float64(src.Read()), "read/op")
}

// picture has 2 MiB of pixels in strips of 8 KiB, before or behind its IFD.
func picture(first bool) string {
	b := newBuilder(ii)
	fields := append(b.base(), b.strips(slices.Repeat([]string{strings.Repeat("x", 8192)}, 256)...)...)
	fields = append(fields, xmpField(packet(strings.Repeat("x", 3000))), field{tag: 33723, typ: 7, value: iim})
	ifd := b.add(dir{fields: fields})
	if first {
		i := slices.Index(b.parts, ifd)
		b.parts = append(slices.Clone(b.parts[i:]), b.parts[:i]...)
	}
	return b.file(ifd, "")
}

// BenchmarkScan reads a picture with its metadata first, as Photoshop writes it.
func BenchmarkScan(b *testing.B) { benchmarkScan(b, picture(true)) }

// BenchmarkScanAfter has it behind the pixels, as libtiff writes it.
func BenchmarkScanAfter(b *testing.B) { benchmarkScan(b, picture(false)) }

// BenchmarkTexts reads the texts of an Exif block.
func BenchmarkTexts(b *testing.B) {
	block := []byte(exif(mm, text(315, 2, "the artist\x00"), text(33432, 2, "the copyright\x00")))
	b.ReportAllocs()
	for b.Loop() {
		if texts, _ := tiff.Texts(block); len(texts) != 2 {
			b.Fatal(texts)
		}
	}
}
