package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/chooser"
)

// TestInitAsks: somebody at a terminal is asked one question at a time, a wrong answer is
// asked again, and after each use there is a preview.
func TestInitAsks(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"hugo.toml": "title = 'x'\n", "netlify.toml": "[build]\n", "static/photos/tide.jpg": "x", "index.html": `<!doctype html><html lang="de">`,
	} {
		writeText(t, filepath.Join(folder, filepath.FromSlash(name)), text)
	}
	answers := []string{"7", "1", "Harbour Light", "https://harbour.example/x", "m", "4", "3", "", "", "", "", "none"}
	var out bytes.Buffer
	k := &choosing{streams: streams{nil, &out, &out}, interactive: true, lines: bufio.NewReader(strings.NewReader(strings.Join(answers, "\n") + "\n"))}
	cmd := newInit(k.streams)
	c := &chooser.Choice{}
	found := look(c, folder)
	found.show(&out)
	if err := k.choose(cmd, c, found); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{
		"made with Hugo (hugo.toml is there); files for the site go into static/",
		"at Netlify (netlify.toml is there)", "image files in static/photos/",
		"✗ it is one of photographer, archive, publisher, developer",
		"m  more", "yes, if their AI is open",
		"people read    AI companies are told: you may train on this; do not use it in AI answers.",
		"machines read  Content-Usage: train-ai=y, ai-use=n, search=y",
	} {
		if flat := regexp.MustCompile(`\s+`).ReplaceAllString(out.String(), " "); !strings.Contains(flat, regexp.MustCompile(`\s+`).ReplaceAllString(want, " ")) {
			t.Errorf("nothing of %q in\n%s", want, out.String())
		}
	}
	d, problems := declare.Parse(c.File())
	if d == nil {
		t.Fatal(problems)
	}
	if d.Party.Domain != "harbour.example" || d.Publication.Host != "netlify" || d.Publication.Public != "static" || d.Publication.Stamp || d.Collections[0].Languages[0] != "de" {
		t.Errorf("%s", c.File())
	}
}

// TestInitNeedsAnswers: when there are no more, nothing is written.
func TestInitNeedsAnswers(t *testing.T) {
	var out bytes.Buffer
	k := &choosing{streams: streams{nil, &out, &out}, interactive: true, lines: bufio.NewReader(strings.NewReader("1\n"))}
	if err := k.choose(newInit(k.streams), &chooser.Choice{}, &surroundings{}); err == nil || !strings.Contains(err.Error(), "nothing was written") {
		t.Error(err)
	}
}

// TestReadKey: keys as OpenSSL writes them, and what is none.
func TestReadKey(t *testing.T) {
	folder := t.TempDir()
	good := filepath.Join(folder, "key.pem")
	writeText(t, good, "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n") // RFC 8037 appendix A.1
	if key, err := readKey(good); err != nil || len(key) != 64 {
		t.Error(err)
	}
	bad := filepath.Join(folder, "bad.pem")
	writeText(t, bad, "no key\n")
	for _, name := range []string{bad, filepath.Join(folder, "none")} {
		if _, err := readKey(name); err == nil {
			t.Errorf("%s is a key", name)
		}
	}
	if _, err := os.Stat(good); err != nil {
		t.Error(err)
	}
}
