package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
)

// decode undoes the codings of a body. Archives often keep header fields of bodies
// that were already decoded, so each coding is looked for before it is believed.
func (p *Response) decode(r *bufio.Reader) io.Reader {
	transfer := codings(p.Header, "Transfer-Encoding")
	var body io.Reader = r
	if i := slices.Index(transfer, "chunked"); i >= 0 {
		transfer = slices.Delete(transfer, i, i+1)
		if looksChunked(r) {
			body = &chunked{r: r}
		} else if _, err := r.Peek(1); err != io.EOF {
			p.note(NoteTransfer, "The body is not chunked as Transfer-Encoding says; it was taken as it stands.")
		}
	}
	body, notes := decode(body, append(codings(p.Header, "Content-Encoding"), transfer...), MaxInnerCoding)
	for _, n := range notes {
		p.note(n.Code, n.Hint)
	}
	return body
}

// codings lists the codings that the fields of that name give, in the order they
// were applied, lower case.
func codings(list []Field, name string) []string {
	var all []string
	for _, f := range list {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		for coding := range strings.SplitSeq(f.Value, ",") {
			if coding = strings.ToLower(trim(coding)); coding != "" && coding != "identity" {
				all = append(all, coding)
			}
		}
	}
	return all
}

// DecodeContent undoes the content codings of a body, given the Content-Encoding
// fields in header: gzip, deflate and zstd (RFC 9110 section 8.4.1, RFC 8878). A
// body that is not coded as they say is passed on as it stands, with a note. The
// reader is nil, with a note, if a coding is not read, such as br.
//
// What comes out may be any multiple of what goes in: bound it.
func DecodeContent(body io.Reader, header []Field) (io.Reader, []Note) {
	return decode(body, codings(header, "Content-Encoding"), MaxInnerCoding)
}

// decode undoes the listed codings, the last first. What another coding lies below
// may be no larger than limit.
func decode(body io.Reader, list []string, limit int64) (io.Reader, []Note) {
	var notes []Note
	if len(list) > MaxCodings {
		return nil, []Note{{NoteNotDecoded, "The body has more codings than the limit; it is left out."}}
	}
	for i, coding := range slices.Backward(list) {
		open, known := decoders[coding]
		if !known {
			return nil, append(notes, Note{NoteNotDecoded, "The content coding " + quote(coding) + " is not read; the body is left out."})
		}
		r := bufio.NewReaderSize(body, 4<<10)
		if decoded, err := open(r); err == nil {
			if body = decoded; i > 0 {
				body = &inner{r: decoded, left: limit}
			}
			continue
		}
		if _, err := r.Peek(1); err != io.EOF {
			notes = append(notes, Note{NoteCoding, "The body is not coded as " + quote(coding) + " as its header says; it was taken as it stands."})
		}
		body = r
	}
	return body, notes
}

// decoders open a coding, or fail without having read anything from r.
var decoders = map[string]func(*bufio.Reader) (io.Reader, error){
	"gzip": openGzip, "x-gzip": openGzip, "deflate": openDeflate, "zstd": openZstd,
}

var errNotCoded = errors.New("not in this coding")

func openGzip(r *bufio.Reader) (io.Reader, error) {
	if b, _ := r.Peek(3); len(b) < 3 || b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 {
		return nil, errNotCoded
	}
	return &late{func() (io.Reader, error) { return gzip.NewReader(r) }, nil}, nil
}

// openDeflate reads zlib data and the bare deflate data that some servers send
// under the same name (RFC 9110 section 8.4.1.2).
func openDeflate(r *bufio.Reader) (io.Reader, error) {
	b, _ := r.Peek(2)
	if len(b) == 2 && b[0]&0xf == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
		return &late{func() (io.Reader, error) { return zlib.NewReader(r) }, nil}, nil
	}
	sample, _ := r.Peek(r.Size())
	_, err := io.Copy(io.Discard, io.LimitReader(flate.NewReader(bytes.NewReader(sample)), 1<<16))
	if len(sample) == 0 || err != nil && err != io.ErrUnexpectedEOF {
		return nil, errNotCoded
	}
	return flate.NewReader(r), nil
}

func openZstd(r *bufio.Reader) (io.Reader, error) {
	if b, _ := r.Peek(4); len(b) < 4 || !isZstd(b) {
		return nil, errNotCoded
	}
	return newZstd(r)
}

// late opens a decoder at the first read, so that a damaged header is an error of
// reading like any other damage.
type late struct {
	open func() (io.Reader, error)
	r    io.Reader
}

func (l *late) Read(p []byte) (int, error) {
	if l.r == nil {
		r, err := l.open()
		if err != nil {
			return 0, noEOF(err)
		}
		l.r = r
	}
	return l.r.Read(p)
}

var errInner = errors.New("warc: a coding below another decodes to more than the limit")

// inner is what a coding decodes to when it is coded again below.
type inner struct {
	r    io.Reader
	left int64
}

func (i *inner) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	if i.left -= int64(n); i.left < 0 {
		return 0, errInner
	}
	return n, err
}
