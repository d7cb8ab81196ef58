package warc

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"
)

// Record is one record of a web archive (WARC 1.1 section 5). Record and Body are
// valid until the next record is asked for; the strings may be kept.
type Record struct {
	Version     string    // "WARC/1.1"
	Type        string    // lower case: "response", "request", "warcinfo", "revisit", …
	TargetURI   string    // without angle brackets; empty where the record has none
	Date        time.Time // when it was captured, UTC; zero if the record does not say
	ID          string    // WARC-Record-ID, as written
	ContentType string    // of the block, as written: "application/http; msgtype=response"
	Length      int64     // of the block, in bytes, as the record states it
	// Offset is where the record starts in the file as it is stored: in compressed
	// files, where its gzip member or Zstandard frame starts.
	Offset int64
	Header []Field // every named field, in order
	// Body is the block. It ends with io.ErrUnexpectedEOF if the file or member
	// holds less than Length; the reader reports that as an [Error] too.
	Body  io.Reader
	Notes []Note // what is odd about the record, at most MaxNotes

	http    *Response
	httpErr error
	buffer  *bufio.Reader // the reader's, lent for HTTP
}

// Get finds the first named field of that name, without regard to case.
func (r *Record) Get(name string) string { return get(r.Header, name) }

// parse fills the record from its header. It tells whether there is a usable
// Content-Length and whether there are too many fields.
func (r *Record) parse(head string) (length, over bool) {
	version, rest, _ := strings.Cut(head, "\n")
	r.Version = strings.TrimRight(version, "\r ")
	switch r.Version {
	case "WARC/1.0", "WARC/1.1", "WARC/0.17", "WARC/0.18":
	default:
		r.note(NoteVersion, "The version "+quote(r.Version)+" is not known; the record was read like WARC/1.1.")
	}
	if !strings.HasSuffix(version, "\r") {
		r.note(NoteLineEnd, "Lines end in LF; WARC asks for CRLF.")
	}
	var bad int
	if r.Header, bad, over = fields(rest, MaxFields); over {
		return false, true
	}
	if bad > 0 {
		r.note(NoteField, "A line is not of the form name: value; it was ignored.")
	}
	r.Type = strings.ToLower(r.Get("WARC-Type"))
	r.TargetURI = inBrackets(r.Get("WARC-Target-URI"))
	r.ID = r.Get("WARC-Record-ID")
	r.ContentType = r.Get("Content-Type")
	var dated bool
	if r.Date, dated = parseDate(r.Get("WARC-Date")); !dated {
		r.note(NoteDate, "The WARC-Date "+quote(r.Get("WARC-Date"))+" cannot be read.")
	}
	r.Length, length = contentLength(r.Header)
	return length, false
}

func (r *Record) note(code, hint string) {
	if len(r.Notes) < MaxNotes {
		r.Notes = append(r.Notes, Note{code, hint})
	}
}

// quote shows a value within a hint, shortened.
func quote(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return strconv.Quote(s)
}

// HTTP reads the block as a captured HTTP response, as far as its header, and
// keeps the answer for further calls. It takes the place of Body: use one or the
// other. The error is an [*Error] if the block does not start with a status line,
// or else what reading the file failed with.
func (r *Record) HTTP() (*Response, error) {
	if r.http == nil && r.httpErr == nil {
		if r.buffer == nil {
			r.buffer = bufio.NewReader(nil)
		}
		r.buffer.Reset(r.Block())
		r.http, r.httpErr = parseHTTP(r.buffer)
		if r.http != nil {
			r.http.size = r.Length
		}
		if e, ok := r.httpErr.(*Error); ok {
			e.Offset = r.Offset
		}
	}
	return r.http, r.httpErr
}

// Block is Body, with an end that says so, io.ErrUnexpectedEOF, if the record holds
// only the start of what was captured.
func (r *Record) Block() io.Reader {
	if r.Truncated() {
		return io.MultiReader(r.Body, cut{})
	}
	return r.Body
}

// Truncated reports whether the block is only the start of what was captured: the
// writer cut it (WARC 1.1 section 5.13), or goes on in continuation records
// (section 5.19), which are not joined.
func (r *Record) Truncated() bool {
	return r.Get("WARC-Truncated") != "" || r.Get("WARC-Segment-Number") != ""
}

// cut is the end of something incomplete.
type cut struct{}

func (cut) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// HTTPContentType is the Content-Type of the captured response, as its header
// field says it; empty where there is none. It calls HTTP.
func (r *Record) HTTPContentType() string {
	response, err := r.HTTP()
	if err != nil {
		return ""
	}
	return response.Get("Content-Type")
}
