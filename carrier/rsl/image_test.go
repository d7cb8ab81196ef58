package rsl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/container"
)

// picture is a JPEG at the asset's URL with properties in its packet, 1000 bytes into
// the file.
func picture(properties string) *carrier.Artifact {
	packet := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rsl="https://rslstandard.org/rsl"` +
		` xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Description rdf:about="">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
	return &carrier.Artifact{Kind: carrier.Response, Source: assetURL, Status: 200, Scan: &container.Scan{Format: "jpeg", Blocks: []container.Block{
		{Kind: container.XMP, Data: []byte(packet), Stored: []container.Range{{Offset: 1000, Length: int64(len(packet))}}},
	}}}
}

// prefixed writes elements as RSL's guide does, with a prefix.
func prefixed(text string) string {
	return strings.NewReplacer("</", "</rsl:", ` xmlns="`+rsl.Namespace+`"`, "", "<", "<rsl:").Replace(text)
}

// linkedTo and within are rights expressions of IPTC.
func linkedTo(url, kind string) string {
	return `<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>` + url +
		`</Iptc4xmpExt:LinkedRightsExpr>` + kind + `</rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>`
}

func within(text, kind string) string {
	return `<Iptc4xmpExt:EmbdEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:EncRightsExpr>` +
		strings.ReplaceAll(strings.ReplaceAll(text, "&", "&amp;"), "<", "&lt;") +
		`</Iptc4xmpExt:EncRightsExpr>` + kind + `</rdf:li></rdf:Bag></Iptc4xmpExt:EmbdEncRightsExpr>`
}

const (
	ofType = `<Iptc4xmpExt:RightsExprEncType>application/rsl+xml; charset=utf-8</Iptc4xmpExt:RightsExprEncType>`
	inLang = `<Iptc4xmpExt:RightsExprEncType>application/xml</Iptc4xmpExt:RightsExprEncType><Iptc4xmpExt:RightsExprLangId>https://rslstandard.org/rsl</Iptc4xmpExt:RightsExprLangId>`
	ofXML  = `<Iptc4xmpExt:RightsExprEncType>application/xml</Iptc4xmpExt:RightsExprEncType>`
)

const (
	searchOnly = `<permits type="usage">search</permits>`
	refused    = "train-ai deny, ai-use unstated, search unstated, tdm deny"
	searched   = "train-ai deny, ai-use deny, search allow, tdm deny"
	silent     = "train-ai unstated, ai-use unstated, search unstated, tdm unstated"
)

// onTerms is every use on the terms of a licence that nobody can read.
func onTerms(link string) string {
	offer := proviso.Permit(proviso.NewOffer(proviso.Term{Kind: "rsl-licence", Link: link})).String()
	return fmt.Sprintf("train-ai %[1]s, ai-use %[1]s, search %[1]s, tdm %[1]s", offer)
}

