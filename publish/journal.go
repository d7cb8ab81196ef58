package publish

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/proviso-signals/proviso/internal/disk"
)

// Folder is where the journal is kept, in the folder of the declaration file. Nobody but
// the owner of the files can read it, as it has what configuration files were.
const Folder = ".proviso/publish"

const journalSchema = "proviso.publish/1"

// journal knows the way back: what every file was before it was first written, and, while
// files are being written, what they were before that.
type journal struct {
	folder  string
	sources string // absolute
	lock    *os.File

	Schema string `json:"schema"`
	// Sources is where the folder was when this was written: in a copy of the folder, files
	// elsewhere are those of the first one.
	Sources string `json:"sources"`
	// Run begins the names of files that are being written; new for each run.
	Run string `json:"run,omitempty"`
	// Files are those that stand as they were written.
	Files []kept `json:"files"`
	// Pending are those that are being written. If there are any when a journal is
	// opened, somebody was stopped in the middle.
	Pending []pending `json:"pending,omitempty"`
	// Folders are those that were made for files.
	Folders []string `json:"folders,omitempty"`
}

// kept is a file that has been written.
type kept struct {
	Path string `json:"path"` // in the file from the folder on, where it is below
	// Original is the digest of what it was, by which it is kept; empty for no file.
	Original string   `json:"original,omitempty"`
	Written  string   `json:"written,omitempty"` // digest of what it is; empty for no file
	Writers  []string `json:"writers"`
}

// pending is a file that is being written.
type pending struct {
	Path   string `json:"path"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// ErrBusy says that another process is publishing there.
var ErrBusy = errors.New("publish: another run is at work in the folder")

// openJournal opens the journal of a site, or makes one. It is locked until it is closed.
func openJournal(sources string) (*journal, error) {
	sources, err := real(sources)
	if err != nil {
		return nil, err
	}
	j := &journal{folder: filepath.Join(sources, filepath.FromSlash(Folder)), sources: sources, Schema: journalSchema}
	if err := os.MkdirAll(j.folder, 0o700); err != nil {
		return nil, err
	}
	if folder, err := resolved(j.folder); err != nil || folder != j.folder {
		return nil, fmt.Errorf("publish: the journal's folder %s is a link, and has to be a folder", j.folder)
	}
	if j.lock, err = os.OpenFile(filepath.Join(j.folder, "lock"), os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return nil, err
	}
	if _, err := disk.Lock(j.lock); err != nil {
		j.lock.Close()
		if errors.Is(err, disk.ErrBusy) {
			err = ErrBusy
		}
		return nil, err
	}
	err = errors.Join(os.WriteFile(filepath.Join(j.folder, ".gitignore"), []byte("*\n"), 0o600), j.load())
	if err != nil {
		j.lock.Close() // whatever is kept stays
		return nil, err
	}
	return j, nil
}

func (j *journal) load() error {
	text, err := os.ReadFile(j.name())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, j); err != nil || j.Schema != journalSchema {
		if err == nil {
			err = errors.New("it has another form")
		}
		return fmt.Errorf("publish: the journal %s cannot be read, so that nothing is done: %w", j.name(), err)
	}
	j.place()
	return nil
}

// place makes the paths of the file absolute. In a copy of the folder, files that are not
// below it belong to the first one, and are left alone.
func (j *journal) place() {
	moved := j.Sources != j.sources
	j.Files = slices.DeleteFunc(j.Files, func(k kept) bool { return moved && filepath.IsAbs(k.Path) })
	j.Pending = slices.DeleteFunc(j.Pending, func(k pending) bool { return moved && filepath.IsAbs(k.Path) })
	j.Folders = slices.DeleteFunc(j.Folders, func(name string) bool { return moved && filepath.IsAbs(name) })
	for i := range j.Files {
		j.Files[i].Path = j.absolute(j.Files[i].Path)
	}
	for i := range j.Pending {
		j.Pending[i].Path = j.absolute(j.Pending[i].Path)
	}
	for i := range j.Folders {
		j.Folders[i] = j.absolute(j.Folders[i])
	}
}

func (j *journal) absolute(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(j.sources, filepath.FromSlash(name))
}

// written is a path as the file has it.
func (j *journal) written(name string) string {
	if relative, err := filepath.Rel(j.sources, name); err == nil && below(j.sources, name) {
		return filepath.ToSlash(relative)
	}
	return name
}

func (j *journal) name() string { return filepath.Join(j.folder, "journal.json") }

// close gives the lock back. An empty journal is removed.
func (j *journal) close() {
	if len(j.Files)+len(j.Pending) == 0 {
		os.RemoveAll(j.folder)
		os.Remove(filepath.Dir(j.folder)) // if nothing else is kept there
	}
	j.lock.Close()
}

func (j *journal) save() error {
	out := *j
	out.Sources = j.sources
	out.Files, out.Pending, out.Folders = slices.Clone(j.Files), slices.Clone(j.Pending), slices.Clone(j.Folders)
	for i := range out.Files {
		out.Files[i].Path = j.written(out.Files[i].Path)
	}
	for i := range out.Pending {
		out.Pending[i].Path = j.written(out.Pending[i].Path)
	}
	for i := range out.Folders {
		out.Folders[i] = j.written(out.Folders[i])
	}
	text, err := json.MarshalIndent(&out, "", "\t")
	if err != nil {
		return err
	}
	return writeFile(j.name(), append(text, '\n'), nil, 0o600, rand.Text())
}

// keep stores what a file was, by its digest.
func (j *journal) keep(text []byte) (digest string, err error) {
	if text == nil {
		return "", nil
	}
	digest = digestOf(text)
	name := filepath.Join(j.folder, digest)
	if _, err := os.Stat(name); err == nil {
		return digest, nil
	}
	return digest, writeFile(name, text, nil, 0o600, rand.Text())
}

// stored gives back what was kept.
func (j *journal) stored(digest string) ([]byte, error) {
	if digest == "" {
		return nil, nil
	}
	text, err := os.ReadFile(filepath.Join(j.folder, digest))
	if err == nil && digestOf(text) != digest {
		err = fmt.Errorf("publish: the journal is damaged: %s is not what was kept", digest)
	}
	return text, err
}

func (j *journal) file(path string) *kept {
	i := slices.IndexFunc(j.Files, func(k kept) bool { return k.Path == path })
	if i < 0 {
		return nil
	}
	return &j.Files[i]
}

// digestOf names a text; empty for no file.
func digestOf(text []byte) string {
	if text == nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
