package jpeg

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// guard refuses files with offsets that would be wrong when bytes move.
func (l *layout) guard(src *container.Source, scan *container.Scan, p plan, will contents) error {
	if err := guardPrimary(scan, p, will.packet, l.end); err != nil {
		return err
	}
	if err := l.guardExif(src, scan, p, will.exif); err != nil {
		return err
	}
	return l.guardAFCP(src)
}

// afcpReach is how far from the end of the file the end of an AFCP trailer is looked
// for: others may stand behind it.
const afcpReach = 64 << 10

// guardAFCP refuses files with an AFCP trailer (AXS File Concatenation Protocol), whose
// offsets count from the start of the file. It begins and ends with the same four
// bytes, and after the latter stands where the former are. If they are not there the
// offsets are wrong already.
func (l *layout) guardAFCP(src *container.Source) error {
	if l.noAFCP {
		return nil
	}
	from := max(l.end, src.Size()-afcpReach)
	tail, err := src.Bytes(container.Range{Offset: from, Length: src.Size() - from})
	for probes := 0; err == nil; probes++ {
		n := bytes.Index(tail, []byte("AXS"))
		if n < 0 || n+12 > len(tail) {
			l.noAFCP = true
			return nil
		}
		found := false
		if found, err = afcp(src, tail[n:n+12]); found || probes == maxProbes {
			return refusal("jpeg-afcp", "The file has an AFCP trailer, whose offsets count from the start of the file.")
		}
		tail = tail[n+3:]
	}
	return err
}

// afcp reports whether bytes are the end of an AFCP trailer.
func afcp(src *container.Source, b []byte) (bool, error) {
	var order binary.ByteOrder = binary.BigEndian
	switch b[3] {
	case '*':
		order = binary.LittleEndian
	case '!':
	default:
		return false, nil
	}
	start, err := src.Peek(int64(order.Uint32(b[4:])), 4)
	return string(start) == string(b[:4]), err
}

// maxProbes is how many places that may be previews or trailers are looked at.
const maxProbes = 4096

// guardExif refuses files in which an entry of an IFD within Exif leads to an image
// behind the header. Cameras put previews there that are too large for Exif; the
// entries stand in MakerNotes, each maker's its own, so that they are found by their
// look: a long with the offset, or bytes with their number and offset. They are looked
// for in the block that is there and in the one that replaces it, if any.
func (l *layout) guardExif(src *container.Source, scan *container.Scan, p plan, next []byte) error {
	b := scan.Find(container.Exif)
	if b == nil || p.shift(l.end) == p.shift(b.Stored[0].Offset) {
		return nil
	}
	if !l.noPreviews {
		if err := guardPreviews(src, l.probes(b.Stored[0].Offset, b.Data, src.Size())); err != nil {
			return err
		}
		l.noPreviews = true
	}
	return guardPreviews(src, l.probes(b.Stored[0].Offset, next, src.Size()))
}

func guardPreviews(src *container.Source, probes []int64) error {
	if len(probes) > maxProbes {
		return refusal("jpeg-exif-outside", "Exif may lead to data outside of itself in more places than are looked at.")
	}
	for _, at := range probes {
		head, err := src.Peek(at, 6)
		if err != nil {
			return err
		}
		if preview(head) {
			return refusal("jpeg-exif-outside", "Exif leads to a preview at %d, outside of itself.", at)
		}
	}
	return nil
}

// preview reports whether bytes begin an image; some makers spoil its first byte.
// Leica begins a trailer with its name.
func preview(b []byte) bool {
	if string(b) == "LEICA\x00" {
		return true
	}
	return len(b) >= 4 && b[1] == soi && b[2] == 0xFF && (b[3] == 0xC4 || b[3] == 0xDB || b[3] >= app0 && b[3] <= app0+15)
}

// probes gives the places behind the header that entries may lead to, in order, for an
// Exif block that stands at an offset.
func (l *layout) probes(tiff int64, b []byte, size int64) []int64 {
	bases := []int64{tiff}
	var values []int64
	for i := 0; i+12 <= len(b); i++ {
		order, ok := orderOf(b[i+2], b[i+3])
		if !ok {
			continue
		}
		e := b[i : i+12]
		tag, typ, count := order.Uint16(e), order.Uint16(e[2:]), order.Uint32(e[4:])
		value := int64(order.Uint32(e[8:]))
		if tag == makerNote && value < int64(len(b)) && len(bases) < 8 {
			// Offsets may count from it, or from a TIFF head within.
			bases = append(bases, tiff+value, tiff+value+10, tiff+value+12)
		}
		offset := (typ == 4 || typ == 13) && count == 1
		data := (typ == 1 || typ == 7) && count > 4
		if (offset || data) && value < size {
			values = append(values, value)
		}
	}
	var out []int64
	for _, base := range bases {
		for _, v := range values {
			if at := base + v; at > l.end && at < size {
				out = append(out, at)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const makerNote = 0x927C

// orderOf tells the byte order of an entry by its type: byte (1), long (4), undefined
// (7) or IFD (13).
func orderOf(first, second byte) (binary.ByteOrder, bool) {
	switch typ := first | second; {
	case typ != 1 && typ != 4 && typ != 7 && typ != 13:
		return nil, false
	case second == 0:
		return binary.LittleEndian, true
	default:
		return binary.BigEndian, first == 0
	}
}
