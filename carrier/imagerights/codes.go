package imagerights

import "github.com/proviso-signals/proviso/carrier"

// Codes of problems. None touches an outcome.
const (
	CodeNotLink = "image-rights-not-a-link" // words, or a link that is not http or https
	CodeNoTool  = "image-rights-cc-unknown" // a URL of Creative Commons that names no tool
	CodeSeveral = "image-rights-several"    // different licences
	CodeStatus  = "image-rights-status"     // in the public domain, and protected
	CodeRule    = "image-rights-credit"     // a credit rule that PLUS does not have
	CodeTooMany = "image-rights-too-many"   // more facts than are kept
)

var codes = []carrier.Code{
	{Code: CodeNotLink, Meaning: "What stands in the place of a link is no http or https URL; it was dropped."},
	{Code: CodeNoTool, Meaning: "A URL of Creative Commons names no licence or public domain tool there ever was; it is kept as it stands."},
	{Code: CodeSeveral, Meaning: "Different licences are stated for one image; all are shown."},
	{Code: CodeStatus, Meaning: "An image is marked as being in the public domain, and something in it claims copyright; both are shown."},
	{Code: CodeRule, Meaning: "What is said about a credit line is none of the terms of PLUS; it is shown as it stands."},
	{Code: CodeTooMany, Meaning: "More facts about rights are stated than are kept; the rest was dropped."},
}
