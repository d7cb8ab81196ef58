package contentsignal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/carrier"
)

// TestMaxKept is the hostile test of maxKept: whoever chooses the tokens cannot make a
// file grow.
func TestMaxKept(t *testing.T) {
	var text strings.Builder
	names := make([]string, 3*maxKept)
	for i := range names {
		names[i] = strings.Repeat("a", i+1)
		fmt.Fprintf(&text, "User-agent: %s\nContent-Signal: ai-train=no\nAllow: /\n", names[i])
	}
	a := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte(text.String())}
	for range 3 {
		for _, name := range names {
			Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{URL: "https://example.com/", As: []string{name}})
		}
	}
	kept := 0
	sheetOf(a).places.Range(func(any, any) bool { kept++; return true })
	if kept == 0 || kept > maxKept {
		t.Errorf("%d places are kept, and %d are the most", kept, maxKept)
	}
}
