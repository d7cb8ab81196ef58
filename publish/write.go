package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

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
func writeFile(name string, text []byte, old *os.File, mode fs.FileMode, run string) error {
	if text == nil {
		return os.Remove(name)
	}
	temp, err := os.OpenFile(temporary(name, run), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
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

// temporary is where a file is while it is being written: a place that nobody else has, and
// that the journal knows, so that what a killed run leaves can be removed.
func temporary(name, run string) string {
	folder, base := filepath.Split(name)
	return folder + ".proviso-" + run + "-" + base[max(0, len(base)-150):]
}

// put writes a file in the place of what is there, or removes it. Folders that are not
// there are made.
func put(name string, text []byte, run string) error {
	old, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && text == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return writeFile(name, text, nil, 0o644, run)
	case err != nil:
		return err
	}
	defer old.Close()
	if text == nil {
		old.Close()
	}
	return writeFile(name, text, old, 0, run)
}

// missing lists the folders above a file that are not there, the outermost first.
func missing(name string) (list []string) {
	for folder := filepath.Dir(name); folder != filepath.Dir(folder); folder = filepath.Dir(folder) {
		if _, err := os.Lstat(folder); err == nil {
			break
		}
		list = append(list, folder)
	}
	slices.Reverse(list)
	return list
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
