package cbor

import "strconv"

// Parse reads one item. The root is nil where not even the beginning of an item is
// there; where the reading ended early, it holds what was complete before: items and
// pairs that did not end are left out whole. Faults are in the order in which they
// were met; at most one of them ends the reading, and it is the last.
func Parse(data []byte) (root *Node, faults []Fault) {
	if len(data) > MaxSize {
		return nil, []Fault{{MaxSize, TooLarge}}
	}
	p := &parser{data: data}
	root, whole := p.item(0)
	if whole && p.at < len(data) {
		p.fault(p.at, Trailing)
	}
	return root, p.faults
}

type parser struct {
	data   []byte
	at     int
	nodes  int
	faults []Fault
}

// stopCode ends what has no length of its own.
const stopCode = 0xFF

// item reads one item; whole is false where the reading ended inside it, with what
// was complete of an array, map or tag, or nil.
func (p *parser) item(depth int) (n *Node, whole bool) {
	switch p.nodes++; {
	case depth >= MaxDepth:
		p.fault(p.at, TooDeep)
		return nil, false
	case p.nodes > MaxNodes:
		p.fault(p.at, TooMany)
		return nil, false
	}
	n = &Node{Offset: p.at}
	h, ok := p.head()
	if !ok {
		return nil, false
	}
	n.Kind, n.Number = Kind(h.major), h.argument
	switch n.Kind {
	case Bytes, Text:
		n.Number = 0
		whole = p.str(n, h)
	case Array:
		n.Number = 0
		whole = p.array(n, h, depth)
	case Map:
		n.Number = 0
		whole = p.pairs(n, h, depth)
	case Tag:
		whole = p.tagged(n, depth)
	case Simple:
		whole = p.simple(n, h)
	default:
		whole = true
	}
	if !whole && n.Kind != Array && n.Kind != Map && n.Kind != Tag {
		return nil, false
	}
	n.End = p.at
	return n, whole
}

// more reports whether item i of an array or map is there; ended is set where its
// end was read.
func (p *parser) more(h head, i uint64) (more, ended bool) {
	switch {
	case !h.open:
		return i < h.argument, i >= h.argument
	case p.at < len(p.data) && p.data[p.at] == stopCode:
		p.at++
		return false, true
	}
	return true, false
}

func (p *parser) array(n *Node, h head, depth int) bool {
	for i := uint64(0); ; i++ {
		more, ended := p.more(h, i)
		if !more {
			return ended
		}
		item, whole := p.item(depth + 1)
		if !whole {
			return false
		}
		n.Items = append(n.Items, item)
	}
}

func (p *parser) pairs(n *Node, h head, depth int) bool {
	seen := map[string]bool{}
	for i := uint64(0); ; i++ {
		more, ended := p.more(h, i)
		if !more {
			return ended
		}
		key, whole := p.item(depth + 1)
		if !whole {
			return false
		}
		if id := p.identity(key); seen[id] {
			p.fault(key.Offset, Repeated)
		} else {
			seen[id] = true
		}
		value, whole := p.item(depth + 1)
		if !whole {
			return false
		}
		n.Members = append(n.Members, Member{key, value})
	}
}

func (p *parser) tagged(n *Node, depth int) bool {
	item, whole := p.item(depth + 1)
	if whole {
		n.Items = []*Node{item}
	}
	return whole
}

// identity tells keys apart: by value where that is plain, however it is encoded,
// and by encoding for keys that hold others.
func (p *parser) identity(n *Node) string {
	switch n.Kind {
	case Text:
		return "t" + n.Text
	case Bytes:
		return "b" + string(n.Bytes)
	case Float:
		return "f" + strconv.FormatFloat(n.Float, 'g', -1, 64)
	case Unsigned, Negative, Simple:
		return string('0'+rune(n.Kind)) + strconv.FormatUint(n.Number, 10)
	}
	return "x" + string(p.data[n.Offset:n.End])
}
