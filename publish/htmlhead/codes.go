package htmlhead

import "github.com/proviso-signals/proviso/publish"

// Codes of problems besides those that all writers have.
const (
	CodeTooMany = "htmlhead-too-many"
	CodeNoHead  = "htmlhead-no-head"
	CodePlace   = "htmlhead-no-place"
)

// Codes lists them with their meanings.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeTooMany, Meaning: "A site has more HTML pages than are changed; the others were left as they are."},
		{Code: CodeNoHead, Meaning: "An HTML file is a piece of a page; it was left as it is."},
		{Code: CodePlace, Meaning: "The head of a page has no place where elements can be put without changing what else is there; it was left as it is."},
	}
}
