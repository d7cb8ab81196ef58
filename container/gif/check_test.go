package gif_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/gif"
)

// scan reads a file from memory.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	s, err := gif.Format.Scan(src)
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
		if len(b.Stored) == 0 || b.Stored[0].Offset < last || b.Place == "" || b.Packed {
			t.Fatalf("block %v %q is stored at %v", b.Kind, b.Place, b.Stored)
		}
		last = b.Stored[0].Offset
		var joined strings.Builder
		for _, r := range b.Stored {
			if !inside(r) {
				t.Fatalf("block of %v leaves the file: %v", b.Kind, r)
			}
			joined.WriteString(data[r.Offset:r.End()])
		}
		if b.Data != nil && string(b.Data) != joined.String() {
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
	return slices.ContainsFunc(gif.Format.Codes, func(c container.Code) bool { return c.Code == code })
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	src, before := scan(t, data)
	edits, err := gif.Format.PutXMP(src, before, []byte(packet))
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
	if old, now := others(data), others(out); !slices.Equal(old, now) {
		t.Fatalf("blocks changed: %.300q\nnow %.300q", old, now)
	}
	if len(xmps(before)) == 1 && kept(data) != kept(out) {
		t.Fatal("the packet was moved")
	}
	if edits, err := gif.Format.PutXMP(again, after, []byte(packet)); err != nil || len(edits) > 0 {
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

// pieces takes a file apart into blocks; the first is the header without its version,
// the last what follows the trailer.
func pieces(data string) (all []string) {
	at := 13
	if data[10]&0x80 != 0 {
		at += 3 << (data[10]&7 + 1)
	}
	all = append(all, data[6:at])
	for at < len(data) {
		from := at
		switch data[at] {
		case 0x21:
			at = after(data, at+2)
		case 0x2C:
			at += 10
			if flags := data[at-1]; flags&0x80 != 0 {
				at += 3 << (flags&7 + 1)
			}
			at = after(data, at+1)
		case 0:
			at++
		default:
			return append(all, data[at:])
		}
		all = append(all, data[from:at])
	}
	return all
}

// after is where sub-blocks end.
func after(data string, at int) int {
	for data[at] != 0 {
		at += 1 + int(data[at])
	}
	return at + 1
}

func isXMP(block string) bool { return strings.HasPrefix(block, "\x21\xFF\x0B"+xmpName) }

// others are the blocks that must come through byte for byte and in order.
func others(data string) []string { return slices.DeleteFunc(pieces(data), isXMP) }

// kept counts the blocks before the first of XMP.
func kept(data string) int { return slices.IndexFunc(pieces(data), isXMP) }
