package rsl

import (
	"encoding/xml"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// Namespaces that are taken for RSL's, besides the right one.
var nearly = []string{"http://rslstandard.org/rsl", "https://rslstandard.org/rsl/", "http://rslstandard.org/rsl/", "https://www.rslstandard.org/rsl"}

// isRSL reports whether a name is one of RSL's.
func (d *document) isRSL(n xml.Name) bool {
	if n.Space == Namespace {
		return true
	}
	if d.bare {
		return n.Space == "" || n.Space == "rsl"
	}
	return isNearly(n.Space)
}

// isNearly: namespaces below RSL's are those of revisions to come (section 1.3).
func isNearly(space string) bool {
	return slices.Contains(nearly, space) || strings.HasPrefix(space, Namespace+"/")
}

// adopt tells whether an element is taken for one of RSL's, and notes where it is not
// exactly that.
func (d *document) adopt(n xml.Name, offset int) bool {
	switch {
	case n.Space == Namespace:
	case n.Space == "" || n.Space == "rsl":
		d.bare = true
		d.problem(CodeNamespace, proviso.Warning, offset, "the element is in no namespace; readers that go by the specification find no licence here, so what it refuses counts, and what it grants does not", `xmlns="`+Namespace+`"`)
		d.broken = true
	case strings.HasPrefix(n.Space, Namespace+"/") && len(n.Space) > len(Namespace)+1:
		d.breaks(CodeNamespace, proviso.Fault, offset, "the namespace is that of another revision of RSL, and the document is read as RSL 1.0")
	case isNearly(n.Space):
		d.problem(CodeNamespace, proviso.Warning, offset, "the namespace is not exactly that of RSL; readers that go by the specification find no licence here, so what it refuses counts, and what it grants does not", `xmlns="`+Namespace+`"`)
		d.broken = true
	default:
		return false
	}
	return true
}
