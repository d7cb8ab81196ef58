package caddy

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a Caddyfile and where it stands.
type token struct {
	start, end int // of the bytes, with quotation marks
	text       string
	quoted     bool
	first      bool // on its line, as Caddy counts lines
}

// opens and closes report whether a token is a brace that means something.
func (t token) opens() bool  { return t.text == "{" && !t.quoted }
func (t token) closes() bool { return t.text == "}" && !t.quoted }

// lexer splits a Caddyfile as Caddy does (caddyconfig/caddyfile/lexer.go):
//
//   - words are separated by white space; "…" (in which \" is a quotation mark), `…` and,
//     with <<MARK at the end of a line, everything up to MARK is one word;
//   - "#" where a word could begin starts a comment;
//   - a backslash at the end of a line joins it with the next;
//   - {$NAME} and {$NAME:default} are replaced from the environment before; here they stay
//     within one word.
type lexer struct {
	text  []byte
	at    int
	first bool
	list  []token
}

// tokenize gives the words of a Caddyfile.
func tokenize(text []byte) ([]token, *trouble) {
	l := lexer{text: text, first: true}
	if bytes.HasPrefix(text, []byte("\xEF\xBB\xBF")) {
		l.at = 3
	}
	for l.at < len(text) {
		r, size := utf8.DecodeRune(text[l.at:])
		switch {
		case r == '\n':
			l.first = true
			l.at++
		case l.joins(l.at) > 0:
			l.at += l.joins(l.at)
		case unicode.IsSpace(r):
			l.at += size
		case r == '#' || r == '\\' && l.at+1 < len(text) && text[l.at+1] == '#':
			l.comment()
		case r == '"' || r == '`':
			if !l.quoted(text[l.at]) {
				return nil, &trouble{l.at, "the quotation mark that opens here is not closed"}
			}
		default:
			if !l.word() {
				return nil, &trouble{l.at, "the heredoc that begins here has no end"}
			}
		}
	}
	return l.list, nil
}

// joins is the length of a backslash with a line end behind it; 0 for none.
func (l *lexer) joins(at int) int {
	switch rest := l.text[at:]; {
	case bytes.HasPrefix(rest, []byte("\\\n")):
		return 2
	case bytes.HasPrefix(rest, []byte("\\\r\n")):
		return 3
	}
	return 0
}

// comment passes over a comment up to its line end. A backslash there joins lines too.
func (l *lexer) comment() {
	for l.at < len(l.text) && l.text[l.at] != '\n' && l.joins(l.at) == 0 {
		l.at++
	}
}

func (l *lexer) add(start int, text string, quoted bool) {
	l.list = append(l.list, token{start, l.at, text, quoted, l.first})
	l.first = false
}

// quoted reads a word in quotation marks; false where they are not closed.
func (l *lexer) quoted(mark byte) bool {
	start := l.at
	var b strings.Builder
	for i := start + 1; i < len(l.text); i++ {
		c := l.text[i]
		switch {
		case c == mark:
			l.at = i + 1
			l.add(start, b.String(), true)
			return true
		case mark == '"' && c == '\\' && i+1 < len(l.text):
			i++
			if l.text[i] != '"' {
				b.WriteByte('\\')
			}
			b.WriteByte(l.text[i])
		default:
			b.WriteByte(c)
		}
	}
	return false
}

var heredocMark = regexp.MustCompile(`^<<([A-Za-z0-9_-]+)\r*$`)

// word reads a word without quotation marks, or a heredoc; false where that has no end.
func (l *lexer) word() bool {
	start := l.at
	for l.at < len(l.text) && l.joins(l.at) == 0 {
		if bytes.HasPrefix(l.text[l.at:], []byte("{$")) {
			if end := bytes.IndexByte(l.text[l.at:], '}'); end > 2 {
				l.at += end + 1
				continue
			}
		}
		r, size := utf8.DecodeRune(l.text[l.at:])
		if r == '\r' && bytes.HasPrefix(l.text[l.at:], []byte("\r\n")) || unicode.IsSpace(r) && r != '\r' {
			break
		}
		l.at += size
	}
	text := string(l.text[start:l.at])
	mark := heredocMark.FindStringSubmatch(text)
	if mark == nil || l.at < len(l.text) && l.text[l.at] != '\r' && l.text[l.at] != '\n' {
		l.add(start, strings.ReplaceAll(text, "\r", ""), false)
		return true
	}
	body := l.text[l.at:]
	end := bytes.Index(body, []byte(mark[1]))
	if end < 0 {
		l.at = start
		return false
	}
	l.at += end + len(mark[1])
	l.add(start, string(body[:end]), true)
	return true
}
