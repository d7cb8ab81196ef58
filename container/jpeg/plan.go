package jpeg

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

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

// growth is how much longer a range becomes.
func (p plan) growth(r container.Range) int64 {
	n := int64(0)
	for _, e := range p {
		if e.Offset >= r.Offset && e.Offset+e.Remove <= r.End() {
			n += int64(len(e.Insert)) - e.Remove
		}
	}
	return n
}

// moves reports whether any byte moves.
func (p plan) moves() bool {
	return slices.ContainsFunc(p, func(e container.Edit) bool { return int64(len(e.Insert)) != e.Remove })
}

// layoutOf gives what Scan remembered of a file, unless it is damaged.
func layoutOf(scan *container.Scan) (*layout, error) {
	l, ok := scan.Note.(*layout)
	switch {
	case !ok:
		return nil, errors.New("jpeg: not what Scan gave for a JPEG file")
	case l.damage != nil:
		return nil, l.damage
	}
	return l, nil
}

// room refuses more segments than are read.
func (l *layout) room(more int) error {
	if l.segments+more > MaxSegments {
		return refusal("jpeg-too-many-segments", "The header has %d segments, and no more than %d are read.", l.segments, MaxSegments)
	}
	return nil
}

// contents is what a file will hold under a plan, as far as other bytes depend on it;
// nil for what stays as it is.
type contents struct{ packet, exif []byte }

// settle ends every plan: it refuses what could do harm when bytes move, and mends the
// offsets that have to follow.
func (l *layout) settle(src *container.Source, scan *container.Scan, p plan, will contents) ([]container.Edit, error) {
	p = sorted(p)
	if p.drops() {
		if err := l.droppable(will); err != nil {
			return nil, err
		}
	}
	if !p.moves() {
		return p, nil
	}
	if b := scan.Find(container.XMP); b != nil && will.packet == nil {
		will.packet = b.Data
	}
	if err := l.guard(src, scan, p, will); err != nil {
		return nil, err
	}
	mends, err := l.mendImages(src, p)
	if err != nil {
		return nil, err
	}
	return sorted(append(p, mends...)), nil
}

// droppable refuses to drop segments where what then meets could mean something else:
// stray bytes, or pieces of Exif that belong to no block.
func (l *layout) droppable(will contents) error {
	if l.stray {
		return refusal("jpeg-garbage", "Segments would have to go that bytes stand between which belong to none.")
	}
	if len(l.doubles) > 0 && will.exif == nil {
		return refusal("jpeg-exif-duplicate", "Segments would have to go that may stand between pieces of several Exif blocks.")
	}
	return nil
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

// newSegment gives the bytes of a segment.
func newSegment(marker byte, signature string, body []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(2+len(signature)+len(body)))
	return append(append(b, signature...), body...)
}

// resize gives the edit that makes a segment hold n bytes behind its signature; none
// where it does.
func (g segment) resize(n int64) plan {
	if n == g.body.Length {
		return nil
	}
	length := binary.BigEndian.AppendUint16(nil, uint16(g.body.Offset+n-g.at-2))
	return plan{{Offset: g.at + 2, Remove: 2, Insert: length}}
}
