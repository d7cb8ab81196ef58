package jpeg_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container/jpeg"
)

var (
	old     = packet("old")
	fresh   = packet("fresh, and longer")
	other   = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + strings.Repeat("other", 30) + "</x:xmpmeta>"
	comment = seg(0xFE, "comment")
	video   = "\x00\x00\x00\x18ftypmp42" + strings.Repeat("video", 20)
)

// plans are files before and after fresh is put in.
var plans = []struct{ name, before, after string }{
	{"nothing", file(), file(xmp(fresh))},
	{"JFIF", file(jfif, comment), file(jfif, xmp(fresh), comment)},
	{"Exif", file(exif(plainTIFF), comment), file(exif(plainTIFF), xmp(fresh), comment)},
	{"JFIF, JFXX and Exif", file(jfif, seg(0xE0, "JFXX\x00"), exif(plainTIFF), comment), file(jfif, seg(0xE0, "JFXX\x00"), exif(plainTIFF), xmp(fresh), comment)},
	{"Exif and JFIF", file(exif(plainTIFF), jfif, comment), file(exif(plainTIFF), jfif, xmp(fresh), comment)},
	{"Exif in two segments", file(exif(plainTIFF), exif("more"), comment), file(exif(plainTIFF), exif("more"), xmp(fresh), comment)},
	{"Exif behind others", file(comment, exif(plainTIFF), jfif), file(comment, exif(plainTIFF), xmp(fresh), jfif)},
	{"fill bytes", soi + "\xFF\xFF" + jfif + "\xFF" + picture, soi + "\xFF\xFF" + jfif + xmp(fresh) + "\xFF" + picture},
	{"packet", file(jfif, comment, xmp(old), comment), file(jfif, comment, xmp(fresh), comment)},
	{"packet of the same length", file(xmp(strings.ToUpper(fresh))), file(xmp(fresh))},
	{"packet with fill bytes", soi + "\xFF\xFF" + xmp(old) + "\xFF\xFF" + picture, soi + "\xFF\xFF" + xmp(fresh) + "\xFF\xFF" + picture},
	{"three packets", file(xmp(old), comment, xmp(old), xmp("nil")), file(xmp(fresh), comment)},
	{"no packet is one", file(comment, xmp("nil"), xmp("")), file(comment, xmp(fresh))},
	{"wrong signature", file(comment, seg(0xE1, "http://", old)), file(comment, xmp(fresh))},
	{"wrong and right signature", file(seg(0xE1, "http://", old), comment, xmp(old)), file(comment, xmp(fresh))},
	{"packet of Photoshop", file(photoshop(resource(0x0424, "", "<a/>"))), file(xmp(fresh), photoshop(""))},
	{"packets of Photoshop", file(photoshop(resource(0x0424, "odd", "<a>")+resource(0x0404, "", iim1)+resource(0x0424, "", "<b/>")), xmp(old)),
		file(photoshop(resource(0x0404, "", iim1)), xmp(fresh))},
	{"packet of Photoshop at the end", file(xmp(fresh), photoshop(resource(0x0404, "", iim1)+resource(0x0424, "", "<a>")[:15])),
		file(xmp(fresh), photoshop(resource(0x0404, "", iim1)))},
	{"packet of the same and another", file(xmp(fresh), xmp(old)), file(xmp(fresh))},
	{"extension goes", file(xmp(named), join(extended(bulk, 1000)), comment), file(xmp(fresh), comment)},
	{"extension of another stays", file(xmp(named), join(extended(other, 100)), join(extended(bulk, 1000))), file(xmp(fresh), join(extended(other, 100)))},
	{"extension of no one stays", file(join(extended(bulk, 1000)), xmp(old)), file(join(extended(bulk, 1000)), xmp(fresh))},
	{"broken extension stays", file(xmp(old), seg(0xE1, extHead, "short")), file(xmp(fresh), seg(0xE1, extHead, "short"))},
	{"trailers", file(xmp(old)) + video + "cbipcbbl", file(xmp(fresh)) + video + "cbipcbbl"},
	{"no end", strings.TrimSuffix(file(xmp(old)), "\xFF\xD9"), strings.TrimSuffix(file(xmp(fresh)), "\xFF\xD9")},
	{"no scan", soi + jfif, soi + jfif + xmp(fresh)},
	{"tables only", soi + jfif + "\xFF\xD9", soi + jfif + xmp(fresh) + "\xFF\xD9"},
	{"MPF behind", images(file(exif(plainTIFF), mpf(be, 2)), second), images(file(exif(plainTIFF), xmp(fresh), mpf(be, 2)), second)},
	{"MPF before the packet", images(file(mpf(be, 3), xmp(old)), second, second), images(file(mpf(be, 3), xmp(fresh)), second, second)},
	{"MPF before the packet, Intel", images(file(mpf(le, 3), xmp(old)), second, second), images(file(mpf(le, 3), xmp(fresh)), second, second)},
	{"MPF between packets", images(file(xmp(old), mpf(le, 2), xmp(old)), second), images(file(xmp(fresh), mpf(le, 2)), second)},
	{"MPF before Exif", images(file(mpf(le, 2), exif(plainTIFF)), second), images(file(xmp(fresh), mpf(le, 2), exif(plainTIFF)), second)},
	{"MPF twice", images(file(mpf(le, 2), xmp(old), mpf(be, 2)), second), images(file(mpf(le, 2), xmp(fresh), mpf(be, 2)), second)},
	{"MPF of one image", images(file(mpf(be, 1), xmp(old))), images(file(mpf(be, 1), xmp(fresh)))},
	{"MPF of no images", file(seg(0xE2, "MPF\x00", tiff(""))), file(xmp(fresh), seg(0xE2, "MPF\x00", tiff("")))},
}

