package bmff

import (
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// drop takes a packet away: a uuid box becomes free, an item leaves the tables, and the
// bytes become zero.
func (p *plan) drop(x *packet) error {
	if x.item == nil {
		b := x.box
		if b.end-b.body > container.MaxBlock {
			return refusal("bmff-too-large", "The uuid box of XMP is too large.")
		}
		p.edit(b.at+4, 4, []byte("free"))
		p.edit(b.body, b.end-b.body, make([]byte, b.end-b.body))
		return nil
	}
	i, m := x.item, x.item.of
	if err := p.unreferenced(i); err != nil {
		return err
	}
	if len(x.ranges) > MaxPieces {
		return refusal("bmff-too-many-extents", "A packet is in more than %d pieces.", MaxPieces)
	}
	for _, r := range x.ranges {
		if err := p.own(r, []*item{i}); err != nil {
			return err
		}
	}
	if err := p.wipe(x.ranges); err != nil {
		return err
	}
	if p.gone == nil {
		p.gone = map[*item]bool{}
	}
	p.gone[i] = true
	p.cut(m, m.iinf, i.info.at, i.info.end)
	if err := p.count(m.infos, -1); err != nil {
		return err
	}
	for _, r := range m.refs {
		if r.from == i.id {
			p.cut(m, m.iref, r.at, r.end)
		}
	}
	if i.place == nil {
		return nil
	}
	p.cut(m, m.iloc, i.place.at, i.place.end)
	return p.count(m.places, -1)
}

// cut takes bytes out of a box within meta.
func (p *plan) cut(m *meta, in box, at, end int64) {
	p.edit(at, end-at, nil)
	p.grow(in, at-end)
	p.grow(m.box, at-end)
}

// unreferenced refuses to drop an item that something but its description refers to.
func (p *plan) unreferenced(i *item) error {
	m := i.of
	refused := refusal("bmff-shared", "Packet item %d is referred to, or describes something else as well.", i.id)
	if m.groups[i.id] || i.id == m.primary {
		return refused
	}
	for _, r := range m.refs {
		if slices.Contains(r.to, i.id) || r.from == i.id && r.name != "cdsc" {
			return refused
		}
	}
	for _, id := range i.about {
		if to := m.byID[id]; id != m.primary && (to == nil || to.kind != "tmap") {
			return refused
		}
	}
	has, err := p.properties(i)
	if err == nil && has {
		return refused
	}
	return err
}

// properties reports whether an item has properties, or may have some.
func (p *plan) properties(i *item) (bool, error) {
	s := &scanner{src: p.src, scan: &container.Scan{}, steps: MaxBoxes, tables: MaxTables}
	found := false
	if !i.of.iprp.there() {
		return false, nil
	}
	err := s.each(i.of.iprp.body, i.of.iprp.end, func(b box) error {
		if b.name != "ipma" {
			return nil
		}
		c, err := s.table(b)
		if err != nil || c == nil {
			found = true
			return err
		}
		version, flags := c.number(1), c.number(3)
		width, size := 2, 1+int(flags&1)
		if version > 0 {
			width = 4
		}
		for range min(c.number(4), uint64(len(c.data))) {
			found = found || uint32(c.number(width)) == i.id
			c.take(int(c.number(1)) * size)
		}
		found = found || c.bad
		return nil
	})
	return found, err
}

// wipe makes bytes zero.
func (p *plan) wipe(ranges []container.Range) error {
	total := int64(0)
	for _, r := range ranges {
		if total += r.Length; total > container.MaxBlock || r.Length > container.MaxBlock {
			return refusal("bmff-too-large", "The packet that must go is too large.")
		}
		p.edit(r.Offset, r.Length, make([]byte, r.Length))
	}
	return nil
}

// own refuses ranges that other items have as well, or that are not where data belongs.
func (p *plan) own(r container.Range, of []*item) error {
	in := of[0].of.idat
	if !in.there() || r.Offset < in.body || r.End() > in.end {
		in = p.mdat(r)
	}
	if !in.there() {
		return refusal("bmff-overlap", "The packet at %d is neither in mdat nor in idat.", r.Offset)
	}
	refused := refusal("bmff-overlap", "The packet at %d shares bytes with other data.", r.Offset)
	if overlaps(p.payload, r) {
		return refused
	}
	for _, m := range p.metas() {
		for _, i := range m.items {
			if i.metadata() && !slices.Contains(of, i) && overlaps(i.ranges(), r) {
				return refused
			}
		}
	}
	return nil
}

func overlaps(all []container.Range, r container.Range) bool {
	return slices.ContainsFunc(all, func(x container.Range) bool { return x.Offset < r.End() && r.Offset < x.End() })
}

// metas are the meta boxes of the file.
func (l *layout) metas() []*meta {
	if l.main == nil {
		return l.tracks
	}
	return append([]*meta{l.main}, l.tracks...)
}

// shared gives the items of tracks that stand where an item of the file does.
func (l *layout) shared(i *item) (all []*item) {
	for _, m := range l.tracks {
		if t := m.byID[i.id]; t != nil && t.kind == i.kind && len(t.ranges()) > 0 && slices.Equal(t.ranges(), i.ranges()) {
			all = append(all, t)
		}
	}
	return all
}

// mdat gives the mdat box that a range is in.
func (l *layout) mdat(r container.Range) box {
	for _, b := range l.boxes {
		if b.name == "mdat" && r.Offset >= b.body && r.End() <= b.end {
			return b
		}
	}
	return box{}
}
