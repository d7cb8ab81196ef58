package nginx

import "strings"

// directive is a statement of the language, simple or a block:
//
//	configuration = { directive }
//	directive     = word { word } ( ";" | "{" configuration "}" )
//	word          = quoted with " or ', or up to white space, ";" or "{"
//	comment       = "#" where a word may begin, to the end of the line
//
// as ngx_conf_file.c reads it (nginx 1.29): a backslash keeps the character behind it from
// ending anything, "${" does not open a block, a ")" may follow a closing quote, and the
// contents of a block whose name ends in "_by_lua_block" are Lua.
type directive struct {
	src    *source
	name   string
	args   []string
	start  int  // of its name, in the text
	open   int  // behind the "{" of a block
	end    int  // behind its ";" or "}"
	block  bool // it has a block
	body   []*directive
	files  []*source // what an include brings
	unseen []string  // what it would bring and cannot be seen
}

// fault is why a text is not the language, and where.
type fault struct {
	at  int
	why string
	// code is that of the problem; empty for CodeSyntax.
	code string
}

// parser reads one text.
type parser struct {
	src  *source
	text []byte
	at   int
}

// parse reads the text of a file into its body.
func (s *source) parse() *fault {
	p := parser{src: s, text: s.text}
	body, _, f := p.list(nil, 0)
	s.body = body
	return f
}

// list reads directives to the end of the text, or of the block that they are in.
func (p *parser) list(in *directive, depth int) (body []*directive, end int, f *fault) {
	if depth > MaxNesting {
		return nil, 0, &fault{p.at, "blocks are nested deeper than is read", CodeTooMany}
	}
	for {
		p.blank()
		if p.at == len(p.text) {
			if in != nil {
				return nil, 0, &fault{in.start, "the file ends, and this block, or one in it, is not closed by \"}\"", ""}
			}
			return body, p.at, nil
		}
		if p.text[p.at] == '}' {
			if in == nil {
				return nil, 0, &fault{p.at, `a "}" closes no block`, ""}
			}
			p.at++
			return body, p.at, nil
		}
		d, f := p.directive(depth)
		if f != nil {
			return nil, 0, f
		}
		body = append(body, d)
	}
}

// directive reads one, of which the first character is there.
func (p *parser) directive(depth int) (*directive, *fault) {
	d := &directive{src: p.src, start: p.at}
	var words []string
	for {
		p.blank()
		if p.at == len(p.text) {
			return nil, &fault{d.start, `the file ends before a ";" or "{" ends this`, ""}
		}
		switch c := p.text[p.at]; {
		case (c == ';' || c == '{') && len(words) == 0:
			return nil, &fault{p.at, "a name is missing before \"" + string(rune(c)) + `"`, ""}
		case c == ';':
			p.at++
			d.name, d.args, d.end = words[0], words[1:], p.at
			return d, nil
		case c == '{':
			p.at++
			d.name, d.args, d.open, d.block = words[0], words[1:], p.at, true
			return d, p.block(d, depth+1)
		case c == '}':
			return nil, &fault{p.at, `a "}" stands where a ";" is missing`, ""}
		}
		word, f := p.word()
		if f != nil {
			return nil, f
		}
		words = append(words, word)
	}
}

func (p *parser) block(d *directive, depth int) (f *fault) {
	if strings.HasSuffix(d.name, "_by_lua_block") {
		p.at, f = lua(p.text, p.at)
		d.end = p.at
		return f
	}
	d.body, d.end, f = p.list(d, depth)
	return f
}

// blank passes over white space and comments.
func (p *parser) blank() {
	for ; p.at < len(p.text); p.at++ {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
		case '#':
			for p.at+1 < len(p.text) && p.text[p.at+1] != '\n' {
				p.at++
			}
		default:
			return
		}
	}
}

// word reads one word, of which the first character is there.
func (p *parser) word() (string, *fault) {
	start, quote := p.at, byte(0)
	if c := p.text[p.at]; c == '"' || c == '\'' {
		quote = c
		p.at++
	}
	from, variable := p.at, false
	for ; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		if c == '{' && variable {
			continue
		}
		variable = c == '$'
		switch {
		case c == '\\':
			p.at++
		case quote != 0 && c == quote:
			word := unescaped(p.text[from:p.at])
			p.at++
			return word, p.behindQuote()
		case quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';' || c == '{'):
			return unescaped(p.text[from:p.at]), nil
		}
	}
	p.at = len(p.text)
	if quote != 0 {
		return "", &fault{start, "a quotation mark is not closed", ""}
	}
	return "", &fault{start, `the file ends before a ";" or "{" ends this`, ""}
}

// behindQuote makes sure that what follows a closing quote may.
func (p *parser) behindQuote() *fault {
	if p.at < len(p.text) && !strings.ContainsRune(" \t\r\n;{)", rune(p.text[p.at])) {
		return &fault{p.at, "there is no space behind a closing quotation mark", ""}
	}
	return nil
}

// unescaped takes the backslashes out that the language knows; others stay, for regular
// expressions.
func unescaped(raw []byte) string {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\\' && i+1 < len(raw) {
			switch raw[i+1] {
			case '"', '\'', '\\':
				i++
				c = raw[i]
			case 't':
				i++
				c = '\t'
			case 'r':
				i++
				c = '\r'
			case 'n':
				i++
				c = '\n'
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}
