package robots

import (
	"bytes"
	"strings"
)

// forEveryone reports whether the value of a user-agent line means everyone: "*",
// alone or before white space.
func forEveryone(value []byte) bool {
	return len(value) > 0 && value[0] == '*' && (len(value) == 1 || isSpace(value[1]))
}

// product cuts the value of a user-agent line to the legal product token it
// begins with, which may be empty.
func product(value []byte) []byte {
	for i, c := range value {
		if !isProductByte(c) {
			return value[:i]
		}
	}
	return value
}

func isProductByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '-' || c == '_'
}

func agentToken(value []byte) string {
	if forEveryone(value) {
		return "*"
	}
	return string(product(value))
}

// isProduct reports whether a token is a legal product token (RFC 9309 section
// 2.2.1: letters, "-" and "_").
func isProduct(token string) bool {
	for i := range len(token) {
		if !isProductByte(token[i]) {
			return false
		}
	}
	return token != ""
}

// asker is on whose behalf a file is read.
type asker struct {
	token string
	by    comparison
}

// comparison is how an asker is looked for in user-agent lines.
type comparison uint8

const (
	byNothing comparison = iota // nobody in particular: no line names it
	byProduct                   // its token is compared with the product of the line
	byWhole                     // its token is no legal one: compared up to "/", space or tab
)

// newAsker reads an asker's token as [File.For] does.
func newAsker(token string) asker {
	token, _, _ = strings.Cut(token, "/")
	switch {
	case token == "" || token == "*" || strings.ContainsAny(token, " \t\n\v\f\r"):
		return asker{}
	case isProduct(token):
		return asker{token, byProduct}
	}
	return asker{token, byWhole}
}

// names reports whether the value of a user-agent line names the asker.
func (a asker) names(value []byte) bool {
	switch a.by {
	case byProduct:
		return !forEveryone(value) && equalFold(product(value), a.token)
	case byWhole:
		if i := bytes.IndexAny(value, "/ \t"); i >= 0 {
			value = value[:i]
		}
		return equalFold(value, a.token)
	}
	return false
}

// namedBy reports whether any user-agent line of the file names the asker.
func (f *File) namedBy(who asker) bool {
	if who.by == byNothing {
		return false
	}
	for i, r := range f.records {
		if r.kind() == UserAgent && who.names(f.value(i)) {
			return true
		}
	}
	return false
}
