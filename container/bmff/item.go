package bmff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// items reads what items there are of metadata, and puts the others into the payload.
func (s *scanner) items() error {
	metas := s.layout.tracks
	if s.main != nil {
		metas = append([]*meta{s.main}, metas...)
	}
	for _, m := range metas {
		m.describe()
		for _, i := range m.items {
			s.locate(i)
			if !i.metadata() && (i.place == nil || i.place.method != inItem) {
				s.ranges = append(s.ranges, i.ranges()...)
			}
		}
	}
	for _, m := range metas {
		for _, i := range m.items {
			if err := s.take(i); err != nil {
				return err
			}
		}
	}
	s.choose()
	return nil
}

// take reads an item of metadata.
func (s *scanner) take(i *item) error {
	if !i.metadata() || i.of.track && s.twin(i) != nil {
		return nil
	}
	r := i.ranges()
	if len(r) == 0 {
		if i.xmp() && i.describes(i.of.primary) {
			s.packets = append(s.packets, packet{item: i})
		}
		s.problem("bmff-empty", i.info.at, "Item %d is metadata and has no bytes.", i.id)
		return nil
	}
	data, err := s.load(r)
	if err != nil {
		return err
	}
	b := block{item: i, Block: container.Block{Kind: container.XMP, Stored: r, Data: data}}
	b.other = i.of.track || len(i.about) > 0 && !i.describes(i.of.primary)
	b.Place = i.where()
	if i.kind == "Exif" {
		b.Kind = container.Exif
		s.bareExif(i, &b)
		s.add(b)
		return nil
	}
	if i.encoding != "" {
		b.Packed = true
		b.Data = s.decode(i, b.Data)
	} else if bytes.HasPrefix(b.Data, jpegHead) && len(b.Data) > len(jpegHead) {
		s.problem("bmff-xmp-head", i.place.at, "The XMP item %d begins like a segment of JPEG.", i.id)
		b.behead(len(jpegHead))
	}
	if !b.other {
		s.packets = append(s.packets, packet{item: i, ranges: r, data: b.Data, packed: b.Packed})
	}
	s.add(b)
	return nil
}

// describes reports whether an item describes another.
func (i *item) describes(id uint32) bool { return id != 0 && slices.Contains(i.about, id) }

// where says for people what an item is about.
func (i *item) where() string {
	name := i.kind + " item"
	if i.xmp() {
		name = "XMP item"
	}
	switch {
	case i.of.track:
		return name + " of a track"
	case i.describes(i.of.primary) || len(i.about) == 0:
		return name
	}
	var about []string
	for _, id := range i.about[:min(3, len(i.about))] {
		text := fmt.Sprintf("item %d", id)
		if to := i.of.byID[id]; to != nil && to.kind != "" {
			text = fmt.Sprintf("%s (%s)", text, strings.ToValidUTF8(to.kind, "?"))
		}
		about = append(about, text)
	}
	return name + " of " + strings.Join(about, ", ")
}

// twin gives the item of the file that stands where an item of a track does.
func (s *scanner) twin(i *item) *item {
	if s.main == nil || len(i.ranges()) == 0 {
		return nil
	}
	if same := s.main.byID[i.id]; same != nil && same.kind == i.kind && slices.Equal(same.ranges(), i.ranges()) {
		return same
	}
	return nil
}

// bareExif takes away what stands before the TIFF structure: four bytes that say how far
// away it is from there.
func (s *scanner) bareExif(i *item, b *block) {
	if b.Data == nil {
		return
	}
	skip := 4
	if len(b.Data) >= 4 {
		skip += int(binary.BigEndian.Uint32(b.Data))
	}
	if skip >= len(b.Data) {
		s.problem("bmff-exif", i.place.at, "The Exif item %d does not say where its data begins.", i.id)
		b.Data = nil
		return
	}
	b.behead(skip)
}

// jpegHead is what XMP begins with in a JPEG.
var jpegHead = []byte("http://ns.adobe.com/xap/1.0/\x00")

// behead takes away the first bytes of a block.
func (b *block) behead(skip int) {
	b.Data = b.Data[skip:]
	b.Stored = slices.Clone(b.Stored)
	for int64(skip) >= b.Stored[0].Length {
		skip -= int(b.Stored[0].Length)
		b.Stored = b.Stored[1:]
	}
	b.Stored[0].Offset, b.Stored[0].Length = b.Stored[0].Offset+int64(skip), b.Stored[0].Length-int64(skip)
}

// choose says which packets are those of the picture: items that describe it; else the
// first that describes nothing; and uuid boxes.
func (s *scanner) choose() {
	bound, loose := []packet{}, -1
	for k, p := range s.packets {
		if p.item.describes(p.item.of.primary) {
			bound = append(bound, p)
		} else if loose < 0 || s.packets[loose].data == nil && p.data != nil {
			loose = k
		}
	}
	if len(bound) == 0 && loose >= 0 {
		bound = append(bound, s.packets[loose])
	}
	chosen := map[*item]bool{}
	for _, p := range bound {
		chosen[p.item] = true
	}
	for k, b := range s.blocks { // those that are not chosen are of something else
		mine := chosen[b.item]
		if b.Kind == container.XMP && !b.other && !mine {
			s.blocks[k].other = true
			s.blocks[k].Place += " of no item"
		}
	}
	for _, p := range s.uuids {
		s.add(block{Block: container.Block{Kind: container.XMP, Stored: p.ranges, Data: p.data, Place: "XMP uuid box"}})
	}
	s.packets = append(bound, s.uuids...)
	slices.SortStableFunc(s.packets, func(a, b packet) int { return order(a.data != nil, b.data != nil) })
	for _, p := range s.packets[min(1, len(s.packets)):] {
		at := p.box.at
		if p.item != nil {
			at = p.item.info.at
		}
		s.problem("bmff-xmp-duplicate", at, "There is a further XMP packet of the picture.")
	}
}

// order has what is true come first.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
