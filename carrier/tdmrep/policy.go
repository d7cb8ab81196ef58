package tdmrep

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/jsontree"
)

// Kinds of the terms that policies ask for. All are opaque, and link to the policy.
const (
	KindPolicy     = "tdm-policy"         // whatever the policy asks for
	KindConsent    = "tdm-obtain-consent" // the duty obtainConsent
	KindCompensate = "tdm-compensate"     // the duty compensate
	KindPurpose    = "tdm-purpose"        // a purpose that mining is bound to; Text is research or non-research
	KindTarget     = "tdm-target"         // a collection that the permission is about; Text is its URI
	KindCondition  = "tdm-condition"      // anything else in a permission; Text is its JSON
)

// opaque is a reservation whose conditions are unknown: it asks for whatever the policy
// asks for. "There is no way to know at this time which conditions would allow" the use
// (section 5.2).
func opaque(url string) proviso.Outcome {
	return proviso.Permit(proviso.NewOffer(proviso.Term{Kind: KindPolicy, Link: url}))
}

// policy is what one policy makes of a reservation (section 7).
func (r *reader) policy(p policy) proviso.Outcome {
	if p.url == "" {
		return proviso.Denied()
	}
	a := carrier.DocumentAt(r.artifacts, p.url)
	if !a.Usable() {
		r.problems.add(CodePolicyNotRead, proviso.Warning, p.at,
			"the policy "+carrier.Clip(p.url, maxQuote*2)+" was not had: the reservation stands, and its conditions are unknown", "")
		return opaque(p.url)
	}
	terms := termsOf(a)
	r.problems = append(r.problems, terms.problems...)
	r.rights = append(r.rights, terms.rights...)
	return terms.outcome
}

// document is a policy as it is read, kept with its artifact.
type document struct {
	body []byte
	url  string
	// unclear is set where anything is not understood.
	unclear  bool
	outcome  proviso.Outcome
	problems problems
	rights   []proviso.Rights
}

type documentKey struct{}

func termsOf(a *carrier.Artifact) *document {
	return a.Parsed(documentKey{}, func(a *carrier.Artifact) any {
		d := &document{body: a.Body, url: a.Source}
		d.outcome = d.read(a)
		return d
	}).(*document)
}

// read reads a document that was served as a policy.
func (d *document) read(a *carrier.Artifact) proviso.Outcome {
	switch {
	case a.MediaType != "" && a.MediaType != "application/json" && a.MediaType != "application/ld+json", a.MediaType == "" && isPage(a.Body):
		d.few(CodePolicyHuman, proviso.Notice, 0, "the policy is for people, by its media type: its conditions are unknown to machines")
		return opaque(d.url)
	}
	root, faults := jsontree.Parse(a.Body)
	for _, fault := range faults {
		severity := proviso.Warning
		if d.unclear = true; fault.Reason.Ends() {
			severity = proviso.Fault
		}
		d.few(CodePolicyBroken, severity, fault.Offset, plain(fault)+": every offer asks for the policy as a whole, too")
	}
	if root == nil || root.Kind != jsontree.Object || len(faults) > 0 && faults[len(faults)-1].Reason.Ends() {
		if len(faults) == 0 {
			d.few(CodePolicyBroken, proviso.Fault, root.Offset, "a policy is an object: this one's conditions are unknown")
		}
		return opaque(d.url)
	}
	return d.policy(root)
}

// policy reads the members of a policy that is sound JSON.
func (d *document) policy(root *jsontree.Node) proviso.Outcome {
	d.identify(root)
	var shared []proviso.Term // what every permission is bound to
	for _, m := range root.Members {
		switch m.Name {
		case "@context", "@type", "type", "profile", "uid", "@id", "permission":
		case "assigner":
			d.assigner(m.Value)
		case "duty", "constraint", "target":
			shared = append(shared, d.terms(m)...)
		case "prohibition", "obligation":
			if len(m.Value.Each()) > 0 {
				d.notUnderstood(m.Offset, "the profile has permissions only: "+m.Name+" is not read as more than a reason to read the policy")
			}
		default:
			if len(m.Value.Each()) > 0 {
				d.notUnderstood(m.Offset, quoted([]byte(m.Name), 0, len(m.Name))+" is outside the profile")
			}
		}
	}
	offers := d.offers(root.Get("permission").Each(), shared)
	if len(offers) == 0 {
		if d.prohibits(root.Get("prohibition").Each()) {
			return proviso.Denied()
		}
		d.few(CodePolicyUnclear, proviso.Warning, root.Offset, "no permission for tdm:mine can be read: the reservation stands, and its conditions are unknown")
		return opaque(d.url)
	}
	return proviso.Permit(offers...)
}

// identify checks that the policy is one of the profile, by the three members that
// MUST say so.
func (d *document) identify(root *jsontree.Node) {
	var contexts []string
	for _, c := range root.Get("@context").Each() {
		text, ok := c.Str()
		if prefix, _ := c.Get("tdm").Str(); !ok && len(c.Members) == 1 && secure(strings.TrimRight(prefix, "/#")) == secure(strings.TrimRight(profile, "/#")) {
			text = tdmContext // says what "tdm:" means, in place of the document that does
		}
		contexts = append(contexts, secure(text))
	}
	if len(contexts) != 2 || contexts[0] != secure(odrlContext) || contexts[1] != secure(tdmContext) {
		d.notUnderstood(offset(root, "@context"), "the @context is not that of the profile, so that words may have other meanings")
	}
	kind := root.Get("@type")
	if kind == nil {
		kind = root.Get("type")
	}
	if inODRL(kind) != "Offer" {
		d.notUnderstood(offset(root, "@type"), "the @type is not Offer")
	}
	if text, _ := root.Get("profile").Str(); secure(strings.TrimRight(text, "/#")) != secure(profile) {
		d.notUnderstood(offset(root, "profile"), "the profile is not "+profile)
	}
}

// assigner finds the page about acquiring a licence (section 7.1.4, hasURL).
func (d *document) assigner(node *jsontree.Node) {
	for _, name := range [...]string{"vcard:hasURL", "hasURL"} {
		link := node.Get(name)
		text, ok := link.Str()
		if !ok || len(d.rights) > 0 {
			continue
		}
		if url, ok := carrier.Resolve(d.url, text); ok {
			d.rights = append(d.rights, proviso.Rights{
				Kind: proviso.AcquireLicence, Value: url, Carrier: "tdmrep", Where: d.at(link.Offset), Raw: carrier.Clip(text, carrier.MaxRaw),
			})
			return
		}
	}
}

func (d *document) at(offset int) proviso.Where { return carrier.At(d.url, d.body, offset) }

func (d *document) few(code string, severity proviso.Severity, offset int, hint string) {
	if len(d.problems) < MaxProblems || severity == proviso.Fault { // before the position is looked for, which takes time
		d.problems.add(code, severity, d.at(offset), hint, "")
	}
}

// notUnderstood notes something that may bind an asker in a way that was not read.
func (d *document) notUnderstood(offset int, what string) {
	d.unclear = true
	d.few(CodePolicyUnclear, proviso.Warning, offset, what+": every offer asks for the policy as a whole, too")
}

// offset is where a member stands, or its object where there is none.
func offset(n *jsontree.Node, name string) int {
	if member := n.Get(name); member != nil {
		return member.Offset
	}
	return n.Offset
}
