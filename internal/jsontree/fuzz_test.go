package jsontree_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/internal/jsontree"
)

// decoded is a tree as encoding/json would decode it, with numbers as written.
func decoded(n *jsontree.Node) any {
	switch n.Kind {
	case jsontree.Bool:
		return n.True
	case jsontree.Number:
		return json.Number(n.Text)
	case jsontree.String:
		return n.Text
	case jsontree.Array:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, decoded(item))
		}
		return list
	case jsontree.Object:
		object := map[string]any{}
		for _, m := range n.Members {
			object[m.Name] = decoded(m.Value)
		}
		return object
	}
	return nil
}

// oracle decodes a text with encoding/json; ok is false where that refuses it, or
// where more than white space follows the value.
func oracle(text []byte) (value any, ok bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, false
	}
	_, err := d.Token()
	return value, errors.Is(err, io.EOF)
}

// FuzzParse holds the tree to encoding/json. A text without faults is valid there,
// and the trees are equal; a valid text has no faults but those that the package
// comment names. Of any text, what is in the tree stands where it says, and is what
// the text says there.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,2.5e-3,"x\u00e9",true,false,null,{}]}`, `[{"location":"/","tdm-reservation":1}]`, `["a""b",]`,
		`{"a":1,"a":2}`, "\xEF\xBB\xBF[]", `{"@context":["x"]"uid":"y","z":{"w":"v",}}`, `"\ud800"`, "\"\xff\"", `[1 2]`, `1e999`, `-0`, `{} x`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		root, faults := jsontree.Parse(text)
		checkFaults(t, text, root, faults)
		if root != nil {
			checkNode(t, text, root)
		}
		want, valid := oracle(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")))
		switch {
		case len(faults) == 0 && !valid:
			t.Fatalf("%q has no fault and is no JSON", text)
		case len(faults) == 0 && !reflect.DeepEqual(decoded(root), want):
			t.Fatalf("%q is %v, want %v", text, decoded(root), want)
		case len(faults) > 0 && valid && !excused(text, faults):
			t.Fatalf("%q is JSON and has the faults %v", text, faults)
		case len(faults) > 0 && valid && utf8.Valid(text) && !faults[len(faults)-1].Reason.Ends() && !reflect.DeepEqual(decoded(root), want):
			t.Fatalf("%q repeats names and is %v, want %v", text, decoded(root), want)
		}
	})
}

// excused tells the named differences from encoding/json: repeated names, strings
// that are not UTF-8, and limits.
func excused(text []byte, faults []jsontree.Fault) bool {
	return !slices.ContainsFunc(faults, func(f jsontree.Fault) bool {
		switch f.Reason {
		case jsontree.Repeated, jsontree.TooLarge, jsontree.TooDeep, jsontree.TooMany:
			return false
		case jsontree.Syntax:
			return utf8.Valid(text)
		}
		return true
	})
}

// checkFaults: faults come in order, within the text, and at most the last ends the
// reading.
func checkFaults(t *testing.T, text []byte, root *jsontree.Node, faults []jsontree.Fault) {
	for i, f := range faults {
		if f.Offset < 0 || f.Offset > len(text) || i > 0 && f.Offset < faults[i-1].Offset || f.Reason.Ends() && i < len(faults)-1 {
			t.Fatalf("%q: the faults are %v", text, faults)
		}
	}
	if root == nil && (len(faults) == 0 || !faults[len(faults)-1].Reason.Ends()) {
		t.Fatalf("%q has no tree, and no fault that says why: %v", text, faults)
	}
}

// checkNode: the positions of a value enclose its text and that of its children.
func checkNode(t *testing.T, text []byte, n *jsontree.Node) {
	if n.Offset < 0 || n.End <= n.Offset || n.End > len(text) {
		t.Fatalf("%q: a value at %d-%d", text, n.Offset, n.End)
	}
	own := text[n.Offset:n.End]
	if want := map[jsontree.Kind]string{jsontree.String: `"`, jsontree.Array: "[", jsontree.Object: "{"}[n.Kind]; !strings.HasPrefix(string(own), want) {
		t.Fatalf("%q: the value at %d begins %q", text, n.Offset, own[:1])
	}
	if n.Kind == jsontree.Number && string(own) != n.Text {
		t.Fatalf("%q: the number at %d is %q", text, n.Offset, n.Text)
	}
	at := n.Offset + 1
	inside := func(start int, child *jsontree.Node) {
		if start < at || child.Offset < start || child.End > n.End {
			t.Fatalf("%q: a value at %d-%d in one at %d-%d", text, child.Offset, child.End, n.Offset, n.End)
		}
		at = child.End
		checkNode(t, text, child)
	}
	for _, item := range n.Items {
		inside(item.Offset, item)
	}
	for _, m := range n.Members {
		if m.Offset >= len(text) || text[m.Offset] != '"' {
			t.Fatalf("%q: no name stands at %d", text, m.Offset)
		}
		inside(m.Offset, m.Value)
	}
}
