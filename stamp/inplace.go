package stamp

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"github.com/proviso-signals/proviso/container"
)

// MaxInPlace is how many bytes of a file are written in place at most, and so how many
// the journal keeps of it. Where more would have to move, the file is replaced.
const MaxInPlace = 1 << 20

// block is what is assumed of file systems that can insert bytes at the start of a file:
// they insert whole blocks. One with larger blocks refuses, and the file is replaced.
const block = 4096

// inPlaceWrite is a change that is made within the file.
type inPlaceWrite struct {
	// insert is how many bytes the file system is asked to insert at the start first.
	insert int64
	// regions are what is written then, in the file as it will be.
	regions []region
}

// region is a run of bytes that is overwritten. Old is what stands there before; it is
// shorter where the file grows, and of an insertion what stood at the start.
type region struct {
	Offset int64  `json:"offset"`
	Old    []byte `json:"old"`
	new    []byte
}

// inPlace plans a change within the file, or gives nil where too much would have to
// move.
func inPlace(p *plan) *inPlaceWrite {
	if w := patches(p, few); w != nil {
		return w
	}
	if w := insertion(p); w != nil {
		return w
	}
	return patches(p, MaxInPlace)
}

// few is how many bytes are rather written than have the file system move what is behind
// them.
const few = 64 << 10

// patches plans to overwrite what changes and what moves, up to a limit.
func patches(p *plan, limit int64) *inPlaceWrite {
	w, total := &inPlaceWrite{}, int64(0)
	for _, piece := range p.view.Pieces() {
		if piece.New == nil && piece.Offset == piece.At {
			continue
		}
		if total += piece.Length; total > limit {
			return nil
		}
		w.add(p.view, piece.At, piece.Length)
	}
	// Where the file shrinks, its end goes as well.
	if p.view.Size() < p.SizeBefore {
		if total += p.SizeBefore - p.view.Size(); total > limit {
			return nil
		}
	}
	if w.read(p.file, p.SizeBefore, p.view.Size()) != nil {
		return nil
	}
	return w
}

// add adds a run of the view; one that follows the last is part of it.
func (w *inPlaceWrite) add(v *container.View, at, length int64) {
	data := make([]byte, length)
	if _, err := v.ReadAt(data, at); err != nil {
		return // it is found out when the file is read back
	}
	if n := len(w.regions); n > 0 && w.regions[n-1].Offset+int64(len(w.regions[n-1].new)) == at {
		w.regions[n-1].new = append(w.regions[n-1].new, data...)
		return
	}
	w.regions = append(w.regions, region{Offset: at, new: data})
}

