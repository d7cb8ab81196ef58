package trusttxt

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Codes of the problems of trust.txt. Of each, the first in a file is reported.
const (
	CodeUnavailable = "trust-txt-unavailable"
	CodeHTML        = "trust-txt-html"
	CodeTooLarge    = "trust-txt-too-large"
	CodeMisspelt    = "trust-txt-misspelt"
	CodeValue       = "trust-txt-value"
	CodeSpelling    = "trust-txt-spelling"
	CodeConflict    = "trust-txt-conflict"
)

var codes = []carrier.Code{
	{Code: CodeUnavailable, Meaning: "The server answered neither with a trust.txt nor that there is none."},
	{Code: CodeHTML, Meaning: "A page of markup stands where a trust.txt would; it states nothing."},
	{Code: CodeTooLarge, Meaning: "The trust.txt is longer than what was read of it; no permission of it is read."},
	{Code: CodeMisspelt, Meaning: "The name datatrainingallowed or its = is misspelt; it states nothing, and no permission beside it is read."},
	{Code: CodeValue, Meaning: "The value of datatrainingallowed is neither yes nor no; it states nothing, and no permission beside it is read."},
	{Code: CodeSpelling, Meaning: "datatrainingallowed is written in another case, with white space or with a comment; JournalList's validator does not read it."},
	{Code: CodeConflict, Meaning: "datatrainingallowed is yes and no; the refusal counts."},
}

func (f *file) report(code string, severity proviso.Severity, where proviso.Where, hint, mend string) {
	if !slices.ContainsFunc(f.problems, func(p proviso.Problem) bool { return p.Code == code }) {
		f.problems = append(f.problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend})
	}
}

// unavailable is news about a file of which nothing is known.
func unavailable(path string) proviso.Problem {
	return proviso.Problem{
		Code: CodeUnavailable, Severity: proviso.Notice, Where: proviso.Where{Source: path},
		Hint: "the server answered neither with a trust.txt nor that there is none, so nothing is known of what it states",
	}
}

// conflict is news about a permission that a refusal sets aside.
func conflict(permission proviso.Where, by string) proviso.Problem {
	return proviso.Problem{
		Code: CodeConflict, Severity: proviso.Warning, Where: permission,
		Hint: "this says yes and " + by + " says no: the refusal counts",
	}
}
