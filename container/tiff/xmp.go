package tiff

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// plausibleLen is how much of a packet is looked at to see what it is.
const plausibleLen = 64

// plausible reports whether bytes look like XML, in whatever encoding.
func plausible(b []byte) bool {
	const blank = "\x00 \t\r\n"
	b = bytes.TrimLeft(b[:min(len(b), plausibleLen)], blank)
	for _, mark := range []string{"\xEF\xBB\xBF", "\xFE\xFF", "\xFF\xFE"} {
		b = bytes.TrimPrefix(b, []byte(mark))
	}
	b = bytes.TrimLeft(b, blank)
	return len(b) > 0 && b[0] == '<'
}

// other remembers a packet that is not in IFD0. One that several IFDs share is
// remembered once.
func (s *scanner) other(p packet) {
	if p.stored.Length == 0 {
		return
	}
	for _, e := range s.packets {
		if e.data == p.stored {
			return
		}
	}
	for _, o := range s.others {
		if o.stored == p.stored {
			return
		}
	}
	if len(s.others) == MaxBlocks {
		s.problem("tiff-too-many-blocks", p.stored.Offset, "There are more than %d XMP packets.", MaxBlocks)
		return
	}
	s.others = append(s.others, p)
	s.problem("tiff-xmp-place", p.stored.Offset, "There is an XMP packet in %s.", p.place)
}

// choose settles which packet is that of the file: the first of IFD0 that looks like
// XML, else the first of another page that does, else the first of IFD0. Previews and
// masks have packets about themselves.
func (s *scanner) choose() error {
	list := make([]packet, 0, len(s.packets)+len(s.others))
	for i, e := range s.packets[:min(len(s.packets), MaxBlocks)] {
		if i > 0 {
			s.problem("tiff-xmp-duplicate", e.at, "IFD0 has an XMP packet already at %d.", s.packets[0].data.Offset)
		}
		if e.typ != typeByte && e.typ != typeUndefined && sizeOf(e.typ) > 0 {
			s.problem("tiff-xmp-type", e.at, "The XMP packet is declared as type %d.", e.typ)
		}
		if e.data.Length > 0 {
			list = append(list, packet{e.data, "IFD0", true})
		}
	}
	own := len(list)
	list = append(list, s.others...)
	chosen := -1
	for i, p := range list {
		head, err := s.src.Bytes(container.Range{Offset: p.stored.Offset, Length: min(plausibleLen, p.stored.Length)})
		if err != nil {
			return err
		}
		if plausible(head) && p.page {
			chosen = i
			break
		}
		if i < own {
			s.problem("tiff-xmp-unreadable", p.stored.Offset, "What stands in the place of an XMP packet is not XML.")
		}
	}
	if chosen < 0 && own > 0 {
		chosen = 0
	}
	if chosen < 0 {
		return nil
	}
	if err := s.packet(list[chosen]); err != nil {
		return err
	}
	return s.spare(list[:own], chosen)
}

// spare lists the packets of IFD0 but the one that counts: no more data than a block may
// have, and of more packets than are looked at one for all.
func (s *scanner) spare(own []packet, chosen int) error {
	left := int64(container.MaxBlock)
	for i, p := range own {
		b := container.Block{Kind: container.XMP, Stored: []container.Range{p.stored}, Place: p.place}
		if i == chosen {
			continue
		}
		if left -= p.stored.Length; left >= 0 {
			var err error
			if b.Data, err = s.src.Bytes(p.stored); err != nil {
				return err
			}
		}
		s.scan.Spare = append(s.scan.Spare, b)
	}
	if len(s.packets) > MaxBlocks {
		s.scan.Spare = append(s.scan.Spare, container.Block{Kind: container.XMP, Stored: []container.Range{s.packets[MaxBlocks].data}, Place: "IFD0"})
	}
	return nil
}

// packet lists the packet of the file, which is read whatever else is.
func (s *scanner) packet(p packet) error {
	b := container.Block{Kind: container.XMP, Stored: []container.Range{p.stored}, Place: p.place}
	if p.stored.Length > container.MaxBlock {
		s.problem("tiff-too-large", p.stored.Offset, "An XMP packet of %d bytes is not read.", p.stored.Length)
	}
	var err error
	b.Data, err = s.src.Bytes(p.stored)
	s.scan.Blocks = append(s.scan.Blocks, b)
	return err
}

// OtherPackets reads the XMP packets of a file that are not its own: those of other
// pages, of previews and masks, and among Photoshop's resources. Where IFD0 has none,
// the first of a page is listed as the file's as well. They are not changed by writing.
func OtherPackets(src *container.Source, scan *container.Scan) ([]container.Block, error) {
	l, err := noteOf(scan)
	if err != nil {
		return nil, err
	}
	out := make([]container.Block, 0, len(l.others))
	budget := int64(MaxMetadata)
	for _, p := range l.others {
		b := container.Block{Kind: container.XMP, Stored: []container.Range{p.stored}, Place: p.place}
		if p.stored.Length <= budget {
			if b.Data, err = src.Bytes(p.stored); err != nil {
				return nil, err
			}
			budget -= int64(len(b.Data))
		}
		out = append(out, b)
	}
	return out, nil
}
