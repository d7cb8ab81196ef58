package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"
)

// Writer writes WARC 1.1 records. It is the least that fixtures and examples need:
// no digests, no segments.
type Writer struct {
	w        io.Writer
	compress bool
}

// NewWriter returns a Writer of plain records.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// NewGzipWriter returns a Writer that makes each record a gzip member of its own.
func NewGzipWriter(w io.Writer) *Writer { return &Writer{w: w, compress: true} }

// Info writes a warcinfo record with the given fields, such as software.
func (w *Writer) Info(date time.Time, info ...Field) error {
	var b strings.Builder
	for _, f := range info {
		if err := f.check(); err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, f.Value)
	}
	return w.Write(&Record{Type: "warcinfo", Date: date, ContentType: "application/warc-fields", Body: strings.NewReader(b.String())})
}

// Request writes a request record; message is the HTTP request as it was sent.
func (w *Writer) Request(uri string, date time.Time, message []byte) error {
	return w.Write(&Record{Type: "request", TargetURI: uri, Date: date,
		ContentType: "application/http; msgtype=request", Body: bytes.NewReader(message)})
}

// Response writes a response record; message is the HTTP response as it was
// received: status line, header fields, empty line, body.
func (w *Writer) Response(uri string, date time.Time, message []byte) error {
	return w.Write(&Record{Type: "response", TargetURI: uri, Date: date,
		ContentType: "application/http; msgtype=response", Body: bytes.NewReader(message)})
}

// Write writes a record of any type: Type, Date, TargetURI, ID, ContentType, the
// fields in Header after those, and what Body holds. Version, Length and Offset are
// not looked at. An empty ID is made from the record, so that the same record
// always gives the same bytes. The error is that of Body or of the writer below, or
// says which value would break out of its line.
func (w *Writer) Write(r *Record) error {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return err
		}
	}
	list := []Field{
		{"WARC-Type", r.Type},
		{"WARC-Date", r.Date.UTC().Format(time.RFC3339Nano)},
		{"WARC-Record-ID", r.ID},
		{"WARC-Target-URI", r.TargetURI},
		{"Content-Type", r.ContentType},
		{"Content-Length", fmt.Sprint(len(body))},
	}
	if r.ID == "" {
		list[2].Value = recordID(list, body)
	}
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range append(list, r.Header...) {
		if f.Value == "" {
			continue
		}
		if err := f.check(); err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, f.Value)
	}
	b.WriteString("\r\n")
	b.Write(body)
	b.WriteString("\r\n\r\n")
	return w.put(b.Bytes())
}

func (w *Writer) put(record []byte) error {
	if !w.compress {
		_, err := w.w.Write(record)
		return err
	}
	gz := gzip.NewWriter(w.w)
	if _, err := gz.Write(record); err != nil {
		return err
	}
	return gz.Close()
}

// check refuses what would be read back as something else.
func (f Field) check() error {
	if !isToken(f.Name) || strings.ContainsAny(f.Value, "\r\n") || f.Value != trim(f.Value) {
		return fmt.Errorf("warc: %q: %q is no field that could be read back", f.Name, f.Value)
	}
	return nil
}

// recordID names a record by its content, in the form of a UUID of version 8
// (RFC 9562 section 5.8).
func recordID(list []Field, body []byte) string {
	h := sha256.New()
	for _, f := range list {
		fmt.Fprintf(h, "%q %q\n", f.Name, f.Value)
	}
	h.Write(body)
	id := h.Sum(nil)[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
