package container

import (
	"errors"
	"fmt"
	"io"
)

// Window is how much of a file is read at once, in bytes. Most photographs have all
// their metadata within the first one.
const Window = 16 << 10

// MaxBlock is the largest block of metadata that is kept, in bytes as stored and as
// decoded. Larger ones are reported and not read.
const MaxBlock = 16 << 20

// Source reads a file piece by piece through a window, and counts. It is for one
// goroutine; Reset makes it read another file with the same memory.
type Source struct {
	r    io.ReaderAt
	size int64
	buf  []byte // the window
	at   int64  // where the window begins
	n    int    // bytes in the window
	read int64
	head []byte // the first bytes of the file, which are asked for again and again
	hn   int    // how many of them were read
}

// NewSource reads a file of the given size.
func NewSource(r io.ReaderAt, size int64) *Source {
	s := &Source{buf: make([]byte, Window), head: make([]byte, Window)}
	s.Reset(r, size)
	return s
}

// Reset makes the source read another file.
func (s *Source) Reset(r io.ReaderAt, size int64) {
	s.r, s.size, s.at, s.n, s.read, s.hn = r, size, 0, 0, 0, 0
}

// Size is the size of the file, in bytes.
func (s *Source) Size() int64 { return s.size }

// Read counts the bytes that were read from the file so far.
func (s *Source) Read() int64 { return s.read }

// Peek gives n bytes at an offset, n at most [Window]; fewer where the file ends. The
// bytes are those of the window and last until the next call.
func (s *Source) Peek(offset int64, n int) ([]byte, error) {
	if n > Window || n < 0 || offset < 0 {
		return nil, fmt.Errorf("container: peek of %d bytes at %d", n, offset)
	}
	if offset >= s.size {
		return nil, nil
	}
	if left := s.size - offset; int64(n) > left {
		n = int(left)
	}
	if s.hn == 0 && offset+int64(n) <= Window {
		if err := s.fillHead(); err != nil {
			return nil, err
		}
	}
	if offset+int64(n) <= int64(s.hn) {
		return s.head[offset : int(offset)+n], nil
	}
	if offset < s.at || offset+int64(n) > s.at+int64(s.n) {
		if err := s.fill(offset, n); err != nil {
			return nil, err
		}
	}
	from := int(offset - s.at)
	return s.buf[from:min(from+n, s.n)], nil
}

func (s *Source) fillHead() error {
	n, err := s.r.ReadAt(s.head[:min(Window, s.size)], 0)
	s.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	s.hn = n
	return nil
}

// leap is how much is read where somebody has leapt to, over pixels as a rule: a few
// bytes are wanted there, and then the next leap.
const leap = 1 << 10

// fill moves the window. Who goes on where it ended reads the file through, and gets
// all of it.
func (s *Source) fill(offset int64, want int) error {
	size := int64(max(want, leap))
	if end := s.at + int64(s.n); s.n > 0 && offset >= s.at && offset <= end || s.n == 0 && offset <= int64(s.hn) {
		size = Window
	}
	n, err := s.r.ReadAt(s.buf[:min(size, s.size-offset)], offset)
	s.at, s.n = offset, n
	s.read += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		s.n = 0
		return err
	}
	return nil
}

// Bytes gives a copy of a range, which may be longer than the window. It is nil,
// without an error, where the range is longer than [MaxBlock] or leaves the file.
func (s *Source) Bytes(r Range) ([]byte, error) {
	if r.Length < 0 || r.Length > MaxBlock || r.Offset < 0 || r.End() > s.size || r.End() < r.Offset {
		return nil, nil
	}
	b := make([]byte, r.Length)
	if r.Offset >= s.at && r.End() <= s.at+int64(s.n) {
		copy(b, s.buf[r.Offset-s.at:])
		return b, nil
	}
	had := 0
	if r.Offset < int64(s.hn) {
		had = copy(b, s.head[r.Offset:s.hn])
	}
	if had == len(b) {
		return b, nil
	}
	n, err := s.r.ReadAt(b[had:], r.Offset+int64(had))
	s.read += int64(n)
	if err != nil && !(errors.Is(err, io.EOF) && had+n == len(b)) {
		return nil, err
	}
	return b, nil
}
