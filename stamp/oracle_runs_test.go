package stamp_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
)

// leftAlone checks that a file that was not written is as it was.
func (o *oracle) leftAlone(t *testing.T) {
	for _, f := range o.files {
		own := f.Status == stamp.Stamped && f.Target == ""
		if o.changed(t, f) != own {
			o.damage(t, f, "it is %s, and changed: %v", f.Status, !own)
		}
		if f.Status == stamp.Failed {
			o.damage(t, f, "failed: %s %s", f.Code, f.Hint)
		}
	}
}

// again checks that stamping again writes nothing.
func (o *oracle) again(t *testing.T) {
	old := listing(t, o.after)
	for name, r := range o.run(t, stamp.Options{}) {
		if r.Status == stamp.Stamped || r.Status == stamp.Failed {
			t.Errorf("%s is %s again: %s %s", name, r.Status, r.Code, r.Hint)
		}
	}
	for name, is := range listing(t, o.after) {
		if was := old[name]; was == nil || is.ModTime() != was.ModTime() || is.Size() != was.Size() || !os.SameFile(was, is) {
			t.Errorf("%s was written again", name)
		}
	}
}

// undo checks that it brings all back, byte for byte, and leaves nothing of its own.
func (o *oracle) undo(t *testing.T) {
	err := stamp.Undo(context.Background(), []string{o.after}, false, func(r *stamp.Result) error {
		if r.Status != stamp.Restored {
			t.Errorf("undo: %s is %s: %s %s", r.Path, r.Status, r.Code, r.Hint)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range o.files {
		if o.changed(t, f) {
			o.damage(t, f, "undo does not give the original")
		}
	}
	theirs := listing(t, o.before)
	for name := range listing(t, o.after) {
		if theirs[name] == nil {
			t.Errorf("undo leaves %s", name)
		}
	}
	if _, err := os.Stat(filepath.Join(o.after, stamp.Folder)); err == nil {
		t.Error("undo leaves the journal")
	}
}

// inPlace does it all once more, within the files.
func (o *oracle) inPlace(t *testing.T) {
	for name, r := range o.run(t, stamp.Options{InPlace: true}) {
		if r.Status == stamp.Failed {
			t.Errorf("%s: %s %s", name, r.Code, r.Hint)
		}
	}
	o.again(t)
	o.undo(t)
}

// sidecars has them written for files that are signed or refused, which stay as they
// are. ExifTool reads them, if it is there.
func (o *oracle) sidecars(t *testing.T) {
	var made []string
	results := o.run(t, stamp.Options{Sidecar: true})
	for _, f := range o.files {
		r := results[f.name]
		switch {
		case f.Status != stamp.Signed && f.Status != stamp.Refused && f.Target == "":
			continue
		case r.Status == stamp.Held && accepted[r.Code] != "":
			t.Logf("%s gets no sidecar: %s", f.name, accepted[r.Code])
			continue
		case r.Status != stamp.Stamped || r.Target == "":
			t.Errorf("%s gets no sidecar: %s %s %s", f.name, r.Status, r.Code, r.Hint)
			continue
		}
		made = append(made, r.Target)
		if o.changed(t, f) {
			o.damage(t, f, "it was to get a sidecar, and changed itself")
		}
	}
	t.Logf("%d sidecars", len(made))
	if len(made) > 0 && there("exiftool") {
		read := readTags(t, made)
		for _, path := range made {
			if missing := o.missing(read[path]); missing != "" {
				t.Errorf("%s: ExifTool does not read %s", path, missing)
			}
		}
	}
	o.undo(t)
}

// listing gives the files of a folder, by name, that are not hidden.
func listing(t *testing.T, folder string) map[string]fs.FileInfo {
	t.Helper()
	files := map[string]fs.FileInfo{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && d.Name() == stamp.Folder {
				return fs.SkipDir
			}
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[name], err = d.Info()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
