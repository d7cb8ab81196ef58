package imagerights_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/imagerights"
	"github.com/proviso-signals/proviso/container"
)

// many makes n texts of a pattern with a number in it.
func many(n int, pattern string) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf(pattern, i))
	}
	return list
}

// TestMaxRights: IIM can have as many notices as it likes.
func TestMaxRights(t *testing.T) {
	for n, codes := range map[int][]string{imagerights.MaxRights: nil, imagerights.MaxRights + 2: {imagerights.CodeTooMany}} {
		var sets []tag
		for _, text := range many(n, "notice %d") {
			sets = append(sets, tag{116, text})
		}
		reading := read(photo(block(container.IIM, records(sets...))))
		if len(reading.Rights) != imagerights.MaxRights || len(reading.Problems) != len(codes) {
			t.Errorf("of %d: %d facts, %+v", n, len(reading.Rights), reading.Problems)
		}
	}
}

func TestMaxProblems(t *testing.T) {
	broken := `<xmpRights:WebStatement><rdf:Bag><rdf:li>` + strings.Join(many(2*imagerights.MaxProblems, "words %d"), `</rdf:li><rdf:li>`) + `</rdf:li></rdf:Bag></xmpRights:WebStatement>`
	reading := read(picture(broken + strings.ReplaceAll(broken, "WebStatement", "Certificate")))
	if len(reading.Problems) != imagerights.MaxProblems {
		t.Errorf("%d problems", len(reading.Problems))
	}
}

func TestMaxText(t *testing.T) {
	for n, want := range map[int]string{
		imagerights.MaxText:     strings.Repeat("x", imagerights.MaxText),
		imagerights.MaxText + 1: strings.Repeat("x", imagerights.MaxText) + "…",
	} {
		check(t, read(picture(`<dc:rights>`+strings.Repeat("x", n)+`</dc:rights>`)), []string{"copyright-notice " + want})
	}
	// Two that are alike as far as they are kept are one.
	text := strings.Repeat("x", imagerights.MaxText)
	check(t, read(picture(`<xmpRights:UsageTerms>`+text+`a</xmpRights:UsageTerms><plus:TermsAndConditionsText>`+text+`b</plus:TermsAndConditionsText>`)), []string{"usage-terms " + text + "…"})
}

// TestMaxSearched: what is behind is not looked at, and a link that reaches there is none.
func TestMaxSearched(t *testing.T) {
	const link = "https://example.com/d"
	for _, tt := range []struct {
		before, behind int
		found          bool
	}{
		{imagerights.MaxSearched - len(link) - 1, 0, true},
		{imagerights.MaxSearched - len(link) - 1, 100, false},
		{imagerights.MaxSearched - len(link) - 2, 100, false},
		{imagerights.MaxSearched, 0, false},
	} {
		text := strings.Repeat("é", tt.before/2) + strings.Repeat("x", tt.before%2) + " " + link + strings.Repeat("y", tt.behind)
		reading := read(picture(`<dc:rights>` + text + `</dc:rights>`))
		if (len(reading.Rights) == 2) != tt.found {
			t.Errorf("%+v: %d facts", tt, len(reading.Rights))
		}
	}
}

func TestMaxValues(t *testing.T) {
	names := many(imagerights.MaxValues+1, "N%d")
	check(t, read(picture(`<dc:creator>`+seq(names...)+`</dc:creator>`)), []string{"credit-text " + strings.Join(names[:imagerights.MaxValues], ", ")})
	var urls, want []string
	for i := range imagerights.MaxValues + 1 {
		urls = append(urls, fmt.Sprintf(`<plus:LicensorURL>https://example.com/%d</plus:LicensorURL>`, i))
		want = append(want, fmt.Sprintf("acquire-licence https://example.com/%d", i))
	}
	check(t, read(picture(`<plus:Licensor>`+structs(urls...)+`</plus:Licensor>`)), want[:imagerights.MaxValues])
	var sets []tag
	for _, name := range names {
		sets = append(sets, tag{80, name})
	}
	check(t, read(photo(block(container.IIM, records(sets...)))), []string{"credit-text " + strings.Join(names[:imagerights.MaxValues], ", ")})
}

func TestMaxLinks(t *testing.T) {
	text := strings.Join(many(imagerights.MaxLinks+1, "https://example.com/%d"), " ")
	var want []string
	for _, url := range many(imagerights.MaxLinks, "https://example.com/%d") {
		want = append(want, "usage-info "+url)
	}
	check(t, read(picture(`<photoshop:Instructions>`+text+`</photoshop:Instructions>`)), want)
}

// TestLongLinks: a link is no longer than links are.
func TestLongLinks(t *testing.T) {
	url := "https://example.com/" + strings.Repeat("x", carrier.MaxLink)
	check(t, read(picture(`<xmpRights:WebStatement>`+url+`</xmpRights:WebStatement>`)), nil, imagerights.CodeNotLink)
}

// TestLinksInTexts: where a link in a sentence begins and ends.
func TestLinksInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"at https://example.com/a.":                 "https://example.com/a",
		"(https://example.com/a)":                   "https://example.com/a",
		"https://example.com/a_(b)":                 "https://example.com/a_(b)",
		"(see https://example.com/a_(b)).":          "https://example.com/a_(b)",
		"[https://example.com/a], yes":              "https://example.com/a",
		"«https://example.com/ä»":                   "https://example.com/%C3%A4",
		"Terms:HTTP://Example.com/a;b?c=d#e!":       "http://example.com/a;b?c=d#e",
		"“https://example.com/a”":                   "https://example.com/a",
		"https://example.com/a—terms":               "https://example.com/a",
		"ftp://example.com/a https://example.com/b": "https://example.com/b",
		"https:// https://example.com/b":            "https://example.com/b",
		"://https://example.com/b":                  "https://example.com/b",
		"www.example.com/a":                         "",
		"https://user@example.com/a":                "",
		"https://":                                  "",
		"://":                                       "",
	} {
		var facts []string
		if want != "" {
			facts = []string{"usage-info " + want}
		}
		t.Run(text, func(t *testing.T) {
			check(t, read(picture(`<photoshop:Instructions>`+text+`</photoshop:Instructions>`)), facts)
		})
	}
}
