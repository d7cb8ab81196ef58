package robots

import (
	"cmp"
	"slices"
)

// usageNode is what a node of the index has for usages.
type usageNode struct {
	set  int32 // with the longest path that matches whatever follows; -1 for none
	wild int32 // group of wildcard rules here or else further up; -1 for none
	tied bool  // more than one set has that length, here or further up
}

// usageSet is the usages with one path.
type usageSet struct {
	span // of usages
	rank rank
}

// usageOf finds usage for a path whose node has been found already. Only a path
// that is not in normal form needs a search of its own.
func (x *index) usageOf(path string, at int32) []Usage {
	if len(x.sets) == 0 {
		return nil
	}
	if !isNormal(path) {
		path = string(appendNormal(make([]byte, 0, len(path)+16), path, false))
		at = x.find(path)
	}
	return x.bestUsage(path, at)
}

// bestUsage gives the usages with the longest path that matches.
func (x *index) bestUsage(path string, at int32) []Usage {
	n := x.usageNodes[at]
	var best, set, tied = rank(0), n.set, n.tied
	if set >= 0 {
		best = x.sets[set].rank
	}
	for g := n.wild; g >= 0; {
		group := &x.groups[g]
		if group.most < best {
			break
		}
		for i := group.from; i < group.to; i++ {
			w := &x.wilds[i]
			if w.rank < best {
				break
			}
			if w.match(path[w.depth:]) {
				tied = w.rank == best
				best, set = w.rank, w.set
			}
		}
		g = group.up
	}
	switch {
	case set < 0:
		return nil
	case tied:
		return x.tiedUsages(path, at, best)
	}
	return x.usagesOf(set)
}

func (x *index) usagesOf(set int32) []Usage {
	s := x.sets[set]
	return x.usages[s.from:s.to:s.to]
}

// tiedUsages merges the sets of one rank that match a path, in file order.
func (x *index) tiedUsages(path string, at int32, best rank) []Usage {
	var merged []Usage
	for n := at; n >= 0; n = x.nodes[n].up {
		if set := x.usageNodes[n].set; set >= 0 && x.sets[set].rank == best {
			merged = append(merged, x.usagesOf(set)...)
		}
	}
	for g := x.usageNodes[at].wild; g >= 0; g = x.groups[g].up {
		for i := x.groups[g].from; i < x.groups[g].to; i++ {
			if w := &x.wilds[i]; w.rank == best && w.match(path[w.depth:]) {
				merged = append(merged, x.usagesOf(w.set)...)
			}
		}
	}
	slices.SortFunc(merged, func(a, b Usage) int { return cmp.Compare(a.Line, b.Line) })
	// A set counts again at every node below its own.
	return slices.CompactFunc(merged, func(a, b Usage) bool { return a.Line == b.Line })
}
