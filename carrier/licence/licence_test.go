package licence_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/vectors"
)

const asset = "https://example.com/a/b.html"

func page(html string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Source: asset, MediaType: "text/html", Body: []byte(html)}}
}

func field(value string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Response, Source: asset, Header: []carrier.Field{{Name: "link", Value: value}}}}
}

func block(json string) []*carrier.Artifact {
	return page(`<!DOCTYPE html><script type="application/ld+json">` + json + `</script>`)
}

func read(artifacts []*carrier.Artifact) carrier.Reading {
	return licence.Carrier.Read(artifacts, &carrier.Question{URL: asset})
}

func TestCarrier(t *testing.T) { carriertest.Run(t, &licence.Carrier, nil) }

func FuzzCarrier(f *testing.F) { carriertest.Fuzz(f, &licence.Carrier, page) }
func FuzzField(f *testing.F)   { carriertest.Fuzz(f, &licence.Carrier, field) }

// FuzzRights holds what is found, in a field, in elements and in JSON-LD, to what
// rights are.
func FuzzRights(f *testing.F) {
	f.Add(`</terms>; rel=license`, `<p about="a.jpg" property="cc:attributionName">A<a rel="license cc:attributionURL" href="/l#x">`,
		`{"@type":"ImageObject","contentUrl":"a.jpg","license":["x",{"@id":"y"},{"url":[]}],"creator":[{"name":"N"}]}`)
	f.Add(`<x>; rel=license; anchor=y`, `<link rel="canonical" href="/"><a property="dct:rights" content="C">`,
		`[{"@graph":[{"@id":"#a","creditText":{"@value":"T"},"usageInfo":{"@list":["/u"]}}]}]`)
	f.Fuzz(func(t *testing.T, link, html, json string) {
		artifacts := page("<!DOCTYPE html>" + html + `<script type="application/ld+json">` + json + "</script>")
		artifacts[0].Header = []carrier.Field{{Name: "Link", Value: link}}
		reading := read(artifacts)
		if len(reading.Evidence) > 0 || len(reading.Rights) > licence.MaxRights || len(reading.Problems) > licence.MaxProblems {
			t.Errorf("%+v", reading)
		}
		for _, r := range reading.Rights {
			checkRights(t, r)
		}
	})
}

// checkRights: links are absolute, texts are there, and all say where they stood.
func checkRights(t *testing.T, r proviso.Rights) {
	t.Helper()
	isText := r.Kind == proviso.CreditText || r.Kind == proviso.CopyrightNotice
	switch {
	case r.Value == "" || r.Carrier != "licence" || r.Where.Source == "" || r.Raw == "",
		!isText && carrier.Origin(r.Value) == "",
		r.About != "" && carrier.Origin(r.About) == "",
		isText && len(r.Value) > licence.MaxText+len("…"),
		r.Kind != proviso.Licence && r.Name != "",
		len(r.Raw) > carrier.MaxRaw+len("…"):
		t.Errorf("incomplete: %+v", r)
	}
}

// TestVectorsWithoutLicences: the suite compares licences only where a vector lists
// some. Where ours list none, there is none.
func TestVectorsWithoutLicences(t *testing.T) {
	list, err := vectors.Load()
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, v := range list {
		if v.Suite != vectors.Licence {
			continue
		}
		request, err := answer.ParseRequest(vectors.Request(v))
		if err != nil {
			t.Fatal(err)
		}
		ran++
		reading := request.Answer().Reading
		for _, r := range reading.Rights {
			checkRights(t, r)
			if r.Kind == proviso.Licence && len(v.Licences) == 0 {
				t.Errorf("%s: found %+v", v.Name, r)
			}
		}
		for _, p := range reading.Problems {
			if strings.HasPrefix(p.Code, "licence-") && !slices.Contains(v.Problems, p.Code) {
				t.Errorf("%s: %+v", v.Name, p)
			}
		}
		for _, e := range reading.Evidence {
			if e.Carrier == "licence" {
				t.Errorf("%s: a licence became evidence: %+v", v.Name, e)
			}
		}
	}
	if ran < carriertest.MinVectors {
		t.Errorf("%d vectors ran", ran)
	}
}

// TestNothingCostsNothing: a page and headers without a word about rights.
func TestNothingCostsNothing(t *testing.T) {
	artifacts := page(`<!DOCTYPE html><link rel="stylesheet" href="a.css"><script type="application/ld+json">{"@type":"Article"}</script><p><a rel="nofollow" href="/x">x</a>`)
	artifacts[0].Header = []carrier.Field{{Name: "Content-Type", Value: "text/html"}, {Name: "Link", Value: `<https://example.com/wp-json/>; rel="https://api.w.org/"`}}
	q := &carrier.Question{URL: asset}
	licence.Carrier.Read(artifacts, q) // which reads the page, once for all carriers
	if n := testing.AllocsPerRun(100, func() { licence.Carrier.Read(artifacts, q) }); n > 0 {
		t.Errorf("%v allocations for nothing", n)
	}
}
