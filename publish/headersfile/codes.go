package headersfile

import "github.com/proviso-signals/proviso/publish"

// Codes of problems, besides those of package publish.
const (
	CodeOrder    = "headersfile-order"
	CodeFull     = "headersfile-full"
	CodeJoined   = "headersfile-joined"
	CodeField    = "headersfile-field"
	CodeFunction = "headersfile-function"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []publish.Code {
	return []publish.Code{
		{Code: CodeOrder, Meaning: "Rules of a _headers file stand in an order in which ours cannot be put; nothing is written."},
		{Code: CodeFull, Meaning: "A _headers file has as many rules as the host reads, so that ours would be passed over; nothing is written."},
		{Code: CodeJoined, Meaning: "A _headers file has no room for all rules, so that one says for the whole site what all of them say, joined."},
		{Code: CodeField, Meaning: "A response field is set nowhere, as rules differ about it and the host cannot be told where."},
		{Code: CodeFunction, Meaning: "Functions answer a part of the site, and what they answer does not get the fields of a _headers file."},
	}
}
