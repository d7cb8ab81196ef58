package htmlhead_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// pages writes pages like those of news sites, from a seed. They are nobody's.
type pages struct {
	strings.Builder
	random *rand.Rand
}

func (w *pages) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// words are what text is made of; some lie close to what is looked for.
var words = strings.Fields(`a about after again all also and another any are as at back because been before
	being between both but by can case city come could country course court day did different do does
	during each early even every few find first for found from general get give go good government great
	group had has have he head help her here high him his home house how however if in into is it its just
	know large last law left licensing life like line little long made make man many may me men might more
	most much must my national never new next night no not now number of off often old on once one only or
	order other our out over own part people place point power present problem program public put rather
	report right said same saw say school second see seem set she should show since small so social some
	state still such system take than that the their them then there these they thing think this those
	though three through time to too two under until up upon us use very want war was water way we well
	were what when where which while who why will with within without woman work world would write year
	you young description subscription javascript common communication`)

func (w *pages) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[w.random.IntN(len(words))])
		switch w.random.IntN(200) {
		case 0, 1, 2, 3:
			b.WriteByte(',')
		case 4:
			b.WriteString("&#8217;s")
		case 5:
			b.WriteString("&nbsp;")
		case 6:
			b.WriteString(" &amp;")
		}
	}
	return b.String()
}

func (w *pages) hex(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("0123456789abcdef"[w.random.IntN(16)])
	}
	return b.String()
}

// script writes a script that is no data block, of about n bytes.
func (w *pages) script(n int) {
	var b strings.Builder
	for b.Len() < n {
		a := words[w.random.IntN(len(words))]
		fmt.Fprintf(&b, "function %s_%s(e,t){for(var n=0;n<t.length&&e;n++){var r=t[n];if(r>=%d){return\"<div class='%s'>\"+r+\"</div>\"}}return!1}", a, w.hex(3), w.random.IntN(100), a)
	}
	w.line("<script>%s</script>", b.String())
}

// page writes a page whose head and body have about that many bytes. Its head holds
// a rights link; its body speaks of rights only as all bodies do.
func page(seed uint64, head, body int) []byte {
	w := &pages{random: rand.New(rand.NewPCG(seed, 1))}
	w.line("<!DOCTYPE html>\n<html lang=\"en\" prefix=\"og: https://ogp.me/ns#\">\n<head>")
	w.line(`<meta charset="utf-8">`)
	w.line("<title>%s | The Paper</title>", w.text(8))
	w.line(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	w.line(`<meta name="description" content="%s">`, w.text(24))
	w.line(`<meta name="robots" content="max-image-preview:large, max-snippet:-1">`)
	w.line(`<link rel="canonical" href="https://news.example/2025/%d/%s">`, w.random.IntN(12)+1, w.hex(12))
	w.line(`<link rel="license" type="application/rsl+xml" href="https://news.example/license.xml">`)
	w.line("<!-- %s -->", w.text(5))
	for _, name := range []string{"title", "description", "url", "image", "type", "site_name", "locale", "image:alt"} {
		w.line(`<meta property="og:%s" content="%s">`, name, w.text(6))
		w.line(`<meta name="twitter:%s" content="%s" />`, name, w.text(6))
	}
	for w.Len() < head/2 {
		switch w.random.IntN(4) {
		case 0:
			w.line(`<link rel="preload" as="script" href="https://cdn.example/static/%s.js?v=%d&amp;m=1" crossorigin>`, w.hex(16), w.random.IntN(99))
		case 1:
			w.line(`<link rel="stylesheet" href="/assets/%s.css" media="all">`, w.hex(16))
		case 2:
			w.line(`<meta property="article:tag" content="%s">`, w.text(2))
		case 3:
			w.line(`<script async src="https://cdn.example/static/%s.js"></script>`, w.hex(16))
		}
	}
	w.line(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s","datePublished":"2025-01-01"}</script>`, w.text(8))
	w.line("<style>")
	for w.Len() < head*5/8 {
		w.line(".%s-%s>a:hover{color:#%s;margin:0 auto}", words[w.random.IntN(len(words))], w.hex(3), w.hex(6))
	}
	w.line("</style>")
	w.script(head - w.Len())
	w.line("<noscript><img height=\"1\" width=\"1\" alt=\"\"></noscript>\n</head>\n<body class=\"article\">")
	w.body(w.Len() + body)
	w.line("<footer><p>&copy; 2025 The Paper. All rights reserved. <a href=\"/license\">Licensing</a> <a href=\"https://jobs.example/\" rel=\"noopener nofollow\">Jobs</a></p></footer>\n</body>\n</html>")
	return []byte(w.String())
}

func (w *pages) body(until int) {
	for w.Len() < until {
		switch n := w.random.IntN(20); {
		case n < 6:
			w.line(`<p class="paragraph paragraph--%s" data-id="%s">%s <a href="https://news.example/%s?from=a&amp;to=b" target="_blank" rel="noopener">%s</a> %s</p>`, w.hex(4), w.hex(8), w.text(40), w.hex(8), w.text(3), w.text(30))
		case n < 14:
			w.line(`<li class="nav__item"><a class="nav__link nav__link--%s" href="/section/%s" data-track='{"click":"%s"}'>%s</a></li>`, w.hex(3), w.hex(6), w.hex(4), w.text(2))
		case n < 16:
			w.line(`<figure><img loading="lazy" src="https://img.example/%s.jpg?w=640&amp;h=480" srcset="https://img.example/%s.jpg 2x" alt="%s"><figcaption>%s</figcaption></figure>`, w.hex(16), w.hex(16), w.text(6), w.text(10))
		case n < 18:
			w.line(`<div class="card card--%s"><div class="card__inner"><h3><a href="/%s">%s</a></h3><span class="label">%s</span></div></div>`, w.hex(3), w.hex(12), w.text(8), w.text(1))
		case n < 19:
			w.line(`<svg viewBox="0 0 24 24" aria-hidden="true"><title>%s</title><path d="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2z"/></svg>`, w.text(1))
		default:
			w.script(600)
		}
	}
}
