package declare

import (
	"strings"
	"unicode"
)

// oneLine reads one line of text.
func (r *reader) oneLine(v *node) string {
	s := v.text
	switch {
	case strings.TrimSpace(s) == "":
		r.fault(CodeEmpty, v.start, "the text is empty: leave the key out, or say something", "")
	case len(s) > MaxText:
		r.fault(CodeTooLong, v.start, "the text has more than the "+number(MaxText)+" bytes that are read", "")
	case strings.ContainsFunc(s, unprintable):
		r.fault(CodeValue, v.start, "the text has line breaks or invisible control characters in it",
			tomlText(clip(strings.TrimSpace(strings.Join(strings.FieldsFunc(s, unprintable), " ")), MaxHint)))
	default:
		return s
	}
	return ""
}

// unprintable: characters that break lines, steer terminals, or turn the direction of
// writing around what follows them.
func unprintable(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) && c != '\u200e' && c != '\u200f' && c != '\u061c' ||
		c == '\u2028' || c == '\u2029'
}

// each reads the values of a list.
func each[T any](r *reader, v *node, read func(*reader, *node) T) (list []T) {
	switch {
	case len(v.items) == 0:
		r.fault(CodeEmpty, v.start, "the list is empty: leave the key out, or list something", "")
	case len(v.items) > MaxList:
		r.fault(CodeTooMany, v.start, "the list has more than the "+number(MaxList)+" values that are read", "")
		return nil
	}
	for _, item := range v.items {
		if item.shape != aText {
			r.fault(CodeType, item.start, "the list is one of texts in quotation marks, and here stands "+item.shape.plain(), "")
			continue
		}
		list = append(list, read(r, item))
	}
	return list
}

// word reads one of the words that a key takes.
func word[T ~string](r *reader, v *node, words []T, known map[string]string) T {
	list := make([]string, len(words))
	for i, w := range words {
		if list[i] = string(w); list[i] == v.text {
			return w
		}
	}
	near := nearest(v.text, list, known)
	if near != "" {
		near = tomlText(near)
	}
	hint := quote(v.text) + " is none of " + strings.Join(list, ", ")
	if folded := fold(v.text); strings.HasPrefix(folded, "mof-3") || strings.HasPrefix(folded, "mof-iii") {
		hint = "Model Openness Framework Class III is less than what CC signals 0.1 calls open; " + hint
	}
	r.fault(CodeValue, v.start, hint, near)
	return ""
}

func (r *reader) version(_ *Declaration, v *node) {
	if v.text != number(Version) {
		r.fault(CodeVersion, v.start, "the file follows version "+quote(v.text)+" of the form, and only "+number(Version)+" is read", "version = "+number(Version))
	}
}

// Quote writes a text as a TOML basic string, as it stands in a declaration file.
func Quote(s string) string { return tomlText(s) }

// tomlText writes a text as a TOML basic string.
func tomlText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c == 0x7f:
			const hex = "0123456789ABCDEF"
			b.WriteString(`\u00`)
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
