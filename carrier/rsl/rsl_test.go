package rsl_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/rsl"
)

const (
	assetURL   = "https://example.com/a"
	licenceURL = "https://example.com/license.xml"
)

func TestCarrier(t *testing.T) {
	carriertest.Run(t, &rsl.Carrier, carriertest.Places{"document": placeDocument})
}

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &rsl.Carrier, placeDocument) }

func FuzzRobots(f *testing.F) {
	carriertest.Fuzz(f, &rsl.Carrier, func(text string) []*carrier.Artifact {
		return []*carrier.Artifact{{Kind: carrier.Robots, Status: 200, Body: []byte(text)}, document(docOf("/", `<prohibits type="usage">ai-train</prohibits>`))}
	})
}

func FuzzLink(f *testing.F) {
	carriertest.Fuzz(f, &rsl.Carrier, func(text string) []*carrier.Artifact {
		return []*carrier.Artifact{response(text), document(docOf("", `<prohibits type="usage">ai-train</prohibits>`))}
	})
}

// FuzzPage reads a page, and the text once more as a licence in one.
func FuzzPage(f *testing.F) {
	carriertest.Fuzz(f, &rsl.Carrier, func(text string) []*carrier.Artifact {
		return []*carrier.Artifact{page(text), page("<head><script type=application/rsl+xml>" + text)}
	})
}

func FuzzFeed(f *testing.F) {
	carriertest.Fuzz(f, &rsl.Carrier, func(text string) []*carrier.Artifact {
		const head = `<rss xmlns:rsl="https://rslstandard.org/rsl"><channel><item><link>https://example.com/a/b.html?c</link><rsl:content url="">`
		return []*carrier.Artifact{
			{Kind: carrier.Response, MediaType: "application/rss+xml", Body: []byte(text)},
			{Kind: carrier.File, Source: "f.xml", Body: []byte(head + text)},
			{Kind: carrier.File, Source: "f.rsl", Body: []byte(text)},
		}
	})
}

// placeDocument publishes a licence document and refers to it from a response.
func placeDocument(text string) []*carrier.Artifact {
	if text == "" {
		return []*carrier.Artifact{response("")}
	}
	return []*carrier.Artifact{response(rsl.LinkValue(licenceURL)), document(text)}
}

func response(link string) *carrier.Artifact {
	a := &carrier.Artifact{Kind: carrier.Response, Source: assetURL, Status: 200}
	if link != "" {
		a.Header = []carrier.Field{{Name: "link", Value: link}}
	}
	return a
}

func page(html string) *carrier.Artifact {
	return &carrier.Artifact{Kind: carrier.Response, Source: assetURL, Status: 200, MediaType: "text/html", Body: []byte(html)}
}

func document(text string) *carrier.Artifact {
	return &carrier.Artifact{Kind: carrier.Document, Source: licenceURL, Status: 200, MediaType: rsl.MediaType, Body: []byte(text)}
}

// docOf is a document with one content element and one licence.
func docOf(url, clauses string) string {
	return `<rsl xmlns="` + rsl.Namespace + `">` + contentOf(url, clauses) + `</rsl>`
}

func contentOf(url, clauses string) string {
	return `<content url="` + url + `"><license>` + clauses + `</license></content>`
}

const (
	noTraining = `<prohibits type="usage">ai-train</prohibits>`
	all        = `<permits type="usage">all</permits>`
)

func read(artifacts ...*carrier.Artifact) carrier.Reading {
	return rsl.Carrier.Read(artifacts, &carrier.Question{URL: assetURL})
}

func words(r carrier.Reading) string {
	var list []string
	for u, o := range proviso.Combine(r.Evidence).Everyone.Outcomes() {
		list = append(list, proviso.Use(u).String()+" "+o.String())
	}
	return strings.Join(list, ", ")
}

func codes(r carrier.Reading) string {
	var list []string
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}
