package sfv

// parser walks over one input. Its functions leave pos behind what they read.
type parser struct {
	in     string // a copy, of which keys and most texts are parts
	pos    int
	keyEnd int    // where the last key without "=" ended; 0 before there was one
	member string // key of the dictionary member being read
	note   func(Repeat)
}

func newParser(in []byte) (parser, error) {
	if len(in) > MaxLength {
		return parser{}, &SyntaxError{Offset: MaxLength, Reason: TooLarge}
	}
	return parser{in: string(in)}, nil
}

func (p *parser) done() bool { return p.pos >= len(p.in) }

func (p *parser) at(c byte) bool { return p.pos < len(p.in) && p.in[p.pos] == c }

// take steps over c if it stands here.
func (p *parser) take(c byte) bool {
	if p.at(c) {
		p.pos++
		return true
	}
	return false
}

// skip steps over all that is of the class.
func (p *parser) skip(class uint16) {
	for p.pos < len(p.in) && is(p.in[p.pos], class) {
		p.pos++
	}
}

// comma reads [ OWS "," OWS ] and reports whether it is there, which means that
// another member must follow. Anything else but the end of the input is an error;
// next is the class of characters a member can begin with.
func (p *parser) comma(next uint16) (more bool, err error) {
	gap := p.pos
	p.skip(blank)
	if p.done() {
		return false, nil
	}
	if !p.take(',') {
		return false, p.stray(gap, next)
	}
	comma := p.pos - 1
	p.skip(blank)
	if p.done() {
		return false, p.fail(comma, TrailingComma)
	}
	return true, nil
}

// tight fails where, after "=", a space or nothing at all stands before a value.
func (p *parser) tight() error {
	equals := p.pos
	p.skip(blank)
	if p.done() || p.at(',') || p.at(';') || p.at(')') {
		return p.fail(equals, MissingValue)
	}
	if p.pos > equals {
		return p.fail(equals, SpaceAroundEquals)
	}
	return nil
}

// stray explains what stands here after something that was complete. The gap is
// where that ended, and next what could have begun here after a comma.
func (p *parser) stray(gap int, next uint16) error {
	switch {
	case p.at('=') && gap == p.keyEnd:
		return p.fail(gap, SpaceAroundEquals)
	case p.at(';') && gap < p.pos:
		return p.fail(gap, SpaceBeforeSemicolon)
	case is(p.in[p.pos], next):
		return p.fail(p.pos, MissingComma)
	}
	return p.fail(p.pos, TrailingText)
}

// fail makes the error. Where what is wrong is a character that has no business
// in any field, or a tab among spaces, that says more than the reason given.
func (p *parser) fail(at int, r Reason) error {
	if at < len(p.in) {
		switch c := p.in[at]; {
		case c > 0x7f:
			r = NonASCII
		case c == '\t':
			if r == BadKey || r == BadValue || r == TrailingText || r == MissingSpace {
				r = MisplacedTab
			}
		case c < ' ' || c == 0x7f:
			r = ControlCharacter
		}
	}
	return &SyntaxError{Offset: at, Reason: r}
}
