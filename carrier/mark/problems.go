package mark

import "github.com/proviso-signals/proviso/carrier"

// Codes of problems with marks. Those of the expression are package expr's.
const (
	CodeVersion      = "mark-version"             // of a form that is not read
	CodeNoExpression = "mark-without-expression"  // nothing is said
	CodeForm         = "mark-expression-form"     // no text
	CodeSafeForms    = "mark-safe-forms"          // a list that cannot be read
	CodeOtherCarrier = "mark-other-carrier"       // safe forms that are none of its business
	CodeUnclear      = "mark-unclear"             // safe forms of something odd
	CodeLink         = "mark-declaration-link"    // no URL
	CodeDigest       = "mark-digest-form"         // no digest
	CodeMismatch     = "mark-declaration-changed" // the digest is of another text
)

var codes = []carrier.Code{
	{Code: CodeVersion, Meaning: "The file has a mark of a form that is not read; what it says is unknown."},
	{Code: CodeNoExpression, Meaning: "A mark has no expression, or an empty one; it states nothing and explains nothing."},
	{Code: CodeForm, Meaning: "The expression of a mark is not one text; it states nothing and explains nothing."},
	{Code: CodeOtherCarrier, Meaning: "A safe form of a mark is of a carrier whose statements a mark does not explain."},
	{Code: CodeSafeForms, Meaning: "The safe forms of a mark cannot be read, or are too many; the mark states what it states and explains nothing."},
	{Code: CodeUnclear, Meaning: "Something is odd about a mark or its packet; what can be read counts, and it explains nothing."},
	{Code: CodeLink, Meaning: "The link of a mark to its declaration is no absolute http or https URL."},
	{Code: CodeDigest, Meaning: "The digest of a mark cannot be read; the declaration was not compared with it."},
	{Code: CodeMismatch, Meaning: "The declaration that a mark links to has changed since the file was marked; what the mark says stands."},
}
