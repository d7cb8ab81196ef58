package trusttxt

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems besides those that all writers have.
const (
	CodeHTML     = "trusttxt-html"
	CodeLineEnds = "trusttxt-line-ends"
)

// Codes lists them with their meanings.
func Codes() []Code {
	return []Code{
		{CodeHTML, "A page of markup lies where trust.txt should; it was left as it is."},
		{CodeLineEnds, "A line of trust.txt ends with a carriage return alone; the file was left as it is."},
	}
}
