package stamp

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// Selection says which files a run is about.
type Selection struct {
	// Paths are files, folders and globs ("photos/**/*.jpg").
	Paths []string
	// Flat leaves out the folders within folders.
	Flat bool
	// Include and Exclude are globs, matched against the path within the folder that was
	// named and against the base name. With Include, only what matches one of them is
	// taken; what matches Exclude never is.
	Include, Exclude []string
}

// file is one file of a run.
type file struct {
	path string
	root string // the folder whose journal it belongs to
	err  error  // it cannot be looked at
}

// walk yields the files in the order of their names, and stops when yield says so.
// In folders, files by names that no format claims are passed over, as are hidden ones
// and symbolic links.
func (s *Selection) walk(ctx context.Context, yield func(file) bool) error {
	for _, pattern := range append(append([]string{}, s.Include...), s.Exclude...) {
		if !doublestar.ValidatePattern(filepath.ToSlash(pattern)) {
			return errors.New("no glob: " + pattern)
		}
	}
	for _, path := range s.Paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		more, err := s.path(ctx, path, yield)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

// path yields what one argument names. A file may have the characters of a glob in its
// name, so what is there counts first.
func (s *Selection) path(ctx context.Context, path string, yield func(file) bool) (bool, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return s.folder(ctx, path, yield)
	case err == nil:
		// Of a link, the file that it names is written.
		if resolved, err := filepath.EvalSymlinks(path); err == nil && linked(path) {
			path = resolved
		}
		return yield(file{path: path, root: filepath.Dir(path)}), nil
	case !strings.ContainsAny(path, "*?[{"):
		return yield(file{path: path, root: filepath.Dir(path), err: err}), nil
	}
	return s.glob(ctx, path, yield)
}

// linked reports whether a path is a symbolic link itself.
func linked(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

func (s *Selection) glob(ctx context.Context, pattern string, yield func(file) bool) (bool, error) {
	base, rest := doublestar.SplitPattern(filepath.ToSlash(pattern))
	found, more := false, true
	err := doublestar.GlobWalk(os.DirFS(filepath.FromSlash(base)), rest, func(rel string, d fs.DirEntry) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(filepath.FromSlash(base), filepath.FromSlash(rel))
		if d.IsDir() || !d.Type().IsRegular() || !s.takes(rel) {
			return nil
		}
		found = true
		if more = yield(file{path: path, root: filepath.FromSlash(base)}); !more {
			return fs.SkipAll
		}
		return nil
	})
	if err == nil && !found {
		return yield(file{path: pattern, root: ".", err: errors.New("the glob matches no file")}), nil
	}
	return more, err
}

func (s *Selection) folder(ctx context.Context, root string, yield func(file) bool) (bool, error) {
	more := true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		hidden := path != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case err != nil:
			more = yield(file{path: path, root: root, err: err})
		case d.IsDir() && path != root && (hidden || s.Flat):
			return fs.SkipDir
		case d.IsDir() || hidden || !d.Type().IsRegular():
			return nil
		default:
			rel, err := filepath.Rel(root, path)
			if err == nil && claimed(d.Name()) && s.takes(filepath.ToSlash(rel)) {
				more = yield(file{path: path, root: root})
			}
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more, err
}

// claimed reports whether a file by this name is looked into when it is found in a
// folder. Sidecars are looked at with the files that they speak for.
func claimed(name string) bool {
	return !strings.EqualFold(filepath.Ext(name), ".xmp") && (all.Claims(name) || sidecar.IsRaw(name))
}

// takes applies Include and Exclude.
func (s *Selection) takes(rel string) bool {
	return (len(s.Include) == 0 || matches(s.Include, rel)) && !matches(s.Exclude, rel)
}

func matches(patterns []string, rel string) bool {
	base := rel[strings.LastIndexByte(rel, '/')+1:]
	for _, p := range patterns {
		p = filepath.ToSlash(p)
		if ok, _ := doublestar.Match(p, rel); ok {
			return true
		}
		if ok, _ := doublestar.Match(p, base); ok {
			return true
		}
	}
	return false
}

// Count counts the files of a selection, without looking into them: to tell how long a
// run will take.
func (s *Selection) Count(ctx context.Context) (n int, err error) {
	err = s.walk(ctx, func(file) bool { n++; return true })
	return n, err
}
