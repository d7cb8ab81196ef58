package expr

import (
	"errors"
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// Migration is a text brought up to date.
type Migration struct {
	// Text says in labels of the newest revision what they can say of the old
	// text. Its outcomes for train-ai, ai-use and search are those that the old
	// text had under its own revision.
	Text string
	Kept []Kept
	Lost []Lost
	// Problems are those of reading the old text by its own revision.
	Problems []proviso.Problem
}

// Kept is something that the new text still says.
type Kept struct {
	Use  proviso.Use
	From string // the old member that decided about the use
	To   string // the new member
	Note string // how the meaning moved between the revisions; empty if it did not
}

// Lost is something that the new text does not say.
type Lost struct {
	Member string // the old member
	Why    string // a clause: what it said that no label says now
}

// Errors of [Migrate].
var (
	// ErrNoSyntax: the revision had no labels, so no text follows it (vocab-00).
	ErrNoSyntax = errors.New("expr: the revision has no syntax")
	// ErrNotDictionary: the text cannot be read, so nothing can be migrated. The
	// problems of the migration say why; Lint may know what was meant.
	ErrNotDictionary = errors.New("expr: the text is not a dictionary")
)

// Migrate brings a text that was written by an older revision up to the newest.
// Each use that a label now covers gets the member that decided about it then,
// with its conditions; a default from a wide label is written out. What the old
// text said beyond that is listed as lost.
//
// Exceptions are carried over although no revision had them, since leaving them
// out would drop the author's conditions. Relative links are kept as they stand.
func Migrate(text []byte, from Revision) (Migration, error) {
	if len(from.Categories) == 0 {
		return Migration{}, fmt.Errorf("%w: %s", ErrNoSyntax, from.Name)
	}
	p := from.withExceptions()
	reading := readStrict(text, &Source{Profile: p})
	m := Migration{Problems: reading.Problems}
	if reading.Failed {
		return m, ErrNotDictionary
	}
	d, err := sfv.ParseDictionary(text)
	if err != nil {
		return m, ErrNotDictionary
	}
	old := make(sfv.Dictionary, len(p.Categories)) // by category
	r := newReader(nil, &Source{Profile: p})
	r.quiet = true
	var s said
	for i := range d {
		c, known := p.index[d[i].Key]
		switch {
		case !known:
			m.lose(&d[i], "it is no label of "+from.Name+", which ignores it")
		case preference(&d[i].Item) == "":
			m.lose(&d[i], "its value is neither y nor n, so it said nothing")
		default:
			old[c], s[c] = d[i], r.member(&d[i])
			m.loseParts(&d[i], p.Categories[c].Beyond)
		}
	}
	var out sfv.Dictionary
	for _, u := range labelled {
		kept, member, ok := p.carry(u, &s, old)
		if !ok {
			continue
		}
		m.Kept = append(m.Kept, kept)
		out = append(out, member)
	}
	m.Text = write(out)
	return m, nil
}

// carry gives the member that says about a use what the old text said.
func (p *Profile) carry(u proviso.Use, s *said, old sfv.Dictionary) (Kept, sfv.Member, bool) {
	outcome := p.uses[u].outcome(s)
	if outcome.Word() == proviso.Unstated {
		return Kept{}, sfv.Member{}, false
	}
	c, whole := p.decided(u, s)
	member := sfv.Member{Key: u.String(), Item: sfv.Item{Value: old[c].Item.Value}}
	kept := Kept{Use: u, From: write(old[c : c+1]), Note: p.Categories[c].Moved}
	if !whole {
		kept.Note = "the draft had no label for this use, and only the refusal is carried over"
	} else if preference(&old[c].Item) == "n" {
		member.Item.Params = understoodExceptions(&old[c].Item)
	}
	kept.To = write(sfv.Dictionary{member})
	return kept, member, true
}

// decided gives the category that decided about a use. In the table of a
// revision no two are equally close, and no part or edge stands beside a wider
// category for a use that has a label; a test checks both.
func (p *Profile) decided(u proviso.Use, s *said) (c int, whole bool) {
	for _, level := range p.uses[u].levels {
		for _, c := range level {
			if s[c].Word() != proviso.Unstated {
				return c, true
			}
		}
	}
	for _, c := range p.uses[u].parts {
		if s[c].Word() != proviso.Unstated {
			return c, false
		}
	}
	return 0, false
}

// understoodExceptions is the parameter exceptions, if it holds a CC signal or a
// link.
func understoodExceptions(item *sfv.Item) []sfv.Param {
	for _, p := range item.Params {
		if p.Key == exceptionsKey && understood(p.Value) {
			return []sfv.Param{p}
		}
	}
	return nil
}

func understood(v sfv.Value) bool {
	switch v.Type {
	case sfv.Token:
		_, ok := proviso.SignalNamed(v.Text)
		return ok
	case sfv.String:
		// Some base makes every good relative link resolve.
		_, why := resolve(v.Text, "https://example.com/")
		return why == "" && v.Text != noExceptions
	}
	return false
}

func (m *Migration) lose(old *sfv.Member, why string) {
	m.Lost = append(m.Lost, Lost{Member: write(sfv.Dictionary{*old}), Why: why})
}

// loseParts lists what of a member does not come along.
func (m *Migration) loseParts(old *sfv.Member, beyond string) {
	if beyond != "" {
		m.lose(old, beyond+", which no label says now")
	}
	for _, p := range old.Item.Params {
		switch {
		case p.Key != exceptionsKey:
			m.lose(old, "the parameter "+p.Key+" is not known")
		case preference(&old.Item) == "y":
			m.lose(old, "exceptions on y are ignored, and are never written")
		case !understood(p.Value) && p.Value.Text != noExceptions:
			m.lose(old, "its exception is neither a CC signal nor a link, so the deny stands alone")
		}
	}
}
