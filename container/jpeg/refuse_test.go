package jpeg_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/jpeg"
)

// afcp is an AFCP trailer that believes to begin at an offset.
func afcp(at int) string {
	return "AXS!01" + be16(1) + be32(0) + "IPTC" + be32(4) + be32(at+24) + "data" + "AXS!" + be32(at) + be32(0)
}

// directory is a packet with a GContainer directory and what it says of the
// primary image.
func directory(primary string) string {
	return packet("", `xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"`,
		`><Container:Directory><rdf:Seq><rdf:li rdf:parseType="Resource">`, primary, `</rdf:li><rdf:li rdf:parseType="Resource">`,
		`<Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="600"/></rdf:li></rdf:Seq></Container:Directory`)
}

func primary(length string) string {
	return directory(`<Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary" Item:Length="` + length + `"/>`)
}

func primaryElements(length string) string {
	return directory(`<Container:Item rdf:parseType="Resource"><Item:Length>` + length + `</Item:Length><Item:Semantic>Primary</Item:Semantic></Container:Item>`)
}

// preview is a file whose Exif leads to an image behind it, by an entry that the
// function makes of the offset.
func preview(entry func(offset int) string, behind string) string {
	whole := file(exif(tiff("", entry(0))))
	return file(exif(tiff("", entry(len(whole)-12)))) + behind
}

func TestRefuse(t *testing.T) {
	long := func(offset int) string { return entry(0x0088, 4, 1, offset) }
	data := func(offset int) string { return entry(0x2001, 7, 4711, offset) }
	base := len(file())
	for _, r := range []struct{ name, file, packet, code string }{
		{"packet too large", file(), "<" + strings.Repeat("x", jpeg.MaxPacket), "jpeg-packet-too-large"},
		{"packet fits", file(), "<" + strings.Repeat("x", jpeg.MaxPacket-1), ""},
		{"packet empty", file(), "", "jpeg-packet"},
		{"packet is none", file(), "none", "jpeg-packet"},
		{"cut", soi + jfif[:9], fresh, "jpeg-truncated"},
		{"length of one", soi + "\xFF\xE0\x00\x01" + picture, fresh, "jpeg-length"},
		{"reserved marker", soi + seg(0x20, "") + picture, fresh, "jpeg-marker"},
		{"started twice", soi + soi + picture, fresh, "jpeg-soi-twice"},
		{"duplicate before stray bytes", soi + xmp("") + "stray" + xmp(old) + picture, fresh, "jpeg-garbage"},
		{"stray bytes", soi + jfif + "stray" + xmp(old) + picture, fresh, ""},
		{"packet of Photoshop cut up", file(photoshop(resource(0x0424, "", "<a/>")[:13]), photoshop("a/>")), fresh, "jpeg-xmp-place"},
		{"names a new extension", file(xmp(named), join(extended(bulk, 1000))), packet("", names(guid(other))), "jpeg-extension-missing"},
		{"AFCP", file() + afcp(base), fresh, "jpeg-afcp"},
		{"AFCP before another trailer", file() + afcp(base) + strings.Repeat("AXS*", 9) + "more", fresh, "jpeg-afcp"},
		{"AFCP that is wrong already", file() + afcp(base-5), fresh, ""},
		{"preview", preview(long, second), fresh, "jpeg-exif-outside"},
		{"preview as data", preview(data, second), fresh, "jpeg-exif-outside"},
		{"preview spoilt", preview(data, "\x02"+second[1:]), fresh, "jpeg-exif-outside"},
		{"preview of Leica", preview(long, "LEICA\x00"+second), fresh, "jpeg-exif-outside"},
		{"number that is no preview", preview(long, "nothing"), fresh, ""},
		{"length of the primary", file(), primary("5000"), "jpeg-primary-length"},
		{"length of the primary as element", file(), primaryElements(" 5000 "), "jpeg-primary-length"},
		{"length of the primary is nil", file(), primary("0"), ""},
		{"length of the primary as element is nil", file(), primaryElements("0"), ""},
		{"length of the primary is no number", file(), primary("much"), "jpeg-primary-length"},
		{"length of the primary stays", file(xmp(primary("5000"))), primary("5000"), ""},
		{"length of the primary stays wrong", file(xmp(primary("5000")), xmp(old)), primary("5000"), "jpeg-primary-length"},
		{"length of the primary follows", file(xmp(primary("99999"))), primary("100000"), ""},
		{"directory is not XML", file(), primary(`"<>&`), "jpeg-primary-length"},
		{"MPF with an entry that is empty", images(file(mpf(be, 3)), second), fresh, ""},
		{"MPF leads outside", images(file(mpf(be, 2)), ""), fresh, "jpeg-mpf"},
		{"MPF leads to no image", images(file(mpf(be, 2)), "none"), fresh, "jpeg-mpf"},
		{"MPF without byte order", file(seg(0xE2, "MPF\x00", "XX\x00*", be32(8), be16(0))), fresh, "jpeg-mpf"},
		{"MPF without IFD", file(seg(0xE2, "MPF\x00", "MM\x00*", be32(80), be16(0))), fresh, "jpeg-mpf"},
		{"MPF with half an IFD", file(seg(0xE2, "MPF\x00", "MM\x00*", be32(8), be16(9))), fresh, "jpeg-mpf"},
		{"MPF that is empty", file(seg(0xE2, "MPF\x00")), fresh, "jpeg-mpf"},
		{"MPF with entries outside", file(seg(0xE2, "MPF\x00", tiff("", entry(0xB002, 7, 32, 1000)))), fresh, "jpeg-mpf"},
		{"MPF with entries in its IFD", file(seg(0xE2, "MPF\x00", tiff(strings.Repeat("x", 99), entry(0xB002, 7, 16, 8)))), fresh, "jpeg-mpf"},
		{"MPF with an entry and a half", file(seg(0xE2, "MPF\x00", tiff(strings.Repeat("x", 99), entry(0xB002, 7, 24, 26)))), fresh, "jpeg-mpf"},
	} {
		t.Run(r.name, func(t *testing.T) {
			if _, code := put(t, r.file, r.packet); code != r.code {
				t.Errorf("%q, not %q", code, r.code)
			}
		})
	}
}
