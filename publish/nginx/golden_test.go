package nginx_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite expected output")

// TestGolden writes into configurations of the shapes that are found in the wild. A file has
// the declaration, the configuration, and under want/ what becomes of it and what is told. It
// may name the entry.
func TestGolden(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	if len(names) == 0 {
		t.Fatal("there are none")
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { golden(t, name) })
	}
}

func golden(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	entry := "nginx.conf"
	if _, after, found := strings.Cut(string(a.Comment), "entry: "); found {
		entry = strings.TrimSpace(after)
	}
	files := map[string][]byte{}
	declared, given, want := "", a.Files[:0:0], map[string]string{}
	for _, f := range a.Files {
		if rest, expected := strings.CutPrefix(f.Name, "want/"); expected {
			want[rest] = string(f.Data)
			continue
		}
		given = append(given, f)
		if f.Name == "proviso.toml" {
			declared = string(f.Data)
		} else {
			files[f.Name] = f.Data
		}
	}
	s := sayingOf(t, declared)
	s.DocumentURL = "https://museum.example/.well-known/proviso.json"
	_, out := invariants(t, files, entry, s)
	got := map[string]string{"told": ""}
	for _, f := range out.Files {
		got[f.Path] = string(f.New)
	}
	var told strings.Builder
	for _, p := range out.Problems {
		fmt.Fprintf(&told, "%s %s %s %s\n", p.Where, p.Severity, p.Code, p.Hint)
		if p.Mend != "" {
			fmt.Fprintf(&told, "\t%s\n", p.Mend)
		}
	}
	for _, step := range out.Steps {
		fmt.Fprintf(&told, "step %s\n", step)
	}
	got["told"] = told.String()
	if *update {
		a.Files = given
		for _, f := range out.Files {
			a.Files = append(a.Files, txtar.File{Name: "want/" + f.Path, Data: f.New})
		}
		a.Files = append(a.Files, txtar.File{Name: "want/told", Data: []byte(got["told"])})
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
