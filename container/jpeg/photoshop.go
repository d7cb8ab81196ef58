package jpeg

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/proviso-signals/proviso/container"
)

// Photoshop resources that matter here.
const (
	resourceIIM = 0x0404
	resourceXMP = 0x0424
	// resourceDigest is the MD5 of the IIM as it was when its writer made XMP say the
	// same: readers take another digest to mean that IIM was changed since.
	resourceDigest = 0x0425
)

// readResources looks for IIM among Photoshop's resources, which may run across
// segments.
func (s *scanner) readResources() error {
	if len(s.resources) == 0 {
		return nil
	}
	held := bodiesOf(s.resources)
	all, err := held.join(s.src)
	if err != nil {
		return err
	}
	if all == nil {
		s.unsound("jpeg-too-large", held[0].Offset, "Photoshop resources of more than %d bytes are not read.", container.MaxBlock)
		return nil
	}
	next, begun := int64(0), 0 // where the next segment begins, and how many have
	for at, n := int64(0), 0; at < int64(len(all)); n++ {
		if n == MaxResources {
			s.unsound("jpeg-too-many-resources", held[0].Offset, "There are more than %d Photoshop resources.", MaxResources)
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
			s.unsound("jpeg-photoshop", held[begun-1].Offset, "Photoshop resources are damaged.")
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

// placed is a resource and where it stands among all that the segments hold.
type placed struct {
	resource
	at    int64
	label []byte // signature, number and name
	data  []byte
}

// resource takes a resource if it is one of those looked for.
func (s *scanner) resource(r resource, at int64, held pieces, all []byte) {
	from, to := at+r.head, at+r.head+r.size
	found := placed{r, at, all[at : from-4], all[from:to:to]}
	b := container.Block{Place: "APP13 segment", Stored: held.part(from, r.size), Data: found.data}
	switch {
	case r.id == resourceDigest:
		s.digests = append(s.digests, found)
	case r.id == resourceIIM:
		s.iim = append(s.iim, found)
		if b.Kind = container.IIM; r.size > 0 {
			s.addIIM(b)
		}
	case r.id == resourceXMP && r.size > 0:
		s.problem("jpeg-xmp-place", b.Stored[0].Offset, "An XMP packet stands among Photoshop's resources, where JPEG has none.")
		s.misplaced = append(s.misplaced, held.part(at, r.length()))
		b.Kind = container.XMP
		s.embedded = append(s.embedded, b)
	}
}

func (s *scanner) addIIM(b container.Block) {
	if s.scan.Find(container.IIM) != nil {
		s.problem("jpeg-iim-duplicate", b.Stored[0].Offset, "There is more than one IIM block.")
	}
	s.scan.Blocks = append(s.scan.Blocks, b)
}

// unsound reports what is wrong with Photoshop's resources, among which then nothing is
// put.
func (s *scanner) unsound(code string, at int64, format string, args ...any) {
	if s.resourceDamage == nil {
		s.resourceDamage = &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
	}
	s.problem(code, at, format, args...)
}

// dropMisplaced drops packets among Photoshop's resources.
func (l *layout) dropMisplaced() (plan, error) {
	var p plan
	for _, m := range l.misplaced {
		if len(m) != 1 {
			return nil, refusal("jpeg-xmp-place", "A packet among Photoshop's resources runs across segments.")
		}
		p = append(p, container.Edit{Offset: m[0].Offset, Remove: m[0].Length})
	}
	return append(p, l.resizeResources(p)...), nil
}

// resizeResources gives the segments of resources the lengths they get under a plan.
func (l *layout) resizeResources(p plan) (out plan) {
	for _, g := range l.resources {
		out = append(out, g.resize(g.body.Length+p.growth(g.body))...)
	}
	return out
}
