package jxl

import (
	"bytes"
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

const (
	boxHead  = 8  // size and type
	boxLarge = 16 // with a size of 8 bytes
	// peekLen is how much of a box is looked at before it is known what it is.
	peekLen = 64
)

// box is where a box stands. It is within the file.
type box struct {
	at   int64
	body container.Range
	kind string
	// begin is what the body begins with, up to peekLen bytes of the box.
	begin []byte
}

func (b box) length() int64 { return b.body.End() - b.at }

// drop takes a box away.
func (b box) drop() container.Edit { return container.Edit{Offset: b.at, Remove: b.length()} }

// wrap makes a box.
func wrap(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(boxHead+len(body)))
	return append(append(b, kind...), body...)
}

// walk goes through the boxes.
func (s *scanner) walk() error {
	for at := int64(len(signature)); at < s.src.Size(); {
		b, err := s.next(at)
		if err != nil {
			return err
		}
		if b == nil {
			return nil
		}
		if s.count == MaxBoxes {
			s.broken("jxl-too-many-boxes", at, "There are more than %d boxes.", MaxBoxes)
			return nil
		}
		s.count++
		if err := s.take(*b); err != nil {
			return err
		}
		s.last = b.length()
		at = b.body.End()
	}
	if !s.stream.done {
		s.broken("jxl-truncated", s.src.Size(), "The file ends before its codestream is complete.")
	}
	return nil
}

// next gives the box at an offset; nil where there is none, which is told.
func (s *scanner) next(at int64) (*box, error) {
	b, err := s.head(at)
	if err != nil {
		return nil, err
	}
	left := s.src.Size() - at
	if len(b) < boxHead || s.stream.done && another(b) {
		s.rest("jxl-truncated", at, "The file ends within the head of a box.")
		return nil, nil
	}
	length, head := int64(binary.BigEndian.Uint32(b)), int64(boxHead)
	kind := string(b[4:8])
	switch {
	case !isText(kind):
		s.rest("jxl-box-type", at, "The type of a box is no text.")
		return nil, nil
	case length == 0: // up to the end
		length = left
	case length == 1 && len(b) < boxLarge:
		s.rest("jxl-truncated", at, "The file ends within the head of a box.")
		return nil, nil
	case length == 1:
		head = boxLarge
		length = int64(min(binary.BigEndian.Uint64(b[8:]), 1<<62))
	}
	switch {
	case length < head:
		s.rest("jxl-box-size", at, "A box gives its size as %d bytes, which leaves none for its head.", length)
	case length > left && known[kind]:
		s.broken("jxl-truncated", at, "A box %q of %d bytes is longer than what is left.", kind, length)
	case length > left:
		s.rest("jxl-truncated", at, "A box %q of %d bytes is longer than what is left.", kind, length)
	default:
		whole := b[:min(int64(len(b)), length)]
		body := container.Range{Offset: at + head, Length: length - head}
		return &box{at: at, body: body, kind: kind, begin: whole[head:]}, nil
	}
	return nil, nil
}

// known are boxes that are cut, rather than no boxes, where they are longer than what
// is left.
var known = map[string]bool{
	"jxlc": true, "jxlp": true, "jxli": true, "jbrd": true, "jhgm": true,
	"xml ": true, "Exif": true, "jumb": true, "brob": true, "uuid": true,
}

// rest tells of bytes that are no box: they are only in the way of what is still
// missing.
func (s *scanner) rest(code string, at int64, format string, args ...any) {
	if !s.stream.done {
		s.broken(code, at, format, args...)
		return
	}
	s.problem("jxl-trailing", at, "%d bytes follow the last box.", s.src.Size()-at)
}

// another reports whether another picture begins.
func another(b []byte) bool {
	return bytes.HasPrefix(b, []byte(bare)) || bytes.HasPrefix(b, []byte(signature))
}

// isText reports whether a type is printable ASCII.
func isText(kind string) bool {
	for i := range len(kind) {
		if kind[i] < 0x20 || kind[i] > 0x7E {
			return false
		}
	}
	return true
}

// near reports whether bytes are within the window.
func (s *scanner) near(at int64, n int) bool {
	return at >= s.window && at+int64(n) <= s.window+container.Window
}

// peek is Peek that remembers where the window is.
func (s *scanner) peek(at int64, n int) ([]byte, error) {
	if !s.near(at, n) {
		s.window = at
	}
	return s.src.Peek(at, n)
}

// head gives the beginning of a box. Behind a long one it is read alone: after pixels
// come more pixels, as a rule.
func (s *scanner) head(at int64) ([]byte, error) {
	n := min(peekLen, s.src.Size()-at)
	if s.near(at, int(n)) || s.last < maxHead {
		b, err := s.peek(at, int(n))
		return bytes.Clone(b), err
	}
	return s.src.Bytes(container.Range{Offset: at, Length: n})
}
