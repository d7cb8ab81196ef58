package survival_test

import (
	"encoding/binary"
	"testing"
)

// TestSizes: the size of a picture, in every format that has one.
func TestSizes(t *testing.T) {
	ftyp := func(brand string) []byte {
		return append(binary.BigEndian.AppendUint32(nil, 16), "ftyp"+brand+"\x00\x00\x00\x00"...)
	}
	box := func(kind string, content string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))) + kind + content
	}
	ispe := func(w, h uint32) string {
		return box("ispe", "\x00\x00\x00\x00"+string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)))
	}
	avif := append(ftyp("avif"), box("meta", "\x00\x00\x00\x00"+box("iprp", box("ipco", ispe(160, 120)+ispe(640, 480)+ispe(512, 512))))...)
	for name, tt := range map[string]struct {
		body []byte
		want string
	}{
		"jpeg":          {plain(t, "jpeg", 64, 48), "64×48"},
		"png":           {plain(t, "png", 65, 48), "65×48"},
		"gif":           {plain(t, "gif", 66, 48), "66×48"},
		"webp":          {plain(t, "webp", 1067, 4800), "1067×4800"},
		"webp extended": {with(t, plain(t, "webp", 640, 480), full(t), nil, nil), "640×480"},
		"webp lossy":    {[]byte("RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x10\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00"), "320×240"},
		"tiff":          {[]byte("II*\x00\x08\x00\x00\x00\x02\x00\x00\x01\x03\x00\x01\x00\x00\x00\x40\x01\x00\x00\x01\x01\x04\x00\x01\x00\x00\x00\xf0\x00\x00\x00\x00\x00\x00\x00"), "320×240"},
		"tiff, turned":  {[]byte("MM\x00*\x00\x00\x00\x08\x00\x02\x01\x00\x00\x03\x00\x00\x00\x01\x01\x40\x00\x00\x01\x01\x00\x04\x00\x00\x00\x01\x00\x00\x00\xf0\x00\x00\x00\x00"), "320×240"},
		"avif":          {avif, "640×480"},
		// height 600 in 13 bits, ratio 4:3
		"jxl": {stream(bits{{0, 1}, {1, 2}, {599, 13}, {3, 3}}), "800×600"},
		// height (5+1)*8, ratio none, width (9+1)*8
		"jxl, small": {stream(bits{{1, 1}, {5, 5}, {0, 3}, {9, 5}}), "80×48"},
		"jxl, large": {stream(bits{{0, 1}, {3, 2}, {69999, 30}, {0, 3}, {2, 2}, {99999, 18}}), "100000×70000"},
		"svg":        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="3" height="4"/>`), ""},
	} {
		r := compare(t, file("a", tt.body), file("b", tt.body))
		if got := r.Original.Pixels(); got != tt.want {
			t.Errorf("%s (%s): %q, want %q", name, r.Original.Format, got, tt.want)
		}
	}
}

// bits are values and how many bits they have, the lowest bit first.
type bits [][2]uint

// stream is the beginning of a JPEG XL code stream.
func stream(list bits) []byte {
	b := make([]byte, 64)
	b[0], b[1] = 0xFF, 0x0A
	at := uint(16)
	for _, v := range list {
		for i := range v[1] {
			b[at/8] |= byte(v[0]>>i&1) << (at % 8)
			at++
		}
	}
	return b
}
