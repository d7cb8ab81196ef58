package c2pa_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/gif"
	"github.com/proviso-signals/proviso/container/jpeg"
	"github.com/proviso-signals/proviso/container/png"
	"github.com/proviso-signals/proviso/container/svg"
	"github.com/proviso-signals/proviso/internal/c2pa"
)

// report is what a C2PA tool reports of a file, as far as it is compared.
type report struct {
	Active    string `json:"active_manifest"`
	Manifests map[string]struct {
		Generator string `json:"claim_generator"`
		Products  []struct {
			Name, Version string
		} `json:"claim_generator_info"`
		Ingredients []json.RawMessage
		Assertions  []struct {
			Label    string
			Instance int // from 1 on, behind the first
			Data     json.RawMessage
		}
	}
}

// TestCorpus reads the manifest stores of the files in a folder and compares them
// with reports of a C2PA tool, where these stand beside the files as FILE.json, or
// under manifests/NAME/manifest_store.json.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("C2PA_CORPUS")
	if folder == "" {
		t.Skip("SKIPPED: the manifest stores of a corpus are not read; set C2PA_CORPUS to a folder with C2PA files, such as github.com/c2pa-org/public-testfiles")
	}
	files, stores, compared := 0, 0, 0
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		data := storeOf(t, name)
		if data == nil {
			return nil
		}
		stores++
		store, problems := c2pa.Read(data)
		checkStore(t, data, store, problems)
		short, _ := filepath.Rel(folder, name)
		t.Logf("%s: %s", short, summary(store, problems))
		if known := reportOf(t, name); known != nil {
			compared++
			compare(t, short, store, known)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d stores, %d compared with reports", files, stores, compared)
}

// storeOf gets the manifest store out of a file, nil where there is none.
func storeOf(t *testing.T, name string) []byte {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) == ".c2pa" {
		return data
	}
	for _, format := range []container.Format{jpeg.Format, png.Format, gif.Format, svg.Format} {
		if !format.Sniff(data[:min(len(data), container.SniffLen)]) {
			continue
		}
		scan, err := format.Scan(container.NewSource(bytes.NewReader(data), int64(len(data))))
		if err != nil {
			return nil
		}
		if b := scan.Find(container.C2PA); b != nil {
			return b.Data
		}
	}
	return nil
}

func reportOf(t *testing.T, name string) *report {
	base := filepath.Base(name)
	for _, beside := range []string{name + ".json", filepath.Join(filepath.Dir(name), "manifests",
		strings.TrimSuffix(base, filepath.Ext(base)), "manifest_store.json")} {
		if text, err := os.ReadFile(beside); err == nil {
			known := &report{}
			if err := json.Unmarshal(text, known); err != nil {
				t.Errorf("%s: %v", beside, err)
				return nil
			}
			return known
		}
	}
	return nil
}

// compare holds what was read to a report.
func compare(t *testing.T, name string, store *c2pa.Store, known *report) {
	active := store.Active()
	if active == nil {
		if known.Active != "" {
			t.Errorf("%s: no active manifest, want %s", name, known.Active)
		}
		return
	}
	want, ok := known.Manifests[known.Active]
	if !ok {
		t.Logf("%s: the report says nothing of the active manifest", name)
		return
	}
	if active.Label != known.Active || active.Generator != want.Generator || active.Ingredients != len(want.Ingredients) {
		t.Errorf("%s: active manifest %q by %q with %d ingredients, want %q by %q with %d", name,
			active.Label, active.Generator, active.Ingredients, known.Active, want.Generator, len(want.Ingredients))
	}
	var products []c2pa.Product
	for _, p := range want.Products {
		products = append(products, c2pa.Product{Name: p.Name, Version: p.Version})
	}
	if !slices.Equal(active.Products, products) {
		t.Errorf("%s: made by %v, want %v", name, active.Products, products)
	}
	reported := map[string]map[string]string{}
	for _, a := range want.Assertions {
		if strings.Contains(a.Label, "training-mining") {
			label := a.Label
			if a.Instance > 0 {
				label = fmt.Sprintf("%s__%d", label, a.Instance)
			}
			reported[label] = uses(t, a.Data)
		}
	}
	read := map[string]map[string]string{}
	for _, a := range active.Assertions {
		read[a.Label] = map[string]string{}
		for _, e := range a.Entries {
			read[a.Label][e.Key] = e.Use + " " + e.Info
		}
	}
	if diff := cmp.Diff(reported, read); diff != "" {
		t.Errorf("%s: entries (-reported +read):\n%s", name, diff)
	}
}

// uses gives the uses and conditions of an assertion by key.
func uses(t *testing.T, text json.RawMessage) map[string]string {
	type entries map[string]struct {
		Use  string
		Info string `json:"constraint_info"`
	}
	var wrapped struct{ Entries entries }
	if err := json.Unmarshal(text, &wrapped); err != nil {
		t.Error(err)
	}
	if wrapped.Entries == nil {
		if err := json.Unmarshal(text, &wrapped.Entries); err != nil {
			t.Error(err)
		}
	}
	all := map[string]string{}
	for key, e := range wrapped.Entries {
		all[key] = e.Use + " " + e.Info
	}
	return all
}
