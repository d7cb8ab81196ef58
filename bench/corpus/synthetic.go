// Package corpus makes the inputs of the comparisons: synthetic robots.txt files
// and expressions, and questions about any file. Everything is made from a seed, so
// that two runs ask the same.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Size is a size of synthetic file.
type Size struct {
	Name  string
	Rules int // allow and disallow rules for everyone
	Bots  int // bots closed out by name in groups of their own
}

// Sizes are like small, usual and very large real files: about 330 bytes, 3.2 KB
// and 85 KB.
var Sizes = []Size{{"small", 8, 0}, {"medium", 60, 42}, {"large", 3000, 42}}

// Asker is a token that no synthetic file names.
const Asker = "ExampleBot"

var sections = []string{"admin", "search", "user", "cart", "checkout", "news", "archive", "blog", "media", "static", "api", "forum",
	"tag", "category", "product", "store", "help", "login", "account", "print", "feed", "video", "events", "jobs", "docs"}

// Robots makes a file. Every seventh rule has a wildcard, half of those near the
// beginning of the pattern, as in real files; every tenth is an allow rule. Small
// files have no wildcards.
func Robots(size Size) []byte {
	random := rand.New(rand.NewPCG(uint64(size.Rules), uint64(size.Bots)))
	var b strings.Builder
	b.WriteString("# robots.txt of a site that does not exist\n# Last changed 2026-11-22\n\n")
	for i := range size.Bots {
		fmt.Fprintf(&b, "User-agent: %sBot-%s\nDisallow: /\n\n", []string{"Training", "Crawling", "Dataset"}[i%3], letters(i))
	}
	b.WriteString("User-agent: *\n")
	for i := range size.Rules {
		directive := "Disallow"
		if i%10 == 9 {
			directive = "Allow"
		}
		pattern := plainPattern(random, i, size.Rules)
		if size.Rules > 10 && i%7 == 3 {
			pattern = wildPattern(random, i, pattern)
		}
		fmt.Fprintf(&b, "%s: %s\n", directive, pattern)
	}
	b.WriteString("\nSitemap: https://example.com/sitemap.xml\n")
	return []byte(b.String())
}

func plainPattern(random *rand.Rand, i, rules int) string {
	section := sections[random.IntN(len(sections))]
	switch {
	case rules <= 100 && i%3 == 0:
		return "/" + section + "/"
	case i%2 == 0:
		return fmt.Sprintf("/%s/%s/", section, item(random, rules))
	}
	return fmt.Sprintf("/%s/%s/view-all.html", section, item(random, rules))
}

func wildPattern(random *rand.Rand, i int, plain string) string {
	switch i / 7 % 4 {
	case 0:
		return fmt.Sprintf("/*%s%s=", pick(random, "?", "&"), item(random, 30))
	case 1:
		return fmt.Sprintf("/*.%s$", item(random, 20))
	case 2:
		return strings.TrimSuffix(plain, "/") + "*/print"
	}
	return plain + "*"
}

func item(random *rand.Rand, of int) string {
	return fmt.Sprintf("%s%d", letters(random.IntN(of/4+5)), random.IntN(10))
}

func letters(n int) string {
	s := string(rune('a' + n%26))
	for n /= 26; n > 0; n /= 26 {
		s += string(rune('a' + n%26))
	}
	return s
}

// Paths makes n paths for a size of file, of which some are under its rules. They
// are about 35 bytes long; every sixth has a query.
func Paths(size Size, n int) []string {
	random := rand.New(rand.NewPCG(uint64(size.Rules), uint64(n)))
	paths := make([]string, n)
	for i := range paths {
		var b strings.Builder
		for range 2 + random.IntN(2) {
			b.WriteString("/" + sections[random.IntN(len(sections))])
			if random.IntN(2) == 0 {
				b.WriteString("/" + item(random, size.Rules))
			}
		}
		b.WriteString(pick(random, "/", "/view-all.html", "/a-longer-title-of-a-page", "/2026/11/the-title-of-some-page", ".pdf", "/print"))
		if i%6 == 0 {
			fmt.Fprintf(&b, "?%s=%d", item(random, 30), random.IntN(100))
		}
		paths[i] = b.String()
	}
	return paths
}
