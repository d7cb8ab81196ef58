package jpeg_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

const (
	iim1 = "\x1C\x02\x74\x00\x05Right"
	iim2 = "\x1C\x02\x50\x00\x04Some"
)

var (
	bulk   = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + strings.Repeat("bulk ", 300) + "</x:xmpmeta>"
	named  = packet("named", names(guid(bulk)))
	store  = jumbf(c2paUUID, strings.Repeat("claims", 50))
	second = soi + xmp(packet("of the gain map")) + picture
)

// layouts are files with what is to be found: blocks as "kind: data", and problems.
var layouts = []struct {
	name     string
	file     string
	blocks   []string
	problems []string
}{
	{"nothing", file(), nil, nil},
	{"packet", file(jfif, exif(plainTIFF), xmp("<a/>")), []string{"exif: " + plainTIFF, "xmp: <a/>"}, nil},
	{"packet before Exif", file(xmp("<a/>"), exif(plainTIFF)), []string{"xmp: <a/>", "exif: " + plainTIFF}, nil},
	{"packet behind the frame", strings.Replace(file(), "\xFF\xDA", xmp("<a/>")+"\xFF\xDA", 1), []string{"xmp: <a/>"}, nil},
	{"fill bytes", soi + jfif + "\xFF\xFF\xFF" + xmp("<a/>") + "\xFF" + picture, []string{"xmp: <a/>"}, nil},
	{"packet in UTF-16", file(xmp("\xFE\xFF\x00<\x00a")), []string{"xmp: \xFE\xFF\x00<\x00a"}, nil},
	{"stray bytes", soi + jfif + "ab\xFF\x00" + xmp("<a/>") + picture, []string{"xmp: <a/>"}, []string{"jpeg-garbage"}},
	{"two packets", file(xmp("<a/>"), xmp("<b/>")), []string{"xmp: <a/>"}, []string{"jpeg-xmp-duplicate"}},
	{"the second is one", file(xmp("\x00\x00"), xmp("<b/>")), []string{"xmp: <b/>"}, []string{"jpeg-xmp-unreadable", "jpeg-xmp-duplicate"}},
	{"no packet is one", file(xmp("nil")), []string{"xmp: nil"}, []string{"jpeg-xmp-unreadable"}},
	{"wrong signature", file(seg(0xE1, "XMP\x00://ns.adobe.com/xap/1.0/\x00<?xpacket?>")), []string{"xmp: <?xpacket?>"}, []string{"jpeg-xmp-signature"}},
	{"no signature", file(seg(0xE1, "<x:xmpmeta/>")), []string{"xmp: <x:xmpmeta/>"}, []string{"jpeg-xmp-signature"}},
	{"wrong and right signature", file(seg(0xE1, "http<rdf:RDF/>"), xmp("<a/>")), []string{"xmp: <a/>"}, []string{"jpeg-xmp-signature", "jpeg-xmp-duplicate"}},
	{"packet of Photoshop", file(photoshop(resource(0x0424, "", "<a/>"))), []string{"xmp: <a/>"}, []string{"jpeg-xmp-place"}},
	{"extension", file(xmp(named), join(extended(bulk, 1000))), []string{"xmp: " + named, "extended-xmp: " + bulk}, nil},
	{"extension in disorder", file(join(reversed(extended(bulk, 100))), xmp(named)), []string{"extended-xmp: " + bulk, "xmp: " + named}, nil},
	{"extension in part", file(xmp(named), extended(bulk, 1000)[1]), []string{"xmp: " + named, "extended-xmp: nil"}, []string{"jpeg-incomplete"}},
	{"extension with a piece twice", file(xmp(named), extended(bulk, 1000)[0], join(extended(bulk, 1000))),
		[]string{"xmp: " + named, "extended-xmp: " + bulk}, []string{"jpeg-extension-duplicate"}},
	{"extension of two lengths", file(xmp(named), piece(guid(bulk), 4, 0, "ab"), piece(guid(bulk), 5, 2, "cd")),
		[]string{"xmp: " + named, "extended-xmp: nil"}, []string{"jpeg-incomplete"}},
	{"extension missing", file(xmp(named)), []string{"xmp: " + named}, []string{"jpeg-extension-missing"}},
	{"extension of another", file(xmp("<a/>"), join(extended(bulk, 5000))), []string{"xmp: <a/>"}, []string{"jpeg-extension-unlinked"}},
	{"extension changed", file(xmp(named), piece(guid(bulk), 4, 0, "<a/>")), []string{"xmp: " + named, "extended-xmp: <a/>"}, []string{"jpeg-extension-digest"}},
	{"Exif cut up", file(exif(plainTIFF), exif("more")), []string{"exif: " + plainTIFF + "more"}, nil},
	{"Exif twice", file(exif(plainTIFF), exif(plainTIFF)), []string{"exif: " + plainTIFF}, []string{"jpeg-exif-duplicate"}},
	{"IIM", file(photoshop(resource(0x03ED, "", "12345") + resource(0x0404, "name", iim1))), []string{"iim: " + iim1}, nil},
	{"IIM by old Photoshop", file(seg(0xED, "Adobe_Photoshop2.5:12345678", resource(0x0404, "", iim1))), []string{"iim: " + iim1}, nil},
	{"IIM cut up", file(photoshop("8BIM\x04\x04\x00\x00"+be32(len(iim1))+iim1[:3]), photoshop(iim1[3:])), []string{"iim: " + iim1}, nil},
	{"IIM behind damage", file(photoshop("8BIM\x04\x04\x00\x00\x7F\x00\x00\x00"), photoshop(resource(0x0404, "", iim1))),
		[]string{"iim: " + iim1}, []string{"jpeg-photoshop"}},
	{"IIM behind padding", file(photoshop(resource(1, "", "ab")+"\x00\x00\x00"), photoshop(resource(0x0404, "", iim1))), []string{"iim: " + iim1}, nil},
	{"IIM twice", file(photoshop(resource(0x0404, "", iim1) + resource(0x0404, "", iim2))),
		[]string{"iim: " + iim1, "iim: " + iim2}, []string{"jpeg-iim-duplicate"}},
	{"profile", file(icc(2, 2, "world"), icc(1, 2, "hello ")), []string{"icc: hello world"}, nil},
	{"profile in part", file(icc(1, 3, "a"), icc(2, 3, "b")), []string{"icc: nil"}, []string{"jpeg-incomplete"}},
	{"profile not counted", file(icc(0, 0, "a"), icc(0, 0, "b")), []string{"icc: ab"}, []string{"jpeg-icc"}},
	{"manifest store", file(join(boxes(store, 1000))), []string{"c2pa: " + store}, nil},
	{"manifest store cut up", file(join(boxes(store, 100))), []string{"c2pa: " + store}, nil},
	{"manifest store in part", file(boxes(store, 100)[0]), []string{"c2pa: nil"}, []string{"jpeg-incomplete"}},
	{"manifest store twice", file(boxes(store, 1000)[0], strings.Replace(boxes(store, 1000)[0], "JP\x02\x11", "JP\x02\x12", 1)),
		[]string{"c2pa: " + store}, []string{"jpeg-c2pa"}},
	{"manifest store the wrong way round", file(strings.NewReplacer("jumb", "bmuj", be32(len(store)), le32(len(store))).Replace(boxes(store, 1000)[0])),
		[]string{"c2pa: " + store}, []string{"jpeg-c2pa-byte-order"}},
	{"manifest store of 64-bit length", file(seg(0xEB, "JP\x02\x11", be32(1), be32(1), "jumb", be32(0), be32(len(store)+8), store[8:])),
		[]string{"c2pa: \x00\x00\x00\x01jumb" + be32(0) + be32(len(store)+8) + store[8:]}, nil},
	{"another box", file(join(boxes(jumbf(strings.Repeat("u", 16), "x"), 1000))), nil, nil},
	{"gain map", images(file(mpf(be, 2)), second), nil, nil},
	{"no scan", soi + xmp("<a/>"), []string{"xmp: <a/>"}, []string{"jpeg-no-scan"}},
	{"tables only", soi + xmp("<a/>") + seg(0xDB, "table") + "\xFF\xD9", []string{"xmp: <a/>"}, []string{"jpeg-no-scan"}},
	{"cut within a segment", soi + xmp("<a/>") + jfif[:9], []string{"xmp: <a/>"}, []string{"jpeg-truncated"}},
	{"cut within a length", soi + xmp("<a/>") + jfif[:3], []string{"xmp: <a/>"}, []string{"jpeg-truncated"}},
	{"cut within a marker", soi + xmp("<a/>") + "\xFF", []string{"xmp: <a/>"}, []string{"jpeg-truncated"}},
	{"length of one", soi + xmp("<a/>") + "\xFF\xE0\x00\x01" + picture, []string{"xmp: <a/>"}, []string{"jpeg-length"}},
	{"reserved marker", soi + seg(0x20, "") + xmp("<a/>") + picture, []string{"xmp: <a/>"}, []string{"jpeg-marker"}},
	{"started twice", soi + soi + xmp("<a/>") + picture, []string{"xmp: <a/>"}, []string{"jpeg-soi-twice"}},
	{"markers without length", soi + "\xFF\x01\xFF\xD0" + xmp("<a/>") + picture, []string{"xmp: <a/>"}, nil},
}

