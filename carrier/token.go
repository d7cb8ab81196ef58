package carrier

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// Token is one word of a format and what it says, as data: readers map by it, and
// docs/mapping.md is made of it.
type Token struct {
	Token   string // as written: "ai-train", "noai"
	Meaning string // what it covers, in one sentence of ours
	// Reaches tells which uses the token speaks about, and how much of each, by the
	// rules of [expr.How].
	Reaches []expr.Reach
	// Asker is the operator that alone is bound by the token; empty for everyone.
	Asker string
	// Note is what is disputed or lost in the mapping; empty if nothing is.
	Note string
}

// Spread joins what a token says into the outcomes, use by use. What is said about
// a whole use holds for it. Of what is said about a part of a use only a refusal is
// carried to the whole, conditions included: a permission for a part permits nothing
// else. Edges are left alone, as they say nothing by themselves.
func (t *Token) Spread(said proviso.Outcome, into *proviso.Outcomes) {
	for _, r := range t.Reaches {
		switch {
		case r.How == expr.Whole:
			into[r.Use] = into[r.Use].Join(said)
		case r.How == expr.Part && (said.Word() == proviso.Deny || said.Word() == proviso.Conditional):
			into[r.Use] = into[r.Use].Join(proviso.Denied())
		}
	}
}

// TokenNamed finds a token in a table by its exact spelling.
func TokenNamed(table []Token, name string) (*Token, bool) {
	for i := range table {
		if table[i].Token == name {
			return &table[i], true
		}
	}
	return nil, false
}
