package warc

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
)

// Response is a captured HTTP response.
type Response struct {
	Proto  string // "HTTP/1.1"; "HTTP/2" where the capture writes it so
	Status int    // 100 to 999
	Reason string // after the status; often empty
	Header []Field
	// Body is the content, with transfer codings removed and content codings
	// decoded, so it need not agree with the header fields Content-Length and
	// Content-Encoding. It is nil if it has a coding that is not read. A read error
	// other than io.EOF means that the rest is damaged or missing.
	Body io.Reader
	// Cut is set if the header ended early or exceeded a limit: Header then holds
	// the fields before the cut, and Body is nil.
	Cut   bool
	Notes []Note // what is odd about the response, at most MaxNotes

	size int64 // of the record it comes from, if known
}

// Get finds the first header field of that name, without regard to case.
func (p *Response) Get(name string) string { return get(p.Header, name) }

func (p *Response) note(code, hint string) {
	if len(p.Notes) < MaxNotes {
		p.Notes = append(p.Notes, Note{code, hint})
	}
}

// maxPresized bounds what is set aside for a body on a record's word, in bytes.
const maxPresized = 1 << 20

// ReadPrefix reads at most limit bytes of the body, and reports whether there was
// more or the body was damaged before its end. It is empty, not nil, for an empty
// body, and nil where Body is nil.
func (p *Response) ReadPrefix(limit int64) (prefix []byte, cut bool) {
	if p.Body == nil {
		return nil, p.Cut
	}
	var b bytes.Buffer
	if p.size > 0 {
		b.Grow(int(min(p.size, limit, maxPresized)) + bytes.MinRead)
	}
	_, err := b.ReadFrom(io.LimitReader(p.Body, limit))
	if prefix = b.Bytes(); prefix == nil {
		prefix = []byte{}
	}
	if err != nil {
		return prefix, true
	}
	if int64(len(prefix)) == limit {
		n, err := io.ReadFull(p.Body, make([]byte, 1))
		cut = n > 0 || err != io.EOF
	}
	return prefix, cut
}

// ParseHTTP reads a captured HTTP/1 response (RFC 9112), as far as its header;
// the body is read through the Response. Interim responses (1xx) before it are
// passed over. The error is an [*Error] if there is no status line, or else what r
// failed with.
//
//	response    = status-line *( field CRLF ) CRLF [ body ]
//	status-line = HTTP-version SP 3DIGIT [ SP reason ] CRLF
//
// Folded fields (obs-fold) are joined by a space. LF alone ends a line too.
func ParseHTTP(r io.Reader) (*Response, error) {
	return parseHTTP(bufio.NewReaderSize(r, 4<<10))
}

func parseHTTP(r *bufio.Reader) (*Response, error) {
	left := MaxHTTPHeader
	for {
		p, err := parseHead(r, &left)
		if err != nil {
			return nil, err
		}
		if p.Status >= 200 || p.Cut || !startsHTTP(r) {
			if !p.Cut {
				p.Body = p.decode(r)
			}
			return p, nil
		}
	}
}

// startsHTTP reports whether another status line follows.
func startsHTTP(r *bufio.Reader) bool {
	b, _ := r.Peek(len("HTTP/"))
	return string(b) == "HTTP/"
}

// parseHead reads a status line and header fields, of at most *left bytes.
func parseHead(r *bufio.Reader, left *int) (*Response, error) {
	line, err := readLine(r, nil, left)
	p := new(Response)
	if !p.parseStatus(strings.TrimRight(string(line), "\r\n")) {
		if err != nil && !isEnd(err) {
			return nil, err
		}
		return nil, &Error{Code: CodeHTTP, Hint: "The block does not start with an HTTP status line."}
	}
	var head []byte
	for err == nil {
		start := len(head)
		head, err = readLine(r, head, left)
		if err == nil && len(bytes.TrimRight(head[start:], "\r\n")) == 0 {
			break
		}
	}
	switch {
	case err == nil:
	case err == io.EOF: // the block is whole, only its empty line is missing
		p.note(NoteHTTPCut, "The header does not end with an empty line.")
	case isEnd(err):
		// A line that the cut runs through must not pass for a whole one.
		p.Cut = true
		head = head[:bytes.LastIndexByte(head, '\n')+1]
	default:
		return nil, err
	}
	var bad int
	var over bool
	p.Header, bad, over = fields(string(head), MaxHTTPFields)
	if p.Cut = p.Cut || over; p.Cut {
		p.note(NoteHTTPCut, "The header ends early or is too large; only its first fields were read.")
	}
	if bad > 0 {
		p.note(NoteHTTPField, "A line of the header is no field; it was ignored.")
	}
	return p, nil
}

// isEnd reports whether an error says where the header ends, rather than that
// reading failed.
func isEnd(err error) bool {
	return err == io.EOF || err == io.ErrUnexpectedEOF || err == errHeaderSize
}

// readLine appends a line with its end to buf.
func readLine(r *bufio.Reader, buf []byte, left *int) ([]byte, error) {
	for {
		part, err := r.ReadSlice('\n')
		if *left -= len(part); *left < 0 {
			return buf, errHeaderSize
		}
		buf = append(buf, part...)
		if err != bufio.ErrBufferFull {
			return buf, err
		}
	}
}

// parseStatus reads a status line.
func (p *Response) parseStatus(line string) bool {
	proto, rest, _ := strings.Cut(line, " ")
	version, ok := strings.CutPrefix(proto, "HTTP/")
	if !ok || strings.Trim(version, "0123456789.") != "" {
		return false
	}
	code, reason, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	status, err := strconv.ParseUint(code, 10, 16)
	if err != nil || len(code) != 3 || status < 100 {
		return false
	}
	p.Proto, p.Status, p.Reason = proto, int(status), strings.TrimSpace(reason)
	return true
}
