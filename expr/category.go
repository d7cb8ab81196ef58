package expr

import (
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso"
)

// Category is a category of use as one draft defined it.
type Category struct {
	Label   string // as written: "train-ai"
	Title   string // the draft's own name: "AI Training"
	Parent  string // label of the category that contains it; empty for none
	Meaning string // what it covers, in one sentence of ours
	// Reaches tells which uses the category speaks about, and how much of each.
	Reaches []Reach
	// Beyond is what the category covers that no label of vocab-08 does, as a
	// clause; empty if nothing.
	Beyond string
	// Moved tells how the nearest label of vocab-08 differs, as a clause; empty
	// where the two agree.
	Moved string
}

// Reach is how a category bears on a use.
type Reach struct {
	Use proviso.Use
	How How
}

// How tells how much of a use a category covers.
type How uint8

const (
	// Whole: the category covers the use, or is the nearest thing its draft had.
	// Whatever it says holds for the use, unless a category closer to the use
	// says something else.
	Whole How = iota
	// Part: the category covers a part of the use. Its n is carried to the whole
	// use, without exceptions; its y is not, since nothing was said about the
	// rest. Where a category that covers the whole use speaks too, the two join.
	Part
	// Edge: the category covers some of the use on its way to another. It says
	// nothing about the use by itself, but where a wider category permits the
	// use, the two join.
	Edge
)

// String gives the stable word: whole, part or edge.
func (h How) String() string {
	switch h {
	case Part:
		return "part"
	case Edge:
		return "edge"
	}
	return "whole"
}

const numUses = len(proviso.Outcomes{})

// maxCategories bounds the categories of one profile, so that reading needs no
// memory for them. A test checks that the tables keep to it.
const maxCategories = 12

// said is what a text says about each category of a profile, by index.
type said [maxCategories]proviso.Outcome

// lookup tells which categories decide about one use, by index.
type lookup struct {
	// levels hold the categories that cover the whole use, closest first. The
	// first level that says anything decides; within a level, statements join.
	levels [][]int
	parts  []int
	edges  []int
}

// outcome applies the rules of [How] to one use.
func (l *lookup) outcome(s *said) proviso.Outcome {
	var o proviso.Outcome
	for _, level := range l.levels {
		for _, i := range level {
			o = o.Join(s[i])
		}
		if o.Word() != proviso.Unstated {
			break
		}
	}
	if o.Word() == proviso.Unstated {
		for _, i := range l.parts {
			if w := s[i].Word(); w == proviso.Deny || w == proviso.Conditional {
				return proviso.Denied()
			}
		}
		return o
	}
	for _, i := range l.parts {
		o = o.Join(s[i])
	}
	for _, i := range l.edges {
		o = o.Join(s[i])
	}
	return o
}

// compile turns a table of categories into one lookup per use. A category is the
// closer to a use the deeper it lies in the tree of its draft.
func compile(categories []Category) (uses [numUses]lookup) {
	for _, u := range proviso.Uses() {
		var whole []int
		for i, c := range categories {
			for _, r := range c.Reaches {
				switch {
				case r.Use != u:
				case r.How == Whole:
					whole = append(whole, i)
				case r.How == Part:
					uses[u].parts = append(uses[u].parts, i)
				case r.How == Edge:
					uses[u].edges = append(uses[u].edges, i)
				}
			}
		}
		slices.SortStableFunc(whole, func(a, b int) int {
			return cmp.Compare(depth(categories, b), depth(categories, a))
		})
		for n, i := range whole {
			if n == 0 || depth(categories, i) != depth(categories, whole[n-1]) {
				uses[u].levels = append(uses[u].levels, nil)
			}
			last := len(uses[u].levels) - 1
			uses[u].levels[last] = append(uses[u].levels[last], i)
		}
	}
	return uses
}

// depth counts the categories that contain the one at i.
func depth(categories []Category, i int) int {
	n := 0
	for parent := categories[i].Parent; parent != "" && n < len(categories); n++ {
		at := slices.IndexFunc(categories, func(c Category) bool { return c.Label == parent })
		if at < 0 {
			break
		}
		parent = categories[at].Parent
	}
	return n
}
