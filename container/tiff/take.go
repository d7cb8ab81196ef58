package tiff

import (
	"github.com/proviso-signals/proviso/container"
)

// take sees what the entries of an IFD are, reads what is metadata, and walks the IFDs
// that hang from it.
func (s *scanner) take(d ifd, depth int) error {
	for _, e := range d.entries {
		s.sign(e)
		if err := s.metadata(d, e); err != nil {
			return err
		}
	}
	if err := s.pixels(d); err != nil {
		return err
	}
	for _, e := range d.entries {
		if err := s.hanging(e, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// metadata reads an entry that is a block of metadata.
func (s *scanner) metadata(d ifd, e entry) error {
	switch e.tag {
	case tagXMP:
		if d.at == int64(s.start) {
			s.packets = append(s.packets, e)
		} else {
			s.other(packet{e.data, d.name, d.page})
		}
	case tagIIM:
		return s.iim(e.data, d.name)
	case tagPhotoshop:
		return s.photoshop(e.data, d)
	case tagICC:
		if s.scan.Find(container.ICC) == nil {
			return s.block(container.ICC, e.data, d.name)
		}
	case tagC2PA:
		if first := s.scan.Find(container.C2PA); first != nil {
			s.problem("tiff-c2pa-duplicate", e.at, "There is a manifest store already at %d.", first.Stored[0].Offset)
		}
		return s.block(container.C2PA, e.data, d.name)
	}
	return nil
}

// hanging walks the IFDs that an entry leads to. Their own next IFDs are not followed.
func (s *scanner) hanging(e entry, depth int) error {
	name := ""
	switch e.tag {
	case tagSubIFDs:
		name = "SubIFD"
	case tagExif:
		name = "Exif IFD"
	case tagGPS:
		name = "GPS IFD"
	case tagInterop:
		name = "Interoperability IFD"
	default:
		return nil
	}
	offsets := s.array(e)
	for i := range offsets.len() {
		if s.steps == MaxIFDs {
			s.broken("tiff-too-many-ifds", e.at, "There are more than %d IFDs.", MaxIFDs)
			return nil
		}
		offset, err := offsets.at(i)
		if err == nil {
			_, err = s.directory(offset, e.at, name, depth)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// block lists a block and reads it. One that several IFDs share is listed once.
func (s *scanner) block(kind container.Kind, r container.Range, place string) error {
	if r.Length == 0 || s.listed(kind, r) {
		return nil
	}
	data, err := s.load(r)
	if err == nil {
		s.scan.Blocks = append(s.scan.Blocks, container.Block{Kind: kind, Stored: []container.Range{r}, Data: data, Place: place})
	}
	return err
}

// listed reports whether a block is in the list, or the list is full.
func (s *scanner) listed(kind container.Kind, r container.Range) bool {
	for _, b := range s.scan.Blocks {
		if b.Kind == kind && b.Stored[0] == r {
			return true
		}
	}
	if len(s.scan.Blocks) < MaxBlocks {
		return false
	}
	s.problem("tiff-too-many-blocks", r.Offset, "There are more than %d blocks of metadata.", MaxBlocks)
	return true
}

// load reads a block; its data is nil where it is too large, which is reported.
func (s *scanner) load(r container.Range) ([]byte, error) {
	switch {
	case r.Length > container.MaxBlock:
		s.problem("tiff-too-large", r.Offset, "A block of %d bytes is not read.", r.Length)
		return nil, nil
	case r.Length > s.budget:
		s.problem("tiff-too-much", r.Offset, "There are more than %d bytes of metadata.", MaxMetadata)
		return nil, nil
	}
	s.budget -= r.Length
	return s.src.Bytes(r)
}

// iim lists a block of IIM records. Some writers declare it as LONG and then swap the
// bytes of each, as if it were numbers.
func (s *scanner) iim(r container.Range, place string) error {
	had := len(s.scan.Blocks)
	if err := s.block(container.IIM, r, place); err != nil || len(s.scan.Blocks) == had {
		return err
	}
	const mark = 0x1C
	b := &s.scan.Blocks[had]
	if len(b.Data) < 4 || b.Data[0] == mark || b.Data[3] != mark {
		return nil
	}
	s.problem("tiff-iim-swapped", r.Offset, "The bytes of IIM are swapped, four by four.")
	for d := b.Data; len(d) >= 4; d = d[4:] {
		d[0], d[1], d[2], d[3] = d[3], d[2], d[1], d[0]
	}
	b.Packed = true
	return nil
}
