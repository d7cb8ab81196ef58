package sfv

import "strings"

// params reads *( ";" *SP key [ "=" bare-item ] ).
func (p *parser) params() ([]Param, error) {
	var params []Param
	keys := index[Param]{key: paramKey}
	for p.take(';') {
		semicolon := p.pos - 1
		p.skip(space)
		if p.done() || strings.IndexByte("=;,)", p.in[p.pos]) >= 0 {
			return nil, p.fail(semicolon, EmptyParameterKey)
		}
		param, err := p.param()
		if err != nil {
			return nil, err
		}
		if i := keys.find(params, param.Key); i >= 0 {
			p.replaced(Repeat{p.member, param.Key, params[i].Start, params[i].End})
			params[i] = param
		} else if len(params) == MaxParams {
			return nil, p.fail(param.Start, TooLarge)
		} else {
			params = append(params, param)
		}
	}
	return params, nil
}

// param reads key [ "=" bare-item ].
func (p *parser) param() (param Param, err error) {
	param.Start = p.pos
	if param.Key, err = p.key(); err != nil {
		return param, err
	}
	switch {
	case !p.take('='):
		p.keyEnd = p.pos
		param.Value = Value{Type: Boolean, Bool: true}
	case p.at('('):
		return param, p.fail(p.pos, InnerListAsParameter)
	default:
		if err = p.tight(); err != nil {
			return param, err
		}
		param.Value, err = p.bareItem()
	}
	param.End = p.pos
	return param, err
}

// key reads ( lcalpha / "*" ) *( lcalpha / DIGIT / "_" / "-" / "." / "*" ), where
// there is something to read.
func (p *parser) key() (string, error) {
	start := p.pos
	if is(p.in[p.pos], keyStart) {
		p.skip(keyChar)
		if p.done() || p.at('=') || is(p.in[p.pos], delimiter) {
			return p.in[start:p.pos], nil
		}
	}
	switch c := p.in[p.pos]; {
	case upperCase(c):
		return "", p.fail(p.pos, UpperCaseKey)
	case c == ',':
		return "", p.fail(p.pos, EmptyMember)
	case c == '=' || c == ';':
		return "", p.fail(p.pos, MissingKey)
	}
	return "", p.fail(p.pos, BadKey)
}

func (p *parser) replaced(r Repeat) {
	if p.note != nil {
		p.note(r)
	}
}
