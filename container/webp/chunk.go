package webp

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// name is the FourCC of a chunk, its four bytes as a number.
type name uint32

const (
	vp8  name = 'V'<<24 | 'P'<<16 | '8'<<8 | ' '
	vp8l name = 'V'<<24 | 'P'<<16 | '8'<<8 | 'L'
	vp8x name = 'V'<<24 | 'P'<<16 | '8'<<8 | 'X'
	alph name = 'A'<<24 | 'L'<<16 | 'P'<<8 | 'H'
	anim name = 'A'<<24 | 'N'<<16 | 'I'<<8 | 'M'
	anmf name = 'A'<<24 | 'N'<<16 | 'M'<<8 | 'F'
	iccp name = 'I'<<24 | 'C'<<16 | 'C'<<8 | 'P'
	exif name = 'E'<<24 | 'X'<<16 | 'I'<<8 | 'F'
	xmp  name = 'X'<<24 | 'M'<<16 | 'P'<<8 | ' '
	c2pa name = 'C'<<24 | '2'<<16 | 'P'<<8 | 'A'
)

func (n name) String() string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }

// meant is the name that a wrongly spelled one of metadata stands for; others are
// themselves.
func (n name) meant() name {
	folded := n
	for shift := 0; shift < 32; shift += 8 {
		if c := byte(n >> shift); 'a' <= c && c <= 'z' {
			folded -= 0x20 << shift
		}
	}
	if folded == xmp&^0xFF {
		folded = xmp
	}
	switch folded {
	case iccp, exif, xmp, c2pa:
		return folded
	}
	return n
}

// kind gives the kind of block that chunks of a name hold, if they hold metadata.
func (n name) kind() (kind container.Kind, ok bool) {
	switch n {
	case iccp:
		return container.ICC, true
	case exif:
		return container.Exif, true
	case xmp:
		return container.XMP, true
	case c2pa:
		return container.C2PA, true
	}
	return 0, false
}

// known reports whether chunks of a name mean something here.
func (n name) known() bool {
	switch n {
	case vp8, vp8l, vp8x, alph, anim, anmf:
		return true
	}
	_, ok := n.meant().kind()
	return ok
}

// printable reports whether a name is ASCII text.
func (n name) printable() bool {
	for shift := 0; shift < 32; shift += 8 {
		if c := byte(n >> shift); c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// chunk is where a chunk stands. Its data is within the file.
type chunk struct {
	at     int64
	length int64 // of the data
	name   name
	padded bool // a byte of padding follows the data
}

const overhead = 8 // name and length

func (c chunk) body() container.Range {
	return container.Range{Offset: c.at + overhead, Length: c.length}
}

// whole is the chunk without its padding.
func (c chunk) whole() container.Range {
	return container.Range{Offset: c.at, Length: c.length + overhead}
}

// end is where the next chunk begins.
func (c chunk) end() int64 {
	if c.padded {
		return c.body().End() + 1
	}
	return c.body().End()
}

// wrap makes a chunk.
func wrap(n name, data []byte) []byte {
	b := make([]byte, 0, overhead+len(data)+1)
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	if len(data)&1 == 1 {
		b = append(b, 0)
	}
	return b
}
