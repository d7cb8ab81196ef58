package pagetokens

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// list is one list of directives while it is read: a field value, or the content of
// a robots meta element.
type list struct {
	m    *message
	text string
	line int            // which field line it is, from 1; 0 for a meta element
	meta *htmlhead.Meta // nil for a field value
	// agent is the product token that the directives are for; empty for everyone.
	agent  string
	since  int  // how many directives of the table stand in lists before this one
	dated  bool // the item before was a date, which may go on behind its comma
	valued bool // a value stands before, without a comma between
	loose  bool // wrong separators were reported
	// hanging is set while a product was named and nothing has been said to it yet:
	// another one that follows makes it unclear whom the directives are for.
	hanging bool
}

// at is the position of a byte of a field value, or of the element.
func (l *list) at(offset int) proviso.Where {
	if l.meta != nil {
		return carrier.At(Source, l.m.artifact.Body, l.meta.Offset)
	}
	return proviso.Where{Source: Field, Line: l.line, Column: offset + 1}
}

// raw is what evidence keeps of the list.
func (l *list) raw() string {
	if l.meta != nil {
		return carrier.StartTag(l.m.artifact.Body, l.meta.Offset)
	}
	return carrier.Clip(strings.Trim(l.text, " \t"), carrier.MaxRaw)
}

// read goes through the items between commas.
func (l *list) read() {
	l.since = len(l.m.found)
	for start := 0; start <= len(l.text) && l.m.beyond == nil; {
		end := start + strings.IndexByte(l.text[start:], ',')
		if end < start {
			end = len(l.text)
		}
		l.item(start, end)
		start = end + 1
	}
}

// item reads one item: prefixes and directives with values, each with a colon, and
// then what has none.
func (l *list) item(start, end int) {
	if l.dated && goesOn(l.text[start:end]) {
		l.date(start, end)
		return
	}
	l.dated, l.valued = false, false
	for start < end && l.m.beyond == nil {
		colon := strings.IndexByte(l.text[start:end], ':')
		if colon < 0 {
			l.words(start, end)
			return
		}
		start = l.colon(start, start+colon, end)
	}
}

// colon reads up to a colon, and the value behind it if there is one. It gives
// where to go on.
func (l *list) colon(start, colon, end int) int {
	first := lastWord(l.text, start, colon)
	clean := l.words(start, first)
	spelt := strings.TrimRightFunc(l.text[first:colon], isGap)
	name, rest := strings.ToLower(spelt), l.text[colon+1:end]
	switch {
	case isValued(name):
		return l.value(name, first, colon+1, end)
	case isDirective(name): // "noai: yes"
		l.word(first, first+len(spelt))
		if isToken(name) {
			l.separator(first)
		}
		return colon + 1
	case !l.count(first):
		return end
	case l.meta != nil:
		l.prefix(first, spelt)
		return colon + 1
	case spelt == "*" && clean && !l.hanging:
		l.agent = ""
		return colon + 1
	}
	agent, ok := l.m.agent(spelt, rest)
	if !ok || !clean || l.hanging {
		l.prefix(first, spelt)
		agent = ""
	}
	l.agent, l.hanging = agent, true
	return colon + 1
}

// words reads directives without values. There should be one; clean is false where
// one is no directive at all.
func (l *list) words(start, end int) (clean bool) {
	clean = true
	n, ours, at := 0, false, 0
	if l.valued {
		n = 1
	}
	for from := firstWord(l.text, start, end); from < end && l.m.beyond == nil; n++ {
		to := wordEnd(l.text, from, end)
		name := strings.ToLower(l.text[from:to])
		if name == "no" {
			if joined, next := l.parted(to, end); joined != "" && l.count(from) {
				l.misspelt(l.text[from:next], joined, from)
				from, clean = firstWord(l.text, next, end), false
				continue
			}
		}
		if !ours && isToken(name) {
			ours, at = true, from
		}
		clean = clean && isDirective(name)
		l.word(from, to)
		from = firstWord(l.text, to, end)
	}
	if last := end == len(l.text) || l.text[end] == ','; ours && (n > 1 || !last || strings.ContainsAny(l.text[start:end], stray)) {
		l.separator(at)
	}
	return clean
}

// word reads one directive without a value.
func (l *list) word(from, to int) {
	if !l.count(from) {
		return
	}
	l.hanging = false
	word := l.text[from:to]
	switch name := strings.ToLower(word); {
	case name == maxSnippet:
		l.limit("", from)
	case isToken(name):
		l.add(directive{token: name}, from)
	case !isDirective(name):
		l.slip(word, name, from)
	}
}

// add keeps a directive, unless this list has it already.
func (l *list) add(d directive, offset int) {
	for _, known := range l.m.found[l.since:] {
		if known.token == d.token && known.limit == d.limit && known.agent == l.agent {
			return
		}
	}
	d.agent, d.where, d.raw = l.agent, l.at(offset), l.raw()
	l.m.found = append(l.m.found, d)
}

// count counts a directive and ends the reading when there are too many.
func (l *list) count(offset int) bool {
	if l.m.seen++; l.m.seen <= MaxDirectives {
		return true
	}
	if l.m.beyond == nil {
		l.m.overflow(CodeDirectives, "there are more directives than are read", l.at(offset), l.raw())
	}
	return false
}

// separator reports wrong separators, once a list.
func (l *list) separator(offset int) {
	if l.loose || l.m.beyond != nil {
		return
	}
	l.loose = true
	l.m.problem(CodeSeparator, proviso.Notice, l.at(offset),
		"directives are to be parted by commas, without quotation marks; they are read here, and other readers may see one unknown word", "")
}
