package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// piece is a part of a text from outside: as it stood, or a character as its escape.
type piece struct {
	Text    string
	Escaped bool
}

// pieces makes text from outside safe to look at. Control characters, bytes that are
// not UTF-8, spaces that only look like one and characters that reorder text or cannot
// be seen become escapes, marked as such since a name may have a backslash too.
func pieces(text string) (list []piece) {
	start := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != utf8.RuneError && unicode.IsPrint(r) {
			i += size
			continue
		}
		if start < i {
			list = append(list, piece{Text: text[start:i]})
		}
		list = append(list, piece{escape(text[i:i+size], r), true})
		i += size
		start = i
	}
	if start < len(text) {
		list = append(list, piece{Text: text[start:]})
	}
	return list
}

func escape(bytes string, r rune) string {
	switch {
	case len(bytes) == 1:
		return fmt.Sprintf(`\x%02x`, bytes[0])
	default:
		return fmt.Sprintf(`\u{%x}`, r)
	}
}

// visible is the text with escapes in it.
func visible(text string) string {
	list := pieces(text)
	if len(list) == 1 {
		return list[0].Text
	}
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Text)
	}
	return b.String()
}

// figure groups the digits of a number by threes.
func figure[N int | int64](n N) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// difference is a number with its sign; none where there is no difference.
func difference(n int64) string {
	switch {
	case n == 0:
		return ""
	case n > 0:
		return "+" + figure(n)
	}
	return figure(n)
}

// count is a number of things, in words: "1 file", "2,000 files".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure(n) + " " + many
}

// short is a digest for the eye.
func short(digest string) string {
	if len(digest) <= 12 {
		return digest
	}
	return digest[:8] + "…"
}

// instant is a time as programs read it; empty where there is none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
