package vercel

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

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
func Codes() []Code {
	return []Code{
		{CodeJSON, "The vercel.json is no strict JSON, or names something twice; it is left as it is."},
		{CodeShape, "The vercel.json is no object, or its \"headers\" is no array of objects; it is left as it is."},
		{CodeRoutes, "The vercel.json has \"routes\", beside which Vercel takes no \"headers\"; it is left as it is."},
		{CodeFull, "The vercel.json has as many header rules as Vercel takes; it is left as it is."},
		{CodeJoined, "The vercel.json has no room for all rules, so that one says for the whole site what all of them say, joined."},
		{CodeField, "A response field is set nowhere, as rules differ about it and Vercel cannot be told where."},
	}
}
