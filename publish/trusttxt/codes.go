package trusttxt

import "github.com/proviso-signals/proviso/publish"

// Codes of problems besides those that all writers have.
const (
	CodeHTML     = "trusttxt-html"
	CodeLineEnds = "trusttxt-line-ends"
)

// Codes lists them with their meanings.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeHTML, Meaning: "A page of markup lies where trust.txt should; it was left as it is."},
		{Code: CodeLineEnds, Meaning: "A line of trust.txt ends with a carriage return alone; the file was left as it is."},
	}
}
