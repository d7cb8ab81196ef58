package expr

import (
	"strings"

	"github.com/proviso-signals/proviso/internal/sfv"
)

// assigned takes "=" and a value, and gives them as they should stand; empty if
// there is no "=".
func (r *repairer) assigned(param bool) (string, bool) {
	start := r.pos
	spaced := r.space()
	if r.done() || r.in[r.pos] != '=' && r.in[r.pos] != ':' {
		r.pos = start
		return "", true
	}
	equals := r.pos
	r.pos++
	if r.in[equals] == ':' {
		r.change(equals, "'=' is put for ':'")
	}
	if r.space() || spaced {
		r.change(equals, "a space beside '=' is taken out")
	}
	if r.done() || r.in[r.pos] == ',' || r.in[r.pos] == ';' {
		r.change(equals, "'=' with nothing after it is taken out")
		return "", true
	}
	value, ok := r.value(param)
	return "=" + value, ok
}

// value takes a value and gives it in a form that can stand in a dictionary.
func (r *repairer) value(param bool) (string, bool) {
	start := r.pos
	switch r.in[r.pos] {
	case '"':
		return r.quoted('"')
	case '\'':
		r.change(start, "double quotes are put for other quotes")
		return r.quoted('\'')
	case '(':
		return r.list(param)
	}
	for !r.done() && strings.IndexByte(" ,;", r.in[r.pos]) < 0 {
		r.pos++
	}
	word := r.in[start:r.pos]
	if strings.ContainsAny(word, `"()\`) {
		return "", false
	}
	if _, err := sfv.ParseItem([]byte(word)); err == nil {
		return word, true
	}
	if !param {
		return "", false
	}
	r.change(start, "text that is no token is put in double quotes")
	return quote(word)
}

// quoted takes a string up to its closing quote.
func (r *repairer) quoted(mark byte) (string, bool) {
	end := strings.IndexByte(r.in[r.pos+1:], mark)
	if end < 0 {
		return "", false
	}
	text := r.in[r.pos+1 : r.pos+1+end]
	r.pos += end + 2
	return quote(text)
}

// quote gives a string in double quotes. One that would need escapes is not
// taken: nothing that is meant here needs any.
func quote(text string) (string, bool) {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' || text[i] == '"' || text[i] == '\\' {
			return "", false
		}
	}
	return `"` + text + `"`, true
}

// list takes an inner list. A parameter cannot have one: a list of one word
// becomes the word, and a longer one a string, which no reader takes for a
// signal.
func (r *repairer) list(param bool) (string, bool) {
	start := r.pos
	end := strings.IndexByte(r.in[start:], ')')
	if end < 0 {
		return "", false
	}
	words := strings.FieldsFunc(r.in[start+1:start+end], func(c rune) bool { return c == ' ' || c == ',' })
	r.pos = start + end + 1
	text := strings.Join(words, " ")
	switch {
	case len(words) == 1 && len(text) > 0:
		r.change(start, "the parentheses round a single word are taken out")
		if _, err := sfv.ParseItem([]byte(text)); err != nil {
			return "", false
		}
		return text, true
	case param:
		r.change(start, "a list, which no parameter can have, is put in double quotes")
		return quote(text)
	}
	return "(" + text + ")", true
}

// spacedPreference takes "train-ai n" for "train-ai=n".
func (r *repairer) spacedPreference() string {
	start := r.pos
	if !r.space() {
		return ""
	}
	from := r.pos
	for !r.done() && keyByte(r.in[r.pos]) {
		r.pos++
	}
	p, ok := preferenceWord(r.in[from:r.pos])
	after := r.pos
	if !r.done() && r.in[r.pos] == ' ' {
		r.space()
	}
	if !ok || !r.done() && strings.IndexByte("=:", r.in[r.pos]) >= 0 {
		r.pos = start
		return ""
	}
	r.pos = after
	r.change(from, "'=' is put before this value")
	return "=" + p
}
