package main

import (
	"bufio"
	"encoding/json"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/proviso-signals/proviso/publish"
)

// planSchema is the version of the form of plan --json.
const planSchema = "proviso.plan/1"

type planJSON struct {
	Schema  string         `json:"schema"`
	File    string         `json:"declaration"`
	Changes []changeJSON   `json:"changes"`
	Parts   []partJSON     `json:"places"`
	Marks   map[string]int `json:"images,omitempty"`
}

type changeJSON struct {
	Path    string   `json:"path"`
	What    string   `json:"what"` // new, change or remove
	Writers []string `json:"places"`
	Diff    string   `json:"diff"`
}

type partJSON struct {
	Name     string              `json:"name"`
	Entry    string              `json:"file,omitempty"`
	Losses   []lossJSON          `json:"losses,omitempty"`
	Problems []map[string]string `json:"problems,omitempty"`
	Steps    []string            `json:"steps,omitempty"`
}

type lossJSON struct {
	Scope string `json:"scope,omitempty"`
	Use   string `json:"use"`
	Why   string `json:"why"`
}

func writePlanJSON(out *bufio.Writer, pr *project, p *publish.Plan, m *marked) error {
	j := planJSON{Schema: planSchema, File: pr.file, Changes: []changeJSON{}, Parts: []partJSON{}}
	for _, c := range p.Changes {
		what := "change"
		switch {
		case c.Old == nil:
			what = "new"
		case c.New == nil:
			what = "remove"
		}
		j.Changes = append(j.Changes, changeJSON{c.Path, what, c.Writers, string(diff.Diff("old", c.Old, "new", c.New))})
	}
	for _, part := range p.Parts {
		pj := partJSON{Name: part.Writer.Name, Entry: part.Entry, Steps: part.Steps}
		for _, l := range part.Losses {
			pj.Losses = append(pj.Losses, lossJSON{l.Scope, l.Use.String(), l.Why})
		}
		if len(part.Problems) > 0 {
			pj.Problems = problemsJSON(part.Problems)
		}
		j.Parts = append(j.Parts, pj)
	}
	if len(m.counts) > 0 {
		j.Marks = map[string]int{}
		for s, n := range m.counts {
			j.Marks[string(s)] = n
		}
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(j)
}
