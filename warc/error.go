package warc

import (
	"fmt"
)

// Error is news about a place in the file: a record that could not be read, or
// the reason why nothing more can be.
type Error struct {
	Code string // one of the Code constants
	// Offset is where the trouble starts, in bytes of the file as it is stored: the
	// record, or in compressed files the gzip member or Zstandard frame it lies in.
	Offset int64
	Hint   string // one sentence
	// Fatal is set when nothing after Offset can be read.
	Fatal bool
	Err   error // what lies below, if anything does
}

// Error gives offset, code and hint.
func (e *Error) Error() string {
	s := fmt.Sprintf("warc: offset %d: %s: %s", e.Offset, e.Code, e.Hint)
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

// Unwrap gives the error below.
func (e *Error) Unwrap() error { return e.Err }

// Note is news about a record or response that could be read all the same.
type Note struct {
	Code string // one of the Note constants
	Hint string // one sentence
}

// Codes of an [Error].
const (
	CodeEmpty      = "warc-empty"
	CodeNotWARC    = "warc-unknown-format"
	CodeTruncated  = "warc-truncated"
	CodeCorrupt    = "warc-corrupt"
	CodeChecksum   = "warc-checksum"
	CodeRatio      = "warc-ratio"
	CodeDictionary = "warc-zstd-dictionary"
	CodeIO         = "warc-io"
	CodeRecord     = "warc-record-malformed"
	CodeHeaderSize = "warc-record-header-size"
	CodeLength     = "warc-record-length"
	CodeShort      = "warc-record-short"
	CodeTrailing   = "warc-record-trailing"
	CodeHTTP       = "warc-http-malformed"
)

// Codes of a [Note].
const (
	NoteVersion    = "warc-version-unknown"
	NoteField      = "warc-field-malformed"
	NoteDate       = "warc-date-malformed"
	NoteLineEnd    = "warc-line-end"
	NoteHTTPField  = "http-field-malformed"
	NoteHTTPCut    = "http-header-cut"
	NoteTransfer   = "http-transfer-coding"
	NoteCoding     = "http-content-coding"
	NoteNotDecoded = "http-content-coding-unsupported"
)

// CodeInfo is a stable code and what it means.
type CodeInfo struct{ Code, Meaning string }

// Codes lists every code of errors and notes with its meaning, in a fixed order.
func Codes() []CodeInfo {
	return []CodeInfo{
		{CodeEmpty, "The file is empty; a WARC file holds at least one record."},
		{CodeNotWARC, "The file is not a WARC file, plain, gzip or Zstandard; ARC files are not read."},
		{CodeTruncated, "The file was cut short; what was whole before the cut was read."},
		{CodeCorrupt, "Compressed data is damaged; in a gzip file nothing after it can be found."},
		{CodeChecksum, "A gzip member or Zstandard frame does not match its checksum."},
		{CodeRatio, "The file unfolds to far more than any web archive does; reading stopped."},
		{CodeDictionary, "The file needs a Zstandard dictionary, which is not supported."},
		{CodeIO, "The file could not be read further."},
		{CodeRecord, "A record does not start with a version line and named fields; it was skipped."},
		{CodeHeaderSize, "A record's header exceeds the limits; the record was skipped."},
		{CodeLength, "A record has no usable Content-Length; it was skipped."},
		{CodeShort, "A record is shorter than its Content-Length; the rest of it is missing."},
		{CodeTrailing, "Bytes that are no record follow a record; they were skipped."},
		{CodeHTTP, "A captured block does not start with an HTTP status line."},
		{NoteVersion, "A record names a WARC version other than 0.17, 0.18, 1.0 or 1.1; it was read like 1.1."},
		{NoteField, "A line in a record's header is no named field; it was ignored."},
		{NoteDate, "A record's WARC-Date is missing or cannot be read."},
		{NoteLineEnd, "A record's header uses LF line ends where WARC asks for CRLF."},
		{NoteHTTPField, "A line in a captured header is no field; it was ignored."},
		{NoteHTTPCut, "A captured header ends early or exceeds the limits; the fields before the cut were read."},
		{NoteTransfer, "A captured body is not chunked as its header says; it was taken as it stands."},
		{NoteCoding, "A captured body is not coded as its header says; it was taken as it stands."},
		{NoteNotDecoded, "A captured body has a content coding that is not read; the body is left out."},
	}
}
