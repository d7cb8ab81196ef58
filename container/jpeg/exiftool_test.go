package jpeg_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/containertest"
)

// moving are tags that change with every edit, or are made of others, and some warnings:
// one names the segment before stray bytes, which may be another after an edit; one comes
// when an IFD has more entries than the first, which an edit has put behind it.
var moving = regexp.MustCompile(`^(SourceFile|ExifTool:(ExifToolVersion|Validate)|System:.*|Composite:.*|[^ ]*(Offset|Start|MPImageLength)[^ ]*): ` +
	`|Skipped unknown \d+ bytes after JPEG \w+ segment|Short directory size for IFD`)

// seen are what ExifTool skips or not as it believes to have been at an address before.
// The pointer to interoperability leads to the first IFD in one file; in another an
// offset within FLIR's data is the same number as that of Photoshop's resources.
var seen = regexp.MustCompile(`pointer references previous|\bInteropIFD\b|^FLIR:RawThermal`)

// pairs are files as they were and as they are, in folders, by number. Grown are those
// where the old block got as much longer as the new one is, without having changed: some
// have structures that reach beyond their end, and find something there then.
type pairs struct {
	was, is, grown string
	paths          []string
}

func (p *pairs) add(t *testing.T, path string, c changed) {
	t.Helper()
	name := fmt.Sprintf("%05d.jpg", len(p.paths))
	for folder, data := range map[string]string{p.was: c.before, p.is: c.after, p.grown: c.grown} {
		if data == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.paths = append(p.paths, path)
}

// compare has ExifTool read files as they were and as they are.
func (p *pairs) compare(t *testing.T, kind container.Kind) {
	t.Helper()
	containertest.Tool(t, "exiftool", "apt-get install libimage-exiftool-perl")
	was, is, grown := ask(t, p.was), ask(t, p.is), ask(t, p.grown)
	for i, name := range p.paths {
		file := fmt.Sprintf("%05d.jpg", i)
		if len(was[file]) == 0 {
			continue // it reads nothing that has no scan
		}
		if !is[file][mine[kind].tag+": short"] {
			t.Errorf("%s: no %s", name, mine[kind].tag)
		}
		for line := range is[file] {
			// IIM under a rare signature it does not read; we write the usual one.
			if rare := kind == container.IIM && strings.HasPrefix(line, "IPTC:"); rare || was[file][line] || grown[file][line] {
				continue
			}
			if !ignored(kind, line) {
				t.Errorf("%s: now has %.200q", name, line)
			}
		}
		for line := range was[file] {
			if !is[file][line] && !ignored(kind, line) && !strings.Contains(line, "Warning: ") {
				t.Errorf("%s: no longer has %.200q", name, line)
			}
		}
	}
	t.Logf("ExifTool read %d files", len(is))
}

func ignored(kind container.Kind, line string) bool {
	return moving.MatchString(line) || seen.MatchString(line) || mine[kind].may.MatchString(line)
}

// copied is how ExifTool names a tag that is there more than once, or in a second block.
var copied = regexp.MustCompile(`^(IPTC)\d|:Copy\d+`)

// entry is a place in an IFD, which is another where an entry was put before.
var entryNumber = regexp.MustCompile(`entry \d+`)

// ask gives all tags of all files of a folder, by name, each as a line with its value.
func ask(t *testing.T, folder string) map[string]map[string]bool {
	t.Helper()
	out, _ := exec.Command("exiftool", "-j", "-a", "-G1:4", "-validate", "-warning", "-all", folder).Output() // it fails where one file does
	var files []map[string]any
	if err := json.Unmarshal(out, &files); err != nil && len(out) > 0 {
		t.Fatalf("exiftool: %v: %.500s", err, out)
	}
	all := map[string]map[string]bool{}
	for _, tags := range files {
		if tags["File:FileType"] == nil {
			continue
		}
		lines := map[string]bool{}
		for tag, value := range tags {
			line := copied.ReplaceAllString(tag, "$1") + ": " + fmt.Sprint(value)
			lines[entryNumber.ReplaceAllString(line, "entry")] = true
		}
		all[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = lines
	}
	return all
}
