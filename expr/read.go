package expr

import (
	"bytes"
	"errors"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/sfv"
)

// MaxText bounds the length of an expression in bytes. The longest sensible one,
// three members with a long link each, is far below; a longer text is not read.
const MaxText = 64 << 10

// Source says where an expression stood, for resolving references and for the
// positions of problems. A nil Source knows nothing and uses the default profile.
type Source struct {
	// Base is the absolute URL that relative references resolve against: the
	// robots.txt or the response. Empty where it is not known.
	Base    string
	Profile *Profile // nil is DefaultProfile()
	// Where is the position of the text's first byte. Columns of problems are
	// counted from it; a Column of 0 counts as 1.
	Where proviso.Where
}

// Reading is what a text says.
type Reading struct {
	Outcomes proviso.Outcomes
	Problems []proviso.Problem // nil when there is nothing to say; by position
	// Failed: the text is not an RFC 9651 dictionary, or is longer than MaxText.
	// Every use is unstated, and the first problem is a Fault that says why.
	Failed bool
}

// Read reads an expression strictly, by the processing of draft-ietf-aipref-vocab
// (section "Processing Algorithm") with the labels of the source's profile, and
// where the profile has them, with conditions in the parameter exceptions.
//
//   - If the text is not a dictionary, nothing is stated (Failed).
//   - The Token y allows and the Token n denies; any other value says nothing.
//   - Unknown labels and parameters are ignored. Of a repeated key, the last
//     counts.
//   - On n, exceptions with the Token of a CC signal permits under that signal,
//     and with a String that is a valid URI-reference to an http or https
//     document, under that document. With anything else the deny stands.
//
// Bad input is reported in Problems; there is no error.
func Read(text []byte, src *Source) (r Reading) {
	if readFast(text, src.profile(), &r) {
		return r
	}
	return readStrict(text, src)
}

func (s *Source) profile() *Profile {
	if s == nil || s.Profile == nil {
		return ccSignals
	}
	return s.Profile
}

// readStrict is Read without the short cut.
func readStrict(text []byte, src *Source) Reading {
	r := newReader(text, src)
	if len(text) > MaxText {
		r.report(0, CodeTooLong, proviso.Fault, "", "the text is longer than %d bytes and is not read; every use is unstated", MaxText)
		return Reading{Failed: true, Problems: r.problems}
	}
	d, err := sfv.ParseDictionaryNoting(text, r.repeated)
	if err != nil {
		r.problems = nil // what was noted on the way is of no use any more
		r.syntax(err)
		return Reading{Failed: true, Problems: r.problems}
	}
	var s said
	for i := range d {
		if c, known := r.profile.index[d[i].Key]; known {
			s[c] = r.member(&d[i])
		} else {
			r.unknownLabel(&d[i])
		}
	}
	return Reading{Outcomes: r.profile.outcomes(&s), Problems: r.sorted()}
}

// outcomesOf reads a dictionary that was made rather than parsed.
func outcomesOf(d sfv.Dictionary, src *Source) proviso.Outcomes {
	r := newReader(nil, src)
	r.quiet = true
	var s said
	for i := range d {
		if c, known := r.profile.index[d[i].Key]; known {
			s[c] = r.member(&d[i])
		}
	}
	return r.profile.outcomes(&s)
}

// reader is one reading under way.
type reader struct {
	text     []byte
	base     string
	profile  *Profile
	where    proviso.Where
	quiet    bool // report nothing
	problems []proviso.Problem
}

func newReader(text []byte, src *Source) reader {
	r := reader{text: text, profile: src.profile()}
	if src != nil {
		r.base, r.where = src.Base, src.Where
	}
	r.where.Column = max(r.where.Column, 1)
	return r
}

// member gives the outcome for a member with a known label.
func (r *reader) member(m *sfv.Member) proviso.Outcome {
	value := m.Item.Value
	if value.Type != sfv.Token || value.Text != "y" && value.Text != "n" {
		r.badValue(m)
		return proviso.Outcome{}
	}
	r.retiredButRead(m)
	if value.Text == "y" {
		for i := range m.Item.Params {
			r.onAllow(m, &m.Item.Params[i])
		}
		return proviso.Allowed()
	}
	outcome := proviso.Denied()
	for i := range m.Item.Params {
		p := &m.Item.Params[i]
		if p.Key == exceptionsKey && r.profile.Exceptions {
			outcome = r.exceptions(m, p)
		} else {
			r.unknownParameter(m, p)
		}
	}
	return outcome
}

