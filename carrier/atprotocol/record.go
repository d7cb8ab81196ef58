package atprotocol

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// page is what one artifact holds. It is made once and shared.
type page struct {
	records  []record
	problems []proviso.Problem
}

// record is one record of preferences.
type record struct {
	repo  string // DID or handle of the repository; empty where nothing tells
	scope scope
	about string // the entity or collection of its scope
	older bool   // of the older proposal
	// said is what the record says of each preference, by index into tokens.
	said  [numTokens]proviso.Outcome
	where proviso.Where
	raw   string
}

// scope is what a record applies to.
type scope uint8

const (
	everything scope = iota
	forEntity
	inCollection
	unreadable // nobody knows to what
)

// reader makes a page of an artifact.
type reader struct {
	page
	body     []byte
	source   string
	doubtful bool // something is missing or wrong, so that no permission counts
}

func parse(a *carrier.Artifact) *page {
	r := &reader{body: a.Body, source: sourceOf(a)}
	root, faults := jsontree.Parse(a.Body)
	for _, f := range faults {
		severity, what := proviso.Warning, f.Reason.Plain()
		switch {
		case f.Reason.Ends():
			severity = proviso.Fault
		case f.Reason == jsontree.Repeated:
			what = "a name is given twice in one object"
		}
		r.doubtful = true
		r.report(CodeJSON, severity, f.Offset, "the text is broken ("+what+"): the refusals that can be read count, its permissions do not")
	}
	if a.Truncated {
		r.doubtful = true
		r.report(CodeJSON, proviso.Fault, len(a.Body), "the text was not gathered whole: the refusals that can be read count, its permissions do not")
	}
	switch records := root.Get("records"); {
	case isRecord(root):
		r.record(root, "")
	case isRecord(root.Get("value")):
		r.record(root.Get("value"), repoOf(root.Get("uri")))
	case records != nil && records.Kind == jsontree.Array:
		r.list(records)
	}
	return &r.page
}

// sourceOf names an artifact in positions.
func sourceOf(a *carrier.Artifact) string {
	if a.Source == "" {
		return "record"
	}
	return a.Source
}

// isRecord reports whether a value is a record of preferences.
func isRecord(n *jsontree.Node) bool {
	kind, _ := n.Get("$type").Str()
	return kind == Collection || kind == Proposed
}

// repoOf gives the repository of an at: URI; empty for anything else.
func repoOf(n *jsontree.Node) string {
	uri, _ := n.Str()
	repo, _, _ := cutURI(uri)
	return repo
}

// cutURI takes an at: URI apart: at://REPO/COLLECTION/KEY.
func cutURI(uri string) (repo, collection string, ok bool) {
	rest, ok := strings.CutPrefix(uri, "at://")
	if !ok || len(rest) > 2*MaxName {
		return "", "", false
	}
	repo, rest, _ = strings.Cut(rest, "/")
	collection, _, _ = strings.Cut(rest, "/")
	return repo, collection, repo != ""
}

// list reads the answer of listRecords.
func (r *reader) list(list *jsontree.Node) {
	var entries []*jsontree.Node
	for _, n := range list.Items {
		if isRecord(n.Get("value")) {
			entries = append(entries, n)
		}
	}
	if len(entries) > MaxRecords {
		r.doubtful = true
		r.report(CodeTooMany, proviso.Fault, entries[MaxRecords].Offset, "more records stand here than are read: no permission among them counts")
		entries = entries[:MaxRecords]
	}
	for _, n := range entries {
		r.record(n.Get("value"), repoOf(n.Get("uri")))
	}
}

// record reads one record.
func (r *reader) record(n *jsontree.Node, repo string) {
	rec := record{
		repo: repo, where: carrier.At(r.source, r.body, n.Offset),
		raw: carrier.Clip(string(r.body[n.Offset:n.End]), carrier.MaxRaw),
	}
	preferences := []*jsontree.Node{n}
	if kind, _ := n.Get("$type").Str(); kind == Proposed {
		rec.older = true
		r.report(CodeProposed, proviso.Notice, n.Offset, Proposed+" was proposed and never adopted: its refusals are read, its permissions are not")
	} else {
		rec.scope, rec.about = r.scope(n)
		preferences = every(n, "preferences")
	}
	if len(preferences) == 0 {
		r.report(CodeRecord, proviso.Warning, n.Offset, "the record has no member preferences, and so states nothing")
	}
	for _, set := range preferences {
		if set.Kind != jsontree.Object {
			r.report(CodeRecord, proviso.Warning, set.Offset, "preferences is no object, and so states nothing")
		}
		for _, m := range set.Members {
			if i, ok := tokenAt(m.Name, rec.older); ok {
				rec.said[i] = rec.said[i].Join(r.preference(m.Value, rec.older))
			}
		}
	}
	r.records = append(r.records, rec)
}

// every gives all members of a name, repeated ones included.
func every(n *jsontree.Node, name string) (values []*jsontree.Node) {
	for _, m := range n.Members {
		if m.Name == name {
			values = append(values, m.Value)
		}
	}
	return values
}
