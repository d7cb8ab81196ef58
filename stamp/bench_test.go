package stamp_test

import (
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// BenchmarkPlan plans a folder of small JPEG files, without writing: what a dry run costs
// a file.
func BenchmarkPlan(b *testing.B) { benchmarkRun(b, stamp.Options{DryRun: true, Workers: 1}) }

// BenchmarkUnchanged goes through a folder that says it all already.
func BenchmarkUnchanged(b *testing.B) {
	dir := b.TempDir()
	manyFiles(b, dir, 64)
	run(b, stamp.Selection{Paths: []string{dir}}, intent(b, "credit"), stamp.Options{})
	benchmarkFolder(b, dir, stamp.Options{Workers: 1})
}

func benchmarkRun(b *testing.B, opt stamp.Options) {
	dir := b.TempDir()
	manyFiles(b, dir, 64)
	benchmarkFolder(b, dir, opt)
}

func benchmarkFolder(b *testing.B, dir string, opt stamp.Options) {
	credit := intent(b, "credit")
	b.ReportAllocs()
	for b.Loop() {
		run(b, stamp.Selection{Paths: []string{dir}}, credit, opt)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*64), "µs/file")
}

// BenchmarkInPlace stamps a folder again and again, in turn with two statements.
func BenchmarkInPlace(b *testing.B) {
	dir := b.TempDir()
	manyFiles(b, dir, 64)
	intents := []stamp.Intent{intent(b, "credit"), intent(b, "no-training")}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		i := intents[n%2]
		i.Replace = true
		run(b, stamp.Selection{Paths: []string{dir}}, i, stamp.Options{InPlace: true})
		n++
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*64), "µs/file")
}
