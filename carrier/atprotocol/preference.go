package atprotocol

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// scope reads what a record applies to. A scope that is given twice is unreadable.
func (r *reader) scope(n *jsontree.Node) (s scope, about string) {
	var given *jsontree.Node
	offset := n.Offset
	if scopes := every(n, "scope"); len(scopes) == 1 {
		given, offset = scopes[0], scopes[0].Offset
	}
	kind, _ := given.Get("$type").Str()
	switch strings.TrimPrefix(kind, Collection) {
	case "#globalScope":
		return everything, ""
	case "#entityScope":
		s = forEntity
		about, _ = given.Get("entity").Str()
	case "#collectionScope":
		s = inCollection
		about, _ = given.Get("collection").Str()
	}
	if about = strings.TrimSpace(about); about == "" || len(about) > MaxName {
		r.report(CodeScope, proviso.Warning, offset, "the scope of the record cannot be read: its refusals bind everyone, its permissions nobody")
		return unreadable, ""
	}
	return s, about
}

// preference reads one preference.
func (r *reader) preference(n *jsontree.Node, older bool) (said proviso.Outcome) {
	if n.Kind == jsontree.Null {
		r.undefined(n)
		return said
	}
	if n.Kind != jsontree.Object {
		return r.unread(n)
	}
	permits := !r.doubtful && !older
	for _, m := range n.Members {
		switch m.Name {
		case "allow", "updatedAt", "$type":
		default:
			permits = false
			r.report(CodeMember, proviso.Warning, m.Offset, "the lexicon has no such member; it may be a condition, so a permission beside it does not count")
		}
	}
	allows := every(n, "allow")
	if len(allows) == 0 {
		r.undefined(n)
	}
	for _, allow := range allows {
		switch {
		case allow.Kind == jsontree.Null:
			r.undefined(allow)
		case allow.Kind != jsontree.Bool:
			said = said.Join(r.unread(allow))
		case !allow.True:
			said = said.Join(proviso.Denied())
		case permits:
			said = said.Join(proviso.Allowed())
		}
	}
	return said
}

func (r *reader) undefined(n *jsontree.Node) {
	r.report(CodeUndefined, proviso.Notice, n.Offset, "a preference without an allow that is true or false is undefined: leave the preference out")
}

func (r *reader) unread(n *jsontree.Node) proviso.Outcome {
	r.report(CodeAllow, proviso.Warning, n.Offset, "a preference is an object whose allow is true or false: what is none of these is taken for a refusal")
	return proviso.Denied()
}
