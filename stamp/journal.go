package stamp

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Folder is the name of the folder that holds the journal, beside the files.
const Folder = ".proviso"

// journalName is the journal's file: JSON, a line each.
const journalName = "stamp.jsonl"

// journalSchema is the version of its form, which docs/stamp.md describes.
const journalSchema = "proviso.journal/1"

// entry is one line of the journal. A change is begun before a byte of the file is
// touched, and done after; what is begun and not done was cut off.
type entry struct {
	Schema string    `json:"schema"`
	Event  event     `json:"event"`
	Time   time.Time `json:"time"`
	File   string    `json:"file"` // relative to the folder that holds the journal's, with slashes
	// How is how the file is written: "replace", "in-place", "insert-range" or "create".
	How    string `json:"how,omitempty"`
	Before *state `json:"before,omitempty"`
	After  *state `json:"after,omitempty"`
	// Back are the edits that turn the file after into the file before; in place, the
	// regions have that.
	Back []backEdit `json:"back,omitempty"`
	// Inserted is how many bytes the file system was asked to insert at the start.
	Inserted int64 `json:"inserted,omitempty"`
	// Regions are what a change in place overwrites, with what stood there: enough to
	// put a file right that was left in the middle.
	Regions []region `json:"regions,omitempty"`
	Guard   *guard   `json:"guard,omitempty"`
	// Temporary is the file that takes the place of the old one, while it is written.
	Temporary string `json:"temporary,omitempty"`
}

type event string

const (
	begun  event = "begin"
	done   event = "done"
	undone event = "undone"
	// dropped is a change that was begun and did not happen.
	dropped event = "dropped"
	// settled ends a run that has left nothing in the middle.
	settled event = "settled"
)

// state is a file at one moment.
type state struct {
	Size int64 `json:"size"`
	// SHA256 is the digest of the whole file, hex; empty where it was not taken: in
	// place, only the bytes that change are read.
	SHA256  string    `json:"sha256,omitempty"`
	ModTime time.Time `json:"modified"`
}

// backEdit is an edit of the file as it is after the change.
type backEdit struct {
	Offset int64  `json:"offset"`
	Remove int64  `json:"remove"`
	Insert []byte `json:"insert,omitempty"`
	// Now is the digest of the bytes that are to be taken away, hex, to know that they
	// are still the ones that were written; empty where the digest of the file tells.
	Now string `json:"now,omitempty"`
}

// journal is the journal of one folder, open for adding. Its methods may be called by
// several goroutines; lines that come at the same time share one sync.
type journal struct {
	folder string // that holds Folder
	file   *os.File
	unlock func()
	// together syncs files that were changed in place.
	together barrier

	mu      sync.Mutex
	open    int // changes of this run that were begun and have no end yet
	pending []byte
	waiting []chan error
	running bool
}

// errBusy is what opening gives while another run holds the journal.
var errBusy = errors.New("another run is stamping here")

// openJournal opens the journal of a folder and makes it where there is none. It is
// locked until it is closed, where the system has locks.
func openJournal(folder string) (*journal, error) {
	dir := filepath.Join(folder, Folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, journalName), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	unlock, err := lock(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	j := &journal{folder: folder, file: f, unlock: unlock}
	if err := j.mendEnd(); err != nil {
		j.close()
		return nil, err
	}
	return j, nil
}

// mendEnd ends a line that a killed run left unfinished, so that the next one stands on
// its own.
func (j *journal) mendEnd() error {
	info, err := j.file.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	last := make([]byte, 1)
	if _, err := j.file.ReadAt(last, info.Size()-1); err != nil {
		return err
	}
	if last[0] == '\n' {
		return nil
	}
	_, err = j.file.Write([]byte{'\n'})
	return err
}

// close closes the journal. One that has nothing in it goes.
func (j *journal) close() {
	if info, err := j.file.Stat(); err == nil && info.Size() == 0 {
		j.remove()
	}
	j.unlock()
	j.file.Close()
}

// remove takes away a journal that has nothing to tell, and its folder if that is empty.
func (j *journal) remove() {
	os.Remove(j.file.Name())
	os.Remove(filepath.Join(j.folder, Folder))
}

// relative is a path as the journal writes it.
func (j *journal) relative(path string) (string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(j.folder, whole)
	return filepath.ToSlash(rel), err
}

// path is the inverse of relative.
func (j *journal) path(rel string) string { return filepath.Join(j.folder, filepath.FromSlash(rel)) }

// add writes a line. With sync it returns when the line is safe on the disk.
func (j *journal) add(e entry, sync bool) error {
	e.Schema, e.Time = journalSchema, time.Now().UTC()
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	j.mu.Lock()
	switch e.Event {
	case begun:
		j.open++
	case done, dropped:
		j.open--
	}
	j.pending = append(append(j.pending, line...), '\n')
	if !sync {
		defer j.mu.Unlock()
		if len(j.pending) > 64<<10 && !j.running {
			return j.write()
		}
		return nil
	}
	safe := make(chan error, 1)
	j.waiting = append(j.waiting, safe)
	if !j.running {
		j.running = true
		go j.flush()
	}
	j.mu.Unlock()
	return <-safe
}

// write writes what is pending; the lock is held.
func (j *journal) write() error {
	_, err := j.file.Write(j.pending)
	j.pending = j.pending[:0]
	return err
}

// flush writes and syncs until nobody waits.
func (j *journal) flush() {
	for {
		j.mu.Lock()
		waiting := j.waiting
		if len(waiting) == 0 {
			j.running = false
			j.mu.Unlock()
			return
		}
		j.waiting = nil
		err := j.write()
		j.mu.Unlock()
		if err == nil {
			err = j.file.Sync()
		}
		for _, w := range waiting {
			w <- err
		}
	}
}

// settle writes what is pending and syncs it. Where nothing is left in the middle it says
// so, which spares the next run to read it all.
func (j *journal) settle() error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	if j.open == 0 && (len(j.pending) > 0 || info.Size() > 0 && !j.settled()) {
		if err := j.add(entry{Event: settled, File: "."}, false); err != nil {
			return err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.pending) == 0 {
		return nil
	}
	if err := j.write(); err != nil {
		return err
	}
	return j.file.Sync()
}
