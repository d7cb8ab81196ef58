package htmlhead_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// fragments are what pages are put together from by chance: bytes alone seldom make
// up a tag.
var fragments = strings.Split(`<html>|<html about=/h>|</html>|<head>|</head>|<body>|</body>|<meta name=a>|<meta property="og:x" content='b'>|
<link rel=x href=/>|<base href=/b>|<title>|</title>|<style>|</style>|<script>|</script>|<script type=application/json>|
<script type="application/ld+json">|<noscript>|</noscript>|<noframes>|</noframes>|<template>|</template>|<frameset>|
</frameset>|<br>|</br>|<p>|</p>|<div>|</div>|<table>|</table>|<tr>|<td>|<col>|<colgroup>|<caption>|<tbody>|<select>|
<option>|</select>|<textarea>|</textarea>|<iframe>|</iframe>|<xmp>|</xmp>|<plaintext>|<svg>|</svg>|<math>|</math>|<mi>|
<desc>|</desc>|<foreignObject>|<annotation-xml encoding=text/html>|<b>|</b>|<a>|</a>|<li>|<ul>|</ul>|<x-y>|</x-y>|<img>|
<input type=hidden>|<form>|</form>|<button>|</button>|<object>|</object>|<h1>|</h1>|<h2>|<nobr>|<font color=x>|<basefont>|
<bgsound>|<!doctype html>|<!-- -->|<!--|-->|--!>|<!-->|<![CDATA[|]]>|<?x?>|</ >|<|>|"|'|=|/|&#32;|&amp;|&|;|x| |
|<a rel=license href=/l>|<span about=s>|<p about=p>|<b about=b>|</span>|<i property=dc:rights>|<div about=d>|<li about=l>|
<td about=t>|<h1 about=1>|<a about=a href=//creativecommons.org/>|<svg about=v>|<tr rel=license>`, "|")

// assemble makes a page of some of the fragments, one for each byte.
func assemble(from []string, data []byte) []byte {
	var b strings.Builder
	for _, c := range data {
		b.WriteString(strings.TrimPrefix(from[int(c)%len(from)], "\n"))
	}
	return []byte(b.String())
}

// nesting are fragments without what Scan does not follow in a body (see stack):
// formatting elements, and late tags with an about attribute.
var nesting = func() (list []string) {
	left := regexp.MustCompile(`^</?(a|b|i|font|nobr|frameset)\b|^<html about`)
	for _, f := range fragments {
		if !left.MatchString(strings.TrimPrefix(f, "\n")) {
			list = append(list, f)
		}
	}
	return append(list, "<table about=t>", "<tbody about=u>", "<form about=f>", "<q about=q>", "</q>", "<math about=m>",
		"<span property=dc:rights>", "<p property=dc:rights>", "<img resource=//creativecommons.org>", "<td resource=//creativecommons.org>",
		"<svg resource=//creativecommons.org>")
}()

// TestAgainstNetOnRandomPages compares on pages put together by chance, from a seed:
// all that can stand in a head or begin a body, and how elements are nested in a body.
func TestAgainstNetOnRandomPages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 40000
	if testing.Short() {
		rounds = 4000
	}
	chance := func(from []string) []byte {
		data := make([]byte, 1+random.IntN(24))
		for i := range data {
			data[i] = byte(random.IntN(len(from)))
		}
		return assemble(from, data)
	}
	for _, half := range []struct {
		name string
		page func() []byte
		mark what
	}{
		{"head", func() []byte { return chance(fragments) }, noMarks},
		{"body", func() []byte { return append([]byte("<!doctype html><body>"), chance(nesting)...) }, withoutText},
	} {
		compared, marks := 0, 0
		for range rounds {
			page := half.page()
			if compare(t, page, half.mark) {
				compared++
				marks += len(ours(page).Marks)
			}
			if t.Failed() {
				return
			}
		}
		t.Logf("%s: %d of %d pages compared, with %d marks", half.name, compared, rounds, marks)
		if compared < rounds*9/10 {
			t.Error("too few pages compared")
		}
	}
}
