package bmff

import (
	"math"

	"github.com/proviso-signals/proviso/container"
)

// sizes are how many bytes the numbers of iloc have.
type sizes struct{ offset, length, base, index int }

// place is an entry of iloc: where an item stands.
type place struct {
	id      uint32
	of      *meta
	at, end int64 // the entry
	method  int   // 0: in the file; 1: in idat; 2: in another item
	base    uint64
	extents []extent
	ranges  []container.Range // in the file; nil where they are not known
}

// extent is a piece of an item.
type extent struct{ index, offset, length uint64 }

// methods of an entry
const (
	inFile = iota
	inIdat
	inItem
)

// readPlaces reads iloc.
func (s *scanner) readPlaces(m *meta, c *cursor) bool {
	version := c.number(1)
	c.take(3)
	packed := int(c.number(2))
	m.sizes = sizes{packed >> 12, packed >> 8 & 15, packed >> 4 & 15, packed & 15}
	if version == 0 {
		m.sizes.index = 0
	}
	for _, n := range []int{m.sizes.offset, m.sizes.length, m.sizes.base, m.sizes.index} {
		if n != 0 && n != 4 && n != 8 {
			s.broken("bmff-table", m.iloc.at, "Box iloc has numbers of %d bytes.", n)
			return true
		}
	}
	m.places = list{version: byte(version), countAt: c.at(), countSize: 2}
	if version >= 2 {
		m.places.countSize = 4
	}
	m.places.count = int(c.number(m.places.countSize))
	for range m.places.count {
		if c.bad || !s.place(m, c) {
			return !c.bad
		}
	}
	m.places.end = c.at()
	return !c.bad && version <= 2
}

// place reads an entry of iloc; false where there are too many pieces.
func (s *scanner) place(m *meta, c *cursor) bool {
	p := &place{of: m, at: c.at()}
	p.id = uint32(c.number(m.places.countSize)) // of the same size by chance
	if m.places.version > 0 {
		p.method = int(c.number(2))
	}
	if external := c.number(2); external != 0 {
		s.broken("bmff-external", p.at, "Item %d is in another file, or in a way of its own.", p.id)
	}
	p.base = c.number(m.sizes.base)
	n := int(c.number(2))
	if s.extents -= n; s.extents < 0 {
		s.broken("bmff-too-many-extents", p.at, "There are more than %d pieces of items.", MaxExtents)
		return false
	}
	if size := m.sizes.index + m.sizes.offset + m.sizes.length; n*size > c.left() {
		c.bad = true
		return false
	}
	p.extents = make([]extent, n)
	for k := range p.extents {
		p.extents[k] = extent{c.number(m.sizes.index), c.number(m.sizes.offset), c.number(m.sizes.length)}
	}
	p.end = c.at()
	s.keep(m, p)
	return true
}

// keep gives an entry to its item.
func (s *scanner) keep(m *meta, p *place) {
	i := m.byID[p.id]
	if i == nil { // what it is stays unknown
		if s.itemsLeft--; s.itemsLeft < 0 {
			s.broken("bmff-too-many-items", p.at, "There are more than %d items.", MaxItems)
			return
		}
		i = &item{id: p.id, of: m}
		m.byID[p.id] = i
		m.items = append(m.items, i)
	}
	if i.place != nil {
		s.broken("bmff-twice", p.at, "Item %d has a second place.", p.id)
		return
	}
	i.place = p
}

// locate works out where an item stands in the file.
func (s *scanner) locate(i *item) {
	p := i.place
	if p == nil || len(p.extents) == 0 || p.ranges != nil {
		return
	}
	within := container.Range{Length: s.src.Size()}
	switch p.method {
	case inFile:
	case inIdat:
		within = container.Range{}
		if p.of.idat.there() {
			within = p.of.idat.content()
		}
	case inItem:
		if i.metadata() { // other items are where the one they are cut from is
			p.ranges = s.cut(i)
		}
		return
	default:
		s.broken("bmff-method", p.at, "Item %d is built by the unknown method %d.", i.id, p.method)
		return
	}
	for _, e := range p.extents {
		r, ok := e.within(p.base, within)
		if !ok {
			s.broken("bmff-extent", p.at, "A piece of item %d leaves the file, or the idat box.", i.id)
			p.ranges = nil
			return
		}
		if r.Length == 0 { // by the specification all there is
			s.broken("bmff-extent", p.at, "A piece of item %d has no length.", i.id)
			continue
		}
		p.ranges = append(p.ranges, r)
	}
}

// within gives an extent as a range, of something that is a range itself.
func (e extent) within(base uint64, of container.Range) (r container.Range, ok bool) {
	at := base + e.offset
	if at < base || at > math.MaxInt64 || int64(at) > of.Length || e.length > uint64(of.Length-int64(at)) {
		return r, false
	}
	return container.Range{Offset: of.Offset + int64(at), Length: int64(e.length)}, true
}

// cut gives the ranges of an item that is cut out of another one.
func (s *scanner) cut(i *item) (all []container.Range) {
	var sources []uint32
	for _, r := range i.of.refs {
		if r.name == "iloc" && r.from == i.id {
			sources = r.to
		}
	}
	for _, e := range i.place.extents {
		k := int(max(e.index, 1)) - 1 // without a number it is the first
		var from *item
		if k >= 0 && k < len(sources) {
			from = i.of.byID[sources[k]]
		}
		if from == nil || from.place == nil || from.place.method == inItem || e.length == 0 {
			s.broken("bmff-extent", i.place.at, "The item of which item %d is a piece is not there, or a piece itself.", i.id)
			return nil
		}
		s.locate(from)
		skip, want := i.place.base+e.offset, e.length
		for _, r := range from.place.ranges {
			if s.extents--; s.extents < 0 {
				s.broken("bmff-too-many-extents", i.place.at, "There are more than %d pieces of items.", MaxExtents)
				return nil
			}
			if skip >= uint64(r.Length) {
				skip -= uint64(r.Length)
				continue
			}
			n := min(want, uint64(r.Length)-skip)
			all = append(all, container.Range{Offset: r.Offset + int64(skip), Length: int64(n)})
			skip, want = 0, want-n
			if want == 0 {
				break
			}
		}
		if want > 0 {
			s.broken("bmff-extent", i.place.at, "Item %d is a piece that the other item does not have.", i.id)
			return nil
		}
	}
	return all
}
