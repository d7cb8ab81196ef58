package jpeg_test

import (
	"encoding/binary"
	"slices"
	"strings"
)

// withCopyright gives a TIFF structure with another copyright notice: a new first IFD
// and the notice are appended, all else stays where it is. It is empty for what has no
// IFD.
func withCopyright(old []byte) string {
	if old == nil { // what Exif wants at least
		old = []byte(tiff(strings.Repeat(be32(72)+be32(1), 2), entry(0x011A, 5, 1, 62), entry(0x011B, 5, 1, 70), entry(0x0128, 3, 1, 2<<16), entry(0x0213, 3, 1, 1<<16)))
	}
	b := append(slices.Clone(old), make([]byte, len(old)%2)...)
	if len(b) < 8 {
		return ""
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	ifd := int(order.Uint32(b[4:]))
	if ifd < 8 || ifd+2 > len(b) || ifd+2+12*int(order.Uint16(b[ifd:]))+4 > len(b) {
		return ""
	}
	tag := func(entry []byte) uint16 { return order.Uint16(entry) }
	end := ifd + 2 + 12*int(order.Uint16(b[ifd:]))
	entries := slices.Collect(slices.Chunk(b[ifd+2:end:end], 12))
	entries = slices.DeleteFunc(entries, func(e []byte) bool { return tag(e) == 0x8298 })
	at := slices.IndexFunc(append(entries, []byte("\xFF\xFF")), func(e []byte) bool { return tag(e) > 0x8298 })
	own, _ := binary.Append(nil, order, []uint16{0x8298, 2, 0, 0, 0, 0})
	order.PutUint32(own[4:], 6)
	order.PutUint32(own[8:], uint32(len(b)+2+12*len(entries)+12+4))
	entries = slices.Insert(entries, at, own)
	next := slices.Clone(b[end : end+4])
	order.PutUint32(b[4:], uint32(len(b)))
	b, _ = binary.Append(b, order, uint16(len(entries)))
	b = append(append(b, slices.Concat(entries...)...), next...)
	// ExifTool takes the room that the first IFD has for that of the next one.
	return string(b) + "short\x00" + strings.Repeat("\x00", 600)
}
