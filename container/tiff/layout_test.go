package tiff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
)

// layout is a file and what is in it: blocks as "kind place: data", codes of problems.
type layout struct {
	name     string
	file     string
	blocks   []string
	problems []string
}

func full(k kind) string {
	b := newBuilder(k)
	second := b.add(dir{fields: []field{{tag: 256, typ: 3, value: b.short(1)}, {tag: 52545, typ: 7, value: store}}})
	gps := b.add(dir{fields: []field{{tag: 1, typ: 2, value: "N\x00"}}})
	exif := b.add(dir{fields: []field{{tag: 37500, typ: 7, value: "a maker's note"}}})
	preview := data("\xFF\xD8 preview")
	tiles := []*part{data("tile 1"), data("tile 2")}
	b.parts = append(b.parts, append(tiles, preview)...)
	sub := b.add(dir{fields: []field{{tag: 324, refs: tiles}, {tag: 325, refs: tiles, lengths: true}}})
	sub2 := b.add(dir{fields: []field{{tag: 513, refs: []*part{preview}}, {tag: 514, refs: []*part{preview}, lengths: true}}})
	fields := append(b.base(), []field{
		{tag: 315, typ: 2, value: "the artist\x00"}, {tag: 330, refs: []*part{sub, sub2}}, xmpField(packet("old")),
		{tag: 33432, typ: 2, value: "photographer\x00editor\x00"}, {tag: 33723, typ: 7, value: iim},
		{tag: 34377, typ: 1, value: resource(1005, "abc") + resource(0x0404, iim+"!")},
		{tag: 34665, refs: []*part{exif}}, {tag: 34675, typ: 7, value: icc}, {tag: 34853, refs: []*part{gps}},
	}...)
	return b.file(b.add(dir{fields: fields, next: second}), "")
}

// pages has packets where they are not the file's.
func pages(k kind, own ...field) string {
	b := newBuilder(k)
	mask := b.add(dir{fields: append(b.strips("mask"), xmpField("<mask/>  "))})
	second := b.add(dir{fields: append(b.base(), xmpField("<second/>"))})
	fields := append(append(b.base(), field{tag: 330, refs: []*part{mask}}), own...)
	return b.file(b.add(dir{fields: fields, next: second}), "")
}

// shared has two pages with one packet.
func shared(k kind) string {
	b := newBuilder(k)
	both := data(packet("both"))
	b.parts = append(b.parts, both)
	second := b.add(dir{fields: append(b.base(), field{tag: 700, typ: 1, share: both})})
	return b.file(b.add(dir{fields: append(b.base(), field{tag: 700, typ: 1, share: both}), next: second}), "")
}

const ghost = "GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\nLAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\n" +
	"BLOCK_LEADER=SIZE_AS_UINT4\nBLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n "

func cog(k kind) string {
	b := newBuilder(k)
	return b.file(b.add(dir{fields: b.base()}), ghost)
}

// swapped are bytes turned round four by four.
func swapped(s string) string {
	b := []byte(s + strings.Repeat("\x00", -len(s)&3))
	for i := 0; i < len(b); i += 4 {
		slices.Reverse(b[i : i+4])
	}
	return string(b)
}

var layouts = func() (all []layout) {
	for i, k := range kinds {
		add := func(name, file string, blocks []string, problems ...string) {
			all = append(all, layout{fmt.Sprintf("%s %d", name, i), file, blocks, problems})
		}
		own := "xmp IFD0: " + packet("old")
		add("nothing", simple(k), nil)
		add("everything", full(k), []string{"c2pa IFD1: " + store, own, "iim IFD0: " + iim,
			"iim IFD0, Photoshop resource: " + iim + "!", "icc IFD0: " + icc})
		add("packet", simple(k, xmpField(packet("old"))), []string{own})
		add("undefined", simple(k, field{tag: 700, typ: 7, value: packet("old")}), []string{own})
		add("ascii", simple(k, field{tag: 700, typ: 2, value: packet("old") + "\x00"}), []string{own + "\x00"}, "tiff-xmp-type")
		add("of no type", simple(k, field{tag: 700, raw: k.short(99) + k.word(5) + k.word(8)}), nil, "tiff-type")
		add("empty", simple(k, field{tag: 700, typ: 1}), nil)
		add("tiny", simple(k, xmpField("<x>")), []string{"xmp IFD0: <x>"})
		add("zeros", simple(k, xmpField(strings.Repeat("\x00", 90))), []string{"xmp IFD0: " + strings.Repeat("\x00", 90)}, "tiff-xmp-unreadable")
		add("two", simple(k, xmpField(packet("old")), xmpField(packet("new"))), []string{own}, "tiff-xmp-duplicate")
		add("two, one not XML", simple(k, xmpField("no packet at all"), xmpField(packet("old"))), []string{own}, "tiff-xmp-duplicate", "tiff-xmp-unreadable")
		add("shared", shared(k), []string{"xmp IFD0: " + packet("both")})
		add("pages", pages(k, xmpField(packet("old"))), []string{own}, "tiff-xmp-place", "tiff-xmp-place")
		add("pages without", pages(k), []string{"xmp IFD1: <second/>"}, "tiff-xmp-place", "tiff-xmp-place")
		add("resource", simple(k, field{tag: 34377, typ: 7, value: resource(0x0424, packet("old")) + "\x00\x00"}),
			[]string{"xmp IFD0, Photoshop resource: " + packet("old")}, "tiff-xmp-place")
		add("no resource", simple(k, field{tag: 34377, typ: 7, value: resource(0x0404, iim) + "8BIM and no more"}),
			[]string{"iim IFD0, Photoshop resource: " + iim}, "tiff-photoshop")
		add("long IIM", simple(k, field{tag: 33723, typ: 4, value: iim + "\x00\x00\x00"}), []string{"iim IFD0: " + iim + "\x00\x00\x00"})
		add("swapped IIM", simple(k, field{tag: 33723, typ: 4, value: swapped(iim)}), []string{"iim IFD0: " + iim + "\x00\x00\x00"}, "tiff-iim-swapped")
		add("two stores", simple(k, field{tag: 52545, typ: 7, value: store}, field{tag: 52545, typ: 7, value: "another!!"}),
			[]string{"c2pa IFD0: " + store, "c2pa IFD0: another!!"}, "tiff-c2pa-duplicate")
		add("unsorted", simple(k, xmpField(packet("old")), field{tag: 315, typ: 2, value: "artist\x00"}), []string{own}, "tiff-unsorted")
		add("cloud optimised", cog(k), nil)
	}
	return all
}()

