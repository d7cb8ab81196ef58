package webp

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// walk goes through the chunks, to the end of the RIFF and a little beyond.
func (s *scanner) walk(head []byte) error {
	s.riff = int64(binary.LittleEndian.Uint32(head[4:]))
	s.limit = s.riff + 8
	if s.limit < header+overhead {
		s.beyond, s.limit = true, s.src.Size()
	}
	at := int64(header)
	for at < s.limit {
		c, ok, err := s.next(at)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := s.take(c); err != nil {
			return err
		}
		at = c.end()
		s.lacks = c.length&1 == 1 && !c.padded
	}
	s.finish(at)
	return s.after()
}

// next gives the chunk at an offset, and false where there is none.
func (s *scanner) next(at int64) (chunk, bool, error) {
	b, err := s.peek(at, overhead)
	if err != nil || len(b) < overhead {
		return chunk{}, false, err
	}
	c := chunk{
		at:     at,
		length: int64(binary.LittleEndian.Uint32(b[4:])),
		name:   name(binary.BigEndian.Uint32(b)),
	}
	end := c.body().End()
	switch {
	case at+overhead > s.limit && !c.name.known():
		return chunk{}, false, nil // stray bytes
	case end > s.src.Size():
		s.cutOff("webp-truncated", at, "A chunk %q of %d bytes is longer than what is left.", c.name, c.length)
		return chunk{}, false, nil
	case s.count == MaxChunks:
		s.cutOff("webp-too-many-chunks", at, "There are more than %d chunks.", MaxChunks)
		return chunk{}, false, nil
	case end > s.limit:
		s.beyond, s.limit = true, s.src.Size()
	}
	s.count++
	if s.long--; c.length > tail {
		s.long = patience
	}
	if !c.name.printable() {
		s.problem("webp-chunk-name", at, "The name of a chunk is %q.", c.name)
	}
	if c.length&1 == 1 {
		c.padded, err = s.padding(end)
	}
	return c, true, err
}

// padding reports whether a byte of padding stands at an offset.
func (s *scanner) padding(at int64) (bool, error) {
	b, err := s.peek(at, 5)
	if err != nil || len(b) == 0 {
		return false, err
	}
	if at >= s.limit || s.outside {
		return b[0] == 0, nil // it is not counted, or it is what follows the RIFF
	}
	if len(b) == 5 && name(binary.BigEndian.Uint32(b)).known() && !name(binary.BigEndian.Uint32(b[1:])).known() {
		s.broken("webp-padding", at, "A chunk follows one of odd length without padding.")
		return false, nil
	}
	return true, nil
}

// peek is Peek that reads no more than needed for some chunks behind a long one: after
// pixels come more pixels, as a rule, or metadata that is read as a whole. The rest of a
// file is read at once if it is short.
func (s *scanner) peek(at int64, n int) ([]byte, error) {
	near := at >= s.window && at+int64(n) <= s.window+container.Window
	left := s.src.Size() - at
	if !near && (s.long > 0 || s.outside) && left > tail {
		return s.src.Bytes(container.Range{Offset: at, Length: int64(n)})
	}
	if !near && left > 0 {
		s.window = at
	}
	return s.src.Peek(at, n)
}

// finish compares what the chunks say with what the header of the file says.
func (s *scanner) finish(at int64) {
	s.end = at
	if !s.cut {
		s.ends(at, s.riff+8, s.src.Size())
	}
	if s.lacks && !s.cut {
		s.problem("webp-last-padding", at, "The last chunk has no padding.")
	}
	if !s.pixels {
		s.broken("webp-no-image", at, "There is no picture.")
	}
	if s.head.name == vp8x || s.seen != 0 {
		s.compareFlags()
	}
}

// ends judges where the chunks end.
func (s *scanner) ends(at, told, size int64) {
	switch {
	case s.beyond && at < size:
		s.cutOff("webp-riff-end", at, "The header gives %d bytes and the chunks have %d, of %d.", told, at, size)
	case at == told || s.lacks && at+1 == told && at == size:
	case at > told || told > size && told <= size+MaxSlack && at == size:
		s.problem("webp-riff-size", 4, "The header gives %d bytes and the chunks have %d.", told, at)
	case told > size:
		s.cutOff("webp-truncated", at, "The header gives %d bytes, and there are %d.", told, size)
	default:
		s.stray = told - at
		s.problem("webp-stray", at, "%d bytes belong to no chunk.", s.stray)
	}
}

// after looks for metadata behind the RIFF, in chunks that follow at once.
func (s *scanner) after() error {
	at, size := s.end+s.stray, s.src.Size()
	if s.cut || at >= size {
		return nil
	}
	s.outside, s.limit = true, size
	s.problem("webp-trailing", at, "%d bytes follow the RIFF.", size-at)
	for {
		b, err := s.peek(at, overhead)
		if err != nil || len(b) < overhead {
			return err
		}
		_, ok := name(binary.BigEndian.Uint32(b)).meant().kind()
		if !ok || at+overhead+int64(binary.LittleEndian.Uint32(b[4:])) > size {
			return nil
		}
		c, ok, err := s.next(at)
		if err != nil || !ok {
			return err
		}
		if err := s.take(c); err != nil {
			return err
		}
		at = c.end()
	}
}