func TestImage(t *testing.T) {
	aside := picture(prefixed(docOf("", searchOnly)))
	aside.Scan.Blocks[0].Aside = true
	request := picture(prefixed(docOf("", noTraining)))
	request.Kind = carrier.Request
	for _, tt := range []struct {
		name  string
		in    []*carrier.Artifact
		want  string
		codes string
	}{
		{"rsl", []*carrier.Artifact{picture(prefixed(docOf("", noTraining)))}, refused, "rsl-in-xmp"},
		{"rsl with a default namespace", []*carrier.Artifact{picture(docOf("", noTraining))}, refused, "rsl-in-xmp"},
		{"about whatever it says", []*carrier.Artifact{picture(prefixed(docOf("https://cdn.example.org/x.jpg", noTraining)))}, refused, "rsl-in-xmp"},
		{"content alone", []*carrier.Artifact{picture(prefixed(contentOf("", searchOnly)))}, searched, "rsl-in-xmp"},
		{"content twice", []*carrier.Artifact{picture(prefixed(contentOf("/a", searchOnly) + contentOf("/b", noTraining)))}, searched, "rsl-in-xmp"},
		{"license alone", []*carrier.Artifact{picture(prefixed(`<license>` + noTraining + `</license>`))}, refused, "rsl-in-xmp"},
		{"several contents", []*carrier.Artifact{picture(prefixed(`<rsl>` + contentOf("/a", searchOnly) + contentOf("/b", noTraining) + `</rsl>`))}, searched, "rsl-in-xmp rsl-inline"},
		{"a request", []*carrier.Artifact{request}, refused, "rsl-in-xmp"},
		{"an element that RSL has elsewhere", []*carrier.Artifact{picture(prefixed(searchOnly))}, onTerms(assetURL), "rsl-in-xmp rsl-element"},
		{"as ExifTool leaves it", []*carrier.Artifact{picture(`<rsl:content rdf:parseType="Resource"><rsl:url>/</rsl:url><rsl:license rdf:parseType="Resource"><rsl:permits>search</rsl:permits><rsl:type>usage</rsl:type></rsl:license></rsl:content>`)},
			"train-ai deny, ai-use deny, search conditional: rsl-licence <https://example.com/a>", "rsl-in-xmp rsl-content-url rsl-element rsl-type rsl-element"},
		{"as an attribute", []*carrier.Artifact{picture(`</rdf:Description><rdf:Description rdf:about="" rsl:license="free">`)}, onTerms(assetURL), "rsl-in-xmp rsl-in-xmp"},
		{"without a namespace", []*carrier.Artifact{picture(`<rsl><content url=""><license>` + searchOnly + noTraining + `</license></content></rsl>`)}, "train-ai deny, ai-use", "rsl-in-xmp rsl-namespace"},
		{"in nearly the namespace", []*carrier.Artifact{picture(strings.ReplaceAll(docOf("", searchOnly+noTraining), "https://", "http://"))}, "train-ai deny, ai-use", "rsl-in-xmp rsl-namespace"},
		{"content in nearly the namespace", []*carrier.Artifact{picture(`<content xmlns="http://rslstandard.org/rsl" url=""><license>` + searchOnly + noTraining + `</license></content>`)}, "train-ai deny, ai-use", "rsl-in-xmp rsl-namespace"},
		{"in a gain map", []*carrier.Artifact{aside}, "train-ai deny, ai-use deny, search unstated, tdm deny", "rsl-in-xmp"},

		{"as text", []*carrier.Artifact{picture(within(docOf("", noTraining), ofType))}, refused, ""},
		{"as text by its language", []*carrier.Artifact{picture(within(docOf("", noTraining), inLang))}, refused, ""},
		{"as text that is no RSL", []*carrier.Artifact{picture(within("free for all", ofType))}, onTerms(assetURL), "rsl-not-xml"},
		{"a text of another kind", []*carrier.Artifact{picture(within(docOf("", noTraining), ofXML))}, silent, ""},

		{"linked", []*carrier.Artifact{picture(linkedTo(licenceURL, ofType)), document(docOf("/", noTraining))}, refused, ""},
		{"linked by its language", []*carrier.Artifact{picture(linkedTo(licenceURL, inLang)), document(docOf("/", noTraining))}, refused, ""},
		{"linked outside of a list", []*carrier.Artifact{picture(`<Iptc4xmpExt:LinkedEncRightsExpr rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>` + licenceURL + `</Iptc4xmpExt:LinkedRightsExpr>` + ofType + `</Iptc4xmpExt:LinkedEncRightsExpr>`), document(docOf("/", noTraining))}, refused, ""},
		{"linked and not gathered", []*carrier.Artifact{picture(linkedTo(licenceURL, ofType))}, onTerms(licenceURL), "rsl-not-read"},
		{"linked, about something else", []*carrier.Artifact{picture(linkedTo(licenceURL, ofType)), document(docOf("/other", noTraining))}, silent, "rsl-not-covered"},
		{"a relative link", []*carrier.Artifact{picture(linkedTo("/license.xml", ofType))}, onTerms(licenceURL), "rsl-reference"},
		{"a link of another kind", []*carrier.Artifact{picture(linkedTo(licenceURL, ofXML)), document(docOf("/", noTraining))}, silent, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(tt.in...)
			if got := words(r); !strings.HasPrefix(got, tt.want) || codes(r) != tt.codes {
				t.Errorf("%s, problems %s\nwant %s, problems %s", got, codes(r), tt.want, tt.codes)
			}
			if !rsl.Carrier.Wants(tt.in[0]) {
				t.Error("is not wanted")
			}
		})
	}
}

