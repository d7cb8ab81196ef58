package htmlhead

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems besides those that all writers have.
const (
	CodeTooMany = "htmlhead-too-many"
	CodeNoHead  = "htmlhead-no-head"
	CodePlace   = "htmlhead-no-place"
)

// Codes lists them with their meanings.
func Codes() []Code {
	return []Code{
		{CodeTooMany, "A site has more HTML pages than are changed; the others were left as they are."},
		{CodeNoHead, "An HTML file is a piece of a page; it was left as it is."},
		{CodePlace, "The head of a page has no place where elements can be put without changing what else is there; it was left as it is."},
	}
}
