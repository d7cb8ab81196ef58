package jpeg

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// A box in APP11 stands in segments that all begin with: "JP", instance (2 bytes),
// sequence (4), and the head of the box: size (4), type (4), and, where the size is 1,
// its size in 8 bytes.
const (
	boxHead  = 16
	boxLarge = boxHead + 8
)

// manifestStore is the type of the JUMBF superbox of C2PA, as its description box has
// it.
const manifestStore = "\x63\x32\x70\x61\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"

// noteBox takes a segment of a JUMBF box. Size and type are the wrong way round in
// files of one writer, which c2pa readers forgive.
func (s *scanner) noteBox(g segment, b []byte) {
	p := numbered{segment: g, skip: boxHead, set: string(b[2:4]), number: int64(binary.BigEndian.Uint32(b[4:]))}
	switch string(b[12:16]) {
	case "jumb":
		p.total = int64(binary.BigEndian.Uint32(b[8:]))
	case "bmuj":
		p.total = int64(binary.LittleEndian.Uint32(b[8:]))
		p.swapped = true
		s.problem("jpeg-c2pa-byte-order", g.at, "Size and type of a JUMBF box are written in the wrong byte order.")
	default:
		return
	}
	if p.total == 1 && len(b) >= boxLarge {
		p.total = int64(min(binary.BigEndian.Uint64(b[boxHead:]), 1<<62))
		p.skip = boxLarge
	}
	if d := b[p.skip:]; len(d) >= 24 {
		p.first = string(d[4:8]) == "jumd" && string(d[8:24]) == manifestStore
	}
	s.boxes = append(s.boxes, p)
}

// readBoxes puts C2PA manifest stores together. There should be one.
func (s *scanner) readBoxes() error {
	sets := map[string][]numbered{}
	for _, p := range s.boxes {
		sets[p.set] = append(sets[p.set], p)
	}
	for _, p := range s.boxes { // in the order of the file
		all := sets[p.set]
		delete(sets, p.set)
		sorted, twice := inOrder(all)
		if len(sorted) == 0 || !sorted[0].first {
			continue
		}
		if twice {
			s.problem("jpeg-c2pa", all[0].at, "Pieces of the C2PA manifest store are there more than once.")
		}
		if err := s.readStore(all, sorted); err != nil {
			return err
		}
	}
	return nil
}

// readStore adds a manifest store, with the head of its box.
func (s *scanner) readStore(all, sorted []numbered) error {
	if s.scan.Find(container.C2PA) != nil {
		s.problem("jpeg-c2pa", all[0].at, "There is more than one C2PA manifest store, and this one is not read.")
		return nil
	}
	head := int64(sorted[0].skip - 8)
	whole := counted(sorted) && head+bodies(sorted).length() == sorted[0].total
	if err := s.assemble(container.C2PA, "APP11 segment", all, sorted, whole); err != nil || !whole {
		return err
	}
	b := &s.scan.Blocks[len(s.scan.Blocks)-1]
	b.Stored[0].Offset -= head
	b.Stored[0].Length += head
	b.Packed = sorted[0].swapped
	if b.Data != nil {
		b.Data = append(headOf(sorted[0]), b.Data...)
	}
	return nil
}

// headOf writes the head of a box.
func headOf(p numbered) []byte {
	if p.skip == boxLarge {
		return binary.BigEndian.AppendUint64([]byte("\x00\x00\x00\x01jumb"), uint64(p.total))
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(p.total)), "jumb"...)
}
