package htmlhead_test

import (
	"fmt"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

func ExampleScan() {
	page := []byte(`<meta name="robots" content="noai"><noscript><link rel="license" href="/l"></noscript>
<template><meta name="robots" content="all"></template></head>
<meta name="author" content="A &amp; B"><p about="photo.jpg">
<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>`)
	var p htmlhead.Page
	htmlhead.Scan(&p, page)
	for _, m := range p.Metas {
		fmt.Printf("meta %s: %s\n", m.Name, m.Content)
	}
	for _, l := range p.Links {
		fmt.Printf("link %s: %s\n", l.Rel, l.Href)
	}
	for _, m := range p.Marks {
		fmt.Printf("%s %s: %s about %q\n", m.Element, m.Rel, m.Href, m.About)
	}
	// Output:
	// meta robots: noai
	// meta author: A & B
	// link license: /l
	// link license: /l about ""
	// a license: https://creativecommons.org/licenses/by/4.0/ about "photo.jpg"
}
