package report_test

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

var update = flag.Bool("update", false, "rewrite expected output")

func TestGolden(t *testing.T) {
	for _, name := range []string{"sample.json", "sample.csv", "sample.html"} {
		got, _ := write(t, name, sampleRun(), sample(), ended, nil)
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(read(t, golden), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestTotals: what is counted by status adds up to the files, and what is counted by
// word to those that were read. All forms count the same.
func TestTotals(t *testing.T) {
	var first report.Totals
	for i, name := range []string{"a.json", "a.csv", "a.html", "a.HTM"} {
		_, totals := write(t, name, sampleRun(), sample(), ended, nil)
		sum := 0
		for _, s := range stamp.Statuses() {
			sum += totals.Status[s]
		}
		if sum != totals.Files || totals.Files != len(sample()) {
			t.Errorf("%s: %d by status, %d files", name, sum, totals.Files)
		}
		for u := range totals.Before {
			before, after := 0, 0
			for w := range totals.Before[u] {
				before, after = before+totals.Before[u][w], after+totals.After[u][w]
			}
			if before != totals.Read || after != totals.Read {
				t.Errorf("%s: %d before, %d after, %d read", name, before, after, totals.Read)
			}
		}
		if i == 0 {
			first = totals
		} else if !totals.Equal(first) {
			t.Errorf("%s: %+v, want %+v", name, totals, first)
		}
	}
	if first.Written != 3 || first.Attention() != 5 || first.Read != 8 {
		t.Errorf("%+v", first)
	}
}

// file is what these tests look at in a JSON report.
type file struct {
	Path, Status, Words, How string
	Written                  bool
	Before, After            map[string]struct{ Outcome string }
	SizeAfter                int64  `json:"size_after"`
	SHA256After              string `json:"sha256_after"`
}

type whole struct {
	Schema     string
	Complete   bool
	Incomplete string
	Totals     struct {
		Files  int
		Status map[string]int
	}
	Files []file
}

func decode(t *testing.T, text string) (w whole) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return w
}

// TestPlansAreNotDeeds: a file that stayed as it was says what it did.
func TestPlansAreNotDeeds(t *testing.T) {
	text, _ := write(t, "a.json", sampleRun(), sample(), ended, nil)
	for _, f := range decode(t, text).Files {
		switch f.Path {
		case "scans/map.tif", "scans/chart.jpg", "photos/2020/kelp.webp":
			if f.Written || f.SizeAfter != 0 || f.SHA256After != "" || f.After["train-ai"] != f.Before["train-ai"] {
				t.Errorf("%+v", f)
			}
		case "scans/plan.tif", "scans/readme.tif":
			if f.Before != nil || f.After != nil {
				t.Errorf("%s was not read: %+v", f.Path, f)
			}
		}
	}
	run := sampleRun()
	run.DryRun = true
	text, totals := write(t, "a.json", run, sample(), ended, nil)
	if f := decode(t, text).Files[0]; f.Written || f.Words != "would be stamped" || f.After["train-ai"].Outcome != "conditional" || totals.Written != 0 {
		t.Errorf("dry run: %+v, %+v", f, totals)
	}
	run = report.Run{Undo: true}
	text, totals = write(t, "a.json", run, []*stamp.Result{
		{Path: "a", Status: stamp.Restored, How: "replace", SizeBefore: 20, SizeAfter: 10, SHA256After: digest("9f86")},
		{Path: "b", Status: stamp.Failed, How: "replace", SizeBefore: 20, SizeAfter: 10, SHA256After: digest("9f86")},
	}, ended, nil)
	files := decode(t, text).Files
	if !files[0].Written || files[1].Written || files[1].How != "" || files[1].SHA256After != "" || files[0].Before != nil || totals.Written != 1 {
		t.Errorf("undo: %+v", files)
	}
}

func TestInterrupted(t *testing.T) {
	few := sample()[:4]
	for err, words := range map[error]string{context.Canceled: "interrupted", errors.New("disk full"): "disk full"} {
		text, totals := write(t, "a.json", sampleRun(), few, ended, err)
		if w := decode(t, text); w.Complete || !strings.Contains(w.Incomplete, words) || len(w.Files) != 4 || totals.Files != 4 {
			t.Errorf("%+v", w)
		}
		text, _ = write(t, "a.csv", sampleRun(), few, ended, err)
		lines, csvErr := csv.NewReader(strings.NewReader(text)).ReadAll()
		if csvErr != nil || len(lines) != 6 || lines[5][3] != "incomplete" || !strings.Contains(text, words) {
			t.Errorf("%v, %s", csvErr, text)
		}
		text, _ = write(t, "a.html", sampleRun(), few, ended, err)
		if !strings.Contains(text, "<strong>Incomplete.</strong>") || !strings.Contains(text, words) || !strings.HasSuffix(text, "</html>\n") {
			t.Error("the page does not say that it is incomplete")
		}
	}
}

// TestKilled: a report that is never closed is valid, and says that it is incomplete.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	r, err := report.New(path, sampleRun())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(sample()[0]); err != nil {
		t.Fatal(err)
	}
	if w := decode(t, read(t, path)); w.Complete || !strings.Contains(w.Incomplete, ".rows") {
		t.Errorf("%+v", w)
	}
	if _, err := r.Close(ended, nil); err != nil {
		t.Fatal(err)
	}
	text := read(t, path)
	sum := sha256.Sum256([]byte(text))
	if w := decode(t, text); !w.Complete || w.Schema != report.Schema || r.SHA256() != hex.EncodeToString(sum[:]) {
		t.Errorf("%+v", w)
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"report", "report.txt", "report.json.gz", "missing/report.json"} {
		if _, err := report.New(filepath.Join(dir, name), report.Run{}); err == nil {
			t.Errorf("%s was taken", name)
		} else if !strings.Contains(name, "/") && !strings.Contains(err.Error(), ".csv, .json, .html") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("left: %v", entries)
	}
	r, err := report.New(filepath.Join(dir, "a.json"), report.Run{})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(&stamp.Result{Path: "a", Status: "lost"}); err == nil {
		t.Error("a status that nobody knows was taken")
	}
	if totals, err := r.Close(time.Time{}, nil); err != nil || totals.Files != 0 {
		t.Errorf("%+v, %v", totals, err)
	}
}
