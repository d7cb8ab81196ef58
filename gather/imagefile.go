package gather

import (
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/all"
	"github.com/proviso-signals/proviso/container/sidecar"
)

// image reads the metadata of an image from where it lies, so that an archive of
// photographs is gone through without reading a pixel. It gives nil for a file that is
// no image, or that cannot be read at any place.
func (w *walk) image(in input, r io.Reader) (*carrier.Artifact, error) {
	file, ok := r.(interface {
		fs.File
		io.ReaderAt
	})
	if !ok || w.opt.Bodies {
		return nil, nil
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, bare(err)
	}
	if w.source == nil {
		w.source = container.NewSource(nil, 0)
	}
	w.source.Reset(file, info.Size())
	head, err := w.source.Peek(0, container.SniffLen)
	if err != nil {
		return nil, bare(err)
	}
	format := all.Detect(head)
	if format == nil {
		return nil, nil
	}
	scan, err := format.Scan(w.source)
	if err != nil {
		return nil, nil // of another format after all: it is read as any file
	}
	return &carrier.Artifact{
		Kind: carrier.File, Source: in.name, MediaType: mediaType(in.rel, head), Scan: scan, Observed: time.Now().UTC(),
	}, nil
}

// names are the files of the folder that was looked at last, to tell sidecars.
type names struct {
	dir    string
	folder *sidecar.Folder
}

// sidecars gives the sidecars that speak for a file, with their text.
func (w *walk) sidecars(in input) (found []*carrier.Artifact) {
	dir := path.Dir(filepath.ToSlash(in.rel))
	for _, name := range w.folderOf(dir).Of(path.Base(filepath.ToSlash(in.rel))) {
		beside := input{name: filepath.Join(filepath.Dir(in.name), name), rel: path.Join(dir, name)}
		f, err := w.openBeside(beside)
		if err != nil {
			continue // it is listed by itself, with the reason
		}
		body, truncated, err := w.readUpTo(f, sidecar.MaxPacket)
		f.Close()
		if err != nil || truncated {
			continue
		}
		found = append(found, &carrier.Artifact{
			Kind: carrier.File, Source: beside.name, MediaType: "application/rdf+xml", Body: body, Observed: time.Now().UTC(),
		})
	}
	return found
}

// openBeside opens a file of the folder that is read, or beside a file that is named.
func (w *walk) openBeside(in input) (fs.File, error) {
	if w.root == nil {
		return os.Open(in.name)
	}
	return w.root.Open(in.rel)
}

// folderOf gives the names in a folder.
func (w *walk) folderOf(dir string) *sidecar.Folder {
	if w.names.folder != nil && w.names.dir == dir {
		return w.names.folder
	}
	var entries []fs.DirEntry
	if w.root == nil {
		entries, _ = os.ReadDir(filepath.FromSlash(dir))
	} else {
		entries, _ = fs.ReadDir(w.root.FS(), dir)
	}
	list := make([]string, 0, len(entries))
	for _, e := range entries {
		if e.Type().IsRegular() {
			list = append(list, e.Name())
		}
	}
	w.names = names{dir, sidecar.NewFolder(list)}
	return w.names.folder
}

// attached reports whether a file of a folder is a sidecar that goes with another.
func (w *walk) attached(rel string) bool {
	if path.Ext(rel) != ".xmp" && path.Ext(rel) != ".XMP" {
		return false
	}
	_, ok := w.folderOf(path.Dir(rel)).For(path.Base(rel))
	return ok
}

// imageAsset makes an asset of an image and its sidecars.
func (w *walk) imageAsset(in input, image *carrier.Artifact) *Asset {
	a := &Asset{URL: w.url(in), Name: in.name}
	if w.served() {
		a.Artifacts = slices.Clone(w.robotsBeside())
	} else {
		a.Artifacts = slices.Clone(w.robotsGiven())
	}
	sidecars := w.sidecars(in)
	a.Artifacts = append(append(a.Artifacts, image), sidecars...)
	if len(sidecars) > 1 {
		a.note(proviso.Notice, NoteSidecars, in.name, "Two sidecars speak for the file; what both say is joined.")
	}
	w.documentsBeside(a)
	return a
}
