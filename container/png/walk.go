package png

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/proviso-signals/proviso/container"
)

// name is the type of a chunk, its four letters as a number.
type name uint32

const (
	ihdr name = 'I'<<24 | 'H'<<16 | 'D'<<8 | 'R'
	plte name = 'P'<<24 | 'L'<<16 | 'T'<<8 | 'E'
	idat name = 'I'<<24 | 'D'<<16 | 'A'<<8 | 'T'
	iend name = 'I'<<24 | 'E'<<16 | 'N'<<8 | 'D'
	fctl name = 'f'<<24 | 'c'<<16 | 'T'<<8 | 'L'
	fdat name = 'f'<<24 | 'd'<<16 | 'A'<<8 | 'T'
	text name = 't'<<24 | 'E'<<16 | 'X'<<8 | 't'
	ztxt name = 'z'<<24 | 'T'<<16 | 'X'<<8 | 't'
	itxt name = 'i'<<24 | 'T'<<16 | 'X'<<8 | 't'
	exif name = 'e'<<24 | 'X'<<16 | 'I'<<8 | 'f'
	iccp name = 'i'<<24 | 'C'<<16 | 'C'<<8 | 'P'
	cabx name = 'c'<<24 | 'a'<<16 | 'B'<<8 | 'X'
)

func (n name) String() string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// letters reports whether a type is four ASCII letters, as it must.
func (n name) letters() bool {
	for shift := 0; shift < 32; shift += 8 {
		if c := byte(n>>shift) | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// critical reports whether a reader must understand chunks of this type.
func (n name) critical() bool { return n>>24&0x20 == 0 }

// chunk is where a chunk stands. Its data is within the file.
type chunk struct {
	at     int64
	length int64 // of the data
	name   name
}

const overhead = 12 // length, type and CRC

func (c chunk) body() container.Range { return container.Range{Offset: c.at + 8, Length: c.length} }
func (c chunk) end() int64            { return c.at + overhead + c.length }

// walk goes through the chunks.
func (s *scanner) walk() error {
	for at := int64(len(signature)); ; {
		c, err := s.next(at)
		if err != nil || c.name == 0 {
			return err
		}
		if err := s.take(c); err != nil {
			return err
		}
		s.count++
		s.last = c.length
		at = c.end()
		if c.name == iend {
			s.finish(at)
			return nil
		}
	}
}

// finish is for what can be told at the end.
func (s *scanner) finish(at int64) {
	if !s.pixels {
		s.broken("png-no-pixels", at, "There is no IDAT chunk.")
	}
	if left := s.src.Size() - at; left > 0 {
		s.problem("png-trailing", at, "%d bytes follow IEND.", left)
	}
}

// next gives the chunk at an offset; one without a name where there is none that can be
// trusted.
func (s *scanner) next(at int64) (chunk, error) {
	b, err := s.head(at)
	if err != nil {
		return chunk{}, err
	}
	if len(b) < 8 {
		s.broken("png-truncated", at, "The file ends before IEND.")
		return chunk{}, nil
	}
	c := chunk{at: at, length: int64(binary.BigEndian.Uint32(b)), name: name(binary.BigEndian.Uint32(b[4:]))}
	switch {
	case !c.name.letters():
		s.broken("png-chunk-type", at, "The type of a chunk is %q, not four letters.", b[4:8])
	case c.length > 1<<31-1:
		s.broken("png-length", at, "A chunk gives its length as %d bytes.", c.length)
	case c.end() > s.src.Size():
		s.broken("png-truncated", at, "A chunk %s of %d bytes is longer than what is left.", c.name, c.length)
	default:
		return c, nil
	}
	return chunk{}, nil
}

// peek is Peek that remembers where the window is.
func (s *scanner) peek(at int64, n int) ([]byte, error) {
	if !s.near(at, n) {
		s.window = at
	}
	return s.src.Peek(at, n)
}

// near reports whether bytes are within the window.
func (s *scanner) near(at int64, n int) bool {
	return at >= s.window && at+int64(n) <= s.window+container.Window
}

// head gives the eight bytes before the data of a chunk. Behind a long chunk they are
// read alone: after pixels come more pixels, as a rule.
func (s *scanner) head(at int64) ([]byte, error) {
	if s.near(at, 8) || s.last < maxCheck || at+8 > s.src.Size() {
		return s.peek(at, 8)
	}
	return s.src.Bytes(container.Range{Offset: at, Length: 8})
}

// check checks the CRC of a chunk that is short.
func (s *scanner) check(c chunk) error {
	if c.length > maxCheck {
		return nil
	}
	b, err := s.peek(c.at+4, int(c.length)+8)
	if err == nil && len(b) == int(c.length)+8 {
		s.sum(c, b)
	}
	return err
}

// sum checks a CRC, of which the chunk's bytes from its type to the CRC are given.
func (s *scanner) sum(c chunk, b []byte) bool {
	n := len(b) - 4
	if crc32.ChecksumIEEE(b[:n]) == binary.BigEndian.Uint32(b[n:]) {
		return true
	}
	s.problem("png-crc", c.at, "The CRC of chunk %s is wrong.", c.name)
	return false
}