// read takes the bytes that are to be overwritten, and those behind the new end.
func (w *inPlaceWrite) read(r io.ReaderAt, was, is int64) error {
	for i := range w.regions {
		g := &w.regions[i]
		end := min(g.Offset+int64(len(g.new)), was)
		if is < was && i == len(w.regions)-1 && g.Offset+int64(len(g.new)) == is {
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
	if n := len(w.regions); is < was && (n == 0 || w.regions[n-1].Offset+int64(len(w.regions[n-1].new)) != is) {
		tail := region{Offset: is, Old: make([]byte, was-is)}
		if _, err := io.ReadFull(io.NewSectionReader(r, is, was-is), tail.Old); err != nil {
			return err
		}
		w.regions = append(w.regions, tail)
	}
	return nil
}

// insertion plans to have the file system insert blocks at the start, so that all that
// is behind the changes moves without being written.
func insertion(p *plan) *inPlaceWrite {
	grown := p.view.Size() - p.SizeBefore
	pieces := p.view.Pieces()
	last := pieces[len(pieces)-1]
	if !canInsert || grown <= 0 || grown%block != 0 || last.New != nil || last.At-last.Offset != grown || last.At > MaxInPlace {
		return nil
	}
	head := region{Old: make([]byte, last.Offset), new: make([]byte, last.At)}
	if _, err := io.ReadFull(io.NewSectionReader(p.file, 0, last.Offset), head.Old); err != nil {
		return nil
	}
	if _, err := p.view.ReadAt(head.new, 0); err != nil {
		return nil
	}
	return &inPlaceWrite{insert: grown, regions: []region{head}}
}

// write journals the old bytes, changes the file, and reads it back; where that shows
// anything amiss, the old bytes are put back.
func (w *inPlaceWrite) write(p *plan, j *journal, e entry) error {
	f, err := os.OpenFile(p.path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := p.same(); err != nil {
		return err
	}
	e.How, e.Inserted, e.Regions = "in-place", w.insert, w.regions
	if e.Guard, err = w.guard(p.file, min(p.SizeBefore, p.view.Size())); err != nil {
		return err
	}
	if w.insert > 0 {
		e.How = "insert-range"
	}
	if err := j.add(e, true); err != nil {
		return err
	}
	err = w.change(f, p.view.Size())
	if errors.Is(err, errors.ErrUnsupported) {
		// Nothing was written: this file system does not insert.
		if err := j.add(entry{Event: dropped, File: e.File}, false); err != nil {
			return err
		}
		e.Inserted, e.Regions, e.Guard = 0, nil, nil
		return replace(p, j, e, false)
	}
	if err == nil {
		err = w.verify(f, p)
	}
	if err == nil {
		err = os.Chtimes(p.path(), p.info.ModTime(), p.info.ModTime())
	}
	if err != nil {
		return errors.Join(err, rollBack(j, e))
	}
	p.How = e.How
	// Until it is safe on the disk the change counts as begun, and the old bytes are in
	// the journal: a machine that loses its power now gets the old file back.
	j.together.later(f, j.file, func(err error) {
		if err == nil {
			_ = j.add(entry{Event: done, File: e.File}, false)
		}
	})
	return nil
}

// change makes the change.
func (w *inPlaceWrite) change(f *os.File, size int64) error {
	if w.insert > 0 {
		if err := insertRange(f, w.insert); err != nil {
			return err
		}
	}
	for _, g := range w.regions {
		if _, err := f.WriteAt(g.new, g.Offset); err != nil {
			return err
		}
	}
	return f.Truncate(size)
}

// verify reads back what was written. No byte of the payload was among it, which is
// what shows that the pixels are the same: an insertion moves them, and is held to that
// by the bytes at their start and end.
func (w *inPlaceWrite) verify(f *os.File, p *plan) error {
	for _, g := range w.regions {
		now := make([]byte, len(g.new))
		if _, err := f.ReadAt(now, g.Offset); err != nil || string(now) != string(g.new) {
			return &troubled{CodeReadBack, "The file does not read back as it was written."}
		}
	}
	after, err := p.format().Scan(container.NewSource(f, p.view.Size()))
	if err != nil {
		return &troubled{CodeReadBack, "The file does not read back: " + err.Error()}
	}
	if err := samePayload(p, after.Payload); err != nil {
		return err
	}
	if said, _ := p.says(after); !said.Equal(p.After) && p.Target == "" {
		return &troubled{CodeReadBack, "The file does not say what it was to say. Please report this."}
	}
	return nil
}

// samePayload checks that each run of the payload is one that the view takes from the
// file unchanged.
func samePayload(p *plan, is []container.Range) error {
	var was []container.Range
	for _, r := range is {
		for _, piece := range p.view.Pieces() {
			begin, end := max(piece.At, r.Offset), min(piece.At+piece.Length, r.End())
			if begin >= end {
				continue
			}
			if piece.New != nil {
				return &troubled{CodePayload, "The pixels would have been written to. Please report this."}
			}
			was = append(was, container.Range{Offset: piece.Offset + begin - piece.At, Length: end - begin})
		}
	}
	if !sameRanges(was, p.before.Payload) {
		return &troubled{CodePayload, "The pixels are not where they were. Please report this."}
	}
	return nil
}

// sameRanges reports whether two lists cover the same bytes in the same order.
func sameRanges(a, b []container.Range) bool {
	a, b = joined(a), joined(b)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// joined merges ranges that follow each other.
func joined(ranges []container.Range) (all []container.Range) {
	for _, r := range ranges {
		if n := len(all); n > 0 && all[n-1].End() == r.Offset {
			all[n-1].Length += r.Length
		} else if r.Length > 0 {
			all = append(all, r)
		}
	}
	return all
}

// sum is a digest in hex.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
