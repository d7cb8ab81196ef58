package tiff_test

import (
	"strings"
	"testing"
)

// camera is a file with a SubIFD of pixels as a sensor gives them.
func camera(k kind, sensor []field, more ...field) string {
	b := newBuilder(k)
	raw := b.add(dir{fields: append(sensor, b.strips("the sensor")...)})
	return b.file(b.add(dir{fields: append(append(b.base(), field{tag: 330, refs: []*part{raw}}), more...)}), "")
}

// private is a file with something behind its header.
func private(k kind, magic int, text string, more ...field) string {
	b := newBuilder(k)
	if magic != 0 {
		b.magic = magic
	}
	return b.file(b.add(dir{fields: append(b.base(), more...)}), text)
}

// TestRaw: raw files of cameras are read, and not written; DNG is.
func TestRaw(t *testing.T) {
	dng := field{tag: 50706, typ: 1, value: "\x01\x04\x00\x00"}
	for i, k := range kinds {
		mosaic := []field{{tag: 262, typ: 3, value: k.short(32803)}}
		plain := []field{{tag: 262, typ: 3, value: k.short(2)}}
		xmp := xmpField(packet("old"))
		for name, tt := range map[string]struct {
			file string
			want string
		}{
			"mosaic":          {camera(k, mosaic, xmp), "tiff-raw"},
			"DNG":             {camera(k, mosaic, xmp, dng), ""},
			"linear":          {camera(k, []field{{tag: 262, typ: 3, value: k.short(34892)}}, xmp), "tiff-raw"},
			"plain":           {camera(k, plain, xmp), ""},
			"Nikon":           {camera(k, []field{{tag: 259, typ: 3, value: k.short(34713)}}), "tiff-raw"},
			"Sony":            {camera(k, []field{{tag: 259, typ: 3, value: k.short(32767)}}), "tiff-raw"},
			"Pentax":          {camera(k, []field{{tag: 259, typ: 3, value: k.short(65535)}}), "tiff-raw"},
			"PackBits":        {camera(k, []field{{tag: 259, typ: 3, value: k.short(32773)}}), ""},
			"private data":    {camera(k, plain, field{tag: 50740, typ: 7, value: "Sony's, not Adobe's"}), "tiff-raw"},
			"DNG's own":       {camera(k, mosaic, dng, field{tag: 50740, typ: 7, value: "Adobe's, as it should"}), ""},
			"Leaf":            {camera(k, plain, field{tag: 34310, typ: 7, value: "the data of Leaf"}), "tiff-raw"},
			"Make alone":      {camera(k, plain, field{tag: 271, typ: 2, value: "NIKON CORPORATION\x00"}), ""},
			"no version":      {camera(k, mosaic, field{tag: 50706, typ: 1}), "tiff-raw"},
			"Canon's private": {private(k, 0, "CR\x02\x00\x00\x00\x00\x00", xmp), "tiff-raw"},
			"Canon 1D":        {private(k, 0, "\xba\xb0\xac\xbb\x00\x00\x00\x00"), "tiff-raw"},
			"Phase One":       {private(k, 0, "IIIITwaR"), "tiff-raw"},
			"grey":            {private(k, 0, "IIIIIIII"), ""},
			"Canon says DNG":  {private(k, 0, "CR\x02\x00\x00\x00\x00\x00", dng), "tiff-raw"},
		} {
			if k.big && strings.HasPrefix(tt.file[16:], "CR\x02") || k.big && strings.HasPrefix(tt.file[16:], "\xba\xb0") ||
				k.big && strings.HasPrefix(tt.file[16:], "IIIIT") {
				tt.want = "" // these makers have no BigTIFF
			}
			if _, refused := put(t, tt.file, packet("new")); refused != tt.want {
				t.Errorf("%s %d: refused %q, want %q", name, i, refused, tt.want)
			}
		}
		if k.big {
			continue
		}
		for _, magic := range []int{0x55, 0x4F52, 0x5352} {
			file := private(k, magic, "", xmp)
			if _, s := suite.Scan(t, file); len(s.Blocks) != 1 {
				t.Errorf("%x: %v", magic, s.Blocks)
			}
			if _, refused := put(t, file, packet("new")); refused != "tiff-raw" {
				t.Errorf("%x: refused %q", magic, refused)
			}
		}
	}
}

