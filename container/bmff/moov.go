package bmff

import (
	"github.com/proviso-signals/proviso/container"
)

// track is what says where the samples of a track stand.
type track struct{ offsets, runs, lengths box }

// table is where the offsets of the chunks of a track are written down.
type table struct {
	at      int64 // the first
	width   int
	offsets []int64
}

// movie goes through moov and the boxes within that hold others.
func (s *scanner) movie(b box, depth int) error {
	if depth > MaxDepth {
		s.broken("bmff-too-deep", b.at, "Boxes are nested deeper than %d.", MaxDepth)
		return nil
	}
	return s.each(b.body, b.end, func(b box) error { return s.inMovie(b, depth+1) })
}

// inMovie takes a box within moov.
func (s *scanner) inMovie(b box, depth int) error {
	if fragments[b.name] {
		s.broken("bmff-fragmented", b.at, "Box %q has offsets that are not followed.", b.name)
	}
	switch b.name {
	case "mdia", "minf", "stbl", "dinf":
		return s.movie(b, depth)
	case "trak":
		return s.oneTrack(b, depth)
	case "meta":
		return s.trackMeta(b)
	case "udta":
		return s.userData(b)
	case "uuid":
		return s.canon(b)
	case "stsd":
		return s.each(min(b.body+8, b.end), b.end, func(b box) error {
			if len(b.name) > 3 && b.name[:3] == "enc" {
				s.broken("bmff-encrypted", b.at, "A track is encrypted.")
			}
			return nil
		})
	case "dref":
		return s.each(min(b.body+8, b.end), b.end, s.reference)
	case "stco", "co64":
		return s.once(&s.track.offsets, b)
	case "stsc":
		return s.once(&s.track.runs, b)
	case "stsz", "stz2":
		return s.once(&s.track.lengths, b)
	}
	return nil
}

// once notes where a box stands that there must be one of.
func (s *scanner) once(slot *box, b box) error {
	if slot.there() {
		s.broken("bmff-twice", b.at, "There is a second box %q.", b.name)
	}
	*slot = b
	return nil
}

// reference takes a data reference: flag 1 is for data in this file.
func (s *scanner) reference(b box) error {
	flags, err := s.src.Bytes(container.Range{Offset: b.body, Length: min(4, b.end-b.body)})
	if err == nil && (len(flags) < 4 || flags[3]&1 == 0) {
		s.broken("bmff-external", b.at, "The samples of a track may be in another file.")
	}
	return err
}

// userData looks for a meta box within udta, which may end in zeros.
func (s *scanner) userData(b box) error {
	for at := b.body; at < b.end; {
		in, err := s.next(at, b.end)
		if s.steps--; err != nil || !in.there() || s.steps < 0 {
			return err
		}
		if in.name == "meta" {
			if err := s.trackMeta(in); err != nil {
				return err
			}
		}
		at = in.end
	}
	return nil
}

// trackMeta reads a meta box that is not the file's. Those of QuickTime, which have no
// version, hold no items.
func (s *scanner) trackMeta(b box) error {
	head, err := s.src.Bytes(container.Range{Offset: b.body, Length: min(8, b.end-b.body)})
	if err != nil || len(head) < 8 || string(head[4:8]) == "hdlr" {
		return err
	}
	m, err := s.meta(b)
	if err != nil || len(m.items) == 0 {
		return err
	}
	if len(s.layout.tracks) == MaxTracks {
		s.broken("bmff-too-many-tracks", b.at, "There are more than %d tracks.", MaxTracks)
		return nil
	}
	m.track = true
	s.layout.tracks = append(s.layout.tracks, m)
	return nil
}

// oneTrack takes a track, and notes where its chunks are.
func (s *scanner) oneTrack(b box, depth int) error {
	s.track = track{}
	if err := s.movie(b, depth); err != nil {
		return err
	}
	t := s.track
	s.track = track{}
	if !t.offsets.there() {
		s.broken("bmff-samples", b.at, "A track does not say where its samples are.")
		return nil
	}
	if len(s.layout.chunks) == MaxTracks {
		s.broken("bmff-too-many-tracks", b.at, "There are more than %d tracks.", MaxTracks)
		return nil
	}
	c, err := s.table(t.offsets)
	if err != nil || c == nil {
		return err
	}
	all := table{width: 4}
	if t.offsets.name == "co64" {
		all.width = 8
	}
	c.take(4)
	n := c.number(4)
	all.at = c.at()
	if n > uint64(c.left()/all.width) {
		s.broken("bmff-table", t.offsets.at, "Box %q ends before its entries.", t.offsets.name)
		return nil
	}
	if s.extents -= int(n); s.extents < 0 {
		s.broken("bmff-too-many-extents", b.at, "There are more than %d chunks.", MaxExtents)
		return nil
	}
	for range n {
		all.offsets = append(all.offsets, int64(min(c.number(all.width), 1<<62)))
	}
	s.layout.chunks = append(s.layout.chunks, all)
	return s.samples(t, all)
}
