package jxl

import (
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/internal/xmlroot"
)

// xml takes a box of XML, if it is XMP.
func (s *scanner) xml(p piece) error {
	if p.form != packed {
		b, err := s.peek(p.at.Offset, int(min(p.at.Length, maxProlog)))
		if err != nil || !isXMP(b) {
			return err
		}
	}
	if err := s.load(&p); err != nil {
		return err
	}
	if p.data != nil && !isXMP(p.data) {
		return nil
	}
	s.packets = append(s.packets, p)
	return nil
}

// isXMP reports whether XML is XMP by its beginning: the root, or the wrapper of a
// packet. Encodings do not matter.
func isXMP(b []byte) bool { return xmlroot.Find(b[:min(len(b), maxProlog)]).XMP() }

// choose says which packets count: those in uuid boxes only where there are no others.
// Of these the first.
func (s *scanner) choose() {
	native := false
	for _, p := range s.packets {
		native = native || p.form != odd
	}
	first := int64(-1)
	for _, p := range s.packets {
		if p.form == odd {
			s.problem("jxl-xmp-place", p.box.at, "An XMP packet stands in a uuid box.")
		}
		if first >= 0 || native && p.form == odd {
			s.problem("jxl-xmp-duplicate", p.box.at, "There is more than one XMP packet, and this one does not count.")
		}
		if native && p.form == odd {
			s.scan.Spare = append(s.scan.Spare, container.Block{Kind: container.XMP, Stored: []container.Range{p.at}, Data: p.data, Place: "uuid box"})
			continue
		}
		if first < 0 {
			first = p.box.at
		}
		place := "xml box"
		if p.form == odd {
			place = "uuid box"
		}
		s.block(container.XMP, place, p)
	}
}