// TestImageSupersedesNothing: what a file says tightens what the site says, whichever is
// the narrower.
func TestImageSupersedesNothing(t *testing.T) {
	robots := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("License: " + licenceURL)}
	free := `<permits type="usage">all</permits>`
	other := &carrier.Artifact{Kind: carrier.Document, Source: "https://example.org/x", Status: 200, MediaType: rsl.MediaType, Body: []byte(docOf(assetURL, free))}
	for name, tt := range map[string]struct {
		in   []*carrier.Artifact
		want string
	}{
		"a free image of a site that refuses":         {[]*carrier.Artifact{robots, picture(prefixed(docOf("", free))), document(docOf("/", noTraining))}, "train-ai deny, ai-use allow"},
		"a free link of an image on such a site":      {[]*carrier.Artifact{robots, picture(linkedTo(other.Source, ofType)), other, document(docOf("/", noTraining))}, "train-ai deny, ai-use allow"},
		"an image that refuses, of a free site":       {[]*carrier.Artifact{robots, picture(prefixed(docOf("", noTraining))), document(docOf("/", free))}, "train-ai deny, ai-use allow"},
		"the narrower scope of one linked document":   {[]*carrier.Artifact{picture(linkedTo(licenceURL, ofType)), document(`<rsl xmlns="` + rsl.Namespace + `">` + contentOf("/", noTraining) + contentOf("/a", free) + `</rsl>`)}, "train-ai allow"},
		"a document that the site refers to, as well": {[]*carrier.Artifact{robots, picture(linkedTo(licenceURL, ofType)), document(docOf("/", noTraining))}, "train-ai deny, ai-use unstated"},
	} {
		if r := read(tt.in...); !strings.HasPrefix(words(r), tt.want) {
			t.Errorf("%s: %s, want %s", name, words(r), tt.want)
		}
	}
}

func TestImageEvidence(t *testing.T) {
	content := prefixed(contentOf("", noTraining))
	link := linkedTo(licenceURL, ofType)
	a := picture(content + link)
	at := 1000 + strings.Index(string(a.Scan.Blocks[0].Data), content)
	r := read(a, document(docOf("/", noTraining)))
	got := strings.Join(shown(r), "\n")
	want := fmt.Sprintf("https://example.com/a@%d XMP rsl:content | example.com | asset |  |  | %s\n", at, content) +
		"https://example.com/license.xml:1:42 | example.com | linked | / |  | " + contentOf("/", noTraining)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if p := r.Problems[0]; p.Where.Offset != int64(at) || p.Where.Part != "XMP rsl:content" {
		t.Errorf("%+v", p)
	}
	if sought := rsl.Carrier.Seeks([]*carrier.Artifact{a}, &carrier.Question{URL: assetURL}); len(sought) != 1 || sought[0].URL != licenceURL {
		t.Errorf("seeks %+v", sought)
	}
	// Without the document, the link itself is the evidence.
	if e := read(a).Evidence[0]; e.Where.Part != "XMP Iptc4xmpExt:LinkedEncRightsExpr" || e.Raw != link {
		t.Errorf("%+v", e)
	}
}

// TestImageLicences is the hostile test of MaxScripts in images.
func TestImageLicences(t *testing.T) {
	for n, want := range map[int]string{rsl.MaxScripts: refused, rsl.MaxScripts + 3: "train-ai deny, ai-use conditional"} {
		r := read(picture(strings.Repeat(prefixed(contentOf("", noTraining)), n)))
		if !strings.HasPrefix(words(r), want) || len(r.Evidence) > rsl.MaxScripts+1 {
			t.Errorf("%d: %s, %s, %d statements", n, words(r), codes(r), len(r.Evidence))
		}
	}
}

// TestImageOwner: who owns a gain map is no news about the picture.
func TestImageOwner(t *testing.T) {
	owned := `<content url=""><license>` + noTraining + `</license><copyright>Example</copyright></content>`
	for aside, want := range map[bool]int{false: 1, true: 0} {
		a := picture(prefixed(owned))
		a.Scan.Blocks[0].Aside = aside
		if r := read(a); len(r.Rights) != want {
			t.Errorf("aside %v: %+v", aside, r.Rights)
		}
	}
}

func FuzzImage(f *testing.F) {
	carriertest.Fuzz(f, &rsl.Carrier, func(text string) []*carrier.Artifact {
		return []*carrier.Artifact{picture(text), picture(within(text, ofType) + linkedTo(strings.ReplaceAll(text, "<", ""), ofType))}
	})
}
