package tiff

import (
	"encoding/binary"
	"math"
)

// order is a byte order, to read and to write.
type order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// headLen is how much of a file tells what it is: the header of a BigTIFF, or that of a
// TIFF and the signature that some raw files have behind it.
const headLen = 16

// head is what the header says.
type head struct {
	order
	magic   uint16
	big     bool
	start   uint64 // where IFD0 is
	private string // the eight bytes behind the header of a TIFF
}

// Numbers that follow the byte order.
const (
	magicTIFF   = 42
	magicBig    = 43
	magicRW2    = 0x55   // Panasonic and Leica
	magicORF    = 0x4F52 // Olympus
	magicORFOld = 0x5352
)

// orderOf tells the byte order and the number of a header; ok is false where it is no
// header.
func orderOf(b []byte) (o order, magic uint16, ok bool) {
	if len(b) < 8 {
		return nil, 0, false
	}
	switch string(b[:2]) {
	case "II":
		o = binary.LittleEndian
	case "MM":
		o = binary.BigEndian
	default:
		return nil, 0, false
	}
	switch magic = o.Uint16(b[2:]); magic {
	case magicTIFF, magicBig, magicRW2, magicORF, magicORFOld:
		return o, magic, true
	}
	return nil, 0, false
}

func sniff(b []byte) bool {
	_, _, ok := orderOf(b)
	return ok
}

// headOf reads a header.
func headOf(b []byte) (h head, ok bool) {
	h.order, h.magic, ok = orderOf(b)
	if !ok {
		return h, false
	}
	if h.magic != magicBig {
		h.start = uint64(h.Uint32(b[4:]))
		h.private = string(b[8:min(len(b), headLen)])
		return h, h.start >= 8
	}
	h.big = true
	if len(b) < headLen || h.Uint16(b[4:]) != 8 || h.Uint16(b[6:]) != 0 {
		return h, false
	}
	h.start = h.Uint64(b[8:])
	return h, h.start >= headLen
}

// pick gives the first number for TIFF, the second for BigTIFF.
func (h head) pick(classic, big int64) int64 {
	if h.big {
		return big
	}
	return classic
}

func (h head) headLen() int64  { return h.pick(8, 16) }
func (h head) countLen() int64 { return h.pick(2, 8) } // of the number of entries
func (h head) entryLen() int64 { return h.pick(12, 20) }
func (h head) wordLen() int64  { return h.pick(4, 8) } // of offsets, counts and values within an entry
func (h head) pointer() int64  { return h.pick(4, 8) } // where the offset of IFD0 is
func (h head) reach() int64    { return h.pick(1<<32, math.MaxInt64) }

// align is the number of bytes to a place where an IFD or a value may begin.
func (h head) align(at int64) int64 { return -at & (h.pick(2, 8) - 1) }

// word reads an offset or count.
func (h head) word(b []byte) uint64 {
	if h.big {
		return h.Uint64(b)
	}
	return uint64(h.Uint32(b))
}

// appendWord writes one.
func (h head) appendWord(b []byte, v int64) []byte {
	if h.big {
		return h.AppendUint64(b, uint64(v))
	}
	return h.AppendUint32(b, uint32(v))
}

// appendCount writes a number of entries.
func (h head) appendCount(b []byte, n int) []byte {
	if h.big {
		return h.AppendUint64(b, uint64(n))
	}
	return h.AppendUint16(b, uint16(n))
}
