package vercel

import "github.com/proviso-signals/proviso/publish"

// Codes of problems, besides those of package publish.
const (
	CodeJSON   = "vercel-json"
	CodeShape  = "vercel-shape"
	CodeRoutes = "vercel-routes"
	CodeFull   = "vercel-full"
	CodeJoined = "vercel-joined"
	CodeField  = "vercel-field"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeJSON, Meaning: "The vercel.json is no strict JSON, or names something twice; it is left as it is."},
		{Code: CodeShape, Meaning: "The vercel.json is no object, or its \"headers\" is no array of objects; it is left as it is."},
		{Code: CodeRoutes, Meaning: "The vercel.json has \"routes\", beside which Vercel takes no \"headers\"; it is left as it is."},
		{Code: CodeFull, Meaning: "The vercel.json has as many header rules as Vercel takes; it is left as it is."},
		{Code: CodeJoined, Meaning: "The vercel.json has no room for all rules, so that one says for the whole site what all of them say, joined."},
		{Code: CodeField, Meaning: "A response field is set nowhere, as rules differ about it and Vercel cannot be told where."},
	}
}
