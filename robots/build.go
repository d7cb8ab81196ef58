package robots

import (
	"cmp"
	"slices"
	"strings"
)

// builder makes an index.
type builder struct {
	*index
	patterns []pattern
	items    []item
	wild     []wild // of the node being added
	wildUse  []wild // the same for usages
}

// item stands for a pattern while patterns are sorted by literal beginning.
type item struct {
	key     uint64
	from    uint32 // of the beginning, without its "/"
	to      uint32 // of the beginning
	pattern uint32
}

func (b *builder) build() {
	b.items = make([]item, len(b.patterns))
	for i := range b.patterns {
		b.items[i] = b.newItem(i)
	}
	slices.SortFunc(b.items, b.compare)
	b.nodes = make([]node, 0, len(b.items)+1)
	b.keys = make([]uint64, 0, len(b.items)+1)
	if len(b.items) == 0 || b.items[0].from < b.items[0].to {
		b.addNode(nil) // the empty beginning is always there
	}
	for first := 0; first < len(b.items); {
		next := first + 1
		for next < len(b.items) && b.compare(b.items[first], b.items[next]) == 0 {
			next++
		}
		b.addNode(b.items[first:next])
		first = next
	}
}

// newItem finds where the wildcards of a pattern begin.
func (b *builder) newItem(i int) item {
	p := b.patterns[i]
	it := item{from: p.from, pattern: uint32(i)}
	it.to = p.from + uint32(literalLength(b.text[p.from:p.to]))
	if it.from < it.to {
		it.from++
	}
	it.key = keyOf(b.text[it.from:it.to])
	return it
}

func (b *builder) compare(x, y item) int {
	if x.key != y.key {
		return cmp.Compare(x.key, y.key)
	}
	return strings.Compare(b.text[x.from:x.to], b.text[y.from:y.to])
}

// addNode adds the node for items with the same beginning. Its parent is the node
// before it or one of that one's ancestors.
func (b *builder) addNode(items []item) {
	n := node{up: -1, wild: -1}
	u := usageNode{set: -1, wild: -1}
	var key uint64
	if len(items) > 0 {
		n.span, key = span{items[0].from, items[0].to}, items[0].key
	}
	if last := int32(len(b.nodes)) - 1; last >= 0 {
		beginning := b.text[n.from:n.to]
		for !strings.HasPrefix(beginning, b.beginning(last)) {
			last = b.nodes[last].up
		}
		n.up, n.wild, n.best = last, b.nodes[last].wild, b.nodes[last].best
		if len(b.sets) > 0 {
			u = b.usageNodes[last]
		}
	}
	b.wild, b.wildUse = b.wild[:0], b.wildUse[:0]
	for _, it := range items {
		b.addPattern(&n, &u, it)
	}
	n.wild = b.addGroup(b.wild, n.wild)
	b.nodes = append(b.nodes, n)
	b.keys = append(b.keys, key)
	if len(b.sets) > 0 {
		u.wild = b.addGroup(b.wildUse, u.wild)
		b.usageNodes = append(b.usageNodes, u)
	}
}

// addPattern lets a pattern that matches whatever follows count at once, and
// puts others aside for the groups of the node.
func (b *builder) addPattern(n *node, u *usageNode, it item) {
	p := b.patterns[it.pattern]
	var t tail
	if it.to < p.to {
		t = newTail(b.text[it.to:p.to])
	}
	switch always, access := it.to == p.to || t.star && t.pieces == "", p.set < 0; {
	case always && access:
		n.best = max(n.best, p.rank)
	case always:
		b.prefer(u, p.set)
	case access:
		b.wild = append(b.wild, wild{tail: t, rank: p.rank, depth: it.to - p.from, set: p.set})
	default:
		b.wildUse = append(b.wildUse, wild{tail: t, rank: p.rank, depth: it.to - p.from, set: p.set})
	}
}

// prefer takes the set with the longer path, and notes where two of the same
// length differ in text.
func (b *builder) prefer(u *usageNode, set int32) {
	switch {
	case u.set < 0 || b.sets[u.set].rank < b.sets[set].rank:
		u.set, u.tied = set, false
	case b.sets[u.set].rank == b.sets[set].rank:
		u.set, u.tied = set, true
	}
}

// addGroup adds a group of wildcard rules and gives it, or the one further up
// where there are none.
func (b *builder) addGroup(wilds []wild, up int32) int32 {
	if len(wilds) == 0 {
		return up
	}
	slices.SortStableFunc(wilds, func(x, y wild) int { return cmp.Compare(y.rank, x.rank) })
	g := wildGroup{up: up, most: wilds[0].rank}
	if up >= 0 {
		g.most = max(g.most, b.groups[up].most)
	}
	g.from = uint32(len(b.wilds))
	b.wilds = append(b.wilds, wilds...)
	g.to = uint32(len(b.wilds))
	for i := range wilds {
		b.needs = append(b.needs, wilds[i].needs())
	}
	b.groups = append(b.groups, g)
	return int32(len(b.groups) - 1)
}
