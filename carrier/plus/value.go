package plus

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// maxQuote is how much of a value a hint repeats.
const maxQuote = 100

// said is what a value says.
type said struct {
	outcomes proviso.Outcomes
	raw      string // its text
	refers   reference
	empty    bool // it holds nothing
	slips    []slip
}

// slip is something odd about a value.
type slip struct {
	code     string
	severity proviso.Severity
	hint     string
	mend     string
}

func (s *said) slip(code string, severity proviso.Severity, mend, hint string, args ...any) {
	s.slips = append(s.slips, slip{code, severity, fmt.Sprintf(hint, args...), mend})
}

// unreadable is a value that is no text: a restriction that nobody can interpret.
func unreadable() (s said) {
	s.refuse()
	s.slip(CodeForm, proviso.Fault, "", "the value is not one text, as the specification asks, and cannot be read: it is taken to refuse every use")
	return s
}

func (s *said) refuse() {
	for u := range s.outcomes {
		s.outcomes[u] = proviso.Denied()
	}
}

// interpret reads the value of the property.
func interpret(v *xmp.Value) said {
	texts, ok := textsOf(v)
	if !ok {
		return unreadable()
	}
	var s said
	s.raw = strings.Join(texts, " ")
	switch {
	case len(texts) == 0:
		s.empty = true
		s.slip(CodeEmpty, proviso.Warning, "", "the property is empty, and says nothing")
	case len(texts) > 1:
		s.slip(CodeList, proviso.Warning, "", "the property has %d values, and the specification asks for one: all count, and the strictest stands", len(texts))
	}
	for _, text := range texts {
		s.text(text)
	}
	return s
}

// textsOf gives the texts of a value that are not blank. It is not ok for what is no
// text, or not all there.
func textsOf(v *xmp.Value) (texts []string, ok bool) {
	items := v.Items
	switch v.Kind {
	case xmp.KindText, xmp.KindURI:
		items = []xmp.Value{*v}
	case xmp.KindAlt, xmp.KindBag, xmp.KindSeq:
	default:
		return nil, false
	}
	if v.Cut || len(items) > MaxValues {
		return nil, false
	}
	for i := range items {
		if items[i].Kind != xmp.KindText && items[i].Kind != xmp.KindURI {
			return nil, false
		}
		if text := strings.TrimSpace(items[i].Text); text != "" {
			texts = append(texts, text)
		}
	}
	return texts, true
}

// text reads one text and joins what it says.
func (s *said) text(text string) {
	name, inVocabulary := cutFold(text, Vocabulary, "https://ns.useplus.org/ldf/vocab/")
	name = strings.TrimRight(name, "/ \t\r\n")
	t := named(name)
	if t == nil && !inVocabulary {
		t = labelled(text)
	}
	switch {
	case t == nil:
		t = s.unknown(text, strings.ToUpper(carrier.Clip(name, maxQuote)))
	case text != t.uri():
		s.slip(CodeSpelling, proviso.Notice, t.uri(), "%q is read as %s; other readers may know the URI only", carrier.Clip(text, maxQuote), t.uri())
	}
	if t == nil {
		s.refuse()
		return
	}
	s.outcomes = s.outcomes.Join(t.outcomes())
	if s.refers == toNothing {
		s.refers = t.refers
	}
}

// unknown reads what is no term: a draft's as the term that came of it, and anything
// else, for which it gives nil, as a restriction that cannot be interpreted.
func (s *said) unknown(text, name string) *term {
	if later, ok := drafts[name]; ok {
		t := named(later)
		s.slip(CodeDraft, proviso.Warning, t.uri(), "%q is of the draft of 2023 and was dropped: what it refuses is read as %s, and what it permits is not read", carrier.Clip(text, maxQuote), later)
		return t
	}
	mend := ""
	if later, ok := meant[name]; ok {
		mend = Vocabulary + later
	}
	s.slip(CodeUnknown, proviso.Warning, mend, "%q is no term of the vocabulary: it is taken for a restriction that cannot be interpreted, and refuses every use", carrier.Clip(text, maxQuote))
	return nil
}
