package licence_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/licence"
)

func count(reading carrier.Reading, code string) (n int) {
	for _, p := range reading.Problems {
		if p.Code == code {
			n++
		}
	}
	return n
}

// TestMaxRights is the hostile test of MaxRights, in elements and in JSON-LD.
func TestMaxRights(t *testing.T) {
	var html, json strings.Builder
	for i := range licence.MaxRights + 100 {
		fmt.Fprintf(&html, `<p about="/%d"><a rel="license" href="/l">x</a></p>`, i)
		fmt.Fprintf(&json, `,{"url":"/%d","license":"/l"}`, i)
	}
	for _, artifacts := range [][]*carrier.Artifact{page("<!DOCTYPE html>" + html.String()), block("[" + json.String()[1:] + "]")} {
		if got := read(artifacts); len(got.Rights) != licence.MaxRights || count(got, licence.CodeTooMany) != 1 || len(got.Problems) != 1 {
			t.Errorf("%d rights, problems %+v", len(got.Rights), got.Problems)
		}
	}
}

// TestMaxProblems is the hostile test of MaxProblems: links that are none, and
// contradictions.
func TestMaxProblems(t *testing.T) {
	var none, several strings.Builder
	for i := range licence.MaxProblems + 100 {
		none.WriteString(`<a rel="license" href="javascript:x">x</a>`)
		fmt.Fprintf(&several, `<a rel="license" href="/%d">x</a>`, i)
	}
	for _, html := range []string{none.String(), several.String()} {
		if got := read(page("<!DOCTYPE html>" + html)); len(got.Problems) != licence.MaxProblems {
			t.Errorf("%d problems", len(got.Problems))
		}
	}
}

// TestMaxBlocks is the hostile test of MaxBlocks.
func TestMaxBlocks(t *testing.T) {
	var html strings.Builder
	html.WriteString("<!DOCTYPE html>")
	for i := range licence.MaxBlocks + 10 {
		fmt.Fprintf(&html, `<script type="application/ld+json">{"url":"/%d","license":"/l"}</script>`, i)
	}
	if got := read(page(html.String())); len(got.Rights) != licence.MaxBlocks || count(got, licence.CodeTooLarge) != 1 {
		t.Errorf("%d rights, problems %+v", len(got.Rights), got.Problems)
	}
}

// TestMaxJSON is the hostile test of MaxJSON: blocks that are small enough each.
func TestMaxJSON(t *testing.T) {
	one := `<script type="application/ld+json">{"license":"/l","x":"` + strings.Repeat("x", 1<<20-100) + `"}</script>`
	blocks := licence.MaxJSON>>20 + 2
	if got := read(page("<!DOCTYPE html>" + strings.Repeat(one, blocks))); len(got.Rights) != 1 || count(got, licence.CodeTooLarge) != 1 {
		t.Errorf("%d rights, problems %+v", len(got.Rights), got.Problems)
	}
	huge := `{"license":"/l","x":"` + strings.Repeat("x", 1<<20) + `"}`
	deep := `{"license":"/l","x":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + "}"
	many := `{"license":"/l","x":[0` + strings.Repeat(",0", 1<<17) + "]}"
	for _, json := range []string{huge, deep, many} {
		if got := read(block(json)); len(got.Rights) != 0 || count(got, licence.CodeTooLarge) != 1 {
			t.Errorf("%d bytes: %d rights, problems %+v", len(json), len(got.Rights), got.Problems)
		}
	}
}

// TestMaxText is the hostile test of MaxText and MaxNames.
func TestMaxText(t *testing.T) {
	got := read(block(`{"creditText":"` + strings.Repeat("é ", licence.MaxText) + `"}`))
	if len(got.Rights) != 1 || len(got.Rights[0].Value) > licence.MaxText+len("…") || !strings.HasSuffix(got.Rights[0].Value, "…") {
		t.Errorf("%+v", got.Rights)
	}
	got = read(block(`{"license":"/l","creator":["x"` + strings.Repeat(`,"x"`, licence.MaxNames) + `]}`))
	if len(got.Rights) != 2 || strings.Count(got.Rights[1].Value, "x") != licence.MaxNames {
		t.Errorf("%+v", got.Rights)
	}
}

// TestLongLinks: a URL longer than any is dropped, and hints stay short.
func TestLongLinks(t *testing.T) {
	long := strings.Repeat("x", 1<<16)
	for _, artifacts := range [][]*carrier.Artifact{
		page(`<!DOCTYPE html><a rel="license" href="https://example.com/` + long + `">x</a>`),
		page(`<!DOCTYPE html><a rel="license" href="javascript:` + long + `">x</a>`),
		page(`<!DOCTYPE html><a rel="license" href="words words ` + long + `">x</a>`),
		block(`{"license":{"name":"` + long + `"}}`),
		field("<https://example.com/" + long + ">; rel=license"),
	} {
		got := read(artifacts)
		if len(got.Rights) != 0 || len(got.Problems) != 1 || len(got.Problems[0].Hint) > 300 {
			t.Errorf("%+v", got)
		}
	}
}

// TestManyAnchors: a page of links to licences is read in time that is linear in
// its length.
func TestManyAnchors(t *testing.T) {
	html := "<!DOCTYPE html><p typeof=x>" + strings.Repeat(`<a href="https://creativecommons.org/licenses/by/4.0/">x</a><i about="/q" property="license">y</i>`, 1<<15)
	if got := read(page(html)); len(got.Problems) > licence.MaxProblems {
		t.Errorf("%d problems", len(got.Problems))
	}
}
