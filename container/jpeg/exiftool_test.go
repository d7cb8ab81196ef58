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

// moving are tags that change with every edit, or are made of others, and a warning that
// names the segment before stray bytes, which may be another after an edit.
var moving = regexp.MustCompile(`^(SourceFile|ExifTool:(ExifToolVersion|Validate)|System:.*|Composite:.*|[^ ]*(Offset|Start|Offsets)[^ ]*): ` +
	`|Skipped unknown \d+ bytes after JPEG \w+ segment`)

// pairs are files as they were and as they are, in folders, by number.
type pairs struct {
	was, is string
	paths   []string
}

func (p *pairs) add(t *testing.T, path, before, after string) {
	t.Helper()
	name := fmt.Sprintf("%05d.jpg", len(p.paths))
	for folder, data := range map[string]string{p.was: before, p.is: after} {
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
	was, is := ask(t, p.was), ask(t, p.is)
	for i, name := range p.paths {
		file := fmt.Sprintf("%05d.jpg", i)
		if len(was[file]) == 0 {
			continue // it reads nothing that has no scan
		}
		if !is[file][mine[kind].tag+": short"] {
			t.Errorf("%s: no %s", name, mine[kind].tag)
		}
		for line := range is[file] {
			if !was[file][line] && !ignored(kind, line) {
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
	return moving.MatchString(line) || mine[kind].may.MatchString(line)
}

// copied is how ExifTool names a tag that is there more than once.
var copied = regexp.MustCompile(`:Copy\d+:`)

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
			lines[copied.ReplaceAllString(tag, ":")+": "+fmt.Sprint(value)] = true
		}
		all[filepath.Base(fmt.Sprint(tags["SourceFile"]))] = lines
	}
	return all
}
