package jpeg

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

func refusal(code, format string, args ...any) error {
	return &container.Refusal{Code: code, Hint: fmt.Sprintf(format, args...)}
}

// plan is a list of edits in file order.
type plan []container.Edit

// end is where the last edit ends.
func (p plan) end() int64 {
	if len(p) == 0 {
		return 0
	}
	last := p[len(p)-1]
	return last.Offset + last.Remove
}

// shift is how far a byte that no edit takes away moves.
func (p plan) shift(at int64) int64 {
	n := int64(0)
	for _, e := range p {
		if e.Offset+e.Remove <= at {
			n += int64(len(e.Insert)) - e.Remove
		}
	}
	return n
}

// moves reports whether any byte moves.
func (p plan) moves() bool {
	return slices.ContainsFunc(p, func(e container.Edit) bool { return int64(len(e.Insert)) != e.Remove })
}

func put(src *container.Source, scan *container.Scan, packet []byte) ([]container.Edit, error) {
	l, ok := scan.Note.(*layout)
	if !ok {
		return nil, errors.New("jpeg: not what Scan gave for a JPEG file")
	}
	if err := l.writable(packet); err != nil {
		return nil, err
	}
	p := l.replace(scan, packet)
	drops, err := l.dropExtension(src, packet)
	if err != nil {
		return nil, err
	}
	misplaced, err := l.dropMisplaced()
	if err != nil {
		return nil, err
	}
	p = sorted(slices.Concat(p, drops, misplaced))
	if l.stray && p.drops() {
		// They could come to stand where they mean something.
		return nil, refusal("jpeg-garbage", "Segments would have to go that bytes stand between which belong to none.")
	}
	if !p.moves() {
		return p, nil
	}
	if err := l.guard(src, scan, p, packet); err != nil {
		return nil, err
	}
	mends, err := l.mendImages(src, p)
	if err != nil {
		return nil, err
	}
	return sorted(append(p, mends...)), nil
}

// drop takes a segment away.
func (g segment) drop() container.Edit {
	return container.Edit{Offset: g.at, Remove: g.body.End() - g.at}
}

// drops reports whether a segment goes.
func (p plan) drops() bool {
	return slices.ContainsFunc(p, func(e container.Edit) bool { return len(e.Insert) == 0 })
}

func sorted(p plan) plan {
	slices.SortStableFunc(p, func(a, b container.Edit) int { return cmp.Compare(a.Offset, b.Offset) })
	return p
}

// writable refuses files that are damaged and packets that do not fit.
func (l *layout) writable(packet []byte) error {
	switch {
	case l.damage != nil:
		return l.damage
	case len(packet) > MaxPacket:
		return refusal("jpeg-packet-too-large", "A packet of %d bytes does not fit a segment, which holds %d.", len(packet), MaxPacket)
	case !plausible(packet):
		return refusal("jpeg-packet", "What should be written is not an XMP packet.")
	case len(l.packets) == 0 && l.segments == MaxSegments:
		return refusal("jpeg-too-many-segments", "The header has %d segments, and no more are read.", MaxSegments)
	}
	return nil
}

// replace puts the packet in the place of the one there is, or in a new one, and drops
// the duplicates.
func (l *layout) replace(scan *container.Scan, packet []byte) plan {
	body := append([]byte(xmpSignature), packet...)
	body = append(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2)), body...)
	if len(l.packets) == 0 {
		return plan{{Offset: l.insert, Insert: append([]byte{0xFF, app0 + 1}, body...)}}
	}
	var p plan
	for i, old := range l.packets {
		switch {
		case i != max(l.chosen, 0):
			p = append(p, old.drop())
		case old.kind == xmp && old.data.Length == int64(len(packet)):
			if b := scan.Find(container.XMP); l.chosen < 0 || b == nil || !bytes.Equal(b.Data, packet) {
				p = append(p, container.Edit{Offset: old.data.Offset, Remove: old.data.Length, Insert: bytes.Clone(packet)})
			}
		default: // from the length on
			p = append(p, container.Edit{Offset: old.at + 2, Remove: old.body.End() - old.at - 2, Insert: body})
		}
	}
	return p
}

// dropExtension drops the pieces of an extension that a replaced packet names and the
// new one does not. A new name must have something to it.
func (l *layout) dropExtension(src *container.Source, packet []byte) (plan, error) {
	var named []string // by the packets before
	for _, old := range l.packets {
		b, err := src.Bytes(old.data)
		if err != nil {
			return nil, err
		}
		if guid := guidOf(b); guid != "" {
			named = append(named, strings.ToUpper(guid))
		}
	}
	guid := strings.ToUpper(guidOf(packet))
	known := guid == "" || slices.Contains(named, guid)
	var p plan
	for _, e := range l.extensions {
		switch set := strings.ToUpper(e.set); {
		case set == guid:
			known = true
		case slices.Contains(named, set):
			p = append(p, e.drop())
		}
	}
	if !known {
		return nil, refusal("jpeg-extension-missing", "The packet names the extension %s, which the file does not have.", guid)
	}
	return p, nil
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
