package document_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
)

// TestMuseum: the example of docs/declaring.md, published wherever that needs no asking,
// is read as it is declared.
func TestMuseum(t *testing.T) {
	credit, ecosystem, no, yes := proviso.Signals()[0].Outcome(), proviso.Signals()[2].Outcome(), proviso.Denied(), proviso.Allowed()
	d := museum()
	d.Collections = []declare.Collection{
		{Name: "website", Outcomes: proviso.Outcomes{no, credit, yes, {}}},
		{Name: "photographs", Paths: []string{"/collection/images/", "/iiif/{2,3}/"}, Outcomes: proviso.Outcomes{ecosystem, credit, yes, yes}},
		{Name: "loans", Paths: []string{"/collection/loans/"}, Outcomes: proviso.Outcomes{no, no, yes, no}},
	}
	folder := t.TempDir()
	page := []byte("<!doctype html>\n<html>\n<head>\n<title>Museum</title>\n</head>\n<body>Museum</body></html>\n")
	if err := os.WriteFile(filepath.Join(folder, "index.html"), page, 0o644); err != nil {
		t.Fatal(err)
	}
	plan, err := publish.NewPlan(publish.Site{Sources: folder, Public: folder}, d, publish.Options{Writers: writers})
	if err != nil {
		t.Fatal(err)
	}
	// A text that also speaks of tdm, which the expression for the photographs does not.
	refusal := declare.Projection{Carrier: "content-signal", Text: "ai-train=no", Scope: "/collection/images/", Literal: proviso.Outcomes{proviso.TrainAI: no, proviso.TDM: no}}
	for path, part := range map[string]string{"/index.html": "", "/about/": "", "/collection/loans/1": "", "/collection/images/1": "photographs", "/iiif/3/1": "photographs"} {
		got := answer.Of(carrier.Question{URL: origin + path}, gathered(plan, path), nil).Rulings.Outcomes()
		want, _ := d.At(path)
		if part == "photographs" {
			if d.Explains(refusal) != nil { // the stricter reading stands
				if !got.AtLeast(proviso.Outcomes{no, credit, yes, yes}) {
					t.Errorf("%s: %v, declared %v", path, got, want)
				}
				continue
			}
			want[proviso.TDM] = proviso.Outcome{} // which nothing can say beside a condition
		}
		if !got.Equal(want) {
			t.Errorf("%s: %v, declared %v", path, got, want)
		}
	}
}
