package document

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// CodeNoText is the problem besides those that all writers have.
const CodeNoText = "document-no-text"

// Codes lists it with its meaning.
func Codes() []Code {
	return []Code{{CodeNoText, "There is no text of the declaration that could be published."}}
}
