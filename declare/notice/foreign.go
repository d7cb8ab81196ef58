package notice

import (
	"net/url"
	"strings"
	"unicode"
)

// Unicode's marks that keep a run of text from turning what is around it (UAX 9 section
// 2.4).
const (
	leftToRightIsolate = "\u2066"
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// cleaned is a text on one line, without what cannot be seen and steers what can: control
// characters, and the marks of Unicode's format class but for the two joiners that
// scripts need and the marks that only stand for a direction. Text that is read by
// package declare has none of them; text that is given otherwise may.
func cleaned(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\u200c' || c == '\u200d' || c == '\u200e' || c == '\u200f' || c == '\u061c':
			return c
		case unicode.IsControl(c) || unicode.IsSpace(c) || c == '\u2028' || c == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Co, c) || unicode.Is(unicode.Noncharacter_Code_Point, c):
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// safeLink reports whether a link out of a declaration may be followed: an http, https or
// mailto URL without anything that could end it early in one of the forms.
func safeLink(s string) bool {
	if !plainURL(s) {
		return false
	}
	if to, mail := strings.CutPrefix(s, "mailto:"); mail {
		return strings.Contains(to, "@") && !strings.ContainsAny(to, "?&%,;/")
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}

// ownLink reports whether a link that a program gives may be followed: as above, or one
// within the same site.
func ownLink(s string) bool {
	if safeLink(s) {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && plainURL(s) && u.Scheme == "" && u.Host == "" && !strings.HasPrefix(s, "//")
}

// plainURL: ASCII, and none of the characters that RFC 3986 keeps out of URLs.
func plainURL(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"'<>\\^`{|}", c)
	})
}

// isolated keeps a run of text from turning what is around it. Left-to-right pages need
// it only for text that is written from right to left.
func (s span) isolated(text string, rightToLeft bool) string {
	switch {
	case s.kind != name && s.kind != code || !rightToLeft && !turns(s.text):
		return text
	case s.kind == code:
		return leftToRightIsolate + text + popIsolate
	}
	return firstStrongIsolate + text + popIsolate
}

// turns reports whether a text has anything that is written from right to left.
func turns(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool {
		return unicode.In(c, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
			unicode.Adlam, unicode.Hanifi_Rohingya) || c == '\u200f' || c == '\u061c' || c >= 0x10800 && c <= 0x10fff || c >= 0x1e800 && c <= 0x1efff
	})
}
