package imagerights

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
)

// clean gives the beginning of a text, at most [MaxSearched] bytes, as one line without
// control characters. Bytes that are no UTF-8 become U+FFFD.
func clean(words string) string {
	if len(words) > MaxSearched {
		end := MaxSearched
		for end > 0 && words[end]&0xc0 == 0x80 {
			end--
		}
		words = words[:end]
	}
	words = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(words, "\uFFFD"))
	return strings.Join(strings.Fields(words), " ")
}

// signs are ways of writing one thing.
var signs = strings.NewReplacer("(c)", "©", "(C)", "©", "\u2018", "'", "\u2019", "'")

// sameText compares texts that have been cleaned.
func sameText(a, b string) bool { return a == b || signs.Replace(a) == signs.Replace(b) }

// namesAmong reports whether all names of one list are in another. Exif and Windows part
// names by semicolons.
func namesAmong(list, among string) bool {
	known := namesIn(among)
	for _, one := range namesIn(list) {
		if !slices.Contains(known, one) {
			return false
		}
	}
	return true
}

func namesIn(list string) []string {
	names := strings.FieldsFunc(list, func(c rune) bool { return c == ';' || c == ',' })
	for i := range names {
		names[i] = strings.Trim(names[i], ` "`)
	}
	return names
}

// linksIn adds the links that stand in a text.
func (r *reader) linksIn(words string, s source) {
	s.prose = true
	cut := s.brim || len(words) > MaxSearched
	words = clean(words)
	found := 0
	for rest := words; found < MaxLinks; {
		at := linkAt(rest)
		if at < 0 {
			return
		}
		rest = rest[at:]
		end := strings.IndexFunc(rest, endsLink)
		if end < 0 {
			end = len(rest)
		}
		if value, ok := absolute(trimLink(rest[:end])); ok && (end < len(rest) || !cut) {
			r.terms(proviso.UsageInfo, value, s)
			found++
		}
		rest = rest[end:]
	}
}

// linkAt is where the next link begins, or -1. What hangs on a word is a link as well:
// "see:https://…".
func linkAt(text string) int {
	for from := 0; ; {
		colon := strings.Index(text[from:], "://")
		if colon < 0 {
			return -1
		}
		colon += from
		for _, scheme := range [...]string{"https", "http"} {
			if n := len(scheme); colon >= n && strings.EqualFold(text[colon-n:colon], scheme) {
				return colon - n
			}
		}
		from = colon + len("://")
	}
}

// endsLink tells characters that end a link in a text.
func endsLink(c rune) bool {
	return c == ' ' || strings.ContainsRune("<>\"`|\\^{}", c) || c >= utf8.RuneSelf && (unicode.IsSpace(c) || unicode.IsPunct(c) || unicode.IsSymbol(c))
}

// trimLink takes what belongs to the sentence off the end of a link. A closing bracket
// does unless the link has its opening one.
func trimLink(link string) string {
	for {
		shorter := strings.TrimRight(link, ".,;:!?'*")
		for _, pair := range [...]string{"()", "[]"} {
			if strings.HasSuffix(shorter, pair[1:]) && strings.Count(shorter, pair[1:]) > strings.Count(shorter, pair[:1]) {
				shorter = shorter[:len(shorter)-1]
			}
		}
		if shorter == link {
			return link
		}
		link = shorter
	}
}
