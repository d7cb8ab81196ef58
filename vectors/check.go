package vectors

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Diff is one thing in an answer that is not as expected.
type Diff struct {
	What string `json:"what"` // access, a use, or answer where it is no answer at all
	Want string `json:"want"`
	Got  string `json:"got"`
}

// String words the difference.
func (d Diff) String() string { return fmt.Sprintf("%s: want %s, got %s", d.What, d.Want, d.Got) }

// request is a request of the batch form; see docs/batch.md.
type request struct {
	ID           string      `json:"id"`
	URL          string      `json:"url"`
	As           []string    `json:"as,omitempty"`
	Robots       *string     `json:"robots,omitempty"`
	RobotsBase64 []byte      `json:"robots_base64,omitempty"`
	RobotsStatus int         `json:"robots_status,omitempty"`
	Headers      [][2]string `json:"headers,omitempty"`
	Body         *string     `json:"body,omitempty"`
	BodyBase64   []byte      `json:"body_base64,omitempty"`
	MediaType    string      `json:"media_type,omitempty"`
	Documents    []document  `json:"documents,omitempty"`
	Profile      string      `json:"profile,omitempty"`
}

// document is a document of a request.
type document struct {
	URL        string  `json:"url"`
	Status     int     `json:"status"`
	MediaType  string  `json:"media_type,omitempty"`
	Body       *string `json:"body,omitempty"`
	BodyBase64 []byte  `json:"body_base64,omitempty"`
}

// textOrBase64 puts bytes into one of two members: as text where they are UTF-8.
func textOrBase64(b []byte) (text *string, encoded []byte) {
	if b == nil {
		return nil, nil
	}
	if !utf8.Valid(b) {
		return nil, b
	}
	s := string(b)
	return &s, nil
}

// Request gives the vector as a request of the batch form: one line of JSON,
// without its newline. It is nil for a writer vector, which asks nothing.
func Request(v Vector) []byte {
	if v.Kind() == Writing {
		return nil
	}
	r := request{ID: v.ID(), URL: v.URL, As: v.As, RobotsStatus: v.RobotsStatus, MediaType: v.MediaType, Profile: v.Profile}
	r.Robots, r.RobotsBase64 = textOrBase64(v.Robots)
	r.Body, r.BodyBase64 = textOrBase64(v.Body)
	for _, d := range v.Documents {
		one := document{URL: d.URL, Status: d.Status, MediaType: d.MediaType}
		one.Body, one.BodyBase64 = textOrBase64(d.Body)
		r.Documents = append(r.Documents, one)
	}
	for _, f := range v.Headers {
		r.Headers = append(r.Headers, [2]string{f.Name, f.Value})
	}
	line, err := marshal(r)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return line
}

// answer is as much of an answer of the batch form as is judged.
type answer struct {
	ID     json.RawMessage    `json:"id"`
	Access string             `json:"access"`
	Uses   map[string]Outcome `json:"uses"`
}

func parseAnswer(line []byte) (answer, error) {
	var a answer
	if err := json.Unmarshal(line, &a); err != nil {
		return answer{}, fmt.Errorf("not an answer: %w", err)
	}
	if a.Uses == nil {
		return answer{}, errors.New("not an answer: no uses")
	}
	return a, nil
}

// Check compares an answer of the batch form with what the vector expects, and
// gives the differences: none when it passes. Access and the outcome for every
// use are judged; the offers of a conditional outcome are compared as sets of
// sets, and the wording of an opaque term is not judged. A use that the answer
// leaves out counts as unstated. Evidence, conflicts and problems are not judged.
func Check(v Vector, line []byte) []Diff {
	a, err := parseAnswer(line)
	if err != nil {
		return []Diff{{What: "answer", Want: "JSON as in docs/batch.md", Got: err.Error()}}
	}
	return compare(v, a)
}

func compare(v Vector, a answer) []Diff {
	var diffs []Diff
	if want := v.Expect.Access; want != "" && a.Access != want {
		diffs = append(diffs, Diff{"access", want, orNothing(a.Access)})
	}
	for _, use := range Uses() {
		want := v.Expect.Uses[use].String()
		got := "unstated"
		if o, listed := a.Uses[use]; listed {
			got = o.String()
		}
		if got != want {
			diffs = append(diffs, Diff{use, want, orNothing(got)})
		}
	}
	return diffs
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
