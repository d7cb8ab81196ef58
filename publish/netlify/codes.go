package netlify

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems, besides those of package publish.
const (
	CodeTOML   = "netlify-toml"
	CodeInline = "netlify-inline"
	CodeField  = "netlify-field"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []Code {
	return []Code{
		{CodeTOML, "The netlify.toml is no TOML; it is left as it is."},
		{CodeInline, "The header rules of a netlify.toml are written as one inline array, to which none can be added; it is left as it is."},
		{CodeField, "A response field is set nowhere, as rules differ about it and Netlify cannot be told where."},
	}
}
