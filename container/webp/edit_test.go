package webp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/webp"
)

// TestEdits checks where bytes change, and that no more do than must.
func TestEdits(t *testing.T) {
	edit := func(at, remove int, insert string) container.Edit {
		e := container.Edit{Offset: int64(at), Remove: int64(remove)}
		if insert != "" {
			e.Insert = []byte(insert)
		}
		return e
	}
	size := func(chunks ...string) container.Edit { return edit(4, 4, riff(chunks...)[4:8]) }
	end := 12 + len(vp8) + 18 // of VP8X and the picture
	for _, c := range []struct {
		name, file, packet string
		want               []container.Edit
	}{
		{"simple", riff(vp8), "<a/>", []container.Edit{size(ext(0), vp8, xmp("<a/>")), edit(12, 0, ext(fXMP)), edit(end-18, 0, xmp("<a/>"))}},
		{"simple with alpha", riff(vp8la), "<a/>",
			[]container.Edit{size(ext(0), vp8la, xmp("<a/>")), edit(12, 0, ext(fXMP|fAlpha)), edit(12+len(vp8la), 0, xmp("<a/>"))}},
		{"simple with Exif", riff(vp8, exif), "<a/>",
			[]container.Edit{size(ext(0), vp8, exif, xmp("<a/>")), edit(12, 0, ext(fXMP|fExif)), edit(end-18+len(exif), 0, xmp("<a/>"))}},
		{"insert", riff(ext(0), vp8), "<a/>", []container.Edit{size(ext(0), vp8, xmp("<a/>")), edit(20, 1, "\x04"), edit(end, 0, xmp("<a/>"))}},
		{"insert before the manifest store", riff(ext(fXMP), vp8, store), "<a/>",
			[]container.Edit{size(ext(0), vp8, xmp("<a/>"), store), edit(end, 0, xmp("<a/>"))}},
		{"insert behind Exif", riff(ext(fXMP), vp8, exif, chunk("abcd", "x")), "<a/>",
			[]container.Edit{size(ext(0), vp8, exif, xmp("<a/>"), chunk("abcd", "x")), edit(end+len(exif), 0, xmp("<a/>"))}},
		{"same length", riff(ext(fXMP), vp8, xmp("<b/>x")), "<a/>y", []container.Edit{edit(end+8, 5, "<a/>y")}},
		{"same length without flag", riff(ext(0), vp8, xmp("<b/>")), "<a/>", []container.Edit{edit(20, 1, "\x04"), edit(end+8, 4, "<a/>")}},
		{"other length", riff(ext(fXMP), vp8, xmp("<long/>")), "<a/>",
			[]container.Edit{size(ext(0), vp8, xmp("<a/>")), edit(end+4, 12, xmp("<a/>")[4:])}},
		{"same packet", riff(ext(fXMP), vp8, xmp("<a/>")), "<a/>", nil},
		{"same packet, wrong size", told(8, ext(fXMP), vp8, xmp("<a/>")), "<a/>", []container.Edit{size(ext(0), vp8, xmp("<a/>"))}},
		{"same packet, no padding", riff(ext(fXMP), vp8, bare("XMP ", "<a/>x")), "<a/>x",
			[]container.Edit{size(ext(0), vp8, xmp("<a/>x")), edit(end+13, 0, "\x00")}},
		{"wrong name", riff(ext(fXMP), vp8, chunk("XMP\x00", "<a/>")), "<a/>", []container.Edit{edit(end, 12, xmp("<a/>"))}},
		{"behind the RIFF", riff(ext(fXMP), vp8) + xmp("<a/>") + "more", "<a/>",
			[]container.Edit{size(ext(0), vp8, xmp("<a/>")), edit(end, 0, xmp("<a/>")), edit(end, 12, "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, s := suite.Scan(t, c.file)
			got, err := webp.Format.PutXMP(src, s, []byte(c.packet))
			if d := cmp.Diff(c.want, got); d != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, d)
			}
			suite.Put(t, c.file, c.packet)
		})
	}
}

// TestCanvas checks what the new header of a simple file says of its size.
func TestCanvas(t *testing.T) {
	scaled := lossy[:6] + "\x34\x52\xFF\xFF" + lossy[10:]
	for _, c := range []struct{ file, want string }{
		{riff(chunk("VP8 ", scaled)), le24(0x1234-1) + le24(0x3FFF-1)},
		{riff(chunk("VP8L", lossless(1, 16384, false))), le24(0) + le24(16383)},
		{riff(chunk("VP8L", lossless(16384, 77, true))), le24(16383) + le24(76)},
	} {
		out, _ := suite.Put(t, c.file, "<a/>")
		if got := out[24:30]; out[12:16] != "VP8X" || got != c.want {
			t.Errorf("canvas % x, want % x", got, c.want)
		}
	}
}

func TestPackets(t *testing.T) {
	for _, p := range []string{"", jpegXMP + "<a/>"} {
		if _, code := suite.Put(t, riff(vp8), p); code != "webp-packet" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
	for _, p := range []string{"", "Exif\x00\x00" + tiff, "II*", "IIU\x00"} {
		if _, code := exifSuite.Put(t, riff(vp8), p); code != "webp-exif" {
			t.Errorf("%q: refused %q", p, code)
		}
	}
	if _, code := suite.Put(t, riff(vp8), "\xFF\xFE<\x00/\x00"); code != "" {
		t.Errorf("UTF-16: refused %q", code)
	}
}

func TestForeign(t *testing.T) {
	for _, data := range []string{"", "GIF89a", riff(vp8)[:11], "RIFF\x04\x00\x00\x00WAVE"} {
		_, err := webp.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
		if !errors.Is(err, container.ErrFormat) || webp.Format.Sniff([]byte(data)) {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := webp.PutXMP(nil, new(container.Scan), []byte("x")); err == nil {
		t.Error("a scan of nothing was taken")
	}
}
