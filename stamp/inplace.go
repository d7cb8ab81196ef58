package stamp

import (
	"bytes"
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

// few is how many bytes are rather written than have the file system move what is behind
// them.
const few = 64 << 10

// inPlace plans a change within the file, or gives nil where too much would have to
// move.
func inPlace(p *plan) *inPlaceWrite {
	n := rewritten(p.view, p.SizeBefore)
	if n <= few {
		return patches(p)
	}
	if w := insertion(p); w != nil || n > MaxInPlace {
		return w
	}
	return patches(p)
}

// rewritten is how many bytes of a file change, move or are cut off.
func rewritten(v *container.View, was int64) (n int64) {
	for _, piece := range v.Pieces() {
		if piece.New != nil || piece.Offset != piece.At {
			n += piece.Length
		}
	}
	return n + max(0, was-v.Size())
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
func (w *inPlaceWrite) write(a *applier, p *plan, j *journal, e entry) error {
	f, err := os.OpenFile(p.path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := p.same(); err != nil {
		return err
	}
	for i := range w.regions {
		g := &w.regions[i]
		g.Length, g.Now = int64(len(g.new)), sum(g.new)
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
	err = w.change(f, p.SizeBefore, p.view.Size())
	if errors.Is(err, errors.ErrUnsupported) {
		// Nothing was written: this file system does not insert.
		if err := j.add(entry{Event: dropped, File: e.File}, false); err != nil {
			return err
		}
		e.Inserted, e.Regions, e.Guard = 0, nil, nil
		return a.replace(p, j, e)
	}
	if err == nil {
		err = w.verify(a, f, p)
	}
	if err == nil && w.insert > 0 && !e.holds(f) { // the guard has moved, and the pixels with it
		err = &troubled{CodePayload, "The pixels are not where they should be. Please report this."}
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
func (w *inPlaceWrite) change(f *os.File, was, is int64) error {
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
	if is < was {
		return f.Truncate(is)
	}
	return nil
}

// verify reads back what was written, and what the file says now. No byte of the payload
// was written, which is what shows that the pixels are the same.
func (w *inPlaceWrite) verify(a *applier, f *os.File, p *plan) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	wrong := &troubled{CodeReadBack, "The file does not read back as it was written."}
	if info.Size() != p.view.Size() {
		return wrong
	}
	for _, g := range w.regions {
		now := make([]byte, len(g.new))
		if _, err := f.ReadAt(now, g.Offset); err != nil || !bytes.Equal(now, g.new) {
			return wrong
		}
	}
	after, err := a.scan(p, f)
	if err != nil {
		return &troubled{CodeReadBack, "The file does not read back: " + err.Error()}
	}
	if err := samePayload(p, after.Payload); err != nil {
		return err
	}
	return p.asPlanned(after)
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
