package jxl_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/jxl"
)

// packets is what must hold when XMP is put, and structures when Exif is.
var (
	packets    = containertest.Suite{Format: jxl.Format, Rest: func(data string) []string { return rest(container.XMP, data) }}
	structures = containertest.Suite{
		Format: jxl.Format, Plan: jxl.PutExif, Kind: container.Exif,
		Rest: func(data string) []string { return rest(container.Exif, data) },
	}
)

func scan(t testing.TB, data string) (*container.Source, *container.Scan) {
	t.Helper()
	return packets.Scan(t, data)
}

func put(t testing.TB, data, packet string) (out, refused string) {
	t.Helper()
	return packets.Put(t, data, packet)
}

// rest gives the boxes as they stand, but for those of a kind of metadata; at the end
// what is no box. A bare codestream is given as it is to be wrapped.
func rest(kind container.Kind, data string) (all []string) {
	if strings.HasPrefix(data, "\xFF\x0A") {
		return []string{signature, ftyp(0), box("jxlc", data)}
	}
	s, err := jxl.Format.Scan(container.NewSource(strings.NewReader(data), int64(len(data))))
	if err != nil {
		panic(err)
	}
	for at := int64(0); at < int64(len(data)); {
		n := sizeOf(data[at:])
		if !holds(s, kind, at, n) {
			all = append(all, data[at:at+n])
		}
		at += n
	}
	return all
}

// sizeOf is the size of the box that data begins with, or all there is.
func sizeOf(data string) int64 {
	left := int64(len(data))
	if left < 8 {
		return left
	}
	n := int64(binary.BigEndian.Uint32([]byte(data)))
	switch {
	case n == 1 && left >= 16:
		n = int64(binary.BigEndian.Uint64([]byte(data[8:])))
	case n < 8:
		return left
	}
	if n < 8 || n > left {
		return left
	}
	return n
}

// holds reports whether a box holds metadata of a kind.
func holds(s *container.Scan, kind container.Kind, at, n int64) bool {
	for _, b := range s.Blocks {
		if o := b.Stored[0].Offset; b.Kind == kind && o >= at && o <= at+n && b.Stored[0].End() == at+n {
			return true
		}
	}
	for _, p := range s.Problems {
		if p.Offset == at && p.Code == "jxl-xmp-place" && kind == container.XMP {
			return true
		}
	}
	return false
}
