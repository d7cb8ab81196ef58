package sfv

import (
	"encoding/base64"
	"strconv"
	"unicode/utf8"
)

// appendBare writes a bare item (RFC 9651 section 4.1.3.1).
func appendBare(dst []byte, v *Value) ([]byte, error) {
	switch v.Type {
	case Integer, Decimal, Date:
		return appendNumber(dst, v)
	case String:
		return appendString(dst, v.Text)
	case Token:
		return appendToken(dst, v.Text)
	case ByteSequence:
		dst = append(dst, ':')
		dst = base64.StdEncoding.AppendEncode(dst, []byte(v.Text))
		return append(dst, ':'), nil
	case Boolean:
		if v.Bool {
			return append(dst, "?1"...), nil
		}
		return append(dst, "?0"...), nil
	case DisplayString:
		return appendDisplayString(dst, v.Text)
	}
	return dst, invalid(UnknownType)
}

func appendNumber(dst []byte, v *Value) ([]byte, error) {
	n := v.Int
	if n < -maxNumber || n > maxNumber {
		return dst, invalid(NumberTooLong)
	}
	switch v.Type {
	case Date:
		dst = append(dst, '@')
	case Decimal:
		if n < 0 {
			dst, n = append(dst, '-'), -n
		}
		dst = strconv.AppendInt(dst, n/1000, 10)
		dst = append(dst, '.', byte('0'+n/100%10))
		if n%100 != 0 {
			dst = append(dst, byte('0'+n/10%10))
		}
		if n%10 != 0 {
			dst = append(dst, byte('0'+n%10))
		}
		return dst, nil
	}
	return strconv.AppendInt(dst, n, 10), nil
}

func appendString(dst []byte, text string) ([]byte, error) {
	dst = append(dst, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case c > 0x7f:
			return dst, invalid(NonASCII)
		case !printable(c):
			return dst, invalid(ControlCharacter)
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"'), nil
}

func appendToken(dst []byte, text string) ([]byte, error) {
	if text == "" || !is(text[0], tokenStart) {
		return dst, invalid(BadToken)
	}
	for i := range len(text) {
		if !is(text[i], tokenChar) {
			return dst, invalid(BadToken)
		}
	}
	return append(dst, text...), nil
}

func appendDisplayString(dst []byte, text string) ([]byte, error) {
	if !utf8.ValidString(text) {
		return dst, invalid(BadUTF8)
	}
	const hex = "0123456789abcdef"
	dst = append(dst, `%"`...)
	for i := range len(text) {
		if c := text[i]; !printable(c) || c == '%' || c == '"' {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		} else {
			dst = append(dst, c)
		}
	}
	return append(dst, '"'), nil
}
