package svg_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
	format "github.com/proviso-signals/proviso/container/svg"
)

// The suite's own oracles are not used: the packet they put has a wrapper. ExifTool takes
// a file with an XML declaration, and x:xmpmeta near its start, for a packet of its own,
// and reads neither. So RDF is put as it is.

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

// TestCorpus puts packets into real files, and into the same compressed: whatever is
// written must hold what it did, and show what it did.
func TestCorpus(t *testing.T) {
	written, zips, damaged, foreign := 0, 0, 0, 0
	refused, problems := map[string]int{}, map[string]int{}
	pairs := map[string]containertest.Pair{}
	for _, path := range corpus(t) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data := string(b)
		if !format.Format.Sniff(b[:min(len(b), container.SniffLen)]) || !readable(t, b) {
			foreign++
			t.Logf("not SVG: %s", path)
			continue
		}
		_, s := scan(t, data)
		for _, p := range s.Problems {
			problems[p.Code]++
		}
		out, code := put(t, data, rdf("short"))
		again := zipped(fName|fComment, plain(data))
		zip, zipCode := put(t, again, rdf("short"))
		if code != zipCode && zipCode != "svg-too-large" && !isGzip(data) {
			t.Errorf("%s: refused %q, and compressed %q", path, code, zipCode)
		}
		if code != "" {
			refused[code]++
			t.Logf("refused: %s: %s", path, code)
			continue
		}
		written++
		if zipCode == "" {
			zips++
		}
		put(t, out, begin+xmpmeta(strings.Repeat("long ", 2000))+end)
		if !samePicture(t, data, out) || zipCode == "" && !samePicture(t, again, zip) || wellFormed(plain(data)) != wellFormed(plain(out)) {
			damaged++
			t.Errorf("damaged: %s", path)
		}
		pairs[path] = containertest.Pair{Before: plain(data), After: plain(out)}
	}
	t.Logf("written %d, compressed as well %d, refused %v, damaged %d, not SVG %d; problems %v", written, zips, refused, damaged, foreign, problems)
	askExifTool(t, pairs)
}

// samePicture renders both.
func samePicture(t *testing.T, before, after string) bool {
	t.Helper()
	tool := containertest.Tool(t, "rsvg-convert", "apt-get install librsvg2-bin")
	a, errA := render(tool, before)
	b, errB := render(tool, after)
	return (errA == nil) == (errB == nil) && bytes.Equal(a, b)
}

func render(tool, data string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, tool, "--width", "128", "--keep-aspect-ratio")
	c.Stdin = strings.NewReader(data)
	return c.Output()
}

// TestExifTool has ExifTool read what was written into the layouts.
func TestExifTool(t *testing.T) {
	pairs := map[string]containertest.Pair{}
	for _, l := range layouts {
		outside := strings.Contains(l.problems, "svg-xmp-place") // where ExifTool does not look
		if out, code := put(t, l.file, rdf("short")); code == "" && !outside {
			pairs[l.name] = containertest.Pair{Before: plain(l.file), After: plain(out)}
		}
	}
	askExifTool(t, pairs)
}

// askExifTool has ExifTool read files as they were and as they are. The packet must be
// read, and there must be no new warning.
func askExifTool(t *testing.T, pairs map[string]containertest.Pair) {
	t.Helper()
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	names := make([]string, 0, len(pairs))
	folder := t.TempDir()
	for name, pair := range pairs {
		for i, data := range []string{pair.Before, pair.After} {
			path := filepath.Join(folder, fmt.Sprintf("%05d-%d.svg", len(names), i))
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, name)
	}
	read, unknown := exifTool(t, folder, "-validate", "-warning", "-FileType", "-XMP-dc:Source"), 0
	for i, name := range names {
		old, now := reportOf(read[fmt.Sprintf("%05d-0.svg", i)]), reportOf(read[fmt.Sprintf("%05d-1.svg", i)])
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

// reportOf sorts the tags of a file, of which the names begin with "Copy1:" and so on
// where there are several.
func reportOf(tags map[string]any) (r report) {
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
	return r
}

// exifTool asks for tags of all files of a folder.
func exifTool(t *testing.T, folder string, tags ...string) map[string]map[string]any {
	t.Helper()
	out, err := exec.Command("exiftool", append(tags, "-j", "-a", "-G4", folder)...).Output()
	var files []map[string]any
	if jsonErr := json.Unmarshal(out, &files); jsonErr != nil {
		t.Fatalf("exiftool: %v, %v", err, jsonErr)
	}
	all := map[string]map[string]any{}
	for _, tags := range files {
		all[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = tags
	}
	return all
}
