package apache

import (
	"strings"

	"github.com/proviso-signals/proviso/publish"
)

// odd matches request lines whose target is oddly spelt: one that does not begin with "/" (a
// whole URL, "*"), has a byte that is not printable ASCII, or encodes an unreserved character.
const odd = `^\S+ (?:[^/]|\S*(?:[^\x20-\x7E]|` + publish.Unneeded + `))`

// request writes a pattern of paths as a regular expression (PCRE) for the request line that
// the client sent: "^\S+ /photos/". Where the target is not oddly spelt, it matches what
// robots.MatchPath matches.
func request(scope string) string {
	target, whole := strings.CutSuffix(publish.Target(scope)[len("^"):], "$")
	expression := `^\S+ ` + strings.ReplaceAll(target, ".*", `\S*`)
	if whole {
		expression += "(?: |$)"
	}
	return expression
}
