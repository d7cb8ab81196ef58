package htmlhead

import (
	"encoding/binary"
	"math/bits"
)

// attribute is one that is looked for. All others are passed over, so their number
// needs no limit.
type attribute uint8

const (
	atName attribute = iota
	atContent
	atProperty
	atHTTPEquiv
	atRel
	atHref
	atType
	atTitle
	atAbout
	atResource
	atEncoding
	atColor
	atFace
	atSize
	attributes
	unknown = attributes
)

// set is a set of attributes, one bit for each.
type set uint16

var (
	spelledRel      = spell("rel")
	spelledName     = spell("name")
	spelledHref     = spell("href")
	spelledType     = spell("type")
	spelledFace     = spell("face")
	spelledSize     = spell("size")
	spelledTitle    = spell("title")
	spelledAbout    = spell("about")
	spelledColor    = spell("color")
	spelledContent  = spell("content")
	spelledProperty = spell("property")
	spelledResource = spell("resource")
	spelledEncoding = spell("encoding")
)

// attributeOf names the attribute that is looked for under the name in html from an
// index up to another.
func attributeOf(html []byte, from, to int) attribute {
	switch n := to - from; {
	case n < 3 || n > 10:
		return unknown
	case n == 10:
		if is(html[from:to], "http-equiv") {
			return atHTTPEquiv
		}
		return unknown
	default:
		return lettered(lettersAt(html, from, to), n)
	}
}

// lettered names the attribute whose name is spelled by n letters.
func lettered(name letters, n int) attribute {
	switch n {
	case 3:
		if name == spelledRel {
			return atRel
		}
	case 4:
		switch name {
		case spelledName:
			return atName
		case spelledHref:
			return atHref
		case spelledType:
			return atType
		case spelledFace:
			return atFace
		case spelledSize:
			return atSize
		}
	case 5:
		switch name {
		case spelledTitle:
			return atTitle
		case spelledAbout:
			return atAbout
		case spelledColor:
			return atColor
		}
	case 7:
		if name == spelledContent {
			return atContent
		}
	case 8:
		switch name {
		case spelledProperty:
			return atProperty
		case spelledResource:
			return atResource
		case spelledEncoding:
			return atEncoding
		}
	}
	return unknown
}

// shortcut names the attribute that is looked for, if it begins at an index, is
// followed by "=" at once and has at most eight letters, and returns its length. It
// spares most attributes of a head the reading letter by letter.
func shortcut(html []byte, i int) (attribute, int) {
	if i+eight >= len(html) {
		return unknown, 0
	}
	v := binary.LittleEndian.Uint64(html[i:])
	n := eight
	if equals := hasZero(v^('='*ones)) & (0x80 * ones); equals != 0 {
		n = bits.TrailingZeros64(equals) / 8
		v &= 1<<(8*n) - 1
	} else if html[i+eight] != '=' {
		return unknown, 0
	}
	return lettered(letters(v)|allLower, n), n
}
