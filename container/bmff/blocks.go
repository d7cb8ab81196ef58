package bmff

import (
	"bytes"
	"cmp"
	"compress/flate"
	"compress/zlib"
	"io"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// add adds a block.
func (s *scanner) add(b block) {
	if len(s.blocks) == MaxBlocks {
		s.broken("bmff-too-many-blocks", b.Stored[0].Offset, "There are more than %d blocks of metadata.", MaxBlocks)
		return
	}
	s.blocks = append(s.blocks, b)
}

// arrange puts blocks into the order of the file, but makes the XMP and the Exif of the
// picture the first of their kind: what stands before comes right behind.
func (s *scanner) arrange() {
	slices.SortStableFunc(s.blocks, func(a, b block) int { return cmp.Compare(a.Stored[0].Offset, b.Stored[0].Offset) })
	waits := map[container.Kind]bool{} // for the one that comes first
	for _, b := range s.blocks {
		waits[b.Kind] = waits[b.Kind] || s.leads(b)
	}
	for i := range s.blocks {
		s.blocks[i].Aside = s.blocks[i].other
	}
	late := map[container.Kind][]container.Block{}
	for _, b := range s.blocks {
		if waits[b.Kind] && !s.leads(b) {
			late[b.Kind] = append(late[b.Kind], b.Block)
			continue
		}
		s.scan.Blocks = append(s.scan.Blocks, b.Block)
		if waits[b.Kind] {
			s.scan.Blocks = append(s.scan.Blocks, late[b.Kind]...)
			waits[b.Kind] = false
		}
	}
}

// leads reports whether a block is what its kind says of the picture.
func (s *scanner) leads(b block) bool {
	if b.Kind == container.XMP && len(s.packets) > 0 {
		p := s.packets[0]
		return b.item == p.item && len(p.ranges) > 0 && (p.item != nil || b.Stored[0] == p.ranges[0])
	}
	return !b.other
}

// decode gives the packet that is stored encoded, or nil with a problem.
func (s *scanner) decode(i *item, stored []byte) []byte {
	if stored == nil {
		return nil
	}
	if !isDeflate(i.encoding) {
		s.problem("bmff-encoding", i.info.at, "Item %d is encoded in the unknown way %.20q.", i.id, i.encoding)
		return nil
	}
	limit := min(s.budget, container.MaxBlock) + 1
	data, err := inflate(stored, limit)
	switch {
	case !s.spend(i.info.at, len(data)):
		s.budget = 0
	case len(data) > container.MaxBlock:
		s.problem("bmff-too-large", i.info.at, "Item %d has more than %d bytes when uncompressed.", i.id, container.MaxBlock)
	case err != nil:
		s.problem("bmff-encoding", i.info.at, "The compressed data of item %d is damaged.", i.id)
	default:
		return data
	}
	return nil
}

// inflate gives up to limit bytes. "deflate" means zlib, as in HTTP, and as there some
// write a bare stream.
func inflate(packed []byte, limit int) ([]byte, error) {
	var from io.ReadCloser
	from, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		from = flate.NewReader(bytes.NewReader(packed))
	}
	return io.ReadAll(io.LimitReader(from, int64(limit)))
}

// union puts ranges into order and makes one of those that touch or overlap.
func union(all []container.Range) (out []container.Range) {
	slices.SortFunc(all, func(a, b container.Range) int { return cmp.Compare(a.Offset, b.Offset) })
	for _, r := range all {
		if n := len(out); n > 0 && r.Offset <= out[n-1].End() {
			out[n-1].Length = max(out[n-1].End(), r.End()) - out[n-1].Offset
		} else {
			out = append(out, r)
		}
	}
	return out
}

func isDeflate(encoding string) bool { return strings.EqualFold(encoding, "deflate") }
