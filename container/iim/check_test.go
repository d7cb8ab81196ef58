package iim_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/container/iim"
)

// parse reads records and checks what must be so of all.
func parse(t testing.TB, data string) ([]iim.Record, []container.Problem) {
	t.Helper()
	records, problems := iim.Parse([]byte(data))
	at := int64(0)
	for _, r := range records {
		if r.Offset < at || r.Value.Offset < r.Offset+5 || r.Value.Length < 0 || r.Value.End() > int64(len(data)) {
			t.Fatalf("dataset %+v after %d, of %d bytes", r, at, len(data))
		}
		at = r.Value.End()
	}
	for _, p := range problems {
		if !known(p.Code) || p.Hint == "" || p.Offset < 0 || p.Offset > int64(len(data)) {
			t.Fatalf("problem %+v", p)
		}
	}
	return records, problems
}

func known(code string) bool {
	return slices.ContainsFunc(iim.Codes, func(c container.Code) bool { return c.Code == code })
}

// put sets a field and checks everything that must hold of the result. It gives the
// result, or the code of the refusal.
func put(t testing.TB, data string, dataset uint8, value string) (out, refused string) {
	t.Helper()
	kept := strings.Clone(data)
	b, err := iim.Set([]byte(data), dataset, value)
	var r *container.Refusal
	if errors.As(err, &r) {
		if !known(r.Code) || r.Hint == "" || b != nil {
			t.Fatalf("refusal %+v, and %q", r, b)
		}
		return "", r.Code
	}
	if err != nil || data != kept {
		t.Fatalf("Set: %v", err)
	}
	out = string(b)
	_, before := parse(t, data)
	_, after := parse(t, out)
	for _, p := range after {
		if !slices.ContainsFunc(before, func(old container.Problem) bool { return old.Code == p.Code }) {
			t.Fatalf("new problem: %+v", p)
		}
	}
	if d := cmp.Diff(others(t, data, dataset, data), others(t, out, dataset, data)); d != "" {
		t.Fatalf("other datasets: %s", d)
	}
	was, is := fields(data), fields(out)
	if mine := is[dataset]; value == "" && len(mine) != 0 || value != "" && (len(mine) != 1 || mine[0] != value) {
		t.Fatalf("reads back as %q", mine)
	}
	delete(was, dataset)
	delete(is, dataset)
	if d := cmp.Diff(was, is); d != "" {
		t.Fatalf("other texts: %s", d)
	}
	if again, err := iim.Set(b, dataset, value); err != nil || string(again) != out {
		t.Fatalf("setting it again: %v, %q", err, again)
	}
	return out, ""
}

// fields gives the values of the rights fields.
func fields(data string) map[uint8][]string {
	all := map[uint8][]string{}
	for _, t := range iim.Texts([]byte(data)) {
		all[t.Dataset] = append(all[t.Dataset], t.Value)
	}
	return all
}

// others gives the datasets that must come through, and what follows them; without a
// declaration or version that was not there originally.
func others(t testing.TB, data string, dataset uint8, original string) (all []string) {
	records, _ := parse(t, data)
	olds, _ := parse(t, original)
	had := func(number, dataset uint8) bool {
		return slices.ContainsFunc(olds, func(r iim.Record) bool {
			return r.Number == number && (r.Dataset == dataset || number == 2)
		})
	}
	at := int64(0)
	for _, r := range records {
		is := func(n, d uint8) bool { return r.Number == n && r.Dataset == d }
		if piece := data[at:r.Value.End()]; !is(2, dataset) && (!is(1, 90) || had(1, 90)) && (!is(2, 0) || had(2, 0)) {
			all = append(all, piece)
		}
		at = r.Value.End()
	}
	return append(all, data[at:])
}
