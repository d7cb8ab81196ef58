package contentsignal

import (
	"bytes"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// sheet is what a robots.txt says about content signals, apart from who asks.
type sheet struct {
	file     *robots.File
	managed  managed
	problems problems // of the file, whoever asks
	// apart are lines that a blank line or a sitemap parts from the group they belong to.
	apart []int
	// before is the place of the lines before any group; nil for none.
	before *place

	places sync.Map // *robots.Rules to *place
	kept   atomic.Int32
}

// maxKept is how many places a sheet keeps: as many as the file keeps rules, and those
// for everyone.
const maxKept = robots.MaxCachedTokens + 1

type sheetKey struct{}

// sheetOf reads a robots.txt once; nil where nothing in it can be a content signal.
func sheetOf(a *carrier.Artifact) *sheet {
	file := carrier.RobotsOf(a)
	if file == nil {
		return nil
	}
	return a.Parsed(sheetKey{}, func(a *carrier.Artifact) any {
		if !mentionsSignal(a.Body) {
			return (*sheet)(nil)
		}
		return newSheet(file)
	}).(*sheet)
}

// mentionsSignal reports whether "signal" stands in a text, in any case. It goes from
// one "g" to the next, of which a robots.txt has few.
func mentionsSignal(text []byte) bool {
	const word, before = "signal", len("si")
	for _, g := range [...]byte{'g', 'G'} {
		for from := 0; ; {
			i := bytes.IndexByte(text[from:], g)
			if i < 0 {
				break
			}
			i += from
			from = i + 1
			if start := i - before; start >= 0 && start+len(word) <= len(text) && equalFold(text[start:start+len(word)], word) {
				return true
			}
		}
	}
	return false
}

// newSheet goes through the file once. It is nil where no line of it speaks of content
// signals.
func newSheet(file *robots.File) *sheet {
	s := &sheet{file: file}
	var watch watch
	any := false
	for l := range file.Lines() {
		s.managed.see(&l)
		any = s.see(&l, &watch) || any
	}
	if !any {
		return nil
	}
	if lines := file.Other(Field); len(lines) > 0 {
		s.before = s.newPlace(lines)
	}
	return s
}

// watch follows the lines of a file, to see where a Content-Signal line stands.
type watch struct {
	parted bool // a blank line or a sitemap came after the last line of the group
	agents int  // user-agent lines since the last rule of access
	inside int  // a Content-Signal line since the last user-agent line; 0 for none
}

// see takes the next line and reports whether it speaks of content signals.
func (s *sheet) see(l *robots.Line, w *watch) bool {
	switch l.Kind {
	case robots.Blank, robots.Sitemap:
		w.parted = true
		return false
	case robots.Comment:
		return false
	case robots.UserAgent:
		if w.agents > 0 && w.inside > 0 {
			s.problems.add(CodeBetween, proviso.Warning, proviso.Where{Source: robotsSource, Line: w.inside},
				"the line stands between user-agent lines: it binds those before it alone, while for access all of them are one group; put an Allow line behind it", "")
		}
		w.parted, w.inside, w.agents = false, 0, w.agents+1
		return false
	case robots.Allow, robots.Disallow:
		w.parted, w.inside, w.agents = false, 0, 0
		return false
	case robots.Unknown:
		if !l.Flaws.Has(robots.MissingColon) && equalFold(l.Key, Field) {
			if w.parted && l.Group >= 0 {
				s.apart = append(s.apart, l.Number)
			}
			w.inside = l.Number
			return true
		}
	}
	return s.near(l)
}

// near reports a line that is nearly a Content-Signal line.
func (s *sheet) near(l *robots.Line) bool {
	text := bytes.Trim(l.Text, " \t")
	begin := text[:min(len(text), maxQuoted)]
	if i := bytes.IndexByte(begin, ':'); i >= 0 {
		begin = begin[:i]
	}
	name, rest := begin, []byte(nil)
	if i := bytes.IndexAny(begin, " \t"); i >= 0 && equalFold(begin[:i], Field) {
		name, rest = begin[:i], begin[i:]
	}
	where := proviso.Where{Source: robotsSource, Line: l.Number, Column: 1 + bytes.Index(l.Text, text)}
	switch folded := bare(lower(string(name))); {
	case equalFold(name, Field) && (rest != nil || len(begin) == len(text)):
		s.problems.add(CodeColon, proviso.Warning, where,
			"the colon behind "+Field+" is missing, so the line is not read",
			Field+": "+strings.Trim(string(text[len(name):min(len(text), carrier.MaxRaw)]), blanks))
	case folded == "contentsignal", folded == "contentsignals", folded == "contentssignal":
		_, value, _ := strings.Cut(string(text[:min(len(text), carrier.MaxRaw)]), ":")
		s.problems.add(CodeMisspelt, proviso.Warning, where,
			quote(string(name))+" is not read; "+Field+" may be meant", Field+": "+strings.Trim(value, blanks))
	default:
		return false
	}
	return true
}

// equalFold compares without regard to the case of ASCII letters. The word is one that
// has no letters but ASCII ones.
func equalFold(b []byte, word string) bool {
	return len(b) == len(word) && strings.EqualFold(string(b), word)
}
