package stamp

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// journals are the journals that a run has opened, by folder. A folder where nothing is
// written gets none.
type journals struct {
	mu   sync.Mutex
	open map[string]*opened
}

type opened struct {
	journal *journal
	err     error
}

// of gives the journal of a folder, and opens it at the first time.
func (js *journals) of(folder string) (*journal, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	if js.open == nil {
		js.open = map[string]*opened{}
	}
	o := js.open[folder]
	if o == nil {
		o = &opened{}
		if o.journal, o.err = openJournal(folder); o.err == nil {
			o.err = o.journal.recover()
		}
		js.open[folder] = o
	}
	return o.journal, o.err
}

// close closes them, and writes what is pending first.
func (js *journals) close() (err error) {
	for _, o := range js.open {
		if o.journal != nil {
			o.journal.together.drain()
			err = errors.Join(err, o.journal.settle(), syncFolder(o.journal.folder))
			o.journal.close()
		}
	}
	js.open = nil
	return err
}

// syncFolder makes the names in a folder safe on the disk.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_ = f.Sync() // not every system can
	return nil
}

// above lists the folders with journals that may know of a path: the path itself and the
// folders that it is in, the nearest first.
func above(path string) (folders []string, err error) {
	dir, err := filepath.Abs(path)
	for last := ""; err == nil && dir != last; last, dir = dir, filepath.Dir(dir) {
		if hasJournal(dir) {
			folders = append(folders, dir)
		}
	}
	return folders, err
}

// found lists the folders with journals that may know of a path: those above, and for a
// folder those below.
func found(path string) (folders []string, err error) {
	if folders, err = above(path); err != nil {
		return nil, err
	}
	whole, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(whole, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != whole && hasJournal(name) {
			folders = append(folders, name)
		}
		return nil // what cannot be read has no journal that could be
	})
	return folders, err
}

func hasJournal(folder string) bool {
	info, err := os.Stat(filepath.Join(folder, Folder, journalName))
	return err == nil && info.Mode().IsRegular()
}

// recover puts right what a killed run has left in the middle: a change in place is
// rolled back, temporary files go.
func (j *journal) recover() error {
	if j.settled() {
		return nil
	}
	open := map[string]entry{}
	_, err := j.entries(func(e entry) error {
		if e.Event == begun {
			open[e.File] = e
		} else {
			delete(open, e.File)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, e := range open {
		if e.Temporary != "" {
			name := filepath.Join(filepath.Dir(j.path(e.File)), filepath.Base(e.Temporary))
			if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue // the file itself is the old or the new one
		}
		j.open++ // until it is rolled back
		if err := rollBack(j, e); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// sweep takes away the temporary files in a folder that no living run is writing.
func sweep(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), temporary) {
			sweepFile(filepath.Join(dir, e.Name()))
		}
	}
}

// sweepFile removes a file that nobody holds.
func sweepFile(path string) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if unlock, err := lock(f); err == nil {
		os.Remove(path)
		unlock()
	}
}
