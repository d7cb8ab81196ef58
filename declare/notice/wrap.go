package notice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atom is a piece of text that no line is broken within.
type atom struct {
	text  string
	space bool // a space stands before it, unless it begins a line
	stuck bool // no line may be broken before it
}

// wrap breaks runs of text into lines of so many columns. Lines break at spaces, and in
// Japanese between characters, but for those that must not begin or end one.
func wrap(spans []span, width int, rightToLeft bool) (lines []string) {
	var line strings.Builder
	used := 0
	atoms := atomsOf(spans, rightToLeft)
	for i := 0; i < len(atoms); {
		end := i + 1
		for end < len(atoms) && atoms[end].stuck {
			end++
		}
		var unit strings.Builder
		for j, a := range atoms[i:end] {
			if a.space && j > 0 {
				unit.WriteByte(' ')
			}
			unit.WriteString(a.text)
		}
		n := columns(unit.String())
		gap := 0
		if atoms[i].space && used > 0 {
			gap = 1
		}
		if used > 0 && used+gap+n > width {
			lines = append(lines, line.String())
			line.Reset()
			used, gap = 0, 0
		}
		line.WriteString("  "[:gap] + unit.String())
		used += gap + n
		i = end
	}
	if used > 0 || line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// atomsOf cuts runs of text where lines may be broken. Foreign names stay in one piece
// with what is before them.
func atomsOf(spans []span, rightToLeft bool) (atoms []atom) {
	space := false
	for _, s := range spans {
		if s.text == "" {
			continue
		}
		if s.kind == name || s.kind == code {
			atoms = append(atoms, atom{s.isolated(s.text, rightToLeft), space, s.kind == name || !space})
			space = false
			if s.href != "" && s.href != s.text {
				link := span{kind: code, text: s.href}
				atoms = append(atoms, atom{"<" + link.isolated(link.text, rightToLeft) + ">", true, false})
			}
			continue
		}
		text := s.text
		if s.href != "" {
			text += " <" + s.href + ">"
		}
		for _, c := range text {
			last := len(atoms) - 1
			switch {
			case c == ' ':
				space = true
				continue
			case last < 0 || space || breaks(atoms[last].text, c):
				atoms = append(atoms, atom{string(c), space, false})
			case opens(s, atoms, last):
				atoms = append(atoms, atom{string(c), false, true})
			default:
				atoms[last].text += string(c)
			}
			space = false
		}
	}
	return atoms
}

// opens: behind a name or token, our own words go on with a piece of their own.
func opens(s span, atoms []atom, last int) bool {
	return len(atoms) > last && s.kind == words && strings.HasSuffix(atoms[last].text, popIsolate)
}

// breaks reports whether a line may be broken between a text and a character without a
// space (a part of JIS X 4051 and UAX 14: ID, CL, OP, NS).
func breaks(before string, c rune) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	if !ideographic(c) && !ideographic(last) {
		return false
	}
	return !strings.ContainsRune("。、，．」』）】〉》・ー！？：；々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)%", c) &&
		!strings.ContainsRune("「『（【〈《([", last)
}

func ideographic(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff60
}

// columns is how many columns of a terminal a text takes.
func columns(s string) (n int) {
	for _, c := range s {
		switch {
		case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		case ideographic(c) || unicode.Is(unicode.Hangul, c) || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3ffff:
			n += 2
		default:
			n++
		}
	}
	return n
}
