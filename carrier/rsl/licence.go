package rsl

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
)

// licence is one licence: what it permits and prohibits, and what it asks.
type licence struct {
	permits, prohibits reach
	terms              []proviso.Term
	free               bool // it says "free" in so many words
}

// reach tells how narrowly a list of usages speaks about each use, by how much of the
// use its tokens cover: 0 where it does not.
type reach struct {
	listed bool // there is such a list
	by     [3][len(proviso.Outcomes{})]int
}

func (r *reach) add(t *carrier.Token) {
	for _, to := range t.Reaches {
		r.by[to.How][to.Use] = max(r.by[to.How][to.Use], narrowness(t.Token))
	}
}

// on gives the rank of the narrowest token that covers so much of a use.
func (r *reach) on(u proviso.Use, how expr.How) int { return r.by[how][u] }

// licence reads a license element.
func (d *document) licence(e *element, server []proviso.Term) *licence {
	l := &licence{terms: slices.Clone(server)}
	seen := map[string]bool{}
	for _, child := range e.children {
		kind, _ := child.attribute("type")
		once := child.local + " " + kind
		if child.local == "payment" {
			once = child.local
		}
		if seen[once] && child.local != "reporting" && child.local != "" {
			d.problem(CodeRepeated, proviso.Notice, child.start, "a licence has one "+strings.TrimSpace(once)+" at most; what all of them say is read", "")
		}
		seen[once] = true
		d.clause(child, l)
	}
	if len(l.terms) > MaxTerms {
		l.terms = l.terms[:MaxTerms]
		d.breaks(CodeLimit, proviso.Fault, e.start, "a licence has more than "+strconv.Itoa(MaxTerms)+" terms")
	}
	if !l.permits.listed && !l.prohibits.listed && !l.grantsRest() {
		d.problem(CodeEmpty, proviso.Warning, e.start, "the licence names no use, user, place or payment; it is taken to grant nothing", "")
	}
	d.contradictions(l, e)
	return l
}

// clause reads a child of a license element.
func (d *document) clause(e *element, l *licence) {
	switch e.local {
	case "permits", "prohibits":
		d.scope(e, l)
	case "payment":
		d.payment(e, l)
	case "reporting":
		kind, _ := e.attribute("type")
		profile, _ := e.attribute("profile")
		l.terms = append(l.terms, d.linkTerm("rsl-reporting", profile, carrier.Clip(kind, maxTermText)))
	case "legal":
		d.rightsOf(e)
	case "server": // in the drafts' dialect of a WordPress plug-in
		url, _ := e.attribute("url")
		l.terms = append(l.terms, d.linkTerm("rsl-server", url, ""))
		d.problem(CodeLegacy, proviso.Notice, e.start, "server is an attribute of content in RSL 1.0; the element is read as that", "")
	case "":
		d.extension(e, l)
	default:
		d.unknownElement(e.local, "license", e.start)
	}
}

// harmless are the namespaces whose elements are no conditions: OpenRSL ties a
// payment to what settles it.
var harmless = []string{"https://openrsl.org/ns/extensions"}

// extension takes a foreign element for a condition.
func (d *document) extension(e *element, l *licence) {
	if slices.Contains(harmless, e.name.Space) {
		return
	}
	l.terms = append(l.terms, proviso.Term{Kind: "rsl-extension", Link: d.url, Text: carrier.Clip(strings.TrimSpace(e.name.Space+" "+e.name.Local), maxTermText)})
	d.problem(CodeExtension, proviso.Notice, e.start,
		"the licence has a foreign element, which RSL lets readers ignore; it may be a condition, and is taken for one that nobody can claim to meet", "")
}

// grantsRest reports whether a licence that lists nothing it permits licenses what it
// does not prohibit: one that has terms, or says that it is free.
func (l *licence) grantsRest() bool {
	return !l.permits.listed && (len(l.terms) > 0 || l.free)
}

// contradictions tells where a licence prohibits, as widely or more, what it permits.
// Readers differ about those.
func (d *document) contradictions(l *licence, e *element) {
	for _, u := range proviso.Uses() {
		permit, prohibit := l.permits.on(u, expr.Whole), l.prohibits.on(u, expr.Whole)
		switch {
		case permit == 0 || prohibit == 0 || prohibit > permit:
			continue
		case prohibit == permit:
			d.problem(CodeContradicts, proviso.Warning, e.start, "the licence permits and prohibits "+u.Plain()+" in words of the same width; it is not licensed", "")
		default:
			d.problem(CodeContradicts, proviso.Warning, e.start, "the licence prohibits "+u.Plain()+" in a wider word than the one by which it permits it; the narrower stands (section 3.1.1), and other readers may refuse it (3.6)", "")
		}
		return
	}
}
