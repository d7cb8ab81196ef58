package bmff

import (
	"encoding/binary"
	"slices"
)

const (
	maxShort   = 1<<16 - 1
	maxTargets = 16 // how many items a packet is made to describe
)

// create adds an item.
func (p *plan) create() error {
	m := p.main
	if of := m.byID[m.primary]; m.primary == 0 || of == nil || !of.info.there() {
		return refusal("bmff-no-primary", "The file does not say which item is the picture.")
	}
	if !m.iinf.there() || !m.iloc.there() {
		return refusal("bmff-no-items", "The meta box has no iinf or iloc.")
	}
	id, err := p.newID()
	if err != nil {
		return err
	}
	p.id = id
	wide := m.wide || !m.iref.there() && max(id, m.primary) > maxShort
	if err := p.count(m.infos, 1); err != nil {
		return err
	}
	p.put(m, m.iinf, m.infos.end, infe(id))
	about := m.targets()
	if m.iref.there() {
		p.put(m, m.iref, m.iref.end, cdsc(wide, id, about))
	} else {
		version := byte(0)
		if wide {
			version = 1
		}
		p.put(m, box{}, m.iinf.end, boxed("iref", append([]byte{version, 0, 0, 0}, cdsc(wide, id, about)...)))
	}
	p.adds = true
	return p.newPlace(m, id)
}

// put inserts bytes into a box within meta, or before the next one.
func (p *plan) put(m *meta, in box, at int64, b []byte) {
	p.edit(at, 0, b)
	if in.there() {
		p.grow(in, int64(len(b)))
	}
	p.grow(m.box, int64(len(b)))
}

// newPlace adds an entry to iloc.
func (p *plan) newPlace(m *meta, id uint32) error {
	if !m.iloc.there() {
		return refusal("bmff-no-items", "The meta box has no iloc.")
	}
	entry, err := m.entry(id, 0, len(p.text))
	if err != nil {
		return err
	}
	if err := p.count(m.places, 1); err != nil {
		return err
	}
	p.fresh = append(p.fresh, fresh{len(p.edits), m, id})
	p.put(m, m.iloc, m.places.end, entry)
	return nil
}

// count changes how many entries a list has. A change that was made before is changed.
func (p *plan) count(l list, by int) error {
	if k := slices.IndexFunc(p.counts, func(c *counted) bool { return c.countAt == l.countAt }); k >= 0 {
		p.counts[k].by += by
	} else {
		p.counts = append(p.counts, &counted{l, by})
	}
	if by > 0 && l.countSize == 2 && l.count+by > maxShort {
		return refusal("bmff-offset-room", "There are as many items as can be counted.")
	}
	return nil
}

// newID gives an identifier that nothing has: above those of all items, if that is
// possible.
func (p *plan) newID() (uint32, error) {
	m := p.main
	used := map[uint32]bool{m.primary: true}
	for id := range m.groups {
		used[id] = true
	}
	top := uint64(m.primary)
	for _, i := range m.items {
		used[i.id] = true
		top = max(top, uint64(i.id))
	}
	for _, r := range m.refs {
		for _, id := range append(r.to, r.from) {
			used[id] = true
			top = max(top, uint64(id))
		}
	}
	limit := uint64(1<<32 - 1)
	if m.places.version < 2 || m.iref.there() && !m.wide {
		limit = maxShort
	}
	for id := top + 1; id <= limit; id++ {
		if !used[uint32(id)] {
			return uint32(id), nil
		}
	}
	for id := uint64(1); id <= min(limit, top); id++ {
		if !used[uint32(id)] {
			return uint32(id), nil
		}
	}
	return 0, refusal("bmff-offset-room", "There is no identifier left for another item.")
}

// targets is what a new packet describes: what Exif does if that is about the picture;
// else the picture alone.
func (m *meta) targets() []uint32 {
	for _, i := range m.items {
		if i.kind == "Exif" && i.describes(m.primary) && len(i.about) <= maxTargets {
			var ids []uint32
			for _, id := range i.about {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			return ids
		}
	}
	return []uint32{m.primary}
}

// infe is the description of a packet. Flag 1 is for hidden items, as ExifTool and Apple
// write it for metadata.
func infe(id uint32) []byte {
	version, width := byte(2), 2
	if id > maxShort {
		version, width = 3, 4
	}
	b, _ := number(uint64(id), width)
	b = slices.Concat([]byte{version, 0, 0, 1}, b, []byte("\x00\x00mime\x00application/rdf+xml\x00"))
	return boxed("infe", b)
}

// cdsc says what an item describes.
func cdsc(wide bool, from uint32, to []uint32) []byte {
	width := 2
	if wide {
		width = 4
	}
	b, _ := number(uint64(from), width)
	b = binary.BigEndian.AppendUint16(slices.Clone(b), uint16(len(to)))
	for _, id := range to {
		n, _ := number(uint64(id), width)
		b = append(b, n...)
	}
	return boxed("cdsc", b)
}

// boxed puts bytes into a box.
func boxed(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 8+len(body)), uint32(8+len(body)))
	b = append(b, name...)
	return append(b, body...)
}
