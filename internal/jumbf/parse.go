package jumbf

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Parse reads the boxes of the data, one after the other, and those in superboxes.
// Whole is false where they could not be listed to the end, so that there may be
// more at the outermost level. Faults are in the order in which they were met.
func Parse(data []byte) (boxes []*Box, whole bool, faults []Fault) {
	p := &parser{data: data}
	boxes, whole = p.boxes(0, len(data), 0)
	return boxes, whole, p.faults
}

type parser struct {
	data   []byte
	count  int
	faults []Fault
}

const (
	smallHead = 8
	largeHead = 16
)

// boxes reads the boxes from one position to another.
func (p *parser) boxes(at, end, depth int) (boxes []*Box, whole bool) {
	for at < end {
		if end-at < smallHead {
			padding := len(bytes.Trim(p.data[at:end], "\x00")) == 0
			if !padding {
				p.fault(at, Trailing)
			}
			return boxes, padding
		}
		if p.count++; p.count > MaxBoxes {
			p.fault(at, TooMany)
			return boxes, false
		}
		b := p.box(at, end)
		if b == nil {
			return boxes, false
		}
		boxes = append(boxes, b)
		whole = !b.Cut // of its own, before what is in it is read
		if b.Type == "jumb" {
			p.super(b, depth)
		}
		if !whole {
			return boxes, false
		}
		at = b.End
	}
	return boxes, true
}

// box reads the head of a box, nil where it is none.
func (p *parser) box(at, end int) *Box {
	b := &Box{Type: string(p.data[at+4 : at+smallHead]), Offset: at, Body: at + smallHead, End: end}
	size := uint64(binary.BigEndian.Uint32(p.data[at:]))
	switch {
	case size == 0:
		return b
	case size == 1:
		if b.Body = at + largeHead; b.Body > end {
			p.fault(at, Short)
			return nil
		}
		size = binary.BigEndian.Uint64(p.data[at+smallHead:])
	}
	switch {
	case size < uint64(b.Body-at):
		p.fault(at, Size)
		return nil
	case size > uint64(end-at):
		p.fault(at, Short)
		b.Cut = true
	default:
		b.End = at + int(size)
	}
	return b
}

// super reads what is in a superbox.
func (p *parser) super(b *Box, depth int) {
	if depth+1 >= MaxDepth {
		p.fault(b.Offset, TooDeep)
		b.Cut = true
		return
	}
	inner, whole := p.boxes(b.Body, b.End, depth+1)
	b.Cut = b.Cut || !whole
	b.Boxes = inner
	if len(inner) == 0 || inner[0].Type != "jumd" {
		p.fault(b.Offset, Undescribed)
		return
	}
	b.Boxes = inner[1:]
	p.describe(b, inner[0])
}

// describe reads a description box.
func (p *parser) describe(b, d *Box) {
	rest := d.Content(p.data)
	if len(rest) < len(b.UUID)+1 {
		p.fault(d.Offset, Description)
		return
	}
	b.Described, b.Toggles = true, rest[len(b.UUID)]
	copy(b.UUID[:], rest)
	rest = rest[len(b.UUID)+1:]
	if b.Toggles&Labelled != 0 {
		length := bytes.IndexByte(rest, 0)
		if length < 0 {
			p.fault(d.Offset, Label)
			return
		}
		p.label(b, d, rest[:length])
		rest = rest[length+1:]
	}
	if b.Toggles&Identified != 0 {
		if len(rest) < 4 {
			p.fault(d.Offset, Description)
			return
		}
		b.ID, rest = binary.BigEndian.Uint32(rest), rest[4:]
	}
	if b.Toggles&Hashed != 0 {
		if len(rest) < 32 {
			p.fault(d.Offset, Description)
			return
		}
		b.Hash, rest = rest[:32:32], rest[32:]
	}
	if b.Toggles&WithPrivate != 0 {
		b.Private = rest
	}
}

func (p *parser) label(b, d *Box, label []byte) {
	if len(label) > MaxLabel || !utf8.Valid(label) {
		p.fault(d.Offset, Label)
		return
	}
	b.Label = string(label)
}
