package stamp

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso/container"
)

// Undo restores the files of the paths, and those in folders below, to what they were
// before the first stamp that a journal knows of, and hands on what became of each. A
// file that has changed since it was stamped is left as it is. With dryRun nothing is
// written. A journal that knows of nothing more is removed.
func Undo(ctx context.Context, paths []string, dryRun bool, each func(*Result) error) error {
	for _, path := range paths {
		folders, err := found(path)
		if err != nil {
			return err
		}
		known := 0
		for _, folder := range folders {
			n, err := undoIn(ctx, folder, path, dryRun, each)
			if err != nil {
				return err
			}
			known += n
		}
		if known == 0 {
			r := &Result{Path: path, Status: Unchanged, Code: CodeNoUndo, Hint: "No journal has a change here that could be undone."}
			if err := each(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// undoIn undoes what one journal knows of the files below a path, and counts them.
func undoIn(ctx context.Context, folder, path string, dryRun bool, each func(*Result) error) (known int, err error) {
	j, err := openJournal(folder)
	if err != nil {
		return 0, &fs.PathError{Op: "journal", Path: folder, Err: err}
	}
	defer j.close()
	if err := j.recover(); err != nil {
		return 0, err
	}
	history, order, err := j.history()
	if err != nil {
		return 0, err
	}
	left := len(history)
	source := func(ctx context.Context, yield func(string) bool) error {
		for _, file := range order {
			if len(history[file]) > 0 && within(j.path(file), path) && !yield(file) {
				break
			}
		}
		return ctx.Err()
	}
	worker := func() func(string) *Result {
		return func(file string) *Result {
			r := j.undo(file, history[file], dryRun)
			r.Path = shown(j.path(file), path)
			return r
		}
	}
	err = ordered(ctx, DefaultWorkers, source, worker, func(_ string, r *Result) error {
		known++
		if r.Status == Restored {
			left--
		}
		return each(r)
	})
	if err != nil {
		return known, errors.Join(err, j.settle())
	}
	if err := j.settle(); err != nil || dryRun {
		return known, err
	}
	if left == 0 {
		j.remove()
	}
	return known, nil
}

// within reports whether a file is what a path names, or below it.
func within(file, path string) bool {
	whole, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(whole, file)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// shown is a file's path as the user would write it.
func shown(file, path string) string {
	if filepath.IsAbs(path) {
		return file
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return file
	}
	rel, err := filepath.Rel(whole, file)
	if err != nil {
		return file
	}
	return filepath.Join(path, rel)
}

// history gives the changes of each file that can be undone, oldest first, and the files
// in the order in which they were changed first.
func (j *journal) history() (changes map[string][]line, order []string, err error) {
	changes = map[string][]line{}
	seen := map[string]bool{}
	err = j.lines(func(e *entry, at line) error {
		if e == nil {
			return nil
		}
		switch e.Event {
		case begun:
			changes[e.File] = append(changes[e.File], at)
			if !seen[e.File] {
				seen[e.File] = true
				order = append(order, e.File)
			}
		case dropped, undone:
			if n := len(changes[e.File]); n > 1 {
				changes[e.File] = changes[e.File][:n-1]
			} else {
				delete(changes, e.File)
			}
		}
		return nil
	})
	return changes, order, err
}

// undo undoes the changes of one file, the last one first.
func (j *journal) undo(name string, changes []line, dryRun bool) *Result {
	r := &Result{Path: j.path(name), Status: Restored}
	for i, at := range slices.Backward(changes) {
		e, err := j.entryAt(at)
		if err == nil {
			err = j.undoOne(r, e, i == len(changes)-1, dryRun)
		}
		var trouble *troubled
		switch {
		case errors.As(err, &trouble):
			r.Status, r.Code, r.Hint = Failed, trouble.code, trouble.hint
			return r
		case err != nil:
			r.Status, r.Code, r.Hint = Failed, CodeIO, bare(err)
			return r
		}
		if dryRun {
			return r // what stands before the last change is not there to be looked at
		}
	}
	return r
}

// undoOne undoes one change. A change that was begun and never came to the file leaves
// nothing to be undone.
func (j *journal) undoOne(r *Result, e entry, last, dryRun bool) error {
	f, err := os.Open(j.path(e.File))
	if e.How == "create" {
		if errors.Is(err, fs.ErrNotExist) {
			return j.add(entry{Event: undone, File: e.File}, false)
		}
		return j.uncreate(r, e, f, err, dryRun)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if last {
		r.SizeBefore = info.Size()
	}
	now := ""
	if e.After.SHA256 != "" {
		if now, err = digest(f, info.Size()); err != nil {
			return err
		}
		if now == e.Before.SHA256 {
			return j.add(entry{Event: undone, File: e.File}, false) // it is as it was
		}
	}
	// Without digests, size and time tell, and the bytes that were written.
	undigested := e.After.SHA256 == ""
	asItWas := undigested && info.Size() == e.Before.Size && info.ModTime().Equal(e.Before.ModTime)
	ours := info.Size() == e.After.Size && now == e.After.SHA256 && (!undigested || info.ModTime().Equal(e.After.ModTime))
	switch {
	case !ours && asItWas:
		return j.add(entry{Event: undone, File: e.File}, false) // the change never came to it
	case !ours:
		return &troubled{CodeChanged, "It is not the file that was written: it has changed since."}
	}
	view, err := restore(f, info.Size(), e.back(), e.After.SHA256 != "")
	if asItWas && errors.Is(err, errNotOurs) {
		return j.add(entry{Event: undone, File: e.File}, false) // the change never came to it
	}
	if errors.Is(err, errNotOurs) {
		return &troubled{CodeChanged, "It is not the file that was written: it has changed since."}
	}
	if err != nil {
		return err
	}
	r.SizeAfter, r.SHA256After, r.How = view.Size(), e.Before.SHA256, "replace"
	if dryRun {
		return nil
	}
	return j.putOld(f, info, view, e)
}

// putOld writes the old file beside the new one and puts it in its place.
func (j *journal) putOld(f *os.File, info fs.FileInfo, view *container.View, e entry) error {
	rep, err := newReplacement(f, info, j.path(e.File))
	if err != nil {
		return err
	}
	defer rep.drop()
	if err := rep.write(view); err != nil {
		return err
	}
	if e.Before.SHA256 != "" {
		was, err := digest(rep.temp, view.Size())
		if err != nil {
			return err
		}
		if was != e.Before.SHA256 {
			return &troubled{CodeReadBack, "What would be restored is not the original; the file is left as it is."}
		}
	}
	rep.modified = e.Before.ModTime
	if err := rep.commit(); err != nil {
		return err
	}
	return j.add(entry{Event: undone, File: e.File}, true)
}

// uncreate removes a sidecar that a stamp made, if nobody has changed it.
func (j *journal) uncreate(r *Result, e entry, f *os.File, err error, dryRun bool) error {
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	now, err := digest(f, info.Size())
	if err != nil {
		return err
	}
	if now != e.After.SHA256 {
		return &troubled{CodeChanged, "It is not the sidecar that was written: it has changed since."}
	}
	r.SizeBefore, r.How = info.Size(), "remove"
	if dryRun {
		return nil
	}
	if err := os.Remove(j.path(e.File)); err != nil {
		return err
	}
	return j.add(entry{Event: undone, File: e.File}, true)
}
