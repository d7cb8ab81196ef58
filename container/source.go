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
}

// NewSource reads a file of the given size.
func NewSource(r io.ReaderAt, size int64) *Source {
	s := &Source{buf: make([]byte, Window)}
	s.Reset(r, size)
	return s
}

// Reset makes the source read another file.
func (s *Source) Reset(r io.ReaderAt, size int64) { s.r, s.size, s.at, s.n, s.read = r, size, 0, 0, 0 }

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
	if offset < s.at || offset+int64(n) > s.at+int64(s.n) {
		if err := s.fill(offset); err != nil {
			return nil, err
		}
	}
	from := int(offset - s.at)
	return s.buf[from:min(from+n, s.n)], nil
}

func (s *Source) fill(offset int64) error {
	n, err := s.r.ReadAt(s.buf[:min(int64(len(s.buf)), s.size-offset)], offset)
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
	n, err := s.r.ReadAt(b, r.Offset)
	s.read += int64(n)
	if err != nil && !(errors.Is(err, io.EOF) && n == len(b)) {
		return nil, err
	}
	return b, nil
}
