package c2pa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
)

// TestPartOfAFile: what a gain map says counts for what it refuses.
func TestPartOfAFile(t *testing.T) {
	store := speaks(cawg("cawg.ai_generative_training allowed", "cawg.ai_inference notAllowed")).bare()
	block := container.Block{Kind: container.C2PA, Data: []byte(store), Aside: true, Stored: []container.Range{{Offset: 9, Length: int64(len(store))}}}
	beside := speaks(cawg("cawg.ai_generative_training allowed")).bare()
	main := container.Block{Kind: container.C2PA, Data: []byte(beside), Stored: []container.Range{{Offset: 9000, Length: int64(len(beside))}}}
	for _, tt := range []struct {
		blocks []container.Block
		want   string
	}{
		{[]container.Block{block}, "ai-use=deny tdm=deny"},
		{[]container.Block{main, block}, "train-ai=allow ai-use=deny tdm=deny"},
		{[]container.Block{main, main}, "c2pa-several-stores c2pa-permission-void c2pa-permission-void"},
	} {
		a := &carrier.Artifact{Kind: carrier.File, Source: "a.jpg", Scan: &container.Scan{Format: "jpeg", Blocks: tt.blocks}}
		if got := said(read([]*carrier.Artifact{a})); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
	disputed := &container.Scan{Format: "jpeg", Blocks: []container.Block{main}, Problems: []container.Problem{{Code: "jpeg-c2pa", Hint: "more than one"}}}
	if got := said(read([]*carrier.Artifact{{Kind: carrier.File, Source: "a.jpg", Scan: disputed}})); got != "c2pa-permission-void" {
		t.Errorf("where the container found another store: %s", got)
	}
}

// TestNothingLoosens: no change to a byte of an assertion makes it permit what it did not,
// or more than nothing; and no end that is cut off a store does.
func TestNothingLoosens(t *testing.T) {
	for _, p := range []part{refuses, cawg("cawg.ai_generative_training allowed", "cawg.data_mining constrained x")} {
		store := speaks(p).bare()
		at := strings.Index(store, p.box)
		for i := at + 8; i < at+len(p.box); i++ {
			for _, bit := range []byte{1, 0x20, 0x80} {
				broken := []byte(store)
				broken[i] ^= bit
				mustNotPermit(t, string(broken), fmt.Sprintf("byte %d", i-at))
			}
		}
		for i := range store {
			mustNotPermit(t, store[:i], fmt.Sprintf("cut at %d", i))
		}
	}
}

func mustNotPermit(t *testing.T, store, what string) {
	t.Helper()
	o := proviso.Combine(read(whole(embed(store))).Evidence).Everyone.Outcomes()
	for _, u := range proviso.Uses() {
		if w := o[u].Word(); w == proviso.Allow || w == proviso.Conditional {
			t.Errorf("%s: %v is %v", what, u, o[u])
		}
	}
}

// TestRedaction: an assertion that was blotted out says nothing, and one that was only
// said to be counts for what it refuses, and voids what is permitted.
func TestRedaction(t *testing.T) {
	anew := made{redacts: redacted, parts: []part{cawg("cawg.ai_inference allowed")}}
	for _, tt := range []struct {
		name  string
		later func(string) string
		want  string
	}{
		{"blotted out", blotted, "ai-use=allow c2pa-redacted"},
		{"taken out", removed, "ai-use=allow c2pa-redacted"},
		{"left", nil, "train-ai=deny c2pa-redacted c2pa-permission-void"},
		{"changed", changed("notAllowed", "notallowed"), "train-ai=deny c2pa-redacted c2pa-use c2pa-permission-void"},
	} {
		base := made{parts: []part{then(refuses, tt.later)}}
		got := strings.Fields(said(read(whole(updated(base, anew).drawing("")))))
		slices.Sort(got)
		want := strings.Fields(tt.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s, want %s", tt.name, got, want)
		}
	}
}
