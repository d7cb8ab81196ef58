package warc

import (
	"errors"
	"io"
	"math"
)

var errStale = errors.New("warc: body read after the next record was asked for")

// block is the body of a record: as many bytes of the current member as the
// record states, going on into the next frame where the framing says it may.
type block struct {
	r      *Reader
	left   int64
	offset int64 // of the record
	short  bool  // the member ended before the block did
	err    error
}

func (b *block) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.r.in.Read(p[:min(int64(len(p)), b.left)])
	b.took(n, err)
	return n, b.err
}

// discard reads past what is left, without copying it.
func (b *block) discard() error {
	for b.left > 0 && b.err == nil {
		n, err := b.r.in.Discard(int(min(b.left, math.MaxInt32)))
		b.took(n, err)
	}
	return b.err
}

// took accounts for n bytes read and settles what an error means.
func (b *block) took(n int, err error) {
	b.left -= int64(n)
	b.r.read += int64(n)
	switch {
	case err == nil || b.left == 0:
	case err != io.EOF:
		b.err = err
	case b.r.frames.splits():
		b.err = b.r.follow()
		b.short = b.err == io.ErrUnexpectedEOF && b.r.ended
	default:
		b.err, b.short = io.ErrUnexpectedEOF, true
	}
}

// follow goes on in the next member within a record.
func (r *Reader) follow() error {
	_, err := r.frames.next()
	if err == io.EOF {
		r.ended = true
		return io.ErrUnexpectedEOF
	}
	r.in.Reset(r.frames)
	return err
}
