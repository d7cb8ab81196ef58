package jxl

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
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
func isXMP(b []byte) bool {
	b = b[:min(len(b), maxProlog)]
	text := bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if len(b) > 1 && (b[0] == 0 || b[1] == 0 || b[0] >= 0xFE) { // UTF-16 or UTF-32
		text = bytes.ReplaceAll(b, []byte{0}, nil)
		text = bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("\xFE\xFF")), []byte("\xFF\xFE"))
	}
	for {
		text = bytes.TrimLeft(text, " \t\r\n")
		end := ""
		switch {
		case bytes.HasPrefix(text, []byte("<?xpacket")):
			return true
		case bytes.HasPrefix(text, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(text, []byte("<!")):
			end = ">"
		default:
			return isRoot(text)
		}
		_, rest, ok := bytes.Cut(text, []byte(end))
		if !ok {
			return false
		}
		text = rest
	}
}

// isRoot reports whether text begins with the start tag of an element that holds XMP.
func isRoot(text []byte) bool {
	name, ok := bytes.CutPrefix(text, []byte("<"))
	i := bytes.IndexAny(name, " \t\r\n/>")
	if !ok || i < 0 {
		return false
	}
	name = name[:i]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch string(name) {
	case "xmpmeta", "xapmeta", "RDF":
		return true
	}
	return false
}

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
