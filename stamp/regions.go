package stamp

import (
	"io"
	"slices"
)

// region is a run of bytes that is overwritten. Old is what stands there before; it is
// shorter where the file grows, longer where it shrinks, and of an insertion what stood
// at the start.
type region struct {
	Offset int64  `json:"offset"`
	Old    []byte `json:"old"`
	// Length is how many bytes are written, and Now their digest, hex.
	Length int64  `json:"length"`
	Now    string `json:"now"`
	new    []byte
}

// patches plans to overwrite what changes and what moves; nil where that cannot be read.
func patches(p *plan) *inPlaceWrite {
	w := &inPlaceWrite{}
	for _, piece := range p.view.Pieces() {
		if piece.New == nil && piece.Offset == piece.At {
			continue
		}
		data := piece.New
		if data == nil {
			data = make([]byte, piece.Length)
			if _, err := io.ReadFull(io.NewSectionReader(p.file, piece.Offset, piece.Length), data); err != nil {
				return nil
			}
		}
		w.add(piece.At, data)
	}
	if w.read(p.file, p.SizeBefore, p.view.Size()) != nil {
		return nil
	}
	w.narrow()
	return w
}

// add adds a run; one that follows the last is part of it.
func (w *inPlaceWrite) add(at int64, data []byte) {
	if n := len(w.regions); n > 0 && w.regions[n-1].end() == at {
		last := &w.regions[n-1]
		last.new = append(slices.Clip(last.new), data...)
		return
	}
	w.regions = append(w.regions, region{Offset: at, new: data})
}

// end is where the new bytes end.
func (g *region) end() int64 { return g.Offset + int64(len(g.new)) }

// read takes the bytes that are to be overwritten, and those behind the new end.
func (w *inPlaceWrite) read(r io.ReaderAt, was, is int64) error {
	if n := len(w.regions); is < was && (n == 0 || w.regions[n-1].end() != is) {
		w.regions = append(w.regions, region{Offset: is})
	}
	for i := range w.regions {
		g := &w.regions[i]
		end := min(g.end(), was)
		if is < was && g.end() == is {
			end = was
		}
		if end <= g.Offset {
			continue
		}
		g.Old = make([]byte, end-g.Offset)
		if _, err := io.ReadFull(io.NewSectionReader(r, g.Offset, end-g.Offset), g.Old); err != nil {
			return err
		}
	}
	return nil
}

// apart is how many bytes that stay parts what is written in two: each write costs a
// call, and a line in the journal.
const apart = 256

// narrow leaves out what stays as it is, such as most of a packet and its padding.
func (w *inPlaceWrite) narrow() {
	var all []region
	for _, g := range w.regions {
		all = append(all, g.narrow()...)
	}
	w.regions = all
}

// narrow gives the parts of a region that differ.
func (g region) narrow() (parts []region) {
	same := min(len(g.Old), len(g.new)) // behind it, all differs
	from, to := -1, 0                   // of the part so far
	flush := func(end int) {
		part := region{Offset: g.Offset + int64(from), new: g.new[from:min(end, len(g.new))]}
		part.Old = g.Old[min(from, len(g.Old)):min(end, len(g.Old))]
		parts = append(parts, part)
		from = -1
	}
	for i := 0; i < same; i++ {
		if g.Old[i] == g.new[i] {
			continue
		}
		if from >= 0 && i-to > apart {
			flush(to)
		}
		if from < 0 {
			from = i
		}
		to = i + 1
	}
	if whole := max(len(g.Old), len(g.new)); whole > same {
		if from >= 0 && same-to > apart {
			flush(to)
		}
		if from < 0 {
			from = same
		}
		to = whole
	}
	if from >= 0 {
		flush(to)
	}
	return parts
}
