package jumbf_test

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/internal/jumbf"
)

// TestLimits is the hostile test of every limit: what just fits is read, and one
// more is not.
func TestLimits(t *testing.T) {
	nested := func(depth int) string { // superboxes, and a box in the innermost
		data := box("cbor")
		for range depth {
			data = super("c2pa", "a", data)
		}
		return data
	}
	for _, tt := range []struct {
		name, data string
		reason     jumbf.Reason
		refused    bool
	}{
		{"depth fits", nested(jumbf.MaxDepth - 1), jumbf.TooDeep, false},
		{"depth", nested(jumbf.MaxDepth), jumbf.TooDeep, true},
		{"depth without end", strings.Repeat("\x00\x00\x00\x00jumb", 100_000), jumbf.TooDeep, true},
		{"boxes fit", strings.Repeat(box("free"), jumbf.MaxBoxes), jumbf.TooMany, false},
		{"boxes", strings.Repeat(box("free"), jumbf.MaxBoxes+1), jumbf.TooMany, true},
		{"boxes inside", super("c2pa", "a", strings.Repeat(super("c2ma", "b", box("free")), jumbf.MaxBoxes/3+1)), jumbf.TooMany, true},
		{"label fits", super("c2pa", strings.Repeat("a", jumbf.MaxLabel)), jumbf.Label, false},
		{"label", super("c2pa", strings.Repeat("a", jumbf.MaxLabel+1)), jumbf.Label, true},
	} {
		boxes, whole, faults := jumbf.Parse([]byte(tt.data))
		refused := slices.ContainsFunc(faults, func(f jumbf.Fault) bool { return f.Reason == tt.reason })
		if refused != tt.refused || len(boxes) == 0 {
			t.Errorf("%s: refused %v, want %v; %d boxes, %v", tt.name, refused, tt.refused, len(boxes), faults)
		}
		if tt.refused && tt.reason == jumbf.TooMany && whole && !boxes[len(boxes)-1].Cut {
			t.Errorf("%s: everything passes for complete", tt.name)
		}
	}
}

// TestFaultsAreBounded: data of nothing but faults lists few of them.
func TestFaultsAreBounded(t *testing.T) {
	_, _, faults := jumbf.Parse([]byte(strings.Repeat(box("jumb"), 1000)))
	if len(faults) != 64 {
		t.Errorf("%d faults", len(faults))
	}
}

// TestBomb: what unpacks to more than the limit is given up without being held in
// memory.
func TestBomb(t *testing.T) {
	bomb := packed(strings.Repeat("\x00", 16<<20))
	if len(bomb) > 1<<15 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got, err := jumbf.Unpack(bomb, 1<<16)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, jumbf.ErrTooLarge) || got != nil {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
}

// TestTimeIsLinear: what is dear to read is read in milliseconds. The bound is far
// off, for busy machines.
func TestTimeIsLinear(t *testing.T) {
	for name, data := range map[string]string{
		"open":   strings.Repeat("\x00\x00\x00\x00jumb", 1<<20),
		"labels": strings.Repeat(super("c2pa", strings.Repeat("a", 1000)), 1<<14),
		"size 8": strings.Repeat(box("free"), 1<<21),
	} {
		start := time.Now()
		jumbf.Parse([]byte(data))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: takes %v", name, took)
		}
	}
}
