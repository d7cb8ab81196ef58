// Package all is the one list of carriers. It is the only package that knows
// them all; the order of the list is the order of reports.
package all

import (
	"slices"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentusage"
	"github.com/proviso-signals/proviso/carrier/robots"
)

var list = []*carrier.Carrier{
	&robots.Carrier,
	&contentusage.Carrier,
}

// Carriers lists every carrier, in report order.
func Carriers() []*carrier.Carrier { return slices.Clone(list) }

// Read asks every carrier that wants an artifact what it holds, and gathers the
// readings: evidence and problems in list order. Access comes from the robots
// carrier alone.
func Read(artifacts []*carrier.Artifact, q *carrier.Question) carrier.Reading {
	var whole carrier.Reading
	for _, c := range list {
		for _, a := range artifacts {
			if !c.Wants(a) {
				continue
			}
			part := c.Read(a, q)
			whole.Evidence = join(whole.Evidence, part.Evidence)
			whole.Problems = join(whole.Problems, part.Problems)
			if part.Access > whole.Access {
				whole.Access, whole.AccessBy = part.Access, part.AccessBy
			}
		}
	}
	return whole
}

// join appends b to a. What only one part holds is not copied.
func join[T any](a, b []T) []T {
	if a == nil {
		return slices.Clip(b)
	}
	return append(a, b...)
}
