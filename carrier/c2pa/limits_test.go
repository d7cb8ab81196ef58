package c2pa_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	"github.com/proviso-signals/proviso/container"
)

// entriesNamed makes an assertion with n entries of one word.
func entriesNamed(n int, key func(int) string, word string) part {
	var list []string
	for i := range n {
		list = append(list, key(i)+" "+word)
	}
	return cawg(list...)
}

func TestMaxStatements(t *testing.T) {
	same := func(int) string { return "cawg.ai_generative_training" }
	r := read(whole(speaks(entriesNamed(c2pa.MaxStatements, same, "notAllowed")).drawing("")))
	if o := proviso.Combine(r.Evidence).Everyone.Outcomes(); len(r.Evidence) != c2pa.MaxStatements || o[proviso.Search].Word() != proviso.Unstated {
		t.Errorf("at the limit: %d, %s", len(r.Evidence), said(r))
	}
	r = read(whole(speaks(entriesNamed(1000, same, "notAllowed")).drawing("")))
	if len(r.Evidence) != c2pa.MaxStatements+1 || !strings.HasPrefix(said(r), "train-ai=deny ai-use=deny search=deny tdm=deny") || !strings.Contains(said(r), c2pa.CodeMany) {
		t.Errorf("over the limit: %d, %s", len(r.Evidence), said(r))
	}
}

func TestMaxProblems(t *testing.T) {
	r := read(whole(speaks(entriesNamed(1000, func(int) string { return "ai_generative_training" }, "allowed")).drawing("")))
	if len(r.Problems) != c2pa.MaxProblems || len(r.Evidence) > 0 {
		t.Errorf("%d problems, %d statements", len(r.Problems), len(r.Evidence))
	}
	r = read(whole(speaks(entriesNamed(1000, func(i int) string { return fmt.Sprint("com.example.", i) }, "allowed")).drawing("")))
	if len(r.Problems) != 1 || !strings.HasSuffix(r.Problems[0].Hint, ", …") {
		t.Errorf("%d problems: %+v", len(r.Problems), r.Problems[0])
	}
}

// TestMaxStores: a bomb in each of many stores is set off a few times only.
func TestMaxStores(t *testing.T) {
	bomb := super("c2pa", "c2pa", super("c2cm", label(0), box("brob", packed(strings.Repeat("\x00", 15<<20)))))
	block := container.Block{Kind: container.C2PA, Data: []byte(bomb), Stored: []container.Range{{Offset: 9, Length: int64(len(bomb))}}}
	scan := &container.Scan{Format: "jpeg"}
	for range 1000 {
		scan.Blocks = append(scan.Blocks, block)
	}
	r := read([]*carrier.Artifact{{Kind: carrier.File, Source: "a.jpg", Scan: scan}})
	if got := said(r); strings.Count(got, "c2pa-compressed") != c2pa.MaxStores || !strings.HasSuffix(got, c2pa.CodeStoresMany) {
		t.Errorf("%s", got)
	}
}

// TestProblemsUnlisted: a store with more problems than are listed permits nothing, as one
// that is not listed may be what makes it invalid.
func TestProblemsUnlisted(t *testing.T) {
	for n, want := range map[int]string{100: "ai-use=allow c2pa-key-custom", 127: "ai-use=allow c2pa-key-custom", 128: "c2pa-permission-void c2pa-key-custom"} {
		pairs := []string{"cawg.ai_inference", use("allowed", "")}
		for i := range n {
			pairs = append(pairs, fmt.Sprint("com.example.", i), yes)
		}
		if got := said(read(whole(speaks(holds("cawg.training-mining", object("entries", object(pairs...)))).drawing("")))); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
