package answer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
)

// newsPage is shaped as pages of newspapers are: a head of about 7 KB and a body of
// the given size.
func newsPage(body int) string {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The tide &amp; the harbour</title>\n")
	for i := range 24 {
		fmt.Fprintf(&b, "<meta property=\"og:thing-%d\" content=\"Some words about the thing, as long as they tend to be, number %d\">\n", i, i)
		fmt.Fprintf(&b, "<link rel=\"preload\" as=\"script\" href=\"https://static.example/assets/js/chunk-%d.4f5a9c.js\" crossorigin>\n", i)
	}
	b.WriteString("<meta name=\"robots\" content=\"index, follow, max-image-preview:large\">\n<link rel=\"canonical\" href=\"https://example.com/tide.html\">\n")
	b.WriteString("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"The tide\",\"author\":{\"@type\":\"Person\",\"name\":\"Somebody\"}}</script>\n")
	b.WriteString("<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}</script>\n<style>" + strings.Repeat(".a{color:#123}", 60) + "</style>\n</head>\n<body>\n")
	for i := 0; b.Len() < body; i++ {
		fmt.Fprintf(&b, "<p class=\"story__text\">Paragraph %d of a story about the sea, which says \"nothing\" about <a href=\"/section/%d\">machines</a> and has some more words.</p>\n", i, i)
	}
	b.WriteString("</body></html>\n")
	return b.String()
}

var pageHeaders = []carrier.Field{
	{Name: "Cache-Control", Value: "max-age=60"}, {Name: "Content-Type", Value: "text/html; charset=utf-8"},
	{Name: "Content-Usage", Value: "train-ai=n;exceptions=cc-cr, search=y"}, {Name: "Date", Value: "Tue, 24 Nov 2026 09:00:00 GMT"},
	{Name: "Etag", Value: `"33a64df5"`}, {Name: "Link", Value: `<https://static.example/a.css>; rel="preload"; as="style"`},
	{Name: "Server", Value: "nginx"}, {Name: "Strict-Transport-Security", Value: "max-age=31536000"},
	{Name: "Tdm-Reservation", Value: "1"}, {Name: "Vary", Value: "Accept-Encoding"}, {Name: "X-Robots-Tag", Value: "noai, noimageai"},
}

const pageRobots = "User-agent: *\nAllow: /\nContent-Usage: train-ai=n;exceptions=cc-cr, search=y\nContent-Signal: search=yes, ai-train=no\n\nUser-agent: Google-Extended\nDisallow: /\n"

// BenchmarkPage measures all web carriers for one page: header fields and HTML, with
// the robots.txt parsed already. The sizes are those of the body of the page.
func BenchmarkPage(b *testing.B) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte(pageRobots)}
	for _, size := range []int{8 << 10, 32 << 10, 128 << 10} {
		page := []byte(newsPage(size))
		b.Run(fmt.Sprintf("%dKB", len(page)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				response := &carrier.Artifact{Kind: carrier.Response, Status: 200, Header: pageHeaders, MediaType: "text/html", Body: page}
				a := Of(carrier.Question{URL: "https://example.com/tide.html"}, []*carrier.Artifact{robots, response}, nil)
				if len(a.Reading.Evidence) != 6 {
					b.Fatalf("%d statements: %+v", len(a.Reading.Evidence), a.Reading.Evidence)
				}
			}
		})
	}
}

// BenchmarkBatchBodies measures answers to requests that hold whole pages.
func BenchmarkBatchBodies(b *testing.B) {
	var headers [][2]string
	for _, f := range pageHeaders {
		headers = append(headers, [2]string{f.Name, f.Value})
	}
	var in bytes.Buffer
	const n = 400
	encoder := json.NewEncoder(&in)
	encoder.SetEscapeHTML(false)
	for i := range n {
		err := encoder.Encode(map[string]any{
			"id": i, "url": fmt.Sprintf("https://example.com/page-%d.html", i), "robots": pageRobots, "headers": headers,
			"body": newsPage(24<<10 + i*512),
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(in.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if err := Batch(context.Background(), bytes.NewReader(in.Bytes()), io.Discard); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "answers/s")
}
