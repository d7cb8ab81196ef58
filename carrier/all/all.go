// Package all is the one list of carriers. It is the only package that knows
// them all; the order of the list is the order of reports.
package all

import (
	"slices"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/aitxt"
	"github.com/proviso-signals/proviso/carrier/atprotocol"
	"github.com/proviso-signals/proviso/carrier/c2pa"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
	"github.com/proviso-signals/proviso/carrier/contentusage"
	"github.com/proviso-signals/proviso/carrier/controltokens"
	"github.com/proviso-signals/proviso/carrier/declaration"
	"github.com/proviso-signals/proviso/carrier/imagerights"
	"github.com/proviso-signals/proviso/carrier/licence"
	"github.com/proviso-signals/proviso/carrier/mark"
	"github.com/proviso-signals/proviso/carrier/pagetokens"
	"github.com/proviso-signals/proviso/carrier/plus"
	"github.com/proviso-signals/proviso/carrier/robots"
	"github.com/proviso-signals/proviso/carrier/rsl"
	"github.com/proviso-signals/proviso/carrier/tdmrep"
	"github.com/proviso-signals/proviso/carrier/trusttxt"
)

var list = []*carrier.Carrier{
	&robots.Carrier,
	&contentusage.Carrier,
	&contentsignal.Carrier,
	&tdmrep.Carrier,
	&rsl.Carrier,
	&pagetokens.Carrier,
	&controltokens.Carrier,
	&aitxt.Carrier,
	&trusttxt.Carrier,
	&atprotocol.Carrier,
	&declaration.Carrier,
	&licence.Carrier,
	&imagerights.Carrier,
	&plus.Carrier,
	&mark.Carrier,
	&c2pa.Carrier,
}

// Carriers lists every carrier, in report order.
func Carriers() []*carrier.Carrier { return slices.Clone(list) }

// Read asks every carrier what all that was gathered holds, and gathers the
// readings: evidence and problems in list order. Access comes from the robots
// carrier alone.
func Read(artifacts []*carrier.Artifact, q *carrier.Question) carrier.Reading {
	var whole carrier.Reading
	for _, c := range list {
		if wanted(c, artifacts) {
			whole.Add(c.Read(artifacts, q))
		}
	}
	return whole
}

func wanted(c *carrier.Carrier, artifacts []*carrier.Artifact) bool {
	for _, a := range artifacts {
		if c.Wants(a) {
			return true
		}
	}
	return false
}

// Seek lists the documents that carriers would read if somebody gathered them,
// each once, less those that are among the artifacts already.
func Seek(artifacts []*carrier.Artifact, q *carrier.Question) []carrier.Reference {
	var sought []carrier.Reference
	for _, c := range list {
		if c.Seeks == nil {
			continue
		}
		for _, r := range c.Seeks(artifacts, q) {
			known := slices.ContainsFunc(sought, func(s carrier.Reference) bool { return s.URL == r.URL }) ||
				carrier.DocumentAt(artifacts, r.URL) != nil
			if !known {
				sought = append(sought, r)
			}
		}
	}
	return sought
}
