package gif_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	stdgif "image/gif"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/gif"
)

// corpus gives the files of a folder of other people's images.
func corpus(t *testing.T) (paths []string) {
	t.Helper()
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(gif.Format.Extensions, strings.ToLower(filepath.Ext(path))) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// TestCorpus puts packets into real files: whatever is written must hold what it did,
// and show what it did.
func TestCorpus(t *testing.T) {
	written, damaged, foreign := 0, 0, 0
	refused, problems := map[string]int{}, map[string]int{}
	pairs := map[string][2]string{}
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !gif.Format.Sniff(data) {
			foreign++
			continue
		}
		_, s := scan(t, string(data))
		for _, p := range s.Problems {
			problems[p.Code]++
		}
		out, code := put(t, string(data), packet("short"))
		if code != "" {
			refused[code]++
			t.Logf("refused: %s: %s", path, code)
			continue
		}
		long, _ := put(t, out, packet(strings.Repeat("long ", 2000)))
		if !samePixels(data, []byte(out)) || !samePixels(data, []byte(long)) {
			damaged++
			t.Errorf("damaged: %s", path)
		}
		written++
		pairs[path] = [2]string{string(data), out}
	}
	t.Logf("written %d, refused %v, damaged %d, not GIF %d; problems %v", written, refused, damaged, foreign, problems)
	askExifTool(t, pairs)
}

// samePixels decodes all frames of both by the standard library.
func samePixels(before, after []byte) bool {
	a, errA := stdgif.DecodeAll(bytes.NewReader(before))
	b, errB := stdgif.DecodeAll(bytes.NewReader(after))
	if errA != nil || errB != nil {
		return fmt.Sprint(errA) == fmt.Sprint(errB)
	}
	return reflect.DeepEqual(a, b)
}

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string][2]string{}
	for _, l := range layouts {
		if out, code := put(t, l.file, packet("short")); code == "" {
			pairs[l.name] = [2]string{l.file, out}
		}
	}
	askExifTool(t, pairs)
}

// askExifTool has ExifTool read files as they were and as they are. The packet must be
// read, and there must be no new warning.
func askExifTool(t *testing.T, pairs map[string][2]string) {
	t.Helper()
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("SKIPPED: exiftool is not installed: apt-get install libimage-exiftool-perl")
	}
	names := make([]string, 0, len(pairs))
	folder := t.TempDir()
	for name, pair := range pairs {
		for i, data := range pair {
			path := filepath.Join(folder, fmt.Sprintf("%05d-%d.gif", len(names), i))
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, name)
	}
	read := exifTool(t, folder)
	for i, name := range names {
		old, now := read[fmt.Sprintf("%05d-0.gif", i)], read[fmt.Sprintf("%05d-1.gif", i)]
		if now.Source != "short" {
			t.Errorf("%s: ExifTool reads %q", name, now.Source)
		}
		for _, w := range now.Warning {
			if !slices.Contains(old.Warning, w) {
				t.Errorf("%s: new warning: %s", name, w)
			}
		}
	}
	t.Logf("ExifTool read %d files", len(read))
}

// report is what ExifTool says of a file.
type report struct {
	Source  string
	Warning []string
}

// exifTool asks about all files of a folder. The names of tags begin with "Copy1:" and
// so on where there are several.
func exifTool(t *testing.T, folder string) map[string]report {
	t.Helper()
	out, err := exec.Command("exiftool", "-j", "-a", "-G4", "-validate", "-warning", "-XMP-dc:Source", folder).Output()
	var files []map[string]any
	if jsonErr := json.Unmarshal(out, &files); jsonErr != nil {
		t.Fatalf("exiftool: %v, %v", err, jsonErr)
	}
	all := map[string]report{}
	for _, tags := range files {
		var r report
		for name, value := range tags {
			switch _, tag, _ := strings.Cut(":"+name, ":"); {
			case strings.HasSuffix(tag, "Warning"):
				r.Warning = append(r.Warning, fmt.Sprint(value))
			case strings.HasSuffix(tag, "Source"):
				r.Source += fmt.Sprint(value)
			}
		}
		all[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = r
	}
	return all
}
