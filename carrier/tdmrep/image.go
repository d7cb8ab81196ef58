package tdmrep

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// Names of the two properties in XMP, in either of the namespaces that the report gives.
const (
	propertyReservation = "reservation"
	propertyPolicy      = "policy"
)

// MaxImages is how many packets of XMP that speak are read. What is beyond is taken to
// reserve, without a policy.
const MaxImages = 16

// inImage is what a reservation in an image says. A policy stands for as long as nothing
// else is named, as everywhere in the protocol; one in an image is for its own
// reservation alone, and what it permits without conditions is left unsaid.
func (r *reader) inImage(s *stated, current proviso.Outcomes) (o proviso.Outcomes) {
	standing := r.by != nil && r.by.reservation == reserved
	if standing && (len(s.policies) == 0 || same(s.policies, r.policies)) {
		return carrier.Refusals(current)
	}
	token(reserved).Spread(r.conditions(s.policies), &o)
	narrow(&o, s.policies)
	return carrier.Refusals(o)
}

// images reads the metadata of images. The report has these properties in PDF files
// alone, and no rule for what an image says beside a header field: so an image may
// reserve, and permits nothing.
func (r *reader) images() []*stated {
	var list []*stated
	for _, a := range r.artifacts {
		image := carrier.ImageOf(a)
		if image == nil {
			continue
		}
		for i := range image.Packets {
			s := r.packet(a, &image.Packets[i])
			if s == nil || s.reservation != reserved {
				continue
			}
			if len(list) == MaxImages {
				r.problems.add(CodeTooMany, proviso.Fault, s.at, "more images and sidecars reserve than are read: the rest is taken to reserve without a policy", "")
				s.policies = []policy{{at: s.at}}
				return append(list, s)
			}
			list = append(list, s)
		}
	}
	return list
}

// packet reads a packet of XMP. Nil where it has none of the properties.
func (r *reader) packet(a *carrier.Artifact, p *carrier.Packet) *stated {
	var reservations, policies []value
	for i := range p.Properties {
		q := &p.Properties[i]
		if q.Space != xmp.NSTDM && q.Space != xmp.NSTDMHash {
			continue
		}
		switch q.Name {
		case propertyReservation:
			reservations = addProperty(reservations, p, q)
		case propertyPolicy:
			policies = addProperty(policies, p, q)
		}
	}
	s := r.said(a, reservations, policies, carrier.BaseOf(a, r.question))
	if s == nil {
		return nil
	}
	at, hint := s.at, "the protocol has no place in images: the reservation counts here, and other readers may not look for it"
	if s.reservation != reserved {
		hint = "the protocol has no place in images: a reservation would count here, and nothing else does"
		for _, values := range [][]value{policies, reservations} {
			if len(values) > 0 {
				at = values[0].at
			}
		}
	}
	r.problems.add(CodeImage, proviso.Notice, at, hint, "")
	return s
}

// addProperty adds the values of a property: one, or those of a list.
func addProperty(list []value, p *carrier.Packet, q *xmp.Property) []value {
	values := []xmp.Value{q.Value}
	switch q.Value.Kind {
	case xmp.KindAlt, xmp.KindBag, xmp.KindSeq:
		values = q.Value.Items
	}
	for i := range values {
		if len(list) <= MaxValues { // one beyond, so that it is noticed
			list = append(list, value{text: strings.Trim(values[i].Default(), " \t\r\n\f"), at: p.Where(q), raw: p.Raw(q)})
		}
	}
	return list
}
