package sfv

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// bareItem reads one value other than an inner list (RFC 9651 section 4.2.3.1):
// its first character tells the type.
func (p *parser) bareItem() (Value, error) {
	if p.done() {
		return Value{}, p.fail(p.pos, MissingValue)
	}
	switch c := p.in[p.pos]; {
	case is(c, tokenStart):
		return p.token()
	case is(c, digit) || c == '-':
		return p.number(BadNumber)
	case c == '"':
		return p.string()
	case c == ':':
		return p.byteSequence()
	case c == '?':
		return p.boolean()
	case c == '@':
		return p.date()
	case c == '%':
		return p.displayString()
	case c == ',':
		return Value{}, p.fail(p.pos, EmptyMember)
	case c == ';':
		return Value{}, p.fail(p.pos, MissingValue)
	}
	return Value{}, p.fail(p.pos, BadValue)
}

// complete fails with the reason unless what was read ends here. The RFC's
// algorithms would stop just as well, and fail one step later.
func (p *parser) complete(r Reason) error {
	if p.done() || is(p.in[p.pos], delimiter) {
		return nil
	}
	return p.fail(p.pos, r)
}

// token reads ( ALPHA / "*" ) *( tchar / ":" / "/" ).
func (p *parser) token() (Value, error) {
	start := p.pos
	p.skip(tokenChar)
	return Value{Type: Token, Text: p.in[start:p.pos]}, p.complete(BadToken)
}

// number reads [ "-" ] 1*15DIGIT / [ "-" ] 1*12DIGIT "." 1*3DIGIT.
func (p *parser) number(bad Reason) (Value, error) {
	start := p.pos
	negative := p.take('-')
	n, digits := p.digits()
	v := Value{Type: Integer, Int: n}
	switch {
	case digits == 0:
		return v, p.fail(p.pos, bad)
	case !p.at('.'):
		if digits > maxDigits {
			return v, p.fail(start, NumberTooLong)
		}
	case digits > maxWholeDigits:
		return v, p.fail(start, NumberTooLong)
	default:
		p.pos++
		fraction, digits := p.digits()
		if digits == 0 {
			return v, p.fail(p.pos, bad)
		}
		if digits > maxFraction {
			return v, p.fail(start, NumberTooLong)
		}
		for ; digits < maxFraction; digits++ {
			fraction *= 10
		}
		v = Value{Type: Decimal, Int: n*1000 + fraction}
	}
	if negative {
		v.Int = -v.Int
	}
	return v, p.complete(bad)
}

// digits reads *DIGIT. The number means nothing where there are too many.
func (p *parser) digits() (n int64, count int) {
	start := p.pos
	p.skip(digit)
	count = p.pos - start
	if count > maxDigits {
		return 0, count
	}
	for _, c := range []byte(p.in[start:p.pos]) {
		n = n*10 + int64(c-'0')
	}
	return n, count
}

// date reads "@" integer.
func (p *parser) date() (Value, error) {
	start := p.pos
	p.pos++
	v, err := p.number(BadDate)
	if err == nil && v.Type == Decimal {
		err = p.fail(start, BadDate)
	}
	v.Type = Date
	return v, err
}

// boolean reads "?" ( "0" / "1" ).
func (p *parser) boolean() (Value, error) {
	start := p.pos
	p.pos++
	v := Value{Type: Boolean, Bool: p.at('1')}
	if !p.take('0') && !p.take('1') {
		return v, p.fail(start, BadBoolean)
	}
	return v, p.complete(BadBoolean)
}

// string reads DQUOTE *( unescaped / "\" ( DQUOTE / "\" ) ) DQUOTE.
func (p *parser) string() (Value, error) {
	open := p.pos
	p.pos++
	from := p.pos        // of what is not yet in unescaped
	var unescaped []byte // up to the last escape
	for ; !p.done(); p.pos++ {
		switch c := p.in[p.pos]; {
		case c == '"':
			text := p.in[from:p.pos]
			if from > open+1 {
				text = string(append(unescaped, text...))
			}
			p.pos++
			return Value{Type: String, Text: text}, nil
		case c == '\\':
			unescaped = append(unescaped, p.in[from:p.pos]...)
			from = p.pos + 1
			if from < len(p.in) && p.in[from] != '"' && p.in[from] != '\\' {
				return Value{}, p.fail(p.pos, BadEscape)
			}
			p.pos++
		case !printable(c):
			return Value{}, p.fail(p.pos, ControlCharacter)
		}
	}
	return Value{}, p.fail(open, UnterminatedString)
}

// byteSequence reads ":" base64 ":". Padding may be missing and pad bits may be
// other than zero; excess padding and any other character may not be there.
func (p *parser) byteSequence() (Value, error) {
	open := p.pos
	start := open + 1
	length := strings.IndexByte(p.in[start:], ':')
	if length < 0 {
		return Value{}, p.fail(open, UnterminatedByteSequence)
	}
	padded := p.in[start : start+length]
	text := strings.TrimRight(padded, "=")
	for i := range len(text) {
		if !is(text[i], base64Char) {
			return Value{}, p.fail(start+i, BadBase64)
		}
	}
	need := -len(text) & 3 // padding that makes a multiple of four
	if len(padded)-len(text) > need {
		return Value{}, p.fail(start+len(text), BadBase64)
	}
	decoded, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return Value{}, p.fail(open, BadBase64)
	}
	p.pos = start + length + 1
	return Value{Type: ByteSequence, Text: string(decoded)}, nil
}

// displayString reads "%" DQUOTE *( unescaped / "%" 2lower-hex ) DQUOTE, of which
// the decoded bytes are UTF-8.
func (p *parser) displayString() (Value, error) {
	open := p.pos
	p.pos++
	if !p.take('"') {
		return Value{}, p.fail(open, BadDisplayString)
	}
	start := p.pos
	var decoded []byte
	for ; !p.done(); p.pos++ {
		switch c := p.in[p.pos]; {
		case c == '"':
			if !utf8.Valid(decoded) {
				return Value{}, p.fail(p.badUTF8(start, decoded), BadUTF8)
			}
			p.pos++
			return Value{Type: DisplayString, Text: string(decoded)}, nil
		case c == '%':
			if p.pos+2 >= len(p.in) || !is(p.in[p.pos+1], lowerHex) || !is(p.in[p.pos+2], lowerHex) {
				return Value{}, p.fail(p.pos, BadPercentEscape)
			}
			decoded = append(decoded, unhex(p.in[p.pos+1])<<4|unhex(p.in[p.pos+2]))
			p.pos += 2
		case !printable(c):
			return Value{}, p.fail(p.pos, ControlCharacter)
		default:
			decoded = append(decoded, c)
		}
	}
	return Value{}, p.fail(open, UnterminatedDisplayString)
}

// badUTF8 gives the offset of the first bytes that are not UTF-8, where start is
// that of what was decoded.
func (p *parser) badUTF8(start int, decoded []byte) int {
	for len(decoded) > 0 {
		r, size := utf8.DecodeRune(decoded)
		if r == utf8.RuneError && size == 1 {
			break
		}
		for range size {
			if p.in[start] == '%' {
				start += 2
			}
			start++
		}
		decoded = decoded[size:]
	}
	return start
}

func unhex(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}
