package vectors

import (
	"bytes"
	"encoding/json"
	"io"
)

// BundleSchema names the form of the document that [WriteBundle] writes. It
// changes when a reader of the old form would misread the new one.
const BundleSchema = "proviso.vectors/1"

type bundle struct {
	Schema  string         `json:"schema"`
	Licence string         `json:"licence"`
	Count   int            `json:"count"`
	Suites  map[string]int `json:"suites"`
	Vectors []bundled      `json:"vectors"`
}

// bundled is one vector. Raw, must_fail, can_fail and canonical are those of
// httpwg/structured-field-tests.
type bundled struct {
	Name      string          `json:"name"`
	Suite     string          `json:"suite"`
	Checks    string          `json:"checks"`
	Source    string          `json:"source"`
	Spec      string          `json:"spec"`
	Status    Status          `json:"status"`
	Raw       []string        `json:"raw,omitempty"`
	MustFail  bool            `json:"must_fail,omitempty"`
	CanFail   bool            `json:"can_fail,omitempty"`
	Canonical *[]string       `json:"canonical,omitempty"` // an empty list is kept: no field is written
	Request   json.RawMessage `json:"request,omitempty"`
	Expected  Expectation     `json:"expected"`
	Problems  []string        `json:"problems,omitempty"`
}

// WriteBundle writes all vectors as one JSON document, for programs in any
// language. The same vectors always give the same bytes.
func WriteBundle(w io.Writer) error {
	all, err := Load()
	if err != nil {
		return err
	}
	b := bundle{Schema: BundleSchema, Licence: "CC0-1.0", Count: len(all), Suites: make(map[string]int)}
	for _, v := range all {
		b.Suites[v.Suite]++
		one := bundled{
			Name: v.Name, Suite: v.Suite, Checks: v.Checks, Source: v.Source, Spec: v.Spec, Status: v.Status,
			Raw: v.raw(), MustFail: v.MustFail, CanFail: v.CanFail,
			Request: Request(v), Expected: v.Expect, Problems: v.Problems,
		}
		if v.Canonical != nil {
			one.Canonical = &v.Canonical
		}
		b.Vectors = append(b.Vectors, one)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(b)
}

// marshal writes one line of JSON that people can read: no \u003c for <.
func marshal(v any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), nil
}
