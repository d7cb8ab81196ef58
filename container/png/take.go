package png

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// take sees what a chunk is and reads it if it is metadata.
func (s *scanner) take(c chunk) error {
	if s.count == 0 && c.name != ihdr {
		s.broken("png-header", c.at, "The first chunk is %s, not IHDR.", c.name)
	}
	switch c.name {
	case idat, fdat:
		s.pixelData(c)
		return nil
	case fctl:
		s.before(c)
	case ihdr:
		if s.count > 0 || c.length != 13 {
			s.broken("png-header", c.at, "IHDR is not the first chunk, or not of 13 bytes.")
		}
	case text, ztxt, itxt:
		return s.textual(c)
	case exif, iccp, cabx:
		return s.binary(c)
	case plte, iend:
	default:
		if c.name.critical() {
			s.broken("png-critical", c.at, "The critical chunk %s is not known.", c.name)
		}
	}
	return s.check(c)
}

// before makes a chunk the one that a new packet goes before, if it is the first.
func (s *scanner) before(c chunk) {
	if s.insert == 0 {
		s.insert = c.at
	}
}

// pixelData adds to the payload.
func (s *scanner) pixelData(c chunk) {
	r := c.body()
	if c.name == idat {
		s.before(c)
		s.pixels = true
	} else {
		skip := min(4, r.Length) // the sequence number
		r.Offset, r.Length = r.Offset+skip, r.Length-skip
	}
	if len(s.scan.Payload) == MaxRanges {
		s.broken("png-too-many-chunks", c.at, "There are more than %d pixel chunks.", MaxRanges)
	} else if r.Length > 0 {
		s.scan.Payload = append(s.scan.Payload, r)
	}
}

// load reads the data of a chunk and checks its CRC. The data is nil where it is too
// large, which is reported.
func (s *scanner) load(c chunk) (data []byte, intact bool, err error) {
	if c.length > container.MaxBlock-8 {
		s.problem("png-too-large", c.at, "The %d bytes of chunk %s are not read.", c.length, c.name)
		return nil, false, nil
	}
	if !s.spend(c, int(c.length)) {
		return nil, false, nil
	}
	b, err := s.src.Bytes(container.Range{Offset: c.at + 4, Length: c.length + 8})
	if err != nil || b == nil {
		return nil, false, err
	}
	intact = s.sum(c, b)
	return b[4 : len(b)-4 : len(b)-4], intact, nil
}

// spend takes from what may still be read; it reports false, and a problem, where that
// is not enough.
func (s *scanner) spend(c chunk, n int) bool {
	if n > s.budget {
		s.broken("png-too-much", c.at, "There are more than %d bytes of metadata.", MaxMetadata)
		return false
	}
	s.budget -= n
	return true
}

// binary reads a chunk whose data is not text.
func (s *scanner) binary(c chunk) error {
	data, _, err := s.load(c)
	if err != nil {
		return err
	}
	b := container.Block{Stored: []container.Range{c.body()}, Data: data, Place: c.name.String() + " chunk"}
	switch c.name {
	case cabx:
		b.Kind = container.C2PA
	case exif:
		b.Kind = container.Exif
		s.bareExif(c, &b)
	case iccp:
		b.Kind, b.Packed = container.ICC, true
		s.colourProfile(c, &b)
	}
	s.block(b)
	return nil
}

var exifHead = []byte("Exif\x00\x00")

// bareExif takes away what Exif begins with in a JPEG.
func (s *scanner) bareExif(c chunk, b *container.Block) {
	if rest, ok := bytes.CutPrefix(b.Data, exifHead); ok {
		s.problem("png-exif", c.at, `Exif begins with "Exif", as it should in JPEG only.`)
		b.Data = rest
		b.Stored[0].Offset += int64(len(exifHead))
		b.Stored[0].Length -= int64(len(exifHead))
	}
}

// colourProfile makes of the data of iCCP the profile: name, zero, method, zlib.
func (s *scanner) colourProfile(c chunk, b *container.Block) {
	if b.Data == nil {
		return
	}
	name, rest, ok := bytes.Cut(b.Data, []byte{0})
	if !ok || len(rest) == 0 {
		s.problem("png-text", c.at, "The name of a colour profile does not end.")
		b.Data = nil
		return
	}
	b.Name = string(name[:min(len(name), maxKeyword)])
	skip := int64(len(name) + 2)
	b.Stored[0].Offset, b.Stored[0].Length = b.Stored[0].Offset+skip, b.Stored[0].Length-skip
	b.Data = s.inflate(c, rest[0], rest[1:])
}
