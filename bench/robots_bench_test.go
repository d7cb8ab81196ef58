package bench

import (
	"runtime"
	"testing"

	"github.com/jimsmart/grobotstxt"
	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/robots"
	"github.com/temoto/robotstxt"
)

// eachSize runs a benchmark for every size of synthetic file.
func eachSize(b *testing.B, bench func(b *testing.B, body []byte, paths []string)) {
	for _, size := range corpus.Sizes {
		b.Run(size.Name, func(b *testing.B) {
			b.ReportAllocs()
			bench(b, corpus.Robots(size), corpus.Paths(size, 1000))
		})
	}
}

func BenchmarkParse(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, _ []string) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			robots.Parse(body)
		}
	})
}

// BenchmarkParseLines takes every line apart as well, which Parse leaves for
// later.
func BenchmarkParseLines(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, _ []string) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			n := 0
			for line := range robots.Parse(body).Lines() {
				n += len(line.Value)
			}
		}
	})
}

// BenchmarkIndexed parses a file and asks so often that it gets an index.
func BenchmarkIndexed(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, _ []string) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			rules := robots.Parse(body).For(corpus.Asker)
			for range 5 {
				rules.Access("/")
			}
		}
	})
}

// BenchmarkMemory tells how many bytes a parsed file with an index keeps, besides
// its text.
func BenchmarkMemory(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		for b.Loop() {
			const files = 200
			var before, after runtime.MemStats
			kept := make([]*robots.Rules, files)
			runtime.GC()
			runtime.ReadMemStats(&before)
			for i := range kept {
				kept[i] = robots.Parse(body).For(corpus.Asker)
				for _, path := range paths[:10] {
					kept[i].Match(path)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/files, "B/file")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/files/float64(len(body)), "x-text")
			runtime.KeepAlive(kept)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		file := robots.Parse(body)
		rules := file.For(corpus.Asker)
		i := 0
		for b.Loop() {
			rules.Match(paths[i%len(paths)])
			i++
		}
	})
}

func BenchmarkForAndMatch(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		file := robots.Parse(body)
		i := 0
		for b.Loop() {
			file.For(corpus.Asker).Match(paths[i%len(paths)])
			i++
		}
	})
}

// BenchmarkOneVerdict is what a program pays that asks one question of a file.
func BenchmarkOneVerdict(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		i := 0
		for b.Loop() {
			robots.Parse(body).For(corpus.Asker).Match(paths[i%len(paths)])
			i++
		}
	})
}

func BenchmarkPathOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		robots.PathOf("https://www.example.com/section/2026/11/a-title.html?page=2")
	}
}

func BenchmarkGrobotstxtParse(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, _ []string) {
		b.SetBytes(int64(len(body)))
		text := string(body)
		for b.Loop() {
			grobotstxt.Parse(text, peer.Ignore{})
		}
	})
}

func BenchmarkGrobotstxtVerdict(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		text := string(body)
		i := 0
		for b.Loop() {
			grobotstxt.AgentAllowed(text, corpus.Asker, "https://example.com"+paths[i%len(paths)])
			i++
		}
	})
}

func BenchmarkTemotoParse(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, _ []string) {
		b.SetBytes(int64(len(body)))
		for b.Loop() {
			if _, err := robotstxt.FromBytes(body); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkTemotoVerdict(b *testing.B) {
	eachSize(b, func(b *testing.B, body []byte, paths []string) {
		data, err := robotstxt.FromBytes(body)
		if err != nil {
			b.Fatal(err)
		}
		group := data.FindGroup(corpus.Asker)
		i := 0
		for b.Loop() {
			group.Test(paths[i%len(paths)])
			i++
		}
	})
}