func reversed(s []string) []string { slices.Reverse(s); return s }

func TestScan(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			_, s := scan(t, l.file)
			var blocks, problems []string
			for _, b := range s.Blocks {
				data := string(b.Data)
				if b.Data == nil {
					data = "nil"
				}
				blocks = append(blocks, b.Kind.String()+": "+data)
			}
			for _, p := range s.Problems {
				problems = append(problems, p.Code)
			}
			if d := cmp.Diff(l.blocks, blocks); d != "" {
				t.Errorf("blocks: %s", d)
			}
			if d := cmp.Diff(l.problems, problems); d != "" {
				t.Errorf("problems: %s", d)
			}
		})
	}
}

// TestPayload checks what makes the picture: the tables, APP14 and all from the scan on.
func TestPayload(t *testing.T) {
	adobe := seg(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01")
	data := file(jfif, adobe, xmp("<a/>"), seg(0xFE, "comment"))
	_, s := scan(t, data)
	var got []string
	for _, r := range s.Payload {
		got = append(got, data[r.Offset:r.End()])
	}
	if d := cmp.Diff([]string{adobe, picture}, got); d != "" {
		t.Error(d)
	}
}

// TestReadsLittle checks how much of a file is read.
func TestReadsLittle(t *testing.T) {
	src, _ := scan(t, file(jfif, exif(plainTIFF+strings.Repeat("x", 8000)), xmp(packet("a")))+strings.Repeat("pixels", 1e6))
	if src.Read() > container.Window {
		t.Errorf("read %d bytes", src.Read())
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]bool{
		file(): true, "": false, soi: false, soi + "\xFF": true, "\xFF\x4F\xFF\x51": false, "\x89PNG": false,
	} {
		if got := jpeg.Format.Sniff([]byte(head)); got != want {
			t.Errorf("Sniff(%.4q) = %v", head, got)
		}
	}
	src := container.NewSource(strings.NewReader("GIF89a"), 6)
	if _, err := jpeg.Format.Scan(src); !errors.Is(err, container.ErrFormat) {
		t.Errorf("Scan of a GIF: %v", err)
	}
}

// TestReadErrors checks that what cannot be read is an error, wherever that is.
func TestReadErrors(t *testing.T) {
	data := file(exif(strings.Repeat("x", 60000)), xmp(named), join(extended(bulk, 100)), photoshop(resource(0x0404, "", iim1)), icc(1, 1, "a"))
	for good := 0; good < len(data)-len(picture); good += 500 {
		src := container.NewSource(failing{strings.NewReader(data), int64(good)}, int64(len(data)))
		if _, err := jpeg.Format.Scan(src); !errors.Is(err, errFail) {
			t.Errorf("with %d bytes: %v", good, err)
		}
	}
}

var errFail = errors.New("no more")

// failing fails beyond its first bytes.
type failing struct {
	r    *strings.Reader
	good int64
}

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > f.good {
		return 0, errFail
	}
	return f.r.ReadAt(p, at)
}
