package vectors

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
)

// expected is an answer as the vector wants it.
func expected(t testing.TB, v Vector) []byte {
	t.Helper()
	line, err := marshal(struct {
		ID string `json:"id"`
		Expectation
	}{v.ID(), v.Expect})
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// Every vector passes on its own expectation and on no other of its suite that
// expects something else.
func TestEveryVectorMeetsItself(t *testing.T) {
	for _, v := range loaded(t) {
		if diffs := Check(v, expected(t, v)); diffs != nil {
			t.Errorf("%s: %v", v.ID(), diffs)
		}
	}
}

func TestCheck(t *testing.T) {
	v := Vector{Suite: Signals, Name: "x", Expect: Expectation{Access: "allowed", Uses: map[string]Outcome{}}}
	for use, text := range map[string]string{
		"train-ai": "conditional credit + condition <https://example.com/t> | credit + open",
		"ai-use":   "deny", "search": "allow", "tdm": "unstated",
	} {
		o, err := parseOutcome(text)
		if err != nil {
			t.Fatal(err)
		}
		v.Expect.Uses[use] = o
	}
	const rest = `"ai-use":{"outcome":"deny","offers":[]},"search":{"outcome":"allow","offers":[[]]}`
	const link = `{"kind":"condition","link":"https://example.com/t","text":"whatever"}`
	for name, test := range map[string]struct {
		answer string
		wrong  []string
	}{
		"as expected":                        {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `],["credit","open"]]},` + rest + `}}`, nil},
		"in another order, with repetitions": {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["open","credit","open"],[` + link + `,"credit"],["credit","open"]]},` + rest + `}}`, nil},
		"element as an object":               {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `],[{"kind":"credit"},"open"]]},` + rest + `}}`, nil},
		"offers of a deny":                   {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `],["credit","open"]]},"ai-use":{"outcome":"deny","offers":null},"search":{"outcome":"allow"}}}`, nil},
		"one offer missing":                  {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit","open"]]},` + rest + `}}`, []string{"train-ai"}},
		"other link":                         {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",{"kind":"condition","link":"https://example.com/u"}],["credit","open"]]},` + rest + `}}`, []string{"train-ai"}},
		"terms in one offer":                 {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `,"open"]]},` + rest + `}}`, []string{"train-ai"}},
		"other access":                       {`{"access":"unknown","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `],["credit","open"]]},` + rest + `}}`, []string{"access"}},
		"left out":                           {`{"uses":{}}`, []string{"access", "train-ai", "ai-use", "search"}},
		"too much":                           {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",` + link + `],["credit","open"]]},` + rest + `,"tdm":{"outcome":"deny"}}}`, []string{"tdm"}},
		"unknown word":                       {`{"access":"allowed","uses":{"train-ai":{"outcome":"perhaps"},` + rest + `}}`, []string{"train-ai"}},
		"no uses":                            {`{"access":"allowed"}`, []string{"answer"}},
		"no JSON":                            {`train-ai: deny`, []string{"answer"}},
		"nothing":                            {``, []string{"answer"}},
		"a list":                             {`[]`, []string{"answer"}},
		"term that is a number":              {`{"access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[[1]]},` + rest + `}}`, []string{"answer"}},
	} {
		var wrong []string
		for _, d := range Check(v, []byte(test.answer)) {
			wrong = append(wrong, d.What)
		}
		if !slices.Equal(wrong, test.wrong) {
			t.Errorf("%s: differs in %q, want %q", name, wrong, test.wrong)
		}
	}
}

func TestBundle(t *testing.T) {
	var first, second bytes.Buffer
	if err := WriteBundle(&first); err != nil {
		t.Fatal(err)
	}
	if err := WriteBundle(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two bundles of the same vectors differ")
	}
	var b struct {
		Schema, Licence string
		Count           int
		Suites          map[string]int
		Vectors         []struct {
			Name, Suite, Checks, Source, Spec string
			Status                            Status
			Raw, Canonical                    []string
			MustFail                          bool `json:"must_fail"`
			Request                           json.RawMessage
			Expected                          Expectation
		}
	}
	if err := json.Unmarshal(first.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	all := loaded(t)
	if b.Schema != BundleSchema || b.Licence != "CC0-1.0" || b.Count != len(all) || len(b.Vectors) != len(all) || len(b.Suites) != len(Suites()) {
		t.Fatalf("schema %s, licence %s, count %d, %d vectors, suites %v", b.Schema, b.Licence, b.Count, len(b.Vectors), b.Suites)
	}
	for i, got := range b.Vectors {
		v := all[i]
		var request any
		_ = json.Unmarshal(got.Request, &request)
		switch {
		case got.Name != v.Name || got.Suite != v.Suite || got.Checks != v.Checks || got.Source == "" || got.Spec == "" || got.Status != v.Status:
			t.Errorf("%s: described as %+v", v.ID(), got)
		case (request == nil) != (v.Kind() == Writing):
			t.Errorf("%s: request %s", v.ID(), got.Request)
		case (got.Canonical == nil) != (v.Canonical == nil):
			t.Errorf("%s: canonical %q, want %q", v.ID(), got.Canonical, v.Canonical)
		case v.Suite == Expression && len(got.Raw) != 1:
			t.Errorf("%s: raw %q", v.ID(), got.Raw)
		case got.MustFail != v.MustFail:
			t.Errorf("%s: must_fail %v", v.ID(), got.MustFail)
		}
		for _, use := range Uses() {
			if got.Expected.Uses[use].String() != v.Expect.Uses[use].String() {
				t.Errorf("%s: %s is %s, want %s", v.ID(), use, got.Expected.Uses[use], v.Expect.Uses[use])
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	v := Vector{Suite: Signals, Name: "x", Expect: Expectation{Access: "allowed", Uses: map[string]Outcome{"train-ai": {Word: "deny"}}}}
	f.Add([]byte(`{"id":"x","access":"allowed","uses":{"train-ai":{"outcome":"conditional","offers":[["credit",{"kind":"a","link":"b"}]]}}}`))
	f.Add([]byte(`{"uses":{"tdm":null}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		for _, d := range Check(v, line) {
			if d.What == "" || d.Want == d.Got {
				t.Fatalf("a difference that is none: %+v", d)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	all := loaded(b)
	answers := make([][]byte, len(all))
	for i, v := range all {
		answers[i] = expected(b, v)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, v := range all {
			if Check(v, answers[i]) != nil {
				b.Fatal(v.ID())
			}
		}
	}
}
