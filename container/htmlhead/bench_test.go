package htmlhead_test

import (
	"bytes"
	"fmt"
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

func made(head, body int) (list [][]byte, size int) {
	for seed := range uint64(8) {
		p := page(seed, head, body)
		list, size = append(list, p), size+len(p)
	}
	return list, size / len(list)
}

func heads(list [][]byte) (cut [][]byte, size int) {
	var p htmlhead.Page
	for _, page := range list {
		htmlhead.Scan(&p, page)
		cut, size = append(cut, page[:p.HeadEnd]), size+p.HeadEnd
	}
	return cut, size / len(cut)
}

func each(b *testing.B, list [][]byte, size int, do func(page []byte)) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		do(list[i%len(list)])
	}
}

func BenchmarkScan(b *testing.B) {
	for _, c := range corpora {
		var p htmlhead.Page
		scan := func(page []byte) { htmlhead.Scan(&p, page) }
		whole, size := made(c.head, c.body)
		cut, headSize := heads(whole)
		b.Run(fmt.Sprintf("%s/head", c.name), func(b *testing.B) { each(b, cut, headSize, scan) })
		b.Run(fmt.Sprintf("%s/head-peer", c.name), func(b *testing.B) { each(b, cut, headSize, tokenize) })
		b.Run(fmt.Sprintf("%s/page", c.name), func(b *testing.B) { each(b, whole, size, scan) })
		b.Run(fmt.Sprintf("%s/page-walked", c.name), func(b *testing.B) {
			each(b, whole, size, func(page []byte) { htmlhead.ScanAll(&p, page) })
		})
	}
}

// tokenize does with the tokenizer of golang.org/x/net/html what Scan does with a
// head: it reads all attributes of meta, link, base and script.
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

// tokens does the same with whole tokens, whose values can be kept as those of Scan
// can.
func tokens(page []byte) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			_ = z.Token()
		}
	}
}
