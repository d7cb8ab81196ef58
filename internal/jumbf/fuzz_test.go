package jumbf_test

import (
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// FuzzParse: of any data, boxes follow one another and stay within what they are in,
// faults stand in the data, and where nothing is wrong the boxes are all there is.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		super("c2pa", "c2pa", super("c2ma", "m", super("c2as", "c2pa.assertions", super("cbor", "a", box("cbor", "\xA0"))))),
		box("jumb", box("jumd", typed("cbor"), "\x1Fa\x00", be32(7), strings.Repeat("h", 32), box("c2sh", "salt")), large("cbor", "\xA0")),
		be32(0) + "cbor", box("free") + "\x00\x00", be32(7) + "cbor", be32(100) + "jumb" + box("jumd"),
		super("c2pa", "c2pa", super("c2cm", "m", box("brob", string(packed("abc"))))),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		boxes, whole, faults := jumbf.Parse(data)
		for _, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(data) {
				t.Fatalf("%x: the faults are %v", data, faults)
			}
		}
		checkBoxes(t, data, boxes, 0, len(data), whole)
	})
}

func checkBoxes(t *testing.T, data []byte, boxes []*jumbf.Box, at, end int, whole bool) {
	for i, b := range boxes {
		// A description may stand before the first box of a superbox.
		if b.Offset < at || i > 0 && b.Offset != at || b.Body < b.Offset+8 || b.End < b.Body || b.End > end {
			t.Fatalf("%x: a box at %d-%d-%d behind %d in one to %d", data, b.Offset, b.Body, b.End, at, end)
		}
		if len(b.Content(data)) != b.End-b.Body {
			t.Fatalf("%x: the content at %d has %d bytes", data, b.Body, len(b.Content(data)))
		}
		checkBoxes(t, data, b.Boxes, b.Body, b.End, !b.Cut)
		at = b.End
	}
	if whole && len(boxes) > 0 && end-at >= 8 {
		t.Fatalf("%x: %d bytes are left over at %d", data, end-at, at)
	}
}

// FuzzUnpack: nothing is unpacked beyond the limit.
func FuzzUnpack(f *testing.F) {
	f.Add(packed("abc"))
	f.Add(packed(strings.Repeat("abc", 10_000)))
	f.Fuzz(func(t *testing.T, content []byte) {
		const limit = 1 << 12
		if got, err := jumbf.Unpack(content, limit); len(got) > limit || err != nil && got != nil {
			t.Fatalf("%x: %d bytes, %v", content, len(got), err)
		}
	})
}
