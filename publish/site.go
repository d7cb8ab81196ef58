package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Site is where a site lies on this machine.
type Site struct {
	// Sources is the folder of the declaration file. The journal is kept in it.
	Sources string
	// Public is the folder that is served; empty for the sources themselves.
	Public string
	// Server is the configuration file of the server; empty for none.
	Server string
}

// serverRoot gives the folder of a server's configuration, and the file in it that was
// named: the nearest folder at or above the file in which a writer finds a main file, since
// /etc/nginx/sites-enabled/x is a part of what is in /etc/nginx.
func (s *Site) serverRoot(writers []*Writer) (folder, entry string) {
	const highest = 3 // folders above
	folder, entry = filepath.Dir(s.Server), filepath.Base(s.Server)
	for level, at := 0, folder; level <= highest; level, at = level+1, filepath.Dir(at) {
		for _, w := range writers {
			if w.Root != Server {
				continue
			}
			if main := w.Find(os.DirFS(at)); main != "" && !strings.Contains(main, "/") {
				if name, err := filepath.Rel(at, s.Server); err == nil {
					return at, filepath.ToSlash(name)
				}
			}
		}
	}
	return folder, entry
}

// tree is a folder as it would be with the changes that are planned. It is what writers
// read through.
type tree struct {
	root    string // absolute
	changes *changes
}

// Open gives a planned file, or one from the disk. Links are followed as far as they stay
// below the root.
func (t tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	real, err := t.real(name)
	if err != nil {
		return nil, err
	}
	if c, ok := t.changes.byPath[real]; ok {
		if c.New == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return newPlannedFile(path.Base(name), c.New), nil
	}
	return os.Open(real)
}

// ReadDir lists a folder with the files that are planned in it.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	real, err := t.real(name)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(real)
	if err != nil {
		return nil, err
	}
	return t.changes.within(real, entries), nil
}

// real gives the path of a file on the disk, of the file itself where it is a link.
func (t tree) real(name string) (string, error) {
	whole := filepath.Join(t.root, filepath.FromSlash(name))
	real, err := resolved(whole)
	if err != nil {
		return "", &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if !below(t.root, real) {
		return "", &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf("%w: a link leads out of the folder, to %s", ErrOutside, real)}
	}
	return real, nil
}

// ErrOutside says that a link leads out of the folder that was to be looked at.
var ErrOutside = errors.New("publish: outside of the folder")

// resolved follows links, those of folders that are not there yet as far as they are.
func resolved(whole string) (string, error) {
	real, err := filepath.EvalSymlinks(whole)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if info, err := os.Lstat(whole); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("%w: a link that leads nowhere", fs.ErrNotExist)
	}
	parent := filepath.Dir(whole)
	if parent == whole {
		return "", err
	}
	if parent, err = resolved(parent); err != nil {
		return "", err
	}
	return filepath.Join(parent, filepath.Base(whole)), nil
}

func below(root, name string) bool {
	return name == root || strings.HasPrefix(name, strings.TrimSuffix(root, string(filepath.Separator))+string(filepath.Separator))
}
