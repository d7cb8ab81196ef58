package bmff

import "github.com/proviso-signals/proviso/container"

// walk goes through the boxes at the top level.
func (s *scanner) walk() error {
	size := s.src.Size()
	for s.tail < size {
		b, err := s.next(s.tail, size)
		if err != nil {
			return err
		}
		if s.steps--; s.steps < 0 {
			s.broken("bmff-too-many-boxes", s.tail, "There are more than %d boxes.", MaxBoxes)
			return nil
		}
		// a second ftyp begins a file within the file, such as a motion photo
		if !b.there() || !printable(b.name) || b.name == "ftyp" && s.tail > 0 {
			s.trailing(b.name)
			return nil
		}
		if err := s.top(b); err != nil {
			return err
		}
		s.layout.boxes = append(s.layout.boxes, b)
		s.tail = b.end
	}
	return nil
}

// printable reports whether a name may be one of a box: without control characters.
func printable(name string) bool {
	for i := range len(name) {
		if name[i] < 0x20 || name[i] == 0x7F {
			return false
		}
	}
	return true
}

// trailing is for what is behind the last box: a box that is cut off, or a trailer.
func (s *scanner) trailing(name string) {
	left := s.src.Size() - s.tail
	switch name {
	case "meta", "moov", "mdat", "free", "skip", "uuid", "moof", "mpvd", "sefd":
		s.broken("bmff-truncated", s.tail, "Box %q is longer than the %d bytes that are left.", name, left)
	default:
		s.problem("bmff-trailing", s.tail, "%d bytes follow the last box.", left)
	}
}

// fragments are the boxes of files that come in fragments, or have offsets of their own.
var fragments = map[string]bool{
	"moof": true, "mfra": true, "sidx": true, "ssix": true, "styp": true, "mvex": true, "saio": true,
}

// top takes a box at the top level.
func (s *scanner) top(b box) error {
	switch b.name {
	case "meta":
		if s.main != nil {
			s.broken("bmff-twice", b.at, "There is a second meta box.")
			return nil
		}
		m, err := s.meta(b)
		s.main = m
		return err
	case "moov":
		return s.movie(b, 0)
	case "uuid":
		return s.uuid(b)
	case "mini":
		s.broken("bmff-mini", b.at, "The items are in a box of the low-overhead kind, which is not read.")
	case "meco":
		s.broken("bmff-twice", b.at, "There are additional meta boxes.")
	case "pssh", "ipro":
		s.broken("bmff-encrypted", b.at, "Box %q is about encryption.", b.name)
	default:
		if fragments[b.name] {
			s.broken("bmff-fragmented", b.at, "Box %q has offsets that are not followed.", b.name)
		}
	}
	return nil
}

// finish puts together what was found.
func (s *scanner) finish() error {
	s.scan.Payload = union(s.ranges)
	s.payload = s.scan.Payload
	s.arrange()
	if s.main == nil && s.damage == nil {
		s.damage = refusal("bmff-no-items", "The file has no meta box for items.")
	}
	s.code = map[string]int{}
	for _, p := range s.scan.Problems {
		s.code[p.Code]++
	}
	return nil
}

// load reads ranges of metadata as one. It is nil where they are too large, or too many,
// which is reported.
func (s *scanner) load(ranges []container.Range) ([]byte, error) {
	n, at := int64(0), ranges[0].Offset
	for _, r := range ranges {
		n += min(r.Length, container.MaxBlock+1) // ranges may be many, not more than MaxExtents
	}
	if n > container.MaxBlock {
		s.problem("bmff-too-large", at, "The %d bytes of a block are not read.", n)
		return nil, nil
	}
	if !s.spend(at, int(n)) {
		return nil, nil
	}
	if len(ranges) == 1 {
		return s.src.Bytes(ranges[0])
	}
	all := make([]byte, 0, n)
	for _, r := range ranges {
		b, err := s.src.Bytes(r)
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
	return all, nil
}

// spend takes from what may still be read; it reports false, and a problem, where that
// is not enough.
func (s *scanner) spend(at int64, n int) bool {
	if n > s.budget {
		s.broken("bmff-too-much", at, "There are more than %d bytes of metadata.", MaxMetadata)
		return false
	}
	s.budget -= n
	return true
}
