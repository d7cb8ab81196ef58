package iim

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Character sets of texts.
const (
	ASCII       = "ascii"
	UTF8        = "utf-8"
	Windows1252 = "windows-1252"
)

// utf8Sequence is what 1:90 holds to declare UTF-8.
const utf8Sequence = "\x1B%G"

// declared is what 1:90 says, as far as that is understood.
type declared uint8

const (
	nothing declared = iota
	isUTF8
	isLatin
	unknown
)

// declaredBy gives what the records declare.
func declaredBy(data []byte, records []Record) declared {
	found := nothing
	for _, r := range records {
		if r.Number != 1 || r.Dataset != 90 {
			continue
		}
		if d := declares(r.of(data)); found == nothing || found == d {
			found = d
			continue
		}
		return unknown
	}
	return found
}

// declares tells what the value of 1:90 declares. UTF-8 has four sequences, one of them
// for each level of implementation. ISO 8859-1 is designated as set G1, G2 or G3, or by
// a mistake as G0, and perhaps invoked; ASCII may be designated beside it.
func declares(value []byte) declared {
	sequences := strings.Split(string(bytes.TrimRight(value, "\x00")), "\x1B")[1:]
	latin := false
	for _, s := range sequences {
		switch s {
		case "%G", "%/G", "%/H", "%/I":
			if len(sequences) == 1 {
				return isUTF8
			}
			return unknown
		case "-A", ".A", "/A", ",A":
			latin = true
		case "(B", "~", "}", "|":
		default:
			return unknown
		}
	}
	if latin && value[0] == 0x1B {
		return isLatin
	}
	return unknown
}

// keepsASCII reports whether ASCII means ASCII under what 1:90 says: nothing is
// designated that could take its place.
func keepsASCII(value []byte) bool {
	sequences := strings.Split(string(value), "\x1B")[1:]
	return !slices.ContainsFunc(sequences, func(s string) bool {
		return s != "(B" && strings.HasPrefix(s, "(") || strings.HasPrefix(s, "$") || strings.HasPrefix(s, "%")
	})
}

// isASCII reports whether a text is the same in all sets.
func isASCII[T string | []byte](text T) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decode gives a text, its character set, and whether that was assumed.
func decode(b []byte, d declared) (text, charset string, assumed bool) {
	b = bytes.TrimRight(b, "\x00")
	switch {
	case isASCII(b):
		return string(b), ASCII, false
	case d != isLatin && utf8.Valid(b):
		return string(b), UTF8, d != isUTF8
	}
	runes := make([]rune, len(b))
	for i, octet := range b {
		if runes[i] = rune(octet); octet >= 0x80 && octet < 0xA0 {
			runes[i] = windows[octet-0x80]
		}
	}
	return string(runes), Windows1252, d != isLatin
}

// windows is where Windows-1252 differs from ISO 8859-1. What it leaves out are control
// characters, as browsers have it.
var windows = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

// latin encodes a text in ISO 8859-1, if it can be.
func latin(text string) ([]byte, bool) {
	var out []byte
	for _, r := range text {
		if r > 0xFF || r >= 0x80 && r < 0xA0 {
			return nil, false
		}
		out = append(out, byte(r))
	}
	return out, true
}
