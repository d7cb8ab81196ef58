package jpeg_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// TestSpare lists packets that do not count: what writing would take out is known.
func TestSpare(t *testing.T) {
	embedded := func(data string) string { return photoshop(resource(0x0424, "", data)) }
	for _, tt := range []struct{ name, file, counts, spare string }{
		{"one", file(xmp("<a/>")), "<a/>", ""},
		{"two", file(xmp("<a/>"), xmp("<b/>"), xmp("<c/>")), "<a/>", "<b/> <c/>"},
		{"the second counts", file(xmp("zero"), xmp("<b/>")), "<b/>", "zero"},
		{"another signature", file(seg(0xE1, "http<rdf:RDF/>"), xmp("<a/>")), "<a/>", "<rdf:RDF/>"},
		{"among the resources", file(embedded("<a/>"), xmp("<b/>")), "<b/>", "<a/>"},
		{"among the resources alone", file(embedded("zero"), embedded("<a/>"), embedded("<b/>")), "<a/>", "zero <b/>"},
		{"among the resources, beside what is none", file(embedded("<a/>"), xmp("zero")), "<a/>", "zero"},
		{"none at all", file(embedded("zero"), xmp("nil"), xmp("nix")), "nil", "nix zero"},
	} {
		_, scan := suite(container.XMP).Scan(t, tt.file)
		var spare []string
		for _, b := range scan.Spare {
			spare = append(spare, string(b.Data))
			if b.Kind != container.XMP || b.Place == "" || len(b.Stored) == 0 || tt.file[b.Stored[0].Offset:b.Stored[0].End()] != string(b.Data) {
				t.Errorf("%s: %+v", tt.name, b)
			}
		}
		if b := scan.Find(container.XMP); b == nil || string(b.Data) != tt.counts || strings.Join(spare, " ") != tt.spare {
			t.Errorf("%s: %+v, spare %q", tt.name, b, spare)
		}
	}
}

// TestSpareLimit: of packets that do not count no more is kept than of a block.
func TestSpareLimit(t *testing.T) {
	one := xmp("<a>" + strings.Repeat("x", jpeg.MaxPacket-3))
	_, scan := suite(container.XMP).Scan(t, file(strings.Repeat(one, 300)))
	kept, unread := 0, 0
	for _, b := range scan.Spare {
		kept += len(b.Data)
		if b.Data == nil {
			unread++
		}
	}
	if len(scan.Spare) != 299 || unread == 0 || kept > container.MaxBlock {
		t.Errorf("%d packets, %d unread, %d bytes", len(scan.Spare), unread, kept)
	}
}
