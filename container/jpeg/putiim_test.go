package jpeg_test

import (
	"crypto/md5"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// iimNew is what is put; its length is odd, so that it is padded.
const iimNew = iim1 + "\x1C\x02\x78\x00\x03new\x1C\x02\x78\x00\x00"

func ofIIM(data string) string { return resource(0x0404, "", data) }

func digest(data string) string {
	sum := md5.Sum([]byte(data))
	return resource(0x0425, "", string(sum[:]))
}

var (
	thumbnail = resource(0x040C, "", "thumbnail")
	path      = resource(0x07D0, "a path", "points")
	bulky     = resource(0x03F0, "", strings.Repeat("x", 65480)) // nearly all a segment holds
)

// iimPlans are files before and after iimNew is put in, or the code of the refusal.
var iimPlans = []struct{ name, before, after, refused string }{
	{"nothing", file(comment), file(photoshop(ofIIM(iimNew)), comment), ""},
	{"before the packet", file(jfif, exif(plainTIFF), xmp(old)), file(jfif, exif(plainTIFF), photoshop(ofIIM(iimNew)), xmp(old)), ""},
	{"resources without IIM", file(comment, photoshop(thumbnail+path)), file(comment, photoshop(ofIIM(iimNew)+thumbnail+path)), ""},
	{"no resources in a segment", file(comment, photoshop("")), file(comment, photoshop(ofIIM(iimNew))), ""},
	{"IIM", file(photoshop(thumbnail + ofIIM(iim1) + path)), file(photoshop(thumbnail + ofIIM(iimNew) + path)), ""},
	{"IIM of the same length", file(photoshop(ofIIM(strings.ToUpper(iimNew)) + path)), file(photoshop(ofIIM(iimNew) + path)), ""},
	{"IIM with a name", file(photoshop(resource(0x0404, "name", iim1) + path)), file(photoshop(resource(0x0404, "name", iimNew) + path)), ""},
	{"under a rare signature", file(photoshop(path + strings.Replace(ofIIM(strings.ToUpper(iimNew)), "8BIM", "PHUT", 1))), file(photoshop(path + ofIIM(iimNew))), ""},
	{"IIM that is empty", file(photoshop(path + ofIIM(""))), file(photoshop(path + ofIIM(iimNew))), ""},
	{"IIM without padding at the end", file(photoshop(path + ofIIM(iim1 + "x")[:12+len(iim1)+1])), file(photoshop(path + ofIIM(iimNew))), ""},
	{"by old Photoshop", file(seg(0xED, "Adobe_Photoshop2.5:12345678", ofIIM(iim1), path)), file(seg(0xED, "Adobe_Photoshop2.5:12345678", ofIIM(iimNew), path)), ""},
	{"behind padding", file(photoshop(path+"\x00\x00\x00"), photoshop(ofIIM(iim1))), file(photoshop(path+"\x00\x00\x00"), photoshop(ofIIM(iimNew))), ""},
	{"cut up", file(photoshop(path+ofIIM(iim1)[:15]), photoshop(ofIIM(iim1)[15:]+thumbnail)), file(photoshop(path+ofIIM(iimNew)), photoshop(thumbnail)), ""},
	{"cut up within its head", file(photoshop(path+ofIIM(iim1)[:5]), photoshop(ofIIM(iim1)[5:]+thumbnail)), file(photoshop(path+ofIIM(iimNew)), photoshop(thumbnail)), ""},
	{"cut up, of the same length", file(photoshop(ofIIM(strings.ToUpper(iimNew))[:15]), photoshop(ofIIM(strings.ToUpper(iimNew))[15:])),
		file(photoshop(ofIIM(iimNew)[:15]), photoshop(ofIIM(iimNew)[15:])), ""},
	{"twice the same", file(photoshop(ofIIM(iim1) + path + ofIIM(iim1) + ofIIM(""))), file(photoshop(ofIIM(iimNew) + path)), ""},
	{"the new one is there", file(photoshop(ofIIM(iim1)), photoshop(ofIIM(iimNew)+path)), file(photoshop(ofIIM(iimNew)), photoshop(path)), ""},
	{"an empty one first", file(photoshop(ofIIM("") + ofIIM(iim1))), file(photoshop(ofIIM(iimNew))), ""},
	{"two that differ", file(photoshop(ofIIM(iim1) + ofIIM(iim2))), "", "jpeg-iim-duplicate"},

	{"full, others follow", file(photoshop(ofIIM(iim1) + bulky)), file(photoshop(ofIIM(iimNew)), photoshop(bulky)), ""},
	{"full, others before", file(photoshop(bulky + ofIIM(iim1))), file(photoshop(bulky), photoshop(ofIIM(iimNew))), ""},
	{"full and new", file(photoshop(bulky+path[:20]), photoshop(path[20:])), file(photoshop(ofIIM(iimNew)), photoshop(bulky+path[:20]), photoshop(path[20:])), ""},

	{"digest that is right", file(photoshop(digest(iim1) + ofIIM(iim1) + digest(iim1))), file(photoshop(digest(iimNew) + ofIIM(iimNew) + digest(iimNew))), ""},
	{"digest that is right, cut up", file(photoshop(ofIIM(iim1)+digest(iim1)[:20]), photoshop(digest(iim1)[20:])), file(photoshop(ofIIM(iimNew)+digest(iimNew)[:20]), photoshop(digest(iimNew)[20:])), ""},
	{"digest that is wrong", file(photoshop(ofIIM(iim1) + digest(iim2))), file(photoshop(ofIIM(iimNew) + digest(iim2))), ""},
	{"digest of none", file(photoshop(digest(""))), file(photoshop(ofIIM(iimNew) + digest(iimNew))), ""},
	{"digest of none, and an empty one", file(photoshop(digest(iim2) + ofIIM(""))), file(photoshop(digest(iimNew) + ofIIM(iimNew))), ""},
	{"what is no digest", file(photoshop(resource(0x0425, "", "short"))), file(photoshop(ofIIM(iimNew) + resource(0x0425, "", "short"))), ""},
	{"digest that is wrong and the same", file(photoshop(ofIIM(iimNew) + digest(iim2))), file(photoshop(ofIIM(iimNew) + digest(iim2))), ""},

	{"damaged", file(photoshop(ofIIM(iim1) + "damage")), "", "jpeg-photoshop"},
	{"stray bytes", soi + photoshop(ofIIM(iim1)) + "stray" + picture, soi + photoshop(ofIIM(iimNew)) + "stray" + picture, ""},
	{"MPF behind", images(file(photoshop(ofIIM(iim1)), mpf(be, 2)), second), images(file(photoshop(ofIIM(iimNew)), mpf(be, 2)), second), ""},
	{"MPF before", images(file(mpf(le, 3), photoshop(ofIIM(iim1))), second, second), images(file(mpf(le, 3), photoshop(ofIIM(iimNew))), second, second), ""},
	{"AFCP", file() + afcp(len(file())), "", "jpeg-afcp"},
	{"preview", preview(func(at int) string { return entry(0x0088, 4, 1, at) }, second), "", "jpeg-exif-outside"},
	{"length of the primary", file(xmp(primary("5000"))), "", "jpeg-primary-length"},
	{"trailers", file(photoshop(ofIIM(iim1))) + video, file(photoshop(ofIIM(iimNew))) + video, ""},
	{"cut", soi + jfif[:9], "", "jpeg-truncated"},
}

func TestPutIIM(t *testing.T) {
	for _, p := range iimPlans {
		t.Run(p.name, func(t *testing.T) {
			got, refused := suite(container.IIM).Put(t, p.before, iimNew)
			if refused != p.refused {
				t.Fatalf("%q, not %q", refused, p.refused)
			}
			if d := cmp.Diff(p.after, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestPutIIMAround puts a block that fits a segment neither with what stands before it
// nor with what follows.
func TestPutIIMAround(t *testing.T) {
	half, block := resource(1, "half", strings.Repeat("x", 30000)), "\x1C"+strings.Repeat("x", 50000)
	got, _ := suite(container.IIM).Put(t, file(photoshop(half+ofIIM(iim1)+half)), block)
	if want := file(photoshop(half), photoshop(ofIIM(block)), photoshop(half)); got != want {
		t.Error("not as it should be")
	}
	quarter := resource(1, "quarter", strings.Repeat("x", 15000))
	got, _ = suite(container.IIM).Put(t, file(photoshop(half+ofIIM(iim1)+quarter)), block[:40000])
	if want := file(photoshop(half), photoshop(ofIIM(block[:40000])+quarter)); got != want {
		t.Error("with the shorter half: not as it should be")
	}
}

// TestPutIIMLimits checks what may be put at all, and how much.
func TestPutIIMLimits(t *testing.T) {
	full := "\x1C" + strings.Repeat("x", jpeg.MaxIIM-1)
	for _, c := range []struct{ name, file, block, code string }{
		{"fits", file(), full, ""},
		{"fits among others", file(photoshop(path + ofIIM(iim1) + path)), full, ""},
		{"too large", file(), full + "x", "jpeg-iim-too-large"},
		{"too large among others", file(photoshop(path + ofIIM(iim1) + path)), full + "x", "jpeg-iim-too-large"},
		{"empty", file(), "", "jpeg-iim"},
		{"not IIM", file(), "8BIM", "jpeg-iim"},
		{"too many resources", file(photoshop(strings.Repeat(resource(1, "", ""), 5000))), iimNew, "jpeg-too-many-resources"},
		{"too large resources", file(strings.Repeat(photoshop(full), 300)), iimNew, "jpeg-too-large"},
		{"full header", file(strings.Repeat(comment, jpeg.MaxSegments-len(segments(file())))), iimNew, "jpeg-too-many-segments"},
		{"full header and segment", file(strings.Repeat(comment, jpeg.MaxSegments-len(segments(file()))-1), photoshop(bulky+ofIIM(iim1))), iimNew, "jpeg-too-many-segments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, code := suite(container.IIM).Put(t, c.file, c.block); code != c.code {
				t.Errorf("%q, not %q", code, c.code)
			}
		})
	}
}

// TestInPlaceIIM checks that a block of the same length is one edit, whatever the file.
func TestInPlaceIIM(t *testing.T) {
	held := photoshop(path + ofIIM(iimNew) + thumbnail)
	for _, data := range []string{
		file(held), images(file(mpf(be, 3), held), second, "none"), file(held) + afcp(len(file(held))), file(held, xmp(primary("5000"))),
	} {
		src, s := scan(t, data)
		edits, err := jpeg.PutIIM(src, s, []byte(strings.ToUpper(iimNew)))
		if err != nil || len(edits) != 1 || edits[0].Remove != int64(len(iimNew)) || len(edits[0].Insert) != len(iimNew) {
			t.Errorf("%v, %v", edits, err)
		}
		if edits, err := jpeg.PutIIM(src, s, []byte(iimNew)); err != nil || len(edits) != 0 {
			t.Errorf("the same: %v, %v", edits, err)
		}
	}
}
