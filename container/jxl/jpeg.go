package jxl

import (
	"github.com/proviso-signals/proviso/container"
)

// Types of APP segments, as jbrd has them.
const (
	appExif = 2
	appXMP  = 3
)

// Codes of JPEG markers.
const (
	markerBase = 0xC0
	eoi        = 0xD9
	app0       = 0xE0
)

// maxJBRD is how many bytes the markers of jbrd and their types can take.
const maxJBRD = (1+MaxMarkers*(6+6+16))/8 + 1

// needs gives the types of the APP segments of which the bytes stand outside of jbrd.
// It reports false where jbrd cannot be read.
func needs(src *container.Source, jbrd box) (exif, xmp, ok bool, err error) {
	r := jbrd.body
	r.Length = min(r.Length, maxJBRD)
	b, err := src.Bytes(r)
	if err != nil {
		return false, false, false, err
	}
	bits := bitReader{b: b}
	bits.read(1) // grey
	apps := 0
	for n := 0; ; n++ {
		if n == MaxMarkers || bits.over {
			return false, false, false, nil
		}
		marker := markerBase + bits.read(6)
		if marker&0xF0 == app0 {
			apps++
		}
		if marker == eoi {
			break
		}
	}
	for range apps {
		switch kind := bits.kind(); kind {
		case appExif:
			exif = true
		case appXMP:
			xmp = true
		}
		bits.read(16) // its length
	}
	return exif, xmp, !bits.over, nil
}

// bitReader reads numbers of which the lowest bit comes first.
type bitReader struct {
	b    []byte
	at   int  // in bits
	over bool // more was read than there is
}

func (r *bitReader) read(n int) (v int) {
	for i := range n {
		if r.at>>3 >= len(r.b) {
			r.over = true
			return v
		}
		v |= int(r.b[r.at>>3]>>(r.at&7)&1) << i
		r.at++
	}
	return v
}

// kind reads one of 0, 1, 2 and a bit, 4 and two bits.
func (r *bitReader) kind() int {
	switch r.read(2) {
	case 0:
		return 0
	case 1:
		return 1
	case 2:
		return 2 + r.read(1)
	}
	return 4 + r.read(2)
}
