package licence_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/licence"
)

// brief is a fact in one line: kind, value, name, what it is about.
func brief(r proviso.Rights) string {
	s := r.Kind.String() + " " + r.Value
	if r.Name != "" {
		s += " (" + r.Name + ")"
	}
	if r.About != "" {
		s += " about " + r.About
	}
	return s
}

// at is the text of a page from a position on.
func at(t *testing.T, html string, where proviso.Where) string {
	t.Helper()
	lines := strings.SplitAfter(html, "\n")
	if where.Line < 1 || where.Line > len(lines) || where.Column < 1 || where.Column > len(lines[where.Line-1]) {
		t.Fatalf("%s is not in the page", where)
	}
	return strings.Join(lines[where.Line-1:], "")[where.Column-1:]
}

// check holds a reading to what is expected. In a page, each fact stands where it
// says, as it says.
func check(t *testing.T, artifacts []*carrier.Artifact, reading carrier.Reading, want []string, codes ...string) {
	t.Helper()
	var got []string
	for _, r := range reading.Rights {
		checkRights(t, r)
		got = append(got, brief(r))
		if r.Where.Source == "page" && !strings.HasPrefix(at(t, string(artifacts[0].Body), r.Where), r.Raw) {
			t.Errorf("%q is not at %s", r.Raw, r.Where)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("rights (-want +got):\n%s", d)
	}
	var found []string
	for _, p := range reading.Problems {
		found = append(found, p.Code)
	}
	if d := cmp.Diff(codes, found); d != "" {
		t.Errorf("problems (-want +got):\n%s\n%+v", d, reading.Problems)
	}
	if len(reading.Evidence) > 0 {
		t.Errorf("evidence: %+v", reading.Evidence)
	}
}

func checkRead(t *testing.T, artifacts []*carrier.Artifact, want []string, codes ...string) {
	t.Helper()
	check(t, artifacts, read(artifacts), want, codes...)
}

func TestWhatIsFoundInElements(t *testing.T) {
	const by = "https://creativecommons.org/licenses/by/4.0/"
	for name, tt := range map[string]struct {
		html  string
		want  []string
		codes []string
	}{
		"name and URL to credit": {
			"<!DOCTYPE html>\n<p>By <a rel=\"cc:attributionURL\" property='cc:attributionName'\n href=\"/me\"> A &amp;\n B </a>",
			[]string{"credit-link https://example.com/me", "credit-text A & B"}, nil,
		},
		"content instead of text": {
			`<!DOCTYPE html><p><span property="cc:attributionName" content="Quay">by us</span>`,
			[]string{"credit-text Quay"}, nil,
		},
		"where to ask, and how to use": {
			`<!DOCTYPE html><a rel="license cc:morePermissions" href="/buy">x</a><a rel="license cc:useGuidelines" href="/use">x</a>`,
			[]string{
				"licence https://example.com/buy", "acquire-licence https://example.com/buy",
				"licence https://example.com/use", "usage-info https://example.com/use",
			}, []string{licence.CodeSeveral},
		},
		"rights as text, as a statement, as a licence": {
			`<!DOCTYPE html><p property="dct:rights">© Quay</p><a rel="dc:rights" href="http://rightsstatements.org/vocab/InC/1.0/">x</a><a rel="dcterms:rights" href="` + by + `">x</a>`,
			[]string{
				"copyright-notice © Quay", "usage-info http://rightsstatements.org/vocab/InC/1.0/",
				"licence " + by + " (CC BY 4.0)",
			}, nil,
		},
		"a literal URL": {
			`<!DOCTYPE html><meta property="cc:license" content="` + by + `">`,
			[]string{"licence " + by + " (CC BY 4.0)"}, nil,
		},
		"about is inherited, and may be a part": {
			`<!DOCTYPE html><div about="#one"><p><a rel="license" href="` + by + `">x</a></div><div about="http://example.com/a/b.html"><a rel="license" href="` + by + `">x</a></div>`,
			[]string{"licence " + by + " (CC BY 4.0) about https://example.com/a/b.html#one", "licence " + by + " (CC BY 4.0)"}, nil,
		},
		"about something without a URL": {
			`<!DOCTYPE html><p about="urn:isbn:1"><a rel="license" href="` + by + `">x</a>`,
			nil, []string{licence.CodeAbout},
		},
		"about on a link element": {
			`<!DOCTYPE html><link about="/photo.jpg" rel="license" href="` + by + `">`,
			[]string{"licence " + by + " (CC BY 4.0) about https://example.com/photo.jpg"}, nil,
		},
		"the canonical URL is the asset": {
			`<!DOCTYPE html><link rel="canonical" href="https://www.example.com/b"><p about="https://www.example.com/b/"><a rel="license" href="` + by + `">x</a>`,
			[]string{"licence " + by + " (CC BY 4.0)"}, nil,
		},
		"said twice is said once": {
			`<!DOCTYPE html><link rel="license" href="http://creativecommons.org/licenses/by/4.0"><a rel="license" href="` + by + `deed.de">x</a>`,
			[]string{"licence " + by + " (CC BY 4.0)"}, nil,
		},
		"a title is a name, and a fragment stays": {
			`<!DOCTYPE html><link rel="license" href="/terms#photos" title="Quay  Licence">`,
			[]string{"licence https://example.com/terms#photos (Quay Licence)"}, nil,
		},
		"a property among typed things is theirs": {
			`<!DOCTYPE html><div vocab="https://schema.org/" typeof="ImageObject"><img property="contentUrl" src="a.jpg"><a property="license" href="` + by + `">x</a></div>`,
			nil, []string{licence.CodeAbout},
		},
		"a relation among typed things is the page's": {
			`<!DOCTYPE html><div typeof="Person"><a rel="license" href="` + by + `">x</a></div>`,
			[]string{"licence " + by + " (CC BY 4.0)"}, nil,
		},
		"other vocabularies say something else": {
			`<!DOCTYPE html><a rel="foo:license" href="/a">x</a><p property="dct:accessRights">open</p>`,
			nil, nil,
		},
		"an anchor about an image, beside a licence of the page": {
			`<!DOCTYPE html><link rel="license" href="/terms"><figure about="a.jpg"><a href="` + by + `deed.en">CC BY</a></figure>`,
			[]string{"licence https://example.com/terms", "licence " + by + " (CC BY 4.0) about https://example.com/a/a.jpg"},
			[]string{licence.CodeUnmarked},
		},
		"two anchors to one licence": {
			`<!DOCTYPE html><a href="` + by + `"><img src="x"></a> <a href="http://creativecommons.org/licenses/by/4.0/deed.fr">CC BY</a>`,
			[]string{"licence " + by + " (CC BY 4.0)"}, []string{licence.CodeUnmarked},
		},
		"an anchor without a scheme": {
			`<!DOCTYPE html><a href="//creativecommons.org/licenses/by/4.0/">CC BY</a>`,
			[]string{"licence " + by + " (CC BY 4.0)"}, []string{licence.CodeUnmarked},
		},
		"an anchor that is a property": {
			`<!DOCTYPE html><a property="dct:source" href="` + by + `">the deed</a>`, nil, nil,
		},
		"a synonym of the type RSL": {
			`<!DOCTYPE html><link rel="copyright" type="application/rsl+xml; charset=utf-8" href="/rsl">`, nil, nil,
		},
		"anchors to no licence": {
			`<!DOCTYPE html><a href="https://creativecommons.org/about/">x</a><a href="https://creativecommons.org/licenses/by/">x</a>`,
			nil, nil,
		},
		"links that are none": {
			`<!DOCTYPE html><a rel="license" href="">x</a><a rel="license" href="mailto:me@example.com">x</a><a rel="license" href="https://user@example.com/">x</a><a rel="license" href="CC BY 4.0">x</a>`,
			nil, []string{licence.CodeNotLink, licence.CodeNotLink, licence.CodeNotLink, licence.CodeNotLink},
		},
		"a page called license": {
			`<!DOCTYPE html><a rel="license" href="license">x</a>`, []string{"licence https://example.com/a/license"}, nil,
		},
		"words in a property": {
			`<!DOCTYPE html><p property="cc:license">CC BY-SA 3.0 DE</p>`,
			nil, []string{licence.CodeNotLink},
		},
	} {
		t.Run(name, func(t *testing.T) { checkRead(t, page(tt.html), tt.want, tt.codes...) })
	}
}

func TestWhatIsFoundInJSONLD(t *testing.T) {
	const by = "https://creativecommons.org/licenses/by/4.0/"
	for name, tt := range map[string]struct {
		json  string
		want  []string
		codes []string
	}{
		"everything about an image": {
			`{"@type": "ImageObject", "contentUrl": "/q.jpg", "url": "/page", "license": "` + by + `", "acquireLicensePage": "/buy", "usageInfo": {"@type": "CreativeWork", "url": "/use#ai"}, "creditText": "Quay", "copyrightNotice": {"@value": "© Quay", "@language": "en"}, "creator": "nobody"}`,
			[]string{
				"licence " + by + " (CC BY 4.0) about https://example.com/q.jpg",
				"usage-info https://example.com/use#ai about https://example.com/q.jpg",
				"acquire-licence https://example.com/buy about https://example.com/q.jpg",
				"credit-text Quay about https://example.com/q.jpg",
				"copyright-notice © Quay about https://example.com/q.jpg",
			}, nil,
		},
		"creators stand for the credit": {
			`{"license": "` + by + `", "creator": [{"@type": "Person", "name": "Ada"}, " Ben ", {"@id": "#c"}, "https://example.com/d"], "author": "nobody"}`,
			[]string{"licence " + by + " (CC BY 4.0)", "credit-text Ada, Ben"}, nil,
		},
		"authors stand for creators": {
			`{"copyrightNotice": "©", "author": {"name": "Ada"}}`,
			[]string{"credit-text Ada", "copyright-notice ©"}, nil,
		},
		"creators alone are no rights": {`{"@type": "Article", "creator": "Ada", "x": "license\""}`, nil, nil},
		"terms with prefixes": {
			`{"schema:license": {"@id": "` + by + `"}, "https://schema.org/creditText": "Quay", "foo:copyrightNotice": "no"}`,
			[]string{"licence " + by + " (CC BY 4.0)", "credit-text Quay"}, nil,
		},
		"a licence with its own name": {
			`{"license": [{"@type": "CreativeWork", "name": "Tide Licence", "url": "/l"}, {"@type": "CreativeWork", "name": "mine", "url": "` + by + `"}]}`,
			[]string{"licence https://example.com/l (Tide Licence)", "licence " + by + " (CC BY 4.0)"}, nil,
		},
		"licences that are none": {
			`{"license": ["MIT", {"name": "CC BY 4.0"}, {"@type": "CreativeWork"}, 7, null]}`,
			nil, []string{licence.CodeNotLink, licence.CodeNotLink, licence.CodeNotLink, licence.CodeNotLink, licence.CodeNotLink},
		},
		"a file name is a link": {
			`{"license": "licence.html"}`, []string{"licence https://example.com/a/licence.html"}, nil,
		},
		"RSL by its type": {
			`{"license": {"url": "/rsl", "encodingFormat": "application/rsl+xml"}}`,
			[]string{"usage-info https://example.com/rsl"}, nil,
		},
		"a list and a set": {
			`{"license": {"@list": ["/a", "/b"]}, "usageInfo": {"@set": ["/c"]}}`,
			[]string{"licence https://example.com/a", "licence https://example.com/b", "usage-info https://example.com/c"}, nil,
		},
		"one list and another statement": {
			`[{"license": ["/a", "/b"]}, {"license": "/c"}]`,
			[]string{"licence https://example.com/a", "licence https://example.com/b", "licence https://example.com/c"},
			[]string{licence.CodeSeveral},
		},
		"one list and a member of it": {
			`[{"license": "/a"}, {"license": ["/a", "/b"]}]`,
			[]string{"licence https://example.com/a", "licence https://example.com/b"}, nil,
		},
		"a member of a list, said again": {
			`[{"license": ["/a", "/b"]}, {"license": "/b"}, {"license": "/b"}]`,
			[]string{"licence https://example.com/a", "licence https://example.com/b"}, nil,
		},
		"a signal by its token and by its page": {
			`{"license": ["cc-cr", "https://github.com/creativecommons/cc-signals/tree/main/signals/cr/0.1"]}`,
			nil, []string{licence.CodeSignal, licence.CodeSignal},
		},
		"the name in SPDX and the URL": {
			`[{"license": "https://spdx.org/licenses/CC-BY-4.0"}, {"license": "` + by + `"}]`,
			[]string{"licence https://spdx.org/licenses/CC-BY-4.0 (CC BY 4.0)", "licence " + by + " (CC BY 4.0)"}, nil,
		},
		"the identifier of an article is its page's": {
			`{"@type": "Article", "@id": "https://example.com/a/b.html#article", "license": "` + by + `"}`,
			[]string{"licence " + by + " (CC BY 4.0)"}, nil,
		},
		"the identifier of an image is a part": {
			`{"@type": ["schema:ImageObject"], "@id": "#image", "license": "` + by + `"}`,
			[]string{"licence " + by + " (CC BY 4.0) about https://example.com/a/b.html#image"}, nil,
		},
		"a blank or foreign identifier is none": {
			`[{"@id": "_:b0", "license": "/a"}, {"@id": "urn:isbn:1", "license": "/a"}, {"@type": "VideoObject", "@id": "_:b1", "license": "/a"}]`,
			[]string{"licence https://example.com/a"}, []string{licence.CodeAbout},
		},
		"what the page is mainly about": {
			`{"@type": "WebPage", "mainEntity": {"@type": "Dataset", "license": "/a"}, "isPartOf": {"@type": "WebSite", "license": "/b"}}`,
			[]string{"licence https://example.com/a"}, []string{licence.CodeAbout},
		},
		"another page": {
			`{"@type": "WebSite", "url": "https://example.com", "license": "/a"}`,
			[]string{"licence https://example.com/a about https://example.com/"}, nil,
		},
		"no scheme": {
			`{"license": "creativecommons.org/licenses/by/4.0/"}`, nil, []string{licence.CodeNotLink},
		},
		"a name given twice": {
			`{"license": "/a", "license": "/b"}`, []string{"licence https://example.com/b"}, nil,
		},
		"one comma too many":         {`{"license": "/a",}`, nil, []string{licence.CodeMalformed}},
		"no comma":                   {`{"license": "/a" "x": 1}`, nil, []string{licence.CodeMalformed}},
		"something behind":           {`{"license": "/a"};`, nil, []string{licence.CodeMalformed}},
		"no JSON, and no word of it": {`{"name": "/a"`, nil, nil},
	} {
		t.Run(name, func(t *testing.T) { checkRead(t, block(tt.json), tt.want, tt.codes...) })
	}
}

func TestWhatIsFoundInFields(t *testing.T) {
	for name, tt := range map[string]struct {
		value string
		want  []string
		codes []string
	}{
		"relative, with a title": {
			`</x>; rel=next, </terms> ; title="A, B"; rel="license"`,
			[]string{"licence https://example.com/terms (A, B)"}, nil,
		},
		"about something else": {
			`</terms>; rel=license; anchor="/photo.jpg"`,
			[]string{"licence https://example.com/terms about https://example.com/photo.jpg"}, nil,
		},
		"about itself":     {`</terms>; rel=license; anchor=""`, []string{"licence https://example.com/terms"}, nil},
		"about nothing":    {`</terms>; rel=license; anchor="urn:x:y"`, nil, []string{licence.CodeAbout}},
		"misspelt":         {`</terms>; rel=licence`, nil, []string{licence.CodeMisspelt}},
		"both spellings":   {`</terms>; rel="licence license"`, []string{"licence https://example.com/terms"}, nil},
		"copyright is not": {`</terms>; rel=copyright; title=license`, nil, nil},
		"RSL":              {`</rsl>; rel=license; type="Application/RSL+XML; charset=utf-8"`, nil, nil},
		"a signal":         {`<cc-cr-op>; rel=license`, nil, []string{licence.CodeSignal}},
	} {
		t.Run(name, func(t *testing.T) { checkRead(t, field(tt.value), tt.want, tt.codes...) })
	}
	fact := read(field(`</x>; rel=next, </terms> ; title="A, B"; rel="license" , </y>; rel=prev`)).Rights[0]
	if fact.Raw != `</terms> ; title="A, B"; rel="license"` || fact.Where.String() != "Link::17" {
		t.Errorf("%q at %s", fact.Raw, fact.Where)
	}
}

// TestRaw: what is kept is what stood there, the start tag or the JSON value.
func TestRaw(t *testing.T) {
	tag := `<a class='>' rel="license" href="/terms" >`
	reading := read(page("<!DOCTYPE html>" + tag + `Terms</a><script type="application/ld+json">{"creditText": "Qu\u0061y"}</script>`))
	if len(reading.Rights) != 2 || reading.Rights[0].Raw != tag || reading.Rights[1].Raw != `"Qu\u0061y"` || reading.Rights[1].Value != "Quay" {
		t.Errorf("%+v", reading.Rights)
	}
}

// TestWithoutBase: a file has no URL that anything could be relative to.
func TestWithoutBase(t *testing.T) {
	const html = `<!DOCTYPE html><a rel="license" href="/terms">x</a><p about="a.jpg"><a rel="license" href="https://example.com/l">y</a></p><a rel="license" href="https://example.com/l">z</a>`
	file := &carrier.Artifact{Kind: carrier.File, Source: "page.html", Body: []byte(html)}
	artifacts := []*carrier.Artifact{file}
	check(t, artifacts, licence.Carrier.Read(artifacts, &carrier.Question{}),
		[]string{"licence https://example.com/l"}, licence.CodeRelative, licence.CodeAbout)
}

// TestMends: where it can be told what was meant, the problem tells.
func TestMends(t *testing.T) {
	for html, want := range map[string]string{
		`<a rel="license" href="https://creativecommons.org/licenses/by-sa-nc/4.0/">`: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
		`<a rel="license" href="CC BY-SA 4.0">`:                                       "https://creativecommons.org/licenses/by-sa/4.0/",
		`<a rel="license" href="creativecommons.org/licenses/by/4.0/">`:               "https://creativecommons.org/licenses/by/4.0/",
		`<a rel="license" href="cc-cr-ec">`:                                           "Content-Usage: train-ai=n;exceptions=cc-cr-ec",
		`<a rel="licence" href="/terms">`:                                             `rel="license"`,
		`<a href="https://creativecommons.org/licenses/by/4.0/">`:                     `rel="license"`,
	} {
		reading := read(page("<!DOCTYPE html>" + html + "x</a>"))
		if len(reading.Problems) != 1 || reading.Problems[0].Mend != want {
			t.Errorf("%s: %+v", html, reading.Problems)
		}
	}
}

// TestTruncatedPage: a block that ends with what was gathered is told apart.
func TestTruncatedPage(t *testing.T) {
	artifacts := page(`<!DOCTYPE html><script type="application/ld+json">{"license": "/a", `)
	artifacts[0].Truncated = true
	reading := read(artifacts)
	if len(reading.Rights) != 0 || len(reading.Problems) != 1 || !strings.Contains(reading.Problems[0].Hint, "not gathered to its end") {
		t.Errorf("%+v", reading)
	}
}

// TestDocumentsHaveNone: what a linked document says about itself is not said about
// the asset.
func TestDocumentsHaveNone(t *testing.T) {
	a := &carrier.Artifact{
		Kind: carrier.Document, Source: "https://example.com/policy", MediaType: "text/html",
		Header: []carrier.Field{{Name: "Link", Value: "</terms>; rel=license"}},
		Body:   []byte(`<!DOCTYPE html><link rel="license" href="/terms">`),
	}
	checkRead(t, []*carrier.Artifact{a}, nil)
}
