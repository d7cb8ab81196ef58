package verify

import (
	"encoding/json"
	"io"
	"time"

	"github.com/proviso-signals/proviso"
)

type jsonReport struct {
	Schema    string         `json:"schema"`
	URL       string         `json:"url"`
	Domain    string         `json:"domain,omitempty"`
	Staged    bool           `json:"staged,omitempty"`
	File      string         `json:"file"`
	Time      string         `json:"time"`
	Digest    string         `json:"digest,omitempty"`
	Published string         `json:"published,omitempty"`
	Exit      int            `json:"exit"`
	Counts    map[string]int `json:"counts"`
	Readers   []jsonReader   `json:"readers"`
	Places    []jsonPlace    `json:"places"`
	Checks    []jsonCheck    `json:"checks"`
}

type jsonReader struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Learns []string `json:"learns"`
}

type jsonPlace struct {
	URL         string   `json:"url"`
	Kind        Kind     `json:"kind"`
	Status      int      `json:"status"`
	MediaType   string   `json:"media_type,omitempty"`
	Collections []string `json:"collections"`
	EmbeddedIn  string   `json:"embedded_in,omitempty"`
}

type jsonCheck struct {
	ID         string         `json:"id"`
	Rule       string         `json:"rule"`
	URL        string         `json:"url,omitempty"`
	Place      Kind           `json:"place,omitempty"`
	Collection string         `json:"collection,omitempty"`
	Reader     string         `json:"reader,omitempty"`
	Use        string         `json:"use,omitempty"`
	Declared   *jsonOutcome   `json:"declared,omitempty"`
	Expected   *jsonOutcome   `json:"expected,omitempty"`
	Found      *jsonOutcome   `json:"found,omitempty"`
	Verdict    string         `json:"verdict"`
	Severity   string         `json:"severity"`
	Message    string         `json:"message"`
	Mend       string         `json:"mend,omitempty"`
	Line       int            `json:"line,omitempty"`
	Evidence   []jsonEvidence `json:"evidence,omitempty"`
}

type jsonOutcome struct {
	Outcome string  `json:"outcome"`
	Offers  [][]any `json:"offers,omitempty"` // of terms: a name, or an object
}

type jsonTerm struct {
	Kind string `json:"kind"`
	Link string `json:"link,omitempty"`
	Text string `json:"text,omitempty"`
}

type jsonEvidence struct {
	Carrier  string            `json:"carrier"`
	Where    string            `json:"where"`
	Raw      string            `json:"raw,omitempty"`
	Says     map[string]string `json:"says,omitempty"`
	Injected string            `json:"injected,omitempty"`
}

// WriteJSON writes the report in the form [Schema], which the package comment describes.
// The same report is the same bytes.
func (r *Report) WriteJSON(w io.Writer) error {
	out := jsonReport{
		Schema: Schema, URL: r.URL, Domain: r.Domain, Staged: r.Staged, File: r.File, Time: r.Time.UTC().Format(time.RFC3339),
		Digest: r.Digest, Published: r.Published, Exit: r.Exit(), Counts: map[string]int{},
		Readers: []jsonReader{}, Places: []jsonPlace{}, Checks: []jsonCheck{},
	}
	for _, s := range []Severity{Pass, Note, Warn, Fail} {
		out.Counts[s.String()] = r.Count(s)
	}
	for i := range readers {
		out.Readers = append(out.Readers, jsonReader{readers[i].Name, readers[i].Title, useNames(readers[i].Learns)})
	}
	for _, p := range r.Places {
		out.Places = append(out.Places, jsonPlace{p.URL, p.Kind, p.Status, p.MediaType, append([]string{}, p.Collections...), p.EmbeddedIn})
	}
	for i := range r.Checks {
		out.Checks = append(out.Checks, jsonOf(&r.Checks[i]))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func jsonOf(c *Check) jsonCheck {
	out := jsonCheck{
		ID: c.ID, Rule: c.Rule, URL: c.URL, Place: c.Place, Collection: c.Collection, Reader: c.Reader,
		Verdict: c.Verdict.String(), Severity: c.Severity.String(), Message: c.Message, Mend: c.Mend, Line: c.Line,
	}
	if c.About {
		out.Use = c.Use.String()
		out.Declared, out.Expected, out.Found = outcomeJSON(c.Declared), outcomeJSON(c.Expected), outcomeJSON(c.Found)
	}
	for _, e := range c.Evidence {
		says := map[string]string{}
		for _, use := range proviso.Uses() {
			if word := e.Says[use].Word(); word != proviso.Unstated {
				says[use.String()] = word.String()
			}
		}
		out.Evidence = append(out.Evidence, jsonEvidence{e.Carrier, e.Where, e.Raw, says, e.Injected})
	}
	return out
}

func outcomeJSON(o proviso.Outcome) *jsonOutcome {
	out := &jsonOutcome{Outcome: o.Word().String()}
	if o.Word() != proviso.Conditional {
		return out
	}
	for _, offer := range o.Offers() {
		terms := []any{}
		for _, t := range offer {
			if t.Opaque() {
				terms = append(terms, jsonTerm{clip(t.Kind, MaxText), clip(t.Link, MaxLink), clip(t.Text, MaxText)})
				continue
			}
			terms = append(terms, t.Kind)
		}
		out.Offers = append(out.Offers, terms)
	}
	return out
}

func useNames(uses []proviso.Use) (names []string) {
	for _, u := range uses {
		names = append(names, u.String())
	}
	return names
}
