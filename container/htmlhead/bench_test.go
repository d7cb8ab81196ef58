package htmlhead_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// corpora are pages of three weights, eight of each.
var corpora = []struct {
	name       string
	head, body int
}{
	{"small", 2 << 10, 6 << 10},
	{"news", 7 << 10, 120 << 10},
	{"heavy", 100 << 10, 400 << 10},
}

// BenchmarkScan reads heads alone, with golang.org/x/net/html as a peer in the same
// run; whole pages; and whole pages without leaving out bodies in which nothing can be
// found. That both read the same is tested, not timed.
func BenchmarkScan(b *testing.B) {
	for _, c := range corpora {
		var pages [][]byte
		for seed := range uint64(8) {
			pages = append(pages, page(seed, c.head, c.body))
		}
		b.Run(c.name, func(b *testing.B) { bench(b, pages) })
	}
}

// BenchmarkScanRealPages does the same with pages that one has at hand.
func BenchmarkScanRealPages(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("HTML_CORPUS"), "*"))
	if os.Getenv("HTML_CORPUS") == "" || len(files) == 0 {
		b.Skip("HTML_CORPUS names no folder of HTML pages: nothing timed")
	}
	var pages [][]byte
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, page)
	}
	bench(b, pages)
}

func bench(b *testing.B, pages [][]byte) {
	var p htmlhead.Page
	var heads [][]byte
	for _, page := range pages {
		htmlhead.Scan(&p, page)
		heads = append(heads, page[:p.HeadEnd])
	}
	scan := func(page []byte) { htmlhead.Scan(&p, page) }
	b.Run("head", func(b *testing.B) { each(b, heads, scan) })
	b.Run("head-net", func(b *testing.B) { each(b, heads, tokenize) })
	b.Run("page", func(b *testing.B) { each(b, pages, scan) })
	b.Run("page-walked", func(b *testing.B) {
		each(b, pages, func(page []byte) { htmlhead.ScanAll(&p, page) })
	})
}

// each takes the pages in turn; times and rates are those of an average page.
func each(b *testing.B, pages [][]byte, do func(page []byte)) {
	size := 0
	for _, page := range pages {
		size += len(page)
	}
	b.SetBytes(int64(size / len(pages)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		do(pages[i%len(pages)])
	}
}

// tokenize does with the tokenizer of golang.org/x/net/html what Scan does with a
// head, and no more: it reads the attributes of metas, links, bases and scripts, and
// keeps nothing.
func tokenize(page []byte) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch string(name) {
			case "meta", "link", "base", "script":
				for more {
					_, _, more = z.TagAttr()
				}
			}
		}
	}
}
