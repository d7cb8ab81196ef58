package warc

import (
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// skip gives up the record at offset, and with it the member it lies in. A plain
// file has nothing beyond: where its records begin is not known any more.
func (r *Reader) skip(code string, offset int64, hint string) *Error {
	if r.plain() {
		return r.stop(code, offset, hint+" Where the next one starts cannot be known.", nil)
	}
	r.member = false
	if _, err := io.Copy(io.Discard, r.in); err != nil && !isChecksum(err) {
		return r.broken(err)
	}
	return &Error{code, offset, hint + " It was skipped.", false, nil}
}

// stop ends the reading.
func (r *Reader) stop(code string, offset int64, hint string, err error) *Error {
	r.fatal = &Error{code, offset, hint, true, err}
	return r.fatal
}

// broken says what an error within a member means. Only the decompressor knows
// where a gzip member ends, so damage to one ends the reading; Zstandard frames
// can be walked past.
func (r *Reader) broken(err error) *Error {
	r.member = false
	switch {
	case isChecksum(err):
		return &Error{CodeChecksum, r.start, "The data does not match its checksum.", false, nil}
	case r.hopeless(err) || !r.frames.splits():
		return r.lost(err)
	}
	return &Error{CodeCorrupt, r.start, "A Zstandard frame is damaged; the rest of it was skipped.", false, err}
}

// lost says why the next member cannot be found.
func (r *Reader) lost(err error) *Error {
	switch {
	case r.src.file.err != nil:
		return r.stop(CodeIO, r.src.offset(), "The file cannot be read further.", r.src.file.err)
	case err == errRatio:
		return r.stop(CodeRatio, r.start, "The file unfolds to far more than a web archive does.", nil)
	case err == errDictionary:
		return r.stop(CodeDictionary, r.start, "The file needs a Zstandard dictionary, which is not supported.", nil)
	case r.hopeless(err):
		return r.stop(CodeTruncated, r.src.offset(), "The file was cut short.", nil)
	}
	return r.stop(CodeCorrupt, r.start, "The compressed data is damaged, and where the next record starts cannot be known.", err)
}

// hopeless reports whether no framing could go on: the file itself fails, is at
// its end, or is a bomb.
func (r *Reader) hopeless(err error) bool {
	if r.src.file.err != nil || err == errRatio || err == errDictionary {
		return true
	}
	_, peek := r.src.Peek(1)
	return peek == io.EOF && errors.Is(err, io.ErrUnexpectedEOF)
}

func isChecksum(err error) bool {
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, zstd.ErrCRCMismatch)
}
