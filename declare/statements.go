package declare

import (
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// Statement is what readers are told about one pattern of paths.
type Statement struct {
	Scope       string   // a pattern of paths; empty for the whole site
	Collections []string // names of the collections that it speaks for
	// Outcomes is what holds for the scope: what the collections say, joined, or the
	// stricter thing where the scope is wider than they are.
	Outcomes proviso.Outcomes
	// Expression says the outcomes as a Content-Usage value; it is empty where nothing is
	// said.
	Expression string
	// Losses are what the scope and the expression cannot say.
	Losses []proviso.Loss
}

// Statements lists what readers are told, from what is said most generally to what is
// said most specifically: the order of the lengths by which readers choose. A reader takes
// the statement with the longest scope that matches, as a whole.
//
// Where a path of a collection has no pattern of its own ([Pattern.Wider]), its pattern
// also matches what is not of the collection. There, each use about which collections
// differ is refused: whatever the collection allows must not be given away for what
// belongs to another, and whatever it leaves open must not hide another's refusal. Each is
// a loss.
func (d *Declaration) Statements() []Statement {
	by := map[string]*Statement{}
	scopes := d.scopes()
	for i := range d.Collections {
		c := &d.Collections[i]
		wide, lost := d.refused(c, scopes)
		for _, p := range scopes[i] {
			s := by[p.Text]
			if s == nil {
				s = &Statement{Scope: p.Text}
				by[p.Text] = s
			}
			said := c.Outcomes
			if p.Wider {
				said, s.Losses = wide, append(s.Losses, lost...)
			}
			s.Outcomes = s.Outcomes.Join(said)
			if !slices.Contains(s.Collections, c.Name) {
				s.Collections = append(s.Collections, c.Name)
			}
		}
	}
	list := make([]Statement, 0, len(by))
	for _, s := range by {
		expression, losses, err := expr.Write(s.Outcomes)
		if err != nil { // the package promises that there is none; refuse all the same
			expression = "train-ai=n, ai-use=n, search=n"
		}
		s.Expression, s.Losses = expression, append(s.Losses, losses...)
		list = append(list, *s)
	}
	slices.SortFunc(list, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(octets(a.Scope), octets(b.Scope)), cmp.Compare(a.Scope, b.Scope))
	})
	return list
}

// scopes lists the patterns of every collection: one that is empty for the whole site,
// none for a collection that is only files.
func (d *Declaration) scopes() [][]Pattern {
	list := make([][]Pattern, len(d.Collections))
	for i := range d.Collections {
		c := &d.Collections[i]
		if c.WholeSite() {
			list[i] = []Pattern{{}}
		}
		for _, path := range c.Paths {
			for _, p := range Patterns(path) {
				if p.Text == "/" {
					p.Text = ""
				}
				list[i] = append(list[i], p)
			}
		}
	}
	return list
}

// refused is what holds where a pattern is wider than the collection. A use about which
// the whole site and every part of it say the same is no matter: there, it is what holds
// anywhere.
func (d *Declaration) refused(c *Collection, scopes [][]Pattern) (out proviso.Outcomes, losses []proviso.Loss) {
	for _, use := range proviso.Uses() {
		own := c.Outcomes[use]
		everywhere, spoken, differs := false, false, false
		for i, patterns := range scopes {
			if len(patterns) == 0 {
				continue
			}
			said := d.Collections[i].Outcomes[use]
			spoken = spoken || said.Word() != proviso.Unstated
			differs = differs || !said.Equal(own)
			everywhere = everywhere || slices.Contains(patterns, Pattern{})
		}
		switch {
		case !spoken:
		case everywhere && !differs:
			out[use] = own
		default:
			out[use] = proviso.Denied()
			if own.Word() != proviso.Deny {
				losses = append(losses, proviso.Loss{Use: use, Said: own, Form: use.String() + "=n",
					Why: "a path of " + quote(c.Name) + " has no pattern that matches it and nothing else"})
			}
		}
	}
	return out, losses
}

// octets is the length by which readers choose.
func octets(scope string) int {
	n, _ := robots.MatchPath(scope, "/")
	return n
}

// At tells what holds for a URL's path with its query, and which statements say so: just
// as a reader of the published form finds it, but for what an expression cannot say.
func (d *Declaration) At(path string) (outcomes proviso.Outcomes, said []Statement) {
	longest := -1
	for _, s := range d.Statements() {
		n, matches := robots.MatchPath(s.Scope, path)
		if s.Scope == "" {
			n, matches = 0, true
		}
		switch {
		case !matches || n < longest:
			continue
		case n > longest:
			longest, outcomes, said = n, proviso.Outcomes{}, nil
		}
		outcomes, said = outcomes.Join(s.Outcomes), append(said, s)
	}
	return outcomes, said
}
