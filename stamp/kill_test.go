package stamp_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/stamp"
)

// The test binary runs itself as the process that is killed.
const killFolder, killInPlace = "PROVISO_TEST_STAMP_FOLDER", "PROVISO_TEST_STAMP_IN_PLACE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killFolder); dir != "" {
		stampForKill(dir, os.Getenv(killInPlace) != "")
		return
	}
	os.Exit(m.Run())
}

// fixed is the time that goes into files, so that runs can be compared.
func fixed() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }

func stampForKill(dir string, inPlace bool) {
	i, err := stamp.FromSignal("cc-cr", nil)
	if err == nil {
		opt := stamp.Options{InPlace: inPlace, Now: fixed}
		err = stamp.Run(context.Background(), stamp.Selection{Paths: []string{dir}}, i, opt, func(r *stamp.Result) error {
			fmt.Println(r.Path, r.Status)
			return nil
		})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// manyFiles fills a folder; big ones take the way through inserted blocks in place.
func manyFiles(t testing.TB, dir string, n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		name, data := fmt.Sprintf("f%03d.jpg", i), string(jpegFile(t, i))
		switch i % 4 {
		case 1:
			name, data = fmt.Sprintf("sub/f%03d.png", i), string(pngFile(t, i))
		case 2:
			// A comment that is as long as a photograph's scan data, within the limits of a
			// segment, many times.
			long := "\xFF\xFE\xFF\xFF" + strings.Repeat("x", 0xFFFF-2)
			data = data[:2] + strings.Repeat(long, 20) + data[2:]
			data += strings.Repeat("trailer", 10)
		case 3:
			name, data = fmt.Sprintf("f%03d.gif", i), string(gifFile(t, i))
		}
		files[name] = data
		write(t, dir, name, []byte(data))
	}
	return files
}

// TestKilled kills runs at random moments. Whatever the moment, every file is the old
// one or the new one; the same command finishes the work; undo brings all back.
func TestKilled(t *testing.T) {
	rounds, files := 40, 80
	if testing.Short() {
		rounds, files = 4, 40
	}
	for _, inPlace := range []bool{false, true} {
		t.Run(fmt.Sprintf("in place %v", inPlace), func(t *testing.T) {
			dir, whole := t.TempDir(), t.TempDir()
			old := manyFiles(t, dir, files)
			manyFiles(t, whole, files)
			undisturbed := time.Now()
			child(t, whole, inPlace, 0)
			took := time.Since(undisturbed)
			for round := range rounds {
				child(t, dir, inPlace, time.Duration(rand.Int64N(int64(took))))
				if !inPlace { // in place, a file may need what the next run does first
					oldOrNew(t, dir, whole, old, round)
				}
				if round%8 == 7 {
					for _, r := range undo(t, dir) {
						if r.Status != stamp.Restored && r.Status != stamp.Unchanged {
							t.Fatalf("round %d: undo: %+v", round, r)
						}
					}
					sameFiles(t, dir, old)
				}
			}
			child(t, dir, inPlace, 0)
			for name := range old {
				if read(t, filepath.Join(dir, name)) != read(t, filepath.Join(whole, name)) {
					t.Errorf("%s is not what an undisturbed run makes of it", name)
				}
			}
			undo(t, dir)
			sameFiles(t, dir, old)
			noLitter(t, dir, old)
		})
	}
}

// child stamps in another process, and kills it after a while unless that is 0.
func child(t *testing.T, dir string, inPlace bool, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), killFolder+"="+dir)
	if inPlace {
		cmd.Env = append(cmd.Env, killInPlace+"=yes")
	}
	if after == 0 {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func oldOrNew(t *testing.T, dir, whole string, old map[string]string, round int) {
	t.Helper()
	for name, data := range old {
		if now := read(t, filepath.Join(dir, name)); now != data && now != read(t, filepath.Join(whole, name)) {
			t.Fatalf("round %d: %s is neither the old file nor the new one", round, name)
		}
	}
}

func sameFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		if read(t, filepath.Join(dir, name)) != data {
			t.Fatalf("%s is not the original", name)
		}
	}
}

// noLitter checks that nothing is in a folder but the files.
func noLitter(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		if _, known := files[filepath.ToSlash(rel)]; !d.IsDir() && !known {
			t.Errorf("%s was left", rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
