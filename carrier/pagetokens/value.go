package pagetokens

import (
	"strings"

	"github.com/proviso-signals/proviso"
)

// value reads the value of a directive and gives where it ends.
func (l *list) value(name string, first, start, end int) int {
	if !l.count(first) {
		return end
	}
	l.hanging = false
	if name == unavailable {
		l.dated = true
		l.date(start, end)
		return end
	}
	from := firstWord(l.text, start, end)
	to := wordEnd(l.text, from, end)
	if colon := strings.IndexByte(l.text[from:to], ':'); colon >= 0 {
		to = from + colon
	}
	switch {
	case isRefusal(strings.ToLower(l.text[from:to])): // the value is missing
		l.limit("", first)
		return start
	case name == maxSnippet:
		l.limit(l.text[from:to], first)
	}
	l.valued = true
	return to
}

// limit reads the value of max-snippet.
func (l *list) limit(value string, first int) {
	switch limit := strings.TrimLeft(value, "0"); {
	case value == "-1": // no limit
	case !isNumber(value) || len(limit) > 9:
		l.m.problem(CodeValue, proviso.Warning, l.at(first),
			"the directive takes a value that is missing, or is no number where one is needed: it is ignored, as Google does", "")
	case limit == "":
		l.add(directive{token: maxSnippet, limit: "0"}, first)
	default:
		l.add(directive{token: maxSnippet, limit: limit}, first)
	}
}

// date passes over a date, which may hold commas and colons, and picks out refusals
// that follow it without a comma.
func (l *list) date(start, end int) {
	for from := firstWord(l.text, start, end); from < end; {
		to := wordEnd(l.text, from, end)
		if isRefusal(strings.ToLower(l.text[from:to])) {
			l.word(from, to)
			l.separator(from)
		}
		from = firstWord(l.text, to, end)
	}
}

// months begin an item where a date has a comma before them.
var months = map[string]bool{
	"jan": true, "feb": true, "mar": true, "apr": true, "may": true, "jun": true,
	"jul": true, "aug": true, "sep": true, "oct": true, "nov": true, "dec": true,
}

// goesOn reports whether an item is the rest of a date whose beginning stands before
// the comma: it begins with a number or a month, and not with a user agent.
func goesOn(item string) bool {
	from := firstWord(item, 0, len(item))
	word := item[from:wordEnd(item, from, len(item))]
	bare, _, colon := strings.Cut(word, ":")
	if bare == "" || colon && isProduct(bare) {
		return false
	}
	return bare[0] >= '0' && bare[0] <= '9' || len(bare) >= 3 && months[strings.ToLower(bare[:3])]
}
