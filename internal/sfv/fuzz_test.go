package sfv

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The oracle stays out of the fuzz targets: what the regular expressions do would
// be taken for news about the parser.

func FuzzDictionary(f *testing.F) {
	seed(f, "dictionary")
	f.Fuzz(func(t *testing.T, in string) {
		repeats := false
		d, err := ParseDictionaryNoting([]byte(in), func(r Repeat) {
			repeats = true
			if r.Start < 0 || r.Start >= r.End || r.End > len(in) {
				t.Fatalf("%q: %+v", in, r)
			}
		})
		if err != nil {
			checkSyntaxError(t, in, err)
			return
		}
		checkRoundTrip(t, in, field{Kind: "dictionary", Dict: d})
		end := 0
		for _, m := range d {
			if !repeats {
				checkOrder(t, in, end, m.Start, m.End)
			}
			end = m.End
			checkMember(t, in, m)
		}
	})
}

// FuzzList also reads each input as an item: where that succeeds, the list must
// hold just that item.
func FuzzList(f *testing.F) {
	seed(f, "list")
	seed(f, "item")
	f.Fuzz(func(t *testing.T, in string) {
		list, listErr := ParseList([]byte(in))
		item, err := ParseItem([]byte(in))
		if err != nil {
			checkSyntaxError(t, in, err)
		} else {
			checkRoundTrip(t, in, field{Kind: "item", Item: item})
			if listErr != nil || !reflect.DeepEqual(list, []Item{item}) {
				t.Fatalf("%q: item %+v, list %+v, %v", in, item, list, listErr)
			}
		}
		if listErr != nil {
			checkSyntaxError(t, in, listErr)
			return
		}
		checkRoundTrip(t, in, field{Kind: "list", List: list})
		end := 0
		for _, item := range list {
			checkOrder(t, in, end, item.Start, item.End)
			end = item.End
			checkItem(t, in, item)
		}
	})
}

func seed(f *testing.F, kind string) {
	files, err := filepath.Glob(filepath.Join(suite, "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no suite: %v", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "-generated.json") {
			continue // thousands of near-copies
		}
		for _, c := range loadCases(f, file) {
			if c.HeaderType == kind {
				f.Add(strings.Join(c.Raw, ", "))
			}
		}
	}
	for _, c := range syntaxErrors {
		if c.kind == kind {
			f.Add(c.in)
		}
	}
}

// checkRoundTrip holds a parsed field to what the package doc promises.
func checkRoundTrip(t testing.TB, in string, f field) {
	t.Helper()
	out, err := f.appendTo(nil)
	if err != nil {
		t.Fatalf("%q: parsed, not serialised: %v", in, err)
	}
	if len(out) > MaxLength {
		return // canonical spaces and padding made it longer than a parser takes
	}
	again, err := parseField(f.Kind, out)
	if err != nil {
		t.Fatalf("%q: serialised to %q: %v", in, out, err)
	}
	if !reflect.DeepEqual(again.withoutOffsets(), f.withoutOffsets()) {
		t.Fatalf("%q: serialised to %q:\n got %+v\nwant %+v", in, out, again, f)
	}
	twice, err := again.appendTo(nil)
	if err != nil || string(twice) != string(out) {
		t.Fatalf("%q: serialised to %q, then to %q, %v", in, out, twice, err)
	}
}

func checkOrder(t testing.TB, in string, after, start, end int) {
	t.Helper()
	if start < after || end < start || end > len(in) {
		t.Fatalf("%q: %d to %d, after %d", in, start, end, after)
	}
}

// What offsets cut out must mean by itself what it meant in its place.

func checkMember(t testing.TB, in string, m Member) {
	t.Helper()
	checkOrder(t, in, m.Start+len(m.Key), m.Item.Start, m.Item.End)
	if m.End != m.Item.End || !strings.HasPrefix(in[m.Start:], m.Key) {
		t.Fatalf("%q: %+v", in, m)
	}
	alone, err := ParseDictionary([]byte(in[m.Start:m.End]))
	if err != nil || len(alone) != 1 || alone[0].Start != 0 || alone[0].End != m.End-m.Start ||
		!reflect.DeepEqual(dictionaryWithoutOffsets(alone), dictionaryWithoutOffsets(Dictionary{m})) {
		t.Fatalf("%q: %+v, alone %+v, %v", in, m, alone, err)
	}
	if m.Item.Start == m.Start+len(m.Key) { // no "=", no value
		checkParams(t, in, m.Item)
	} else {
		checkItem(t, in, m.Item)
	}
}

func checkItem(t testing.TB, in string, item Item) {
	t.Helper()
	alone, err := ParseList([]byte(in[item.Start:item.End]))
	if err != nil || len(alone) != 1 ||
		!reflect.DeepEqual(itemWithoutOffsets(alone[0]), itemWithoutOffsets(item)) {
		t.Fatalf("%q: %+v, alone %+v, %v", in, item, alone, err)
	}
	end := item.Start
	for _, inner := range item.Value.List {
		checkOrder(t, in, end+1, inner.Start, inner.End)
		end = inner.End
		checkItem(t, in, inner)
	}
	checkParams(t, in, item)
}

func checkParams(t testing.TB, in string, item Item) {
	t.Helper()
	for _, p := range item.Params {
		checkOrder(t, in, item.Start, p.Start, p.End)
		checkOrder(t, in, p.Start, p.End, item.End)
		alone, err := ParseItem([]byte("x;" + in[p.Start:p.End]))
		if err != nil || !strings.HasPrefix(in[p.Start:], p.Key) ||
			!reflect.DeepEqual(paramsWithoutOffsets(alone.Params), paramsWithoutOffsets([]Param{p})) {
			t.Fatalf("%q: %+v, alone %+v, %v", in, p, alone.Params, err)
		}
	}
}
