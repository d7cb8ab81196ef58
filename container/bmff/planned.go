package bmff

import (
	"cmp"
	"io"
	"slices"

	"github.com/proviso-signals/proviso/container"
)

// planned is a file as a plan would make it.
type planned struct {
	src   *container.Source
	spans []span
	size  int64
}

// span is a run of its bytes: some of the old file, or some that are put in.
type span struct {
	at, length int64
	old        int64
	put        []byte
}

func newPlanned(src *container.Source, edits []container.Edit) *planned {
	f := &planned{src: src}
	old := int64(0)
	add := func(s span) {
		if s.at = f.size; s.length > 0 {
			f.spans = append(f.spans, s)
			f.size += s.length
		}
	}
	for _, e := range edits {
		add(span{old: old, length: e.Offset - old})
		add(span{put: e.Insert, length: int64(len(e.Insert))})
		old = e.Offset + e.Remove
	}
	add(span{old: old, length: src.Size() - old})
	return f
}

// ReadAt reads from the spans.
func (f *planned) ReadAt(b []byte, at int64) (n int, err error) {
	k, _ := slices.BinarySearchFunc(f.spans, at, func(s span, at int64) int { return cmp.Compare(s.at+s.length, at+1) })
	for ; n < len(b) && k < len(f.spans); k++ {
		s, skip := f.spans[k], at+int64(n)-f.spans[k].at
		for n < len(b) && skip < s.length {
			piece := s.put
			if piece == nil {
				r := container.Range{Offset: s.old + skip, Length: min(s.length-skip, int64(len(b)-n), container.Window)}
				if piece, err = f.src.Bytes(r); err != nil {
					return n, err
				}
			} else {
				piece = piece[skip:]
			}
			if len(piece) == 0 {
				return n, io.ErrUnexpectedEOF
			}
			copied := copy(b[n:], piece)
			n, skip = n+copied, skip+int64(copied)
		}
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
