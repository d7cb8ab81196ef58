package c2pa_test

import (
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	"github.com/proviso-signals/proviso/container"
)

// TestLinks: what Link fields and XMP tell of.
func TestLinks(t *testing.T) {
	for value, want := range map[string]string{
		`<https://m.example/a.c2pa>; rel="c2pa-manifest"`:                   "c2pa-elsewhere",
		`</a.c2pa>; rel="next C2PA-Manifest"`:                               "c2pa-elsewhere",
		`<a.svg#jumbf=c2pa>; rel=c2pa-manifest`:                             "c2pa-stripped",
		`<b.svg#jumbf=c2pa>; rel=c2pa-manifest`:                             "c2pa-elsewhere",
		`<https://m.example/a.c2pa>; rel="c2pa-manifest"; anchor="/b"`:      "",
		`<https://m.example/c2pa-manifest>; rel="next"`:                     "",
		`<ftp://m.example/a>; rel="c2pa-manifest"`:                          "",
		`<https://m.example/1>; rel=c2pa-manifest, </2>; rel=c2pa-manifest`: "c2pa-elsewhere c2pa-elsewhere",
	} {
		r := read(linking(value))
		if got := said(r); got != want {
			t.Errorf("%s: %s, want %s", value, got, want)
		}
		if want != "" && (r.Problems[0].Where.Source != "Link" || r.Problems[0].Where.Column != 1 || r.Problems[0].Severity != proviso.Notice) {
			t.Errorf("%s: %+v", value, r.Problems[0])
		}
	}
	packet := []byte(provenance("https://m.example/a.c2pa"))
	for aside, want := range map[bool]string{false: "c2pa-elsewhere", true: ""} {
		scan := &container.Scan{Format: "jpeg", Blocks: []container.Block{{Kind: container.XMP, Data: packet, Aside: aside, Stored: []container.Range{{Offset: 9, Length: int64(len(packet))}}}}}
		if got := said(read([]*carrier.Artifact{{Kind: carrier.File, Source: "a.jpg", Scan: scan}})); got != want {
			t.Errorf("in XMP, %t: %s", aside, got)
		}
	}
	for value, want := range map[string]string{
		"https://m.example/a.c2pa": "https://m.example/a.c2pa", " http://m.example/b \n": "http://m.example/b",
		"self#jumbf=/c2pa/urn:c2pa:1": "", "from the estate of a collector": "", "a.c2pa": "", "": "",
	} {
		for aside, want := range map[bool]string{false: want, true: ""} {
			scan := &container.Scan{Format: "jpeg", Blocks: []container.Block{{Kind: container.XMP, Data: []byte(provenance(value)), Aside: aside}}}
			if got := c2pa.Elsewhere(carrier.ImageOf(&carrier.Artifact{Kind: carrier.File, Scan: scan})); got != want {
				t.Errorf("%q, aside %t: %q, want %q", value, aside, got, want)
			}
		}
	}
	failed := linking(`<https://m.example/a.c2pa>; rel="c2pa-manifest"`)
	failed[0].Status = 404
	if c2pa.Carrier.Wants(failed[0]) {
		t.Error("an error page is looked into")
	}
	video := linking(`<https://m.example/a.c2pa>; rel="c2pa-manifest"`)
	video[0].MediaType, video[0].Body = "video/mp4", nil
	if got := said(read(video)); got != "c2pa-elsewhere" {
		t.Errorf("with a video: %s", got)
	}
	there := whole(speaks(refuses).drawing(""))
	there[0].Header = []carrier.Field{{Name: "Link", Value: `<https://m.example/a.c2pa>; rel="c2pa-manifest"`}}
	if got := said(read(there)); got != "train-ai=deny" {
		t.Errorf("beside a store: %s", got)
	}
}
