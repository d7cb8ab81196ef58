package bmff_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
)

func deflate(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

func free(n int) string { return atom("free", strings.Repeat("\x00", n)) }

// with changes a description.
func with(f file, change func(*file)) string {
	change(&f)
	return f.build()
}

var (
	sequence = []trak{{chunks: []string{"frame one", "frame two"}}, {chunks: []string{"alpha one"}, wide: true}}
	ours     = packet("ours")
	theirs   = packet("of the gain map")
	mpvd     = atom("mpvd", atom("ftyp", "mp42")+atom("moov", "video"))
)

// layout is a file and what becomes of it: the places of blocks before, the problems,
// and the refusal.
type layout struct {
	name, file, places, problems, refused string
}

var layouts = []layout{
	{name: "plain", file: simple().build(), places: "icc colr property"},
	{name: "exif", file: simple(exif(2, 1)).build(), places: "icc colr property, exif Exif item"},
	{name: "xmp", file: simple(xmp(2, ours, 1)).build(), places: "icc colr property, xmp XMP item"},
	{name: "xmp first", file: with(simple(xmp(2, ours, 1)), func(f *file) { f.reverse = true }), places: "icc colr property, xmp XMP item"},
	{name: "gain map", file: with(simple(coded(2, "gain"), xmp(3, theirs, 2), xmp(4, ours, 1)), func(f *file) { f.split = 2 }),
		places: "icc colr property, xmp XMP item, xmp XMP item of item 2 (av01)"},
	{name: "gain map only", file: simple(coded(2, "gain"), xmp(3, theirs, 2)).build(), places: "icc colr property, xmp XMP item of item 2 (av01)"},
	{name: "tone-mapped", file: with(simple(coded(2, "gain"), thing{id: 3, kind: "tmap", pieces: []string{"curve"}}, exif(9, 1, 3)),
		func(f *file) { f.refs = []string{f.reference("dimg", 3, 1, 2)} }), places: "icc colr property, exif Exif item"},
	{name: "loose", file: with(simple(xmp(2, ours), xmp(3, theirs)), func(f *file) { f.primary = 0 }),
		places: "icc colr property, xmp XMP item, xmp XMP item of no item"},
	{name: "no primary", file: with(simple(exif(2)), func(f *file) { f.primary = 0 }), places: "icc colr property, exif Exif item", refused: "bmff-no-primary"},
	{name: "duplicate", file: simple(xmp(2, ours, 1), exif(3, 1), xmp(4, packet("older"), 1)).build(),
		places: "icc colr property, xmp XMP item, exif Exif item, xmp XMP item", problems: "bmff-xmp-duplicate"},
	{name: "duplicate of more", file: simple(xmp(2, ours, 1), coded(3, "x"), xmp(4, packet("older"), 1, 3)).build(),
		places: "icc colr property, xmp XMP item, xmp XMP item", problems: "bmff-xmp-duplicate", refused: "bmff-shared"},
	{name: "deflate", file: simple(thing{id: 2, kind: "mime", content: xmpType + "\x00deflate\x00", pieces: []string{deflate(ours)}, about: []int{1}}).build(),
		places: "icc colr property, xmp XMP item"},
	{name: "unknown encoding", file: simple(thing{id: 2, kind: "mime", content: xmpType + "\x00br\x00", pieces: []string{ours}, about: []int{1}}).build(),
		places: "icc colr property, xmp XMP item", problems: "bmff-encoding", refused: "bmff-encoding"},
	{name: "segment of JPEG", file: simple(xmp(2, "http://ns.adobe.com/xap/1.0/\x00"+ours, 1)).build(),
		places: "icc colr property, xmp XMP item", problems: "bmff-xmp-head"},
	{name: "no bytes", file: simple(thing{id: 2, kind: "mime", content: xmpType + "\x00", about: []int{1}}).build(),
		places: "icc colr property", problems: "bmff-empty"},
	{name: "pieces", file: simple(thing{id: 2, kind: "mime", content: xmpType + "\x00", pieces: []string{ours[:9], ours[9:]}, about: []int{1}}).build(),
		places: "icc colr property, xmp XMP item"},
	{name: "uuid", file: with(simple(), func(f *file) { f.tail = atom("uuid", uuidXMP, ours) }), places: "icc colr property, xmp XMP uuid box"},
	{name: "uuid and item", file: with(simple(xmp(2, ours, 1)), func(f *file) { f.head = atom("uuid", uuidXMP, packet("older")) }),
		places: "icc colr property, xmp XMP item, xmp XMP uuid box", problems: "bmff-xmp-duplicate"},
	{name: "idat", file: with(simple(thing{id: 2, kind: "mime", content: xmpType + "\x00", pieces: []string{ours}, method: 1, about: []int{1}}),
		func(f *file) { f.iloc = 1 }), places: "icc colr property, xmp XMP item"},
	{name: "all in idat", file: with(simple(), func(f *file) { f.iloc, f.things[0].method, f.metaOpen, f.metaLast = 1, 1, true, true }), places: "icc colr property"},
	{name: "cut from another", file: with(simple(coded(3, "some "+ours+" more"),
		thing{id: 2, kind: "mime", content: xmpType + "\x00", pieces: []string{ours}, method: 2, from: 3, skip: 5, about: []int{1}}), func(f *file) { f.iloc = 1 }),
		places: "icc colr property, xmp XMP item", refused: "bmff-overlap"},
	{name: "free in meta", file: with(simple(), func(f *file) { f.inMeta = free(100) }), places: "icc colr property"},
	{name: "free behind meta", file: with(simple(), func(f *file) { f.afterMeta = atom("abcd", "x") + free(100) }), places: "icc colr property"},
	{name: "motion photo", file: with(simple(), func(f *file) { f.tail = mpvd + atom("sefd", "trailer") }), places: "icc colr property"},
	{name: "trailer", file: with(simple(), func(f *file) { f.tail = "\x00\x00\x00\x01SEFH\x00SEFT" }), places: "icc colr property", problems: "bmff-trailing"},
	{name: "second file", file: with(simple(), func(f *file) { f.tail = simple(xmp(2, theirs, 1)).build() }), places: "icc colr property", problems: "bmff-trailing"},
	{name: "open mdat", file: with(simple(), func(f *file) { f.mdat = "open" }), places: "icc colr property"},
	{name: "open mdat with trailer", file: with(simple(), func(f *file) { f.mdat, f.tail = "open", "SEFT" }), places: "icc colr property", refused: "bmff-trailer"},
	{name: "sequence", file: with(simple(xmp(2, ours, 1), exif(3, 1)), func(f *file) { f.tracks, f.reverse = sequence, true }),
		places: "icc colr property, exif Exif item, xmp XMP item"},
	{name: "sequence twins", file: with(simple(exif(3, 1), xmp(2, ours, 1)), func(f *file) {
		f.tracks = append([]trak{{chunks: []string{"a frame"}, twin: true}}, sequence...)
	}), places: "icc colr property, exif Exif item, xmp XMP item"},
	{name: "c2pa", file: with(simple(), func(f *file) { f.head = atom("uuid", uuidC2PA, be(0, 4), "manifest\x00", be(0, 8), "store") }),
		places: "c2pa C2PA uuid box (manifest), icc colr property"},
	{name: "c2pa offset", file: with(simple(), func(f *file) { f.head = atom("uuid", uuidC2PA, be(0, 4), "manifest\x00", be(9, 8), "store") }),
		places: "c2pa C2PA uuid box (manifest), icc colr property", problems: "bmff-c2pa-offset", refused: "bmff-c2pa-offset"},
	{name: "base", file: with(simple(exif(3, 1)), func(f *file) { f.offset, f.base, f.things[1].base = 0, 4, 100 }), places: "icc colr property, exif Exif item"},
	{name: "no lengths", file: with(simple(), func(f *file) { f.length = 0 }), places: "icc colr property", problems: "bmff-extent", refused: "bmff-extent"},
	{name: "fragments", file: with(simple(), func(f *file) { f.tail = atom("moof") }), places: "icc colr property", problems: "bmff-fragmented", refused: "bmff-fragmented"},
	{name: "encrypted track", file: with(simple(), func(f *file) {
		f.tail = atom("moov", atom("trak", atom("mdia", atom("minf", atom("stbl", full("stsd", 0, 0, be(1, 4), atom("encv", "x")))))))
	}), places: "icc colr property", problems: "bmff-encrypted, bmff-samples", refused: "bmff-encrypted"},
	{name: "protected", file: with(simple(), func(f *file) { f.inMeta = atom("ipro", "x") }), places: "icc colr property", problems: "bmff-encrypted", refused: "bmff-encrypted"},
	{name: "two metas", file: with(simple(), func(f *file) { f.tail = full("meta", 0, 0) }), places: "icc colr property", problems: "bmff-twice", refused: "bmff-twice"},
	{name: "mini", file: atom("ftyp", "mif3", be(0, 4), "avif") + atom("mini", "x"), problems: "bmff-mini", refused: "bmff-mini"},
	{name: "no meta", file: atom("ftyp", "avif", be(0, 4), "avif") + atom("mdat", "x"), refused: "bmff-no-items"},
	{name: "meta of version 1", file: atom("ftyp", "avif", be(0, 4), "avif") + full("meta", 1, 0), problems: "bmff-meta", refused: "bmff-meta"},
	{name: "no iinf", file: with(simple(), func(f *file) { f.noIinf = true }), places: "icc colr property", refused: "bmff-no-primary"},
	{name: "truncated", file: simple().build()[:len(simple().build())-9], places: "icc colr property", problems: "bmff-truncated, bmff-extent", refused: "bmff-truncated"},
	{name: "short uuid", file: with(simple(), func(f *file) { f.tail = atom("uuid", "x") }), places: "icc colr property", problems: "bmff-uuid"},
	{name: "cr3", file: atom("ftyp", "crx ", be(1, 4), "crx isom") + atom("moov", atom("uuid", uuidCanon, atom("CMT1", tiff), atom("CMT3", tiff))) + atom("uuid", uuidXMP, ours),
		places: "exif CMT1 box, exif CMT3 box, xmp XMP uuid box", refused: "bmff-raw"},
}

func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			src := container.NewSource(strings.NewReader(l.file), int64(len(l.file)))
			scan, err := format.Scan(src)
			if err != nil {
				t.Fatal(err)
			}
			var places, problems []string
			for _, b := range scan.Blocks {
				places = append(places, fmt.Sprint(b.Kind, " ", b.Place))
			}
			for _, p := range scan.Problems {
				problems = append(problems, p.Code)
			}
			if got := strings.Join(places, ", "); got != l.places {
				t.Errorf("blocks: %s", got)
			}
			if got := strings.Join(problems, ", "); got != l.problems {
				t.Errorf("problems: %s", got)
			}
			if b := scan.Find(container.XMP); b != nil && !strings.Contains(b.Place, " of ") && b.Data != nil && string(b.Data) != ours {
				t.Errorf("Find gives %q", b.Data)
			}
			for _, text := range []string{packet("short"), packet("sour"), packet(strings.Repeat("long", 99)), packet("")} {
				out, refused := suite.Put(t, l.file, text)
				if refused != l.refused {
					t.Fatalf("refused: %q", refused)
				}
				if refused == "" {
					suite.Put(t, out, packet("again, and somewhat longer"))
				}
			}
		})
	}
}

