package survival_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/survival"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// head and tail are what is around the metadata of a JPEG of 16 by 8 pixels.
const (
	head = "\xff\xd8"
	tail = "\xff\xc0\x00\x0b\x08\x00\x08\x00\x10\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xaa\xaa\xff\xd9"
)

// TestGolden: the JSON form, byte for byte.
func TestGolden(t *testing.T) {
	// Bytes written out, so that no encoder's change changes the golden file.
	original := with(t, []byte(head+tail), []byte(element), exifOf(notice+" | "+link), iimOf(t, notice))
	delivered := with(t, []byte(head+strings.Replace(tail, "\xaa\xaa", "\xab\xab", 1)), nil, exifOf(notice), nil)
	r, err := survival.Compare(carrier.Question{}, file("photo.jpg", original), fetched("https://cdn.example/photo", "image/jpeg", delivered, `train-ai=n;exceptions="https://harbour.example/terms", search=y`))
	if err != nil {
		t.Fatal(err)
	}
	line := r.AppendJSON(nil)
	if bytes.ContainsRune(line, '\n') || !bytes.Equal(line, r.AppendJSON(nil)) {
		t.Error("the report is not one line, always the same")
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, line, "", " "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	path := filepath.Join("testdata", "report.json")
	if *update {
		if err := os.WriteFile(path, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(pretty.Bytes(), want) {
		t.Errorf("got\n%s", pretty.Bytes())
	}
}

// TestPage: every member of the JSON form, and every code, is in docs/survival.md.
func TestPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "survival.md"))
	if err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadFile(filepath.Join("testdata", "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var form map[string]any
	if err := json.Unmarshal(golden, &form); err != nil {
		t.Fatal(err)
	}
	for _, word := range slices.Concat(members(form), survival.Causes(), survival.Advices()) {
		if !bytes.Contains(page, []byte("`"+word+"`")) {
			t.Errorf("docs/survival.md does not have `%s`", word)
		}
	}
}

// members are the names in the outer object.
func members(form map[string]any) (list []string) {
	for name := range form {
		list = append(list, name)
	}
	return list
}
