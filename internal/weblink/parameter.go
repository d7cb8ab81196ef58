package weblink

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// parameters reads the parameters of a link (appendix B.3) and gives what follows
// them.
func (l *Link) parameters(s string) (rest string) {
	var seen struct{ rel, typ, title, titleStar, anchor bool }
	for n := 0; ; n++ {
		s = strings.TrimLeft(s, " \t")
		if s == "" || s[0] != ';' {
			return s
		}
		var name, value string
		name, value, s = parameter(s[1:])
		if n >= MaxParameters {
			continue
		}
		switch {
		case strings.EqualFold(name, "rel"):
			first(&seen.rel, &l.Rel, value)
		case strings.EqualFold(name, "type"):
			first(&seen.typ, &l.Type, value)
		case strings.EqualFold(name, "anchor"):
			first(&seen.anchor, &l.Anchor, value)
		case strings.EqualFold(name, "title") && !seen.titleStar:
			first(&seen.title, &l.Title, value)
		case strings.EqualFold(name, "title*") && !seen.titleStar:
			if text, ok := extended(value); ok {
				l.Title, seen.titleStar = text, true
			}
		}
	}
}

// first keeps the first of several parameters with one name.
func first(seen *bool, to *string, value string) {
	if !*seen {
		*seen, *to = true, value
	}
}

// parameter reads a name and perhaps a value, from behind the semicolon.
func parameter(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t")
	end := strings.IndexAny(s, " \t=;,")
	if end < 0 {
		return s, "", ""
	}
	name, s = s[:end], strings.TrimLeft(s[end:], " \t")
	if s == "" || s[0] != '=' {
		return name, "", s
	}
	s = strings.TrimLeft(s[1:], " \t")
	if s != "" && s[0] == '"' {
		value, rest = quoted(s)
		return name, value, rest
	}
	end = strings.IndexAny(s, ";,")
	if end < 0 {
		end = len(s)
	}
	return name, trim(s[:end]), s[end:]
}

// quoted reads the quoted string that s begins with (appendix B.4). One that is not
// closed ends with the field.
func quoted(s string) (text, rest string) {
	s = s[1:]
	end := strings.IndexAny(s, `"\`)
	if end >= 0 && s[end] == '"' {
		return s[:end], s[end+1:]
	}
	if end < 0 {
		return s, ""
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:]
		case '\\':
			if i++; i == len(s) {
				return b.String(), ""
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), ""
}

// extended decodes an ext-value (RFC 8187 section 3.2.1): UTF-8'en'%c2%a3. UTF-8 is
// the one character set that must be known.
func extended(value string) (text string, ok bool) {
	charset, rest, ok := strings.Cut(value, "'")
	if !ok || !strings.EqualFold(charset, "UTF-8") {
		return "", false
	}
	if _, rest, ok = strings.Cut(rest, "'"); !ok {
		return "", false
	}
	text, err := url.PathUnescape(rest)
	return text, err == nil && utf8.ValidString(text)
}
