package declaration

import "github.com/proviso-signals/proviso/carrier"

// MaxProblems bounds the faults of a document that are listed.
const MaxProblems = 64

// Codes of problems with declarations.
const (
	CodeNotRead       = "declaration-not-read"       // linked to, and not gathered
	CodeUnreadable    = "declaration-unreadable"     // no JSON object, or not sound enough to explain anything
	CodePage          = "declaration-is-a-page"      // an error page in its place
	CodeSchema        = "declaration-schema"         // not of a schema that is read
	CodeBroken        = "declaration-broken"         // a part that cannot be read
	CodeUnclear       = "declaration-unclear"        // a projection of a statement that is odd
	CodeForeignOrigin = "declaration-foreign-origin" // projections of somebody else
	CodeOutdated      = "declaration-outdated"       // not within the time it names
)

var codes = []carrier.Code{
	{Code: CodeNotRead, Meaning: "The asset links to a declaration that was not gathered; it states and explains nothing."},
	{Code: CodeUnreadable, Meaning: "A declaration is no JSON object, or not sound enough to explain what other carriers state."},
	{Code: CodePage, Meaning: "An HTML page stands where a declaration would; there is none."},
	{Code: CodeSchema, Meaning: "A declaration is of a form that is not read."},
	{Code: CodeBroken, Meaning: "A part of a declaration could not be read; what is sound is read, and it explains nothing."},
	{Code: CodeUnclear, Meaning: "A statement of a declaration has something odd about it, such as an unknown label; it counts, and explains nothing."},
	{Code: CodeForeignOrigin, Meaning: "A declaration from another origin lists projections; it explains nothing, and its statements count."},
	{Code: CodeOutdated, Meaning: "A declaration was seen before or after the time for which it holds; its statements count, and it explains nothing."},
}
