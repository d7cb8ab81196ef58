package jpeg_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// scan reads a file from memory.
func scan(t testing.TB, data []byte) (*container.Source, *container.Scan) {
	t.Helper()
	src := container.NewSource(bytes.NewReader(data), int64(len(data)))
	s, err := jpeg.Format.Scan(src)
	if err != nil {
		t.Fatalf("Scan: %v", err)
	}
	checkScan(t, data, s)
	return src, s
}

// checkScan is what must be so of every file.
func checkScan(t testing.TB, data []byte, s *container.Scan) {
	t.Helper()
	inside := func(r container.Range) bool {
		return r.Offset >= 0 && r.Length >= 0 && r.End() <= int64(len(data))
	}
	last := int64(0)
	for _, b := range s.Blocks {
		if len(b.Stored) == 0 || b.Stored[0].Offset < last {
			t.Fatalf("block of %v is not in order: %v", b.Kind, b.Stored)
		}
		last = b.Stored[0].Offset
		var joined []byte
		for _, r := range b.Stored {
			if !inside(r) {
				t.Fatalf("block of %v leaves the file: %v", b.Kind, r)
			}
			joined = append(joined, data[r.Offset:r.End()]...)
		}
		if b.Data != nil && b.Kind != container.C2PA && !bytes.Equal(b.Data, joined) {
			t.Fatalf("block of %v is not what is stored", b.Kind)
		}
	}
	at := int64(0)
	for _, r := range s.Payload {
		if !inside(r) || r.Offset < at {
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
	return slices.ContainsFunc(jpeg.Format.Codes, func(c container.Code) bool { return c.Code == code })
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data []byte, packet string) (out []byte, refused string) {
	t.Helper()
	src, before := scan(t, data)
	edits, err := jpeg.Format.PutXMP(src, before, []byte(packet))
	var r *container.Refusal
	if errors.As(err, &r) {
		if !known(r.Code) || r.Hint == "" {
			t.Fatalf("refusal %+v", r)
		}
		return nil, r.Code
	}
	if err != nil {
		t.Fatalf("PutXMP: %v", err)
	}
	checkEdits(t, data, edits)
	out = apply(t, data, edits)
	again, after := scan(t, out)
	if packets := xmps(after); len(packets) != 1 || string(packets[0]) != packet {
		t.Fatalf("the packet does not read back: %q", packets)
	}
	if digest(t, data, before) != digest(t, out, after) {
		t.Fatal("the payload has changed")
	}
	checkImages(t, data, out)
	if edits, err := jpeg.Format.PutXMP(again, after, []byte(packet)); err != nil || len(edits) > 0 {
		t.Fatalf("putting it again: %v, %v", edits, err)
	}
	return out, ""
}

func xmps(s *container.Scan) (all [][]byte) {
	for _, b := range s.Blocks {
		if b.Kind == container.XMP {
			all = append(all, b.Data)
		}
	}
	return all
}

func apply(t testing.TB, data []byte, edits []container.Edit) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := container.Apply(&out, bytes.NewReader(data), int64(len(data)), edits); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func digest(t testing.TB, data []byte, s *container.Scan) string {
	t.Helper()
	sum, err := container.Digest(bytes.NewReader(data), s.Payload)
	if err != nil {
		t.Fatal(err)
	}
	return string(sum[:])
}

// checkEdits checks that what is taken away is XMP, or an offset of MPF, and that each
// edit changes something.
func checkEdits(t testing.TB, data []byte, edits []container.Edit) {
	t.Helper()
	held := segments(data)
	for _, e := range edits {
		gone := data[e.Offset : e.Offset+e.Remove]
		if bytes.Equal(gone, e.Insert) {
			t.Fatalf("edit at %d changes nothing", e.Offset)
		}
		if len(gone) == 0 {
			continue
		}
		i := slices.IndexFunc(held, func(g found) bool { return int(e.Offset) >= g.at && int(e.Offset+e.Remove) <= g.end })
		if i < 0 {
			t.Fatalf("edit at %d of %d bytes is not within a segment", e.Offset, e.Remove)
		}
		body := string(data[held[i].at+4 : held[i].end])
		isXMP := held[i].marker == 0xE1 && !strings.HasPrefix(body, "Exif\x00")
		isMPF := held[i].marker == 0xE2 && strings.HasPrefix(body, "MPF\x00") && e.Remove == 4 && len(e.Insert) == 4
		isResource := held[i].marker == 0xED && (e.Offset == int64(held[i].at+2) && e.Remove == 2 && len(e.Insert) == 2 ||
			strings.HasPrefix(string(gone), "8BIM\x04\x24") && len(e.Insert) == 0)
		if !isXMP && !isMPF && !isResource {
			t.Fatalf("edit at %d in a segment %X", e.Offset, held[i].marker)
		}
	}
}

// found is a segment as the tests see it.
type found struct {
	marker  byte
	at, end int
}

// segments lists the segments of a header.
func segments(data []byte) (all []found) {
	for at := 2; at+4 <= len(data); {
		for at+4 <= len(data) && data[at] == 0xFF && data[at+1] == 0xFF {
			at++
		}
		if at+4 > len(data) {
			return all
		}
		m := data[at+1]
		switch {
		case data[at] != 0xFF:
			at++
			continue
		case m == 0:
			at += 2
			continue
		case m == 0xDA || m == 0xD9:
			return all
		case m == 1 || m >= 0xD0 && m <= 0xD8:
			at += 2
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) {
			return all
		}
		all = append(all, found{m, at, end})
		at = end
	}
	return all
}

// checkImages checks that what MPF led to before it leads to now.
func checkImages(t testing.TB, before, after []byte) {
	t.Helper()
	old, now := furtherImages(before), furtherImages(after)
	if len(old) != len(now) {
		t.Fatalf("%d images by MPF, not %d", len(now), len(old))
	}
	for i, at := range old {
		if now[i] > len(after) || !bytes.Equal(before[at:], after[now[i]:]) {
			t.Fatalf("image %d by MPF was at %d, and is not at %d", i, at, now[i])
		}
	}
}

// furtherImages gives the offsets in the file of images that MPF leads to.
func furtherImages(data []byte) (all []int) {
	for _, g := range segments(data) {
		b := data[g.at+4 : g.end]
		if g.marker != 0xE2 || len(b) < 12+50 || string(b[:4]) != "MPF\x00" {
			continue
		}
		b = b[4:]
		var order binary.ByteOrder = binary.BigEndian
		if b[0] == 'I' {
			order = binary.LittleEndian
		}
		for at := int(order.Uint32(b[4:])) + 2; at+12 <= len(b); at += 12 {
			if order.Uint16(b[at:]) != 0xB002 {
				continue
			}
			n, from := int(order.Uint32(b[at+4:]))/16, int(order.Uint32(b[at+8:]))
			for i := 1; i < n && from+16*i+12 <= len(b); i++ {
				target := g.at + 8 + int(order.Uint32(b[from+16*i+8:]))
				if target+2 <= len(data) && string(data[target:target+2]) == soi {
					all = append(all, target)
				}
			}
			break
		}
	}
	return all
}
