package report

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
)

// buffered is how much is written at once.
const buffered = 64 << 10

// rows are the rows of a report on their way, in a temporary file beside the target.
type rows struct {
	file *os.File
	w    *bufio.Writer
	size int64
}

func newRows(target string) (*rows, error) {
	f, err := beside(target, ".rows")
	if err != nil {
		return nil, err
	}
	return &rows{file: f, w: bufio.NewWriterSize(f, buffered)}, nil
}

// beside makes a hidden temporary file in the folder of the target.
func beside(target, suffix string) (*os.File, error) {
	base := filepath.Base(target)
	base = base[max(0, len(base)-120):] // file systems allow 255 bytes
	return os.CreateTemp(filepath.Dir(target), "."+base+".*"+suffix)
}

func (r *rows) name() string { return filepath.Base(r.file.Name()) }

func (r *rows) add(b []byte) error {
	r.size += int64(len(b))
	_, err := r.w.Write(b)
	return err
}

func (r *rows) flush() error { return r.w.Flush() }

// all reads the rows from the first to the last.
func (r *rows) all() io.Reader { return r.part(0, r.size) }

func (r *rows) part(offset, length int64) io.Reader {
	return io.NewSectionReader(r.file, offset, length)
}

func (r *rows) drop() {
	r.file.Close()
	os.Remove(r.file.Name())
}

// put writes a file beside the target, syncs it and renames it over the target, which
// at any time is the old one or the new one. The digest is that of the new one.
func put(target string, write func(io.Writer) error) (digest string, err error) {
	f, err := beside(target, ".new")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name()) // nothing is there any more once it was renamed
	defer f.Close()
	hash := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(f, hash), buffered)
	if err := write(w); err != nil {
		return "", err
	}
	if err := w.Flush(); err != nil {
		return "", err
	}
	if err := f.Chmod(0o644); err != nil {
		return "", err
	}
	if err := f.Sync(); err != nil {
		return "", err
	}
	if err := f.Close(); err != nil { // Windows renames no open file
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), os.Rename(f.Name(), target)
}
