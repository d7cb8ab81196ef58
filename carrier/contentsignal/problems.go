package contentsignal

import (
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Codes of the problems that this package reports.
const (
	CodeValue      = "content-signal-value"            // Warning
	CodeNoValue    = "content-signal-no-value"         // Warning
	CodeParameters = "content-signal-parameters"       // Warning
	CodeUnknown    = "content-signal-key-unknown"      // Notice
	CodeForeign    = "content-signal-key-foreign"      // Warning
	CodeKey        = "content-signal-key-misspelt"     // Warning
	CodeCase       = "content-signal-case"             // Notice
	CodeRepeated   = "content-signal-repeated"         // Notice
	CodeDiffers    = "content-signal-contradicts"      // Warning
	CodeLevel      = "content-signal-use"              // Notice
	CodeLevelOdd   = "content-signal-use-unknown"      // Warning
	CodeEmpty      = "content-signal-empty"            // Warning
	CodeMeta       = "content-signal-meta"             // Notice
	CodeOutside    = "content-signal-outside-group"    // Notice
	CodeBlankLine  = "content-signal-after-blank-line" // Warning
	CodeInherited  = "content-signal-not-inherited"    // Warning
	CodeBetween    = "content-signal-between-agents"   // Warning
	CodePath       = "content-signal-path"             // Warning
	CodeCut        = "content-signal-cut"              // Fault
	CodeMisspelt   = "content-signal-misspelt"         // Warning
	CodeColon      = "content-signal-missing-colon"    // Warning
	CodeTooMany    = "content-signal-too-many"         // Fault
	CodeMore       = "content-signal-more-problems"    // Warning
)

var codes = []carrier.Code{
	{Code: CodeValue, Meaning: "The value of a signal is neither yes nor no; it neither grants nor restricts."},
	{Code: CodeNoValue, Meaning: "A signal has no value; it neither grants nor restricts."},
	{Code: CodeParameters, Meaning: "Something follows the value of a signal behind a semicolon; a refusal stands all the same, a permission does not."},
	{Code: CodeUnknown, Meaning: "No content signal has this name; it is not read."},
	{Code: CodeForeign, Meaning: "The name belongs to another vocabulary and says nothing as a content signal."},
	{Code: CodeKey, Meaning: "The name is nearly that of a content signal, and is not read as one."},
	{Code: CodeCase, Meaning: "A signal is not in lower case as published; some readers will not know it."},
	{Code: CodeRepeated, Meaning: "A signal is given twice and says the same."},
	{Code: CodeDiffers, Meaning: "A signal is given twice with different values; the strictest counts."},
	{Code: CodeLevel, Meaning: "The signal use is a test of its author; it limits what may be done and grants nothing."},
	{Code: CodeLevelOdd, Meaning: "Nobody defined this level of use; training, AI use and search are taken as conditional on it."},
	{Code: CodeEmpty, Meaning: "A Content-Signal holds no signal."},
	{Code: CodeMeta, Meaning: "The meta element content-signal is no published form; it is read as the header field would be."},
	{Code: CodeOutside, Meaning: "A Content-Signal line before any user-agent line is read for the whole site; readers differ."},
	{Code: CodeBlankLine, Meaning: "A Content-Signal line behind a blank line belongs to the group above it, which does not bind the asker; some readers take it for the whole site."},
	{Code: CodeInherited, Meaning: "A group names the asker and has no Content-Signal; what is said to everyone is not inherited."},
	{Code: CodeBetween, Meaning: "A Content-Signal line stands between user-agent lines: it binds those before it, and for access all of them are one group."},
	{Code: CodePath, Meaning: "A Content-Signal line begins with a path, which is no published form; only what it refuses counts, where the path matches."},
	{Code: CodeCut, Meaning: "A Content-Signal line is longer than is read, or holds a NUL; only what it refuses counts."},
	{Code: CodeMisspelt, Meaning: "The line is nearly a Content-Signal line, and is not read as one."},
	{Code: CodeColon, Meaning: "A Content-Signal line without its colon is not read."},
	{Code: CodeTooMany, Meaning: "There are more Content-Signal lines or signals in one place than are read; every use is taken as denied."},
	{Code: CodeMore, Meaning: "There are more problems with Content-Signal in this place than are listed."},
}

// MaxProblems bounds the problems that are listed of one place: one asker's groups, a
// header, a page. The last one then says that there are more.
const MaxProblems = 24

// maxQuoted bounds what is quoted of the input in a hint, in bytes.
const maxQuoted = 60

// quote shows a piece of input.
func quote(s string) string { return strconv.Quote(carrier.Clip(s, maxQuoted)) }

// problems are those of one place.
type problems []proviso.Problem

// add reports a problem. mend may be empty.
func (p *problems) add(code string, severity proviso.Severity, where proviso.Where, hint, mend string) {
	switch list := *p; {
	case len(list) < MaxProblems-1:
		*p = append(list, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend})
	case len(list) == MaxProblems-1:
		*p = append(list, proviso.Problem{
			Code: CodeMore, Severity: proviso.Warning, Where: where,
			Hint: "from here on problems with " + Field + " are not listed; what they mean for the reading is done all the same",
		})
	}
}
