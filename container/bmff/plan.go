package bmff

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// plan is a plan while it is made.
type plan struct {
	*layout
	src    *container.Source
	text   []byte
	edits  []container.Edit
	grown  []growth
	item   *item   // that has or gets the text; nil for a new one
	id     uint32  // of a new one
	twins  []*item // items of tracks that are at the same place
	adds   bool    // the text goes into an mdat box of its own
	fresh  []fresh // entries of iloc that wait for its place
	moved  []*place
	gone   map[*item]bool
	counts []*counted

	textEdit int   // the edit that adds the text
	textHead int64 // what stands in it before the text
}

// counted is by how much the number of entries of a list changes.
type counted struct {
	list
	by int
}

// growth is by how much a box grows.
type growth struct {
	box
	by     int64
	closed bool // it must get a size, and had none
}

// fresh is an entry of iloc that is the text of an edit.
type fresh struct {
	edit int
	of   *meta
	id   uint32
}

func (p *plan) edit(at, remove int64, insert []byte) {
	p.edits = append(p.edits, container.Edit{Offset: at, Remove: remove, Insert: insert})
}

// grow notes that a box grows or shrinks.
func (p *plan) grow(b box, by int64) {
	k := slices.IndexFunc(p.grown, func(g growth) bool { return g.at == b.at })
	if k < 0 {
		k = len(p.grown)
		p.grown = append(p.grown, growth{box: b})
	}
	p.grown[k].by += by
}

// sort puts edits into order: what is put at the end of one box goes before what is
// changed at the beginning of the next.
func sortEdits(edits []container.Edit) {
	slices.SortStableFunc(edits, func(a, b container.Edit) int {
		if c := cmp.Compare(a.Offset, b.Offset); c != 0 {
			return c
		}
		return order(a.Remove == 0, b.Remove == 0)
	})
}

// resize writes the new sizes of boxes and of lists.
func (p *plan) resize() error {
	for _, c := range p.counts {
		if c.by != 0 {
			n, _ := number(uint64(c.count+c.by), c.countSize)
			p.edit(c.countAt, int64(len(n)), n)
		}
	}
	for _, g := range p.grown {
		if g.by == 0 && !g.closed || g.open && !g.closed {
			continue
		}
		size := g.end - g.at + g.by
		switch {
		case g.wide:
			p.edit(g.at+8, 8, binary.BigEndian.AppendUint64(nil, uint64(size)))
		case size > math.MaxUint32:
			return refusal("bmff-offset-room", "The size of box %q does not fit any more.", g.name)
		default:
			p.edit(g.at, 4, binary.BigEndian.AppendUint32(nil, uint32(size)))
		}
	}
	return nil
}

// settle puts the edits into order, and leaves out those that change nothing.
func (p *plan) settle() error {
	sortEdits(p.edits)
	var all []container.Edit
	end := int64(0)
	for _, e := range p.edits {
		if e.Offset < end {
			return refusal("bmff-overlap", "What must be changed overlaps.")
		}
		end = e.Offset + e.Remove
		same, err := p.same(e)
		if err != nil {
			return err
		}
		if same {
			continue
		}
		if n := len(all); n > 0 && all[n-1].Offset+all[n-1].Remove == e.Offset {
			last := &all[n-1]
			last.Remove += e.Remove
			last.Insert = slices.Concat(last.Insert, e.Insert)
			continue
		}
		all = append(all, e)
	}
	p.edits = all
	return nil
}

// same reports whether an edit changes nothing.
func (p *plan) same(e container.Edit) (bool, error) {
	if e.Remove != int64(len(e.Insert)) || e.Remove > container.MaxBlock {
		return false, nil
	}
	b, err := p.src.Bytes(container.Range{Offset: e.Offset, Length: e.Remove})
	return err == nil && bytes.Equal(b, e.Insert), err
}

// number writes an unsigned number of n bytes; false where it does not fit.
func number(v uint64, n int) ([]byte, bool) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v)
	return b[8-n:], n == 8 || v>>(8*n) == 0
}
