package stamp

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/proviso-signals/proviso/container"
)

// temporary begins the names of files that are being written. What a killed run leaves
// of them is swept up by the next.
const temporary = ".proviso-"

// replacement is a new file that is to take the place of an old one, or to be one where
// there is none.
type replacement struct {
	old  *os.File    // nil for none
	info fs.FileInfo // of the old one; nil for none
	path string
	temp *os.File
	// modified is the time of modification that the new file gets; that of the old one
	// unless somebody says otherwise.
	modified time.Time
	renamed  bool
}

// newReplacement makes the temporary file, in the same folder, so that renaming it is
// one step.
func newReplacement(old *os.File, info fs.FileInfo, path string) (*replacement, error) {
	temp, err := os.CreateTemp(filepath.Dir(path), temporary+"*-"+shortName(path))
	if err != nil {
		return nil, err
	}
	if _, err := lock(temp); err != nil { // so that nobody sweeps it up
		temp.Close()
		os.Remove(temp.Name())
		return nil, err
	}
	r := &replacement{old: old, info: info, path: path, temp: temp}
	if info != nil {
		r.modified = info.ModTime()
	}
	return r, nil
}

// shortName is the name of a file, cut so that a temporary name is no longer than file
// systems allow.
func shortName(path string) string {
	name := strings.ReplaceAll(filepath.Base(path), "*", "_")
	return name[max(0, len(name)-120):]
}

// write fills the temporary file, gives it what the old one has, and syncs it.
func (r *replacement) write(v *container.View) error {
	for _, p := range v.Pieces() {
		var err error
		if p.New != nil {
			_, err = r.temp.Write(p.New)
		} else {
			err = copyFrom(r.temp, r.old, p.Offset, p.Length)
		}
		if err != nil {
			return err
		}
	}
	mode := fs.FileMode(0o644)
	if r.old != nil {
		mode = r.info.Mode().Perm()
		if err := copyAttributes(r.temp, r.old); err != nil {
			return err
		}
	}
	if err := r.temp.Chmod(mode); err != nil {
		return err
	}
	return r.temp.Sync()
}

// copyFrom copies a run of bytes. Between two files the system does it, without the
// bytes passing through here (copy_file_range on Linux).
func copyFrom(to, from *os.File, offset, length int64) error {
	if _, err := from.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	n, err := io.CopyN(to, from, length)
	if err == nil && n < length || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// commit puts the new file in the place of the old one.
func (r *replacement) commit() error {
	name := r.temp.Name()
	if err := os.Chtimes(name, r.modified, r.modified); err != nil {
		return err
	}
	if runtime.GOOS == "windows" { // where an open file can be neither renamed nor replaced
		r.temp.Close()
		r.old.Close()
	}
	if err := os.Rename(name, r.path); err != nil {
		return err
	}
	r.renamed = true
	return nil
}

// appear gives the new file its name, where there is no file yet; it is [fs.ErrExist]
// where there is one by now.
func (r *replacement) appear() error {
	err := os.Link(r.temp.Name(), r.path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if err = os.Rename(r.temp.Name(), r.path); err == nil { // a file system without hard links
		r.renamed = true
	}
	return err
}

// drop takes the temporary file away, unless it has taken the old one's place.
func (r *replacement) drop() {
	r.temp.Close()
	if !r.renamed {
		os.Remove(r.temp.Name())
	}
}

// payload is a file, and where its payload stands.
type payload struct {
	file   io.ReaderAt
	size   int64
	ranges []container.Range
}

func (p payload) reader(hashed bool) *hashing {
	if !hashed {
		return newHashing(p.file, p.size, nil)
	}
	return newHashing(p.file, p.size, sha256.New())
}

// samePixels compares the payloads of two files. With hashed it takes the digest of each
// as a whole, and still reads both but once.
func samePixels(was, is payload, hashed bool) (before, after string, err error) {
	a, b := was.reader(hashed), is.reader(hashed)
	defer a.done()
	defer b.done()
	if err := compare(a, b, was.ranges, is.ranges); err != nil || !hashed {
		return "", "", err
	}
	if before, err = a.sum(); err != nil {
		return "", "", err
	}
	after, err = b.sum()
	return before, after, err
}

// compare compares the payloads of two files. They differ only if something has gone
// badly wrong.
func compare(a, b *hashing, was, is []container.Range) error {
	if total(was) != total(is) {
		return errPayload
	}
	var x, y container.Range // what is left of the ranges that are being compared
	for {
		if x.Length == 0 && len(was) > 0 {
			x, was = was[0], was[1:]
		}
		if y.Length == 0 && len(is) > 0 {
			y, is = is[0], is[1:]
		}
		n := min(x.Length, y.Length)
		if n == 0 {
			return nil
		}
		if err := a.same(b, x.Offset, y.Offset, n); err != nil {
			return err
		}
		x.Offset, x.Length, y.Offset, y.Length = x.Offset+n, x.Length-n, y.Offset+n, y.Length-n
	}
}

var errPayload = errors.New("the pixels would not be the same")

func total(ranges []container.Range) (n int64) {
	for _, r := range ranges {
		n += r.Length
	}
	return n
}

// hashing reads a file from its start to its end, hashing all of it; or, without a hash,
// just what is asked for.
type hashing struct {
	r    *io.SectionReader
	hash hash.Hash // nil for none
	at   int64
	buf  *[chunk]byte
}

// chunk is how much of two files is compared at a time.
const chunk = 64 << 10

// chunks keeps the memory for it.
var chunks = sync.Pool{New: func() any { return new([chunk]byte) }}

func newHashing(r io.ReaderAt, size int64, h hash.Hash) *hashing {
	return &hashing{r: io.NewSectionReader(r, 0, size), hash: h, buf: chunks.Get().(*[chunk]byte)}
}

// done ends the reading.
func (h *hashing) done() {
	chunks.Put(h.buf)
	h.buf = nil
}

// to hashes up to an offset, which is not behind.
func (h *hashing) to(offset int64) error {
	if h.hash == nil {
		h.at = offset
		_, err := h.r.Seek(offset, io.SeekStart)
		return err
	}
	for h.at < offset {
		if _, err := h.next(min(chunk, offset-h.at)); err != nil {
			return err
		}
	}
	if h.at > offset {
		return fmt.Errorf("the payload goes back, at %d", offset)
	}
	return nil
}

// next reads and hashes n bytes, at most a chunk.
func (h *hashing) next(n int64) ([]byte, error) {
	b := h.buf[:n]
	if _, err := io.ReadFull(h.r, b); err != nil {
		return nil, err
	}
	if h.hash != nil {
		h.hash.Write(b)
	}
	h.at += n
	return b, nil
}

// same compares a run of bytes of two files.
func (h *hashing) same(o *hashing, here, there, n int64) error {
	if err := h.to(here); err != nil {
		return err
	}
	if err := o.to(there); err != nil {
		return err
	}
	for n > 0 {
		step := min(n, chunk)
		a, err := h.next(step)
		if err != nil {
			return err
		}
		b, err := o.next(step)
		if err != nil {
			return err
		}
		if string(a) != string(b) {
			return errPayload
		}
		n -= step
	}
	return nil
}

// digest is the digest of a whole file, hex.
func digest(r io.ReaderAt, size int64) (string, error) {
	h := newHashing(r, size, sha256.New())
	defer h.done()
	return h.sum()
}

// sum is the digest of the whole file, hex.
func (h *hashing) sum() (string, error) {
	if err := h.to(h.r.Size()); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.hash.Sum(nil)), nil
}
