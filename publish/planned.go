package publish

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// changes are the files that a plan would change, by their paths on the disk.
type changes struct {
	byPath map[string]*Change
	order  []string
}

// set plans a file. What was there before the plan stays its old content.
func (c *changes) set(real, writer string, f File) {
	known := c.byPath[real]
	if known == nil {
		known = &Change{Path: real, Old: f.Old}
		c.byPath[real] = known
		c.order = append(c.order, real)
	}
	known.New = f.New
	if !slices.Contains(known.Writers, writer) {
		known.Writers = append(known.Writers, writer)
	}
}

// list gives the files that would really change.
func (c *changes) list() (list []*Change) {
	for _, name := range c.order {
		if ch := c.byPath[name]; !bytes.Equal(ch.Old, ch.New) || (ch.Old == nil) != (ch.New == nil) {
			list = append(list, ch)
		}
	}
	return list
}

// within puts the planned files of a folder among those that are there.
func (c *changes) within(folder string, entries []fs.DirEntry) []fs.DirEntry {
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		ch, ok := c.byPath[filepath.Join(folder, e.Name())]
		return ok && ch.New == nil
	})
	for _, name := range c.order {
		rest, ok := strings.CutPrefix(name, folder+string(filepath.Separator))
		if !ok || c.byPath[name].New == nil {
			continue
		}
		first, _, deeper := strings.Cut(rest, string(filepath.Separator))
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == first }) {
			continue
		}
		entries = append(entries, plannedInfo{first, int64(len(c.byPath[name].New)), deeper})
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries
}

// plannedFile is a file that is not on the disk yet.
type plannedFile struct {
	*bytes.Reader
	info plannedInfo
}

func newPlannedFile(name string, text []byte) plannedFile {
	return plannedFile{bytes.NewReader(text), plannedInfo{name, int64(len(text)), false}}
}

func (f plannedFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f plannedFile) Close() error               { return nil }

// plannedInfo tells of a file or folder that is not on the disk yet.
type plannedInfo struct {
	name   string
	size   int64
	folder bool
}

func (i plannedInfo) Name() string               { return i.name }
func (i plannedInfo) Size() int64                { return i.size }
func (i plannedInfo) IsDir() bool                { return i.folder }
func (i plannedInfo) ModTime() time.Time         { return time.Time{} }
func (i plannedInfo) Sys() any                   { return nil }
func (i plannedInfo) Type() fs.FileMode          { return i.Mode().Type() }
func (i plannedInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i plannedInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
