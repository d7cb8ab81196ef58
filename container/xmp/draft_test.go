package xmp_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/xmp"
)

var date = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// TestDate dates a packet in which something changes, and no other.
func TestDate(t *testing.T) {
	own := xmp.Set(xmp.NSXMP, "", "MetadataDate", xmp.Text("2020"))
	for _, tt := range []struct {
		name, before string
		changes      []xmp.Change
		want         string // the date; "same" for the packet as it was
	}{
		{"new", `<rdf:Description/>`, []xmp.Change{mining}, "2026-01-02T03:04:05Z"},
		{"there", `<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:MetadataDate="1"/>`, []xmp.Change{mining}, "2026-01-02T03:04:05Z"},
		{"nothing changes", `<rdf:Description><plus:DataMining>DMI-PROHIBITED</plus:DataMining></rdf:Description>`, []xmp.Change{mining, noFormat}, "same"},
		{"no changes", `<rdf:Description/>`, nil, "same"},
		{"its own", `<rdf:Description/>`, []xmp.Change{mining, own}, "2020"},
	} {
		packet := []byte(header + withRDF(tt.before) + trailer)
		out, err := xmp.Editor{Date: date}.Edit(packet, tt.changes...)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		after, _ := xmp.Parse(out)
		switch got := after.Get(xmp.NSXMP, "MetadataDate"); {
		case tt.want == "same":
			if string(out) != string(packet) {
				t.Errorf("%s: %s", tt.name, out)
			}
		case got == nil || got.Text != tt.want || strings.Count(string(out), "MetadataDate") > 2:
			t.Errorf("%s: %s", tt.name, out)
		}
	}
}

// TestVerify refuses a draft that does not read back, whatever is amiss.
func TestVerify(t *testing.T) {
	packet := []byte(header + withRDF(`<rdf:Description dc:a="1" dc:b="2"/>`) + trailer)
	p, _ := xmp.Parse(packet)
	draft, err := xmp.Editor{}.Draft(p, packet, mining)
	if err != nil {
		t.Fatal(err)
	}
	read := func(old, text string) *xmp.Packet {
		if !strings.Contains(string(draft.Packet), old) {
			t.Fatalf("%s is not in %s", old, draft.Packet)
		}
		after, _ := xmp.Parse([]byte(strings.Replace(string(draft.Packet), old, text, 1)))
		return after
	}
	if err := draft.Verify(read("", "")); err != nil {
		t.Error(err)
	}
	for _, tt := range [][2]string{
		{"DMI-PROHIBITED", "DMI-ALLOWED"}, {`dc:a="1"`, `dc:a="2"`}, {`dc:b="2"`, ""}, {`dc:b="2"`, `dc:c="2"`}, {"</rdf:RDF>", ""},
	} {
		if r, ok := errors.AsType[*container.Refusal](draft.Verify(read(tt[0], tt[1]))); !ok || r.Code == "" {
			t.Errorf("%s for %s goes through", tt[1], tt[0])
		}
	}
	if draft, err := (xmp.Editor{}).Draft(p, packet, noFormat); draft != nil || err != nil {
		t.Errorf("without changes: %v, %v", draft, err)
	}
}

func withRDF(s string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` + declared + `>` + s + `</rdf:RDF></x:xmpmeta>`
}

// TestGrow makes a packet longer by its padding, and by nothing else.
func TestGrow(t *testing.T) {
	for _, e := range encodings {
		packet := in(e, header+withRDF(`<rdf:Description dc:a="1"/>`)+strings.Repeat(" ", 8)+trailer)
		grown, err := xmp.Grow(packet, 400)
		p, _ := xmp.Parse(grown)
		if err != nil || len(grown) != len(packet)+400 || !p.Whole || p.Get(xmp.NSDC, "a").Text != "1" {
			t.Errorf("%s: %d became %d: %v", e, len(packet), len(grown), err)
		}
	}
	if _, err := xmp.Grow([]byte(withRDF("")), 4); err == nil {
		t.Error("a packet without a wrapper has grown")
	}
}
