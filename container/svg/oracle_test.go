package svg_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	format "github.com/proviso-signals/proviso/container/svg"
)

// corpus gives the files of a folder of other people's images.
func corpus(t *testing.T) (paths []string) {
	t.Helper()
	root := os.Getenv("CONTAINER_CORPUS")
	if root == "" {
		t.Skip("SKIPPED: set CONTAINER_CORPUS to a folder of images, such as t/images of github.com/exiftool/exiftool")
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(format.Format.Extensions, strings.ToLower(filepath.Ext(path))) {
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
// and show what it did. Files that are compressed are inflated first.
func TestCorpus(t *testing.T) {
	written, damaged, foreign := 0, 0, 0
	refused, problems := map[string]int{}, map[string]int{}
	pairs := map[string][2]string{}
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data = plain(data)
		if !format.Format.Sniff(data[:min(len(data), container.SniffLen)]) || !readable(t, data) {
			foreign++
			t.Logf("not SVG: %s", path)
			continue
		}
		_, s := scan(t, string(data))
		for _, p := range s.Problems {
			problems[p.Code]++
		}
		out, code := put(t, string(data), rdf("short"))
		if code != "" {
			refused[code]++
			t.Logf("refused: %s: %s", path, code)
			continue
		}
		put(t, out, begin+xmpmeta(strings.Repeat("long ", 2000))+end)
		if !samePicture(t, data, []byte(out)) || wellFormed(string(data)) != wellFormed(out) {
			damaged++
			t.Errorf("damaged: %s", path)
		}
		written++
		pairs[path] = [2]string{string(data), out}
	}
	t.Logf("written %d, refused %v, damaged %d, not SVG %d; problems %v", written, refused, damaged, foreign, problems)
	askExifTool(t, pairs)
}

// plain inflates what is compressed.
func plain(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return data
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return data
	}
	return text
}

// samePicture renders both.
func samePicture(t *testing.T, before, after []byte) bool {
	t.Helper()
	if _, err := exec.LookPath("rsvg-convert"); err != nil {
		t.Skip("SKIPPED: rsvg-convert is not installed: apt-get install librsvg2-bin")
	}
	a, errA := render(before)
	b, errB := render(after)
	return (errA == nil) == (errB == nil) && bytes.Equal(a, b)
}

func render(data []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, "rsvg-convert", "--width", "128", "--keep-aspect-ratio")
	c.Stdin = bytes.NewReader(data)
	return c.Output()
}

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string][2]string{}
	for _, l := range layouts {
		outside := strings.Contains(l.problems, "svg-xmp-place") // where ExifTool does not look
		if out, code := put(t, l.file, rdf("short")); code == "" && !outside {
			pairs[l.name] = [2]string{l.file, out}
		}
	}
	askExifTool(t, pairs)
}

// askExifTool has ExifTool read files as they were and as they are. The packet must be
// read, and there must be no new warning. It is RDF without a wrapper: with an XML
// declaration, ExifTool takes a file with x:xmpmeta near its start for a packet of its
// own, and reads neither.
func askExifTool(t *testing.T, pairs map[string][2]string) {
	t.Helper()
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("SKIPPED: exiftool is not installed: apt-get install libimage-exiftool-perl")
	}
	names := make([]string, 0, len(pairs))
	folder := t.TempDir()
	for name, pair := range pairs {
		for i, data := range pair {
			path := filepath.Join(folder, fmt.Sprintf("%05d-%d.svg", len(names), i))
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, name)
	}
	read, unknown := exifTool(t, folder), 0
	for i, name := range names {
		old, now := read[fmt.Sprintf("%05d-0.svg", i)], read[fmt.Sprintf("%05d-1.svg", i)]
		if now.FileType != "SVG" {
			unknown++ // what comes before the root is too long for it, or in its way
			continue
		}
		if !strings.Contains(now.Source, "short") {
			t.Errorf("%s: ExifTool reads %q", name, now.Source)
		}
		for _, w := range now.Warning {
			// Without an XML declaration, this is said of all RDF and every circle.
			if !strings.HasPrefix(w, "Improperly enclosed XMP property") && !slices.Contains(old.Warning, w) {
				t.Errorf("%s: new warning: %s", name, w)
			}
		}
	}
	t.Logf("ExifTool read %d files; of %d pairs it took %d not for SVG", len(read), len(names), unknown)
}

// report is what ExifTool says of a file.
type report struct {
	FileType, Source string
	Warning          []string
}

// exifTool asks about all files of a folder. The names of tags begin with "Copy1:" and
// so on where there are several.
func exifTool(t *testing.T, folder string) map[string]report {
	t.Helper()
	out, err := exec.Command("exiftool", "-j", "-a", "-G4", "-validate", "-warning", "-FileType", "-XMP-dc:Source", folder).Output()
	var files []map[string]any
	if jsonErr := json.Unmarshal(out, &files); jsonErr != nil {
		t.Fatalf("exiftool: %v, %v", err, jsonErr)
	}
	all := map[string]report{}
	for _, tags := range files {
		var r report
		for name, value := range tags {
			switch tag := name[strings.LastIndexByte(name, ':')+1:]; {
			case strings.HasSuffix(tag, "Warning"):
				r.Warning = append(r.Warning, fmt.Sprint(value))
			case tag == "FileType":
				r.FileType = fmt.Sprint(value)
			case strings.HasSuffix(tag, "Source"):
				r.Source += fmt.Sprint(value)
			}
		}
		all[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = r
	}
	return all
}
