package gather

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
)

// dir reads a folder. Nothing outside it is opened, whatever links say.
func (w *walk) dir(name string) bool {
	root, err := os.OpenRoot(name)
	if err != nil {
		return w.fail(CodeFile, name, "The folder cannot be read.", bare(err))
	}
	defer root.Close()
	w.folder, w.root = name, root
	if whole, err := filepath.Abs(name); err == nil {
		w.base = filepath.Base(whole)
	}
	fs.WalkDir(root.FS(), ".", func(rel string, entry fs.DirEntry, err error) error {
		base := path.Base(rel)
		if err == nil && rel != "." && base[0] == '.' && base != ".well-known" {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if w.entry(root, rel, entry, err) {
			return nil
		}
		return fs.SkipAll
	})
	if w.count == 0 && !w.stopped && w.opt.URL != "" {
		return w.alone(root)
	}
	return !w.stopped
}

// entry reads one name of a folder.
func (w *walk) entry(root *os.Root, rel string, entry fs.DirEntry, err error) bool {
	in := input{
		name: filepath.Join(w.folder, filepath.FromSlash(rel)),
		rel:  rel,
		open: func() (fs.File, error) { return root.Open(rel) },
	}
	switch {
	case err != nil:
		return w.fail(CodeFile, in.name, "It cannot be read.", bare(err))
	case entry.IsDir():
		return w.more(true)
	case entry.Type()&fs.ModeSymlink != 0:
		info, err := root.Stat(rel)
		if err != nil || !info.Mode().IsRegular() {
			return w.fail(CodeSymlink, in.name, "The symbolic link was not followed.", bare(err))
		}
	case !entry.Type().IsRegular():
		return w.fail(CodeFileKind, in.name, "It is neither a file nor a folder.", nil)
	}
	if w.belongs(root, rel) || !w.opt.Bodies && w.attached(rel) {
		return w.more(true)
	}
	return w.file(in)
}

// beside is what a folder holds that goes with its other files.
type beside struct {
	dir      string
	robots   *carrier.Artifact // its robots.txt
	captures bool              // it holds saved responses
	looked   bool
}

// look reads the robots.txt of a folder within root, unless it was the last one
// looked at.
func (b *beside) look(root *os.Root, dir string) {
	if b.looked && b.dir == dir {
		return
	}
	*b = beside{dir: dir, looked: true}
	entries, _ := fs.ReadDir(root.FS(), dir)
	for _, e := range entries {
		b.captures = b.captures || isCapture(e.Name())
	}
	name := path.Join(dir, "robots.txt")
	if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() {
		return // opening a pipe would wait for ever
	}
	b.robots, _ = readRobots(input{name: filepath.Join(root.Name(), name), open: func() (fs.File, error) { return root.Open(name) }})
}

// served reports whether the files of a folder have URLs.
func (w *walk) served() bool { return w.folder != "" && w.opt.URL != "" }

// belongs reports whether a file is a robots.txt that goes with others of its
// folder, which it finds out by the way.
func (w *walk) belongs(root *os.Root, rel string) bool {
	isRobots := path.Base(rel) == "robots.txt"
	switch {
	case w.served():
		w.beside.look(root, ".")
		return rel == "robots.txt" && w.beside.robots != nil
	case isRobots || isCapture(rel):
		w.beside.look(root, path.Dir(rel))
	}
	return isRobots && w.beside.captures && w.beside.robots != nil
}

// robotsBeside is the robots.txt that goes with a file of a folder: the given one,
// or the one that was found.
func (w *walk) robotsBeside() []*carrier.Artifact {
	if w.robots == nil && w.beside.robots != nil {
		return []*carrier.Artifact{w.beside.robots}
	}
	return w.robotsGiven()
}

// robotsGiven is the robots.txt of the options, if they name one.
func (w *walk) robotsGiven() []*carrier.Artifact {
	if w.robots == nil {
		return nil
	}
	return []*carrier.Artifact{w.robots}
}

// alone yields the robots.txt of a folder that holds nothing it could go with.
func (w *walk) alone(root *os.Root) bool {
	w.beside.look(root, ".")
	if w.beside.robots == nil {
		return true
	}
	return w.asset(&Asset{URL: w.opt.URL, Name: w.beside.robots.Source, Artifacts: []*carrier.Artifact{w.beside.robots}})
}

// url gives a file's URL: what the options say, or nothing.
func (w *walk) url(in input) string {
	if w.served() {
		return joinURL(w.opt.URL, in.rel)
	}
	return w.opt.URL
}

// joinURL gives the URL of a file in a folder that is served at base.
func joinURL(base, rel string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.RawQuery, u.ForceQuery = "", false
	return u.JoinPath(strings.Split(rel, "/")...).String()
}
