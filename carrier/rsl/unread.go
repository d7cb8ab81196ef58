package rsl

import (
	"cmp"
	"strconv"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// missing words why a document cannot be read.
func missing(ref *reference, a *carrier.Artifact) (problem proviso.Problem, failed bool) {
	problem = proviso.Problem{Where: ref.where}
	switch {
	case a.Usable():
		return problem, false
	case a == nil:
		problem.Code, problem.Severity = CodeNotRead, proviso.Notice
		problem.Hint = "the licence document was not gathered; every use is on its terms, which are unknown"
	case a.Absent():
		problem.Code, problem.Severity = CodeAbsent, proviso.Warning
		problem.Hint = "the licence document is not there (" + strconv.Itoa(a.Status) + "); RSL has the asset treated as unlicensed, and every use is on terms that nobody can read"
	default:
		problem.Code, problem.Severity = CodeUnavailable, proviso.Warning
		problem.Hint = "the licence document could not be fetched; every use is on its terms, which are unknown"
	}
	return problem, true
}

// unread is the evidence of a licence that cannot be read at all.
func (r *reader) unread(ref *reference, problem proviso.Problem) {
	r.reading.Problems = append(r.reading.Problems, problem)
	r.offer(ref, nil)
}

// offer states that every use is on the terms of a licence document.
func (r *reader) offer(ref *reference, d *document) {
	e := ref.evidence(r.question)
	link := cmp.Or(ref.url, absolute(carrier.BaseOf(ref.artifact, r.question)))
	if d != nil {
		e.Where, e.Party, e.Observed, link = d.at(0), d.party(), d.observed, d.url
		e.Raw = rawAt(d.text, 0)
	}
	for u := range e.Outcomes {
		e.Outcomes[u] = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: "rsl-licence", Link: link}))
	}
	r.reading.Evidence = append(r.reading.Evidence, e)
}

// evidence is what all evidence by a reference has in common.
func (ref *reference) evidence(q *carrier.Question) proviso.Evidence {
	e := proviso.Evidence{
		Carrier: name, Spec: spec, Where: ref.where, Raw: ref.raw, Observed: ref.artifact.Observed, Reach: proviso.Linked,
	}
	e.Asker = ref.asker
	e.Party = carrier.ServerOf(carrier.BaseOf(ref.artifact, q))
	if ref.document != nil {
		e.Reach = proviso.WithAsset
	}
	return e
}

// party is whose server has the licence.
func (d *document) party() proviso.Party { return carrier.ServerOf(d.url) }
