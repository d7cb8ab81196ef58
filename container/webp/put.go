package webp

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// errScan is for a scan that another format made.
var errScan = errors.New("webp: the scan is not of this format")

// PutXMP plans how to put an XMP packet in, which becomes the only one.
func PutXMP(_ *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	if len(packet) == 0 || bytes.HasPrefix(packet, xmpHead) {
		return nil, refusal("webp-packet", "A packet is not empty, and begins with XML.")
	}
	return put(scan, container.XMP, xmp, packet)
}

// PutExif plans how to put an Exif structure in, which begins with the header of TIFF
// and becomes the only one.
func PutExif(_ *container.Source, scan *container.Scan, tiff []byte) ([]container.Edit, error) {
	if !bytes.HasPrefix(tiff, []byte("II*\x00")) && !bytes.HasPrefix(tiff, []byte("MM\x00*")) {
		return nil, refusal("webp-exif", "An Exif structure begins as TIFF does.")
	}
	return put(scan, container.Exif, exif, tiff)
}

func put(scan *container.Scan, kind container.Kind, n name, data []byte) ([]container.Edit, error) {
	l, ok := scan.Note.(*layout)
	if !ok {
		return nil, errScan
	}
	if r := l.refuses(kind, len(data)); r != nil {
		return nil, r
	}
	p := &plan{layout: l, kind: kind, name: n, data: data}
	p.place()
	p.announce()
	p.pad()
	return p.edits()
}

// refuses says why a file is not changed, if so.
func (l *layout) refuses(kind container.Kind, length int) *container.Refusal {
	room, blocks := l.budget, l.blocks
	for _, m := range l.metas {
		if m.kind == kind {
			blocks--
			if m.data != nil {
				room += int(m.length)
			}
		}
	}
	switch {
	case l.damage != nil:
		return l.damage
	case length > min(room, MaxPacket):
		return refusal("webp-packet-too-large", "%d bytes would not be read again.", length)
	case blocks == MaxBlocks:
		return refusal("webp-too-many-blocks", "There are %d blocks of metadata already.", blocks)
	case slices.ContainsFunc(l.metas, func(m meta) bool { return m.early && m.kind != kind }):
		return refusal("webp-order", "The first chunk is one of metadata.")
	case l.head.name != vp8x && (l.image.width == 0 || l.image.height == 0):
		return refusal("webp-bitstream", "The size of the picture is not known.")
	}
	return nil
}

// plan is a list of edits on its way.
type plan struct {
	*layout
	kind    container.Kind
	name    name
	data    []byte
	inside  []container.Edit // of the RIFF, without its size
	beyond  []container.Edit // behind it
	covered bool             // the chunk that lacks its padding goes or is made anew
}

// place puts the data in: into the first chunk that is not empty if it stands where it
// may. Other chunks of the kind go.
func (p *plan) place() {
	chosen := p.choose()
	for i, m := range p.metas {
		switch {
		case m.kind != p.kind:
		case i == chosen && m.placed():
			p.replace(m)
		case m.outside:
			p.beyond = append(p.beyond, container.Edit{Offset: m.at, Remove: m.end() - m.at})
		default:
			p.swap(m, 0, nil)
		}
	}
	if chosen < 0 || !p.metas[chosen].placed() {
		p.inside = append(p.inside, container.Edit{Offset: p.spot(), Insert: wrap(p.name, p.data)})
	}
}

// choose gives the chunk that counts, among metas; -1 for none.
func (p *plan) choose() int {
	chosen := -1
	for i, m := range p.metas {
		if m.kind == p.kind && (chosen < 0 || len(p.metas[chosen].data) == 0 && len(m.data) > 0) {
			chosen = i
		}
	}
	return chosen
}

// swap puts something, or nothing, into the place of a chunk, from a byte of it on.
func (p *plan) swap(m meta, from int64, all []byte) {
	p.inside = append(p.inside, container.Edit{Offset: m.at + from, Remove: m.end() - m.at - from, Insert: all})
	p.covered = p.covered || m.end() == p.end
}

// replace gives a chunk other data. Its head stays if it can.
func (p *plan) replace(m meta) {
	switch {
	case !m.exact:
		p.swap(m, 0, wrap(p.name, p.data))
	case int(m.length) != len(p.data):
		p.swap(m, 4, wrap(p.name, p.data)[4:]) // the name stays
	case !bytes.Equal(m.data, p.data):
		p.inside = append(p.inside, container.Edit{Offset: m.body().Offset, Remove: m.length, Insert: bytes.Clone(p.data)})
	}
}

// spot is where a new chunk goes: behind the picture, and XMP behind Exif.
func (p *plan) spot() int64 {
	at := p.picture
	for _, m := range p.metas {
		if p.kind == container.XMP && m.kind == container.Exif && !m.outside {
			at = max(at, m.end())
		}
	}
	return at
}

// announce sets the flag, and makes a VP8X where there is none.
func (p *plan) announce() {
	flags := p.flags | flag(p.kind)
	if p.head.name == vp8x {
		if flags != p.flags {
			p.inside = append(p.inside, container.Edit{Offset: p.head.at + overhead, Remove: 1, Insert: []byte{flags}})
		}
		return
	}
	for _, m := range p.metas {
		if m.placed() && m.exact {
			flags |= flag(m.kind)
		}
	}
	p.inside = append(p.inside, container.Edit{Offset: p.head.at, Insert: p.image.header(flags)})
}

// pad adds the padding that the last chunk lacks.
func (p *plan) pad() {
	slices.SortStableFunc(p.inside, func(a, b container.Edit) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Remove, b.Remove))
	})
	if !p.lacks || p.covered {
		return
	}
	if n := len(p.inside); n > 0 && p.inside[n-1].Offset == p.end {
		p.inside[n-1].Insert = append([]byte{0}, p.inside[n-1].Insert...)
		return
	}
	p.inside = append(p.inside, container.Edit{Offset: p.end, Insert: []byte{0}})
}

// edits puts the size of the RIFF before all others.
func (p *plan) edits() ([]container.Edit, error) {
	size := p.end + p.stray - 8
	for _, e := range p.inside {
		size += int64(len(e.Insert)) - e.Remove
	}
	if size > MaxRIFF {
		return nil, refusal("webp-riff-too-large", "A RIFF of %d bytes cannot be.", size)
	}
	var all []container.Edit
	if size != p.riff {
		all = append(all, container.Edit{Offset: 4, Remove: 4, Insert: binary.LittleEndian.AppendUint32(nil, uint32(size))})
	}
	return append(append(all, p.inside...), p.beyond...), nil
}
