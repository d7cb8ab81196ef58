package sidecar

import (
	"path"
	"slices"
	"strings"
)

const extension = ".xmp"

// Names gives the names that a sidecar of a file may have, the most telling first:
// photo.nef.xmp, photo.xmp. That there is a file by the second does not yet mean that
// it speaks for this one: [For] tells. A folder before the name stays.
func Names(file string) []string {
	if _, is := cutExtension(file); is {
		return nil
	}
	if rankOf(path.Base(file)) == never {
		return []string{file + extension}
	}
	return []string{file + extension, stem(file) + extension}
}

// For tells which of the files of a folder a sidecar speaks for. It is false where that
// is none, or cannot be told. Names are without folders. For many of them, make a
// [Folder].
func For(sidecar string, siblings []string) (target string, ok bool) {
	return NewFolder(siblings).For(sidecar)
}

// Of gives the sidecars that speak for a file of a folder, the most telling first. If
// they are several, they may contradict each other, and none of them is right.
func Of(file string, siblings []string) []string {
	return NewFolder(append(slices.Clone(siblings), file)).Of(file)
}

// WriteName says which sidecar of a file to write: the one there is; else photo.xmp for
// a raw file, if no other raw file has that stem, and photo.jpg.xmp for all others. It
// is empty where there are two, see [Of], for what is a sidecar itself, and for no name.
func WriteName(file string, siblings []string) string {
	return NewFolder(append(slices.Clone(siblings), file)).WriteName(file)
}

// cutExtension gives what a sidecar is called without its extension, and whether it is
// one.
func cutExtension(name string) (string, bool) {
	base := path.Base(name)
	if len(base) <= len(extension) || !strings.EqualFold(path.Ext(base), extension) {
		return "", false
	}
	return name[:len(name)-len(extension)], true
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
