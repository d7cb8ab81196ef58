package bmff

import (
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// item is what is known of an item.
type item struct {
	id        uint32
	of        *meta
	info      box    // infe
	kind      string // item_type; "mime" for those of old boxes, which have none
	content   string // content_type
	encoding  string // content_encoding
	encodedAt int64  // where that stands
	place     *place // entry of iloc; nil without
	about     []uint32
}

// xmp reports whether the item is an XMP packet.
func (i *item) xmp() bool {
	typ, _, _ := strings.Cut(i.content, ";")
	return i.kind == "mime" && strings.EqualFold(strings.TrimSpace(typ), "application/rdf+xml")
}

// metadata reports whether the item is no part of the picture.
func (i *item) metadata() bool { return i.kind == "Exif" || i.xmp() }

// ranges is where the data of an item stands, as far as it is known.
func (i *item) ranges() []container.Range {
	if i.place == nil {
		return nil
	}
	return i.place.ranges
}

// readInfos reads iinf.
func (s *scanner) readInfos(m *meta, c *cursor) bool {
	m.infos.version = byte(c.number(1))
	c.take(3)
	m.infos.countAt, m.infos.countSize = c.at(), 2
	if m.infos.version > 0 {
		m.infos.countSize = 4
	}
	m.infos.count = int(c.number(m.infos.countSize))
	for range m.infos.count {
		b := c.inner()
		if c.bad {
			return false
		}
		if b.name != "infe" {
			s.broken("bmff-table", b.at, "Box iinf holds a box %q.", b.name)
			return true
		}
		if !s.info(m, b, c.until(b)) {
			return true
		}
	}
	m.infos.end = c.at()
	if c.left() > 0 {
		s.broken("bmff-table", c.at(), "Box iinf has more than the %d entries that it counts.", m.infos.count)
	}
	return !c.bad
}

// info reads infe; false where there are too many.
func (s *scanner) info(m *meta, b box, c *cursor) bool {
	if s.itemsLeft--; s.itemsLeft < 0 {
		s.broken("bmff-too-many-items", b.at, "There are more than %d items.", MaxItems)
		return false
	}
	i := &item{of: m, info: b, kind: "mime"}
	version := c.number(1)
	c.take(3)
	width := 2
	if version >= 3 {
		width = 4
	}
	i.id = uint32(c.number(width))
	if c.number(2) != 0 {
		s.broken("bmff-encrypted", b.at, "Item %d is protected.", i.id)
	}
	if version >= 2 {
		i.kind = string(c.take(4))
	}
	c.text() // a name
	if i.kind == "mime" {
		i.content = c.text()
		i.encodedAt = c.at()
		i.encoding = c.text()
	}
	if c.bad || version > 3 {
		s.broken("bmff-table", b.at, "Box infe ends too early, or is of an unknown version.")
		return true
	}
	if m.byID[i.id] != nil {
		s.broken("bmff-twice", b.at, "There is a second item %d.", i.id)
		return true
	}
	m.byID[i.id] = i
	m.items = append(m.items, i)
	return true
}
