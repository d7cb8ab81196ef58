package bmff

import (
	"math"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// addressed reports whether any data has an address at or behind an offset.
func (l *layout) addressed(at int64) bool { return l.firstAddress(at) < math.MaxInt64 }

// firstAddress gives the first address at or behind an offset.
func (l *layout) firstAddress(at int64) int64 {
	first := int64(math.MaxInt64)
	for _, m := range l.metas() {
		for _, i := range m.items {
			if i.place == nil || i.place.method != inFile {
				continue
			}
			for _, r := range i.place.ranges {
				if r.Offset >= at {
					first = min(first, r.Offset)
				}
			}
		}
	}
	for _, c := range l.chunks {
		for _, o := range c.offsets {
			if o >= at {
				first = min(first, o)
			}
		}
	}
	return first
}

// shift writes where everything is now: the text, the items, and the chunks.
func (p *plan) shift() error {
	for _, f := range p.fresh {
		entry, err := f.of.entry(f.id, p.textOffset(), len(p.text))
		if err != nil {
			return err
		}
		p.edits[f.edit].Insert = entry
	}
	sorted := slices.Clone(p.edits)
	sortEdits(sorted)
	move := mover(sorted)
	for _, m := range p.metas() {
		for _, i := range m.items {
			if i.place == nil || i.place.method != inFile || p.gone[i] || slices.Contains(p.moved, i.place) {
				continue
			}
			if err := p.readdress(i.place, move); err != nil {
				return err
			}
		}
	}
	return p.rechunk(move)
}

// mover gives the function that says where an offset goes; false where it is within
// what changes its size.
func mover(edits []container.Edit) func(int64) (int64, bool) {
	ends := make([]int64, 0, len(edits)) // of what is removed
	by := make([]int64, 1, len(edits)+1)
	for _, e := range edits {
		ends = append(ends, e.Offset+e.Remove)
		by = append(by, by[len(by)-1]+int64(len(e.Insert))-e.Remove)
	}
	return func(at int64) (int64, bool) {
		k, _ := slices.BinarySearch(ends, at+1) // the first that ends behind
		inside := k < len(edits) && edits[k].Offset < at && edits[k].Remove != int64(len(edits[k].Insert))
		return at + by[k], !inside
	}
}

// readdress writes the new offsets of an item: the base if its pieces move together and
// that is what places them, else the offset of every piece.
func (p *plan) readdress(x *place, move func(int64) (int64, bool)) error {
	s, together, by := x.of.sizes, true, int64(0)
	news := make([]uint64, len(x.extents))
	for k, e := range x.extents {
		was := int64(x.base + e.offset)
		now, ok := move(was)
		if !ok {
			return refusal("bmff-overlap", "Item %d begins within what changes.", x.id)
		}
		if k > 0 && now-was != by {
			together = false
		}
		by = now - was
		news[k] = uint64(now)
	}
	if together && by == 0 {
		return nil
	}
	if base := int64(x.base) + by; together && s.base > 0 && base >= 0 && (x.base > 0 || s.offset == 0) {
		if b, ok := number(uint64(base), s.base); ok {
			p.edit(x.baseAt(), int64(s.base), b)
			return nil
		}
	}
	for k, now := range news {
		b, ok := number(now-x.base, s.offset)
		if !ok || now < x.base || s.offset == 0 {
			return refusal("bmff-offset-room", "The new offset of item %d does not fit into iloc.", x.id)
		}
		p.edit(x.offsetAt(k), int64(s.offset), b)
	}
	return nil
}

// rechunk writes the new offsets of the chunks of tracks.
func (p *plan) rechunk(move func(int64) (int64, bool)) error {
	for _, t := range p.chunks {
		all := make([]byte, 0, t.width*len(t.offsets))
		moved := false
		for _, was := range t.offsets {
			now, ok := move(was)
			if !ok {
				return refusal("bmff-overlap", "A chunk begins within what changes.")
			}
			b, ok := number(uint64(now), t.width)
			if !ok {
				return refusal("bmff-offset-room", "The new offset of a chunk does not fit.")
			}
			all = append(all, b...)
			moved = moved || now != was
		}
		if moved {
			p.edit(t.at, int64(len(all)), all)
		}
	}
	return nil
}
