package statements

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems with an address.
const (
	CodeMethod = "statements-method"
	CodePath   = "statements-path"
	CodeRole   = "statements-role"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []Code {
	return []Code{
		{CodeMethod, "A page about a statement was asked with another method than GET or HEAD."},
		{CodePath, "There is no statement or mark at the address, or not in that language or form."},
		{CodeRole, "The role that was asked for is none that there is."},
	}
}
