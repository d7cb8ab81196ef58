package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"
)

// Reader reads the records of one file in order. It is not safe for concurrent
// use.
type Reader struct {
	src    *source
	grace  int64 // RatioGrace, but for tests
	frames framing
	in     *bufio.Reader // over the current member
	http   *bufio.Reader // lent to records
	body   *block        // of the record that was handed out last
	member bool          // a member is open
	start  int64         // where it starts in the file
	read   int64         // bytes consumed of it, which in plain files gives the offset
	head   []byte
	fatal  *Error
	ended  bool
}

// NewReader returns a Reader of the WARC file r. The format is told from the first
// bytes when the first record is asked for.
func NewReader(r io.Reader) *Reader {
	return &Reader{src: newSource(r), grace: RatioGrace}
}

// Records yields the records in order, and between them news as *[Error] with a
// nil record: about records that were skipped, about a record yielded before whose
// body turned out damaged, and at last about why the file could not be read to its
// end, if it could not. Breaking off and ranging again goes on where it stopped.
func (r *Reader) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for {
			record, news := r.next()
			switch {
			case news != nil && !yield(nil, news):
				return
			case news == nil && record == nil:
				return
			case record != nil && !yield(record, nil):
				return
			}
		}
	}
}

// next gives a record, or news, or neither at the end of the file.
func (r *Reader) next() (*Record, *Error) {
	if r.fatal != nil || r.ended {
		return nil, nil
	}
	if r.frames == nil {
		if err := r.begin(); err != nil {
			return nil, err
		}
	}
	if err := r.finish(); err != nil {
		return nil, err
	}
	if err := r.align(); err != nil || r.ended {
		return nil, err
	}
	return r.record()
}

func (r *Reader) begin() *Error {
	frames, err := open(r.src, r.grace)
	if err != nil {
		errors.As(err, &r.fatal)
		return r.fatal
	}
	r.frames = frames
	r.in = bufio.NewReaderSize(r.frames, MaxHeader)
	r.http = bufio.NewReaderSize(nil, 16<<10)
	return nil
}

// finish reads past what is left of the record handed out last.
func (r *Reader) finish() *Error {
	b := r.body
	if b == nil {
		return nil
	}
	r.body = nil
	err := b.discard()
	b.err = errStale
	switch {
	case err == nil:
		return nil
	case b.short:
		return r.short(b.offset)
	}
	return r.broken(err)
}

// short words the news that a member, or the file, ended within a record.
func (r *Reader) short(offset int64) *Error {
	r.member = false
	if r.plain() || r.ended {
		return r.stop(CodeTruncated, r.src.offset(), "The file was cut short within a record.", nil)
	}
	return &Error{CodeShort, offset, "The record is shorter than its Content-Length; the rest is missing.", false, nil}
}

// align goes to the first byte of the next record: past the two CRLF that end a
// record and into the next member where this one is at its end.
func (r *Reader) align() *Error {
	for {
		if !r.member {
			if err := r.enter(); err != nil || r.ended {
				return err
			}
		}
		line, err := r.in.Peek(1)
		switch {
		case err == io.EOF:
			r.member = false
		case err != nil:
			return r.broken(err)
		case line[0] == '\r' || line[0] == '\n':
			r.in.Discard(1)
			r.read++
		default:
			return nil
		}
	}
}

// enter opens the next member.
func (r *Reader) enter() *Error {
	var err error
	r.start, err = r.frames.next()
	r.read = 0
	switch {
	case err == io.EOF:
		r.ended = true
		return nil
	case err != nil:
		return r.lost(err)
	}
	r.member = true
	r.in.Reset(r.frames)
	return nil
}

func (r *Reader) plain() bool {
	_, ok := r.frames.(*plain)
	return ok
}

// offset is where the record that starts here starts in the file.
func (r *Reader) offset() int64 {
	if r.plain() {
		return r.start + r.read
	}
	return r.start
}

// record reads a record's header.
func (r *Reader) record() (*Record, *Error) {
	offset := r.offset()
	if err := r.magic(offset); err != nil {
		return nil, err
	}
	head, err := r.header()
	switch {
	case err == errHeaderSize:
		return nil, r.skip(CodeHeaderSize, offset, "The record's header exceeds the limit.")
	case err == io.EOF && r.plain():
		return nil, r.stop(CodeTruncated, r.src.offset(), "The file was cut short within a record's header.", nil)
	case err == io.EOF:
		return nil, r.skip(CodeRecord, offset, "The record ends within its header.")
	case err != nil:
		return nil, r.broken(err)
	}
	record := &Record{Offset: offset, buffer: r.http}
	length, over := record.parse(head)
	switch {
	case over:
		return nil, r.skip(CodeHeaderSize, offset, "The record has more fields than the limit.")
	case !length:
		return nil, r.skip(CodeLength, offset, "The record has no single Content-Length.")
	}
	r.body = &block{r: r, left: record.Length, offset: offset}
	record.Body = r.body
	return record, nil
}

// magic checks that a record starts here.
func (r *Reader) magic(offset int64) *Error {
	peek, err := r.in.Peek(len(magic))
	switch {
	case string(peek) == magic:
		return nil
	case err != nil && err != io.EOF:
		return r.broken(err)
	case r.plain() && strings.HasPrefix(magic, string(peek)):
		return r.stop(CodeTruncated, r.src.offset(), "The file was cut short within a record's header.", nil)
	case r.read > 0:
		return r.skip(CodeTrailing, offset, "Bytes that are no record follow a record.")
	}
	return r.skip(CodeRecord, offset, "The record does not start with WARC/.")
}

var errHeaderSize = errors.New("header too large")

// header reads lines up to the empty one. The string is fresh and may be kept.
func (r *Reader) header() (string, error) {
	r.head = r.head[:0]
	for {
		line, err := r.in.ReadSlice('\n')
		r.read += int64(len(line))
		if err == bufio.ErrBufferFull || len(r.head)+len(line) > MaxHeader {
			return "", errHeaderSize
		}
		if err != nil {
			return "", err
		}
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			return string(r.head), nil
		}
		r.head = append(r.head, line...)
	}
}
