package bmff

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// verify scans the file that the plan makes, and refuses if anything is not where it
// belongs.
func (p *plan) verify() error {
	if len(p.edits) == 0 {
		return nil
	}
	now := newPlanned(p.src, p.edits)
	scan, err := scan(container.NewSource(now, now.size))
	if err != nil {
		return err
	}
	after := scan.Note.(*layout)
	for _, check := range []struct {
		what string
		ok   func(*layout) bool
	}{
		{"give the packet", p.samePacket}, {"keep the payload", p.samePayload},
		{"keep the other blocks", p.sameBlocks}, {"keep the other items", p.sameItems},
	} {
		if !check.ok(after) {
			return refusal("bmff-plan", "The plan would not %s.", check.what)
		}
	}
	for code, n := range after.code {
		if n > p.code[code] {
			return refusal("bmff-plan", "The plan would make a new problem: %s.", code)
		}
	}
	return nil
}

func (p *plan) samePacket(after *layout) bool {
	return after.damage == nil && len(after.packets) == 1 && after.packets[0].item != nil && bytes.Equal(after.packets[0].data, p.text)
}

func (p *plan) samePayload(after *layout) bool {
	move := mover(p.edits)
	var all []container.Range
	for _, r := range p.payload {
		at, ok := move(r.Offset)
		last, lastOK := move(r.End() - 1)
		if !ok || !lastOK || last-at != r.Length-1 || p.touches(r) {
			return false
		}
		all = append(all, container.Range{Offset: at, Length: r.Length})
	}
	return slices.Equal(all, after.payload)
}

// touches reports whether an edit is within a range.
func (p *plan) touches(r container.Range) bool {
	k, _ := slices.BinarySearchFunc(p.edits, r.Offset+1, func(e container.Edit, at int64) int {
		return cmp.Compare(e.Offset+e.Remove, at)
	})
	return k < len(p.edits) && p.edits[k].Offset < r.End()
}

// sameBlocks compares all that is not the picture's own XMP.
func (p *plan) sameBlocks(after *layout) bool {
	rest := func(l *layout) (all []block) {
		for _, b := range l.blocks {
			if b.Kind != container.XMP || b.other {
				all = append(all, b)
			}
		}
		return all
	}
	return slices.EqualFunc(rest(p.layout), rest(after), func(a, b block) bool {
		return a.Kind == b.Kind && a.Place == b.Place && bytes.Equal(a.Data, b.Data)
	})
}

// sameItems compares all items but those that went and those that got the text.
func (p *plan) sameItems(after *layout) bool {
	if len(after.tracks) != len(p.tracks) || len(after.chunks) != len(p.chunks) || after.main == nil {
		return false
	}
	move := mover(p.edits)
	same := func(a, b *meta) bool {
		left := 0
		for _, i := range a.items {
			if p.gone[i] {
				continue
			}
			left++
			j := b.byID[i.id]
			if j == nil || i.kind != j.kind || i.content != j.content || !slices.Equal(i.about, j.about) {
				return false
			}
			if i == p.item || slices.Contains(p.twins, i) {
				continue
			}
			if slices.ContainsFunc(i.ranges(), p.touches) || !samePlace(i.place, j.place, move) {
				return false
			}
		}
		if p.item == nil && !a.track {
			left++
		}
		return a.primary == b.primary && left == len(b.items)
	}
	for k := range p.tracks {
		if !same(p.tracks[k], after.tracks[k]) {
			return false
		}
	}
	for k, t := range p.chunks {
		for n, at := range t.offsets {
			if to, ok := move(at); !ok || n >= len(after.chunks[k].offsets) || after.chunks[k].offsets[n] != to {
				return false
			}
		}
	}
	return same(p.main, after.main)
}

// samePlace compares where an item stood and stands.
func samePlace(a, b *place, move func(int64) (int64, bool)) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.method == b.method && slices.EqualFunc(a.extents, b.extents, func(x, y extent) bool {
		was, now := a.base+x.offset, b.base+y.offset
		if a.method == inFile {
			to, ok := move(int64(was))
			return ok && uint64(to) == now && x.length == y.length
		}
		return was == now && x == y
	})
}
