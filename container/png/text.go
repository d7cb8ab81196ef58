package png

import (
	"bytes"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

const (
	xmpKeyword = "XML:com.adobe.xmp"
	rawKeyword = "Raw profile type "
	// xmpHead is what plain XMP begins with in iTXt: the keyword, no compression, and
	// neither language nor translated keyword.
	xmpHead = xmpKeyword + "\x00\x00\x00\x00\x00"
	// maxKeyword is the longest keyword, by the specification.
	maxKeyword = 79
)

// textual reads a text chunk if its keyword says that it is metadata.
func (s *scanner) textual(c chunk) error {
	head, err := s.peek(c.at+8, int(min(c.length, maxKeyword+1)))
	if err != nil {
		return err
	}
	word, _, ended := bytes.Cut(head, []byte{0})
	keyword := string(word)
	raw, isRaw := strings.CutPrefix(keyword, rawKeyword)
	switch {
	case !ended:
		s.problem("png-text", c.at, "The keyword of chunk %s does not end.", c.name)
	case isRaw && isProfile(raw), keyword == xmpKeyword, isProperty(keyword):
		return s.words(c, keyword)
	}
	return s.check(c)
}

// isProperty reports whether a keyword is the name of a property with its prefix. Some
// prefixes ImageMagick uses for what it knows of a file itself.
func isProperty(keyword string) bool {
	prefix, local, ok := strings.Cut(keyword, ":")
	if !ok || !isName(prefix) || !isName(local) {
		return false
	}
	switch prefix {
	case "date", "exif", "icc", "jpeg", "png", "tiff":
		return false
	}
	return true
}

func isName(s string) bool {
	for i := range len(s) {
		letter := s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] == '_'
		if !letter && (i == 0 || s[i] != '-' && s[i] != '.' && (s[i] < '0' || s[i] > '9')) {
			return false
		}
	}
	return s != ""
}

// words reads a text chunk that is metadata.
func (s *scanner) words(c chunk, keyword string) error {
	data, intact, err := s.load(c)
	if err != nil {
		return err
	}
	b := container.Block{Stored: []container.Range{c.body()}, Name: keyword, Place: c.name.String() + " chunk"}
	plain := c.name == itxt && bytes.HasPrefix(data, []byte(xmpHead))
	if data != nil {
		s.unwrap(c, data, &b)
	}
	switch {
	case keyword == xmpKeyword:
		b.Kind, b.Name = container.XMP, ""
	case strings.HasPrefix(keyword, rawKeyword):
		if !s.profile(c, keyword[len(rawKeyword):], &b) {
			return nil
		}
		plain = false
	default:
		b.Kind = container.XMPText
	}
	s.block(b)
	if b.Kind == container.XMP && len(s.packets) < MaxBlocks {
		s.packets = append(s.packets, packet{chunk: c, data: b.Data, plain: plain, crc: intact})
		if !plain && b.Data != nil {
			s.problem("png-xmp-place", c.at, "XMP should be stored as iTXt, without compression and language.")
		}
	}
	return nil
}

// unwrap gives the text of a text chunk, uncompressed, with where it is stored.
//
//	tEXt: keyword 0 text
//	zTXt: keyword 0 method zlib(text)
//	iTXt: keyword 0 flag method language 0 translated 0 text
func (s *scanner) unwrap(c chunk, data []byte, b *container.Block) {
	_, rest, _ := bytes.Cut(data, []byte{0})
	packed, method, ok := false, byte(0), true
	switch c.name {
	case ztxt:
		if ok = len(rest) > 0; ok {
			packed, method, rest = true, rest[0], rest[1:]
		}
	case itxt:
		if ok = len(rest) >= 2; ok {
			packed, method = rest[0] != 0, rest[1]
			if _, rest, ok = bytes.Cut(rest[2:], []byte{0}); ok {
				_, rest, ok = bytes.Cut(rest, []byte{0})
			}
		}
	}
	if !ok {
		s.problem("png-text", c.at, "Chunk %s ends before its text.", c.name)
		return
	}
	skip := int64(len(data) - len(rest))
	b.Stored[0].Offset, b.Stored[0].Length = b.Stored[0].Offset+skip, b.Stored[0].Length-skip
	b.Data, b.Packed = rest, packed
	if packed {
		b.Data = s.inflate(c, method, rest)
	}
}
