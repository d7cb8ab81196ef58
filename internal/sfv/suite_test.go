package sfv

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// vendored is the suite in the repository; suiteVariable may name the folder of
// another copy, such as a newer one, to be run in its place.
const (
	vendored      = "testdata/structured-field-tests"
	suiteVariable = "STRUCTURED_FIELD_TESTS"
)

var suite = cmp.Or(os.Getenv(suiteVariable), vendored)

// How many cases the vendored suite holds; see its README.
const (
	parseCases     = 1564
	serialiseCases = 544
)

// suiteCase is one record of the suite. Unknown members are an error.
type suiteCase struct {
	Name       string          `json:"name"`
	Raw        []string        `json:"raw"`
	HeaderType string          `json:"header_type"`
	Expected   json.RawMessage `json:"expected"`
	MustFail   bool            `json:"must_fail"`
	CanFail    bool            `json:"can_fail"`
	Canonical  *[]string       `json:"canonical"`
}

// field is a parsed field of any of the three kinds; only that of Kind is set.
type field struct {
	Kind string
	Dict Dictionary
	List []Item
	Item Item
}

func parseField(kind string, in []byte) (f field, err error) {
	f.Kind = kind
	switch kind {
	case "dictionary":
		f.Dict, err = ParseDictionary(in)
	case "list":
		f.List, err = ParseList(in)
	case "item":
		f.Item, err = ParseItem(in)
	default:
		err = fmt.Errorf("unknown header_type %q", kind)
	}
	return f, err
}

func (f field) appendTo(dst []byte) ([]byte, error) {
	switch f.Kind {
	case "dictionary":
		return AppendDictionary(dst, f.Dict)
	case "list":
		return AppendList(dst, f.List)
	}
	return AppendItem(dst, f.Item)
}

func (f field) withoutOffsets() field {
	return field{f.Kind, dictionaryWithoutOffsets(f.Dict), listWithoutOffsets(f.List), itemWithoutOffsets(f.Item)}
}

func TestSuiteParsing(t *testing.T) {
	count := 0
	eachCase(t, "*.json", func(t *testing.T, c suiteCase) {
		count++
		raw := strings.Join(c.Raw, ", ")
		got, err := parseField(c.HeaderType, []byte(raw))
		if c.MustFail {
			if err == nil {
				t.Fatalf("%q: parsed, must fail: %+v", raw, got)
			}
			checkSyntaxError(t, raw, err)
			return
		}
		// Where a parser may fail (can_fail), this one does not: see the package doc.
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		want := decodeField(t, c)
		if got := got.withoutOffsets(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q:\n got %+v\nwant %+v", raw, got, want)
		}
		canonical := raw
		if c.Canonical != nil {
			canonical = strings.Join(*c.Canonical, ", ")
		}
		out, err := got.appendTo(nil)
		if err != nil || string(out) != canonical {
			t.Errorf("%q: serialised to %q, %v; want %q", raw, out, err, canonical)
		}
	})
	wantCount(t, count, parseCases)
}

func TestSuiteSerialising(t *testing.T) {
	count := 0
	eachCase(t, "serialisation-tests/*.json", func(t *testing.T, c suiteCase) {
		count++
		f := decodeField(t, c)
		out, err := f.appendTo(nil)
		if c.MustFail {
			if err == nil {
				t.Fatalf("%s: serialised to %q, must fail", c.Expected, out)
			}
			checkValueError(t, err)
			return
		}
		if c.Canonical == nil {
			t.Fatal("no canonical form")
		}
		if want := strings.Join(*c.Canonical, ", "); err != nil || string(out) != want {
			t.Errorf("%s: serialised to %q, %v; want %q", c.Expected, out, err, want)
		}
	})
	wantCount(t, count, serialiseCases)
}

func wantCount(t *testing.T, count, want int) {
	t.Helper()
	if suite == vendored && count != want {
		t.Errorf("%d cases ran, want %d", count, want)
	}
	t.Logf("%d cases", count)
}

// eachCase runs every case of the files that match.
func eachCase(t *testing.T, pattern string, run func(*testing.T, suiteCase)) {
	files, err := filepath.Glob(filepath.Join(suite, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files match %s: %v", pattern, err)
	}
	for _, file := range files {
		cases := loadCases(t, file)
		t.Run(filepath.Base(file), func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { run(t, c) })
			}
			t.Logf("%d cases", len(cases))
		})
	}
}

func loadCases(t testing.TB, file string) []suiteCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var cases []suiteCase
	if err := d.Decode(&cases); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("%s: more than one JSON value", file)
	}
	if len(cases) == 0 {
		t.Fatalf("%s: no cases", file)
	}
	return cases
}
