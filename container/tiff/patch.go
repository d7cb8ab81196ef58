package tiff

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// add appends bytes to the file where they may begin, and tells where that is.
func (p *planner) add(b []byte) int64 {
	end := p.size + int64(len(p.behind))
	gap := p.align(end)
	p.behind = append(append(p.behind, make([]byte, gap)...), b...)
	return end + gap
}

// finish makes an edit of what is appended.
func (p *planner) finish() error {
	if p.size+int64(len(p.behind)) > p.reach() {
		return p.tooLong()
	}
	if err := p.trailer(); err != nil {
		return err
	}
	p.edits = append(p.edits, container.Edit{Offset: p.size, Insert: p.behind})
	return nil
}

func (p *planner) tooLong() error {
	return refusal("tiff-4gib", "The file would grow beyond the 4 GiB that its offsets reach.")
}

// swap puts bytes in the place of others, if they differ.
func (p *planner) swap(r container.Range, b []byte) error {
	if r.Length == int64(len(b)) {
		old, err := p.src.Bytes(r)
		if err != nil || bytes.Equal(old, b) {
			return err
		}
	}
	p.edits = append(p.edits, container.Edit{Offset: r.Offset, Remove: r.Length, Insert: bytes.Clone(b)})
	return nil
}

// patch puts bytes in the place of as many, which must belong to one part of the file
// alone, and changes no more of them than differ.
func (p *planner) patch(at int64, b []byte) error {
	r := container.Range{Offset: at, Length: int64(len(b))}
	old, err := p.src.Bytes(r)
	if err != nil || bytes.Equal(old, b) {
		return err
	}
	if p.owners(r) != 1 {
		return refusal("tiff-overlap", "The %d bytes at %d belong to two parts of the file.", r.Length, at)
	}
	from, to := 0, len(b)
	for b[from] == old[from] {
		from++
	}
	for b[to-1] == old[to-1] {
		to--
	}
	p.edits = append(p.edits, container.Edit{Offset: at + int64(from), Remove: int64(to - from), Insert: b[from:to]})
	return nil
}

// wipe overwrites a value that nothing leads to any more, if it is nobody else's.
func (p *planner) wipe(e entry) error {
	if e.inside || e.data.Length == 0 || e.data.Length > container.MaxBlock || p.owners(e.data) != 1 {
		return nil
	}
	return p.swap(e.data, make([]byte, e.data.Length))
}

// owners counts the known parts of the file that have bytes of a range, up to two.
func (l *layout) owners(r container.Range) int {
	n := 0
	for _, u := range l.used {
		if u.Offset < r.End() && r.Offset < u.End() {
			if n++; n == 2 {
				return n
			}
		}
	}
	i, _ := slices.BinarySearchFunc(l.payload, r.Offset, func(p container.Range, at int64) int {
		return cmp.Compare(p.End(), at+1) // the first that ends behind it
	})
	if i < len(l.payload) && l.payload[i].Offset < r.End() {
		n++
	}
	return n
}
