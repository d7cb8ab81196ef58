package bmff

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// box is where a box stands. It is within the file and within the box around it.
type box struct {
	at, body, end int64
	name          string
	open          bool // its size is given as zero: it reaches to the end
	wide          bool // its size has 64 bits
}

func (b box) there() bool { return b.end > 0 }

func (b box) content() container.Range {
	return container.Range{Offset: b.body, Length: b.end - b.body}
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

// header gives the first 16 bytes of a box. Outside of the window they are read alone:
// what is behind a long box is a box, not more to read.
func (s *scanner) header(at int64) ([]byte, error) {
	n := min(16, s.src.Size()-at)
	if s.near(at, int(n)) {
		return s.peek(at, int(n))
	}
	return s.src.Bytes(container.Range{Offset: at, Length: n})
}

// next gives the box at an offset, before the end of what is around it. It is not there
// where no box can be.
func (s *scanner) next(at, end int64) (b box, err error) {
	if at+8 > end {
		return box{}, nil
	}
	h, err := s.header(at)
	if err != nil || len(h) < 8 {
		return box{}, err
	}
	b = box{at: at, body: at + 8, name: string(h[4:8])}
	size := int64(binary.BigEndian.Uint32(h))
	switch size {
	case 0:
		b.open, size = true, end-at
	case 1:
		if len(h) < 16 {
			return box{}, nil
		}
		b.wide, b.body = true, at+16
		size = int64(min(binary.BigEndian.Uint64(h[8:]), 1<<62))
	}
	if size < b.body-at || size > end-at {
		return box{name: b.name}, nil
	}
	b.end = at + size
	return b, nil
}

// each goes through the boxes within a range and hands them out. One that leaves the range
// is reported, and the end.
func (s *scanner) each(at, end int64, take func(box) error) error {
	for at < end {
		b, err := s.next(at, end)
		if err != nil {
			return err
		}
		if s.steps--; s.steps < 0 {
			s.broken("bmff-too-many-boxes", at, "There are more than %d boxes.", MaxBoxes)
			return nil
		}
		if !b.there() {
			s.broken("bmff-box", at, "There should be a box in the %d bytes here, and there is none.", end-at)
			return nil
		}
		if b.open {
			s.broken("bmff-box", at, "Box %q within another has no length.", b.name)
		}
		if err := take(b); err != nil {
			return err
		}
		at = b.end
	}
	return nil
}

// table reads a range, and takes it from what may be read of tables. It is nil where that
// is too much, which is reported.
func (s *scanner) table(b box) (*cursor, error) {
	n := b.end - b.body
	if n > MaxTable || int(n) > s.tables {
		s.broken("bmff-too-large", b.at, "The %d bytes of box %q are not read.", n, b.name)
		return nil, nil
	}
	s.tables -= int(n)
	data, err := s.src.Bytes(b.content())
	if err != nil || data == nil {
		return nil, err
	}
	return &cursor{data: data, from: b.body}, nil
}

// cursor reads numbers and strings from a range of the file. Once it has run over the end
// it is bad and gives zeros.
type cursor struct {
	data []byte
	from int64 // where they stand in the file
	i    int
	bad  bool
}

// at is the offset in the file.
func (c *cursor) at() int64 { return c.from + int64(c.i) }

func (c *cursor) left() int { return len(c.data) - c.i }

// take gives the next bytes.
func (c *cursor) take(n int) []byte {
	if n < 0 || n > c.left() {
		c.bad, c.i = true, len(c.data)
		return nil
	}
	c.i += n
	return c.data[c.i-n : c.i]
}

// number gives an unsigned number of n bytes; none are zero.
func (c *cursor) number(n int) (v uint64) {
	for _, b := range c.take(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

// text gives a string up to its zero byte, or to the end.
func (c *cursor) text() string {
	for i, b := range c.data[c.i:] {
		if b == 0 {
			return string(c.take(i + 1)[:i])
		}
	}
	return string(c.take(c.left()))
}

// inner gives the header of a box within, as next does.
func (c *cursor) inner() (b box) {
	b.at = c.at()
	size := c.number(4)
	b.name = string(c.take(4))
	if size == 1 {
		b.wide = true
		size = c.number(8)
	}
	b.body = c.at()
	if c.bad || size < uint64(b.body-b.at) || size-uint64(b.body-b.at) > uint64(c.left()) {
		c.bad = true
		return box{}
	}
	b.end = b.at + int64(size)
	return b
}

// until is the cursor for a box within, over which it steps.
func (c *cursor) until(b box) *cursor {
	return &cursor{data: c.take(int(b.end - b.body)), from: b.body}
}
