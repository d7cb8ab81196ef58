package jsontree_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/internal/jsontree"
)

// last is the fault that ended a reading; ok is false where none did.
func last(faults []jsontree.Fault) (f jsontree.Fault, ok bool) {
	if len(faults) == 0 || !faults[len(faults)-1].Reason.Ends() {
		return f, false
	}
	return faults[len(faults)-1], true
}

// TestLimits is the hostile test of every limit: what just fits is read, and one
// more is not.
func TestLimits(t *testing.T) {
	nested := func(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }
	values := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("0,", n-1), ",") + "]" } // the array is one
	padded := func(n int) string { return "[1]" + strings.Repeat(" ", n-3) }
	for _, tt := range []struct {
		name, text string
		ends       bool
		fault      jsontree.Fault
	}{
		{"size fits", padded(jsontree.MaxSize), false, jsontree.Fault{}},
		{"size", padded(jsontree.MaxSize + 1), true, jsontree.Fault{Offset: jsontree.MaxSize, Reason: jsontree.TooLarge}},
		{"depth fits", nested(jsontree.MaxDepth), false, jsontree.Fault{}},
		{"depth", nested(jsontree.MaxDepth + 1), true, jsontree.Fault{Offset: jsontree.MaxDepth, Reason: jsontree.TooDeep}},
		{"depth of a scalar", strings.Repeat("[", jsontree.MaxDepth) + "1", true, jsontree.Fault{Offset: jsontree.MaxDepth, Reason: jsontree.TooDeep}},
		{"depth without end", strings.Repeat("[", jsontree.MaxSize), true, jsontree.Fault{Offset: jsontree.MaxDepth, Reason: jsontree.TooDeep}},
		{"nodes fit", values(jsontree.MaxNodes), false, jsontree.Fault{}},
		{"nodes", values(jsontree.MaxNodes + 1), true, jsontree.Fault{Offset: 1 + 2*(jsontree.MaxNodes-1), Reason: jsontree.TooMany}},
	} {
		_, faults := jsontree.Parse([]byte(tt.text))
		if f, ended := last(faults); ended != tt.ends || f != tt.fault {
			t.Errorf("%s: ended %v with %+v, want %v with %+v", tt.name, ended, f, tt.ends, tt.fault)
		}
	}
	root, _ := jsontree.Parse([]byte(values(jsontree.MaxNodes + 1)))
	if root == nil || len(root.Items) != jsontree.MaxNodes-1 {
		t.Error("what was complete before the limit is not kept")
	}
}

// TestFaultsAreBounded: a text of nothing but faults lists few of them, and never
// loses the one that ended the reading.
func TestFaultsAreBounded(t *testing.T) {
	for _, text := range []string{
		"[" + strings.Repeat(",", jsontree.MaxSize-2),
		"[" + strings.Repeat(`""`, 30_000),
		"{" + strings.Repeat(`"":0,`, 30_000),
	} {
		_, faults := jsontree.Parse([]byte(text))
		if _, ended := last(faults); len(faults) > 65 || !ended {
			t.Errorf("%.10s…: %d faults, ended %v", text, len(faults), ended)
		}
	}
}

// hostile texts are as long as is read and as dear as could be made, each a pattern
// that is repeated n times.
var hostile = map[string]func(n int) string{
	"one string":           func(n int) string { return `"` + strings.Repeat("a", n) + `"` },
	"escapes":              func(n int) string { return `"` + strings.Repeat(`\u0041`, n/6) + `"` },
	"a string without end": func(n int) string { return `"` + strings.Repeat(`\"`, n/2) },
	"strings without end":  func(n int) string { return "[" + strings.Repeat(`"`, n) },
	"digits":               func(n int) string { return strings.Repeat("1", n) },
	"no number":            func(n int) string { return strings.Repeat("1e", n/2) },
	"white space":          func(n int) string { return strings.Repeat(" ", n) },
	"commas":               func(n int) string { return "[" + strings.Repeat(", ", n/2) },
	"opening":              func(n int) string { return strings.Repeat("[{", n/2) },
	"empty objects":        func(n int) string { return "[" + strings.Repeat("{}", n/2) },
	"the same name":        func(n int) string { return "{" + strings.Repeat(`"a":1,`, n/6) },
	"names":                func(n int) string { return "{" + names(n/16) },
	"deep, again": func(n int) string {
		return "[" + strings.Repeat(strings.Repeat("[", 60)+strings.Repeat("]", 60), n/120)
	},
}

// names are distinct names of equal length.
func names(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`"`)
		for bit := range 10 {
			b.WriteByte('a' + byte(i>>(2*bit)&3))
		}
		b.WriteString(`":0,`)
	}
	return b.String()
}

// TestTimeIsLinear: a text of the largest size is read in milliseconds. The bound is far
// off, for busy machines: anything quadratic takes hours.
func TestTimeIsLinear(t *testing.T) {
	for name, text := range hostile {
		start := time.Now()
		jsontree.Parse([]byte(text(jsontree.MaxSize - 8)))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: takes %v", name, took)
		}
	}
}
