package c2pa

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/c2pa"
)

// maxQuote is how many bytes of somebody's text are quoted in a hint.
const maxQuote = 80

// rawOf writes an entry as text. An assertion is CBOR, as a rule, which nobody could
// read; what is written here depends on nothing but what the entry says.
func rawOf(e *c2pa.Entry) string {
	use := e.Use
	switch {
	case use == "":
		use = "(no use)"
	case use != wordAllowed && use != wordNotAllowed && use != wordConstrained:
		use = strconv.Quote(carrier.Clip(use, maxQuote))
	}
	text := carrier.Clip(e.Key, maxQuote) + ": " + use
	if e.Info != "" {
		text += " " + strconv.Quote(carrier.Clip(e.Info, carrier.MaxRaw/2))
	}
	return carrier.Clip(text, carrier.MaxRaw)
}

// slip reports what is wrong with an entry.
func (s *store) slip(a *c2pa.Assertion, e *c2pa.Entry, k key, code string) {
	at := s.where(s.block, e.Offset, a.Label)
	if k.misnamed {
		s.mend(CodeKeySpelling, proviso.Warning, at, k.token.Token, fmt.Sprintf(
			"%s is no entry of %s, and probably meant to be %s: what it refuses counts, and it permits nothing", quoted(e.Key), a.Type, k.token.Token))
	}
	switch code {
	case CodeUse:
		hint := fmt.Sprintf("the entry %s says %s, which is no use that is defined: it refuses", quoted(e.Key), quoted(e.Use))
		if e.Use == "" {
			hint = fmt.Sprintf("the entry %s says no use that could be read: it refuses", quoted(e.Key))
		}
		s.mend(code, proviso.Warning, at, meant(e.Use), hint)
	case CodeConstraintMissing:
		s.problem(code, proviso.Notice, at, fmt.Sprintf("the entry %s has a constraint and does not say which: that is a refusal", quoted(e.Key)))
	case CodeConstraintUnasked:
		s.mend(code, proviso.Warning, at, wordConstrained, fmt.Sprintf(
			"the entry %s is %s, and has a constraint all the same: it is read as %s", quoted(e.Key), wordAllowed, wordConstrained))
	}
}

// meant is the word that was probably meant; empty where that cannot be told.
func meant(use string) string {
	switch plain(use) {
	case "allowed", "allow", "yes", "true":
		return wordAllowed
	case "notallowed", "disallowed", "disallow", "deny", "denied", "prohibited", "no", "false", "none":
		return wordNotAllowed
	case "constrained", "conditional", "restricted":
		return wordConstrained
	}
	return ""
}

// silent tells why an entry that permits something permits nothing.
func (s *store) silent(a *c2pa.Assertion, e *c2pa.Entry, k key, permits bool) {
	at := s.where(s.block, e.Offset, a.Label)
	switch {
	case k.misnamed || s.block.Aside: // the first is told already, the second is no news
	case !permits:
		s.problem(CodeVoid, proviso.Warning, at, fmt.Sprintf(
			"the entry %s permits something, and its store is not sound as C2PA asks: it permits nothing", quoted(e.Key)))
	case k.is(mining):
		s.problem(CodePart, proviso.Notice, at, fmt.Sprintf(
			"the entry %s permits mining, and the assertion does not permit training and inference as well: other analysis is not permitted as a whole", quoted(e.Key)))
	default:
		s.problem(CodePart, proviso.Notice, at, fmt.Sprintf(
			"the entry %s permits the training of models that generate nothing, and thereby no use as a whole", quoted(e.Key)))
	}
}

// unknown tells of the entries of an assertion whose keys nobody defined.
func (s *store) unknown(a *c2pa.Assertion, entries []*c2pa.Entry) {
	var names []string
	code, severity := CodeKeyCustom, proviso.Notice
	hint := "entries that somebody else defined speak of something that is not known, and change nothing: "
	for _, e := range entries {
		if strings.HasPrefix(e.Key, prefixCAWG) || strings.HasPrefix(e.Key, prefixC2PA) {
			code, severity = CodeKeyUnknown, proviso.Warning
			hint = "entries that no specification defines that is known here may restrict something, and change nothing: "
		}
		if len(names) < 3 {
			names = append(names, carrier.Clip(rawOf(e), maxQuote*2))
		}
	}
	if len(entries) == 0 {
		return
	}
	text := strings.Join(names, ", ")
	if len(entries) > len(names) {
		text += ", …"
	}
	s.problem(code, severity, s.where(s.block, entries[0].Offset, a.Label), hint+text)
}

func quoted(text string) string { return strconv.Quote(carrier.Clip(text, maxQuote)) }

func (r *reader) problem(code string, severity proviso.Severity, where proviso.Where, hint string) {
	r.mend(code, severity, where, "", hint)
}

func (r *reader) mend(code string, severity proviso.Severity, where proviso.Where, mend, hint string) {
	if len(r.reading.Problems) < MaxProblems {
		r.reading.Problems = append(r.reading.Problems, proviso.Problem{
			Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend,
		})
	}
}
