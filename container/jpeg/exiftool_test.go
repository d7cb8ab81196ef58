package jpeg_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// report is what ExifTool says of a file.
type report struct {
	packets  []string // with extensions
	warnings []string
}

// ask asks ExifTool about all files of a folder, by name.
func ask(t *testing.T, folder string) map[string]report {
	t.Helper()
	c := exec.Command("exiftool", "-j", "-b", "-a", "-G4", "-XMP", "-warning", "-error", "-validate", folder)
	out, _ := c.Output() // it fails where one file does
	var all []map[string]any
	if err := json.Unmarshal(out, &all); err != nil {
		t.Fatalf("exiftool: %v: %.500s", err, out)
	}
	reports := map[string]report{}
	for _, tags := range all {
		var r report
		for name, value := range tags {
			switch _, tag, found := strings.Cut(name, ":"); {
			case name == "XMP" || found && tag == "XMP":
				r.packets = append(r.packets, decoded(t, fmt.Sprint(value)))
			case strings.HasSuffix(name, "Warning"), strings.HasSuffix(name, "Error"):
				r.warnings = append(r.warnings, fmt.Sprint(value))
			}
		}
		slices.Sort(r.packets)
		reports[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = r
	}
	return reports
}

// decoded undoes what ExifTool does to values that JSON cannot hold.
func decoded(t *testing.T, value string) string {
	b, ok := strings.CutPrefix(value, "base64:")
	if !ok {
		return value
	}
	raw, err := base64.StdEncoding.DecodeString(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestExifTool checks our files by ExifTool: it reads the packets that we read, before
// and after, and warns of nothing it did not warn of before.
func TestExifTool(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("SKIPPED: no exiftool on PATH: apt-get install libimage-exiftool-perl")
	}
	before := map[string][]byte{}
	for i, p := range plans {
		before[fmt.Sprintf("plan%d.jpg", i)] = []byte(p.before)
	}
	if os.Getenv("CONTAINER_CORPUS") != "" {
		for i, path := range corpus(t) {
			data, err := os.ReadFile(path)
			if err == nil && jpeg.Format.Sniff(data[:min(len(data), 64)]) {
				before[fmt.Sprintf("%d-%s", i, filepath.Base(path))] = data
			}
		}
	}
	one, two := t.TempDir(), t.TempDir()
	for name, data := range before {
		out, refused := put(t, data, fresh)
		if refused != "" || !bytes.Contains(data, []byte("\xFF\xDA")) { // ExifTool needs a scan
			delete(before, name)
			continue
		}
		write(t, filepath.Join(one, name), data)
		write(t, filepath.Join(two, name), out)
	}
	old := regexp.MustCompile(`Skipped unknown \d+ bytes`) // the segment before is another
	was, is := ask(t, one), ask(t, two)
	for name, data := range before {
		_, s := scan(t, data)
		odd := slices.ContainsFunc(s.Problems, func(p container.Problem) bool { return strings.HasPrefix(p.Code, "jpeg-xmp") })
		if ours := packets(s); !odd && !slices.Equal(was[name].packets, ours) {
			t.Errorf("%s: had %.80q, and we read %.80q", name, was[name].packets, ours)
		}
		if !slices.Contains(is[name].packets, fresh) || len(is[name].packets) != 1 {
			t.Errorf("%s: reads %.80q", name, is[name].packets)
		}
		for _, w := range is[name].warnings {
			if !slices.Contains(was[name].warnings, w) && !old.MatchString(w) {
				t.Errorf("%s: warns anew: %s", name, w)
			}
		}
	}
	t.Logf("%d files", len(before))
}

// packets gives the packets of a scan, with extensions.
func packets(s *container.Scan) (all []string) {
	for _, b := range s.Blocks {
		if b.Kind == container.XMP || b.Kind == container.ExtendedXMP && b.Data != nil {
			all = append(all, string(b.Data))
		}
	}
	slices.Sort(all)
	return all
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
