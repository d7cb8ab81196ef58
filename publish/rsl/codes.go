package rsl

import "github.com/proviso-signals/proviso/publish"

// CodePath is the problem besides those that all writers have.
const CodePath = "rsl-path"

// Codes lists it with its meaning.
func Codes() []publish.Code {
	return []publish.Code{{Code: CodePath, Meaning: "A path of the declaration cannot be written in RSL; the document was not written."}}
}
