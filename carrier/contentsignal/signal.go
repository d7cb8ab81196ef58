package contentsignal

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// signal is one member of a text: "ai-train=no".
type signal struct {
	key string // of a signal that is known, in lower case; empty for anything else
	// token and said are what the signal says; token is nil where it says nothing.
	token *carrier.Token
	said  proviso.Outcome
	value string // what was given, in lower case, to compare repetitions by
	at    int    // where it begins in the text, in bytes
}

// unread reports whether it is known which signal was given, and not what it says.
func (s *signal) unread() bool { return s.key != "" && s.token == nil }

// members cuts a text at its commas. Offsets are those of what is left when the white
// space around a member is dropped.
func members(text string) func(yield func(member string, at int) bool) {
	return func(yield func(string, int) bool) {
		for start := 0; start <= len(text); {
			end := strings.IndexByte(text[start:], ',')
			if end < 0 {
				end = len(text)
			} else {
				end += start
			}
			member := text[start:end]
			at := start + len(member) - len(strings.TrimLeft(member, blanks))
			if !yield(strings.Trim(member, blanks), at) {
				return
			}
			start = end + 1
		}
	}
}

const blanks = " \t"

// readSignal reads one member, which is not empty.
func (l *line) readSignal(member string, at int, report *problems) signal {
	key, value, valued := strings.Cut(member, "=")
	key, value = strings.TrimRight(key, blanks), strings.TrimLeft(value, blanks)
	where := l.at(at)
	name := lower(key)
	if !named(name) {
		l.readForeign(key, value, where, report)
		return signal{at: at}
	}
	s := signal{key: name, at: at}
	if !valued {
		report.add(CodeNoValue, proviso.Warning, where,
			quote(member)+" has no value: it neither grants nor restricts; write yes or no", "")
		return s
	}
	value, parameters, cut := strings.Cut(value, ";")
	value = strings.TrimRight(value, blanks)
	s.value = lower(value)
	if name == useKey {
		l.readLevel(&s, value, where, report)
	} else {
		readAnswer(&s, value, where, report)
	}
	if cut && s.token != nil {
		l.readParameters(&s, member, parameters, where, report)
	}
	if s.token != nil && (name != key || s.value != value) {
		report.add(CodeCase, proviso.Notice, where,
			quote(member)+" is read as "+name+"="+s.value+"; as published it is in lower case", name+"="+s.value)
	}
	return s
}

// readAnswer reads the value of a signal that takes yes or no.
func readAnswer(s *signal, value string, where proviso.Where, report *problems) {
	switch s.value {
	case "yes":
		s.said = proviso.Allowed()
	case "no":
		s.said = proviso.Denied()
	default:
		mend := ""
		if meant := answerMeant(s.value); meant != "" {
			mend = s.key + "=" + meant
		}
		report.add(CodeValue, proviso.Warning, where,
			quote(value)+" is neither yes nor no, so "+s.key+" neither grants nor restricts", mend)
		return
	}
	s.token, _ = carrier.TokenNamed(tokens, s.key)
}

// readLevel reads the value of the signal use.
func (l *line) readLevel(s *signal, value string, where proviso.Where, report *problems) {
	token, said, known := level(s.value)
	s.token, s.said = token, said
	switch {
	case !known:
		report.add(CodeLevelOdd, proviso.Warning, where,
			"nobody defined the level "+quote(value)+"; training, AI use and search are taken as conditional on it", "")
	case token.Token == useFull:
		report.add(CodeLevel, proviso.Notice, where,
			"use is a test of its author; the level full sets no limit, and grants nothing either", "")
	default:
		report.add(CodeLevel, proviso.Notice, where,
			"use is a test of its author; the level "+s.value+" is read as a limit: no training, and AI use only within it", "")
	}
}

// readParameters deals with what follows a value behind a semicolon. Content signals
// have no parameters: they may be conditions, so a permission does not count.
func (l *line) readParameters(s *signal, member, parameters string, where proviso.Where, report *problems) {
	mend := ""
	if strings.Contains(parameters, "=") && named(lower(strings.Trim(beforeEqual(parameters), blanks))) {
		mend = strings.ReplaceAll(member, ";", ",")
	}
	report.add(CodeParameters, proviso.Warning, where,
		"signals are parted by commas and have no parameters: of "+quote(member)+" nothing behind the semicolon is read, and before it only a refusal counts", mend)
	if s.said.Word() == proviso.Allow {
		s.token = nil
	}
}

// named reports whether a name in lower case is that of a signal.
func named(name string) bool {
	switch name {
	case "search", "ai-input", "ai-train", useKey:
		return true
	}
	return false
}

func beforeEqual(s string) string {
	key, _, _ := strings.Cut(s, "=")
	return key
}

// lower puts ASCII letters in lower case, and only those.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}
