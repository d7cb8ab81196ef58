package rsl

import (
	"cmp"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// entry is the content elements of a document that have one url and are about the
// asset: their licences are read together.
type entry struct {
	reference *reference
	document  *document
	contents  []*content
	octets    int // how narrow the scope is
	licences  int // in its contents
	outcomes  proviso.Outcomes
}

// cover makes entries of the content elements that are about the asset.
func (r *reader) cover(ref *reference, d *document) {
	first := len(r.entries)
	for _, c := range d.contents {
		octets, ok := c.covers(&r.asset, ref)
		if !ok {
			continue
		}
		if c.url == "" && ref.site && c.item == nil && !ref.inline {
			r.problemAt(d.at(c.start), CodeScopeOpen, proviso.Notice, "the content element leaves its scope to what refers to it, which is robots.txt; it is taken for the whole site")
		}
		i := slices.IndexFunc(r.entries[first:], func(e *entry) bool { return e.contents[0].url == c.url && e.octets == octets })
		if i < 0 && len(r.entries)-first == MaxScopes {
			r.crowded(ref, d, c)
			break
		}
		if i < 0 {
			i = len(r.entries) - first
			r.entries = append(r.entries, &entry{reference: ref, document: d, octets: octets})
		}
		e := r.entries[first+i]
		if e.licences+len(c.licences) > MaxLicences && e.licences > 0 {
			r.crowded(ref, d, c)
			break
		}
		e.contents, e.licences = append(e.contents, c), e.licences+len(c.licences)
	}
	if len(r.entries) == first && len(d.contents) > 0 && ref.linked {
		r.problemAt(ref.where, CodeNotCovered, proviso.Notice, "the asset links to a licence document that has no content element about it; the document states nothing about the asset")
	}
}

// crowded notes that a document has more about the asset than is read.
func (r *reader) crowded(ref *reference, d *document, c *content) {
	r.problemAt(d.at(c.start), CodeLimit, proviso.Fault, "the licence document has more content elements or licences about one asset than are read; what the first of them refuse stands, and all else is on its terms")
	r.offer(ref, d)
	ref.crowded = true
}

// settle goes from the narrowest scope to the widest, for each use, up to one that
// speaks about it. What an image has in its metadata is settled by itself: a file travels,
// and whoever hosts it did not write it, so that it may tighten what the site says, and
// not supersede it.
func (r *reader) settle(asker string) {
	slices.SortStableFunc(r.entries, func(a, b *entry) int { return cmp.Compare(b.octets, a.octets) })
	for i, e := range r.entries {
		own := e.voice()
		if !slices.ContainsFunc(r.entries[:i], func(earlier *entry) bool { return earlier.voice() == own }) {
			r.settleVoice(own)
		}
	}
	for _, e := range r.entries {
		r.state(e, asker)
	}
}

// voice is the reference that an entry is settled by itself with; nil for all that the
// site says.
func (e *entry) voice() *reference {
	if e.reference.file {
		return e.reference
	}
	return nil
}

func (r *reader) settleVoice(of *reference) {
	for _, u := range proviso.Uses() {
		narrowest := 0 // scope that spoke: wider ones are not asked
		for _, e := range r.entries {
			if e.voice() != of {
				continue
			}
			o, spoken := e.about(u)
			switch {
			case e.reference.part:
				if o.Word() != proviso.Allow {
					e.outcomes[u] = o
				}
			case e.octets >= narrowest:
				e.outcomes[u] = o
				if spoken && !e.reference.crowded && !e.document.broken {
					narrowest = e.octets
				}
			}
		}
	}
}

// state makes evidence of an entry.
func (r *reader) state(e *entry, asker string) {
	c := e.contents[0]
	for _, c := range e.contents {
		if e.reference.file && e.reference.part {
			break // who owns a gain map is no news about the picture
		}
		for _, right := range c.rights {
			same := func(o proviso.Rights) bool { return o.Kind == right.Kind && o.Value == right.Value }
			if !slices.ContainsFunc(r.reading.Rights, same) {
				r.reading.Rights = append(r.reading.Rights, right)
			}
		}
	}
	if e.outcomes.Silent() {
		return
	}
	evidence := e.reference.evidence(r.question)
	evidence.Outcomes, evidence.Scope, evidence.Asker = e.outcomes, c.url, asker
	evidence.Where, evidence.Raw = e.document.at(c.start), e.document.raw(c.start, c.end)
	evidence.Party, evidence.Observed = e.document.party(), e.document.observed
	r.reading.Evidence = append(r.reading.Evidence, evidence)
}

// about tells what the entry says about a use, and whether it speaks about it: by a
// word for it, or by a list of what is permitted.
func (e *entry) about(u proviso.Use) (o proviso.Outcome, spoken bool) {
	var offers, rest []proviso.Offer // by name, and by silence
	listed, bare := false, false     // a list of what is permitted; a content without licences
	bans := e.bans(u)
	spoken = bans[expr.Whole] > 0 || bans[expr.Part] > 0
	for _, c := range e.contents {
		bare = bare || len(c.licences) == 0
		for _, l := range c.licences {
			permit := l.permits.on(u, expr.Whole)
			listed = listed || l.permits.listed
			switch {
			case permit > 0:
				spoken = true
				// What refuses a part refuses the whole; what refuses a step on the way
				// does so where the permission is of a wider word.
				if permit > bans[expr.Whole] && bans[expr.Part] == 0 && bans[expr.Edge] <= permit {
					offers = append(offers, proviso.NewOffer(l.terms...))
				}
			case l.grantsRest():
				rest = append(rest, proviso.NewOffer(l.terms...))
			}
		}
	}
	switch {
	case spoken:
		o = proviso.Permit(offers...)
	case len(rest) > 0 && bans[expr.Edge] == 0:
		o = proviso.Permit(rest...)
	case len(rest) > 0 || listed:
		o, spoken = proviso.Denied(), true
	}
	if bare {
		o = o.Join(proviso.Permit(proviso.NewOffer(proviso.Term{Kind: "rsl-licence", Link: e.document.url})))
	}
	return o, spoken
}

// bans gives the narrowest words by which any licence prohibits a use, by how much of
// it they cover.
func (e *entry) bans(u proviso.Use) (bans [3]int) {
	for _, c := range e.contents {
		for _, l := range c.licences {
			for how := range bans {
				bans[how] = max(bans[how], l.prohibits.by[how][u])
			}
		}
	}
	return bans
}
