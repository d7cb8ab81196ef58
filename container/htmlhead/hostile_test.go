package htmlhead_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// TestHostilePages repeats what is never finished, nested or ended: four times the
// page may take about four times as long, not sixteen. With -short, as under the race
// detector, times are not judged.
func TestHostilePages(t *testing.T) {
	small := 64 << 10
	if testing.Short() {
		small = 8 << 10
	}
	parts := []string{
		"<", "</", "<!", "<!-", "<!--", "<!-->", "<!--<!", "-", "<?", ">", "&", "&#", "&#0", "&#x", "&a", "\x00", "\r",
		"<a", "<a ", "<a\t", "<a/", "<a =", "<a b=", "<a b='", `<a b="`, "<a b=c ", " a=b", " a", "/", "'", `"`,
		"<meta ", "<meta content=", `<meta name="a`, "<meta name=a>", "<link href=a>", "<base href=a>",
		"<html about='&amp;'>", "<head about='&amp;'>", "<body about='&amp;'>",
		"<title>", "</title", "<title></title>", "<style>", "<textarea>", "<noscript>", "</noscript>", "<plaintext>",
		"<script>", "<script ", "<script a='", "</script", "<script></script>", "<!--<script>", "<script><!--",
		"<script><!--<script>", "<script type=text/xml>", "<script type=text/xml></script>", "<script type='&#",
		"<template>", "</template>", "<template><col>", "<template></template>", "<frameset>",
		"<svg>", "</svg>", "<svg><![CDATA[", "<svg><desc>", "<math><mi>", "<svg><p>", "<svg/>", "]]>",
		"<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<b><p>", "<a>", "</a>", "<li>", "<ul><li>",
		"<dd>", "<table>", "<table><tr><td>", "<td>", "</table>", "<select>", "<option>", "<button>", "<form>", "</form>",
		"<h1>", "<object>", "<x-y>", "</x-y>", "<b about='&amp;'>", "<a rel=license>", "<a rel=license about='&amp;'>",
		"<b property=rights>", "<b property=rights>x<!--", "<b property=rights><", "<title property=rights>", "<b property=rights>&amp;",
		"rights", " rights", "=rights", "= rights", `"rights`, `="rights`, `rel=a"rights`, `'"rights`, "license", "attributionname",
		"<a rel=&#", "<a href=//creativecommons.org&", "<a href='//creativecommons.org'>", "creativecommons", "&#108;",
	}
	fronts := []string{
		"", "<body>", "<body>" + strings.Repeat("<span>", 600), "<body>" + strings.Repeat("<b about=x>", 600),
		"<body><p><button>" + strings.Repeat("<span>", 505), "<template>", "<body><svg>",
		`<a rel="license" b="`, "<body>=" + strings.Repeat(" ", small/2),
	}
	slowest, culprit := time.Duration(0), ""
	for _, front := range fronts {
		for _, part := range parts {
			name := fmt.Sprintf("%.20q and many %q", front, part)
			grows, took := growth(front, part, small)
			if grows > 10 && !testing.Short() {
				t.Errorf("%s: four times the page takes %.0f times as long", name, grows)
			}
			if took > slowest {
				slowest, culprit = took, name
			}
		}
	}
	t.Logf("slowest of %d: %s, %v for %d bytes", len(fronts)*len(parts), culprit, slowest, 4*small)
}

// growth says how much longer four times as many parts take, and how long. Other work
// on the machine makes single times worthless, so the least of some counts, and more
// are taken while they look bad.
func growth(front, part string, small int) (grows float64, took time.Duration) {
	var p htmlhead.Page
	once := func(page []byte) time.Duration {
		start := time.Now()
		htmlhead.Scan(&p, page)
		return time.Since(start)
	}
	// The end closes what was repeated, at last.
	few := []byte(front + strings.Repeat(part, small/len(part)) + "'\">")
	many := []byte(front + strings.Repeat(part, 4*small/len(part)) + "'\">")
	short, long := once(few), once(many)
	for patience := time.Now().Add(5 * time.Second); ; {
		// Very short times say nothing.
		grows = float64(long) / float64(max(short, 200*time.Microsecond))
		if grows <= 10 || testing.Short() || time.Now().After(patience) {
			return grows, long
		}
		short, long = min(short, once(few)), min(long, once(many))
	}
}
