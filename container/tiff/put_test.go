package tiff_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/tiff"
)

// plan gives the edits that put a packet in.
func plan(t *testing.T, file, packet string) []container.Edit {
	t.Helper()
	src, s := suite.Scan(t, file)
	edits, err := tiff.Format.PutXMP(src, s, []byte(packet))
	if err != nil {
		t.Fatal(err)
	}
	put(t, file, packet)
	return edits
}

// middle has a packet with other values behind it, and end has it last.
func middle(k kind, text string) string {
	return simple(k, xmpField(text), field{tag: 34675, typ: 7, value: icc})
}

func end(k kind, text string) string { return simple(k, xmpField(text)) }

// TestSameLength: a packet of the same length is one edit in place.
func TestSameLength(t *testing.T) {
	for _, k := range kinds {
		for _, file := range []string{middle(k, packet("old")), end(k, packet("old")), full(k)} {
			edits := plan(t, file, packet("new"))
			if len(edits) != 1 || edits[0].Remove != int64(len(packet("new"))) || string(edits[0].Insert) != packet("new") {
				t.Errorf("%v", edits)
			}
		}
	}
}

// TestRoom: a shorter one takes the place of the old one and clears what it leaves.
func TestRoom(t *testing.T) {
	for _, k := range kinds {
		file := middle(k, packet("very old"))
		edits := plan(t, file, packet("new"))
		if len(edits) != 2 || edits[1].Remove != int64(len(packet("very old"))) ||
			string(edits[1].Insert) != packet("new")+strings.Repeat("\x00", 5) {
			t.Errorf("%v", edits)
		}
		if out, _ := put(t, file, packet("new")); len(out) != len(file) {
			t.Errorf("%d bytes have become %d", len(file), len(out))
		}
	}
}

// TestEnd: the packet at the end of a file grows and shrinks there.
func TestEnd(t *testing.T) {
	for _, k := range kinds {
		file := end(k, packet("old"))
		for _, text := range []string{"o", "older", strings.Repeat("long ", 999), "new"} {
			out, _ := put(t, file, packet(text))
			if want := len(file) + len(packet(text)) - len(packet("old")); len(out) != want {
				t.Errorf("%q: %d bytes, want %d", text[:1], len(out), want)
			}
		}
		// What was put in once stands there.
		first, _ := put(t, simple(k), packet("first"))
		second, _ := put(t, first, packet("the second"))
		if len(second)-len(first) != 5 {
			t.Errorf("%d bytes have become %d", len(first), len(second))
		}
	}
}

// TestAppend: a longer one goes to the end, and nothing of the old one is left.
func TestAppend(t *testing.T) {
	for _, k := range kinds {
		file := middle(k, packet("old"))
		edits := plan(t, file, packet("longer"))
		out, _ := put(t, file, packet("longer"))
		if len(edits) != 3 || strings.Count(out, "W5M0MpCehiHzreSzNTczkc9d") != 1 || !strings.HasSuffix(out, packet("longer")) {
			t.Errorf("%v", edits)
		}
		// Where two pages share it, it stays for the other.
		if out, _ := put(t, shared(k), packet("new")); !strings.Contains(out, packet("both")) {
			t.Error("the packet of another page is gone")
		}
	}
}

// TestInsert: IFD0 goes to the end with an entry more, in the order of tags.
func TestInsert(t *testing.T) {
	for _, k := range kinds {
		file := simple(k, field{tag: 600, typ: 3, value: k.short(1)}, field{tag: 34675, typ: 7, value: icc})
		if edits := plan(t, file, packet("new")); len(edits) != 2 {
			t.Errorf("%v", edits)
		}
		out, _ := put(t, file, packet("new"))
		now, old := open(out), open(file)
		after, _ := now.entries(now.start())
		before, _ := old.entries(old.start())
		if len(after) != len(before)+1 || after[len(after)-2].tag != 700 || now.start()%2 != 0 || now.start() < len(file) {
			t.Errorf("%v, IFD0 at %d of %d", after, now.start(), len(file))
		}
		if k.big && (now.start()%8 != 0 || after[len(after)-2].from%8 != 0) {
			t.Error("not aligned")
		}
	}
}

// TestGhost: a GeoTIFF says no more that its IFDs come first, if they do not.
func TestGhost(t *testing.T) {
	for _, k := range kinds {
		out, _ := put(t, cog(k), packet("new"))
		if !strings.Contains(out, "KNOWN_INCOMPATIBLE_EDITION=YES\n") {
			t.Errorf("%.300q", out)
		}
	}
}

// TestOverlap: what belongs to two parts of a file is not overwritten.
func TestOverlap(t *testing.T) {
	for _, k := range kinds {
		// The packet among the pixels.
		b := newBuilder(k)
		both := data(packet("old"))
		b.parts = append(b.parts, both)
		fields := []field{{tag: 273, refs: []*part{both}}, {tag: 279, refs: []*part{both}, lengths: true}, {tag: 700, typ: 1, share: both}}
		file := b.file(b.add(dir{fields: fields}), "")
		if out, refused := put(t, file, packet("new")); refused != "" || !strings.Contains(out, packet("old")) {
			t.Errorf("%q: %q", refused, out)
		}
		// IFD0 among the pixels.
		b = newBuilder(k)
		all := &part{size: 200, at: 0}
		ifd := b.add(dir{fields: []field{{tag: 273, refs: []*part{all}}, {tag: 279, refs: []*part{all}, lengths: true}, xmpField(packet("old"))},
			extra: []*part{data("and more")}})
		if _, refused := put(t, b.file(ifd, ""), packet("new")); refused != "tiff-overlap" && refused != "" {
			t.Errorf("refused: %q", refused)
		}
		if _, refused := put(t, b.file(ifd, ""), packet("longer")); refused != "tiff-overlap" {
			t.Errorf("refused: %q", refused)
		}
	}
}

func TestOtherScan(t *testing.T) {
	src := container.NewSource(strings.NewReader(""), 0)
	if _, err := tiff.Format.Scan(src); err != container.ErrFormat {
		t.Errorf("%v", err)
	}
	other := &container.Scan{}
	if _, err := tiff.Format.PutXMP(src, other, []byte("<x>")); err == nil {
		t.Error("the scan of another format was taken")
	}
	if _, err := tiff.OtherPackets(src, other); err == nil {
		t.Error("the scan of another format was taken")
	}
	if _, _, err := tiff.TextsOf(other); err == nil {
		t.Error("the scan of another format was taken")
	}
	if _, err := tiff.PutText(src, other, tiff.Artist, "x"); err == nil {
		t.Error("the scan of another format was taken")
	}
}
