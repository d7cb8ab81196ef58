package plus

import "github.com/proviso-signals/proviso/carrier"

// Codes of problems with the property and those that it refers to.
const (
	CodeUnknown           = "plus-term-unknown"       // no term of the vocabulary
	CodeDraft             = "plus-term-draft"         // a term of the draft of 2023
	CodeSpelling          = "plus-term-spelling"      // a term that is not written as its URI
	CodeForm              = "plus-value-form"         // a structure, foreign XML, a long list
	CodeList              = "plus-several-values"     // a list of several
	CodeEmpty             = "plus-empty"              // nothing in it
	CodeMisnamed          = "plus-misnamed"           // another namespace or letter case
	CodeConstraint        = "plus-constraint"         // the text that a term refers to
	CodeConstraintMissing = "plus-constraint-missing" // it is not there
	CodeConstraintLoose   = "plus-constraint-unused"  // a text that no term refers to
	CodeEmbedded          = "plus-embedded"           // the expression that a term refers to
	CodeEmbeddedMissing   = "plus-embedded-missing"   // it is not there
	CodeLinkMissing       = "plus-link-missing"       // no link where a term refers to one
	CodeLinkUnusable      = "plus-link-unusable"      // a link that cannot be followed
	CodeLinksMany         = "plus-links-many"         // more links than are read
)

var codes = []carrier.Code{
	{Code: CodeUnknown, Meaning: "The value of plus:DataMining is no term of the vocabulary; it is taken for a restriction that cannot be interpreted, and refuses every use."},
	{Code: CodeDraft, Meaning: "The value is a term of the PLUS draft of 2023 that was dropped; what it refuses counts, and what it permits does not."},
	{Code: CodeSpelling, Meaning: "A term is not written as its URI; it is read all the same, and other readers may not."},
	{Code: CodeForm, Meaning: "The value of plus:DataMining is not one text and cannot be read; it refuses every use."},
	{Code: CodeList, Meaning: "plus:DataMining has several values where one belongs; all count."},
	{Code: CodeEmpty, Meaning: "plus:DataMining is there and empty; it says nothing."},
	{Code: CodeMisnamed, Meaning: "The property stands in another namespace or letter case than the specification's; it counts for what it refuses."},
	{Code: CodeConstraint, Meaning: "The text in plus:OtherConstraints that a prohibition refers to, for a person to read; the refusal stands."},
	{Code: CodeConstraintMissing, Meaning: "A prohibition refers to plus:OtherConstraints, and there is no text in it; the refusal stands."},
	{Code: CodeConstraintLoose, Meaning: "plus:OtherConstraints has a text, and plus:DataMining does not refer to it; it changes nothing."},
	{Code: CodeEmbedded, Meaning: "The rights expression embedded in the image that a prohibition refers to, for a person to read; the refusal stands."},
	{Code: CodeEmbeddedMissing, Meaning: "A prohibition refers to an embedded rights expression, and there is none; the refusal stands."},
	{Code: CodeLinkMissing, Meaning: "A prohibition refers to a linked rights expression, and there is no link that can be followed; the refusal stands."},
	{Code: CodeLinkUnusable, Meaning: "The link to a rights expression is no absolute http or https URL; it is left out."},
	{Code: CodeLinksMany, Meaning: "There are more links to rights expressions than are read."},
}
