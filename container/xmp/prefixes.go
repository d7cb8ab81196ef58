package xmp

import (
	"slices"
	"strconv"
	"strings"
)

// names finds prefixes for namespaces: those in scope, and where there is none, new
// ones, to be declared.
type names struct {
	t        *tree
	scope    int32 // the element within which they are used
	own      int32 // the element that is replaced, or 0
	declared []binding
	settled  int // how many of these were declared further out
}

type binding struct{ prefix, uri string }

// qualified is a name with the prefix of its namespace.
func (n *names) qualified(uri, wish, local string) string {
	return n.prefix(uri, wish) + ":" + local
}

// prefix gives the prefix of a namespace. The wish counts if it fits, then what is in
// scope, then what the element declared that is replaced.
func (n *names) prefix(uri, wish string) string {
	for _, b := range n.declared {
		if b.uri == uri {
			return b.prefix
		}
	}
	found := ""
	n.t.prefixesOf(n.scope, uri, func(p string) bool {
		if found == "" || p == wish {
			found = p
		}
		return p != wish
	})
	if found != "" {
		return found
	}
	n.t.prefixesOf(n.own, uri, func(p string) bool { found = p; return false })
	if found == "" || !n.free(found) || n.t.bound(n.scope, found) != "" {
		found = n.fresh(uri, wish)
	}
	n.declared = append(n.declared, binding{found, uri})
	return found
}

// fresh is a prefix that means nothing else anywhere in the packet, because some
// readers know a prefix but once: the wish itself, or the wish with a number.
func (n *names) fresh(uri, wish string) string {
	if wish == "" || reserved(wish) {
		wish = "ns"
	}
	taken := map[string]bool{}
	for i := range n.t.spaces {
		if s := &n.t.spaces[i]; s.uri != uri {
			taken[s.prefix] = true
		}
	}
	candidate := wish
	for i := 1; taken[candidate] || !n.free(candidate); i++ {
		candidate = wish + strconv.Itoa(i)
	}
	return candidate
}

// free reports whether a prefix can be declared here.
func (n *names) free(prefix string) bool {
	return !reserved(prefix) && !slices.ContainsFunc(n.declared, func(b binding) bool { return b.prefix == prefix })
}

// reserved reports whether XML keeps a prefix for itself.
func reserved(prefix string) bool {
	return len(prefix) >= 3 && strings.EqualFold(prefix[:3], "xml")
}

// declarations writes those that are not settled, as attributes.
func (n *names) declarations() string {
	var out []byte
	for _, b := range n.declared[n.settled:] {
		out = append(append(append(out, " xmlns:"...), b.prefix...), `="`...)
		out = append(escape(out, b.uri, '"'), '"')
	}
	return string(out)
}

// collect finds prefixes for all that a property needs, in the order of their use.
func (n *names) collect(uri, wish string, v *Value) {
	n.prefix(uri, wish)
	if v.Kind != KindText || len(v.Qualifiers) > 0 {
		n.prefix(NSRDF, "rdf")
	}
	for i := range v.Items {
		n.collect(NSRDF, "rdf", &v.Items[i])
	}
	for _, list := range [][]Field{v.Fields, v.Qualifiers} {
		for i := range list {
			n.collect(list[i].Space, list[i].Prefix, &list[i].Value)
		}
	}
}
