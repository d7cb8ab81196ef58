package jxl

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// codestream is how far the codestream has come.
type codestream struct {
	version uint32          // of the file format; from 1 on, pieces may come in any order
	seen    map[uint32]bool // pieces, by their indices
	last    int64           // the index of the last piece; -1 for not yet known
	highest int64           // of the indices seen
	done    bool            // it is complete
}

// lastPiece is the bit that marks the last piece.
const lastPiece = 1 << 31

// whole takes a codestream in one box.
func (s *scanner) whole(b box) {
	if s.stream.done || s.stream.seen != nil {
		s.broken("jxl-codestream", b.at, "There is more than one codestream.")
	}
	s.stream.done = true
	s.payload(b.body)
}

// part takes a piece of a codestream, as libjxl does.
func (s *scanner) part(b box) {
	if len(b.begin) < 4 {
		s.broken("jxl-codestream", b.at, "A piece of the codestream has no index.")
		return
	}
	c := &s.stream
	number := binary.BigEndian.Uint32(b.begin)
	index := number &^ lastPiece
	if c.done || c.seen[index] || c.version == 0 && int(index) != len(c.seen) || number != index && c.last >= 0 {
		s.broken("jxl-codestream", b.at, "A piece of the codestream has the number %d after %d others.", index, len(c.seen))
	}
	if c.seen == nil {
		c.seen = map[uint32]bool{}
	}
	c.seen[index] = true
	c.highest = max(c.highest, int64(index))
	if number != index {
		c.last = int64(index)
	}
	if c.last >= 0 && c.highest > c.last {
		s.broken("jxl-codestream", b.at, "There are pieces of the codestream beyond the last one, %d.", c.last)
	}
	c.done = c.done || int64(len(c.seen)) == c.last+1
	s.payload(container.Range{Offset: b.body.Offset + 4, Length: b.body.Length - 4})
}

// leads reports whether a box must come, or does good, before metadata: the signature's
// followers, and the head of the codestream where it is a piece of its own.
func (s *scanner) leads(b box) bool {
	switch b.kind {
	case "ftyp", "jxll":
		return true
	case "jxlp":
		return s.stream.seen == nil && len(b.begin) >= 4 && b.length() <= maxHead &&
			binary.BigEndian.Uint32(b.begin) == 0
	}
	return false
}

// payload adds a range of what makes the picture.
func (s *scanner) payload(r container.Range) {
	if r.Length > 0 {
		s.scan.Payload = append(s.scan.Payload, r)
	}
}

// fileType takes the box of that name.
func (s *scanner) fileType(b box) {
	if s.count != 1 || b.body.Length < 12 || string(b.begin[:4]) != "jxl " {
		s.broken("jxl-header", b.at, "The box ftyp is not the second, or not that of JPEG XL.")
		return
	}
	s.stream.version = binary.BigEndian.Uint32(b.begin[4:])
	if s.stream.version > 1 {
		s.broken("jxl-header", b.at, "Version %d of the file format is not known.", s.stream.version)
	}
}
