package xmp

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso/container"
)

// scanner makes a tree of a text, in one pass.
type scanner struct {
	tree
	at    int
	open  int32   // the element that is open, 0 outside the root
	depth int     // how many are open
	scope []int32 // declarations in force, as indices into spaces
	marks []int32 // for each open element, how many of these were in force before it
	lost  []int32 // prefixes that are used and not declared, likewise
	root  int32
	wrapper
	end      int // behind the packet: what follows is none of it
	problems []container.Problem
	broken   *container.Problem // what speaks against an edit, first of all
	stopped  bool
	refused  bool // for a document type
	// first is where a usual packet has room, so that it costs no further allocations.
	first struct {
		spaces       [20]space
		scope, marks [16]int32
	}
}

// wrapper is where the two processing instructions of the wrapper stand.
type wrapper struct {
	header, trailer container.Range // empty where there is none
	readOnly        bool
}

// note lists a problem that leaves the packet well-formed.
func (s *scanner) note(code string, at int, hint string) {
	if len(s.problems) < MaxProblems {
		s.problems = append(s.problems, container.Problem{Code: code, Offset: int64(at), Hint: hint})
	}
}

// breaks lists a problem that forbids editing.
func (s *scanner) breaks(code string, at int, hint string) {
	if s.broken == nil {
		s.broken = &container.Problem{Code: code, Offset: int64(at), Hint: hint}
	}
	s.note(code, at, hint)
}

// stop lists a problem with which reading ends.
func (s *scanner) stop(code string, at int, hint string) {
	s.breaks(code, at, hint)
	s.stopped = true
}

// malformed stops where the text is not XML.
func (s *scanner) malformed(at int, hint string) { s.stop("xmp-xml", at, hint) }

// truncated stops where the text ends too early.
func (s *scanner) truncated() {
	s.stop("xmp-truncated", len(s.text), "The packet ends in the middle.")
}

func (s *scanner) run(text string) {
	s.text, s.dirty = text, !utf8.ValidString(text)
	// A start tag for each end tag, and hardly an "=" that belongs to no attribute.
	s.elements = make([]element, 1, min(strings.Count(text, "<")*2/3, MaxNodes)+2)
	s.attributes = make([]attribute, 0, min(strings.Count(text, "="), MaxNodes))
	s.spaces = append(s.first.spaces[:0], bind("", ""), bind("xml", NSXML), bind("xmlns", namespaceXMLNS))
	s.scope, s.marks = s.first.scope[:0], s.first.marks[:0]
	s.prolog()
	for !s.stopped && s.open > 0 {
		s.step()
	}
	if !s.stopped && s.root > 0 {
		s.epilog()
	}
	if s.end == 0 {
		s.end = len(text)
	}
}

// prolog reads what stands before the root, and its start tag.
func (s *scanner) prolog() {
	s.at = len(s.text) - len(strings.TrimPrefix(s.text, "\uFEFF"))
	for !s.stopped && s.root == 0 {
		i := strings.IndexByte(s.text[s.at:], '<')
		rest := s.text[s.at:]
		if i >= 0 {
			rest = rest[:i]
		}
		if !white(rest) {
			s.breaks("xmp-leading", s.at, "Text stands before the first element.")
		}
		if i < 0 {
			return
		}
		s.at += i
		s.markup()
		s.root = min(int32(len(s.elements)-1), 1)
	}
}

// step reads text and one piece of markup within the root.
func (s *scanner) step() {
	i := strings.IndexByte(s.text[s.at:], '<')
	if i < 0 {
		s.truncated()
		return
	}
	if i > 0 {
		s.chars(s.text[s.at : s.at+i])
		s.at += i
	}
	s.markup()
}

// chars takes note of a run of character data.
func (s *scanner) chars(run string) {
	el := &s.elements[s.open]
	if strings.IndexByte(run, '\r') >= 0 {
		el.flags |= mixed
	}
	if white(run) {
		return
	}
	el.flags |= hasText
	if strings.IndexByte(run, '&') >= 0 {
		el.flags |= mixed
		if i := badReference(run); i >= 0 {
			s.breaks("xmp-entity", s.at+i, `This "&" begins no entity that XML defines; write "&amp;".`)
		}
	}
	if i := strings.Index(run, cdataClose); i >= 0 {
		s.breaks("xmp-xml", s.at+i, `"]]>" must be written "]]&gt;" in text.`)
	}
}

// markup reads the piece of markup that begins here.
func (s *scanner) markup() {
	if s.at+1 == len(s.text) {
		s.truncated()
		return
	}
	switch s.text[s.at+1] {
	case '/':
		s.endTag()
	case '?':
		s.instruction()
	case '!':
		s.aside()
	default:
		s.startTag()
	}
}

// endTag closes the element that is open.
func (s *scanner) endTag() {
	if s.open == 0 {
		s.malformed(s.at, "An end tag stands where nothing is open.")
		return
	}
	from := s.at + 2
	n := nameLength(s.text[from:])
	i := from + n + whiteLength(s.text[from+n:])
	switch {
	case i == len(s.text):
		s.truncated()
		return
	case s.text[from:from+n] != s.qualified(s.open):
		s.malformed(s.at, fmt.Sprintf("<%.40s> is open here and must be closed first.", s.qualified(s.open)))
		return
	case s.text[i] != '>':
		s.malformed(i, `An end tag must end with ">".`)
		return
	}
	s.close(s.at, i+1)
}

func (s *scanner) close(tail, end int) {
	el := &s.elements[s.open]
	el.tail, el.end = int32(tail), int32(end)
	s.scope = s.scope[:s.marks[len(s.marks)-1]]
	s.marks = s.marks[:len(s.marks)-1]
	s.open = el.parent
	s.depth--
	s.at = end
}
