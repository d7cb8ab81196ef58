package rsl

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// CodePath is the problem besides those that all writers have.
const CodePath = "rsl-path"

// Codes lists it with its meaning.
func Codes() []Code {
	return []Code{{CodePath, "A path of the declaration cannot be written in RSL; the document was not written."}}
}
