package report

import (
	"bytes"
	"encoding/json"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// headJSON is what stands above the files.
type headJSON struct {
	Schema     string     `json:"schema"`
	Complete   bool       `json:"complete"`
	Incomplete string     `json:"incomplete,omitempty"` // why
	Run        runJSON    `json:"run"`
	Totals     totalsJSON `json:"totals"`
}

type runJSON struct {
	Tool        string   `json:"tool"`
	Began       string   `json:"began,omitempty"`
	Ended       string   `json:"ended,omitempty"`
	Does        string   `json:"does"` // stamp, clear or undo
	DryRun      bool     `json:"dry_run"`
	InPlace     bool     `json:"in_place"`
	Sidecar     bool     `json:"sidecar"`
	Replace     bool     `json:"replace"`
	Signal      string   `json:"signal,omitempty"`
	Expression  string   `json:"expression,omitempty"`
	Declaration string   `json:"declaration,omitempty"`
	Uses        []string `json:"uses"`
	Paths       []string `json:"paths"`
	Specs       []string `json:"specs"`
}

type totalsJSON struct {
	Files   int          `json:"files"`
	Status  statusCounts `json:"status"`
	Written int          `json:"written"`
	Read    int          `json:"read"`
	Uses    useCounts    `json:"uses"`
}

func headOf(s *summary) *headJSON {
	h := &headJSON{Schema: Schema, Complete: s.Incomplete == "", Incomplete: s.Incomplete,
		Run: runJSON{Tool: s.Tool, Began: instant(s.Began), Ended: instant(s.Ended), Does: s.does(),
			DryRun: s.DryRun, InPlace: s.InPlace, Sidecar: s.Sidecar, Replace: s.Replace,
			Signal: s.Signal, Expression: s.Expression, Declaration: s.Declaration,
			Uses: []string{}, Paths: append([]string{}, s.Paths...), Specs: append([]string{}, s.Specs...)},
		Totals: totalsJSON{s.Totals.Files, s.Totals.Status, s.Totals.Written, s.Totals.Read, useCounts(s.Totals)},
	}
	for _, u := range s.Uses {
		h.Run.Uses = append(h.Run.Uses, u.String())
	}
	return h
}

// does is what a run was for.
func (r *Run) does() string {
	switch {
	case r.Undo:
		return "undo"
	case r.Clear:
		return "clear"
	}
	return "stamp"
}

// members writes an object whose members stand in the order in which they are given.
type members []byte

func (m *members) add(name string, value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	sep := byte(',')
	if len(*m) == 0 {
		sep = '{'
	}
	*m = append(append(append(append(*m, sep, '"'), name...), '"', ':'), bytes.TrimSpace(b.Bytes())...)
	return nil
}

func (m members) end() []byte {
	if len(m) == 0 {
		return []byte("{}")
	}
	return append(m, '}')
}

// statusCounts has every status, in the order of reports.
type statusCounts map[stamp.Status]int

// MarshalJSON writes the statuses in their order.
func (c statusCounts) MarshalJSON() ([]byte, error) {
	var m members
	for _, s := range stamp.Statuses() {
		if err := m.add(string(s), c[s]); err != nil {
			return nil, err
		}
	}
	return m.end(), nil
}

// useCounts has the files by word, before and after, for each use.
type useCounts Totals

// MarshalJSON writes the uses in their order.
func (c useCounts) MarshalJSON() ([]byte, error) {
	var m members
	for _, u := range proviso.Uses() {
		err := m.add(u.String(), struct {
			Before wordCounts `json:"before"`
			After  wordCounts `json:"after"`
		}{wordCounts(c.Before[u]), wordCounts(c.After[u])})
		if err != nil {
			return nil, err
		}
	}
	return m.end(), nil
}

type wordCounts Words

// MarshalJSON writes the words from what binds least to what binds most.
func (c wordCounts) MarshalJSON() ([]byte, error) {
	var m members
	for w, n := range c {
		if err := m.add(proviso.Word(w).String(), n); err != nil {
			return nil, err
		}
	}
	return m.end(), nil
}

// usesJSON is an outcome per use, as in answers.
type usesJSON proviso.Outcomes

// MarshalJSON writes the uses in their order.
func (o *usesJSON) MarshalJSON() ([]byte, error) {
	var m members
	for _, u := range proviso.Uses() {
		if err := m.add(u.String(), outcomeOf(o[u])); err != nil {
			return nil, err
		}
	}
	return m.end(), nil
}

// saysJSON has the uses that something is said about.
type saysJSON proviso.Outcomes

// MarshalJSON writes the uses in their order.
func (o *saysJSON) MarshalJSON() ([]byte, error) {
	var m members
	for _, u := range proviso.Uses() {
		if o[u].Word() == proviso.Unstated {
			continue
		}
		if err := m.add(u.String(), outcomeOf(o[u])); err != nil {
			return nil, err
		}
	}
	return m.end(), nil
}

// outcomeJSON has the word and the alternatives, each a list of terms that must all be
// met: none for unstated and deny, an empty one for allow.
type outcomeJSON struct {
	Outcome string  `json:"outcome"`
	Offers  [][]any `json:"offers"`
}

// outcomeOf writes an element as a string and an opaque term as an object.
func outcomeOf(o proviso.Outcome) outcomeJSON {
	j := outcomeJSON{o.Word().String(), make([][]any, len(o.Offers()))}
	for i, offer := range o.Offers() {
		j.Offers[i] = make([]any, len(offer))
		for k, t := range offer {
			if !t.Opaque() {
				j.Offers[i][k] = t.Kind
				continue
			}
			j.Offers[i][k] = struct {
				Kind string `json:"kind"`
				Link string `json:"link,omitempty"`
				Text string `json:"text,omitempty"`
			}{t.Kind, t.Link, t.Text}
		}
	}
	return j
}
