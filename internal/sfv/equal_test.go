package sfv

import (
	"errors"
	"slices"
	"testing"
)

// Copies without offsets, for comparing what two texts mean.

func dictionaryWithoutOffsets(d Dictionary) (out Dictionary) {
	for _, m := range d {
		out = append(out, Member{Key: m.Key, Item: itemWithoutOffsets(m.Item)})
	}
	return out
}

func listWithoutOffsets(l []Item) (out []Item) {
	for _, item := range l {
		out = append(out, itemWithoutOffsets(item))
	}
	return out
}

func itemWithoutOffsets(item Item) Item {
	out := Item{Value: item.Value, Params: paramsWithoutOffsets(item.Params)}
	out.Value.List = listWithoutOffsets(item.Value.List)
	return out
}

func paramsWithoutOffsets(params []Param) (out []Param) {
	for _, p := range params {
		out = append(out, Param{Key: p.Key, Value: p.Value})
	}
	return out
}

// checkSyntaxError holds any parser's error to what SyntaxError promises.
func checkSyntaxError(t testing.TB, in string, err error) *SyntaxError {
	t.Helper()
	var e *SyntaxError
	if !errors.As(err, &e) {
		t.Fatalf("%q: %T, want *SyntaxError", in, err)
	}
	if e.Offset < 0 || e.Offset > len(in) {
		t.Fatalf("%q: offset %d", in, e.Offset)
	}
	if !slices.Contains(Reasons(), e.Reason) || e.Reason == DuplicateKey || e.Reason == UnknownType {
		t.Fatalf("%q: reason %v", in, e.Reason)
	}
	return e
}

func checkValueError(t testing.TB, err error) *ValueError {
	t.Helper()
	var e *ValueError
	if !errors.As(err, &e) {
		t.Fatalf("%T, want *ValueError", err)
	}
	if !slices.Contains(Reasons(), e.Reason) {
		t.Fatalf("reason %v", e.Reason)
	}
	return e
}
