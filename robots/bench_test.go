package robots

import (
	"fmt"
	"strings"
	"testing"
)

// benchFile is like a usual file: 42 groups that close the site to a named asker
// and 60 rules for everyone, every seventh with a wildcard. The module bench has
// more, and compares with peers.
func benchFile() []byte {
	var b strings.Builder
	for i := range 42 {
		fmt.Fprintf(&b, "User-agent: %s\nDisallow: /\n\n", token(i))
	}
	b.WriteString("User-agent: *\n")
	for i := range 60 {
		pattern := fmt.Sprintf("/section-%d/%d/page", i%25, i)
		if i%7 == 3 {
			pattern = fmt.Sprintf("/section-%d/*?%d=", i%25, i)
		}
		fmt.Fprintf(&b, "Disallow: %s\n", pattern)
	}
	b.WriteString("Content-Usage: train-ai=n\nContent-Usage: /section-1/ train-ai=y\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	body := benchFile()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(body)
	}
}

func BenchmarkCompile(b *testing.B) {
	file := Parse(benchFile())
	b.ReportAllocs()
	for b.Loop() {
		file.compile(asker{}, asker{})
	}
}

func BenchmarkMatch(b *testing.B) {
	rules := Parse(benchFile()).For("ExampleBot")
	for _, path := range []string{"/section-1/26/a-page-with-a-title", "/section-3/a?3=4", "/elsewhere", "/section-1/%C3%A9", "/section-1/%61"} {
		b.Run(strings.ReplaceAll(path, "/", "_"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rules.Match(path)
			}
		})
	}
}

func BenchmarkFor(b *testing.B) {
	file := Parse(benchFile())
	b.ReportAllocs()
	for b.Loop() {
		file.For("ExampleBot")
	}
}

func BenchmarkProblems(b *testing.B) {
	file := Parse(benchFile())
	b.ReportAllocs()
	for b.Loop() {
		file.Problems()
	}
}
