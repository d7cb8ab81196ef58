package xmp

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// Encoding is how a packet is written in bytes.
type Encoding uint8

const (
	UTF8 Encoding = iota
	UTF16BE
	UTF16LE
	UTF32BE
	UTF32LE
)

// String gives the usual name.
func (e Encoding) String() string {
	return [...]string{"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"}[e]
}

// unit is how many bytes an ASCII character takes.
func (e Encoding) unit() int { return [...]int{1, 2, 2, 4, 4}[e] }

func (e Encoding) order() binary.AppendByteOrder {
	if e == UTF16BE || e == UTF32BE {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// sniff tells the encoding by a byte-order mark, or by where the zeros stand in the
// first two characters, which are ASCII.
func sniff(b []byte) Encoding {
	var pattern [8]byte
	copy(pattern[:], b)
	zeros := 0
	for i, c := range pattern {
		if c == 0 {
			zeros |= 0x80 >> i
		}
	}
	switch mark := binary.BigEndian.Uint32(pattern[:]); {
	case len(b) < 4:
		return UTF8
	case mark == 0x0000FEFF, zeros == 0b1110_1110:
		return UTF32BE
	case mark == 0xFFFE0000, zeros == 0b0111_0111:
		return UTF32LE
	case mark>>16 == 0xFEFF, zeros&0xF0 == 0b1010_0000:
		return UTF16BE
	case mark>>16 == 0xFFFE, zeros&0xF0 == 0b0101_0000:
		return UTF16LE
	}
	return UTF8
}

// decode gives the text as UTF-8. In UTF-16 and UTF-32, what is no character becomes
// U+FFFD, which takes as many bytes there; bad is where the first of these stands, or
// -1. UTF-8 is not checked. Bytes at the end that make no whole unit are left out.
func (e Encoding) decode(b []byte) (text string, bad int) {
	if e == UTF8 {
		return string(b), -1
	}
	bad = -1
	n := e.unit()
	out := make([]byte, 0, len(b)/n+len(b)/8)
	for ; len(b) >= n; b = b[n:] {
		r := e.unitAt(b)
		if n == 2 && utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if len(b) >= 4 {
				r = utf16.DecodeRune(e.unitAt(b), e.unitAt(b[2:]))
			}
			if r != utf8.RuneError {
				b = b[2:]
			} else if bad < 0 {
				bad = len(out)
			}
		} else if !utf8.ValidRune(r) {
			r = utf8.RuneError
			if bad < 0 {
				bad = len(out)
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), bad
}

func (e Encoding) unitAt(b []byte) rune {
	switch e {
	case UTF16BE:
		return rune(binary.BigEndian.Uint16(b))
	case UTF16LE:
		return rune(binary.LittleEndian.Uint16(b))
	case UTF32BE:
		return rune(binary.BigEndian.Uint32(b))
	}
	return rune(binary.LittleEndian.Uint32(b))
}

// encode appends a text to bytes.
func (e Encoding) encode(b []byte, text string) []byte {
	switch e {
	case UTF8:
		return append(b, text...)
	case UTF16BE, UTF16LE:
		for _, r := range text {
			if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
				b = e.order().AppendUint16(b, uint16(high))
				r = low
			}
			b = e.order().AppendUint16(b, uint16(r))
		}
		return b
	}
	for _, r := range text {
		b = e.order().AppendUint32(b, uint32(r))
	}
	return b
}

// size is how many bytes a text takes.
func (e Encoding) size(text string) int {
	switch e {
	case UTF8:
		return len(text)
	case UTF32BE, UTF32LE:
		return 4 * utf8.RuneCountInString(text)
	}
	n := 0
	for _, r := range text {
		n += 2 * utf16.RuneLen(r)
	}
	return n
}
