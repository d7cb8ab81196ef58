package bmff_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/bmff"
)

// head is the beginning of a file.
var head = atom("ftyp", "avif", be(0, 4), "avif")

// bomb is a packet of many zero bytes, compressed.
func bomb(n int) thing {
	return thing{id: 2, kind: "mime", content: xmpType + "\x00deflate\x00", pieces: []string{deflate(strings.Repeat("\x00", n))}, about: []int{1}}
}

// samePlaces is a file with so many items of metadata at one and the same place.
func samePlaces(n, size int) string {
	f := simple()
	for k := range n {
		f.things = append(f.things, thing{id: 2 + k, kind: "Exif"})
	}
	f.length = 4
	body := be(0x44, 1) + be(0, 1) + be(n, 2)
	for k := range n {
		body += be(2+k, 2) + be(0, 2) + be(1, 2) + be(len(head)+8, 4) + be(size, 4)
	}
	return head + atom("mdat", strings.Repeat("\x00", 4)+strings.Repeat("x", size-4)) + full("meta", 0, 0, f.infos(f.things), full("iloc", 0, 0, body))
}

// nest puts boxes into one another.
func nest(n int) string {
	in := ""
	for range n {
		in = atom("mdia", in)
	}
	return atom("moov", in)
}

// TestLimits has a hostile file for every limit.
func TestLimits(t *testing.T) {
	extents := be(0x04, 1) + be(0, 1) + be(5, 2)
	for id := 1; id <= 5; id++ {
		extents += be(id, 2) + be(0, 2) + be(0xFFFF, 2) + strings.Repeat(be(1, 4), 0xFFFF)
	}
	table := full("iinf", 1, 0, be(1, 4), strings.Repeat("x", bmff.MaxTable))
	for name, c := range map[string]struct{ file, code string }{
		"boxes":        {head + strings.Repeat(atom("free"), bmff.MaxBoxes), "bmff-too-many-boxes"},
		"inner boxes":  {head + full("meta", 0, 0, strings.Repeat(atom("abcd"), bmff.MaxBoxes)), "bmff-too-many-boxes"},
		"depth":        {head + nest(bmff.MaxDepth+1), "bmff-too-deep"},
		"table":        {head + full("meta", 0, 0, table), "bmff-too-large"},
		"tables":       {head + atom("moov", strings.Repeat(full("meta", 0, 0, full("iloc", 0, 0, strings.Repeat("\x00", bmff.MaxTable-9))), 5)), "bmff-too-large"},
		"items":        {head + full("meta", 0, 0, full("iinf", 1, 0, be(bmff.MaxItems+1, 4), manyInfos())), "bmff-too-many-items"},
		"places":       {head + full("meta", 0, 0, full("iloc", 2, 0, be(0, 2), be(bmff.MaxItems+1, 4), manyPlaces())), "bmff-too-many-items"},
		"extents":      {head + full("meta", 0, 0, full("iloc", 0, 0, extents)), "bmff-too-many-extents"},
		"no extents":   {head + full("meta", 0, 0, full("iloc", 0, 0, be(0, 2), be(5, 2), strings.Repeat(be(1, 2)+be(0, 2)+be(0xFFFF, 2), 5))), "bmff-too-many-extents"},
		"references":   {head + full("meta", 0, 0, full("iref", 0, 0, strings.Repeat(atom("cdsc", be(1, 2), be(0xFFFF, 2), strings.Repeat("\x00\x01", 0xFFFF)), 5))), "bmff-too-many-references"},
		"groups":       {head + full("meta", 0, 0, atom("grpl", full("altr", 0, 0, be(1, 4), be(bmff.MaxReferences+1, 4), strings.Repeat("\x00", 4*bmff.MaxReferences+4)))), "bmff-too-many-references"},
		"tracks":       {head + atom("moov", strings.Repeat(atom("trak", full("stco", 0, 0, be(0, 4))), bmff.MaxTracks+1)), "bmff-too-many-tracks"},
		"chunks":       {head + atom("moov", atom("trak", full("stco", 0, 0, be(bmff.MaxExtents+1, 4), strings.Repeat("\x00", 4*bmff.MaxExtents+4)))), "bmff-too-many-extents"},
		"blocks":       {head + full("meta", 0, 0, atom("iprp", atom("ipco", strings.Repeat(atom("colr", "prof", "x"), bmff.MaxBlocks+1)))), "bmff-too-many-blocks"},
		"metadata":     {samePlaces(6, 12<<20), "bmff-too-much"},
		"large":        {samePlaces(1, container.MaxBlock+1), "bmff-too-large"},
		"large packet": {head + atom("uuid", uuidXMP, strings.Repeat("x", container.MaxBlock+1)), "bmff-too-large"},
		"inflated":     {simple(bomb(container.MaxBlock + 1)).build(), "bmff-too-large"},
	} {
		_, s := suite.Scan(t, c.file)
		if !slices.ContainsFunc(s.Problems, func(p container.Problem) bool { return p.Code == c.code }) {
			t.Errorf("%s: no %s in %v", name, c.code, s.Problems)
		}
		if len(s.Problems) > bmff.MaxProblems {
			t.Errorf("%s: %d problems", name, len(s.Problems))
		}
	}
}

