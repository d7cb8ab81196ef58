package svg_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

// scan reads a file from memory.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	s, err := format.Format.Scan(src)
	if err != nil {
		t.Fatalf("Scan: %v", err)
	}
	checkScan(t, data, s)
	return src, s
}

// checkScan is what must be so of every file.
func checkScan(t testing.TB, data string, s *container.Scan) {
	t.Helper()
	inside := func(r container.Range) bool {
		return r.Offset >= 0 && r.Length >= 0 && r.End() <= int64(len(data))
	}
	last := int64(0)
	for _, b := range s.Blocks {
		if len(b.Stored) != 1 || b.Stored[0].Length < 0 || !inside(b.Stored[0]) || b.Stored[0].Offset < last || b.Place == "" {
			t.Fatalf("block %v %q is stored at %v", b.Kind, b.Place, b.Stored)
		}
		last = b.Stored[0].Offset
		if b.Data != nil && !b.Packed && string(b.Data) != data[last:b.Stored[0].End()] {
			t.Fatalf("block of %v is not what is stored", b.Kind)
		}
	}
	at := int64(0)
	for _, r := range s.Payload {
		if !inside(r) || r.Offset < at || r.Length == 0 {
			t.Fatalf("payload %v leaves the file or is out of order", r)
		}
		at = r.End()
	}
	for _, p := range s.Problems {
		if !known(p.Code) || p.Hint == "" || p.Offset < 0 || p.Offset > int64(len(data)) {
			t.Fatalf("problem %+v", p)
		}
	}
}

func known(code string) bool {
	return slices.ContainsFunc(format.Format.Codes, func(c container.Code) bool { return c.Code == code })
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	src, before := scan(t, data)
	edits, err := format.Format.PutXMP(src, before, []byte(packet))
	var r *container.Refusal
	if errors.As(err, &r) {
		if !known(r.Code) || r.Hint == "" {
			t.Fatalf("refusal %+v", r)
		}
		return "", r.Code
	}
	if err != nil {
		t.Fatalf("PutXMP: %v", err)
	}
	out = apply(t, data, edits)
	again, after := scan(t, out)
	if packets := xmps(after); len(packets) != 1 || packets[0] != packet {
		t.Fatalf("the packet does not read back: %q", packets)
	}
	if digest(t, data, before) != digest(t, out, after) {
		t.Fatal("the payload has changed")
	}
	checkEdits(t, before, edits)
	if edits, err := format.Format.PutXMP(again, after, []byte(packet)); err != nil || len(edits) > 0 {
		t.Fatalf("putting it again: %v, %v", edits, err)
	}
	return out, ""
}

func xmps(s *container.Scan) (all []string) {
	for _, b := range s.Blocks {
		if b.Kind == container.XMP {
			all = append(all, string(b.Data))
		}
	}
	return all
}

func apply(t testing.TB, data string, edits []container.Edit) string {
	t.Helper()
	for _, e := range edits {
		if data[e.Offset:e.Offset+e.Remove] == string(e.Insert) {
			t.Fatalf("the edit at %d changes nothing", e.Offset)
		}
	}
	var out bytes.Buffer
	if err := container.Apply(&out, strings.NewReader(data), int64(len(data)), edits); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func digest(t testing.TB, data string, s *container.Scan) string {
	t.Helper()
	sum, err := container.Digest(strings.NewReader(data), s.Payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(sum[:])
}

// checkEdits checks that what is taken away is a packet, or the end of an empty
// metadata element.
func checkEdits(t testing.TB, s *container.Scan, edits []container.Edit) {
	t.Helper()
	for _, e := range edits {
		packet := slices.ContainsFunc(s.Blocks, func(b container.Block) bool {
			return b.Kind == container.XMP && b.Stored[0] == container.Range{Offset: e.Offset, Length: e.Remove}
		})
		if !packet && (e.Remove != 0 && e.Remove != 2 || len(edits) != 1) {
			t.Fatalf("edit at %d of %d bytes", e.Offset, e.Remove)
		}
	}
}
