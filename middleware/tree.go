package middleware

import (
	"cmp"
	"slices"
	"strings"
)

// tree holds patterns by their literal beginnings: what stands before the first "*", or
// before a closing "$". A path goes down from the root as far as the beginnings go with it.
// What lies above the node where it ends is summed up there.
type tree struct{ root *node }

// node is a beginning that patterns have, or share.
type node struct {
	label  string  // what it adds to the beginning of its parent
	firsts string  // the first bytes of the labels of its kids, in their order
	kids   []*node // whose labels differ in their first bytes

	// The longest pattern without wildcards that ends here or further up.
	what   *said
	length int // -1 for none

	wilds []wild // whose beginning ends here, the longest first
	wild  *node  // the nearest node with wilds, here or further up
	up    *node  // of a node with wilds: the next one further up
	depth int    // how long the beginning is
}

// wild is a pattern with wildcards.
type wild struct {
	tail   tail
	length int // of the pattern
	what   *said
}

func newTree() *tree { return &tree{&node{length: -1}} }

// add takes in a pattern. No pattern is added twice.
func (t *tree) add(pattern string, length int, what *said) {
	begin := literalLength(pattern)
	n := t.root.under(pattern[:begin])
	if begin == len(pattern) {
		n.what, n.length = what, length
		return
	}
	n.wilds = append(n.wilds, wild{newTail(pattern[begin:]), length, what})
}

// under gives the node for a beginning, seen from here, and makes what is missing.
func (n *node) under(beginning string) *node {
	if beginning == "" {
		return n
	}
	i := strings.IndexByte(n.firsts, beginning[0])
	if i < 0 {
		kid := &node{label: beginning, length: -1}
		n.firsts += beginning[:1]
		n.kids = append(n.kids, kid)
		return kid
	}
	kid := n.kids[i]
	common := 0
	for common < min(len(kid.label), len(beginning)) && kid.label[common] == beginning[common] {
		common++
	}
	if common < len(kid.label) {
		fork := &node{label: kid.label[:common], firsts: kid.label[common : common+1], kids: []*node{kid}, length: -1}
		kid.label = kid.label[common:]
		n.kids[i], kid = fork, fork
	}
	return kid.under(beginning[common:])
}

// finish sums up at each node what is further up. Nothing is added afterwards.
func (t *tree) finish() { t.root.finish(&node{length: -1}) }

func (n *node) finish(parent *node) {
	n.depth = parent.depth + len(n.label)
	if n.length < 0 {
		n.what, n.length = parent.what, parent.length
	}
	n.wild = parent.wild
	if len(n.wilds) > 0 {
		slices.SortStableFunc(n.wilds, func(a, b wild) int { return cmp.Compare(b.length, a.length) })
		n.up, n.wild = parent.wild, n
	}
	for _, kid := range n.kids {
		kid.finish(n)
	}
}

// find gives what is said about a path by the longest patterns that match; nil for none.
func find[T text](t *tree, path T, joins *joins) *said {
	n := t.root
down:
	for n.depth < len(path) {
		rest := path[n.depth:]
		for i := range len(n.firsts) { // there are few of them
			if n.firsts[i] != rest[0] {
				continue
			}
			kid := n.kids[i]
			if l := len(kid.label); l > 1 && (len(rest) < l || string(rest[:l]) != kid.label) {
				break down
			}
			n = kid
			continue down
		}
		break
	}
	what, length := n.what, n.length
	for w := n.wild; w != nil; w = w.up {
		rest := path[w.depth:]
		for i := range w.wilds {
			p := &w.wilds[i]
			if p.length < length {
				break
			}
			if !matchTail(&p.tail, rest) {
				continue
			}
			if p.length == length {
				what = joins.of(what, p.what)
			} else {
				what, length = p.what, p.length
			}
		}
	}
	return what
}
