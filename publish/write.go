package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/proviso-signals/proviso/internal/disk"
)

// readFile gives what a file is; nil where there is none.
func readFile(name string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && text == nil {
		text = []byte{}
	}
	return text, err
}

// writeFile puts a file in the place of another one in one step: a new file beside it,
// synced, and renamed. It gets permissions, owner and attributes of the old one, if there
// is one and it is given, and the mode if not. A nil text removes the file.
func writeFile(name string, text []byte, old *os.File, mode fs.FileMode) error {
	if text == nil {
		return os.Remove(name)
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".proviso-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once it has been renamed
	defer temp.Close()
	if _, err := temp.Write(text); err != nil {
		return err
	}
	if old != nil {
		info, err := old.Stat()
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
		if err := disk.CopyAttributes(temp, old); err != nil {
			return err
		}
	}
	if err := temp.Chmod(mode); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	if old != nil {
		old.Close() // an open file cannot be replaced everywhere
	}
	if err := os.Rename(temp.Name(), name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// put writes a file in the place of what is there, or removes it. Folders that are not
// there are made; made lists them.
func put(name string, text []byte) (made []string, err error) {
	old, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && text == nil:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		if made, err = makeFolders(filepath.Dir(name)); err != nil {
			return made, err
		}
		return made, writeFile(name, text, nil, 0o644)
	case err != nil:
		return nil, err
	}
	defer old.Close()
	if text == nil {
		old.Close()
	}
	return nil, writeFile(name, text, old, 0)
}

// makeFolders makes a folder and those above it, and lists those that it made, the
// outermost first.
func makeFolders(name string) (made []string, err error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, nil
	}
	if parent := filepath.Dir(name); parent != name {
		if made, err = makeFolders(parent); err != nil {
			return made, err
		}
	}
	if err := os.Mkdir(name, 0o755); err != nil {
		return made, err
	}
	return append(made, name), nil
}

// syncFolder makes safe that a file has been renamed. Systems that cannot do that for a
// folder are taken at their word.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	_ = f.Sync()
	return nil
}