func TestPut(t *testing.T) {
	for _, p := range plans {
		t.Run(p.name, func(t *testing.T) {
			got, refused := put(t, p.before, fresh)
			if refused != "" {
				t.Fatal(refused)
			}
			if d := cmp.Diff(p.after, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestKeepsExtension puts a packet that goes on naming an extension.
func TestKeepsExtension(t *testing.T) {
	named2 := packet("named again, in small letters", names(strings.ToLower(guid(bulk))))
	before := file(xmp(named), join(extended(bulk, 1000)))
	got, refused := put(t, before, named2)
	if want := file(xmp(named2), join(extended(bulk, 1000))); refused != "" || got != want {
		t.Errorf("%s: %q", refused, got)
	}
	// A name that leads nowhere may stay, and an extension may be named anew.
	if _, refused := put(t, file(xmp(named)), named2); refused != "" {
		t.Error(refused)
	}
	if _, refused := put(t, file(join(extended(bulk, 1000))), named2); refused != "" {
		t.Error(refused)
	}
}

// TestInPlace checks that a packet of the same length is one edit, whatever the file.
func TestInPlace(t *testing.T) {
	for _, data := range []string{
		file(xmp(old)), images(file(mpf(be, 3), xmp(old)), second, "none"), file(xmp(old)) + afcp(len(file(xmp(old)))),
	} {
		src, s := scan(t, data)
		edits, err := jpeg.Format.PutXMP(src, s, []byte(strings.ToUpper(old)))
		if err != nil || len(edits) != 1 || edits[0].Remove != int64(len(edits[0].Insert)) {
			t.Errorf("%v, %v", edits, err)
		}
		if edits, err := jpeg.Format.PutXMP(src, s, []byte(old)); err != nil || len(edits) != 0 {
			t.Errorf("the same: %v, %v", edits, err)
		}
	}
}

// TestWrongSize checks that the size of the first image in MPF is left where it was
// wrong.
func TestWrongSize(t *testing.T) {
	data := []byte(images(file(mpf(be, 2)), second))
	at := strings.Index(string(data), "MPF\x00") + 4 + 50 + 4
	data[at+3] -= 5
	got, _ := put(t, string(data), fresh)
	if n := len(xmp(fresh)); got[at+n:at+n+4] != string(data[at:at+4]) {
		t.Error("changed")
	}
}

func TestNoteOfAnother(t *testing.T) {
	src, s := scan(t, file())
	s.Note = nil
	if _, err := jpeg.Format.PutXMP(src, s, []byte(fresh)); err == nil {
		t.Error("no error")
	}
}

// TestPutReadErrors checks that what cannot be read is an error and no refusal.
func TestPutReadErrors(t *testing.T) {
	long := func(offset int) string { return entry(0x0088, 4, 1, offset) }
	for _, data := range []string{
		preview(long, second), // looks for previews
		images(file(mpf(be, 2), strings.Repeat(comment, 2)), second), // for images
		file(),                       // for trailers
		file(xmp(named), xmp(named)), // and for extensions
	} {
		src, s := scan(t, data)
		src.Reset(failing{strings.NewReader(data), 10}, int64(len(data)))
		if _, err := jpeg.Format.PutXMP(src, s, []byte(fresh)); !errors.Is(err, errFail) {
			t.Errorf("%.20q: %v", data, err)
		}
	}
}
