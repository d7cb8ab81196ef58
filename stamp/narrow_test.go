package stamp

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/proviso-signals/proviso/container"
)

// TestNarrow: what is written of a region makes of the old bytes the new ones, and what is
// kept of it the old ones again; and nothing is written that stays as it is.
func TestNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.IntN(2))
		}
		return b
	}
	for range 3000 {
		const at = 7
		was := random(r.IntN(4 * apart))
		is := append(bytes.Clone(was[:r.IntN(len(was)+1)]), random(r.IntN(3)*r.IntN(apart))...)
		if r.IntN(2) == 0 {
			is = bytes.Clone(was)
		}
		for range r.IntN(4) {
			if len(is) > 0 {
				is[r.IntN(len(is))]++
			}
		}
		w := inPlaceWrite{regions: []region{{Offset: at, Old: was, new: is}}}
		w.narrow()
		file := append(make([]byte, at), was...)
		written := append(make([]byte, at), is...)
		for len(file) < len(written) {
			file = append(file, 9)
		}
		e := entry{Before: &state{Size: int64(at + len(was))}}
		end := int64(0)
		for _, g := range w.regions {
			if g.Offset < end || len(g.new)+len(g.Old) == 0 || len(g.new) > 0 && len(g.Old) > 0 && g.new[0] == g.Old[0] {
				t.Fatalf("region at %d behind %d: %v for %v", g.Offset, end, g.new, g.Old)
			}
			copy(file[g.Offset:], g.new)
			g.Length, g.Now, end = int64(len(g.new)), sum(g.new), g.end()
			e.Regions = append(e.Regions, g)
		}
		if !bytes.Equal(file[:len(written)], written) {
			t.Fatalf("%v became %v, not %v", was, file, written)
		}
		view, err := restore(bytes.NewReader(written), int64(len(written)), e.back(), false)
		if err != nil {
			t.Fatal(err)
		}
		if old := make([]byte, at+len(was)); view.Size() != int64(len(old)) {
			t.Fatalf("%d bytes come back of %d", view.Size(), len(old))
		} else if _, err := view.ReadAt(old, 0); err != nil || !bytes.Equal(old[at:], was) {
			t.Fatalf("%v comes back as %v: %v", was, old[at:], err)
		}
	}
}

// TestBackOfBefore: journals of before had the edits and the regions, without lengths.
func TestBackOfBefore(t *testing.T) {
	e := entry{Back: []backEdit{{Offset: 3, Remove: 2}}, Regions: []region{{Offset: 1, Old: []byte("old")}}}
	if edits := e.back(); len(edits) != 1 || edits[0].Offset != 3 {
		t.Errorf("%+v", edits)
	}
}

// TestAsPlanned notices whatever is found otherwise than planned.
func TestAsPlanned(t *testing.T) {
	make := func() *container.Scan {
		stored := []container.Range{{Offset: 1, Length: 2}}
		return &container.Scan{Format: "jpeg", Blocks: []container.Block{{Kind: container.XMP, Stored: stored, Data: []byte("ab"), Place: "p"}},
			Spare: []container.Block{{Kind: container.XMP}}, Payload: []container.Range{{Offset: 3, Length: 4}}, Problems: []container.Problem{{Code: "c"}}}
	}
	p := &plan{after: make()}
	if err := p.asPlanned(make()); err != nil {
		t.Error(err)
	}
	for i, change := range []func(*container.Scan){
		func(s *container.Scan) { s.Format = "png" }, func(s *container.Scan) { s.Blocks = nil }, func(s *container.Scan) { s.Spare = nil },
		func(s *container.Scan) { s.Payload[0].Length++ }, func(s *container.Scan) { s.Problems[0].Code = "d" },
		func(s *container.Scan) { s.Blocks[0].Data[1] = 'c' }, func(s *container.Scan) { s.Blocks[0].Data = nil },
		func(s *container.Scan) { s.Blocks[0].Stored[0].Offset++ }, func(s *container.Scan) { s.Blocks[0].Aside = true },
		func(s *container.Scan) { s.Blocks[0].Packed = true }, func(s *container.Scan) { s.Blocks[0].Kind = container.Exif },
		func(s *container.Scan) { s.Spare[0].Data = []byte{} },
	} {
		after := make()
		change(after)
		if p.asPlanned(after) == nil {
			t.Errorf("change %d goes through", i)
		}
	}
}
