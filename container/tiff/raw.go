package tiff

import (
	"slices"
	"strings"
)

// rawCompressions are methods only cameras use, within their raw files.
var rawCompressions = []uint64{
	262,   // Kodak
	32767, // Sony ARW
	32769, // Epson ERF, and packed
	32770, // Samsung SRW
	32772, // Samsung SRW 2
	32867, // Kodak KDC
	34316, // Panasonic
	34713, // Nikon NEF
	65000, // Kodak DCR
	65535, // Pentax PEF
}

// rawPhotometric are colour filter arrays and linear raw data, which TIFF/EP and DNG
// have.
var rawPhotometric = []uint64{32803, 34892}

// rawTags are those that only raw files have, if it is not DNG.
var rawTags = []uint16{
	33421, 33422, // the pattern of the colour filters
	33424, 65024, // Kodak
	34310, // Leaf
	50459, // Hasselblad
	50740, // Sony, as DNGPrivateData
}

// rawSignature reports whether what stands behind the header is a mark of Canon or Phase
// One.
func rawSignature(b string) bool {
	if len(b) < 8 {
		return false
	}
	return strings.HasPrefix(b, "CR\x02\x00") || strings.HasPrefix(b, "\xBA\xB0\xAC\xBB") ||
		strings.HasPrefix(b, "MMMMRaw") || strings.HasPrefix(b, "IIII") && b[5:8] == "waR"
}

// signature recognises raw files by their header, and keeps of what stands behind it
// only what is such a sign.
func (s *scanner) signature() {
	if s.magic != magicTIFF && s.magic != magicBig {
		s.camera("The file begins as the raw files of Olympus and Panasonic do.")
	}
	if !rawSignature(s.private) {
		s.private = ""
	} else {
		s.camera("The file begins as the raw files of Canon and Phase One do.")
	}
}

// sign recognises raw files by an entry.
func (s *scanner) sign(e entry) {
	switch e.tag {
	case tagCompression:
		if v, ok := s.short(e); ok && slices.Contains(rawCompressions, v) {
			s.camera("The pixels are compressed as only cameras do, by method %d.", v)
		}
	case tagPhotometric:
		if v, ok := s.short(e); ok && slices.Contains(rawPhotometric, v) {
			s.camera("The pixels are those of a sensor, and it is not DNG.")
		}
	default:
		if slices.Contains(rawTags, e.tag) {
			s.camera("Tag %d is one that only raw files have.", e.tag)
		}
	}
}

// camera makes the file a raw one; DNG takes that back.
func (s *scanner) camera(format string, args ...any) {
	if s.raw == nil {
		s.raw = refusal("tiff-raw", "A camera's raw file gets a sidecar. "+format, args...)
	}
}
