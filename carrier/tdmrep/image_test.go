package tdmrep_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/carriertest"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/container"
)

// packet is a block of XMP, 1000 bytes into its file.
func packet(properties string) container.Block {
	text := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:tdm="http://www.w3.org/ns/tdmrep/"` +
		` xmlns:hash="http://www.w3.org/ns/tdmrep#"><rdf:Description rdf:about="">` + properties + `</rdf:Description></rdf:RDF></x:xmpmeta>`
	return container.Block{Kind: container.XMP, Data: []byte(text), Stored: []container.Range{{Offset: 1000, Length: int64(len(text))}}}
}

// picture is a JPEG with properties in its packet.
func picture(properties string) []*carrier.Artifact {
	return []*carrier.Artifact{{
		Kind: carrier.Response, Source: asset, Status: 200, Scan: &container.Scan{Format: "jpeg", Blocks: []container.Block{packet(properties)}},
	}}
}

// with is a response with header fields that brings such a picture.
func with(fields, properties string) []*carrier.Artifact {
	list := header(fields)
	list[0].Scan = picture(properties)[0].Scan
	return list
}

func policyIs(url, permission string) []*carrier.Artifact {
	return []*carrier.Artifact{{Kind: carrier.Document, Source: url, Status: 200, MediaType: "application/ld+json", Body: []byte(odrl(permission))}}
}

func TestImage(t *testing.T) {
	const one, zero = `<tdm:reservation>1</tdm:reservation>`, `<tdm:reservation>0</tdm:reservation>`
	const named = `<tdm:policy>` + policyURL + `</tdm:policy>`
	free := policyIs(policyURL, `"permission":[`+mine+`]`)
	paid := policyIs(policyURL, `"permission":[{"action":"tdm:mine","duty":[{"action":"compensate"}]}]`)
	for _, tt := range []struct {
		name    string
		in      []*carrier.Artifact
		tdm, ai proviso.Word
		codes   []string
	}{
		{"reserves", picture(one), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"reserves by an attribute", picture(`</rdf:Description><rdf:Description rdf:about="" tdm:reservation="1">`), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"reserves in the namespace of EPUB files", picture(`<hash:reservation> 1 </hash:reservation>`), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"reserves in one namespace", picture(`<hash:reservation>1</hash:reservation>` + zero), proviso.Deny, proviso.Deny, []string{tdmrep.CodeRepeated, tdmrep.CodeImage}},
		{"reserves in a list", picture(`<tdm:reservation><rdf:Seq><rdf:li>0</rdf:li><rdf:li>1</rdf:li></rdf:Seq></tdm:reservation>`), proviso.Deny, proviso.Deny, []string{tdmrep.CodeRepeated, tdmrep.CodeImage}},
		{"does not reserve", picture(zero), proviso.Unstated, proviso.Unstated, []string{tdmrep.CodeImage}},
		{"is a slip", picture(`<tdm:reservation>yes</tdm:reservation>`), proviso.Unstated, proviso.Unstated, []string{tdmrep.CodeValue, tdmrep.CodeImage}},
		{"has no more than a policy", picture(named), proviso.Unstated, proviso.Unstated, []string{tdmrep.CodeImage}},
		{"reserves, under a policy that was not read", picture(one + named), proviso.Conditional, proviso.Conditional, []string{tdmrep.CodeImage, tdmrep.CodePolicyNotRead}},
		{"reserves, under a policy by URI", picture(one + `<tdm:policy rdf:resource="` + policyURL + `"/>`), proviso.Conditional, proviso.Conditional, []string{tdmrep.CodeImage, tdmrep.CodePolicyNotRead}},
		{"reserves, under a policy that is no link", picture(one + `<tdm:policy>ask us</tdm:policy>`), proviso.Conditional, proviso.Conditional, []string{tdmrep.CodeImage, tdmrep.CodePolicyNotRead}},
		{"reserves, under a policy for money", slices.Concat(picture(one+named), paid), proviso.Conditional, proviso.Conditional, []string{tdmrep.CodeImage}},
		{"reserves, under a policy that permits", slices.Concat(picture(one+named), free), proviso.Unstated, proviso.Conditional, []string{tdmrep.CodeImage}},

		{"reserves beside a 0", with("tdm-reservation: 0", one), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"does not reserve beside a 1", with("tdm-reservation: 1", zero), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"does not reserve beside a 0", with("tdm-reservation: 0", zero), proviso.Allow, proviso.Unstated, []string{tdmrep.CodeImage}},
		{"names a policy beside a 1", slices.Concat(with("tdm-reservation: 1", named), free), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"reserves under a policy beside a 1", slices.Concat(with("tdm-reservation: 1", one+named), free), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
		{"reserves beside a 1 with a policy", slices.Concat(with("tdm-reservation: 1\ntdm-policy: "+policyURL, one), free), proviso.Allow, proviso.Conditional, []string{tdmrep.CodeImage}},
		{"reserves beside a 0 with a policy", slices.Concat(with("tdm-reservation: 0\ntdm-policy: "+policyURL, one), free), proviso.Deny, proviso.Deny, []string{tdmrep.CodeImage}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(tt.in)
			if word(r, proviso.TDM) != tt.tdm || word(r, proviso.AIUse) != tt.ai || !slices.Equal(codes(r), tt.codes) {
				t.Errorf("tdm %s, ai-use %s, problems %v", word(r, proviso.TDM), word(r, proviso.AIUse), codes(r))
			}
			for _, e := range r.Evidence {
				if e.Where.Part != "" && (e.Outcomes[proviso.TDM].Word() == proviso.Allow || e.Outcomes.Silent()) {
					t.Errorf("the image permits: %+v", e)
				}
			}
			if !tdmrep.Carrier.Wants(tt.in[0]) {
				t.Error("is not wanted")
			}
		})
	}
}

// TestImageEvidence: a statement is found again, and stands beside that of the field.
func TestImageEvidence(t *testing.T) {
	const one = `<tdm:reservation>1</tdm:reservation>`
	const named = `<tdm:policy>https://example.com/other.json</tdm:policy>`
	in := with("tdm-reservation: 1", one+named)
	r := read(in)
	if len(r.Evidence) != 2 {
		t.Fatalf("%+v", r.Evidence)
	}
	e := r.Evidence[1]
	at := 1000 + strings.Index(string(in[0].Scan.Blocks[0].Data), one)
	if got, want := e.Where.String(), fmt.Sprintf("%s@%d XMP tdm:reservation", asset, at); got != want || e.Raw != one+"\n"+named || e.Party.Name != "example.com" || e.Reach != proviso.WithAsset {
		t.Errorf("%s, want %s: %+v", got, want, e)
	}
	sought := tdmrep.Carrier.Seeks(in, &carrier.Question{URL: asset})
	if len(sought) != 2 || sought[1].URL != "https://example.com/other.json" {
		t.Errorf("seeks %+v", sought)
	}
}

