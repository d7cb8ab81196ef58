package jpeg

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// numbered is a segment that holds one of several pieces.
type numbered struct {
	segment
	skip    int    // bytes before the piece
	set     string // what it is a piece of
	number  int64  // where it belongs
	total   int64  // what the set must come to
	first   bool   // for boxes: it begins a C2PA manifest store
	swapped bool   // for boxes: size and type are in the wrong byte order
}

// Bytes before the piece.
const (
	iccHead       = len(iccSignature) + 2
	extensionHead = len(extensionSignature) + 32 + 4 + 4
)

func numberedICC(g segment, b []byte) numbered {
	n := len(iccSignature)
	return numbered{segment: g, skip: iccHead, number: int64(b[n]), total: int64(b[n+1])}
}

func numberedExtension(g segment, b []byte) numbered {
	b = b[len(extensionSignature):]
	return numbered{
		segment: g, skip: extensionHead, set: string(b[:32]),
		total:  int64(binary.BigEndian.Uint32(b[32:])),
		number: int64(binary.BigEndian.Uint32(b[36:])),
	}
}

// inOrder gives the pieces sorted, without those that have the number of another. Empty
// ones are left out. Twice reports whether there was a number twice.
func inOrder(all []numbered) (sorted []numbered, twice bool) {
	for _, p := range all {
		if p.cut(p.skip).Length > 0 {
			sorted = append(sorted, p)
		}
	}
	slices.SortStableFunc(sorted, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	n := len(sorted)
	sorted = slices.CompactFunc(sorted, func(a, b numbered) bool { return a.number == b.number })
	return sorted, len(sorted) < n
}

// bodies gives what the segments hold.
func bodies(all []numbered) pieces {
	p := make(pieces, len(all))
	for i := range all {
		p[i] = all[i].cut(all[i].skip)
	}
	return p
}

// counted reports whether the numbers run without a gap from the first one on.
func counted(all []numbered) bool {
	for i := range all {
		if all[i].number != all[0].number+int64(i) || all[i].total != all[0].total {
			return false
		}
	}
	return len(all) > 0
}

// readICC puts a colour profile together. The counts are zero in files of some writers,
// who then mean the order in the file.
func (s *scanner) readICC() error {
	if len(s.icc) == 0 {
		return nil
	}
	all, twice := inOrder(s.icc)
	whole := counted(all) && all[0].number == 1 && all[0].total == int64(len(all))
	if !whole && !slices.ContainsFunc(s.icc, func(p numbered) bool { return p.total != 0 }) {
		all, whole, twice = s.icc, true, true
	}
	if twice {
		s.problem("jpeg-icc", s.icc[0].at, "Pieces of the colour profile are not numbered one by one.")
	}
	return s.assemble(container.ICC, "APP2 segment", s.icc, all, whole)
}

// assemble adds a block of pieces that are in order; without data where some miss.
func (s *scanner) assemble(k container.Kind, place string, found, all []numbered, whole bool) error {
	if whole {
		p := bodies(all)
		data, err := p.join(s.src)
		if err == nil {
			s.block(k, place, p, data)
		}
		return err
	}
	s.problem("jpeg-incomplete", found[0].at, "Not all pieces are there, or they contradict each other.")
	s.scan.Blocks = append(s.scan.Blocks, container.Block{Kind: k, Place: place, Stored: bodies(found)})
	return nil
}
