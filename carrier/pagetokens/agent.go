package pagetokens

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
)

// agent tells whether a word with a colon behind it is a user agent, and gives its
// product token. A token that nobody knows must be followed by a directive, so that
// an unknown directive with a value is not taken for one: what it would swallow might
// be a refusal for everyone.
func (m *message) agent(word, rest string) (token string, ok bool) {
	token, _, _ = strings.Cut(word, "/") // a version
	if !isProduct(token) {
		return "", false
	}
	if known, ok := m.product(token); ok {
		return known, true
	}
	name := strings.ToLower(token)
	if neverAgent[name] || strings.HasPrefix(name, "max-") || nearly(name) != "" || isInvented(name) {
		return "", false
	}
	from := firstWord(rest, 0, len(rest))
	next := rest[from:wordEnd(rest, from, len(rest))]
	next, _, _ = strings.Cut(next, ":")
	return token, isDirective(strings.ToLower(next))
}

// neverAgent lists words that come before colons and are no products, as are all that
// begin with "max-".
var neverAgent = map[string]bool{
	"robots": true, "x-robots-tag": true, "robots-tag": true, "user-agent": true, "useragent": true,
	"content": true, "meta": true, "name": true, "header": true, "directive": true, "directives": true,
	"bot": true, "bots": true, "crawler": true, "crawlers": true, "ai-bots": true, "ai-crawlers": true, "everyone": true, "any": true,
}

// isProduct reports whether a word can be a product token: letters, digits, "-", "_"
// and ".", with a letter among them. RFC 9309 allows no digits and dots, but products
// have them.
func isProduct(word string) bool {
	letters := false
	for i := range len(word) {
		switch c := word[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters = true
		case c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return letters && len(word) <= maxWord
}

// product finds a product that the question or the table of agents names. The
// question's own spelling comes first, with its version, so that what is said to a
// product reaches its asker.
func (m *message) product(name string) (token string, ok bool) {
	for _, as := range m.question.As {
		if bare, _, _ := strings.Cut(as, "/"); strings.EqualFold(bare, name) && isProduct(bare) {
			return as, true
		}
	}
	if known, ok := agents.Named(name); ok {
		return known.Token, true
	}
	return "", false
}

// operator is who runs a product; empty where nobody knows.
func operator(token string) string {
	known, _ := agents.Named(token)
	return known.Operator
}

// prefix reports a colon that makes no sense. Its directives are read for everyone.
func (l *list) prefix(first int, spelt string) {
	hint := "what stands before the colon is no user agent: the directives behind it are read for everyone"
	if l.meta != nil {
		hint = "a robots meta element has no user agents in its list: the directives behind the colon are read for whom the element names"
	}
	name := strings.ToLower(spelt)
	if meant := nearly(name); meant != "" {
		l.misspelt(spelt, meant, first)
	} else if isInvented(name) {
		l.invented(spelt, first)
	} else {
		l.m.problem(CodePrefix, proviso.Warning, l.at(first), hint, "")
	}
}
