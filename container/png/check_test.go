package png_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/png"
)

// scan reads a file from memory.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	src := container.NewSource(strings.NewReader(data), int64(len(data)))
	s, err := png.Format.Scan(src)
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
		if len(b.Stored) != 1 || !inside(b.Stored[0]) || b.Stored[0].Offset < last || b.Place == "" {
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
	return slices.ContainsFunc(png.Format.Codes, func(c container.Code) bool { return c.Code == code })
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	src, before := scan(t, data)
	edits, err := png.Format.PutXMP(src, before, []byte(packet))
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
		t.Fatalf("chunks changed: %.200q\nnow %.200q", old, now)
	}
	if len(xmps(before)) == 1 && kept(data) != kept(out) {
		t.Fatal("the packet was moved")
	}
	if edits, err := png.Format.PutXMP(again, after, []byte(packet)); err != nil || len(edits) > 0 {
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

// chunks takes a file apart; the last piece is what follows IEND.
func chunks(data string) (all []string) {
	for at := len(signature); ; {
		end := at + 12 + int(binary.BigEndian.Uint32([]byte(data[at:])))
		all = append(all, data[at:end])
		if data[at+4:at+8] == "IEND" {
			return append(all, data[end:])
		}
		at = end
	}
}

// isXMP reports whether a chunk may be replaced.
func isXMP(c string) bool {
	if len(c) < 12 || !slices.Contains([]string{"tEXt", "zTXt", "iTXt"}, c[4:8]) {
		return false
	}
	return strings.HasPrefix(c[8:], keyword+"\x00") || strings.HasPrefix(c[8:], "Raw profile type xmp\x00") ||
		strings.HasPrefix(c[8:], "Raw profile type APP1\x00")
}

// others are the chunks that must come through byte for byte and in order, with what
// follows the last.
func others(data string) (all []string) {
	for _, c := range chunks(data) {
		if !isXMP(c) {
			all = append(all, c)
		}
	}
	return all
}

// kept counts the chunks of pixels before the first of XMP.
func kept(data string) (n int) {
	for _, c := range chunks(data) {
		if isXMP(c) {
			return n
		}
		if len(c) >= 12 && (c[4:8] == "IDAT" || c[4:8] == "fdAT") {
			n++
		}
	}
	return n
}
