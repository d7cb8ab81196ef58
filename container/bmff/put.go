package bmff

import (
	"errors"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("bmff: the scan is not of this format")

// put plans how to put a packet in.
func put(src *container.Source, scan *container.Scan, text []byte) ([]container.Edit, error) {
	l, ok := scan.Note.(*layout)
	switch {
	case !ok:
		return nil, errScan
	case l.damage != nil:
		return nil, l.damage
	case len(text) == 0:
		return nil, refusal("bmff-packet", "An item has no place for an empty packet.")
	case len(text) > MaxPacket:
		return nil, refusal("bmff-packet-too-large", "A packet of %d bytes would not be read again.", len(text))
	}
	p := &plan{layout: l, src: src, text: text}
	for _, step := range []func() error{p.decide, p.absorb, p.deposit, p.shift, p.resize, p.settle, p.verify} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return p.edits, nil
}

// decide says what becomes of the packets there are: the first that is an item takes the
// text, the others go.
func (p *plan) decide() error {
	if len(p.packets) > MaxPackets {
		return refusal("bmff-shared", "There are more than %d packets of the picture.", MaxPackets)
	}
	var slot *packet
	for k := range p.packets {
		if x := &p.packets[k]; x.item != nil && slot == nil {
			slot = x
		} else if err := p.drop(x); err != nil {
			return err
		}
	}
	if slot == nil {
		return p.create()
	}
	p.item = slot.item
	if slot.packed {
		if err := p.unpack(slot.item); err != nil {
			return err
		}
	}
	return p.replace(slot)
}

// replace puts the text where a packet stands, if it can be.
func (p *plan) replace(slot *packet) error {
	p.twins = p.shared(slot.item)
	if len(slot.ranges) > MaxPieces {
		return refusal("bmff-too-many-extents", "The packet is in more than %d pieces.", MaxPieces)
	}
	for _, r := range slot.ranges {
		if err := p.own(r, append(p.twins, slot.item)); err != nil {
			return err
		}
	}
	total := int64(0)
	for _, r := range slot.ranges {
		total += r.Length
	}
	if len(slot.ranges) > 0 && total == int64(len(p.text)) {
		rest := p.text
		for _, r := range slot.ranges {
			p.edit(r.Offset, r.Length, rest[:r.Length])
			rest = rest[r.Length:]
		}
		return nil
	}
	if len(slot.ranges) == 1 && len(slot.item.place.extents) == 1 && slot.item.place.method != inItem {
		r := slot.ranges[0]
		if in := p.mdat(r); in.there() && !p.addressed(r.End()) {
			p.edit(r.Offset, r.Length, p.text)
			p.grow(in, int64(len(p.text))-r.Length)
			return p.lengthen(slot.item)
		}
		if int64(len(p.text)) < r.Length {
			p.edit(r.Offset, r.Length, append(slices.Clone(p.text), make([]byte, r.Length-int64(len(p.text)))...))
			return p.lengthen(slot.item)
		}
	}
	return p.move(slot)
}

// lengthen writes the new length of the one piece of an item, and of those that are the
// same piece.
func (p *plan) lengthen(i *item) error {
	for _, i := range append(p.twins, i) {
		b, ok := number(uint64(len(p.text)), i.of.sizes.length)
		if !ok {
			return refusal("bmff-offset-room", "The length of the packet does not fit into iloc.")
		}
		p.edit(i.place.lengthAt(0), int64(len(b)), b)
	}
	return nil
}

// move gives an item a new place at the end, and wipes the old one.
func (p *plan) move(slot *packet) error {
	if err := p.wipe(slot.ranges); err != nil {
		return err
	}
	p.adds = true
	for _, i := range append(p.twins, slot.item) {
		if i.place == nil {
			return p.newPlace(i.of, i.id)
		}
		entry, err := i.of.entry(i.id, 0, len(p.text))
		if err != nil {
			return err
		}
		was := i.place.end - i.place.at
		if i.of.track && int64(len(entry)) != was {
			return refusal("bmff-shared", "A track shares the packet, and its table would change in size.")
		}
		p.fresh = append(p.fresh, fresh{len(p.edits), i.of, i.id})
		p.edit(i.place.at, was, entry)
		p.grow(i.of.iloc, int64(len(entry))-was)
		p.grow(i.of.box, int64(len(entry))-was)
		p.moved = append(p.moved, i.place)
	}
	return nil
}

// unpack takes the encoding out of the description of an item.
func (p *plan) unpack(i *item) error {
	n := i.info.end - i.encodedAt
	switch {
	case n != int64(len(i.encoding)+1) || !isDeflate(i.encoding):
		return refusal("bmff-encoding", "Item %d is encoded in an unknown way.", i.id)
	case len(p.shared(i)) > 0:
		return refusal("bmff-shared", "A track shares the compressed packet.")
	}
	p.edit(i.encodedAt, n, nil)
	p.grow(i.info, -n)
	p.grow(i.of.iinf, -n)
	p.grow(i.of.box, -n)
	return nil
}
