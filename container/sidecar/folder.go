package sidecar

import (
	"path"
	"slices"
	"strings"
)

// Folder is the files of one folder by their names.
type Folder struct {
	names map[string][]string // by the name in lower case
	stems map[string][]string // by the stem in lower case; those that may have a sidecar by it
}

// NewFolder makes a folder of names, which are without folders themselves.
func NewFolder(names []string) *Folder {
	f := &Folder{names: map[string][]string{}, stems: map[string][]string{}}
	for _, name := range names {
		lower := strings.ToLower(name)
		if slices.Contains(f.names[lower], name) {
			continue
		}
		f.names[lower] = append(f.names[lower], name)
		if rankOf(name) != never {
			lower = stem(lower)
			f.stems[lower] = append(f.stems[lower], name)
		}
	}
	return f
}

// For is [For] within the folder.
func (f *Folder) For(sidecar string) (target string, ok bool) {
	name, is := cutExtension(sidecar)
	if !is {
		return "", false
	}
	if all := f.names[strings.ToLower(name)]; len(all) > 0 {
		return one(all, func(s string) bool { return s == name })
	}
	if rankOf(name) != never {
		return "", false // it speaks for a file that is not there, or for a version
	}
	all := f.stems[strings.ToLower(name)]
	best := never
	for _, s := range all {
		best = min(best, rankOf(s))
	}
	all = slices.DeleteFunc(slices.Clone(all), func(s string) bool { return rankOf(s) != best })
	return one(all, func(s string) bool { return stem(s) == name })
}

// ForExtension tells which file a sidecar speaks for whose packet gives the file's
// extension, as photoshop:SidecarForExtension. An empty one is as none.
func (f *Folder) ForExtension(sidecar, ext string) (target string, ok bool) {
	name, is := cutExtension(sidecar)
	ext = strings.TrimPrefix(ext, ".")
	if !is || ext == "" || len(f.names[strings.ToLower(name)]) > 0 {
		return f.For(sidecar)
	}
	all := f.names[strings.ToLower(name+"."+ext)]
	return one(all, func(s string) bool { return stem(s) == name })
}

// one gives the only name there is, or else the only one whose case is right too.
func one(all []string, exact func(string) bool) (string, bool) {
	if len(all) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !exact(s) })
	}
	if len(all) != 1 {
		return "", false
	}
	if _, is := cutExtension(all[0]); is {
		return "", false // sidecars have none
	}
	return all[0], true
}

// Of is [Of] within the folder.
func (f *Folder) Of(file string) (all []string) {
	for _, name := range Names(file) {
		found := slices.Clone(f.names[strings.ToLower(name)])
		slices.Sort(found)
		for _, s := range found {
			if target, ok := f.For(s); ok && target == file {
				all = append(all, s)
			}
		}
	}
	return all
}

// WriteName is [WriteName] within the folder.
func (f *Folder) WriteName(file string) string {
	names := Names(file)
	all := f.Of(file)
	switch {
	case file == "" || len(names) == 0 || len(all) > 1:
		return ""
	case len(all) == 1:
		return all[0]
	case IsRaw(file):
		short := stem(path.Base(file)) + extension
		if target, ok := f.For(short); ok && target == file {
			return short
		}
	}
	return names[0]
}
