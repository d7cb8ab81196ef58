package stamp_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// run stamps and gives the results by base name.
func run(t testing.TB, sel stamp.Selection, intent stamp.Intent, opt stamp.Options) map[string]*stamp.Result {
	t.Helper()
	results := map[string]*stamp.Result{}
	err := stamp.Run(context.Background(), sel, intent, opt, func(r *stamp.Result) error {
		results[filepath.Base(r.Path)] = r
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func undo(t testing.TB, path string) map[string]*stamp.Result {
	t.Helper()
	results := map[string]*stamp.Result{}
	err := stamp.Undo(context.Background(), []string{path}, false, func(r *stamp.Result) error {
		results[filepath.Base(r.Path)] = r
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func intent(t testing.TB, preset string) stamp.Intent {
	t.Helper()
	i, err := stamp.FromPreset(preset, nil)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// folder is a folder of files of several formats.
func folder(t testing.TB) (dir string, files map[string]string) {
	dir = t.TempDir()
	files = map[string]string{
		"a.jpg": string(jpegFile(t, 1)), "b.png": string(pngFile(t, 2)), "c.gif": string(gifFile(t, 3)),
		"sub/d.jpeg": string(jpegFile(t, 4)),
		"e.svg":      `<svg xmlns="http://www.w3.org/2000/svg"><rect width="3" height="3"/></svg>`,
	}
	for name, data := range files {
		write(t, dir, name, []byte(data))
	}
	write(t, dir, "notes.txt", []byte("no image"))
	return dir, files
}

// TestStamp goes through the life of a folder: stamped, stamped again, changed, undone.
func TestStamp(t *testing.T) {
	for _, opt := range []stamp.Options{{}, {InPlace: true}, {Digests: true}} {
		dir, files := folder(t)
		then := time.Date(2020, 5, 6, 7, 8, 9, 0, time.UTC)
		for name := range files {
			if err := os.Chtimes(filepath.Join(dir, name), then, then); err != nil {
				t.Fatal(err)
			}
		}
		sel := stamp.Selection{Paths: []string{dir}}
		credit := intent(t, "credit me")
		credit.Declaration = "https://example.com/ai"

		dry := run(t, sel, credit, stamp.Options{DryRun: true, InPlace: opt.InPlace})
		for name, data := range files {
			if r := dry[filepath.Base(name)]; r == nil || r.Status != stamp.Stamped || read(t, filepath.Join(dir, name)) != data {
				t.Errorf("dry run of %s: %+v", name, r)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, stamp.Folder)); err == nil {
			t.Error("a dry run leaves a journal")
		}

		first := run(t, sel, credit, opt)
		if len(first) != len(files) {
			t.Errorf("%d results for %d files", len(first), len(files))
		}
		for name := range files {
			r := first[filepath.Base(name)]
			if r.Status != stamp.Stamped || r.After[proviso.TrainAI].Word() != proviso.Conditional || r.After[proviso.Search].Word() != proviso.Unstated {
				t.Errorf("%s: %+v", name, r)
			}
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil || !info.ModTime().Equal(then) || info.Mode().Perm() != 0o644 || info.Size() != r.SizeAfter {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
		again := run(t, sel, credit, opt)
		for name, r := range again {
			if r.Status != stamp.Unchanged {
				t.Errorf("%s, stamped again: %+v", name, r)
			}
		}
		none := intent(t, "no-ai")
		for name, r := range run(t, sel, none, opt) {
			if r.Status != stamp.Stamped || r.After[proviso.AIUse].Word() != proviso.Deny {
				t.Errorf("%s, stamped with more: %+v", name, r)
			}
		}
		for name, r := range run(t, sel, credit, opt) {
			if r.Status != stamp.Held || r.Code != stamp.CodeStricter {
				t.Errorf("%s, loosened without being asked: %+v", name, r)
			}
		}
		for name, r := range undo(t, dir) {
			if r.Status != stamp.Restored {
				t.Errorf("undo of %s: %+v", name, r)
			}
		}
		for name, data := range files {
			path := filepath.Join(dir, name)
			if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(then) {
				t.Errorf("%s: %v, %v", name, info, err)
			}
			if read(t, path) != data {
				t.Errorf("%s is not the original (%+v)", name, opt)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, stamp.Folder)); err == nil {
			t.Error("a journal with nothing to tell was left")
		}
	}
}
