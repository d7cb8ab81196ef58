package declare

import (
	"errors"
	"fmt"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

const (
	// Schema is the published form that [Publish] writes: docs/declaration.md.
	Schema = "proviso.declaration/1"
	// WellKnown is where it is published on the party's own domain.
	WellKnown = "/.well-known/proviso.json"
	// MaxProjections is how many projections readers read.
	MaxProjections = 256
	// MaxPublished is how large a document may be that readers read, in bytes.
	MaxPublished = 1 << 20
)

// Projection is a carrier of the same party that states a safe form of one statement.
// Readers that find it there, just so, read it as the statement.
type Projection struct {
	Carrier string // the carrier's name
	Text    string // the safe form exactly as it is published
	Scope   string // of the statement it stands for, as in [Statement]
	// Literal is what the text says by itself.
	Literal proviso.Outcomes
}

// document is what is published; the members that readers of the form know are Schema,
// Statements and Projections. The others are ignored by them.
type document struct {
	Schema      string                `json:"schema"`
	Vocabulary  string                `json:"vocabulary"`
	Party       publishedParty        `json:"party"`
	Validity    *publishedValidity    `json:"validity,omitempty"`
	Supersedes  []string              `json:"supersedes,omitempty"`
	Collections []publishedCollection `json:"collections"`
	Statements  []publishedStatement  `json:"statements"`
	Projections []publishedProjection `json:"projections,omitempty"`
}

type publishedParty struct {
	Name        string   `json:"name"`
	Role        Role     `json:"role"`
	Domain      string   `json:"domain,omitempty"`
	Identifiers []string `json:"identifiers,omitempty"`
	Link        string   `json:"link,omitempty"`
	Contact     string   `json:"contact,omitempty"`
	For         string   `json:"for,omitempty"`
}

type publishedValidity struct {
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
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

// Publish writes the published form of a declaration: a document that readers of
// proviso.declaration/1 read today, in the canonical form of RFC 8785, so that one
// declaration always has the same bytes and digest. What else the declaration says stands
// in further members.
//
// The losses are those of [Declaration.Statements]. An error means that nothing should be
// published: a projection that must not stand behind its statement
// ([Declaration.Explains]), or a limit of the form. All of them are in it.
func Publish(d *Declaration, projections []Projection) (text []byte, losses []proviso.Loss, err error) {
	statements := d.Statements()
	out := document{
		Schema: Schema, Vocabulary: vocabulary(),
		Party: publishedParty(d.Party), Validity: d.Validity.published(), Supersedes: d.Supersedes,
		Collections: publishedCollections(d), Statements: []publishedStatement{},
	}
	var faults []error
	index := map[string]int{}
	for i, s := range statements {
		index[s.Scope] = i
		if s.Scope != "" && s.Scope[0] != '/' && s.Scope[0] != '*' {
			faults = append(faults, fmt.Errorf("declare: %q is no pattern of paths", s.Scope))
		}
		out.Statements = append(out.Statements, publishedStatement{s.Scope, s.Expression})
		losses = append(losses, s.Losses...)
	}
	for _, p := range projections {
		if err := explains(statements, p); err != nil {
			faults = append(faults, err)
			continue
		}
		out.Projections = append(out.Projections, publishedProjection{p.Carrier, p.Text, index[p.Scope]})
	}
	if len(statements) > MaxPatterns || len(projections) > MaxProjections {
		faults = append(faults, fmt.Errorf("declare: readers read %d statements and %d projections, and here are %d and %d",
			MaxPatterns, MaxProjections, len(statements), len(projections)))
	}
	if len(faults) > 0 {
		return nil, losses, errors.Join(faults...)
	}
	if text, err = canonicalOf(out); err == nil && len(text) > MaxPublished {
		text, err = nil, fmt.Errorf("declare: the document has %d bytes, and readers read %d", len(text), MaxPublished)
	}
	return text, losses, err
}

// Explains tells why a projection must not be published: because there is no such
// statement, because the text says what the statement does not say in full, so that it
// would be explained away, or because the text is looser. It is nil where the declaration
// can stand behind the projection.
func (d *Declaration) Explains(p Projection) error { return explains(d.Statements(), p) }

func explains(statements []Statement, p Projection) error {
	if p.Carrier == "" || p.Text == "" {
		return errors.New("declare: a projection names a carrier and the text that stands there")
	}
	for i := range statements {
		s := &statements[i]
		if s.Scope != p.Scope {
			continue
		}
		found := expr.Read([]byte(s.Expression), &expr.Source{})
		for _, use := range proviso.Uses() {
			literal, told := p.Literal[use], found.Outcomes[use]
			switch {
			case literal.Word() == proviso.Unstated:
			case s.Outcomes[use].Word() == proviso.Allow && told.Word() == proviso.Unstated:
				// What is taken away is a permission that the expression cannot say, and that
				// the text refuses in any case.
			case !told.Equal(s.Outcomes[use]):
				return fmt.Errorf("declare: %s %q speaks of %s, and the published expression cannot say what is meant about it: explaining it would take that away", p.Carrier, p.Text, use)
			case !literal.AtLeast(told):
				return fmt.Errorf("declare: %s %q is looser about %s than what it stands for", p.Carrier, p.Text, use)
			}
		}
		return nil
	}
	return fmt.Errorf("declare: %s %q stands for a statement about %q, and there is none", p.Carrier, p.Text, p.Scope)
}

func (v Validity) published() *publishedValidity {
	if v.From.IsZero() && v.Until.IsZero() {
		return nil
	}
	return &publishedValidity{From: instantText(v.From), Until: instantText(v.Until)}
}

func instantText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}
