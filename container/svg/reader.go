package svg

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// reader reads a file as if it were ASCII. In UTF-16, a character beyond ASCII is one
// or two bytes 0x80, so that markup is found in the same way, and where: a position is
// counted in units of one or two bytes.
type reader struct {
	src   *container.Source
	first int64 // where the text begins, behind a byte-order mark
	unit  int   // bytes of a unit
	big   bool  // of which the high one comes first
	bom   bool  // UTF-8 says so itself
	buf   []byte
	at    int64  // of the first in buf, in units
	pos   int    // of the next, in buf
	ascii []byte // memory for it, in UTF-16
	err   error
}

// newReader sees what encoding a file begins in.
func newReader(src *container.Source) (*reader, error) {
	head, err := src.Peek(0, 4)
	r := &reader{src: src, unit: 1}
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		r.first, r.bom = 3, true
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		r.first, r.unit, r.big = 2, 2, true
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		r.first, r.unit = 2, 2
	case bytes.HasPrefix(head, []byte("\x00<\x00")):
		r.unit, r.big = 2, true
	case bytes.HasPrefix(head, []byte("<\x00")) && len(head) == 4 && head[2] != 0:
		r.unit = 2
	}
	return r, err
}

// more reports whether there is another unit.
func (r *reader) more() bool {
	if r.pos < len(r.buf) {
		return true
	}
	if r.err != nil {
		return false
	}
	r.at += int64(len(r.buf))
	r.pos = 0
	r.buf, r.err = r.src.Peek(r.first+r.at*int64(r.unit), container.Window)
	if r.unit == 2 {
		r.narrow()
	}
	return len(r.buf) > 0
}

// narrow makes ASCII of UTF-16.
func (r *reader) narrow() {
	r.ascii = r.ascii[:0]
	for i := 0; i+1 < len(r.buf); i += 2 {
		low, high := r.buf[i], r.buf[i+1]
		if r.big {
			low, high = high, low
		}
		if high != 0 || low > 0x80 {
			low = 0x80
		}
		r.ascii = append(r.ascii, low)
	}
	r.buf = r.ascii
}

// offset is where the next unit stands in the file.
func (r *reader) offset() int64 { return r.first + (r.at+int64(r.pos))*int64(r.unit) }

// peek gives the next unit; zero at the end.
func (r *reader) peek() byte {
	if !r.more() {
		return 0
	}
	return r.buf[r.pos]
}

// next takes the next unit; zero at the end.
func (r *reader) next() byte {
	b := r.peek()
	if r.pos < len(r.buf) {
		r.pos++
	}
	return b
}

// take takes a word if it is what comes next. If it is not, what did match is taken.
func (r *reader) take(word string) bool {
	for i := range len(word) {
		if r.peek() != word[i] {
			return false
		}
		r.pos++
	}
	return true
}

// blanks takes white space, and reports whether there was any.
func (r *reader) blanks() bool {
	any := false
	for white(r.peek()) {
		r.pos++
		any = true
	}
	return any
}

func white(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// find takes everything up to and with a unit, and shows what comes before it, in
// pieces. It reports false at the end of the file.
func (r *reader) find(b byte, see func(piece []byte)) bool {
	for r.more() {
		rest := r.buf[r.pos:]
		if i := bytes.IndexByte(rest, b); i >= 0 {
			see(rest[:i])
			r.pos += i + 1
			return true
		}
		see(rest)
		r.pos = len(r.buf)
	}
	return false
}

// until takes everything up to a ">" behind other units, such as "--", and shows it
// without the ">".
func (r *reader) until(before string, see func(piece []byte)) bool {
	var last [2]byte
	for {
		ok := r.find('>', func(piece []byte) {
			see(piece)
			for _, b := range piece[max(0, len(piece)-2):] {
				last[0], last[1] = last[1], b
			}
		})
		if !ok {
			return false
		}
		if bytes.HasSuffix(last[:], []byte(before)) {
			return true
		}
		see([]byte{'>'})
		last[0], last[1] = last[1], '>'
	}
}
