package survival

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif"  // the sizes of these formats
	_ "image/jpeg" // are told by
	_ "image/png"  // the standard library

	"github.com/proviso-signals/proviso/container"
)

// maxBoxes bounds the places in a file that are looked at for a size.
const maxBoxes = 256

// dimensions gives the size of a picture as it is stored; zeros where it is not known.
func dimensions(scan *container.Scan, body []byte) (width, height int) {
	if body == nil {
		return 0, 0
	}
	switch scan.Format {
	case "jpeg", "png", "gif":
		config, _, err := image.DecodeConfig(bytes.NewReader(body))
		if err != nil {
			return 0, 0
		}
		return config.Width, config.Height
	case "webp":
		return ofWebP(body)
	case "tiff":
		return ofTIFF(body)
	case "jxl":
		return ofJXL(scan, body)
	case "svg":
		return 0, 0 // it has as many pixels as it is shown with
	}
	return ofBoxes(body)
}

// ofWebP reads the canvas, or the head of the one frame (WebP container specification;
// RFC 6386 section 9.1; WebP lossless specification section 3).
func ofWebP(b []byte) (width, height int) {
	for at, n := 12, 0; at+18 <= len(b) && n < maxBoxes; n++ {
		data := b[at+8:]
		switch string(b[at : at+4]) {
		case "VP8X":
			return 1 + little24(data[4:]), 1 + little24(data[7:])
		case "VP8L":
			bits := binary.LittleEndian.Uint32(data[1:])
			return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
		case "VP8 ":
			return int(binary.LittleEndian.Uint16(data[6:])) & 0x3FFF, int(binary.LittleEndian.Uint16(data[8:])) & 0x3FFF
		}
		size := int(binary.LittleEndian.Uint32(b[at+4:]))
		if size > len(b) {
			break
		}
		at += 8 + size + size&1
	}
	return 0, 0
}

func little24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// ofTIFF reads ImageWidth and ImageLength of the first IFD (TIFF 6.0). BigTIFF is left
// out.
func ofTIFF(b []byte) (width, height int) {
	var order binary.ByteOrder = binary.LittleEndian
	if len(b) > 8 && b[0] == 'M' {
		order = binary.BigEndian
	}
	if len(b) < 8 || order.Uint16(b[2:]) != 42 {
		return 0, 0
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 0, 0
	}
	entries := int64(order.Uint16(b[at:]))
	for i := range entries {
		e := at + 2 + 12*i
		if e+12 > int64(len(b)) {
			break
		}
		value := int(order.Uint32(b[e+8:]))
		if order.Uint16(b[e+2:]) == 3 { // SHORT
			value = int(order.Uint16(b[e+8:]))
		}
		switch order.Uint16(b[e:]) {
		case 256:
			width = value
		case 257:
			height = value
		}
	}
	return width, height
}

// ofBoxes looks for the largest ispe property of an ISO file (ISO/IEC 23008-12 section
// 6.5.3): those of tiles and thumbnails are smaller.
func ofBoxes(b []byte) (width, height int) {
	for n := 0; n < maxBoxes; n++ {
		i := bytes.Index(b, []byte("ispe\x00\x00\x00\x00"))
		if i < 0 || i+16 > len(b) {
			break
		}
		w, h := int(binary.BigEndian.Uint32(b[i+8:])), int(binary.BigEndian.Uint32(b[i+12:]))
		if w < 1<<24 && h < 1<<24 && w*h > width*height {
			width, height = w, h
		}
		b = b[i+16:]
	}
	return width, height
}

// ofJXL reads the size header of the code stream (ISO/IEC 18181-1 annex D.2).
func ofJXL(scan *container.Scan, b []byte) (width, height int) {
	for _, r := range scan.Payload {
		// A part of a code stream in pieces begins with its number.
		for _, skip := range []int64{0, 4} {
			if at := r.Offset + skip; at >= 0 && at+12 <= int64(len(b)) && b[at] == 0xFF && b[at+1] == 0x0A {
				return sizeHeader(binary.LittleEndian.Uint64(b[at+2:]), binary.LittleEndian.Uint16(b[at+10:]))
			}
		}
	}
	return 0, 0
}

// ratios are the widths that a size header can leave out, as parts of the height.
var ratios = [8][2]int{{}, {1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}}

func sizeHeader(low uint64, high uint16) (width, height int) {
	take := func(n uint) int {
		v := low & (1<<n - 1)
		low = low>>n | uint64(high)<<(64-n)
		high = uint16(uint32(high) >> n)
		return int(v)
	}
	small := take(1) == 1
	side := func() int {
		if small {
			return (take(5) + 1) * 8
		}
		return take([...]uint{9, 13, 18, 30}[take(2)]) + 1
	}
	height = side()
	if ratio := ratios[take(3)]; ratio[1] > 0 {
		return height * ratio[0] / ratio[1], height
	}
	return side(), height
}
