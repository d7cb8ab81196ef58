package tdmrep

import (
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// The names of section 7.1, and of ODRL 2.2 which it profiles.
const (
	odrlContext = "http://www.w3.org/ns/odrl.jsonld"
	tdmContext  = "http://www.w3.org/ns/tdmrep.jsonld"
	profile     = "http://www.w3.org/ns/tdmrep"
	odrl        = "http://www.w3.org/ns/odrl/2/"
)

// secure writes the names that begin with http as if they began with https: they are
// identifiers, and people mend what they take for an old address.
func secure(name string) string {
	if rest, ok := strings.CutPrefix(name, "http://"); ok {
		return "https://" + rest
	}
	return name
}

// inODRL is the local part of the one name in a node, if it is one of ODRL: short, with
// the prefix, or in full.
func inODRL(n *jsontree.Node) string { return local(n, "odrl:", odrl) }

// inProfile is the same for names of the profile, which has two namespaces: one ends
// with "#" and one, in its PDF form, with "/".
func inProfile(n *jsontree.Node) string { return local(n, "tdm:", profile+"#", profile+"/") }

func local(n *jsontree.Node, prefixes ...string) string {
	each := n.Each()
	if len(each) != 1 {
		return ""
	}
	text, _ := each[0].Str()
	for _, prefix := range prefixes {
		if rest, ok := strings.CutPrefix(secure(text), secure(prefix)); ok {
			return rest
		}
	}
	if strings.Contains(text, ":") {
		return "" // of somebody else
	}
	return text
}

// offers makes an offer of each permission for mining.
func (d *document) offers(permissions []*jsontree.Node, shared []proviso.Term) []proviso.Offer {
	if len(permissions) > MaxPermissions {
		d.few(CodePolicyUnclear, proviso.Fault, permissions[MaxPermissions].Offset, "there are more permissions than are read: the policy is one for people")
		return []proviso.Offer{{d.whole()}}
	}
	var offers []proviso.Offer
	for _, p := range permissions {
		terms, ok := d.permission(p)
		switch {
		case !ok:
			continue
		case len(terms)+len(shared) > MaxTerms:
			d.few(CodePolicyUnclear, proviso.Warning, p.Offset, "there are more conditions than are read: the policy is one for people")
			terms = []proviso.Term{d.whole()}
		default:
			terms = append(terms, shared...)
		}
		if d.unclear {
			terms = append(terms, d.whole())
		}
		offers = append(offers, proviso.NewOffer(terms...))
	}
	return offers
}

// whole is the term that asks for whatever the policy asks for.
func (d *document) whole() proviso.Term { return proviso.Term{Kind: KindPolicy, Link: d.url} }

// permission gives what a permission asks for; ok is false where it is not one for
// mining.
func (d *document) permission(n *jsontree.Node) (terms []proviso.Term, ok bool) {
	if n.Kind != jsontree.Object || inProfile(n.Get("action")) != "mine" {
		d.few(CodePolicyUnclear, proviso.Warning, n.Offset, "this is no permission for tdm:mine and is not read")
		return nil, false
	}
	for _, m := range n.Members {
		switch m.Name {
		case "action", "uid", "@id", "assigner":
		case "@type", "type":
			if inODRL(m.Value) != "Permission" {
				terms = append(terms, d.condition(m.Value))
			}
		default:
			terms = append(terms, d.terms(m)...)
		}
		if len(terms) > MaxTerms {
			break
		}
	}
	return terms, true
}

// terms reads a member that binds a permission.
func (d *document) terms(m jsontree.Member) (terms []proviso.Term) {
	for _, n := range m.Value.Each() {
		switch m.Name {
		case "duty":
			terms = append(terms, d.duty(n))
		case "constraint":
			terms = append(terms, d.constraint(n))
		case "target":
			terms = append(terms, d.target(n))
		default:
			terms = append(terms, d.condition(n))
		}
		if len(terms) > MaxTerms {
			break
		}
	}
	return terms
}

// duty reads obtainConsent and compensate; what else stands in such a duty, such as an
// amount, is its text. Any other duty is a condition that nobody here can read.
func (d *document) duty(n *jsontree.Node) proviso.Term {
	kind, known := map[string]string{"obtainConsent": KindConsent, "compensate": KindCompensate}[inODRL(n.Get("action"))]
	if !known {
		return d.condition(n)
	}
	for _, m := range n.Members {
		switch m.Name {
		case "action", "uid", "@id", "@type", "type":
		default:
			return proviso.Term{Kind: kind, Link: d.url, Text: d.text(n)}
		}
	}
	return proviso.Term{Kind: kind, Link: d.url}
}

// constraint reads a purpose.
func (d *document) constraint(n *jsontree.Node) proviso.Term {
	purpose := inProfile(n.Get("rightOperand"))
	plain := n.Kind == jsontree.Object && len(n.Members) == 3 && inODRL(n.Get("leftOperand")) == "purpose" && inODRL(n.Get("operator")) == "eq"
	if !plain || purpose != "research" && purpose != "non-research" {
		return d.condition(n)
	}
	return proviso.Term{Kind: KindPurpose, Link: d.url, Text: purpose}
}

// target reads the collection that a permission is about. Whether the asset belongs to
// it is for people to know: the URI need not lead anywhere.
func (d *document) target(n *jsontree.Node) proviso.Term {
	text, ok := n.Str()
	if !ok {
		return d.condition(n)
	}
	return proviso.Term{Kind: KindTarget, Link: d.url, Text: carrier.Clip(text, maxText)}
}

// maxText is how much of a condition's own words a term keeps, in bytes.
const maxText = 256

func (d *document) condition(n *jsontree.Node) proviso.Term {
	return proviso.Term{Kind: KindCondition, Link: d.url, Text: d.text(n)}
}

// text is the JSON of a value. Where it is too long to be kept, its position stands for
// what is left out, so that no two conditions become one.
func (d *document) text(n *jsontree.Node) string {
	if n.End-n.Offset <= maxText {
		return string(d.body[n.Offset:n.End])
	}
	return carrier.Clip(string(d.body[n.Offset:n.End]), maxText) + " at byte " + strconv.Itoa(n.Offset)
}

// prohibits reports whether a prohibition is one of mining, or of any use.
func (d *document) prohibits(prohibitions []*jsontree.Node) bool {
	for _, p := range prohibitions {
		for _, action := range p.Get("action").Each() {
			if inProfile(action) == "mine" || inODRL(action) == "use" {
				return true
			}
		}
	}
	return false
}
