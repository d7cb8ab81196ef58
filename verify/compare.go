package verify

import "github.com/proviso-signals/proviso"

// Verdict is how what was found stands to what is declared, by the order of outcomes
// alone. The zero value is [NotLookedAt]: nothing is ever equal by omission.
type Verdict uint8

const (
	NotLookedAt Verdict = iota // it could not be compared
	Equal
	Stricter // whoever goes by what was found keeps to the declaration, and to more
	Silent   // something is declared, and nothing was found
	Looser   // what was found permits what is not declared
)

// String gives the stable word.
func (v Verdict) String() string {
	switch v {
	case Equal:
		return "equal"
	case Stricter:
		return "stricter"
	case Silent:
		return "silent"
	case Looser:
		return "looser"
	}
	return "not-looked-at"
}

// Compare gives the verdict about one use. It is [Equal] only for equal outcomes. What
// does not ask for all that is declared is [Looser], also where it asks for something else
// instead: an outcome that the order does not place is not safe.
//
// In one point it goes beyond [proviso.Outcome.AtLeast], for which anything is as strict as
// silence: a permission where nothing is declared is [Looser]. Silence is not permission,
// and an owner who said nothing has not given leave.
func Compare(declared, found proviso.Outcome) Verdict {
	switch {
	case found.Equal(declared):
		return Equal
	case found.Word() == proviso.Unstated:
		return Silent
	case declared.Word() == proviso.Unstated && found.Word() != proviso.Deny, !found.AtLeast(declared):
		return Looser
	}
	return Stricter
}

// Severity is what to make of a check.
type Severity uint8

const (
	Pass Severity = iota // as declared, or as near to it as the reader can be told
	Note                 // worth knowing, and nothing to mend
	Warn                 // stricter than declared for no reason that shows, or not looked at
	Fail                 // somebody is told less than was declared
)

// String gives the stable word: pass, note, warn or fail.
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warn:
		return "warn"
	case Fail:
		return "fail"
	}
	return "pass"
}

// judge tells what to make of a verdict: expected is the best that the reader can be told,
// silence what it means if it learns nothing where it could.
func judge(v Verdict, expected, found proviso.Outcome, silence Severity) Severity {
	switch v {
	case Equal:
		return Pass
	case Looser:
		return Fail
	case Stricter:
		if found.Equal(expected) {
			return Pass
		}
		return Warn
	case Silent:
		if expected.Word() == proviso.Unstated {
			return Pass
		}
		return silence
	}
	return Warn
}
