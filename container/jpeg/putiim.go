package jpeg

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// PutIIM plans the edits that make the file hold IIM records as its one IIM block, the
// resource 0x0404 of Photoshop. It is to IIM what [Format].PutXMP is to packets.
func PutIIM(src *container.Source, scan *container.Scan, block []byte) ([]container.Edit, error) {
	l, err := layoutOf(scan)
	switch {
	case err != nil:
		return nil, err
	case len(block) == 0 || block[0] != 0x1C:
		return nil, refusal("jpeg-iim", "What should be written does not begin as IIM records do.")
	case l.resourceDamage != nil:
		return nil, l.resourceDamage
	}
	p, err := l.replaceIIM(src, block)
	if err != nil {
		return nil, err
	}
	return l.settle(src, scan, p, contents{})
}

// replaceIIM puts the block in the place of the one there is, or in a new one, and
// brings the digest up to date.
func (l *layout) replaceIIM(src *container.Source, block []byte) (plan, error) {
	old := l.currentIIM()
	p, err := l.dropIIM(old, block)
	if err != nil {
		return nil, err
	}
	p = append(p, l.updateDigests(old, block)...)
	standard := bytes.HasPrefix(old.label, []byte("8BIM"))
	if standard && old.size == int64(len(block)) {
		p = append(p, bodiesOf(l.resources).part(old.at+old.head, old.size).overwrite(old.data, block)...)
		return append(p, l.resizeResources(p)...), nil
	}
	whole := []byte("8BIM\x04\x04\x00\x00")
	if standard {
		whole = bytes.Clone(old.label) // with its name
	}
	whole = binary.BigEndian.AppendUint32(whole, uint32(len(block)))
	whole = append(whole, block...)
	if len(whole)%2 == 1 {
		whole = append(whole, 0)
	}
	switch {
	case len(l.resources) > 0:
		return l.splice(src, p, old, whole)
	case len(block) > MaxIIM:
		return nil, tooLarge(block)
	}
	return plan{{Offset: l.insert, Insert: newSegment(app0+13, photoshop3, whole)}}, l.room(1)
}

func tooLarge(whole []byte) error {
	return refusal("jpeg-iim-too-large", "An IIM block of %d bytes does not fit a segment.", len(whole))
}

// currentIIM gives the resource that counts: the first that holds something.
func (l *layout) currentIIM() placed {
	i := slices.IndexFunc(l.iim, func(r placed) bool { return r.size > 0 })
	if len(l.iim) == 0 {
		return placed{}
	}
	return l.iim[max(i, 0)]
}

// dropIIM drops the other IIM blocks, which must say the same: some readers take the
// first and others join them.
func (l *layout) dropIIM(current placed, block []byte) (p plan, err error) {
	for _, r := range l.iim {
		if r.at == current.at {
			continue
		}
		if r.size > 0 && !bytes.Equal(r.data, current.data) && !bytes.Equal(r.data, block) {
			return nil, refusal("jpeg-iim-duplicate", "There is more than one IIM block, and they differ.")
		}
		p = append(p, bodiesOf(l.resources).part(r.at, r.length()).drop()...)
	}
	return p, nil
}

// updateDigests keeps digests true that were. Others told that somebody changed IIM and
// not XMP, and do so still; where there was no IIM they told nothing.
func (l *layout) updateDigests(old placed, block []byte) (p plan) {
	was, is := md5.Sum(old.data), md5.Sum(block)
	for _, r := range l.digests {
		if r.size == md5.Size && (len(old.data) == 0 || bytes.Equal(r.data, was[:])) {
			p = append(p, bodiesOf(l.resources).part(r.at+r.head, r.size).overwrite(r.data, is[:])...)
		}
	}
	return p
}

// splice puts a resource in the place of another, or before all others, under a plan
// for these. Where the segment cannot hold all of it, the resource or what follows it
// begins a new one, so that nothing else has to be cut.
func (l *layout) splice(src *container.Source, p plan, old placed, whole []byte) (plan, error) {
	g := l.resources[0]
	place := container.Range{Offset: g.body.Offset}
	if old.head > 0 {
		all := bodiesOf(l.resources).part(old.at, old.length())
		place, p = all[0], append(p, all[1:].drop()...)
	}
	for _, next := range l.resources[1:] {
		if next.at < place.Offset {
			g = next
		}
	}
	head, err := src.Bytes(container.Range{Offset: g.at, Length: g.body.Offset - g.at})
	if err != nil {
		return nil, err
	}
	front := container.Range{Offset: g.body.Offset, Length: place.Offset - g.body.Offset}
	back := container.Range{Offset: place.End(), Length: g.body.End() - place.End()}
	before, after := front.Length+p.growth(front), back.Length+p.growth(back)
	insert, stays, more := cut(head, before, whole, after)
	if insert == nil {
		return nil, tooLarge(whole)
	}
	lengths := g.resize(stays)
	for _, other := range l.resources {
		if other.at != g.at {
			lengths = append(lengths, other.resize(other.body.Length+p.growth(other.body))...)
		}
	}
	p = append(p, container.Edit{Offset: place.Offset, Remove: place.Length, Insert: insert})
	return append(p, lengths...), l.room(more)
}

// cut inserts heads of segments around a resource so that no segment becomes too long.
// It gives what to insert, nil where the resource fits no segment, how much the first
// segment then holds, and how many more there are.
func cut(head []byte, before int64, whole []byte, after int64) (insert []byte, stays int64, more int) {
	n, capacity := int64(len(whole)), int64(0xFFFF+2-len(head))
	begin := func(size int64) []byte {
		b := bytes.Clone(head)
		binary.BigEndian.PutUint16(b[2:], uint16(int64(len(b))-2+size))
		return b
	}
	switch {
	case before+n+after <= capacity:
		return whole, before + n + after, 0
	case before+n <= capacity:
		return slices.Concat(whole, begin(after)), before + n, 1
	case n+after <= capacity:
		return slices.Concat(begin(n+after), whole), before, 1
	case n <= capacity:
		return slices.Concat(begin(n), whole, begin(after)), before, 2
	}
	return nil, 0, 0
}