// TestTrailer: nothing goes behind what is found from the end of the file.
func TestTrailer(t *testing.T) {
	for _, k := range kinds {
		for _, trailer := range []string{
			"AXS*........", "AXS!........", "\xA1\xB2\xC3\xD4......", "cbipcbbl", "CANON OPTIONAL DATA\x00" + strings.Repeat(".", 44),
			"....SEFT", "QDIOBS", "~\x00\x04\x00zmie~\x00\x00\x06....\x10\x04", "~\x00\x04\x00zmie~\x00\x00\x0A........\x10\x08",
		} {
			if _, refused := put(t, simple(k)+trailer, packet("new")); refused != "tiff-trailer" {
				t.Errorf("%q: refused %q", trailer, refused)
			}
			if _, refused := put(t, middle(k, packet("old"))+trailer, packet("new")); refused != "" {
				t.Errorf("%q, in place: refused %q", trailer, refused)
			}
		}
		if _, refused := put(t, simple(k)+"something else", packet("new")); refused != "" {
			t.Errorf("refused %q", refused)
		}
	}
}

// TestPacket: what is no packet is not written.
func TestPacket(t *testing.T) {
	for packet, want := range map[string]string{
		"": "tiff-packet", "no XML": "tiff-packet", "<\xFF>": "tiff-packet", "\xFE\xFF\x00<": "tiff-packet", "<x>": "", "\uFEFF <x>": "",
		"<" + strings.Repeat("x", 16<<20): "tiff-packet-too-large",
	} {
		if _, refused := put(t, simple(ii), packet); refused != want {
			t.Errorf("%.9q: refused %q, want %q", packet, refused, want)
		}
	}
}

// TestDamage: files that are cut, or contradict themselves, are read as far as they go,
// and not changed.
func TestDamage(t *testing.T) {
	for i, k := range kinds {
		b := newBuilder(k)
		loop := &part{} // where IFD0 is
		first := b.add(dir{fields: b.base(), next: b.add(dir{fields: b.base(), next: loop})})
		b.file(first, "")
		loop.at = first.at
		looped := b.file(first, "")

		far := &part{at: 1 << 30, size: 9}
		whole := middle(k, packet("old"))
		for name, tt := range map[string]struct{ file, want string }{
			"cut header":     {whole[:9], "tiff-outside"},
			"cut IFD":        {full(k)[:len(full(k))-len(full(k))/3], "tiff-outside"},
			"cut value":      {whole[:len(whole)-1], "tiff-outside"},
			"loop":           {looped, "tiff-loop"},
			"far pixels":     {simple(k, field{tag: 324, refs: []*part{far}}, field{tag: 325, refs: []*part{far}, lengths: true}), "tiff-outside"},
			"far packet":     {simple(k, field{tag: 700, raw: k.short(1) + k.word(50) + k.word(1<<30)}), "tiff-outside"},
			"far value":      {simple(k, field{tag: 60000, raw: k.short(1) + k.word(50) + k.word(1<<30)}), "tiff-outside"},
			"far SubIFD":     {simple(k, field{tag: 330, refs: []*part{far}}), "tiff-outside"},
			"no lengths":     {simple(k, field{tag: 324, refs: []*part{data("x")}}), "tiff-strips"},
			"more offsets":   {simple(k, field{tag: 324, refs: []*part{data("x"), data("y")}}, field{tag: 325, typ: 3, value: k.short(1)}), "tiff-strips"},
			"JPEG, no end":   {simple(k, field{tag: 513, refs: []*part{data("x")}}), ""},
			"long offsets":   {simple(k, field{tag: 330, typ: 5, value: "12345678"}), ""},
			"IFD0 at 4":      {whole[:k.headLen()-k.wordLen()] + k.word(4) + whole[k.headLen():], "tiff-header"},
			"IFD0 at itself": {whole[:k.headLen()-k.wordLen()] + k.word(len(whole)-1) + whole[k.headLen():], "tiff-outside"},
		} {
			want := tt.want
			if name == "cut header" && k.big {
				want = "tiff-header"
			}
			if _, refused := put(t, tt.file, packet("new")); refused != want {
				t.Errorf("%s %d: refused %q, want %q", name, i, refused, want)
			}
		}
	}
}

func (k kind) headLen() int { return 2 * k.wordLen() }