// badValue reports a value that is neither y nor n.
func (r *reader) badValue(m *sfv.Member) {
	if r.full() {
		return
	}
	if m.Item.Start == m.Start+len(m.Key) {
		r.report(m.Start, CodeValue, proviso.Warning, "",
			"%s stands without =y or =n and says nothing", m.Key)
		return
	}
	mend := r.mend(m)
	r.report(m.Start, CodeValue, proviso.Warning, mend,
		"the value of %s is neither y nor n, so it says nothing", m.Key)
}

// repeated reports what a later member or parameter replaced.
func (r *reader) repeated(x sfv.Repeat) {
	if _, known := r.profile.index[x.Member]; !known || r.full() {
		return
	}
	was := clip(string(r.text[x.Start:x.End]))
	switch {
	case x.Param == "":
		r.report(x.Start, CodeLabelRepeated, proviso.Warning, "",
			"%s has no effect: %s is repeated, and the last one counts", was, x.Member)
	case x.Param == exceptionsKey && r.profile.Exceptions:
		r.report(x.Start, CodeExceptionsRepeated, proviso.Warning, "",
			"%s has no effect: the parameter is repeated, and the last one counts", was)
	}
}

// onAllow reports a parameter on y. Readers that do not know it see an allow
// without conditions, so it must never be written.
func (r *reader) onAllow(m *sfv.Member, p *sfv.Param) {
	switch {
	case r.full():
	case !r.profile.Exceptions:
		r.unknownParameter(m, p)
	case p.Key == exceptionsKey:
		mend := r.mend(m)
		then := ""
		if mend != "" {
			then = "; to ask for something in return, write " + clip(mend)
		}
		r.report(p.Start, CodeExceptionsOnAllow, proviso.Warning, mend,
			"exceptions are only read on n, and %s=y allows the use without conditions%s", m.Key, then)
	case r.parameterIsLabel(m, p):
	default:
		r.report(p.Start, CodeParameterOnAllow, proviso.Warning, "",
			"the parameter %s is not known and does not limit %s=y, which allows the use without conditions", clip(p.Key), m.Key)
	}
}

// unknownParameter reports a parameter that is ignored.
func (r *reader) unknownParameter(m *sfv.Member, p *sfv.Param) {
	switch {
	case r.full():
	case r.parameterIsLabel(m, p):
	case r.profile.Exceptions && likeExceptions(p.Key):
		mend := r.mend(m)
		r.report(p.Start, CodeParameterMisspelt, proviso.Warning, mend,
			"the parameter %s is not known and the deny stands", clip(p.Key))
	default:
		r.report(p.Start, CodeParameterUnknown, proviso.Notice, "", "the parameter %s is not known and is ignored", clip(p.Key))
	}
}

// parameterIsLabel reports a semicolon where a comma was meant, as in
// "train-ai=n; search=y".
func (r *reader) parameterIsLabel(m *sfv.Member, p *sfv.Param) bool {
	if _, ok := r.profile.memberInParameter(p); !ok {
		return false
	}
	mend := r.mend(m)
	r.report(p.Start, CodeParameterIsLabel, proviso.Warning, mend,
		"%s stands after a semicolon, which makes it a parameter of %s, and is ignored; a comma was probably meant", clip(p.Key), m.Key)
	return true
}

// syntax reports that the text is not a dictionary.
func (r *reader) syntax(err error) {
	offset, why := 0, err.Error()
	var syntax *sfv.SyntaxError
	if errors.As(err, &syntax) {
		offset, why = syntax.Offset, syntax.Reason.Plain()
	}
	hint := "the text is not a structured field dictionary (" + why + "), so nothing in it counts and every use is unstated"
	if startsLikePath(r.text) {
		hint += "; a path begins with / and stands in robots.txt only"
	}
	mend, _ := meantText(r.text, r.profile)
	r.report(offset, CodeSyntax, proviso.Fault, mend, "%s", hint)
}

// startsLikePath reports whether the text begins with a path, or with a pattern
// such as *.jpg that robots.txt would only take for one after a slash.
func startsLikePath(text []byte) bool {
	return bytes.HasPrefix(text, []byte("/")) || bytes.HasPrefix(text, []byte("*.")) || bytes.HasPrefix(text, []byte("*/"))
}

// sorted gives the problems by position. What was repeated was noted before the
// members were read.
func (r *reader) sorted() []proviso.Problem {
	slices.SortStableFunc(r.problems, func(a, b proviso.Problem) int { return a.Where.Column - b.Where.Column })
	return r.problems
}
