package iim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	stdjpeg "image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container/containertest"
	"github.com/proviso-signals/proviso/container/jpeg"
)

// names gives ExifTool's names of fields.
var names = map[uint8]string{
	40: "SpecialInstructions", 80: "By-line", 85: "By-lineTitle", 110: "Credit", 115: "Source", 116: "CopyrightNotice",
}

// TestExifTool sets random texts in random records and has ExifTool read them back:
// whatever is declared or not, it reads what was set, and warns of nothing new.
func TestExifTool(t *testing.T) {
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	type wanted struct{ tag, value string }
	want := map[string]wanted{}
	was, is := t.TempDir(), t.TempDir()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		data, value := layout(r), []string{"plain", "Grüße", "日本", "Ã©"}[r.IntN(4)]
		dataset := []uint8{40, 80, 85, 110, 115, 116}[r.IntN(6)]
		out, code := put(t, data, dataset, value)
		if code != "" {
			continue
		}
		file := fmt.Sprintf("%03d.jpg", seed)
		want[file] = wanted{names[dataset], value}
		write(t, filepath.Join(was, file), data)
		write(t, filepath.Join(is, file), out)
	}
	before, after := ask(t, was), ask(t, is)
	for file, w := range want {
		if got := fmt.Sprint(after[file]["IPTC:"+w.tag]); got != w.value {
			t.Errorf("%s: %s is %q, not %q", file, w.tag, got, w.value)
		}
		for tag, value := range after[file] {
			if strings.HasSuffix(tag, "Warning") && !slices.Contains(warnings(before[file]), fmt.Sprint(value)) {
				t.Errorf("%s: new warning: %v", file, value)
			}
		}
	}
	t.Logf("%d files", len(want))
}

func warnings(tags map[string]any) (all []string) {
	for _, v := range tags {
		all = append(all, fmt.Sprint(v))
	}
	return all
}

// write writes a picture with records.
func write(t *testing.T, path, data string) {
	t.Helper()
	var b bytes.Buffer
	if err := stdjpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	picture := b.String()
	if strings.HasPrefix(data, "\x1C") {
		s := containertest.Suite{Format: jpeg.Format}
		src, scan := s.Scan(t, picture)
		edits, err := jpeg.PutIIM(src, scan, []byte(data))
		if err != nil {
			t.Fatal(err)
		}
		picture = containertest.Apply(t, picture, edits)
	}
	if err := os.WriteFile(path, []byte(picture), 0o600); err != nil {
		t.Fatal(err)
	}
}

// ask gives what ExifTool reads from all files of a folder, by name. The names of tags
// begin with their groups, and "Copy1:" and so on where there are several.
func ask(t *testing.T, folder string) map[string]map[string]any {
	t.Helper()
	out, err := exec.Command("exiftool", "-j", "-a", "-G1:4", "-validate", "-warning", "-IPTC:all", folder).Output()
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
