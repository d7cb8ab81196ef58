package contentsignal

import (
	"github.com/proviso-signals/proviso"
)

// MaxLines is how many Content-Signal lines of one place are read: one asker's groups,
// the fields of a header, the meta elements of a page.
const MaxLines = 64

// MaxSignals is how many signals of one place are read, empty ones counted.
const MaxSignals = 256

// line is one Content-Signal line, header field or meta element.
type line struct {
	text  string
	where proviso.Where // of the text
	// inColumns is set where bytes of the text can be told by columns.
	inColumns bool
	// refusing is set for a line of which only refusals count.
	refusing bool
}

// at is the position of a byte of the text.
func (l *line) at(offset int) proviso.Where {
	where := l.where
	if l.inColumns {
		where.Column += offset
	}
	return where
}

// readPlace reads the lines of one place together and gives what each of them says.
// They have one meaning as a whole: a signal that is repeated says the strictest of
// what it says, and one that cannot be read in one of them grants nothing in any.
func readPlace(lines []line, report *problems) []proviso.Outcomes {
	said := make([]proviso.Outcomes, len(lines))
	signals := make([]signal, 0, 4*min(len(lines), MaxLines))
	ends := make([]int, len(lines)) // of each line's signals
	count := 0
	for i := range lines {
		l := &lines[i]
		stated := false
		for member, at := range members(l.text) {
			count++
			if i >= MaxLines || count > MaxSignals {
				report.tooMany(l.at(at))
				return denyAll(said)
			}
			if member == "" {
				continue
			}
			stated = true
			signals = append(signals, l.readSignal(member, at, report))
			compare(signals, l.at(at), report)
		}
		if !stated {
			report.add(CodeEmpty, proviso.Warning, l.where, Field+" without a signal neither grants nor restricts", "")
		}
		ends[i] = len(signals)
	}
	start := 0
	for i := range lines {
		for j := start; j < ends[i]; j++ {
			spread(signals, j, lines[i].refusing, &said[i])
		}
		start = ends[i]
	}
	return said
}

// spread adds what one signal says, unless it is a permission that does not count.
func spread(signals []signal, i int, refusing bool, into *proviso.Outcomes) {
	s := &signals[i]
	if s.token == nil {
		return
	}
	if s.said.Word() == proviso.Allow {
		if refusing {
			return
		}
		for j := range signals {
			if signals[j].key == s.key && signals[j].unread() {
				return
			}
		}
	}
	s.token.Spread(s.said, into)
}

// compare reports the last of the signals where it repeats an earlier one.
func compare(signals []signal, where proviso.Where, report *problems) {
	last := &signals[len(signals)-1]
	if last.key == "" {
		return
	}
	for i := range signals[:len(signals)-1] {
		switch first := &signals[i]; {
		case first.key != last.key:
			continue
		case first.value == last.value:
			report.add(CodeRepeated, proviso.Notice, where, last.key+" is given again and says the same", "")
		default:
			report.add(CodeDiffers, proviso.Warning, where,
				last.key+" is given with different values, and no text says which counts: the strictest does", "")
		}
		return
	}
}

// tooMany reports that a place is not read further. It is never dropped for want of
// room.
func (p *problems) tooMany(where proviso.Where) {
	*p = append(*p, proviso.Problem{
		Code: CodeTooMany, Severity: proviso.Fault, Where: where,
		Hint: "there are more " + Field + " lines or signals in one place than are read; every use is taken as denied",
	})
}

// denyAll makes the first statement refuse every use. What is not read may refuse any.
func denyAll(said []proviso.Outcomes) []proviso.Outcomes {
	for u := range said[0] {
		said[0][u] = proviso.Denied()
	}
	return said
}
