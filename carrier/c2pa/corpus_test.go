package c2pa_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// report is what a C2PA tool reports of a file, as far as it is compared.
type report struct {
	Active    string `json:"active_manifest"`
	State     string `json:"validation_state"`
	Manifests map[string]struct {
		Assertions []struct {
			Label string
			Data  json.RawMessage
		}
	}
}

// TestCorpus reads the images in a folder, and compares what is found with reports of a
// C2PA tool, where these stand beside the files as FILE.json: every entry of the active
// manifest is evidence or a problem. That something invalid permits something is counted
// only: signatures and bindings are not checked here.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("C2PA_CORPUS")
	if folder == "" {
		t.Skip("SKIPPED: the manifests of a corpus are not read; set C2PA_CORPUS to a folder with C2PA images, such as github.com/c2pa-org/public-testfiles")
	}
	count, words := map[string]int{}, map[string]int{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, ".json") {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		count["files"]++
		a := []*carrier.Artifact{{Kind: carrier.File, Source: name, Body: body}}
		image := carrier.ImageOf(a[0])
		if image == nil {
			return nil
		}
		count["images"]++
		for i := range image.Scan.Blocks {
			if image.Scan.Blocks[i].Kind.String() == "c2pa" {
				count["stores"]++
			}
		}
		r := read(a)
		if len(r.Evidence) > 0 {
			count["speaking"]++
		}
		count["statements"] += len(r.Evidence)
		if said(r) != "" {
			short, _ := filepath.Rel(folder, name)
			t.Logf("%s: %s", short, said(r))
		}
		for _, w := range strings.Fields(said(r)) {
			words[w]++
		}
		compare(t, name, r, count)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []map[string]int{count, words} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			t.Logf("%s: %d", k, m[k])
		}
	}
}

func compare(t *testing.T, name string, r carrier.Reading, count map[string]int) {
	var known report
	beside, err := os.ReadFile(name + ".json")
	if err != nil || json.Unmarshal(beside, &known) != nil {
		return
	}
	count["reports"]++
	told, hints := map[string]bool{}, ""
	for _, e := range r.Evidence {
		key, _, _ := strings.Cut(e.Raw, ":")
		told[key] = true
		for _, o := range e.Outcomes {
			if o.Word() == proviso.Allow && known.State == "Invalid" {
				count["permit though invalid"]++
			}
		}
	}
	for _, p := range r.Problems {
		hints += p.Hint
	}
	for _, a := range known.Manifests[known.Active].Assertions {
		if !strings.Contains(a.Label, "training-mining") {
			continue
		}
		count["assertions in reports"]++
		var wrapped struct{ Entries map[string]json.RawMessage }
		if json.Unmarshal(a.Data, &wrapped) != nil || wrapped.Entries == nil {
			_ = json.Unmarshal(a.Data, &wrapped.Entries)
		}
		for key := range wrapped.Entries {
			count["entries in reports"]++
			if !told[key] && !strings.Contains(hints, key) {
				t.Errorf("%s: %s is not told", name, key)
			}
		}
	}
}
