package tdmrep

import (
	"bytes"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/htmlhead"
)

// Source is how positions in a page are named.
const Source = "page"

// message reads the header fields of a response (section 6.2). Nil where it has none of
// them.
func (r *reader) message(a *carrier.Artifact) *stated {
	var reservations, policies []value
	for i := range a.Header {
		f := &a.Header[i]
		if !isProperty(f.Name) {
			continue
		}
		name, into := namePolicy, &policies
		if len(f.Name) == len(nameReservation) {
			name, into = nameReservation, &reservations
		}
		if len(*into) <= MaxValues { // one beyond, so that it is noticed
			v := value{text: strings.Trim(f.Value, " \t"), at: proviso.Where{Source: name}}
			v.raw = name + ": " + carrier.Clip(v.text, carrier.MaxRaw)
			*into = append(*into, v)
		}
	}
	return r.said(a, reservations, policies, carrier.BaseOf(a, r.question))
}

// page reads the meta elements of a page (section 6.3). Nil where it has none of them.
func (r *reader) page(a *carrier.Artifact) *stated {
	page := carrier.PageOf(a)
	if page == nil {
		return nil
	}
	var reservations, policies []value
	metas := metasOf(page)
	for i := range metas {
		meta := &metas[i]
		name := bytes.TrimSpace(meta.Name)
		isReservation := bytes.EqualFold(name, []byte(nameReservation))
		if !isReservation && !bytes.EqualFold(name, []byte(namePolicy)) {
			continue
		}
		into := &policies
		if isReservation {
			into = &reservations
		}
		if len(*into) <= MaxValues { // one beyond, so that it is noticed
			*into = append(*into, value{
				text: strings.Trim(string(meta.Content), " \t\r\n\f"), raw: carrier.StartTag(a.Body, meta.Offset),
				at: carrier.At(Source, a.Body, meta.Offset),
			})
		}
	}
	s := r.said(a, reservations, policies, carrier.PageBase(page, carrier.BaseOf(a, r.question)))
	if (s == nil || s.reservation == unset) && short(a, page) {
		r.cut, r.cutAt = true, carrier.At(Source, a.Body, page.HeadEnd)
	}
	return s
}

// metasOf gives the meta elements of the head, and of those that only a reader with
// scripting takes for the head's the ones that reserve: both readings are right, and
// one that withholds a reservation would loosen the answer.
func metasOf(page *htmlhead.Page) []htmlhead.Meta {
	metas := page.Metas
	for _, late := range page.Late {
		if bytes.EqualFold(bytes.TrimSpace(late.Name), []byte(nameReservation)) && string(bytes.TrimSpace(late.Content)) == "1" {
			metas = append(slices.Clip(metas), late)
		}
	}
	return metas
}

// short reports whether meta elements of the page are missing: there are more than are
// listed, or the text ends within the head.
func short(a *carrier.Artifact, page *htmlhead.Page) bool {
	return page.Cut && len(page.Metas) >= htmlhead.MaxMetas || a.Truncated && page.HeadEnd >= len(a.Body)
}

// said settles what stands in one message or page.
func (r *reader) said(a *carrier.Artifact, reservations, policies []value, base string) *stated {
	if len(reservations)+len(policies) == 0 {
		return nil
	}
	s := &stated{reach: proviso.WithAsset, observed: a.Observed}
	if a.Kind != carrier.Request { // nothing tells who sends a request
		s.party = carrier.ServerOf(carrier.BaseOf(a, r.question))
	}
	var by value
	s.reservation, by = r.reservations(reservations)
	s.policies = r.links(policies, base)
	s.at, s.raw = by.at, by.raw
	if len(policies) > 0 {
		s.raw += "\n" + policies[0].raw
	}
	return s
}
