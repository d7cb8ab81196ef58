package cbor_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/internal/cbor"
)

// last is the fault that ended a reading; ok is false where none did.
func last(faults []cbor.Fault) (f cbor.Fault, ok bool) {
	if len(faults) == 0 || !faults[len(faults)-1].Reason.Ends() {
		return f, false
	}
	return faults[len(faults)-1], true
}

// TestLimits is the hostile test of every limit: what just fits is read, and one
// more is not.
func TestLimits(t *testing.T) {
	nested := func(depth int) string { return strings.Repeat("\x81", depth-1) + "\x00" }
	tags := func(depth int) string { return strings.Repeat("\xC0", depth-1) + "\x00" }
	items := func(n int) string { return "\x9F" + strings.Repeat("\x00", n-1) + "\xFF" } // the array is one
	sized := func(n int) string {
		return "\x5A" + string([]byte{0, byte((n - 5) >> 16), byte((n - 5) >> 8), byte(n - 5)}) + strings.Repeat("a", n-5)
	}
	for _, tt := range []struct {
		name, data string
		ends       bool
		fault      cbor.Fault
	}{
		{"size fits", sized(cbor.MaxSize), false, cbor.Fault{}},
		{"size", sized(cbor.MaxSize + 1), true, cbor.Fault{Offset: cbor.MaxSize, Reason: cbor.TooLarge}},
		{"depth fits", nested(cbor.MaxDepth), false, cbor.Fault{}},
		{"depth", nested(cbor.MaxDepth + 1), true, cbor.Fault{Offset: cbor.MaxDepth, Reason: cbor.TooDeep}},
		{"depth of tags fits", tags(cbor.MaxDepth), false, cbor.Fault{}},
		{"depth of tags", tags(cbor.MaxDepth + 1), true, cbor.Fault{Offset: cbor.MaxDepth, Reason: cbor.TooDeep}},
		{"depth without end", strings.Repeat("\x9F", cbor.MaxSize), true, cbor.Fault{Offset: cbor.MaxDepth, Reason: cbor.TooDeep}},
		{"nodes fit", items(cbor.MaxNodes), false, cbor.Fault{}},
		{"nodes", items(cbor.MaxNodes + 1), true, cbor.Fault{Offset: cbor.MaxNodes, Reason: cbor.TooMany}},
		{"items that are not there", "\x9B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00", true, cbor.Fault{Offset: 10, Reason: cbor.Short}},
		{"bytes that are not there", "\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFa", true, cbor.Fault{Offset: 0, Reason: cbor.Short}},
	} {
		_, faults := cbor.Parse([]byte(tt.data))
		if f, ended := last(faults); ended != tt.ends || f != tt.fault {
			t.Errorf("%s: ended %v with %+v, want %v with %+v", tt.name, ended, f, tt.ends, tt.fault)
		}
	}
	root, _ := cbor.Parse([]byte(items(cbor.MaxNodes + 1)))
	if root == nil || len(root.Items) != cbor.MaxNodes-1 {
		t.Error("what was complete before the limit is not kept")
	}
}

// TestFaultsAreBounded: data of nothing but faults lists few of them, and never loses
// the one that ended the reading.
func TestFaultsAreBounded(t *testing.T) {
	for _, data := range []string{
		"\xBF" + strings.Repeat("\x00\x00", 1000),
		"\x9F" + strings.Repeat("\x61\xFF", 1000),
	} {
		_, faults := cbor.Parse([]byte(data))
		if _, ended := last(faults); len(faults) > 65 || !ended {
			t.Errorf("%.10q…: %d faults, ended %v", data, len(faults), ended)
		}
	}
}

// TestTimeIsLinear: data of the largest size is read in milliseconds. The bound is
// far off, for busy machines: anything quadratic takes hours.
func TestTimeIsLinear(t *testing.T) {
	n := cbor.MaxSize - 16
	for name, data := range map[string]string{
		"pieces":       "\x5F" + strings.Repeat("\x40", n),
		"long pieces":  "\x7F" + strings.Repeat("\x78\x40"+strings.Repeat("a", 64), n/66),
		"empty maps":   "\x9F" + strings.Repeat("\xA0", n),
		"the same key": "\xBF" + strings.Repeat("\x00\x00", n/2),
		"deep, again":  "\x9F" + strings.Repeat(strings.Repeat("\x81", 62)+"\x00", n/63),
		"keys of keys": strings.Repeat("\xA1", 62) + "\x9F" + strings.Repeat("\x00", n),
		"keys that hold much": strings.Repeat("\xA1\x81", 31) + "\x5A\x00\x0F\x00\x00" + strings.Repeat("a", 0xF0000) +
			strings.Repeat("\x00", 31),
	} {
		start := time.Now()
		cbor.Parse([]byte(data))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: takes %v", name, took)
		}
	}
}
