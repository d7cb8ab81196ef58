package tiff

import (
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// array reads the integers of an entry, in pieces.
type array struct {
	s     *scanner
	e     entry
	unit  int
	from  int // index of the first in the buffer
	piece []byte
}

const pieceLen = 8 << 10

// array is empty where the entry has no integers.
func (s *scanner) array(e entry) *array {
	a := &array{s: s, e: e, unit: int(sizeOf(e.typ))}
	if e.inside {
		a.piece = e.field[:e.data.Length]
	}
	if _, ok := s.number(e.typ, make([]byte, 8)); !ok && e.data.Length > 0 {
		s.problem("tiff-type", e.at, "Tag %d has type %d, which is none of offsets or lengths.", e.tag, e.typ)
		a.unit = 0
	}
	return a
}

func (a *array) len() int {
	if a.unit == 0 {
		return 0
	}
	return int(a.e.data.Length) / a.unit
}

// at gives an integer.
func (a *array) at(i int) (uint64, error) {
	if n := len(a.piece) / a.unit; i < a.from || i >= a.from+n {
		skip := int64(i * a.unit)
		r := container.Range{Offset: a.e.data.Offset + skip, Length: min(pieceLen, a.e.data.Length-skip)}
		b, err := a.s.src.Bytes(r)
		if err != nil {
			return 0, err
		}
		a.from, a.piece = i, b
	}
	v, _ := a.s.number(a.e.typ, a.piece[(i-a.from)*a.unit:])
	return v, nil
}

// pixels adds what makes the picture of an IFD to the payload.
func (s *scanner) pixels(d ifd) error {
	for _, tags := range [][2]uint16{
		{tagStripOffsets, tagStripLengths}, {tagTileOffsets, tagTileLengths}, {tagJPEG, tagJPEGLength},
	} {
		offsets, ok := find(d.entries, tags[0])
		if !ok {
			continue
		}
		lengths, _ := find(d.entries, tags[1])
		if err := s.run(offsets, lengths); err != nil {
			return err
		}
	}
	return nil
}

// find gives the first entry of a tag.
func find(entries []entry, tag uint16) (entry, bool) {
	i := slices.IndexFunc(entries, func(e entry) bool { return e.tag == tag })
	if i < 0 {
		return entry{}, false
	}
	return entries[i], true
}

// run adds strips, tiles or a stream.
func (s *scanner) run(e, lengthsOf entry) error {
	offsets, lengths := s.array(e), s.array(lengthsOf)
	n := offsets.len()
	switch {
	case n == lengths.len():
	case e.tag == tagJPEG && lengthsOf.tag == 0:
		// Old JPEG: the strips say where the pixels are, and this where it all begins.
		s.problem("tiff-strips", e.at, "A JPEG stream begins at tag %d, and has no length.", e.tag)
		return nil
	default:
		s.broken("tiff-strips", e.at, "Tag %d has %d offsets, with %d lengths.", e.tag, n, lengths.len())
		n = min(n, lengths.len())
	}
	if n > MaxStrips-s.strips {
		s.broken("tiff-too-many-strips", e.at, "There are more than %d strips and tiles.", MaxStrips)
		return nil
	}
	s.strips += n
	for i := range n {
		offset, err := offsets.at(i)
		if err != nil {
			return err
		}
		length, err := lengths.at(i)
		if err != nil {
			return err
		}
		s.strip(e, offset, length)
	}
	return nil
}

// strip adds one. Sparse files have some of no length.
func (s *scanner) strip(e entry, offset, length uint64) {
	switch {
	case length == 0:
		return
	case !within(offset, length, s.size):
		s.broken("tiff-outside", e.at, "Pixels of tag %d, %d bytes at %d, are not in the file.", e.tag, length, offset)
		if offset >= uint64(s.size) {
			return
		}
		length = uint64(s.size) - offset
	}
	r := container.Range{Offset: int64(offset), Length: int64(length)}
	p := s.scan.Payload
	switch n := len(p); {
	case n > 0 && p[n-1].End() == r.Offset:
		p[n-1].Length += r.Length
	case n == MaxRanges:
		s.broken("tiff-too-many-strips", e.at, "The pixels are in more than %d pieces.", MaxRanges)
	default:
		s.scan.Payload = append(p, r)
	}
}

// union sorts ranges and joins those that touch or overlap.
func union(ranges []container.Range) []container.Range {
	slices.SortFunc(ranges, func(a, b container.Range) int { return cmp.Compare(a.Offset, b.Offset) })
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r.Offset <= out[n-1].End() {
			out[n-1].Length = max(out[n-1].End(), r.End()) - out[n-1].Offset
		} else {
			out = append(out, r)
		}
	}
	return out
}
