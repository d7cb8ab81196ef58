package stamp

import (
	"io"
	"os"

	"github.com/proviso-signals/proviso/container"
)

// guarded is how many bytes of a guard are compared.
const guarded = 4096

// guard gives a run of bytes that the change leaves alone, so that what is rolled back
// after a crash is known to be the same file; nil where it leaves nothing alone.
func (w *inPlaceWrite) guard(r io.ReaderAt, size int64) (*guard, error) {
	at := int64(0)
	for _, g := range w.regions {
		if w.insert > 0 {
			at = int64(len(g.Old))
		} else if g.Offset > at {
			size = min(size, g.Offset)
			break
		} else {
			at = max(at, g.Offset+int64(max(len(g.Old), len(g.new))))
		}
	}
	n := min(guarded, size-at)
	if n <= 0 {
		return nil, nil
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(io.NewSectionReader(r, at, n), b); err != nil {
		return nil, err
	}
	return &guard{at, n, sum(b)}, nil
}

// guard is a run of bytes of the file before the change.
type guard struct {
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	SHA256 string `json:"sha256"`
}

// holds reports whether a file that was left in the middle of a change is still the one
// that was being changed.
func (e *entry) holds(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	moved := int64(0)
	if e.Inserted > 0 && info.Size() != e.Before.Size {
		if info.Size() != e.Before.Size+e.Inserted {
			return false
		}
		moved = e.Inserted
	}
	if e.Guard == nil {
		return true
	}
	b := make([]byte, min(e.Guard.Length, guarded))
	_, err = f.ReadAt(b, e.Guard.Offset+moved)
	return err == nil && sum(b) == e.Guard.SHA256
}

// rollBack puts the old bytes back, by what the journal has of them, and says so there.
func rollBack(j *journal, e entry) error {
	path := j.path(e.File)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if !e.holds(f) {
		// Somebody has changed it since: what it says now is theirs.
		return j.add(entry{Event: dropped, File: e.File}, true)
	}
	if e.Inserted > 0 {
		err = takeBack(f, path, e)
	} else {
		err = putBack(f, e)
	}
	if err == nil {
		err = os.Chtimes(path, e.Before.ModTime, e.Before.ModTime)
	}
	if err != nil {
		return err
	}
	return j.add(entry{Event: dropped, File: e.File}, true)
}

// putBack overwrites what was overwritten.
func putBack(f *os.File, e entry) error {
	for _, g := range e.Regions {
		if _, err := f.WriteAt(g.Old, g.Offset); err != nil {
			return err
		}
	}
	if err := f.Truncate(e.Before.Size); err != nil {
		return err
	}
	return f.Sync()
}

// takeBack undoes an insertion, if it has happened: the file is what stood at the start
// and what the insertion has moved, in a new file that takes its place.
func takeBack(f *os.File, path string, e entry) error {
	info, err := f.Stat()
	if err != nil || info.Size() == e.Before.Size || len(e.Regions) != 1 {
		return err
	}
	head := int64(len(e.Regions[0].Old))
	view, err := container.NewView(f, info.Size()).Edit([]container.Edit{{Remove: head + e.Inserted, Insert: e.Regions[0].Old}})
	if err != nil {
		return err
	}
	r, err := newReplacement(f, info, path)
	if err != nil {
		return err
	}
	defer r.drop()
	if err := r.write(view); err != nil {
		return err
	}
	return r.commit()
}
