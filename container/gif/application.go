package gif

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

const (
	xmpName = "XMP DataXMP"
	iccName = "ICCRGBG1012"
	// c2paName goes without its last three bytes, which are a version.
	c2paName = "C2PA_GIF"
	// nameEnd is where the name of an application extension ends and its data begins.
	nameEnd = 14
)

// application reads an application extension if it is metadata.
func (s *scanner) application(ext container.Range, name string) error {
	switch {
	case name == xmpName:
		return s.xmp(ext)
	case name == iccName:
		return s.joined(container.ICC, ext)
	case len(name) == 11 && name[:8] == c2paName:
		return s.joined(container.C2PA, ext)
	case (name == "NETSCAPE2.0" || name == "ANIMEXTS1.0") && !s.shown:
		s.insert = ext.End()
	}
	return nil
}

// body is where the data of an application extension stands, sub-block lengths and all.
func body(ext container.Range) container.Range {
	return container.Range{Offset: ext.Offset + nameEnd, Length: ext.Length - nameEnd}
}

// joined reads metadata that is cut into sub-blocks.
func (s *scanner) joined(k container.Kind, ext container.Range) error {
	where := body(ext)
	b, err := s.load(where)
	if err != nil {
		return err
	}
	stored, data := s.join(where, b)
	s.block(k, stored, data)
	return nil
}

// load reads bytes of metadata; nil where they are too many, which is reported.
func (s *scanner) load(r container.Range) ([]byte, error) {
	switch {
	case r.Length > container.MaxBlock:
		s.problem("gif-too-large", r.Offset, "A block of %d bytes is not read.", r.Length)
		return nil, nil
	case int(r.Length) > s.budget:
		s.broken("gif-too-much", r.Offset, "There are more than %d bytes of metadata.", MaxMetadata)
		return nil, nil
	}
	s.budget -= int(r.Length)
	return s.src.Bytes(r)
}

// join takes the lengths of sub-blocks out of what was read at a place, within the same
// memory. Without anything read, or with too many sub-blocks, the place is whole.
func (s *scanner) join(r container.Range, b []byte) (stored []container.Range, data []byte) {
	if b == nil {
		return []container.Range{r}, nil
	}
	count := 0
	for at := 0; at < len(b) && b[at] != 0; at += 1 + int(b[at]) {
		count++
	}
	if s.pieces -= count; s.pieces < 0 {
		s.pieces = 0
		s.broken("gif-too-much", r.Offset, "There are more than %d pieces of metadata.", MaxPieces)
		return []container.Range{r}, nil
	}
	if count == 0 {
		return []container.Range{{Offset: r.Offset}}, []byte{}
	}
	stored = make([]container.Range, 0, count)
	data = b[:0]
	for at := 0; len(stored) < count; {
		n := int(b[at])
		stored = append(stored, container.Range{Offset: r.Offset + int64(at) + 1, Length: int64(n)})
		data = append(data, b[at+1:at+1+n]...)
		at += 1 + n
	}
	return stored, data
}

// cut takes bytes from the end of joined data.
func cut(stored []container.Range, data []byte, n int) ([]container.Range, []byte) {
	data = data[:len(data)-n]
	for n > 0 {
		last := &stored[len(stored)-1]
		take := min(int64(n), last.Length)
		last.Length -= take
		n -= int(take)
		if last.Length == 0 && len(stored) > 1 {
			stored = stored[:len(stored)-1]
		}
	}
	return stored, data
}

// magic is the trailer of a packet.
var magic = func() []byte {
	b := []byte{1}
	for i := 255; i >= 0; i-- {
		b = append(b, byte(i))
	}
	return append(b, 0)
}()

// white is what may stand before the markup of a packet.
func white(b []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\uFEFF")), " \t\r\n")
}

// marked reports whether bytes begin as XML does.
func marked(b []byte) bool { return bytes.HasPrefix(white(b), []byte("<")) }
