package pagetokens

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stray are characters that stand around directives by mistake; see isGap.
const stray = ";|\"'"

// isGap reports whether a character stands between words: white space of any kind, a
// control character, or a stray one.
func isGap(r rune) bool {
	switch {
	case r >= utf8.RuneSelf:
		return unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF
	case r <= ' ', r == 0x7F:
		return true
	}
	return r == ';' || r == '|' || r == '"' || r == '\''
}

// firstWord gives where the first word begins, or end.
func firstWord(text string, start, end int) int {
	if i := strings.IndexFunc(text[start:end], func(r rune) bool { return !isGap(r) }); i >= 0 {
		return start + i
	}
	return end
}

// wordEnd gives where a word ends.
func wordEnd(text string, start, end int) int {
	if i := strings.IndexFunc(text[start:end], isGap); i >= 0 {
		return start + i
	}
	return end
}

// lastWord gives where the last word before an offset begins.
func lastWord(text string, start, before int) int {
	trimmed := start + len(strings.TrimRightFunc(text[start:before], isGap))
	i := strings.LastIndexFunc(text[start:trimmed], isGap)
	if i < 0 {
		return firstWord(text, start, trimmed)
	}
	_, size := utf8.DecodeRuneInString(text[start+i:])
	return start + i + size
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
