package expr

import (
	"fmt"

	"github.com/proviso-signals/proviso"
)

// MaxProblems bounds the problems of one reading. A hostile text has one at
// every comma; the last one then says that there are more.
const MaxProblems = 32

// Codes of the problems this package reports; [Codes] gives their meanings.
const (
	CodeSyntax  = "expression-syntax"   // Fault
	CodeTooLong = "expression-too-long" // Fault
	CodeMended  = "expression-mended"   // Notice, from Lint
	CodeOmitted = "problems-omitted"    // Notice

	CodeLabelUnknown  = "label-unknown"  // Notice
	CodeLabelRetired  = "label-retired"  // Warning; Notice where the profile reads it
	CodeLabelNewer    = "label-newer"    // Warning
	CodeLabelForeign  = "label-foreign"  // Warning
	CodeLabelMisspelt = "label-misspelt" // Warning
	CodeLabelRepeated = "label-repeated" // Warning

	CodeValue = "value-not-y-or-n" // Warning

	CodeParameterUnknown  = "parameter-unknown"  // Notice
	CodeParameterOnAllow  = "parameter-on-allow" // Warning
	CodeParameterIsLabel  = "parameter-is-label" // Warning
	CodeParameterMisspelt = "parameter-misspelt" // Warning

	CodeExceptionsNone       = "exceptions-none"             // Notice
	CodeExceptionsOnAllow    = "exceptions-on-allow"         // Warning
	CodeExceptionsRepeated   = "exceptions-repeated"         // Warning
	CodeExceptionsSignal     = "exceptions-unknown-signal"   // Warning
	CodeExceptionsCase       = "exceptions-upper-case"       // Warning
	CodeExceptionsType       = "exceptions-wrong-type"       // Warning
	CodeExceptionsUnquoted   = "exceptions-unquoted-link"    // Warning
	CodeExceptionsLikeToken  = "exceptions-looks-like-token" // Warning
	CodeExceptionsEmpty      = "exceptions-empty"            // Warning
	CodeExceptionsNotURI     = "exceptions-not-a-uri"        // Warning
	CodeExceptionsUnresolved = "exceptions-unresolved"       // Warning
	CodeExceptionsNotHTTP    = "exceptions-not-http"         // Warning
)

// CodeInfo explains a problem code.
type CodeInfo struct {
	Code     string
	Severity proviso.Severity // the gravest it is reported with
	Meaning  string           // one sentence
}

// Codes lists every problem code of this package with its meaning. Read-only.
func Codes() []CodeInfo { return codes }

var codes = []CodeInfo{
	{CodeSyntax, proviso.Fault, "The text is not an RFC 9651 dictionary, so every use is unstated; the hint says what is wrong and the mending text what was probably meant."},
	{CodeTooLong, proviso.Fault, "The text is longer than the reader takes, and was not read."},
	{CodeMended, proviso.Notice, "Lint changed this place to get a text that can be read."},
	{CodeOmitted, proviso.Notice, "There are more problems than are listed."},
	{CodeLabelUnknown, proviso.Notice, "No revision of the vocabulary has this label; it is ignored, as an extension would be."},
	{CodeLabelRetired, proviso.Warning, "An earlier revision had this label. It is ignored, unless the profile reads retired labels, which makes this a notice."},
	{CodeLabelNewer, proviso.Warning, "Only a later revision than the one read by has this label; it is ignored."},
	{CodeLabelForeign, proviso.Warning, "The label belongs to another format, such as Content-Signal or RSL, and is ignored here."},
	{CodeLabelMisspelt, proviso.Warning, "The label is ignored; it is a letter or two away from one that would count."},
	{CodeLabelRepeated, proviso.Warning, "A label stands more than once, and the last one counts."},
	{CodeValue, proviso.Warning, "The value of a label is neither the token y nor the token n, so nothing is said."},
	{CodeParameterUnknown, proviso.Notice, "The parameter is not known and is ignored."},
	{CodeParameterOnAllow, proviso.Warning, "A parameter on y is ignored, and the use is allowed without conditions."},
	{CodeParameterIsLabel, proviso.Warning, "A member stands after a semicolon, which makes it a parameter and without effect; a comma was probably meant."},
	{CodeParameterMisspelt, proviso.Warning, "The parameter is not known; exceptions was probably meant. The deny stands."},
	{CodeExceptionsNone, proviso.Notice, "exceptions=none is read as a plain deny, which it says in more words."},
	{CodeExceptionsOnAllow, proviso.Warning, "exceptions only counts on n; on y it is ignored and the use is allowed without conditions."},
	{CodeExceptionsRepeated, proviso.Warning, "The parameter exceptions stands more than once on a member, and the last one counts."},
	{CodeExceptionsSignal, proviso.Warning, "The token is no CC signal of version 0.1; the deny stands."},
	{CodeExceptionsCase, proviso.Warning, "Tokens of CC signals are lower case; the deny stands."},
	{CodeExceptionsType, proviso.Warning, "The value of exceptions is neither a token nor a string; the deny stands."},
	{CodeExceptionsUnquoted, proviso.Warning, "A link must stand in double quotes; without them it is no CC signal, and the deny stands."},
	{CodeExceptionsLikeToken, proviso.Warning, "A CC signal in quotes is read as a link; the token without quotes was probably meant."},
	{CodeExceptionsEmpty, proviso.Warning, "An empty link names no conditions; the deny stands."},
	{CodeExceptionsNotURI, proviso.Warning, "The string is not a URI-reference by RFC 3986; the deny stands."},
	{CodeExceptionsUnresolved, proviso.Warning, "The link is relative and it is not known to what; the deny stands."},
	{CodeExceptionsNotHTTP, proviso.Warning, "The link does not lead to an http or https document; the deny stands."},
}

// full reports whether no more problems are taken. Hints that cost work are not
// made then.
func (r *reader) full() bool { return r.quiet || len(r.problems) >= MaxProblems }

// report adds a problem at an offset of the text.
func (r *reader) report(offset int, code string, severity proviso.Severity, mend, hint string, args ...any) {
	if r.full() {
		return
	}
	where := r.where
	where.Column += offset
	if len(r.problems) == MaxProblems-1 {
		code, severity, mend = CodeOmitted, proviso.Notice, ""
		hint, args = "there are more problems than the %d listed", []any{MaxProblems - 1}
	}
	if len(args) > 0 {
		hint = fmt.Sprintf(hint, args...)
	}
	r.problems = append(r.problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend})
}

// maxQuote bounds how much of a text a hint repeats.
const maxQuote = 120

// clip shortens what a hint quotes.
func clip(s string) string {
	if len(s) > maxQuote {
		return s[:maxQuote] + "..."
	}
	return s
}
