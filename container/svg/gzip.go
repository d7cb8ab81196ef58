package svg

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"github.com/proviso-signals/proviso/container"
)

// isGzip reports whether a file is gzip with deflate, the only method there is.
func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1F, 0x8B, 8}) }

// reserved are the flags in the fourth byte that RFC 1952 (section 2.3.1.2) has none set
// of: what they would mean cannot be known.
const reserved = 0xE0

// errReserved is for a header with such a flag.
var errReserved = errors.New("svg: reserved flags of gzip are set")

// member says what a gzip file is made of.
//
//	header  1F 8B 08 flags mtime extra-flags OS [extra] [name] [comment] [CRC-16]
//	        deflate
//	trailer CRC-32 size
type member struct {
	header int64 // how long the header of the first member is
	end    int64 // where the first member ends
	more   bool  // another one follows
	damage error // what is wrong with the file
}

// inflate writes the text of a gzip file, of all its members, and says what it is made
// of. An error is one of reading or writing, and none of the file.
func inflate(w io.Writer, src *container.Source) (m member, err error) {
	head, err := src.Peek(0, 4)
	if err != nil {
		return m, err
	}
	odd := len(head) == 4 && head[3]&reserved != 0
	from, to := &stream{src: src}, &sink{w: w}
	m.inflate(to, from)
	if odd && m.damage == nil {
		m.damage = errReserved
	}
	return m, errors.Join(from.err, to.err)
}

func (m *member) inflate(to io.Writer, from *stream) {
	z, err := gzip.NewReader(from)
	m.header = from.at
	if err == nil {
		z.Multistream(false)
		_, err = io.Copy(to, z)
		m.end = from.at
	}
	if err == nil && from.follows() {
		m.more = true
		if err = z.Reset(from); err == nil {
			_, err = io.Copy(to, z)
		}
	}
	m.damage = err
}

// deflate compresses a text: what stands behind the header of a gzip file.
func deflate(text []byte) []byte {
	var b bytes.Buffer
	z, _ := flate.NewWriter(&b, flate.BestCompression) // the level is a valid one
	_, _ = z.Write(text)                               // into memory
	_ = z.Close()
	out := binary.LittleEndian.AppendUint32(b.Bytes(), crc32.ChecksumIEEE(text))
	return binary.LittleEndian.AppendUint32(out, uint32(len(text)))
}

// stream reads a file from its start, byte by byte if need be so that no more is taken
// than is used, and keeps what goes wrong with that apart from what is wrong with the
// file.
type stream struct {
	src *container.Source
	buf []byte // what is left of the window
	at  int64
	err error
}

func (r *stream) fill() error {
	if len(r.buf) > 0 {
		return nil
	}
	r.buf, r.err = r.src.Peek(r.at, container.Window)
	if r.err == nil && len(r.buf) == 0 {
		return io.EOF
	}
	return r.err
}

// follows reports whether a gzip member begins at what was not read yet.
func (r *stream) follows() bool {
	r.buf = nil // what it shows is about to change
	var head []byte
	head, r.err = r.src.Peek(r.at, 3)
	return isGzip(head)
}

func (r *stream) Read(p []byte) (int, error) {
	if err := r.fill(); err != nil {
		return 0, err
	}
	n := copy(p, r.buf)
	r.buf, r.at = r.buf[n:], r.at+int64(n)
	return n, nil
}

func (r *stream) ReadByte() (byte, error) {
	if err := r.fill(); err != nil {
		return 0, err
	}
	b := r.buf[0]
	r.buf, r.at = r.buf[1:], r.at+1
	return b, nil
}

// sink likewise keeps apart what goes wrong with writing.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (n int, err error) {
	n, s.err = s.w.Write(p)
	return n, s.err
}
