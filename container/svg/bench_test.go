package svg_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

func benchmarkScan(b *testing.B, data string) {
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		src.Reset(strings.NewReader(data), int64(len(data)))
		if s, err := format.Format.Scan(src); err != nil || len(s.Blocks) == 0 {
			b.Fatal(s, err)
		}
	}
}

// path is an element as drawing programs write it.
var path = `<g id="layer" transform="translate(1,2)"><path style="fill:#ff0000;stroke:none" d="` + strings.Repeat("M 10.5,20.25 C 1,2 3,4 5,6 ", 20) + `"/></g>` + "\n"

// BenchmarkScan reads a drawing of 40 KiB with a packet first.
func BenchmarkScan(b *testing.B) {
	benchmarkScan(b, declare+svg("", meta(packet(strings.Repeat("x", 3000)))+strings.Repeat(path, 60)))
}

// BenchmarkScanLarge reads a drawing of 7 MiB with its metadata at the end.
func BenchmarkScanLarge(b *testing.B) {
	benchmarkScan(b, declare+svg("", strings.Repeat(path, 10_000)+meta(packet("x"))))
}

// BenchmarkScanCompressed reads a drawing of 40 KiB that is compressed.
func BenchmarkScanCompressed(b *testing.B) {
	benchmarkScan(b, compress(declare+svg("", meta(packet("x"))+strings.Repeat(path, 60))))
}
