package declaration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// published is a document as it is written.
type published struct {
	Schema      string                `json:"schema"`
	Statements  []publishedStatement  `json:"statements"`
	Projections []publishedProjection `json:"projections,omitempty"`
}

type publishedStatement struct {
	Scope      string `json:"scope,omitempty"`
	Expression string `json:"expression"`
}

type publishedProjection struct {
	Carrier   string `json:"carrier"`
	Text      string `json:"text"`
	Statement int    `json:"statement"`
}

// write writes a document with one statement and no projections.
func write(said carrier.Said) (string, []proviso.Loss, error) { return Write(said) }

// Safe is a safe form that another carrier states in place of what was said.
type Safe struct {
	Carrier string // the carrier's name
	Text    string // exactly as it is published
}

// Write writes a document with one statement, and the safe forms that stand for it
// elsewhere. It is empty where nothing is said. The losses are those of
// [expr.Write]; the error is about a scope that is no path pattern.
func Write(said carrier.Said, safe ...Safe) (text string, losses []proviso.Loss, err error) {
	if said.Scope != "" && !strings.HasPrefix(said.Scope, "/") && !strings.HasPrefix(said.Scope, "*") {
		return "", nil, fmt.Errorf("declaration: scope %q is no path pattern", said.Scope)
	}
	expression, losses, err := expr.Write(said.Outcomes)
	if err != nil || expression == "" {
		return "", losses, err
	}
	d := published{Schema: Schema, Statements: []publishedStatement{{said.Scope, expression}}}
	for _, s := range safe {
		d.Projections = append(d.Projections, publishedProjection{s.Carrier, s.Text, 0})
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(d); err != nil {
		return "", nil, err
	}
	return b.String(), losses, nil
}
