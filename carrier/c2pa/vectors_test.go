package c2pa_test

import (
	"bytes"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var write = flag.Bool("write", false, "write the vectors with manifest stores anew: go test ./carrier/c2pa -run Vectors -write")

const folder = "../../vectors/c2pa"

// vector is a conformance vector whose body holds a manifest store, which nobody could
// write by hand.
type vector struct {
	name, checks, source string
	proposal             bool
	old                  bool   // of C2PA 1.4
	headers              string // lines
	title                string // of the drawing: what the store says
	store                maker
	body                 string // instead of a store
	expect               string // lines, without access
}

func (v vector) String() string {
	var b strings.Builder
	line := func(words ...string) { b.WriteString(strings.Join(words, "") + "\n") }
	line("checks: ", v.checks)
	line("source: ", v.source)
	if v.old {
		line("spec: C2PA 1.4")
	} else {
		line("spec: CAWG Training and Data Mining 1.1")
	}
	if v.proposal {
		line("status: proposal")
	}
	line("url: https://example.com/drawing.svg")
	if v.headers != "" {
		line("-- headers --\n", strings.TrimSpace(v.headers))
	}
	line("-- body image/svg+xml --")
	body := v.body
	if v.store != nil {
		body = v.store.drawing(v.title)
	}
	line(strings.TrimSuffix(body, "\n"))
	line("-- expect --\naccess: unknown")
	if v.expect != "" {
		line(strings.TrimSpace(v.expect))
	}
	return b.String()
}

// TestVectors holds the files to what the builder makes, so that what the stores of the
// vectors say can be looked up here.
func TestVectors(t *testing.T) {
	var names []string
	for _, v := range slices.Concat(entries, assertions, seals, places) {
		file := filepath.Join(folder, v.name+".txtar")
		names = append(names, v.name+".txtar")
		if *write {
			if err := os.WriteFile(file, []byte(v.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != v.String() {
			t.Errorf("%s is not what is built here (%v): write it anew", file, err)
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(names, f.Name()) {
			t.Errorf("%s is not built here", f.Name())
		}
	}
}

// TestDrawings writes the drawings of the vectors into a folder, for another C2PA tool to
// look at.
func TestDrawings(t *testing.T) {
	into := os.Getenv("C2PA_DRAWINGS")
	if into == "" {
		t.Skip("SKIPPED: the drawings of the vectors are not written; set C2PA_DRAWINGS to a folder for them")
	}
	for _, v := range slices.Concat(entries, assertions, seals, places) {
		body := v.body
		if v.store != nil {
			body = v.store.drawing(v.title)
		}
		if err := os.WriteFile(filepath.Join(into, v.name+".svg"), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// changed replaces a text in a box by another of the same length.
func changed(from, to string) func(string) string {
	return func(box string) string {
		if len(from) != len(to) || !strings.Contains(box, from) {
			panic("cannot replace " + from)
		}
		return strings.Replace(box, from, to, 1)
	}
}

// blotted replaces what a box holds by zeros in a box of their own, as a redaction does
// (C2PA 2.2 section 6.8).
func blotted(old string) string {
	content := strings.Index(old, "cbor\xA1") - 4
	description := old[8:content]
	return box("jumb", description, box("uuid", "\xCA\xA9\x8E\xEE\x9D\x4D\xF8\x0E\x86\xAD\x4D\xFF\xCA\x26\x39\x73", "\x00\x00\x00\x00"))
}

// removed takes a box away.
func removed(string) string { return "" }

// twice is a drawing with two stores.
func twice(a, b maker) string {
	again := `</c2pa:manifest><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">` + base64.StdEncoding.EncodeToString([]byte(b.bare()))
	return strings.Replace(embed(a.bare()), "</c2pa:manifest>", again+"</c2pa:manifest>", 1)
}

// cut takes the end off a store.
func cut(m maker, most int) string { return embed(m.bare()[:most]) }

func replaced(m maker, from, to string) string {
	store := []byte(m.bare())
	if !bytes.Contains(store, []byte(from)) {
		panic("no " + from)
	}
	return embed(string(bytes.Replace(store, []byte(from), []byte(to), 1)))
}
