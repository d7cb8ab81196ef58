package document

import "github.com/proviso-signals/proviso/publish"

// CodeNoText is the problem besides those that all writers have.
const CodeNoText = "document-no-text"

// Codes lists it with its meaning.
func Codes() []publish.Code {
	return []publish.Code{{Code: CodeNoText, Meaning: "There is no text of the declaration that could be published."}}
}
