package robots

// index holds rules sorted by the literal beginning of their patterns: what stands
// before the first "*", or before a closing "$".
//
// A path is looked up by one binary search for the last beginning that sorts at or
// before it. Every beginning in the index that the path has is that one or one of
// its ancestors, where the parent of a beginning is the longest other one that it
// begins with. Going up until no longer than what path and beginning have in common
// finds the longest. Whatever lies further up is summed up there: the best rule
// without wildcards, and the nearest ancestor with wildcard rules.
//
// No chain of ancestors is longer than about 1,000, as n beginnings in a chain take
// n(n+1)/2 bytes of a file that has at most MaxSize.
type index struct {
	text   string   // the patterns
	keys   []uint64 // the first bytes of each beginning, for the search
	nodes  []node   // one per beginning, in order; the first is the empty one
	wilds  []wild
	needs  []letters // of each of wilds
	groups []wildGroup

	usageNodes []usageNode // parallel to nodes; nil without usages
	usages     []Usage     // by set
	sets       []usageSet
}

// node is a literal beginning, without the "/" that all of them begin with. A
// pattern that begins with "*" has the empty beginning.
type node struct {
	span
	up   int32 // the parent; -1 for the first
	wild int32 // group of wildcard rules here or else further up; -1 for none
	best rank  // the highest rule that matches whatever follows
}

// wild is a rule that matches only where its tail does.
type wild struct {
	tail
	rank  rank
	depth uint32 // where in a path the tail begins
	set   int32  // of usages
}

// wildGroup is the wildcard rules of one node, highest first.
type wildGroup struct {
	span       // of wilds
	up   int32 // the next group to look at; -1 for none
	most rank  // the highest in this group and those further up
}

// keyOf is the first eight bytes as a number that sorts like them. Nothing that
// is looked up holds a NUL, so equal keys of shorter strings mean equal strings.
func keyOf(s string) uint64 {
	if len(s) >= 8 {
		return uint64(s[7]) | uint64(s[6])<<8 | uint64(s[5])<<16 | uint64(s[4])<<24 |
			uint64(s[3])<<32 | uint64(s[2])<<40 | uint64(s[1])<<48 | uint64(s[0])<<56
	}
	var key uint64
	for i := range len(s) {
		key |= uint64(s[i]) << (56 - 8*i)
	}
	return key
}

// find gives the node of the longest beginning of a path, which begins with "/".
func (x *index) find(path string) int32 {
	rest := path[1:]
	key := keyOf(rest)
	at := lastAtOrBefore(x.keys, key)
	if len(rest) >= 8 && x.keys[at] == key {
		at = x.amongEquals(at, key, rest)
	}
	node := int32(at)
	common := commonPrefix(x.beginning(node), rest)
	for x.nodes[node].len() > common {
		node = x.nodes[node].up
	}
	return node
}

// lastAtOrBefore finds the last key that is not higher. The first key is 0. The
// loop has no branch that depends on the keys, which would be guessed wrong every
// other time.
func lastAtOrBefore(keys []uint64, key uint64) int {
	at := 0
	for n := len(keys); n > 1; {
		half := n >> 1
		if keys[at+half] <= key {
			at += half
		}
		n -= half
	}
	return at
}

// amongEquals finds the last beginning at or before a path among those with its
// key, of which the last is given, or the one before all of them.
func (x *index) amongEquals(last int, key uint64, rest string) int {
	first := lastAtOrBefore(x.keys[:last+1], key-1) + 1
	for first <= last {
		middle := int(uint(first+last) >> 1)
		if x.beginning(int32(middle))[8:] <= rest[8:] {
			first = middle + 1
		} else {
			last = middle - 1
		}
	}
	return last
}

func (x *index) beginning(at int32) string {
	n := &x.nodes[at]
	return x.text[n.from:n.to]
}

func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// bestRank gives the highest access rule that matches a path found at a node.
func (x *index) bestRank(path string, at int32) rank {
	n := &x.nodes[at]
	best := n.best
	has := anyLetters
	for g := n.wild; g >= 0; {
		group := &x.groups[g]
		if group.most <= best {
			break
		}
		if has == anyLetters && group.len() > fewWilds {
			has = lettersOf(path)
		}
		best = x.bestWild(group, path, has, best)
		g = group.up
	}
	return best
}

// fewWilds is how many wildcard rules are tried without looking at the path's
// letters first.
const fewWilds = 4

// bestWild gives the highest rule of a group that matches and is higher than
// best.
func (x *index) bestWild(group *wildGroup, path string, has letters, best rank) rank {
	wilds := x.wilds[group.from:group.to]
	for i, needs := range x.needs[group.from:group.to] {
		if !needs.within(has) {
			continue
		}
		w := &wilds[i]
		if w.rank <= best {
			break
		}
		if w.match(path[w.depth:]) {
			return w.rank
		}
	}
	return best
}
