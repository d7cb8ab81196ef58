package jsontree

import "bytes"

// Parse reads a text. A byte order mark is skipped. The root is nil where not even
// the beginning of a value is there; where the reading ended early, it holds what
// was complete before: items and members that did not end are left out whole.
// Faults are in the order of the text; at most one of them ends the reading, and it
// is the last.
func Parse(text []byte) (root *Node, faults []Fault) {
	p := &parser{text: text}
	if len(text) > MaxSize {
		return nil, []Fault{{MaxSize, TooLarge}}
	}
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		p.at = 3
	}
	root, whole := p.value(0)
	if whole {
		if p.space(); p.at < len(text) {
			p.fault(p.at, Trailing)
		}
	}
	return root, p.faults
}

type parser struct {
	text   []byte
	at     int
	nodes  int
	faults []Fault
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// value reads one value; whole is false where the reading ended inside it, with
// what was complete of an array or object, or nil.
func (p *parser) value(depth int) (n *Node, whole bool) {
	p.space()
	switch p.nodes++; {
	case depth >= MaxDepth:
		p.fault(p.at, TooDeep)
		return nil, false
	case p.nodes > MaxNodes:
		p.fault(p.at, TooMany)
		return nil, false
	case p.at == len(p.text):
		p.fault(p.at, Syntax)
		return nil, false
	}
	n = &Node{Offset: p.at}
	switch c := p.text[p.at]; {
	case c == '{':
		n.Kind, whole = Object, p.object(n, depth)
	case c == '[':
		n.Kind, whole = Array, p.array(n, depth)
	case c == '"':
		n.Kind = String
		n.Text, whole = p.str()
	default:
		whole = p.word(n)
	}
	if !whole && n.Kind != Object && n.Kind != Array {
		return nil, false
	}
	n.End = p.at
	return n, whole
}

func (p *parser) array(n *Node, depth int) bool {
	p.at++
	for first := true; ; first = false {
		more, whole := p.separator(']', first)
		if !more {
			return whole
		}
		item, whole := p.value(depth + 1)
		if !whole {
			return false
		}
		n.Items = append(n.Items, item)
	}
}

func (p *parser) object(n *Node, depth int) bool {
	p.at++
	seen := map[string]bool{}
	for first := true; ; first = false {
		more, whole := p.separator('}', first)
		if !more {
			return whole
		}
		at := p.at
		if p.text[at] != '"' {
			p.fault(at, Syntax)
			return false
		}
		name, whole := p.str()
		if !whole {
			return false
		}
		if seen[name] {
			p.fault(at, Repeated)
		}
		seen[name] = true
		if p.space(); p.at == len(p.text) || p.text[p.at] != ':' {
			p.fault(p.at, Syntax)
			return false
		}
		p.at++
		value, whole := p.value(depth + 1)
		if !whole {
			return false
		}
		n.Members = append(n.Members, Member{name, at, value})
	}
}

// separator reads what stands between elements. It reports whether another element
// follows; whole is false where neither element nor end does.
func (p *parser) separator(closing byte, first bool) (more, whole bool) {
	p.space()
	comma, commas := p.at, 0
	for p.at < len(p.text) && p.text[p.at] == ',' {
		if commas++; commas > 1 || first {
			p.fault(p.at, ExtraComma)
		}
		p.at++
		p.space()
	}
	switch {
	case p.at == len(p.text):
		p.fault(p.at, Syntax)
		return false, false
	case p.text[p.at] == closing:
		if commas == 1 && !first {
			p.fault(comma, ExtraComma)
		}
		p.at++
		return false, true
	case commas == 0 && !first:
		if c := p.text[p.at]; c != '"' && c != '{' && c != '[' {
			p.fault(p.at, Syntax)
			return false, false
		}
		p.fault(p.at, MissingComma)
	}
	return true, true
}
