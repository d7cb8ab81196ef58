package jxl

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// part is what the planner puts in: XMP or Exif.
type part struct {
	kind string // of the box
	head string // before the data
	old  []piece
	jpeg func(exif, xmp bool) bool // whether a JPEG needs it
}

// put plans how to put a packet in.
func put(src *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	l, err := layoutOf(scan)
	if err != nil {
		return nil, err
	}
	if !isXMP(packet) {
		return nil, refusal("jxl-packet", "What should be written is not an XMP packet.")
	}
	need := func(_, xmp bool) bool { return xmp }
	return l.plan(src, part{kind: "xml ", old: l.packets, jpeg: need}, packet)
}

// PutExif plans the edits that make a file hold a TIFF structure as its one Exif. It
// has the shape of PutXMP. The orientation in it should be that of the picture: viewers
// go by the codestream.
func PutExif(src *container.Source, scan *container.Scan, tiff []byte) ([]container.Edit, error) {
	l, err := layoutOf(scan)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(tiff, []byte("II*\x00")) && !bytes.HasPrefix(tiff, []byte("MM\x00*")) {
		return nil, refusal("jxl-packet", "What should be written is not a TIFF structure.")
	}
	need := func(exif, _ bool) bool { return exif }
	return l.plan(src, part{kind: "Exif", head: "\x00\x00\x00\x00", old: l.exif, jpeg: need}, tiff)
}

func layoutOf(scan *container.Scan) (*layout, error) {
	l, ok := scan.Note.(*layout)
	if !ok {
		return nil, errors.New("jxl: not what Scan gave for a JPEG XL file")
	}
	return l, nil
}

// plan plans how to put data in.
func (l *layout) plan(src *container.Source, p part, data []byte) ([]container.Edit, error) {
	if r := l.writable(p, data); r != nil {
		return nil, r
	}
	edits := l.replace(p, data)
	if len(edits) == 0 || l.jbrd == nil {
		return edits, nil
	}
	exif, xmp, ok, err := needs(src, *l.jbrd)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, refusal("jxl-jpeg-unreadable", "What gives the JPEG back, at %d, cannot be read.", l.jbrd.at)
	case p.jpeg(exif, xmp):
		return nil, refusal("jxl-jpeg", "The JPEG that the file was made of could not be given back with another box %q.", p.kind)
	}
	return edits, nil
}

// writable refuses files that are damaged and data that does not fit.
func (l *layout) writable(p part, data []byte) *container.Refusal {
	room := l.room
	lost := ""
	for _, old := range p.old {
		room += old.cost
		lost = cmp.Or(lost, old.lost)
	}
	switch {
	case l.damage != nil:
		return l.damage
	case lost != "":
		return refusal(lost, "What is to be replaced could not be read.")
	case len(data) > min(room, MaxPacket)-len(p.head):
		return refusal("jxl-packet-too-large", "%d bytes would not be read again.", len(data))
	case len(p.old) > 0 || l.bare:
		return nil
	case l.count == MaxBoxes:
		return refusal("jxl-too-many-boxes", "The file has %d boxes, and no more are read.", MaxBoxes)
	case l.tried == MaxBlocks:
		return refusal("jxl-too-many-blocks", "The file has %d boxes of metadata, and no more are read.", MaxBlocks)
	}
	return nil
}

// replace puts a box into the place of the one that counts, or where a new one goes,
// and drops the others.
func (l *layout) replace(p part, data []byte) (edits []container.Edit) {
	whole := wrap(p.kind, []byte(p.head), data)
	if l.bare {
		front := append([]byte(signature), wrap("ftyp", []byte("jxl \x00\x00\x00\x00jxl "))...)
		return []container.Edit{{Insert: slices.Concat(front, whole, stream(l.size))}}
	}
	if len(p.old) == 0 {
		return []container.Edit{{Offset: l.insert, Insert: whole}}
	}
	chosen := counts(p.old)
	for i, old := range p.old {
		switch {
		case i != chosen:
			edits = append(edits, old.box.drop())
		case old.form != odd && old.data != nil && bytes.Equal(old.data, data):
		case old.form == plain && old.at.Length == int64(len(data)):
			edits = append(edits, container.Edit{Offset: old.at.Offset, Remove: old.at.Length, Insert: bytes.Clone(data)})
		default:
			edits = append(edits, container.Edit{Offset: old.box.at, Remove: old.box.length(), Insert: whole})
		}
	}
	return edits
}

// counts gives the piece that counts.
func counts(all []piece) int {
	for i, p := range all {
		if p.form != odd {
			return i
		}
	}
	return 0
}

// stream is what stands before a codestream that is wrapped, but for the metadata.
func stream(size int64) []byte {
	if size > math.MaxUint32-boxHead {
		return binary.BigEndian.AppendUint64([]byte("\x00\x00\x00\x01jxlc"), uint64(size+boxLarge))
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(size+boxHead)), "jxlc"...)
}