func manyInfos() string {
	var b strings.Builder
	for id := range bmff.MaxItems + 1 {
		b.WriteString(full("infe", 3, 0, be(id, 4), be(0, 2), "av01", "\x00"))
	}
	return b.String()
}

func manyPlaces() string {
	var b strings.Builder
	for id := range bmff.MaxItems + 1 {
		b.WriteString(be(id, 4) + be(0, 2) + be(0, 2) + be(0, 2))
	}
	return b.String()
}

// TestProblems has more problems than are listed.
func TestProblems(t *testing.T) {
	_, s := suite.Scan(t, head+strings.Repeat(atom("sidx"), 2*bmff.MaxProblems))
	if len(s.Problems) != bmff.MaxProblems {
		t.Errorf("%d problems", len(s.Problems))
	}
}

// TestRefusals has packets and files that are not written.
func TestRefusals(t *testing.T) {
	var many, pieces []thing
	for id := range bmff.MaxPackets + 1 {
		many = append(many, xmp(2+id, ours, 1))
	}
	p := xmp(2, "", 1)
	p.pieces = strings.Split(ours[:3*bmff.MaxPieces], "")
	pieces = append(pieces, p)
	var taken strings.Builder
	for id := 1; id <= 65535; id++ {
		taken.WriteString(be(id, 4))
	}
	top := simple(thing{id: 65535, kind: "av01"})
	for name, c := range map[string]struct{ file, packet, code string }{
		"empty":   {simple().build(), "", "bmff-packet"},
		"long":    {simple().build(), strings.Repeat("x", bmff.MaxPacket+1), "bmff-packet-too-large"},
		"packets": {simple(many...).build(), ours, "bmff-shared"},
		"pieces":  {simple(pieces...).build(), ours, "bmff-too-many-extents"},
		"longest": {simple().build(), strings.Repeat("x", bmff.MaxPacket), ""},
		"no identifier": {with(simple(), func(f *file) {
			f.inMeta = atom("grpl", full("altr", 0, 0, be(1, 4), be(65535, 4), taken.String()))
		}), ours, "bmff-offset-room"},
		"one identifier":          {top.build(), ours, ""},
		"wide":                    {with(simple(thing{id: 70000, kind: "av01"}), func(f *file) { f.iloc, f.wideRefs = 2, true }), ours, ""},
		"wide without references": {with(simple(thing{id: 70000, kind: "av01"}), func(f *file) { f.iloc, f.noRefs = 2, true }), ours, ""},
		"wide picture":            {with(simple(exif(70001, 70000)), func(f *file) { f.iloc, f.noRefs, f.primary, f.things[0].id = 2, true, 70000, 70000 }), ours, ""},
	} {
		if _, code := suite.Put(t, c.file, c.packet); code != c.code {
			t.Errorf("%s: %q", name, code)
		}
	}
}

// sparse is a file with a hole of zero bytes.
type sparse struct {
	before, after string
	hole          int64
}

func (s sparse) size() int64 { return int64(len(s.before)+len(s.after)) + s.hole }

func (s sparse) ReadAt(b []byte, at int64) (int, error) {
	for k := range b {
		switch pos := at + int64(k); {
		case pos < int64(len(s.before)):
			b[k] = s.before[pos]
		case pos < int64(len(s.before))+s.hole:
			b[k] = 0
		case pos < s.size():
			b[k] = s.after[pos-int64(len(s.before))-s.hole]
		default:
			return k, io.EOF
		}
	}
	return len(b), nil
}

// TestHuge has files of more than 4 GiB: offsets of 32 bits do not reach the end.
func TestHuge(t *testing.T) {
	for _, c := range []struct {
		offset, base int
		code         string
	}{{4, 0, "bmff-offset-room"}, {4, 8, ""}, {8, 0, ""}, {0, 8, ""}, {0, 4, "bmff-offset-room"}} {
		f := simple()
		f.offset, f.base, f.mdat = c.offset, c.base, "wide"
		data := f.build()
		const hole = 5 << 30
		at := strings.Index(data, "mdat") + 4
		data = data[:at] + be(16+len("pixels of the picture")+hole, 8) + data[at+8:]
		s := sparse{data, "", hole}
		src := container.NewSource(s, s.size())
		scan, err := format.Scan(src)
		if err != nil || src.Read() > 2*container.Window {
			t.Fatalf("%d bytes read, %v", src.Read(), err)
		}
		edits, err := format.PutXMP(src, scan, []byte(ours))
		if got := fmt.Sprint(err); !strings.HasPrefix(got, c.code) || c.code == "" && (err != nil || len(edits) == 0) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
