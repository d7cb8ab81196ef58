package caddy

import "strings"

// node is a directive: the words of its line, and what stands in braces behind them.
type node struct {
	words []token // without the braces
	open  int     // where its brace ends; 0 for none
	body  []*node
}

// name is the first word.
func (n *node) name() string { return n.words[0].text }

// block is what stands at the top of a Caddyfile: a site, the global options (no keys), a
// snippet "(name)", a named route "&(name)", or an import.
type block struct {
	node
	braces bool
	imp    bool // an import, of which words are the arguments
}

// snippet is the name under which a block is imported or invoked; empty for none.
func (b *block) snippet() string {
	if len(b.words) != 1 {
		return ""
	}
	name := strings.TrimPrefix(b.words[0].text, "&")
	if strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") {
		return name[1 : len(name)-1]
	}
	return ""
}

// trouble is why a file is no Caddyfile, and where.
type trouble struct {
	at   int
	hint string
}

// parser groups tokens as caddyconfig/caddyfile/parse.go does.
type parser struct {
	tokens []token
	at     int
}

// parse reads a Caddyfile.
func parse(tokens []token) (blocks []*block, bad *trouble) {
	p := parser{tokens: tokens}
	for p.more() {
		b, bad := p.block()
		if bad != nil {
			return nil, bad
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// parseBody reads a file that is imported within a block: only directives.
func parseBody(tokens []token) ([]*node, *trouble) {
	p := parser{tokens: tokens}
	return p.body(nil, 0)
}

func (p *parser) more() bool { return p.at < len(p.tokens) }

// block reads one block. Addresses stand on one line, or on more with commas between.
func (p *parser) block() (*block, *trouble) {
	b := &block{}
	if t := p.tokens[p.at]; t.text == "import" && !t.quoted {
		for p.at++; p.more() && !p.tokens[p.at].first; p.at++ {
			b.words = append(b.words, p.tokens[p.at])
		}
		b.imp = true
		return b, nil
	}
	for comma := true; p.more() && !p.tokens[p.at].opens(); p.at++ {
		t := p.tokens[p.at]
		if t.closes() {
			return nil, &trouble{t.start, "this brace closes nothing"}
		}
		if t.first && !comma {
			break
		}
		comma = strings.HasSuffix(t.text, ",")
		t.text = strings.TrimSuffix(t.text, ",")
		b.words = append(b.words, t)
	}
	var bad *trouble
	if p.more() && p.tokens[p.at].opens() {
		brace := p.tokens[p.at]
		b.braces, b.open = true, brace.end
		p.at++
		b.body, bad = p.body(&brace, 1)
		return b, bad
	}
	b.body, bad = p.body(nil, 0)
	return b, bad
}

// body reads directives up to the brace that closes; up to the end where none has opened.
func (p *parser) body(open *token, depth int) (list []*node, bad *trouble) {
	if depth > MaxDepth {
		return nil, &trouble{open.start, "braces stand deeper within each other than is read"}
	}
	for p.more() {
		t := p.tokens[p.at]
		if t.closes() {
			if open == nil {
				return nil, &trouble{t.start, "this brace closes nothing"}
			}
			p.at++
			return list, nil
		}
		n, bad := p.directive(depth)
		if bad != nil {
			return nil, bad
		}
		list = append(list, n)
	}
	if open != nil {
		return nil, &trouble{open.start, "the brace that opens here is not closed"}
	}
	return list, nil
}

func (p *parser) directive(depth int) (*node, *trouble) {
	n := &node{}
	for p.more() {
		t := p.tokens[p.at]
		switch {
		case t.closes() || t.first && len(n.words) > 0:
			return n, nil
		case t.opens() && len(n.words) == 0:
			return nil, &trouble{t.start, "a brace stands where a directive should begin"}
		case t.opens():
			if p.at+1 < len(p.tokens) && !p.tokens[p.at+1].first {
				return nil, &trouble{t.start, "the line goes on behind the brace that opens"}
			}
			p.at++
			var bad *trouble
			n.open = t.end
			n.body, bad = p.body(&t, depth+1)
			return n, bad
		}
		n.words = append(n.words, t)
		p.at++
	}
	return n, nil
}