// TestImageParts: a gain map that reserves does so for the picture; a request speaks for
// nobody.
func TestImageParts(t *testing.T) {
	in := picture(`<tdm:reservation>1</tdm:reservation>`)
	in[0].Scan.Blocks[0].Aside = true
	in[0].Kind = carrier.Request
	r := read(in)
	if word(r, proviso.TDM) != proviso.Deny || r.Evidence[0].Party.Name != "" {
		t.Errorf("%+v", r.Evidence)
	}
}

// TestMaxImages is the hostile test of MaxImages.
func TestMaxImages(t *testing.T) {
	for n, want := range map[int]proviso.Word{tdmrep.MaxImages: proviso.Conditional, tdmrep.MaxImages + 3: proviso.Deny} {
		in := picture("")
		for range n {
			in[0].Scan.Blocks = append(in[0].Scan.Blocks, packet(`<tdm:reservation>1</tdm:reservation><tdm:policy>`+policyURL+`</tdm:policy>`))
		}
		if r := read(in); word(r, proviso.TDM) != want || len(r.Evidence) > tdmrep.MaxImages+1 {
			t.Errorf("%d: %s, %d statements, %v", n, word(r, proviso.TDM), len(r.Evidence), codes(r))
		}
	}
}

func FuzzImage(f *testing.F) {
	carriertest.Fuzz(f, &tdmrep.Carrier, func(text string) []*carrier.Artifact {
		return append(picture(text), picture(`<tdm:reservation>1</tdm:reservation><tdm:policy>`+strings.ReplaceAll(text, "<", "")+`</tdm:policy>`)...)
	})
}
