package choose

import (
	"archive/zip"
	"bytes"
	"io/fs"
)

// none is a folder with nothing in it: a site that nobody has seen.
type none struct{}

func (none) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// folderOf gives one file as a file system, for a writer that looks at pages. An archive is
// one already.
func folderOf(name, text string) fs.FS {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err != nil || z.Close() != nil {
		return none{}
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return none{}
	}
	return r
}
