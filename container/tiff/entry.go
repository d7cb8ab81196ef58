package tiff

import (
	"math"

	"github.com/proviso-signals/proviso/container"
)

// Tags that matter here.
const (
	tagCompression  = 259
	tagPhotometric  = 262
	tagStripOffsets = 273
	tagStripLengths = 279
	tagTileOffsets  = 324
	tagTileLengths  = 325
	tagSubIFDs      = 330
	tagJPEG         = 513
	tagJPEGLength   = 514
	tagXMP          = 700
	tagIIM          = 33723
	tagPhotoshop    = 34377
	tagExif         = 34665
	tagICC          = 34675
	tagGPS          = 34853
	tagInterop      = 40965
	tagDNGVersion   = 50706
	tagC2PA         = 52545
	tagDescription  = 270
	tagArtist       = 315
	tagCopyright    = 33432
	tagXPAuthor     = 40093
	typeByte        = 1
	typeASCII       = 2
	typeShort       = 3
	typeLong        = 4
	typeUndefined   = 7
	typeIFD         = 13
	typeLong8       = 16
	typeIFD8        = 18
	typeUTF8        = 129
)

// sizeOf is how many bytes a value of a type has; zero where it is not known.
func sizeOf(typ uint16) uint64 {
	switch typ {
	case typeByte, typeASCII, 6, typeUndefined, typeUTF8:
		return 1
	case typeShort, 8:
		return 2
	case typeLong, 9, 11, typeIFD:
		return 4
	case 5, 10, 12, typeLong8, 17, typeIFD8:
		return 8
	}
	return 0
}

// entry is an entry of an IFD.
type entry struct {
	at     int64 // where it stands
	tag    uint16
	typ    uint16
	count  uint64
	data   container.Range // where its value is
	inside bool            // which is within the entry
	field  [8]byte         // the value, if so, or its offset
}

// place is where an entry's value begins, or the offset of it stands.
func (h head) place(at int64) int64 { return at + 4 + h.wordLen() }

// entryOf reads an entry. It reports false, with a value of no length, where the type
// is not known or the value is not in a file of that size.
func (h head) entryOf(b []byte, at, size int64) (e entry, ok bool) {
	e = entry{at: at, tag: h.Uint16(b), typ: h.Uint16(b[2:]), count: h.word(b[4:])}
	e.data.Offset = h.place(at)
	copy(e.field[:], b[h.place(0):])
	unit := sizeOf(e.typ)
	if unit == 0 || e.count > math.MaxInt64/8 {
		return e, false
	}
	length := unit * e.count
	if length <= uint64(h.wordLen()) {
		e.data.Length, e.inside = int64(length), true
		return e, true
	}
	offset := h.word(e.field[:])
	if !within(offset, length, size) {
		return e, false
	}
	e.data = container.Range{Offset: int64(offset), Length: int64(length)}
	return e, true
}

// within reports whether a run of bytes lies in a file.
func within(offset, length uint64, size int64) bool {
	return offset <= uint64(size) && length <= uint64(size)-offset
}

// number reads the integer of a type; ok is false where the type is none of integers
// that cannot be negative.
func (h head) number(typ uint16, b []byte) (v uint64, ok bool) {
	switch typ {
	case typeByte, typeUndefined:
		return uint64(b[0]), true
	case typeShort:
		return uint64(h.Uint16(b)), true
	case typeLong, typeIFD:
		return uint64(h.Uint32(b)), true
	case typeLong8, typeIFD8:
		return h.Uint64(b), true
	}
	return 0, false
}

// short reads the first integer of an entry that has its value within.
func (h head) short(e entry) (uint64, bool) {
	if !e.inside || e.data.Length == 0 {
		return 0, false
	}
	return h.number(e.typ, e.field[:])
}
