package webp

import "encoding/binary"

// canvas is what a picture says of itself.
type canvas struct {
	width, height int
	alpha         bool
}

// frameHead is how many bytes tell the size of a picture.
const frameHead = 10

// measure reads the first bytes of a VP8 or VP8L chunk. The size is zero where they are
// not what they should be.
func measure(n name, b []byte) canvas {
	if n == vp8l {
		return measureLossless(b)
	}
	return measureLossy(b)
}

// measureLossy reads the head of a VP8 frame, which must be a key frame that is shown:
//
//	tag:u24 9D 01 2A width:14 scale:2 height:14 scale:2
func measureLossy(b []byte) (c canvas) {
	if len(b) < frameHead || b[0]&1 != 0 || b[0]&0x10 == 0 || b[0]>>1&7 > 3 || string(b[3:6]) != "\x9D\x01\x2A" {
		return c
	}
	c.width = int(binary.LittleEndian.Uint16(b[6:])) & 0x3FFF
	c.height = int(binary.LittleEndian.Uint16(b[8:])) & 0x3FFF
	return c
}

// measureLossless reads the head of VP8L:
//
//	2F width-1:14 height-1:14 alpha:1 version:3
func measureLossless(b []byte) (c canvas) {
	if len(b) < 5 || b[0] != 0x2F || b[4]>>5 != 0 {
		return c
	}
	bits := binary.LittleEndian.Uint32(b[1:])
	c.width = int(bits&0x3FFF) + 1
	c.height = int(bits>>14&0x3FFF) + 1
	c.alpha = bits>>28&1 == 1
	return c
}

// header makes a VP8X chunk.
func (c canvas) header(flags byte) []byte {
	if c.alpha {
		flags |= flagAlpha
	}
	b := []byte{flags, 0, 0, 0}
	b = append24(b, c.width-1)
	b = append24(b, c.height-1)
	return wrap(vp8x, b)
}

func append24(b []byte, n int) []byte {
	return append(b, byte(n), byte(n>>8), byte(n>>16))
}
