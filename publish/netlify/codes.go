package netlify

import "github.com/proviso-signals/proviso/publish"

// Codes of problems, besides those of package publish.
const (
	CodeTOML   = "netlify-toml"
	CodeInline = "netlify-inline"
	CodeField  = "netlify-field"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeTOML, Meaning: "The netlify.toml is no TOML; it is left as it is."},
		{Code: CodeInline, Meaning: "The header rules of a netlify.toml are written as one inline array, to which none can be added; it is left as it is."},
		{Code: CodeField, Meaning: "A response field is set nowhere, as rules differ about it and Netlify cannot be told where."},
	}
}
