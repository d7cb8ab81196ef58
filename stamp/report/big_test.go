package report_test

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

// bound is how much memory a report may hold on to, however many files it has.
const bound = 4 << 20

// TestMemory: a report of 50,000 files takes no more memory than one of a few.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a great many rows")
	}
	const files = 50_000
	results := sample()
	for _, name := range []string{"a.json", "a.csv", "a.html"} {
		r, err := report.New(filepath.Join(t.TempDir(), name), sampleRun())
		if err != nil {
			t.Fatal(err)
		}
		before := held()
		for i := range files {
			result := *results[i%len(results)]
			result.Path = fmt.Sprintf("%s %d", result.Path, i)
			if err := r.Add(&result); err != nil {
				t.Fatal(err)
			}
		}
		growth := int64(held()) - int64(before)
		totals, err := r.Close(ended, nil)
		if err != nil || totals.Files != files || totals.Status[stamp.Held] != files/len(results) {
			t.Errorf("%s: %+v, %v", name, totals, err)
		}
		if end := int64(held()) - int64(before); growth > bound || end > bound {
			t.Errorf("%s: the heap has grown by %d bytes, and by %d after Close", name, growth, end)
		}
		runtime.KeepAlive(r)
	}
}

// held is what the heap holds once what can go is gone.
func held() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestOfARun takes down a real run and a real undo.
func TestOfARun(t *testing.T) {
	folder, reports := t.TempDir(), t.TempDir()
	for i := range 3 {
		f, err := os.Create(filepath.Join(folder, fmt.Sprintf("%d.png", i)))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 9, 9+i))); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	credit, err := stamp.FromPreset("credit me", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		undo   bool
		status stamp.Status
	}{{"first.json", false, stamp.Stamped}, {"again.html", false, stamp.Unchanged}, {"undo.csv", true, stamp.Restored}} {
		r, err := report.New(filepath.Join(reports, tt.name), report.Run{Undo: tt.undo, Paths: []string{folder}})
		if err != nil {
			t.Fatal(err)
		}
		if tt.undo {
			err = stamp.Undo(context.Background(), []string{folder}, false, r.Add)
		} else {
			err = stamp.Run(context.Background(), stamp.Selection{Paths: []string{folder}}, credit, stamp.Options{Digests: true}, r.Add)
		}
		totals, closeErr := r.Close(ended, err)
		if err != nil || closeErr != nil || totals.Files != 3 || totals.Status[tt.status] != 3 || (totals.Written == 3) != (tt.status != stamp.Unchanged) {
			t.Errorf("%s: %+v, %v, %v", tt.name, totals, err, closeErr)
		}
	}
	for _, f := range decode(t, read(t, filepath.Join(reports, "first.json"))).Files {
		if f.Before["train-ai"].Outcome != "unstated" || f.After["train-ai"].Outcome != "conditional" || len(f.SHA256After) != 64 {
			t.Errorf("%+v", f)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	for _, name := range []string{"a.json", "a.csv", "a.html"} {
		b.Run(filepath.Ext(name)[1:], func(b *testing.B) {
			r, err := report.New(filepath.Join(b.TempDir(), name), sampleRun())
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close(ended, nil)
			results := sample()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := r.Add(results[i%len(results)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
