package jpeg

import (
	"encoding/binary"

	"github.com/proviso-signals/proviso/container"
)

// MP index IFD, CIPA DC-007 section 5.2.3.
const (
	mpEntryTag = 0xB002 // undefined: 16 bytes an image
	mpEntryLen = 16
)

// images is what an MPF segment says of where images are. Entries are attribute, size
// and offset (4 bytes each), and the numbers of two dependent images. Offsets count
// from the byte order mark; that of the first image, which is this one, is zero.
type images struct {
	base    int64 // of the byte order mark
	order   binary.ByteOrder
	at      int64 // of the entries, in the file
	entries []byte
}

// readImages reads an MPF segment; nil entries where it has none, and false where it
// cannot be understood.
func readImages(src *container.Source, g segment) (m images, ok bool, err error) {
	r := g.cut(len(mpfSignature))
	b, err := src.Bytes(r)
	if err != nil || len(b) < 8 {
		return m, false, err
	}
	switch string(b[:4]) {
	case "II*\x00":
		m.order = binary.LittleEndian
	case "MM\x00*":
		m.order = binary.BigEndian
	default:
		return m, false, nil
	}
	ifd := int64(m.order.Uint32(b[4:]))
	if ifd < 8 || ifd+2 > int64(len(b)) {
		return m, false, nil
	}
	n := int64(m.order.Uint16(b[ifd:]))
	ifd, end := ifd+2, ifd+2+12*n
	if end > int64(len(b)) {
		return m, false, nil
	}
	m.base = r.Offset
	for ; ifd < end; ifd += 12 {
		if m.order.Uint16(b[ifd:]) != mpEntryTag {
			continue
		}
		size, at := int64(m.order.Uint32(b[ifd+4:])), int64(m.order.Uint32(b[ifd+8:]))
		if at < end || at+size > int64(len(b)) || size%mpEntryLen != 0 || m.entries != nil {
			return m, false, nil
		}
		m.at, m.entries = m.base+at, b[at:at+size]
	}
	return m, true, nil
}

// mend gives the edits that keep the offsets of images true under a plan, or why that
// cannot be.
func (m *images) mend(src *container.Source, p plan) ([]container.Edit, error) {
	var out []container.Edit
	for i := 0; i < len(m.entries); i += mpEntryLen {
		field, value := 4, int64(m.order.Uint32(m.entries[i+4:])) // the size of this image
		var mended int64
		var err error
		if i == 0 {
			mended, err = m.size(src, p, value)
		} else {
			offset := int64(m.order.Uint32(m.entries[i+8:]))
			if value == 0 && offset == 0 {
				continue
			}
			field, value = 8, offset
			mended, err = m.offset(src, p, value)
		}
		if err != nil {
			return nil, err
		}
		if mended != value {
			var b [4]byte
			m.order.PutUint32(b[:], uint32(mended))
			out = append(out, container.Edit{Offset: m.at + int64(i+field), Remove: 4, Insert: b[:]})
		}
	}
	return out, nil
}

// size is what the size of the first image becomes. One that was wrong before, as it
// is in files of many writers, is left.
func (m *images) size(src *container.Source, p plan, size int64) (int64, error) {
	b, err := src.Peek(max(size-2, 0), 2)
	if err != nil || size < p.end() || string(b) != "\xFF\xD9" {
		return size, err
	}
	return fits(size + p.shift(size))
}

// offset is what the offset of a further image becomes.
func (m *images) offset(src *container.Source, p plan, offset int64) (int64, error) {
	at := m.base + offset
	b, err := src.Peek(at, 2)
	if err != nil {
		return 0, err
	}
	if at < p.end() || string(b) != "\xFF\xD8" {
		return 0, refusal("jpeg-mpf", "An offset of the Multi-Picture Format at %d does not lead to an image.", m.at)
	}
	return fits(offset + p.shift(at) - p.shift(m.base))
}

// fits refuses what does not go into four bytes.
func fits(n int64) (int64, error) {
	if n < 0 || n > 1<<32-1 {
		return 0, refusal("jpeg-mpf", "An offset of the Multi-Picture Format would not fit its field.")
	}
	return n, nil
}

// mendImages keeps what MPF segments say true.
func (l *layout) mendImages(src *container.Source, p plan) (plan, error) {
	var out plan
	listed := 0
	for _, g := range l.mpf {
		m, ok, err := readImages(src, g)
		if err != nil {
			return nil, err
		}
		if listed += len(m.entries) / mpEntryLen; !ok || listed > MaxImages {
			return nil, refusal("jpeg-mpf", "The Multi-Picture Format segment at %d cannot be understood.", g.at)
		}
		mends, err := m.mend(src, p)
		if err != nil {
			return nil, err
		}
		out = append(out, mends...)
	}
	return out, nil
}
