package warc

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

var errChunk = errors.New("warc: malformed chunk")

// chunked removes the chunked transfer coding (RFC 9112 section 7.1):
//
//	body  = *chunk last-chunk trailers CRLF
//	chunk = 1*HEXDIG [ chunk-ext ] CRLF data CRLF
//
// Trailers are not read: nothing they could say is about preferences.
type chunked struct {
	r    *bufio.Reader
	left int64 // of the chunk's data
	open bool  // the CRLF after a chunk's data is still to come
	err  error
}

// looksChunked reports whether a chunk-size line is next. Archives keep the header
// field of bodies from which the coding was already removed.
func looksChunked(r *bufio.Reader) bool {
	b, _ := r.Peek(32)
	line, _, found := strings.Cut(string(b), "\n")
	if !found && len(b) == 32 {
		// A long extension: the size must still stand before it.
		found = strings.Contains(line, ";")
	}
	_, ok := chunkSize(line)
	return found && ok
}

func chunkSize(line string) (int64, bool) {
	size, _, _ := strings.Cut(line, ";")
	size = trim(size)
	if size == "" || size[0] == '+' {
		return 0, false
	}
	n, err := strconv.ParseUint(size, 16, 63)
	return int64(n), err == nil
}

func (c *chunked) Read(p []byte) (int, error) {
	for c.left == 0 && c.err == nil {
		c.err = c.next()
	}
	if c.err != nil || len(p) == 0 {
		return 0, c.err
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	c.open = c.open || c.left == 0
	c.err = noEOF(err)
	return n, c.err
}

// next reads a chunk-size line.
func (c *chunked) next() error {
	if c.open {
		line, err := c.line()
		if err == nil && line != "" {
			err = errChunk
		}
		if err != nil {
			return err
		}
		c.open = false
	}
	line, err := c.line()
	if err != nil {
		return err
	}
	size, ok := chunkSize(line)
	switch {
	case !ok:
		return errChunk
	case size == 0:
		return io.EOF
	}
	c.left = size
	return nil
}

func (c *chunked) line() (string, error) {
	left := MaxChunkLine
	line, err := readLine(c.r, nil, &left)
	return strings.TrimRight(string(line), "\r\n"), noEOF(err)
}
