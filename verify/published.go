package verify

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
)

// document is a published declaration, as far as it is compared.
type document struct {
	artifact    *carrier.Artifact
	text        []byte // as it was served
	canonical   []byte // without its signature, in canonical form
	members     map[string]json.RawMessage
	statements  []statement
	projections []projection
}

// statement is a statement of the document, as its texts stand there.
type statement struct{ scope, expression string }

// projection is a safe form that the document stands behind.
type projection struct {
	carrier, text, scope string
}

// published looks at the published declaration.
func (v *visit) published() {
	a := v.document(declare.WellKnown)
	doc, why := readDocument(a)
	if doc == nil {
		v.noDocument(a, why)
	} else {
		v.documentProblems()
		v.drift(doc)
		v.projections(doc)
	}
	v.signature(doc)
	v.pageForPeople()
}

// readDocument reads what stands at the well-known address; why tells why it is no
// declaration.
func readDocument(a *carrier.Artifact) (d *document, why string) {
	switch {
	case a.Absent():
		return nil, fmt.Sprintf("nothing is there (%d)", a.Status)
	case a != nil && a.Usable() && a.MediaType == "text/html":
		return nil, "a page stands there"
	case !a.Usable() || a.Truncated:
		return nil, "it could not be fetched"
	}
	canonical, err := declare.Canonical(a.Body)
	if err != nil {
		return nil, clip(strings.TrimPrefix(err.Error(), "declare: "), MaxText)
	}
	d = &document{artifact: a, text: a.Body}
	if json.Unmarshal(canonical, &d.members) != nil {
		return nil, "it is no JSON object"
	}
	if text(d.members["schema"]) != declare.Schema {
		return nil, "its schema is not " + declare.Schema
	}
	if d.canonical, err = withoutSignature(canonical); err != nil {
		return nil, "it cannot be compared"
	}
	for _, raw := range list(d.members["statements"]) {
		m := members(raw)
		d.statements = append(d.statements, statement{text(m["scope"]), text(m["expression"])})
	}
	for _, raw := range list(d.members["projections"]) {
		m, i := members(raw), -1
		if json.Unmarshal(m["statement"], &i) == nil && i >= 0 && i < len(d.statements) {
			d.projections = append(d.projections, projection{text(m["carrier"]), text(m["text"]), d.statements[i].scope})
		}
	}
	return d, ""
}

// withoutSignature takes the signature out of a document and gives it in canonical form.
func withoutSignature(document []byte) ([]byte, error) {
	var m map[string]json.RawMessage
	if err := json.Unmarshal(document, &m); err != nil {
		return nil, err
	}
	delete(m, "signature")
	plain, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return declare.Canonical(plain)
}

func text(raw json.RawMessage) (s string) {
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

func list(raw json.RawMessage) (items []json.RawMessage) {
	if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	return items
}

func members(raw json.RawMessage) (m map[string]json.RawMessage) {
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}
