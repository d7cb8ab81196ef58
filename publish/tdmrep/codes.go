package tdmrep

import "github.com/proviso-signals/proviso/publish"

// Codes of problems besides those that all writers have.
const (
	CodeForm   = "tdmrep-form"
	CodePolicy = "tdmrep-policy"
)

// Codes lists them with their meanings.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeForm, Meaning: "The file of TDMRep is no sound JSON, or no list of rules; it was left as it is."},
		{Code: CodePolicy, Meaning: "The policy that rules of TDMRep would point to cannot be written; nothing was changed."},
	}
}
