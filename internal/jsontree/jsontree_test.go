package jsontree_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/internal/jsontree"
)

// shape words a tree with the positions of its values, so that a test can say all of
// it in one line: kind, offset-end, and what is in it.
func shape(n *jsontree.Node) string {
	if n == nil {
		return "none"
	}
	at := fmt.Sprintf("@%d-%d", n.Offset, n.End)
	switch n.Kind {
	case jsontree.Bool:
		return fmt.Sprint(n.True, at)
	case jsontree.Number:
		return n.Text + at
	case jsontree.String:
		return fmt.Sprintf("%q%s", n.Text, at)
	case jsontree.Array:
		var items []string
		for _, item := range n.Items {
			items = append(items, shape(item))
		}
		return "[" + strings.Join(items, " ") + "]" + at
	case jsontree.Object:
		var members []string
		for _, m := range n.Members {
			members = append(members, fmt.Sprintf("%s@%d:%s", m.Name, m.Offset, shape(m.Value)))
		}
		return "{" + strings.Join(members, " ") + "}" + at
	}
	return "null" + at
}

func TestParse(t *testing.T) {
	type faults = []jsontree.Fault
	for _, tt := range []struct {
		text, shape string
		faults      faults
	}{
		{`null`, "null@0-4", nil},
		{` true `, "true@1-5", nil},
		{"\t-1.5e+3\r\n", "-1.5e+3@1-8", nil},
		{`"caf\u00e9\n"`, `"café\n"@0-13`, nil},
		{`"\ud83d\ude00"`, `"😀"@0-14`, nil},
		{`[]`, "[]@0-2", nil},
		{`{}`, "{}@0-2", nil},
		{`[1, [2]]`, "[1@1-2 [2@5-6]@4-7]@0-8", nil},
		{`{"a": {"b": "c"}}`, `{a@1:{b@7:"c"@12-15}@6-16}@0-17`, nil},
		{"\xEF\xBB\xBF[1]", "[1@4-5]@3-6", nil},

		// Commas: the meaning is plain, and the reading goes on.
		{`["a" "b"]`, `["a"@1-4 "b"@5-8]@0-9`, faults{{5, jsontree.MissingComma}}},
		{`{"a":1"b":2}`, `{a@1:1@5-6 b@6:2@10-11}@0-12`, faults{{6, jsontree.MissingComma}}},
		{`[{}{}]`, `[{}@1-3 {}@3-5]@0-6`, faults{{3, jsontree.MissingComma}}},
		{`[[][]]`, `[[]@1-3 []@3-5]@0-6`, faults{{3, jsontree.MissingComma}}},
		{`[1,]`, `[1@1-2]@0-4`, faults{{2, jsontree.ExtraComma}}},
		{`[,1]`, `[1@2-3]@0-4`, faults{{1, jsontree.ExtraComma}}},
		{`[,]`, `[]@0-3`, faults{{1, jsontree.ExtraComma}}},
		{`[1,,2]`, `[1@1-2 2@4-5]@0-6`, faults{{3, jsontree.ExtraComma}}},
		{`[1,,,]`, `[1@1-2]@0-6`, faults{{3, jsontree.ExtraComma}, {4, jsontree.ExtraComma}}},
		{`{"a":1,}`, `{a@1:1@5-6}@0-8`, faults{{6, jsontree.ExtraComma}}},
		{`{,"a":1}`, `{a@2:1@6-7}@0-8`, faults{{1, jsontree.ExtraComma}}},

		// Repeated names stay in the tree.
		{`{"a":1,"a":2}`, `{a@1:1@5-6 a@7:2@11-12}@0-13`, faults{{7, jsontree.Repeated}}},
		{`{"a":1,"\u0061":2}`, `{a@1:1@5-6 a@7:2@16-17}@0-18`, faults{{7, jsontree.Repeated}}},
		{`[{"a":1},{"a":2}]`, `[{a@2:1@6-7}@1-8 {a@10:2@14-15}@9-16]@0-17`, nil},

		// What does not end is left out whole; what was complete before it stays.
		{``, "none", faults{{0, jsontree.Syntax}}},
		{` `, "none", faults{{1, jsontree.Syntax}}},
		{"\xEF\xBB\xBF", "none", faults{{3, jsontree.Syntax}}},
		{`[`, "[]@0-1", faults{{1, jsontree.Syntax}}},
		{`[1,{"a":2`, "[1@1-2]@0-9", faults{{9, jsontree.Syntax}}},
		{`{"a":1,"b":[2`, "{a@1:1@5-6}@0-13", faults{{13, jsontree.Syntax}}},
		{`{"a":1,"b"`, "{a@1:1@5-6}@0-10", faults{{10, jsontree.Syntax}}},
		{`{"a":1,"b`, "{a@1:1@5-6}@0-7", faults{{7, jsontree.Syntax}}},
		{`{"a":1,b:2}`, "{a@1:1@5-6}@0-7", faults{{7, jsontree.Syntax}}},
		{`{"a" 1}`, "{}@0-5", faults{{5, jsontree.Syntax}}},
		{`["a" 2]`, `["a"@1-4]@0-5`, faults{{5, jsontree.Syntax}}},
		{`[1}`, "[1@1-2]@0-2", faults{{2, jsontree.Syntax}}},

		// No JSON.
		{`<!doctype html>`, "none", faults{{0, jsontree.Syntax}}},
		{`True`, "none", faults{{0, jsontree.Syntax}}},
		{`nul`, "none", faults{{0, jsontree.Syntax}}},
		{`01`, "none", faults{{0, jsontree.Syntax}}},
		{`+1`, "none", faults{{0, jsontree.Syntax}}},
		{`1.`, "none", faults{{0, jsontree.Syntax}}},
		{`.5`, "none", faults{{0, jsontree.Syntax}}},
		{`NaN`, "none", faults{{0, jsontree.Syntax}}},
		{`'a'`, "none", faults{{0, jsontree.Syntax}}},
		{"\"a\nb\"", "none", faults{{0, jsontree.Syntax}}},
		{`"\x41"`, "none", faults{{0, jsontree.Syntax}}},
		{`"\"`, "none", faults{{0, jsontree.Syntax}}},
		{"\"\xff\"", "none", faults{{0, jsontree.Syntax}}},
		{"{\"a\xff\":1}", "{}@0-1", faults{{1, jsontree.Syntax}}},
		{`[1] // comment`, "[1@1-2]@0-3", faults{{4, jsontree.Trailing}}},
		{`{} {}`, "{}@0-2", faults{{3, jsontree.Trailing}}},
	} {
		root, found := jsontree.Parse([]byte(tt.text))
		if got := shape(root); got != tt.shape {
			t.Errorf("%q is %s, want %s", tt.text, got, tt.shape)
		}
		if diff := cmp.Diff(tt.faults, found); diff != "" {
			t.Errorf("%q: faults (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestNode(t *testing.T) {
	root, _ := jsontree.Parse([]byte(`{"s":"x","n":1,"none":null,"list":["a","b"],"twice":"first","twice":"second"}`))
	if s, ok := root.Get("s").Str(); s != "x" || !ok {
		t.Errorf("s is %q, %v", s, ok)
	}
	if s, ok := root.Get("twice").Str(); s != "second" || !ok {
		t.Errorf("of a repeated name %q counts", s)
	}
	for _, name := range []string{"n", "none", "list", "missing"} {
		if s, ok := root.Get(name).Str(); s != "" || ok {
			t.Errorf("%s is the string %q", name, s)
		}
	}
	for name, want := range map[string]int{"s": 1, "n": 1, "none": 0, "list": 2, "missing": 0} {
		if got := root.Get(name).Each(); len(got) != want {
			t.Errorf("%s has %d values, want %d", name, len(got), want)
		}
	}
	if n := root.Get("s").Get("s"); n != nil {
		t.Errorf("a string has a member: %+v", n)
	}
	if n := root.Get("missing").Get("deeper"); n != nil {
		t.Errorf("nothing has a member: %+v", n)
	}
}

// TestReasons: every reason has words of its own, and those that end a reading are
// those that Parse returns last.
func TestReasons(t *testing.T) {
	words := map[string]jsontree.Reason{}
	for r := jsontree.Syntax; r <= jsontree.Trailing; r++ {
		if other, taken := words[r.Plain()]; taken {
			t.Errorf("reasons %d and %d have the same words", r, other)
		}
		words[r.Plain()] = r
		ends := map[jsontree.Reason]bool{jsontree.Syntax: true, jsontree.TooLarge: true, jsontree.TooDeep: true, jsontree.TooMany: true}[r]
		if r.Ends() != ends {
			t.Errorf("%q ends the reading: %v", r.Plain(), r.Ends())
		}
	}
}
