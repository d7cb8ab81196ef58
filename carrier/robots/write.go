package robots

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// write says the outcomes as the value of a Content-Usage line, behind the path if
// there is one (attach-05 section 3.2). The error is about a scope that is no path:
// one that does not begin with "/", or holds white space, or a "#", which would begin a
// comment.
func write(said carrier.Said) (text string, losses []proviso.Loss, err error) {
	if said.Scope != "" && (said.Scope[0] != '/' || strings.ContainsAny(said.Scope, " \t\r\n\x00#")) {
		return "", nil, fmt.Errorf("robots: scope %q is no path pattern of robots.txt", said.Scope)
	}
	text, losses, err = expr.Write(said.Outcomes)
	if err != nil || text == "" || said.Scope == "" {
		return text, losses, err
	}
	return said.Scope + " " + text, losses, nil
}
