package c2pa_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/internal/c2pa"
)

// updates is a store with one standard manifest and n updates on top of it.
func updates(n int) string {
	last := made{label: "0", parts: []part{hashData, mining("notAllowed")}}.String()
	all := []string{last}
	for i := range n {
		last = update(fmt.Sprint(i+1), parent(fmt.Sprint(i), last)).String()
		all = append(all, last)
	}
	return storeWith(all...)
}

// bomb is a compressed manifest that is n bytes long when decompressed.
func bomb(label string, n int) string {
	with := func(padding int) made {
		return made{label: label, parts: []part{hashData, {url: "-", box: super("json", "x", box("json", strings.Repeat(" ", padding)))}}}
	}
	return with(n - len(with(0).String())).compressed()
}

// TestLimits is the hostile test of every limit: what just fits is read, and one
// more is not.
func TestLimits(t *testing.T) {
	instances := func(n int) string {
		var parts []part
		for i := range n {
			parts = append(parts, cborPart(fmt.Sprintf("cawg.training-mining__%d", i), object("entries", object("a.b", use("allowed", "")))))
		}
		return standard(parts...)
	}
	entries := func(n int) string {
		var pairs []string
		for i := range n {
			pairs = append(pairs, fmt.Sprintf("a.b%d", i), use("allowed", ""))
		}
		return standard(cborPart("cawg.training-mining", object("entries", object(pairs...))))
	}
	for _, tt := range []struct {
		name, store string
		refused     bool
	}{
		{"updates fit", updates(c2pa.MaxUpdates), false},
		{"updates", updates(c2pa.MaxUpdates + 1), true},
		{"assertions fit", instances(c2pa.MaxAssertions), false},
		{"assertions", instances(c2pa.MaxAssertions + 1), true},
		{"entries fit", entries(c2pa.MaxEntries), false},
		{"entries", entries(c2pa.MaxEntries + 1), true},
		{"unpacked fits", storeWith(bomb("m", c2pa.MaxUnpacked)), false},
		{"unpacked", storeWith(bomb("m", c2pa.MaxUnpacked+1)), true},
	} {
		store, problems := c2pa.Read([]byte(tt.store))
		checkStore(t, []byte(tt.store), store, problems)
		if slices.Contains(codes(problems), "c2pa-limit") != tt.refused {
			t.Errorf("%s: refused %v, want %v: %.300s", tt.name, !tt.refused, tt.refused, summary(store, problems))
		}
	}
}

// TestProblemsAreBounded: a store of nothing but problems lists few of them.
func TestProblemsAreBounded(t *testing.T) {
	var pairs []string
	for i := range 1000 {
		pairs = append(pairs, fmt.Sprintf("a.b%d", i), text("x"))
	}
	_, problems := c2pa.Read([]byte(standard(cborPart("cawg.training-mining", object(pairs...)))))
	if len(problems) != 128 {
		t.Errorf("%d problems", len(problems))
	}
}

// TestTimeIsLinear: what is dear to read is read in milliseconds. The bound is far
// off, for busy machines: anything quadratic takes hours.
func TestTimeIsLinear(t *testing.T) {
	large := cborPart("cawg.training-mining", object("entries", object(), "x", byteString(strings.Repeat("x", 1<<20-64))))
	var often, many []part
	right := sum(superOf(large.box))
	for range 10_000 { // one assertion, hashed once
		often = append(often, with(large, func(p *part) { p.box, p.hash = "", right }))
	}
	for i := range 10_000 {
		many = append(many, mining("allowed"), cborPart(fmt.Sprintf("c2pa.ingredient.v3__%d", i), object("relationship", text("componentOf"))))
	}
	chain := updates(c2pa.MaxUpdates)
	for name, store := range map[string]string{
		"one assertion listed often": standard(append(often, large)...),
		"many assertions":            standard(many...),
		"many ingredients":           storeWith(update("b", many...).String()),
		"updates":                    chain,
	} {
		start := time.Now()
		_, _ = c2pa.Read([]byte(store))
		took := time.Since(start)
		t.Logf("%s: %v", name, took)
		if took > 30*time.Second {
			t.Errorf("%s: takes %v", name, took)
		}
	}
}
