package notice

import "strings"

// spanKind is what a run of text is.
type spanKind uint8

const (
	words spanKind = iota // our own, out of a catalogue
	name                  // out of a declaration: foreign text, and figures
	code                  // what machines read, and addresses: from left to right, unbroken
)

// span is a run of text within a line.
type span struct {
	kind     spanKind
	text     string
	href     string // where it links to; empty for nowhere
	datetime string // the same as ISO 8601, for text that is a time
}

func said(s string) []span { return []span{{kind: words, text: s}} }

// named is foreign text. A name of which nothing is left still has its place.
func named(s string) span { return span{kind: name, text: shown(s)} }

// token is text for machines.
func token(s string) span { return span{kind: code, text: shown(s)} }

func shown(s string) string {
	if s = cleaned(s); s == "" {
		return "–"
	}
	return s
}

// address is a link that shows where it leads; it is only shown where it must not be
// followed.
func address(url string) span {
	s := token(url)
	if safeLink(url) {
		s.href = url
	}
	return s
}

// linked is foreign text that links to a URL, and shows it if it must not be followed or
// if there is no text.
func linked(text, url string) []span {
	switch {
	case cleaned(url) == "":
		return []span{named(text)}
	case cleaned(text) == "":
		return []span{address(url)}
	case !safeLink(url):
		return []span{named(text), {kind: words, text: " "}, token(url)}
	}
	s := named(text)
	s.href = url
	return []span{s}
}

// plain gives the text of spans alone, isolated where it needs to be.
func plain(spans []span, rightToLeft bool) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.isolated(s.text, rightToLeft))
	}
	return b.String()
}
