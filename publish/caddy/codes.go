package caddy

import "github.com/proviso-signals/proviso/publish"

// Codes of problems that only this package has.
const (
	CodeSyntax  = "caddy-syntax"
	CodeUnsaid  = "caddy-cannot-say"
	CodeNoSite  = "caddy-no-site"
	CodeAssumed = "caddy-assumed-site"
	CodeShared  = "caddy-shared-site"
	CodeSame    = "caddy-said-twice"
	CodeOrder   = "caddy-order"
	CodeLayout  = "caddy-layout"
	CodeNotRead = "caddy-not-read"
	CodeTooMany = "caddy-too-many-files"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeSyntax, Meaning: "The file is no Caddyfile: a quotation mark or brace is not closed, or closed where none is open."},
		{Code: CodeUnsaid, Meaning: "A pattern or value cannot be written in a Caddyfile."},
		{Code: CodeNoSite, Meaning: "No site block is that of the party's domain."},
		{Code: CodeAssumed, Meaning: "The only site block takes its address from the environment, and is taken for that of the party's domain."},
		{Code: CodeShared, Meaning: "The site block also serves hosts that are not the party's, and what is declared is said for them too."},
		{Code: CodeSame, Meaning: "Somebody else's line says the same as what is declared."},
		{Code: CodeOrder, Meaning: "The order of the directives map or header is changed, so that it is not known when they are carried out."},
		{Code: CodeLayout, Meaning: "There is no place for lines of our own, as the line of the opening brace goes on."},
		{Code: CodeNotRead, Meaning: "A file that is imported lies outside the folder, or its name is not known."},
		{Code: CodeTooMany, Meaning: "There are more imported files than are read."},
	}
}

const (
	// MaxFiles is how many imported files are read.
	MaxFiles = 1000
	// MaxDepth is how deep braces may stand within each other, and files and snippets
	// import each other.
	MaxDepth = 64
	// MaxProblems is how many problems are listed.
	MaxProblems = 50
)
