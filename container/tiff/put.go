package tiff

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// change is a value that a tag of IFD0 should have.
type change struct {
	tag, typ uint16
	data     []byte
}

// put plans how to put a packet in.
func put(src *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	l, err := noteOf(scan)
	switch {
	case err != nil:
		return nil, err
	case l.raw != nil:
		return nil, l.raw
	case len(packet) > MaxPacket:
		return nil, refusal("tiff-packet-too-large", "A packet of %d bytes would not be read again.", len(packet))
	case !plausible(packet) || !utf8.Valid(packet):
		return nil, refusal("tiff-packet", "What should be written is no XMP packet in UTF-8.")
	}
	typ := uint16(typeByte)
	if old, ok := find(l.first, tagXMP); ok && old.typ == typeUndefined {
		typ = typeUndefined
	}
	return l.plan(src, change{tagXMP, typ, packet})
}

// planner collects edits.
type planner struct {
	*layout
	src    *container.Source
	edits  []container.Edit
	behind []byte // what is appended to the file
}

// plan gives IFD0 a value.
func (l *layout) plan(src *container.Source, c change) ([]container.Edit, error) {
	if l.damage != nil {
		return nil, l.damage
	}
	p := &planner{layout: l, src: src}
	var held []entry
	for _, e := range l.first {
		if e.tag == c.tag {
			held = append(held, e)
		}
	}
	var err error
	if len(held) == 1 {
		err = p.replace(held[0], c)
	} else {
		err = p.insert(held, c)
	}
	if err == nil && len(p.behind) > 0 {
		err = p.finish()
	}
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.edits, func(a, b container.Edit) int { return cmp.Compare(a.Offset, b.Offset) })
	return p.edits, nil
}

// replace gives an entry another value: within it, where the old one is, or at the end
// of the file.
func (p *planner) replace(e entry, c change) error {
	at := int64(-1) // within
	switch length := int64(len(c.data)); {
	case length <= p.wordLen():
	case e.inside || sizeOf(e.typ) == 0 || p.owners(e.data) != 1:
		at = p.add(c.data)
	case e.data.End() == p.size:
		at = e.data.Offset
		if err := p.swap(e.data, c.data); err != nil {
			return err
		}
		if at+length > p.reach() {
			return p.tooLong()
		}
	case length <= e.data.Length:
		at = e.data.Offset
		if err := p.swap(e.data, append(slices.Clip(c.data), make([]byte, e.data.Length-length)...)); err != nil {
			return err
		}
	default:
		at = p.add(c.data)
	}
	if at != e.data.Offset {
		if err := p.wipe(e); err != nil {
			return err
		}
	}
	return p.patch(e.at, p.entry(c, at))
}

// insert appends a copy of IFD0 that has the value once.
func (p *planner) insert(held []entry, c change) error {
	if len(p.first)+1 > 1<<16-1 || p.entries == MaxEntries {
		return refusal("tiff-too-many-entries", "IFD0 has %d entries, and can have no more.", len(p.first))
	}
	old, err := p.src.Bytes(p.table)
	if err != nil {
		return err
	}
	n := len(p.first) - len(held) + 1
	table := p.appendCount(nil, n)
	length := p.countLen() + int64(n)*p.entryLen() + p.wordLen()
	start := p.size + p.align(p.size)
	at := int64(-1)
	if int64(len(c.data)) > p.wordLen() {
		at = start + length + p.align(start+length)
	}
	put := false
	for _, e := range p.first {
		if e.tag > c.tag && !put {
			table, put = append(table, p.entry(c, at)...), true
		}
		if e.tag != c.tag {
			table = append(table, old[e.at-p.table.Offset:][:p.entryLen()]...)
		}
	}
	if !put {
		table = append(table, p.entry(c, at)...)
	}
	p.add(append(table, old[int64(len(old))-p.wordLen():]...))
	if at >= 0 {
		p.add(c.data)
	}
	for _, e := range held {
		if err := p.wipe(e); err != nil {
			return err
		}
	}
	if err := p.ghost(); err != nil {
		return err
	}
	return p.patch(p.pointer(), p.appendWord(nil, start))
}

// entry makes an entry for a value at an offset, or within if that is negative.
func (p *planner) entry(c change, at int64) []byte {
	b := p.AppendUint16(make([]byte, 0, p.entryLen()), c.tag)
	b = p.AppendUint16(b, c.typ)
	b = p.appendWord(b, int64(len(c.data)))
	if at >= 0 {
		return p.appendWord(b, at)
	}
	return append(append(b, c.data...), make([]byte, p.wordLen()-int64(len(c.data)))...)
}
