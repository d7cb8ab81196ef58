package containertest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Tool finds another program and skips loudly without it; install says how to get it.
func Tool(t *testing.T, name, install string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("SKIPPED: %s is not installed: %s", name, install)
	}
	return path
}

// ExifTool has ExifTool read files as they were and as they are, by name. The packet
// that [Packet] made of "short" must be read, and there must be no new warning.
func (s Suite) ExifTool(t *testing.T, pairs map[string]Pair) {
	t.Helper()
	Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	if len(pairs) == 0 {
		return
	}
	names := make([]string, 0, len(pairs))
	folder := t.TempDir()
	for name, pair := range pairs {
		for i, data := range []string{pair.Before, pair.After} {
			path := filepath.Join(folder, fmt.Sprintf("%05d-%d%s", len(names), i, s.Format.Extensions[0]))
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, name)
	}
	read := readAll(t, folder)
	for i, name := range names {
		old := read[fmt.Sprintf("%05d-0%s", i, s.Format.Extensions[0])]
		now := read[fmt.Sprintf("%05d-1%s", i, s.Format.Extensions[0])]
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

// readAll asks about all files of a folder. The names of tags begin with "Copy1:" and
// so on where there are several.
func readAll(t *testing.T, folder string) map[string]report {
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
