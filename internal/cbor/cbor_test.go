package cbor_test

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/internal/cbor"
)

// diagnostic is the diagnostic notation of RFC 8949 section 8, without the marks of
// indefinite lengths.
func diagnostic(n *cbor.Node) string {
	if n == nil {
		return "none"
	}
	switch n.Kind {
	case cbor.Unsigned:
		return strconv.FormatUint(n.Number, 10)
	case cbor.Negative:
		if n.Number == math.MaxUint64 {
			return "-18446744073709551616"
		}
		return "-" + strconv.FormatUint(n.Number+1, 10)
	case cbor.Bytes:
		return "h'" + hex.EncodeToString(n.Bytes) + "'"
	case cbor.Text:
		return strconv.Quote(n.Text)
	case cbor.Array:
		return "[" + list(n.Items) + "]"
	case cbor.Map:
		var pairs []string
		for _, m := range n.Members {
			pairs = append(pairs, diagnostic(m.Key)+": "+diagnostic(m.Value))
		}
		return "{" + strings.Join(pairs, ", ") + "}"
	case cbor.Tag:
		return fmt.Sprintf("%d(%s)", n.Number, list(n.Items))
	case cbor.Float:
		return strings.TrimPrefix(strconv.FormatFloat(n.Float, 'g', -1, 64), "+")
	}
	for number, name := range map[uint64]string{cbor.False: "false", cbor.True: "true", cbor.Null: "null", cbor.Undefined: "undefined"} {
		if n.Number == number {
			return name
		}
	}
	return fmt.Sprintf("simple(%d)", n.Number)
}

func list(items []*cbor.Node) string {
	var words []string
	for _, item := range items {
		words = append(words, diagnostic(item))
	}
	return strings.Join(words, ", ")
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAppendixA reads the examples of RFC 8949 Appendix A.
func TestAppendixA(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(appendixA), "\n") {
		encoded, want, _ := strings.Cut(line, " ")
		data := unhex(t, encoded)
		root, faults := cbor.Parse(data)
		if len(faults) > 0 || diagnostic(root) != want || root.Offset != 0 || root.End != len(data) {
			t.Errorf("%s is %s with %v, want %s", encoded, diagnostic(root), faults, want)
		}
	}
}

// TestAppendixF refuses the examples of RFC 8949 Appendix F.1 for what is not
// well-formed.
func TestAppendixF(t *testing.T) {
	for reason, examples := range map[cbor.Reason]string{cbor.Short: appendixFShort, cbor.Syntax: appendixFSyntax} {
		for _, encoded := range strings.Fields(examples) {
			_, faults := cbor.Parse(unhex(t, encoded))
			if len(faults) == 0 || faults[len(faults)-1].Reason != reason {
				t.Errorf("%s has the faults %v, want %q", encoded, faults, reason.Plain())
			}
		}
	}
}

