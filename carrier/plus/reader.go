package plus

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container/xmp"
)

// reader reads one packet.
type reader struct {
	packet   *carrier.Packet
	artifact *carrier.Artifact
	reading  *carrier.Reading
}

func (r *reader) read() {
	var refers reference
	first := r.packet.Find(xmp.NSPLUS, Property)
	if first != nil {
		refers = r.property(first, false)
	}
	for i := range r.packet.Properties {
		q := &r.packet.Properties[i]
		switch {
		case again(first, q):
			r.property(q, true)
		case misnamed(q):
			r.problem(CodeMisnamed, proviso.Warning, q, "plus:"+Property,
				"the property is not named as in the specification, where it is plus:"+Property+" of "+xmp.NSPLUS+": what it refuses counts, and it permits nothing")
			r.property(q, true)
		}
	}
	r.constraint(refers)
	r.embedded(refers)
	r.linked(refers)
}

// again reports whether a property is Data Mining once more, and says something else.
func again(first, q *xmp.Property) bool {
	return q.Name == Property && q.Space == xmp.NSPLUS && q != first && !q.Value.Equal(&first.Value)
}

// misnamed reports whether a property is Data Mining by another name: in a namespace of
// PLUS or IPTC that does not have it, or in other letter case.
func misnamed(q *xmp.Property) bool {
	if len(q.Name) != len(Property) || !strings.EqualFold(q.Name, Property) {
		return false
	}
	_, known := cutFold(q.Space, "http://ns.useplus.org/", "https://ns.useplus.org/", "http://iptc.org/std/", "https://iptc.org/std/")
	return known && (q.Space != xmp.NSPLUS || q.Name != Property)
}

// property reads one property, for its refusals only if asked to, and tells what it
// refers to.
func (r *reader) property(q *xmp.Property, refusals bool) reference {
	s := r.said(q)
	for _, slip := range s.slips {
		r.problem(slip.code, slip.severity, q, slip.mend, slip.hint)
	}
	outcomes := s.outcomes
	if refusals || r.packet.Block.Aside {
		outcomes = carrier.Refusals(outcomes)
	}
	if outcomes.Silent() {
		return s.refers
	}
	r.reading.Evidence = append(r.reading.Evidence, proviso.Evidence{
		Statement: proviso.Statement{Outcomes: outcomes, Party: party(r.packet.Packet)},
		Carrier:   "plus", Spec: spec, Where: r.packet.Where(q),
		Raw: carrier.Clip(s.raw, carrier.MaxRaw), Observed: r.artifact.Observed,
	})
	return s.refers
}

// said reads a property. One that is empty because something in it could not be read is
// not taken for an empty one.
func (r *reader) said(q *xmp.Property) said {
	s := interpret(&q.Value)
	if s.empty && r.damaged(q) {
		s = unreadable()
	}
	if s.raw == "" {
		s.raw = strings.TrimSpace(r.packet.Raw(q))
	}
	return s
}

// damaged reports whether something within a property is not as XMP asks.
func (r *reader) damaged(q *xmp.Property) bool {
	for _, p := range r.packet.Problems {
		if !q.Extension && p.Offset >= int64(q.Offset) && p.Offset < int64(q.End) && p.Code != "xmp-duplicate" {
			return true
		}
	}
	return false
}

func (r *reader) problem(code string, severity proviso.Severity, q *xmp.Property, mend, hint string) {
	r.reading.Problems = append(r.reading.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: r.packet.Where(q), Hint: hint, Mend: mend,
	})
}
