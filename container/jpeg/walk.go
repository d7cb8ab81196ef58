package jpeg

import (
	"bytes"
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// Marker codes, T.81 table B.1.
const (
	tem  = 0x01
	sof0 = 0xC0
	rst0 = 0xD0
	soi  = 0xD8
	eoi  = 0xD9
	sos  = 0xDA
	app0 = 0xE0
	com  = 0xFE
)

// segment is a marker with its length and what it is the length of.
type segment struct {
	at     int64 // of the byte FF just before the code
	body   container.Range
	marker byte
}

// walk goes through the segments of the header.
func (s *scanner) walk() error {
	for at := int64(2); ; {
		g, err := s.next(at)
		if err != nil {
			return err
		}
		if g == nil || s.last(g) {
			break
		}
		if s.segments++; s.segments > MaxSegments {
			s.broken("jpeg-too-many-segments", g.at, "The header has more than %d segments.", MaxSegments)
			break
		}
		if g.marker == soi {
			s.broken("jpeg-soi-twice", g.at, "The image starts a second time within its header.")
		} else if err := s.note(*g); err != nil {
			return err
		}
		at = g.body.End()
	}
	return nil
}

// next gives the segment at or after an offset, or nil where there is none that can be
// trusted.
func (s *scanner) next(at int64) (*segment, error) {
	g, err := s.marker(at)
	if err != nil || g == nil {
		return nil, err
	}
	at, code := g.at, g.marker
	g.body.Offset = at + 2
	if code == tem || code >= rst0 && code <= eoi {
		return g, nil
	}
	if code < sof0 {
		s.broken("jpeg-marker", at, "FF %02X is no marker of a header.", code)
	}
	b, err := s.src.Peek(at+2, 2)
	if err != nil {
		return nil, err
	}
	if len(b) < 2 {
		s.truncated(at)
		return nil, nil
	}
	length := int64(binary.BigEndian.Uint16(b))
	if length < 2 {
		s.broken("jpeg-length", at, "A segment gives its length as %d bytes, which leaves none for the length.", length)
		return nil, nil
	}
	g.body = container.Range{Offset: at + 4, Length: length - 2}
	if g.body.End() > s.src.Size() {
		s.truncated(at)
		return nil, nil
	}
	return g, nil
}

// last reports whether the header ends at a segment, which then belongs to the
// payload with all that follows.
func (s *scanner) last(g *segment) bool {
	if g.marker != sos && g.marker != eoi {
		return false
	}
	if g.marker == eoi {
		s.problem("jpeg-no-scan", g.at, "The image ends before it has pixels.")
	}
	s.end = g.at
	s.payload(container.Range{Offset: g.at, Length: s.src.Size() - g.at})
	return true
}

// marker finds the marker at or after an offset; nil where the file ends or gives no
// hope.
func (s *scanner) marker(at int64) (*segment, error) {
	b, err := s.src.Peek(at, 2)
	switch {
	case err != nil:
		return nil, err
	case len(b) == 0:
		s.problem("jpeg-no-scan", at, "The file ends before it has pixels.")
		s.end = at
		return nil, nil
	case len(b) == 2 && b[0] == 0xFF && b[1] != 0 && b[1] != 0xFF:
		return &segment{at: at, marker: b[1]}, nil
	}
	return s.search(at)
}

// search passes fill bytes, which T.81 allows before a marker, and others, which it
// does not.
func (s *scanner) search(from int64) (*segment, error) {
	fill := int64(-1) // where a run of FF begins
	for at := from; s.skipped+at-from <= MaxSkip; {
		b, err := s.src.Peek(at, 512)
		if err != nil {
			return nil, err
		}
		if len(b) < 2 {
			s.truncated(at)
			return nil, nil
		}
		i := bytes.IndexByte(b, 0xFF)
		if i < 0 {
			at += int64(len(b))
			fill = -1
			continue
		}
		if i > 0 || fill < 0 {
			fill = at + int64(i)
		}
		for i+1 < len(b) && b[i+1] == 0xFF {
			i++
		}
		at += int64(i)
		if i+1 == len(b) {
			continue // the run goes on, or a marker ends it
		}
		if code := b[i+1]; code != 0 {
			s.skipped += at - from
			if fill > from {
				s.stray = true
				s.problem("jpeg-garbage", from, "%d bytes before the marker at %d belong to no segment.", fill-from, at)
			}
			return &segment{at: at, marker: code}, nil
		}
		at += 2 // FF 00 stands for a byte of data
		fill = -1
	}
	s.broken("jpeg-garbage", from, "More than %d bytes of the header belong to no segment.", MaxSkip)
	return nil, nil
}

func (s *scanner) truncated(at int64) {
	s.broken("jpeg-truncated", at, "The file ends within its header.")
}

// payload adds a range of what makes the picture.
func (s *scanner) payload(r container.Range) {
	all := s.scan.Payload
	if n := len(all); n > 0 && all[n-1].End() == r.Offset {
		all[n-1].Length += r.Length
		return
	}
	s.scan.Payload = append(all, r)
}