// TestPositions: items stand where the tree says, what is complete is kept, and
// what is merely invalid is read.
func TestPositions(t *testing.T) {
	type faults = []cbor.Fault
	for _, tt := range []struct {
		encoded, want string
		faults        faults
	}{
		{"", "none", faults{{0, cbor.Short}}},
		{"a26161016161 02", `{"a"@1-3: 1@3-4, "a"@4-6: 2@6-7}@0-7`, faults{{4, cbor.Repeated}}},
		{"a2 01f6 1801f6", `{1@1-2: null@2-3, 1@3-5: null@5-6}@0-6`, faults{{3, cbor.Repeated}}},
		{"a2 f93c00f6 fb3ff0000000000000f6", `{1@1-4: null@4-5, 1@5-14: null@14-15}@0-15`, faults{{5, cbor.Repeated}}},
		{"a2 5f41ffff00 41ff00", `{h'ff'@1-5: 0@5-6, h'ff'@6-8: 0@8-9}@0-9`, faults{{6, cbor.Repeated}}},
		{"a2 810100 810100", `{[1@2-3]@1-3: 0@3-4, [1@5-6]@4-6: 0@6-7}@0-7`, faults{{4, cbor.Repeated}}},
		{"a2 416100 616100", `{h'61'@1-3: 0@3-4, "a"@4-6: 0@6-7}@0-7`, nil},
		{"a2 c0616100 616100", `{0("a"@2-4)@1-4: 0@4-5, "a"@5-7: 0@7-8}@0-8`, nil},
		{"82 62c328 01", `["�("@1-4, 1@4-5]@0-5`, faults{{1, cbor.NotUTF8}}},
		{"7f 61c3 61bc ff", `"ü"@0-6`, faults{{1, cbor.NotUTF8}, {3, cbor.NotUTF8}}},
		{"01 01", "1@0-1", faults{{1, cbor.Trailing}}},
		{"83 01 8202", "[1@1-2]@0-4", faults{{4, cbor.Short}}},
		{"a2 6161 01 6162 63", `{"a"@1-3: 1@3-4}@0-7`, faults{{6, cbor.Short}}},
		{"a2 6161 01 1c", `{"a"@1-3: 1@3-4}@0-5`, faults{{4, cbor.Syntax}}},
		{"9f 01 7f 01 ff ff", "[1@1-2]@0-4", faults{{3, cbor.Syntax}}},
		{"c0", "0()@0-1", faults{{1, cbor.Short}}},
	} {
		root, found := cbor.Parse(unhex(t, strings.ReplaceAll(tt.encoded, " ", "")))
		if got := positioned(root); got != tt.want {
			t.Errorf("%s is %s, want %s", tt.encoded, got, tt.want)
		}
		if diff := cmp.Diff(tt.faults, found); diff != "" {
			t.Errorf("%s: faults (-want +got):\n%s", tt.encoded, diff)
		}
	}
}

// positioned is the diagnostic notation with the position of every item.
func positioned(n *cbor.Node) string {
	if n == nil {
		return "none"
	}
	var inner []string
	for _, item := range n.Items {
		inner = append(inner, positioned(item))
	}
	for _, m := range n.Members {
		inner = append(inner, positioned(m.Key)+": "+positioned(m.Value))
	}
	at := fmt.Sprintf("@%d-%d", n.Offset, n.End)
	switch all := strings.Join(inner, ", "); n.Kind {
	case cbor.Array:
		return "[" + all + "]" + at
	case cbor.Map:
		return "{" + all + "}" + at
	case cbor.Tag:
		return fmt.Sprintf("%d(%s)", n.Number, all) + at
	}
	return diagnostic(n) + at
}

func TestNode(t *testing.T) {
	root, faults := cbor.Parse(unhex(t, "d9d9f7"+"a6"+"6173"+"c06178"+ // "s": 0("x")
		"6162"+"d81841ff"+ // "b": 24(h'ff')
		"616c"+"820102"+ // "l": [1, 2]
		"616e"+"f6"+ // "n": null
		"6174"+"01"+"6174"+"02")) // "t": 1, "t": 2
	if len(faults) != 1 {
		t.Errorf("faults %v", faults)
	}
	if s, ok := root.Get("s").Str(); s != "x" || !ok {
		t.Errorf("s is %q, %v", s, ok)
	}
	if b, ok := root.Get("b").Data(); string(b) != "\xff" || !ok {
		t.Errorf("b is %q, %v", b, ok)
	}
	if got := root.Get("t").Number; got != 2 {
		t.Errorf("of a repeated key %d counts", got)
	}
	for name, want := range map[string]int{"s": 1, "l": 2, "n": 0, "missing": 0} {
		if got := root.Get(name).Each(); len(got) != want {
			t.Errorf("%s has %d values, want %d", name, len(got), want)
		}
	}
	if _, ok := root.Get("l").Str(); ok {
		t.Error("an array is a text")
	}
	if _, ok := root.Get("l").Get("s").Data(); ok {
		t.Error("nothing is a byte string")
	}
	if n := (&cbor.Node{Kind: cbor.Tag}).Bare(); n != nil {
		t.Errorf("a tag on nothing marks %v", n)
	}
}

// TestReasons: every reason has words of its own.
func TestReasons(t *testing.T) {
	words := map[string]cbor.Reason{}
	for r := cbor.Syntax; r <= cbor.Trailing; r++ {
		if other, taken := words[r.Plain()]; taken {
			t.Errorf("reasons %d and %d have the same words", r, other)
		}
		words[r.Plain()] = r
	}
}
