package htmlhead_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// tracesOfRights are fragments that make up marks and data blocks, and what nearly
// does.
var tracesOfRights = strings.Split(`<a |<span |<b|<script|<SCRIPT |<img/|rel|REL|property|Property|href|resource|type|class|about|=|==| = |
=	|"|'|>|/>| |  |	|/|license|LICENSE|licence|Licen|se|ce|rights|Rights|copyrights|attribution|attributionName|attributionurl|att|
ribution|name|url|cc:|dc:|//creativecommons.org|https://CreativeCommons.org/|creative|commons|.org|&period;|&#108;|&#x6C;|&#8217;|
&|&#|#|;|application/ld+json|text/xml|+json|/xml|module|&plus;json|</a>|</span>|</script>|<!--|-->|<template>|</template>|<style>|</style>|
x|text|a b c d|noopener|<svg>|</svg>|<frameset>|rel=license|rel="x license"|property='dc:rights'|rel = rights|rel=a=rights|rel=a"rights|
rel="a'b rights"|data-rel="license"|rel=x href="license"|<a rel="|<a rel='|<a property=`, "|")

// TestSearchAgreesWithWalk: leaving a body out and walking through it give the same.
// FuzzScan holds to it too; here the pages are put together to be close calls.
func TestSearchAgreesWithWalk(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	rounds := 60000
	if testing.Short() {
		rounds = 6000
	}
	said, leftOut := 0, 0
	var p htmlhead.Page
	for round := range rounds {
		page := []byte("<body>" + someOf(random, 14, tracesOfRights))
		if round%2 == 0 {
			page = append(page, tagNearRights(random)...)
		}
		htmlhead.ScanAll(&p, page)
		want := dump(&p)
		if len(p.Marks)+len(p.Scripts) > 0 {
			said++
		}
		if !htmlhead.MayHold(&p, page) {
			leftOut++
		}
		htmlhead.Scan(&p, page)
		if got := dump(&p); got != want {
			t.Fatalf("%q:\nwalked %s\nsearched %s", page, want, got)
		}
	}
	t.Logf("%d of %d pages said something, %d were left out", said, rounds, leftOut)
	if said < rounds/20 || leftOut < rounds/20 {
		t.Error("the pages try too little")
	}
}

// someOf puts up to n pieces together.
func someOf(random *rand.Rand, n int, pieces []string) string {
	data := make([]byte, random.IntN(n))
	for i := range data {
		data[i] = byte(random.IntN(len(pieces)))
	}
	return string(assemble(pieces, data))
}

// tagNearRights makes a start tag that is a mark or data block, or almost.
func tagNearRights(random *rand.Rand) string {
	one := func(list string) string {
		pieces := strings.Split(list, ",")
		return pieces[random.IntN(len(pieces))]
	}
	tag := one("<a,<SPAN,<script,<img,<x-y")
	for range 1 + random.IntN(3) {
		quote := one(`",',`)
		tag += one(" ,\n, / ") + one("rel,REL,property,Property,href,resource,type,class,about,data-rel") +
			one("=,=, =,= ,\n=\t,==") + quote +
			one(",,x ,a>b ,&amp;,dc:,http://a/,//") +
			one("license,LICENCE,rights,attributionName,xattributionURL,licensed,right,&#108;icense,rig&#x68;ts,creativecommons.org,www.creativecommons.org/x,application/ld+json,text/xml;x,A/JSON,text/plain") +
			one(",,, x,&#32;y,\n") + quote
	}
	return tag + one(">,>,/>, >,") + "x</a>"
}

// TestSearchFindsEverywhere: a trace is found wherever it stands.
func TestSearchFindsEverywhere(t *testing.T) {
	var p htmlhead.Page
	for _, mark := range []string{
		`<a rel=license>`, `<a rel=licence>`, `<b property="dc:Rights">`, `<b property='cc:attributionName'>`, `<a REL = "cc:attributionURL"/>`,
		`<a href=//creativecommons.org>`, `<script type=text/xml>`, `<a rel="&#x6c;icense">`, "<a rel\n=\n'a b\nlicense\nc'>",
		`<a rel=">" property=rights>`, `<a rel='"' rel='license' property='"x rights'>`, `<a rel=a"b=rights>`,
	} {
		for before := range 20 {
			for after := range 20 {
				body := strings.Repeat("x", before) + mark + strings.Repeat("y", after)
				if !htmlhead.MayHold(&p, []byte(body)) {
					t.Fatalf("%q is left out", body)
				}
			}
		}
	}
}

// TestSearchLeavesOut: what pages often hold does not make them be walked through.
func TestSearchLeavesOut(t *testing.T) {
	var p htmlhead.Page
	for _, body := range []string{
		`<p>&copy; 2025. All rights reserved. See the license.</p>`,
		`<a class="license" href="/license?rights" title='rights' rel="nofollow noopener">Licence and rights</a>`,
		`<script>var a = {"license": "MIT", rights: 'x'}; // @license</script>`,
		`<script type="text/javascript" src="/license.js"></script><script type=module></script>`,
		`<p data-rel="x" class="copyrights">it&#8217;s attribution, by its name</p>`,
		`<div id=rights data-license="y">description, javascript, subscription</div>`,
	} {
		if htmlhead.MayHold(&p, []byte(body)) {
			t.Errorf("%s is walked through", body)
		}
	}
}

// TestTraces: every three letters of a trace have a slot of their own, and the
// letters looked for together belong to one trace only.
func TestTraces(t *testing.T) {
	if clash := htmlhead.TraceClash(); clash != "" {
		t.Error(clash)
	}
}
