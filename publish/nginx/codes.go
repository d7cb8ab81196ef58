package nginx

import "github.com/proviso-signals/proviso/publish"

// Codes of problems. See also those of package publish.
const (
	CodeSyntax    = "nginx-syntax"          // not the configuration language
	CodeTooMany   = "nginx-too-many"        // more than is read
	CodeInclude   = "nginx-include"         // an included file cannot be seen
	CodeNoServer  = "nginx-no-server"       // no server to put it into
	CodeServers   = "nginx-servers"         // which servers were taken
	CodeNoMain    = "nginx-no-main"         // the file around the one given is not known
	CodeShared    = "nginx-shared"          // a block cannot be told apart for two servers
	CodeValue     = "nginx-value"           // a value that cannot be written
	CodeOther     = "nginx-other-site"      // another site's declaration stands in the same place
	CodeUpstream  = "nginx-upstream"        // what is behind may send the field as well
	CodeHidden    = "nginx-hidden"          // a location answers for a file that is published
	CodeNotAlways = "nginx-only-on-success" // an equal line without "always"
	CodeOwnFields = "nginx-own-headers"     // blocks that got a line of their own, and why
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeSyntax, Meaning: "The file is not in the language of nginx's configuration, and nothing was changed."},
		{Code: CodeTooMany, Meaning: "The configuration has more files or blocks, or deeper ones, than are read; nothing was changed."},
		{Code: CodeInclude, Meaning: "An included file lies outside of what was looked at, or is not there; what it says about header fields is not known."},
		{Code: CodeNoServer, Meaning: "No server was found that answers for the site."},
		{Code: CodeServers, Meaning: "The servers that answer for the site could not be told by their names, or not all that answer for it were taken."},
		{Code: CodeNoMain, Meaning: "The main file was not seen, so that header fields set in its http block may no longer reach the site."},
		{Code: CodeShared, Meaning: "A block serves this site and another one, and its line could not be told apart for the two."},
		{Code: CodeValue, Meaning: "A value cannot be written in nginx's configuration; nothing was changed."},
		{Code: CodeOther, Meaning: "Proviso publishes another site's declaration in the same server."},
		{Code: CodeUpstream, Meaning: "What nginx passes requests to may send the same field, which readers then see beside this one."},
		{Code: CodeHidden, Meaning: "A location keeps a published file from readers, or answers for it."},
		{Code: CodeOwnFields, Meaning: "Blocks that set header fields inherit none from the blocks around them, and got a line of their own."},
		{Code: CodeNotAlways, Meaning: "A line that says the same lacks the word always, so that error responses do not have it."},
	}
}
