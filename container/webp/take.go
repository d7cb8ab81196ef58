package webp

import (
	"bytes"

	"github.com/proviso-signals/proviso/container"
)

// Flags of VP8X.
const (
	flagXMP   = 0x04
	flagExif  = 0x08
	flagAlpha = 0x10
	flagICC   = 0x20
)

// flag is the flag that tells of a kind of metadata.
func flag(kind container.Kind) byte {
	switch kind {
	case container.XMP:
		return flagXMP
	case container.Exif:
		return flagExif
	case container.ICC:
		return flagICC
	}
	return 0
}

// take sees what a chunk is and reads it if it is metadata.
func (s *scanner) take(c chunk) error {
	if kind, ok := c.name.meant().kind(); ok {
		return s.metadata(c, kind)
	}
	switch c.name {
	case vp8x:
		return s.extended(c)
	case vp8, vp8l, alph, anim, anmf:
		return s.pictorial(c)
	}
	s.first(c)
	return nil
}

// first makes a chunk the one that the file begins with, if it is. Only three kinds of
// chunks may be; libwebp shows no others.
func (s *scanner) first(c chunk) bool {
	if s.head.name != 0 || s.outside {
		return false
	}
	s.head = c
	if c.name != vp8x && c.name != vp8 && c.name != vp8l {
		s.broken("webp-order", c.at, "The first chunk is %q.", c.name)
	}
	return true
}

// extended reads the header of the extended format.
func (s *scanner) extended(c chunk) error {
	if !s.first(c) || c.length < 10 {
		s.broken("webp-vp8x", c.at, "VP8X has %d bytes, or is not the first chunk.", c.length)
		return nil
	}
	b, err := s.peek(c.body().Offset, 1)
	if len(b) == 1 {
		s.flags = b[0]
	}
	s.picture = c.end()
	return err
}

// pictorial adds a chunk to the payload.
func (s *scanner) pictorial(c chunk) error {
	first := s.first(c)
	if !first && s.head.name != vp8x {
		s.broken("webp-order", c.at, "A chunk %q follows in a file of the simple format.", c.name)
	}
	s.scan.Payload = append(s.scan.Payload, c.whole())
	s.picture = c.end()
	s.alpha = c.name == alph && !s.pixels
	s.pixels = s.pixels || c.name == vp8 || c.name == vp8l || c.name == anmf
	if !first {
		return nil
	}
	b, err := s.peek(c.body().Offset, int(min(c.length, frameHead)))
	s.image = measure(c.name, b)
	return err
}

// metadata reads a chunk of metadata.
func (s *scanner) metadata(c chunk, kind container.Kind) error {
	m := meta{chunk: c, kind: kind, exact: c.name == c.name.meant()}
	m.outside = s.outside
	m.early = s.head.name == 0 && !m.outside
	m.between = s.alpha && !m.outside
	if !m.exact {
		s.problem("webp-metadata-name", c.at, "A chunk is called %q, which should be %q.", c.name, c.name.meant())
	}
	s.judge(m)
	data, err := s.load(c)
	if err != nil {
		return err
	}
	b := container.Block{Kind: kind, Stored: []container.Range{c.body()}, Data: data, Place: c.name.meant().String() + " chunk"}
	s.bare(&b, &m)
	m.data = b.Data
	s.block(b)
	if kind == container.XMP || kind == container.Exif {
		s.remember(m)
	}
	return nil
}

// judge looks at where a chunk of metadata stands.
func (s *scanner) judge(m meta) {
	replaceable := m.kind == container.XMP || m.kind == container.Exif
	switch {
	case !m.placed() && (replaceable || m.outside):
		s.problem("webp-misplaced", m.at, "The chunk %q stands where readers do not look.", m.name)
	case m.early:
		s.first(m.chunk)
	case m.kind == container.ICC && m.exact && s.head.name != vp8x:
		s.broken("webp-order", m.at, "A colour profile follows in a file of the simple format.")
	}
	if m.exact && !m.outside {
		s.seen |= flag(m.kind)
	}
	if m.kind == container.ICC && m.placed() {
		s.picture = m.end()
	}
}

var (
	exifHead = []byte("Exif\x00\x00")
	xmpHead  = []byte("http://ns.adobe.com/xap/1.0/\x00")
)

// bare takes away what a block begins with in a JPEG.
func (s *scanner) bare(b *container.Block, m *meta) {
	head, code := xmpHead, "webp-xmp-head"
	switch b.Kind {
	case container.Exif:
		head, code = exifHead, "webp-exif-head"
	case container.XMP:
	default:
		return
	}
	if rest, ok := bytes.CutPrefix(b.Data, head); ok {
		s.problem(code, m.at, "%q stands before the data, as it should in JPEG only.", head)
		b.Data, m.exact = rest, false
		b.Stored[0].Offset += int64(len(head))
		b.Stored[0].Length -= int64(len(head))
	}
}

// load reads the data of a chunk. It is nil where that is too large, which is reported.
func (s *scanner) load(c chunk) ([]byte, error) {
	switch {
	case c.length > container.MaxBlock:
		s.problem("webp-too-large", c.at, "The %d bytes of chunk %q are not read.", c.length, c.name)
		return nil, nil
	case int(c.length) > s.budget:
		s.broken("webp-too-much", c.at, "There are more than %d bytes of metadata.", MaxMetadata)
		return nil, nil
	}
	s.budget -= int(c.length)
	return s.src.Bytes(c.body())
}

// block adds a block.
func (s *scanner) block(b container.Block) {
	if len(s.scan.Blocks) == MaxBlocks {
		s.broken("webp-too-many-blocks", b.Stored[0].Offset, "There are more than %d blocks of metadata.", MaxBlocks)
		return
	}
	s.scan.Blocks = append(s.scan.Blocks, b)
}

// remember keeps a chunk for the planner.
func (s *scanner) remember(m meta) {
	if len(s.metas) < MaxBlocks {
		for _, other := range s.metas {
			if other.kind == m.kind {
				s.problem("webp-"+m.kind.String()+"-duplicate", m.at, "There is one already at %d.", other.at)
				break
			}
		}
		s.metas = append(s.metas, m)
	}
}

// compareFlags reports flags without metadata and metadata without flags.
func (s *scanner) compareFlags() {
	const all = flagXMP | flagExif | flagICC
	if odd := (s.flags ^ s.seen) & all; odd != 0 {
		s.problem("webp-flag", s.head.at, "The flags 0x%02x are set, and 0x%02x should be.", s.flags&all, s.seen)
	}
}