// TestInPlace has plans that must be one edit of the same length.
func TestInPlace(t *testing.T) {
	for _, l := range layouts {
		if l.refused != "" || !strings.HasSuffix(l.places, "XMP item") || l.problems != "" || l.name == "deflate" || l.name == "pieces" {
			continue
		}
		src, scan := suite.Scan(t, l.file)
		edits, err := suite.Format.PutXMP(src, scan, []byte(packet("OURS")))
		if err != nil || len(edits) != 1 || edits[0].Remove != int64(len(edits[0].Insert)) {
			t.Errorf("%s: %d edits, %v", l.name, len(edits), err)
		}
	}
}

// TestNothingMoves has plans that must leave all offsets as they are.
func TestNothingMoves(t *testing.T) {
	for _, l := range layouts {
		if !strings.HasPrefix(l.name, "free") {
			continue
		}
		at := strings.Index(l.file, "pixels of the picture")
		out, _ := suite.Put(t, l.file, packet("x"))
		if now := strings.Index(out, "pixels of the picture"); now != at {
			t.Errorf("%s: pixels went from %d to %d", l.name, at, now)
		}
	}
}

func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		if strings.Contains(l.places, " of ") || l.name == "second file" {
			continue // with dc:source of its own
		}
		if out, code := suite.Put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = containertest.Pair{Before: l.file, After: out}
		}
	}
	suite.ExifTool(t, pairs)
}
