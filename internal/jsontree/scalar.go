package jsontree

import (
	"encoding/json"
	"unicode/utf8"
)

// str reads a string, of which encoding/json judges the inside.
func (p *parser) str() (s string, whole bool) {
	start := p.at
	for i := start + 1; i < len(p.text); i++ {
		switch p.text[i] {
		case '\\':
			i++
		case '"':
			quoted := p.text[start : i+1]
			if !utf8.Valid(quoted) || json.Unmarshal(quoted, &s) != nil {
				p.fault(start, Syntax)
				return "", false
			}
			p.at = i + 1
			return s, true
		}
	}
	p.fault(start, Syntax)
	return "", false
}

// word reads a number or a literal.
func (p *parser) word(n *Node) bool {
	end := p.at
	for end < len(p.text) && inWord(p.text[end]) {
		end++
	}
	word := p.text[p.at:end]
	switch string(word) {
	case "null":
		n.Kind = Null
	case "true", "false":
		n.Kind, n.True = Bool, word[0] == 't'
	default:
		var number json.Number
		if len(word) == 0 || json.Unmarshal(word, &number) != nil {
			p.fault(p.at, Syntax)
			return false
		}
		n.Kind, n.Text = Number, string(word)
	}
	p.at = end
	return true
}

// inWord reports whether a byte can stand in a number or a literal.
func inWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.'
}
