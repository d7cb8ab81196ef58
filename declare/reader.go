package declare

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
)

// reader reads one file and collects what is wrong with it.
type reader struct {
	text         []byte
	lines        []int // where each line begins
	problems     []placed
	faults       int
	syntax       int
	more         int
	patterns     int
	conditionsAt int // where the declaration's [conditions] stand
	partyAt      int
	// standing is where collections and their keys stand, for advice.
	standing []standing
}

// placed is a problem with the offset that orders it.
type placed struct {
	at int
	proviso.Problem
}

// standing is where a collection and what it says stand in the file.
type standing struct {
	at    int
	named [4]bool // uses that it names, even as unstated
	keys  map[string]int
}

func newReader(text []byte) *reader {
	r := &reader{text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	return r
}

// fault notes a mistake: hint is one sentence, mend the nearest valid form or empty.
func (r *reader) fault(code string, at int, hint, mend string) {
	r.faults++
	r.note(code, proviso.Fault, at, hint, mend)
}

func (r *reader) note(code string, severity proviso.Severity, at int, hint, mend string) {
	if len(r.problems) >= MaxProblems {
		r.more++
		return
	}
	r.problems = append(r.problems, placed{at, proviso.Problem{
		Code: code, Severity: severity, Where: r.where(at), Hint: hint, Mend: mend,
	}})
}

func (r *reader) where(at int) proviso.Where {
	line, exact := slices.BinarySearch(r.lines, at)
	if !exact {
		line--
	}
	return proviso.Where{Source: FileName, Line: line + 1, Column: at - r.lines[line] + 1}
}

// listed gives the problems in the order of the file.
func (r *reader) listed() []proviso.Problem {
	slices.SortStableFunc(r.problems, func(a, b placed) int { return a.at - b.at })
	var list []proviso.Problem
	for _, p := range r.problems {
		list = append(list, p.Problem)
	}
	if r.more > 0 {
		last := proviso.Problem{Code: CodeMore, Severity: proviso.Notice, Where: proviso.Where{Source: FileName},
			Hint: "there are " + number(r.more) + " more problems"}
		if r.faults > 0 {
			last.Severity = proviso.Fault
		}
		list = append(list, last)
	}
	return list
}

func (r *reader) repeated(at int, name string) {
	r.fault(CodeRepeated, at, quote(name)+" is given twice, and only one of them can be meant", "")
}

func (r *reader) tooManyEntries(at int) {
	r.fault(CodeTooMany, at, "there are more keys than the "+number(MaxEntries)+" that are read", "")
}

func number(n int) string { return strconv.Itoa(n) }

// quote quotes a word of the input, clipped.
func quote(s string) string { return strconv.Quote(clip(s, 64)) }

// clip shortens a text to at most n bytes, between characters, and shows that it did.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// isUTF16 reports whether the text looks like UTF-16.
func isUTF16(text []byte) bool {
	return bytes.HasPrefix(text, []byte("\xFF\xFE")) || bytes.HasPrefix(text, []byte("\xFE\xFF")) || bytes.IndexByte(text, 0) >= 0
}
