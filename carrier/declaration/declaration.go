// Package declaration reads the declaration document of a declaring party: what it
// states, in full, and which of its other carriers state only a safe form of it.
// The form is ours and is described in docs/declaration.md:
//
//	GET /.well-known/proviso.json
//
//	{"schema": "proviso.declaration/1",
//	 "party": {"name": "Harbour Archive", "url": "https://harbour.example/"},
//	 "statements": [
//	   {"scope": "/photos/", "expression": "train-ai=n;exceptions=cc-cr, search=y"}],
//	 "projections": [
//	   {"carrier": "content-signal", "text": "search=yes, ai-train=no", "statement": 0}]}
//
// Why it is needed: Content-Signal can only say ai-train=no where the owner means
// "only with credit". Joined with the full statement, that no would erase the
// owner's own condition. The owner's declaration says that the no stands for the
// condition, and a reader that has it reads it so ([proviso.Settle]).
//
// # Decisions
//
//   - It is looked for at /.well-known/proviso.json of the asset's origin, and where
//     the asset links to one: Link: <…>; rel="describedby";
//     type="application/vnd.proviso.declaration+json", or the same as a link element.
//     Neither name is registered yet.
//   - The statement with the longest matching scope applies, as a whole; equal ones
//     join. That is the rule of Content-Usage in robots.txt. A scope is a path pattern
//     as there; a statement without one is about the whole site, with length 0.
//   - Expressions are read as in a Content-Usage header.
//   - Projections explain only what the same server states: a document whose origin is
//     not the asset's counts as a statement, like any other, and explains nothing.
//   - A document that was seen before or after the time for which it holds states what it
//     states, and explains nothing.
//   - A document that is broken states what is sound of it, and explains nothing at all.
//     Unknown members are ignored, so that the form can grow; another schema is not read.
package declaration

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
	"github.com/proviso-signals/proviso/internal/weblink"
)

const (
	// WellKnown is the path of the document on its own origin.
	WellKnown = "/.well-known/proviso.json"
	// MediaType tells a link to a declaration from other descriptions.
	MediaType = "application/vnd.proviso.declaration+json"
	// Schema is the version of the form.
	Schema = "proviso.declaration/1"
)

// Limits of a document, besides those of its JSON.
const (
	MaxStatements  = 4096 // statements that are read
	MaxProjections = 256  // projections that are read
	MaxLinks       = 4    // declarations that one asset can link to
)

// Carrier reads declaration documents.
var Carrier = carrier.Carrier{
	Name:  "declaration",
	Title: "declaration document of a declaring party",
	Spec: carrier.Spec{
		Name: "proviso.declaration", Revision: "1",
		URL: "https://github.com/proviso-signals/proviso/blob/main/docs/declaration.md",
	},
	Rule:  "the statement with the longest matching scope applies as a whole",
	Wants: func(a *carrier.Artifact) bool { return a.Kind != carrier.Robots && a.Kind != carrier.Request },
	Read:  read,
	Seeks: seek,
	Forms: []carrier.Form{{
		Name: "document", Place: "the file " + WellKnown + " of the site", Write: write,
	}},
	Codes: codes,
}

const spec = "proviso.declaration-1"

// seek lists where the declaration could be.
func seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	var sought []carrier.Reference
	if origin := carrier.OriginOf(artifacts, q); origin != "" {
		sought = append(sought, carrier.Reference{URL: origin + WellKnown, Why: "declaration", WellKnown: true})
	}
	for _, url := range linked(artifacts, q) {
		sought = append(sought, carrier.Reference{URL: url, Why: "declaration"})
	}
	return sought
}

// linked lists the declarations that the response links to.
func linked(artifacts []*carrier.Artifact, q *carrier.Question) []string {
	var urls []string
	add := func(target, base, mediaType, rel string) {
		if carrier.MediaType(mediaType) == MediaType && carrier.HasToken(rel, "describedby") && len(urls) < MaxLinks {
			if url, ok := carrier.Resolve(base, target); ok {
				urls = append(urls, url)
			}
		}
	}
	for _, a := range artifacts {
		if a.Kind != carrier.Response && a.Kind != carrier.File {
			continue
		}
		base := carrier.BaseOf(a, q)
		for _, f := range a.Header {
			if !strings.EqualFold(f.Name, "Link") {
				continue
			}
			for _, l := range weblink.Parse(f.Value) {
				add(l.Target, base, l.Type, l.Rel)
			}
		}
		if page := carrier.PageOf(a); page != nil {
			for _, l := range page.Links {
				if len(l.Type) >= len(MediaType) { // most links have no type
					add(string(l.Href), carrier.PageBase(page, base), string(l.Type), string(l.Rel))
				}
			}
		}
	}
	return urls
}

// read reads every declaration that was gathered for the asset, each once.
func read(artifacts []*carrier.Artifact, q *carrier.Question) (reading carrier.Reading) {
	origin := carrier.OriginOf(artifacts, q)
	own := carrier.WellKnown(artifacts, q, WellKnown)
	if own.Usable() {
		d := document{artifact: own, source: WellKnown, question: q, origin: origin, path: pathOf(q)}
		reading.Add(d.read(true))
	}
	for _, url := range linked(artifacts, q) {
		a := carrier.DocumentAt(artifacts, url)
		switch {
		case a == own && own != nil:
			continue
		case !a.Usable():
			reading.Problems = append(reading.Problems, proviso.Problem{
				Code: CodeNotRead, Severity: proviso.Warning, Where: proviso.Where{Source: url},
				Hint: "the asset links to a declaration that was not gathered: what it states is unknown, and explains nothing",
			})
			continue
		}
		d := document{artifact: a, source: url, question: q, origin: origin, path: pathOf(q)}
		reading.Add(d.read(false))
	}
	return reading
}

// parsed is a document as it is kept with its artifact.
type parsed struct {
	root   *jsontree.Node
	faults []jsontree.Fault
}

type parsedKey struct{}

func parse(a *carrier.Artifact) *parsed {
	return a.Parsed(parsedKey{}, func(a *carrier.Artifact) any {
		root, faults := jsontree.Parse(a.Body)
		return &parsed{root, faults}
	}).(*parsed)
}
