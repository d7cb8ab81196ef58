package report_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/stamp"
	"github.com/proviso-signals/proviso/stamp/report"
)

var (
	began = time.Date(2026, 3, 4, 9, 30, 0, 0, time.UTC)
	ended = began.Add(1234 * time.Millisecond)
)

func credit() proviso.Outcome {
	return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.Credit}))
}

// sampleRun is a run as a command line would tell of it.
func sampleRun() report.Run {
	return report.Run{Tool: "proviso 1.2 (0123456789ab)", Began: began, Signal: "cc-cr",
		Expression: "train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr", Declaration: "https://example.com/ai?a=1&b=2",
		Uses: []proviso.Use{proviso.TrainAI, proviso.AIUse}, Paths: []string{"photos", "scans/*.tif"}, InPlace: true,
		Specs: []string{"draft-ietf-aipref-vocab-08", proviso.SignalsSpec}}
}

func digest(c string) string { return strings.Repeat(c, 16) }

// sample is a file of each status, and more of those that have much to tell.
func sample() []*stamp.Result {
	var silent, asked, none proviso.Outcomes
	asked[proviso.TrainAI], asked[proviso.AIUse] = credit(), credit()
	none[proviso.TrainAI], none[proviso.AIUse] = proviso.Denied(), proviso.Denied()
	mixed := asked
	mixed[proviso.Search] = proviso.Allowed()
	mixed[proviso.TDM] = proviso.Permit(
		proviso.NewOffer(proviso.Term{Kind: proviso.Credit}, proviso.Term{Kind: proviso.Open}),
		proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: "https://example.com/terms?x&y", Text: "ask <us>"}))
	return []*stamp.Result{
		{Path: "photos/2019/harbour.jpg", Format: "jpeg", Status: stamp.Stamped, After: asked, How: "replace",
			SizeBefore: 2_481_733, SizeAfter: 2_485_829, SHA256Before: digest("9f86"), SHA256After: digest("60a3"),
			Notes:  []string{"No link in the copyright notice: The field is too short. [iim-too-long]"},
			Losses: []proviso.Loss{{Use: proviso.TrainAI, Said: credit(), Form: "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING", Why: "a term can name no condition; it refuses, and refers to where the condition is stated"}}},
		{Path: "photos/2019/lighthouse at the end of a very long pier, seen from the ferry in the evening.png", Format: "png", Status: stamp.Stamped,
			Before: mixed, After: mixed.Join(none), How: "in-place", SizeBefore: 911_002, SizeAfter: 911_002,
			Existing: []proviso.Evidence{{Statement: proviso.Statement{Outcomes: mixed}, Carrier: "tdmrep", Spec: "TDMRep 2024",
				Where: proviso.Where{Source: "lighthouse.png", Offset: 4711, Part: "XMP tdm:policy"}, Raw: "https://example.com/terms?x&y"}}},
		{Path: "photos/2020/gull.dng", Format: "raw", Status: stamp.Stamped, Target: "photos/2020/gull.xmp", After: asked,
			How: "create", SizeAfter: 3_104, SHA256After: digest("77de")},
		{Path: "photos/2020/kite.gif", Format: "gif", Status: stamp.Unchanged, Before: asked, After: asked, SizeBefore: 40_960, SizeAfter: 40_960},
		{Path: "photos/2020/kelp.webp", Format: "webp", Status: stamp.Held, Before: none, SizeBefore: 88_412, SizeAfter: 88_412,
			Code: stamp.CodeStricter, Hint: "It says something stricter about train-ai, ai-use: plus:DataMining is DMI-PROHIBITED.",
			Existing: []proviso.Evidence{{Statement: proviso.Statement{Outcomes: none}, Carrier: "plus", Spec: "PLUS LDF 2.0.1",
				Where: proviso.Where{Source: "kelp.webp", Offset: 88_000, Part: "XMP plus:DataMining"}, Raw: "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"}}},
		{Path: "photos/2021/pier.jpg", Format: "jpeg", Status: stamp.Signed, Before: none, SizeBefore: 5_120_003, SizeAfter: 5_120_003,
			Code: stamp.CodeSigned, Hint: "It has a C2PA manifest, whose signature an edit would break: stamp before signing."},
		{Path: "scans/map.tif", Format: "tiff", Status: stamp.Refused, Before: silent, After: asked, SizeBefore: 73_000_112, SizeAfter: 73_003_008,
			Code: stamp.CodeLooser, Hint: "It would not read as strict as it should.",
			Problems: []container.Problem{{Code: "tiff-overlap", Offset: 8_192, Hint: "Two fields share their bytes."}}},
		{Path: "scans/readme.tif", Status: stamp.Skipped, SizeBefore: 412, SizeAfter: 412, Code: stamp.CodeFormat, Hint: "It is of no format that is known here."},
		{Path: "scans/plan.tif", Status: stamp.Failed, Code: stamp.CodeIO, Hint: "permission denied"},
		{Path: "scans/chart.jpg", Format: "jpeg", Status: stamp.Failed, After: asked, SizeBefore: 1_000, SizeAfter: 2_000,
			SHA256Before: digest("aaaa"), SHA256After: digest("bbbb"), Code: stamp.CodeChanged, Hint: "The file changed while it was looked at."},
	}
}

// write makes a report of results and gives its text.
func write(t testing.TB, name string, run report.Run, results []*stamp.Result, ended time.Time, err error) (string, report.Totals) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	r, newErr := report.New(path, run)
	if newErr != nil {
		t.Fatal(newErr)
	}
	for _, result := range results {
		if err := r.Add(result); err != nil {
			t.Fatal(err)
		}
	}
	totals, closeErr := r.Close(ended, err)
	if closeErr != nil {
		t.Fatal(closeErr)
	}
	alone(t, filepath.Dir(path))
	return read(t, path), totals
}

// alone fails if something beside the report was left in its folder.
func alone(t testing.TB, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("in the folder: %v, %v", entries, err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
