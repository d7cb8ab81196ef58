// Package weblink reads the Link header field (RFC 8288 section 3, with the parsing
// algorithm of its appendix B):
//
//	Link: <https://example.com/licence.rsl>; rel="license"; type="application/rsl+xml"
//
// Where the algorithm gives up on the rest of a field that is not what it expects,
// this one goes on behind the next comma outside a quoted string, so that one broken
// link hides no other. A link-value without a relation type is no link.
package weblink

import "strings"

const (
	// MaxLinks is how many links of one field line are read; the rest is dropped.
	MaxLinks = 256
	// MaxParameters is how many parameters of one link are looked at; later ones
	// are skipped.
	MaxParameters = 64
)

// Link is one link-value.
type Link struct {
	Target string // the URI reference as written, without its angle brackets
	Rel    string // the first rel parameter, decoded: relation types with spaces between
	Type   string // the first type parameter
	// Title is the first title* parameter that can be decoded, or else the first
	// title parameter.
	Title string
	// Anchor is the first anchor parameter: the context, as a reference to be
	// resolved. Empty is the resource itself.
	Anchor string
	Offset int // of the "<", in bytes
}

// Parse reads one field line. It never fails: what is no link is passed over. Time
// is linear in the length of the value, and an empty value costs nothing. Texts of
// links share the memory of the value.
func Parse(value string) []Link {
	var links []Link
	for rest := value; ; {
		rest = strings.TrimLeft(rest, " \t,")
		if rest == "" || len(links) == MaxLinks {
			return links
		}
		if rest[0] != '<' {
			rest = afterComma(rest)
			continue
		}
		l := Link{Offset: len(value) - len(rest)}
		var closed bool
		l.Target, rest, closed = strings.Cut(rest[1:], ">")
		if !closed {
			return links
		}
		l.Target = trim(l.Target)
		rest = l.parameters(rest)
		if strings.Trim(l.Rel, " \t") != "" {
			links = append(links, l)
		}
		rest = afterComma(rest)
	}
}

// Has reports whether the link has a relation type, compared without regard to case.
func (l *Link) Has(rel string) bool {
	for one := range strings.FieldsFuncSeq(l.Rel, isSpace) {
		if strings.EqualFold(one, rel) {
			return true
		}
	}
	return false
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' }

func trim(s string) string { return strings.Trim(s, " \t") }

// afterComma skips to behind the next comma that is not in a quoted string.
func afterComma(s string) string {
	for s != "" {
		i := strings.IndexAny(s, `,"`)
		switch {
		case i < 0:
			return ""
		case s[i] == ',':
			return s[i+1:]
		}
		_, s = quoted(s[i:])
	}
	return ""
}
