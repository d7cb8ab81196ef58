package nginx

import "strings"

// node is a directive where it takes effect: one that stands in a file that is included twice
// is two nodes.
type node struct {
	*directive
	parent *node
	// via is what stands in the parent's own block: the directive itself, or the include
	// that brings it.
	via    *directive
	kids   []*node
	unseen []*directive // includes of which nothing is known
	how    string       // see inherits; empty until it is asked for
}

// expand makes the tree of what a block holds, with includes in their place. budget is how
// many nodes it may still make; it is negative afterwards if there were too many.
func (n *node) expand(body []*directive, via *directive, budget *int) {
	for _, d := range body {
		if *budget--; *budget < 0 {
			return
		}
		through := via
		if through == nil {
			through = d
		}
		if d.name == "include" && !d.block {
			for _, s := range d.files {
				n.expand(s.body, through, budget)
			}
			if len(d.unseen) > 0 {
				n.unseen = append(n.unseen, d)
			}
			continue
		}
		kid := &node{directive: d, parent: n, via: through}
		n.kids = append(n.kids, kid)
		if d.block && follows[d.name] {
			kid.expand(d.body, nil, budget)
		}
	}
}

// named lists what of a name a block holds itself.
func (n *node) named(name string) (list []*node) {
	for _, kid := range n.kids {
		if kid.name == name {
			list = append(list, kid)
		}
	}
	return list
}

// blocks lists the blocks of a name that a block holds itself.
func (n *node) blocks(name string) (list []*node) {
	for _, kid := range n.named(name) {
		if kid.block {
			list = append(list, kid)
		}
	}
	return list
}

// levels lists the blocks right below in which header fields can be set. That is neither so of
// an "if" outside of a location nor of limit_except (ngx_http_headers_module, context).
func (n *node) levels() (list []*node) {
	for _, kid := range n.kids {
		if kid.block && (kid.name == "location" || kid.name == "if" && n.name == "location") {
			list = append(list, kid)
		}
	}
	return list
}

// every calls f for a block and all that it holds, how ever deep.
func (n *node) every(f func(*node)) {
	f(n)
	for _, kid := range n.kids {
		kid.every(f)
	}
}

// headers lists the add_header directives of a block itself.
func (n *node) headers() []*node { return n.named("add_header") }

// The ways in which a block takes over the header fields of the one around it
// (ngx_http_headers_module, add_header_inherit, nginx 1.29.3).
const (
	inheritIfNone = "on"
	inheritNever  = "off"
	inheritAlways = "merge"
)

// inherits gives the way that holds in a block: its own, or that of the block around it.
func (n *node) inherits() string {
	if n == nil {
		return inheritIfNone
	}
	if n.how == "" {
		n.how = n.parent.inherits()
		if own := n.named("add_header_inherit"); len(own) > 0 && len(own[0].args) == 1 {
			n.how = own[0].args[0]
		}
	}
	return n.how
}

// label names a block for people: location ~ \.jpg$.
func (n *node) label() string {
	return strings.Join(append([]string{n.name}, n.args...), " ")
}
