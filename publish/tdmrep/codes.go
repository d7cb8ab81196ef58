package tdmrep

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems besides those that all writers have.
const (
	CodeForm   = "tdmrep-form"
	CodePolicy = "tdmrep-policy"
)

// Codes lists them with their meanings.
func Codes() []Code {
	return []Code{
		{CodeForm, "The file of TDMRep is no sound JSON, or no list of rules; it was left as it is."},
		{CodePolicy, "The policy that rules of TDMRep would point to cannot be written; nothing was changed."},
	}
}
