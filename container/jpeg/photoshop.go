package jpeg

import (
	"bytes"
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// Photoshop resources that matter here.
const (
	resourceIIM = 0x0404
	resourceXMP = 0x0424
)

// readResources looks for IIM among Photoshop's resources, which may run across
// segments.
func (s *scanner) readResources() error {
	if len(s.resources) == 0 {
		return nil
	}
	held := make(pieces, len(s.resources))
	for i, g := range s.resources {
		held[i] = g.body
	}
	all, err := held.join(s.src)
	if err != nil {
		return err
	}
	if all == nil {
		s.problem("jpeg-too-large", held[0].Offset, "Photoshop resources of more than %d bytes are not read.", container.MaxBlock)
		return nil
	}
	next, begun := int64(0), 0 // where the next segment begins, and how many have
	for at, n := int64(0), 0; at < int64(len(all)); n++ {
		if n == MaxResources {
			s.problem("jpeg-too-many-resources", held[0].Offset, "There are more than %d Photoshop resources.", MaxResources)
			return nil
		}
		if r := resourceOf(all[at:]); r.head > 0 {
			s.resource(r, at, held, all)
			at = min(at+r.length(), int64(len(all)))
			continue
		}
		for ; next <= at && begun < len(held); begun++ {
			next += held[begun].Length
		}
		if len(bytes.Trim(all[at:next], "\x00")) > 0 {
			s.problem("jpeg-photoshop", held[begun-1].Offset, "Photoshop resources are damaged.")
		}
		at = next
	}
	return nil
}

// resource is a Photoshop resource: a signature, a number, a name padded to an even
// length, the size, and data padded likewise.
type resource struct {
	id         uint16
	head, size int64 // of what stands before the data, and of the data
}

func (r resource) length() int64 { return r.head + r.size + r.size&1 }

// resourceOf reads the head of a resource; its length is zero for what is no resource.
func resourceOf(b []byte) (r resource) {
	if len(b) < 12 {
		return r
	}
	switch string(b[:4]) {
	case "8BIM", "PHUT", "AgHg", "DCSR", "MeSa":
	default:
		return r
	}
	head := 6 + (int64(b[6])+2)&^1 + 4
	if head > int64(len(b)) {
		return r
	}
	size := int64(binary.BigEndian.Uint32(b[head-4:]))
	if size > int64(len(b))-head {
		return r
	}
	return resource{binary.BigEndian.Uint16(b[4:]), head, size}
}

// resource takes a resource if it is one of those looked for.
func (s *scanner) resource(r resource, at int64, held pieces, all []byte) {
	if r.size == 0 || r.id != resourceIIM && r.id != resourceXMP {
		return
	}
	from, to := at+r.head, at+r.head+r.size
	b := container.Block{
		Kind: container.IIM, Place: "APP13 segment",
		Stored: held.part(from, r.size), Data: all[from:to:to],
	}
	if r.id == resourceIIM {
		if s.scan.Find(container.IIM) != nil {
			s.problem("jpeg-iim-duplicate", b.Stored[0].Offset, "There is more than one IIM block.")
		}
		s.scan.Blocks = append(s.scan.Blocks, b)
		return
	}
	s.problem("jpeg-xmp-place", b.Stored[0].Offset, "An XMP packet stands among Photoshop's resources, where JPEG has none.")
	s.misplaced = append(s.misplaced, held.part(at, r.length()))
	if s.embedded == nil && plausible(b.Data) {
		b.Kind = container.XMP
		s.embedded = &b
	}
}

// dropMisplaced drops packets among Photoshop's resources.
func (l *layout) dropMisplaced() (plan, error) {
	var p plan
	gone := map[int]int64{} // from each segment
	for _, m := range l.misplaced {
		if len(m) != 1 {
			return nil, refusal("jpeg-xmp-place", "A packet among Photoshop's resources runs across segments.")
		}
		p = append(p, container.Edit{Offset: m[0].Offset, Remove: m[0].Length})
		for i, g := range l.resources {
			if g.at < m[0].Offset && m[0].Offset < g.body.End() {
				gone[i] += m[0].Length
			}
		}
	}
	for i, n := range gone {
		g := l.resources[i]
		length := binary.BigEndian.AppendUint16(nil, uint16(g.body.End()-g.at-2-n))
		p = append(p, container.Edit{Offset: g.at + 2, Remove: 2, Insert: length})
	}
	return p, nil
}