func TestLayouts(t *testing.T) {
	for _, l := range layouts {
		t.Run(l.name, func(t *testing.T) {
			_, s := suite.Scan(t, l.file)
			var blocks, problems []string
			for _, b := range s.Blocks {
				blocks = append(blocks, fmt.Sprintf("%s %s: %s", b.Kind, b.Place, b.Data))
			}
			for _, p := range s.Problems {
				problems = append(problems, p.Code)
			}
			if diff := cmp.Diff(l.blocks, blocks); diff != "" {
				t.Errorf("blocks: %s", diff)
			}
			if diff := cmp.Diff(l.problems, problems); diff != "" {
				t.Errorf("problems: %s", diff)
			}
			for _, p := range []string{packet("old"), packet("new"), packet("short"), packet(strings.Repeat("long ", 99)), "<x>", "<x></x>"} {
				if _, refused := put(t, l.file, p); refused != "" {
					t.Errorf("refused: %s", refused)
				}
			}
		})
	}
}

// TestSpare lists packets of IFD0 that do not count: writing takes them out.
func TestSpare(t *testing.T) {
	for _, k := range kinds {
		for _, tt := range []struct{ file, counts, spare string }{
			{simple(k, xmpField(packet("old"))), packet("old"), ""},
			{simple(k, xmpField(packet("old")), xmpField(packet("new"))), packet("old"), packet("new")},
			{simple(k, xmpField("no packet at all"), xmpField(packet("old"))), packet("old"), "no packet at all"},
			{pages(k), "<second/>", ""},
		} {
			_, s := suite.Scan(t, tt.file)
			spare := ""
			for _, b := range s.Spare {
				spare += string(b.Data)
			}
			if b := s.Find(container.XMP); b == nil || string(b.Data) != tt.counts || spare != tt.spare {
				t.Errorf("%+v, spare %q, want %q", b, spare, tt.spare)
			}
		}
		_, s := suite.Scan(t, simple(k, slices.Repeat([]field{xmpField(packet("old"))}, tiff.MaxBlocks+2)...))
		if n := len(s.Spare); n != tiff.MaxBlocks || s.Spare[n-1].Data != nil {
			t.Errorf("%d packets to spare", n)
		}
	}
}

// TestPayload: what makes the picture is all pixels of all IFDs, each byte once.
func TestPayload(t *testing.T) {
	for _, k := range kinds {
		file := full(k)
		_, s := suite.Scan(t, file)
		got := ""
		for _, r := range s.Payload {
			got += file[r.Offset:r.End()] + "|"
		}
		if want := "tile 1tile 2\xFF\xD8 preview|" + pixels + "|"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOtherPackets(t *testing.T) {
	for _, k := range kinds {
		src, s := suite.Scan(t, pages(k, xmpField(packet("old"))))
		others, err := tiff.OtherPackets(src, s)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range others {
			got = append(got, b.Place+string(b.Data))
		}
		if diff := cmp.Diff([]string{"SubIFD<mask/>  ", "IFD1<second/>"}, got); diff != "" {
			t.Error(diff)
		}
		out, _ := put(t, pages(k), packet("new"))
		src, s = suite.Scan(t, out)
		if others, err := tiff.OtherPackets(src, s); err != nil || len(others) != 2 {
			t.Errorf("after writing: %v, %v", others, err)
		}
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]bool{
		"II*\x00\x08\x00\x00\x00": true, "MM\x00*\x00\x00\x00\x08": true, "MM\x00+\x00\x08\x00\x00": true,
		"IIRO\x08\x00\x00\x00": true, "IIU\x00\x08\x00\x00\x00": true, "MMOR\x00\x00\x00\x08": true,
		"II\xBC\x01\x08\x00\x00\x00": false, "II*\x00": false, "": false, "IM*\x00\x08\x00\x00\x00": false, "IIRC\x08\x00\x00\x00": false,
	} {
		if got := tiff.Format.Sniff([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
