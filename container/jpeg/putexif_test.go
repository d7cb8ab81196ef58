package jpeg_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// longTIFF is what is put: the structure of plainTIFF, with more behind it.
var longTIFF = plainTIFF + "appended"

// exifPlans are files before and after longTIFF is put in, or the code of the refusal.
var exifPlans = []struct{ name, before, after, refused string }{
	{"nothing", file(comment), file(exif(longTIFF), comment), ""},
	{"JFIF and JFXX", file(jfif, seg(0xE0, "JFXX\x00"), xmp(old)), file(jfif, seg(0xE0, "JFXX\x00"), exif(longTIFF), xmp(old)), ""},
	{"JFIF behind others", file(comment, jfif), file(exif(longTIFF), comment, jfif), ""},
	{"fill bytes", soi + "\xFF\xFF" + jfif + "\xFF" + picture, soi + "\xFF\xFF" + jfif + exif(longTIFF) + "\xFF" + picture, ""},
	{"Exif", file(jfif, comment, exif(plainTIFF), xmp(old)), file(jfif, comment, exif(longTIFF), xmp(old)), ""},
	{"Exif of the same length", file(exif(strings.ToUpper(longTIFF))), file(exif(longTIFF)), ""},
	{"Exif of another byte order", file(exif("II*\x00more")), file(exif(longTIFF)), ""},
	{"an odd signature stays", file(seg(0xE1, "Exif\x00\xFF", plainTIFF)), file(seg(0xE1, "Exif\x00\xFF", longTIFF)), ""},
	{"what was there is no TIFF", file(exif("nothing")), file(exif(longTIFF)), ""},
	{"what was there is empty", file(exif("")), file(exif(longTIFF)), ""},
	{"cut up", file(exif(plainTIFF), exif("more"), exif("and more"), comment), file(exif(longTIFF), comment), ""},
	{"cut up, of the same length", file(exif(plainTIFF), exif("APPENDED")), file(exif(longTIFF)), ""},
	{"twice the same", file(exif(plainTIFF), comment, exif(plainTIFF)), file(exif(longTIFF), comment), ""},
	{"the new one is there", file(exif(plainTIFF), exif(longTIFF)), file(exif(longTIFF)), ""},
	{"two that differ", file(exif(plainTIFF), exif(plainTIFF+"x")), "", "jpeg-exif-duplicate"},
	{"a piece apart", file(exif(plainTIFF), comment, exif("more")), "", "jpeg-exif-duplicate"},
	{"two, each cut up", file(exif(plainTIFF), exif(plainTIFF), exif("more")), "", "jpeg-exif-duplicate"},
	{"stray bytes", soi + exif(plainTIFF) + "stray" + picture, soi + exif(longTIFF) + "stray" + picture, ""},
	{"stray bytes and a piece", soi + exif(plainTIFF) + exif("more") + "stray" + picture, "", "jpeg-garbage"},
	{"MPF behind", images(file(exif(plainTIFF), mpf(be, 2)), second), images(file(exif(longTIFF), mpf(be, 2)), second), ""},
	{"MPF before", images(file(mpf(le, 3), exif(plainTIFF)), second, second), images(file(mpf(le, 3), exif(longTIFF)), second, second), ""},
	{"MPF and no Exif", images(file(mpf(le, 2)), second), images(file(exif(longTIFF), mpf(le, 2)), second), ""},
	{"MPF damaged", file(seg(0xE2, "MPF\x00")), "", "jpeg-mpf"},
	{"AFCP", file() + afcp(len(file())), "", "jpeg-afcp"},
	{"preview", preview(func(at int) string { return entry(0x0088, 4, 1, at) }, second), "", "jpeg-exif-outside"},
	{"length of the primary", file(xmp(primary("5000"))), "", "jpeg-primary-length"},
	{"length of the primary is nil", file(xmp(primary("0"))), file(exif(longTIFF), xmp(primary("0"))), ""},
	{"trailers", file(exif(plainTIFF)) + video, file(exif(longTIFF)) + video, ""},
	{"cut", soi + jfif[:9], "", "jpeg-truncated"},
}

func TestPutExif(t *testing.T) {
	for _, p := range exifPlans {
		t.Run(p.name, func(t *testing.T) {
			got, refused := suite(container.Exif).Put(t, p.before, longTIFF)
			if refused != p.refused {
				t.Fatalf("%q, not %q", refused, p.refused)
			}
			if d := cmp.Diff(p.after, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestPutExifLimits checks what may be put at all, and how much.
func TestPutExifLimits(t *testing.T) {
	full := longTIFF + strings.Repeat("x", jpeg.MaxExif-len(longTIFF))
	for _, c := range []struct{ name, file, block, code string }{
		{"fits", file(), full, ""},
		{"fits in place", file(exif(plainTIFF)), full, ""},
		{"too large", file(), full + "x", "jpeg-exif-too-large"},
		{"too large in place", file(exif(plainTIFF)), full + "x", "jpeg-exif-too-large"},
		{"empty", file(), "", "jpeg-exif"},
		{"not TIFF", file(), "Exif\x00\x00" + longTIFF, "jpeg-exif"},
		{"new preview", file(exif(plainTIFF)) + second, tiff("more", entry(0x0088, 4, 1, len(file(exif(plainTIFF)))-12)), "jpeg-exif-outside"},
		{"larger than is read", file(exif(plainTIFF), strings.Repeat(exif(full), 300)), longTIFF, "jpeg-exif-duplicate"},
		{"larger than is read, cut up", file(exif(plainTIFF), strings.Repeat(exif(full[1:]), 300)), longTIFF, "jpeg-too-large"},
		{"full header", file(strings.Repeat(comment, jpeg.MaxSegments-len(segments(file())))), longTIFF, "jpeg-too-many-segments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, code := suite(container.Exif).Put(t, c.file, c.block); code != c.code {
				t.Errorf("%q, not %q", code, c.code)
			}
		})
	}
}

// TestDropsBetweenExif checks that a packet does not go from between pieces of Exif
// that would then be one block.
func TestDropsBetweenExif(t *testing.T) {
	if _, code := put(t, file(xmp(old), exif(plainTIFF), xmp(old), exif("more")), fresh); code != "jpeg-exif-duplicate" {
		t.Error(code)
	}
}

// TestInPlaceExif checks that a block of the same length is one edit, whatever the file.
func TestInPlaceExif(t *testing.T) {
	for _, data := range []string{
		file(exif(plainTIFF)), images(file(mpf(be, 3), exif(plainTIFF)), second, "none"),
		file(exif(plainTIFF)) + afcp(len(file(exif(plainTIFF)))), file(exif(plainTIFF), xmp(primary("5000"))),
	} {
		src, s := scan(t, data)
		block := []byte(plainTIFF[:len(plainTIFF)-1] + "\x07")
		edits, err := jpeg.PutExif(src, s, block)
		if err != nil || len(edits) != 1 || edits[0].Remove != int64(len(edits[0].Insert)) {
			t.Errorf("%v, %v", edits, err)
		}
		if edits, err := jpeg.PutExif(src, s, []byte(plainTIFF)); err != nil || len(edits) != 0 {
			t.Errorf("the same: %v, %v", edits, err)
		}
	}
}
