package jpeg_test

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// planners gives how blocks of a kind are put.
var planners = map[container.Kind]func(*container.Source, *container.Scan, []byte) ([]container.Edit, error){
	container.XMP:  jpeg.Format.PutXMP,
	container.Exif: jpeg.PutExif,
	container.IIM:  jpeg.PutIIM,
}

// suite is what must hold when blocks of a kind are put.
func suite(kind container.Kind) containertest.Suite {
	return containertest.Suite{
		Format: jpeg.Format, Kind: kind, Plan: planners[kind],
		Rest: func(data string) []string { return rest(kind, data) },
		Changed: func(t testing.TB, before, after string) {
			checkImages(t, before, after)
			checkOthers(t, kind, before, after)
		},
	}
}

// scan reads a file and checks what must be so of every file.
func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	return suite(container.XMP).Scan(t, data)
}

// put puts a packet into a file and checks everything that must hold of the result. It
// gives the result, or the code of the refusal.
func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	return suite(container.XMP).Put(t, data, packet)
}

// found is a segment as the tests see it.
type found struct {
	marker  byte
	at, end int
}

// segments lists the segments of a header.
func segments(data string) (all []found) {
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
		end := at + 2 + int(binary.BigEndian.Uint16([]byte(data[at+2:])))
		if end > len(data) {
			return all
		}
		all = append(all, found{m, at, end})
		at = end
	}
	return all
}

// checkImages checks that what MPF led to before it leads to now.
func checkImages(t testing.TB, before, after string) {
	t.Helper()
	old, now := furtherImages(before), furtherImages(after)
	if len(old) != len(now) {
		t.Fatalf("%d images by MPF, not %d", len(now), len(old))
	}
	for i, at := range old {
		if now[i] > len(after) || before[at:] != after[now[i]:] {
			t.Fatalf("image %d by MPF was at %d, and is not at %d", i, at, now[i])
		}
	}
}

// furtherImages gives the offsets in the file of images that MPF leads to.
func furtherImages(data string) (all []int) {
	for _, g := range segments(data) {
		b := []byte(data[g.at+4 : g.end])
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
				if target+2 <= len(data) && data[target:target+2] == soi {
					all = append(all, target)
				}
			}
			break
		}
	}
	return all
}

// checkOthers checks that blocks of other kinds read as before.
func checkOthers(t testing.TB, kind container.Kind, before, after string) {
	t.Helper()
	others := func(data string) (all []string) {
		_, s := scan(t, data)
		for _, b := range s.Blocks {
			if b.Kind != kind && (kind != container.XMP || b.Kind != container.ExtendedXMP) {
				all = append(all, b.Kind.String()+string(b.Data))
			}
		}
		return all
	}
	sorted := func(s []string) []string { slices.Sort(s); return s }
	if d := cmp.Diff(sorted(others(before)), sorted(others(after))); d != "" {
		t.Fatalf("other blocks: %s", d)
	}
}
