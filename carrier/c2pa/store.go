package c2pa

import (
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/container"
	"github.com/proviso-signals/proviso/internal/c2pa"
)

// store is a manifest store that is read.
type store struct {
	*reader
	block *container.Block
	// valid is set where the store is what C2PA asks for, as far as that can be checked
	// without keys. Only then may it permit anything.
	valid      bool
	training   bool // training that generates nothing is refused, or on conditions
	generative bool // something is said about training that generates
}

func (s *store) read() {
	if s.block.Data == nil {
		s.problem(CodeNotRead, proviso.Fault, s.where(s.block, 0, ""),
			"the file holds a manifest store that could not be got out of it: what it says about training is unknown")
		return
	}
	found, problems := c2pa.Read(s.block.Data)
	s.judge(found, problems)
	for i := range found.Manifests {
		for j := range found.Manifests[i].Assertions {
			s.assertion(&found.Manifests[i].Assertions[j])
		}
	}
	if found.Elsewhere > 0 {
		s.problem(CodeIngredient, proviso.Notice, s.where(s.block, 0, ""),
			"something that the image was made from has an assertion on training and mining of its own, which says nothing about the image")
	}
	if s.training && !s.generative {
		s.problem(CodeGenerative, proviso.Notice, s.where(s.block, 0, ""),
			"training is restricted for models that generate nothing, and nothing is said about generative ones: ai_generative_training would")
	}
}

// listed is how many problems of a store package internal/c2pa lists at most. Where there
// are so many, others may not be listed.
const listed = 128

// judge reports what is wrong with a store, and whether it may permit anything.
func (s *store) judge(found *c2pa.Store, problems []c2pa.Problem) {
	speaks := false
	for i := range found.Manifests {
		for j := range found.Manifests[i].Assertions {
			a := &found.Manifests[i].Assertions[j]
			speaks = true
			if a.Standing == c2pa.Redacted && a.Raw != nil {
				s.valid = false // what was taken back has to be blotted out (section 15.11.3)
			}
		}
	}
	if len(problems) >= listed {
		s.valid = false
	}
	for _, p := range problems {
		f, known := faults[p.Code]
		if !known {
			continue // an entry without a use: told where the entry is read
		}
		if !f.harmless {
			s.valid = false
		}
		if speaks || !f.formal {
			s.problem(p.Code, f.severity, s.where(s.block, p.Offset, ""), strings.TrimSuffix(p.Hint, ".")+": "+f.follows)
		}
	}
}

// assertion reads one assertion.
func (s *store) assertion(a *c2pa.Assertion) {
	var unknown []*c2pa.Entry
	all := permitsAll(a)
	for i := range a.Entries {
		e := &a.Entries[i]
		k := keyOf(a.Type, e.Key)
		if k.token == nil {
			unknown = append(unknown, e)
			continue
		}
		s.entry(a, e, k, all)
	}
	s.unknown(a, unknown)
}

// entry reads one entry whose key is understood. All tells that its assertion permits
// whatever tdm is made of.
func (s *store) entry(a *c2pa.Assertion, e *c2pa.Entry, k key, all bool) {
	if s.full {
		return
	}
	said, slip := outcomeOf(e)
	s.slip(a, e, k, slip)
	s.generative = s.generative || k.is(generative)
	s.training = s.training || k.is(training) && said.Word() != proviso.Allow

	permits := s.valid && a.Standing == c2pa.Claimed && !k.misnamed
	var o proviso.Outcomes
	if said.Word() != proviso.Allow || all || !k.is(mining) {
		k.token.Spread(said, &o)
	}
	if !permits {
		o = refusals(o)
	}
	if s.block.Aside {
		o = carrier.Refusals(o)
	}
	if o.Silent() {
		s.silent(a, e, k, permits)
		return
	}
	s.evidence(a, e, o)
}

// refusals is what is left of something that nobody vouches for: what it refuses, and
// what it restricts, which it then refuses.
func refusals(said proviso.Outcomes) (o proviso.Outcomes) {
	for u, outcome := range carrier.Refusals(said) {
		if outcome.Word() != proviso.Unstated {
			o[u] = proviso.Denied()
		}
	}
	return o
}

// evidence adds a statement; instead of the first one too many, one that refuses all.
func (s *store) evidence(a *c2pa.Assertion, e *c2pa.Entry, o proviso.Outcomes) {
	where := s.where(s.block, e.Offset, a.Label)
	if len(s.reading.Evidence) == MaxStatements {
		s.full = true
		for u := range o {
			o[u] = proviso.Denied()
		}
		s.problem(CodeMany, proviso.Fault, where, "there are more entries on training and mining than are read: every use is refused")
	}
	trust := proviso.Unchecked
	if a.Standing == c2pa.Altered {
		trust = proviso.Tampered
	}
	s.reading.Evidence = append(s.reading.Evidence, proviso.Evidence{
		Statement: proviso.Statement{Outcomes: o}, Carrier: "c2pa", Spec: specOf(a.Type),
		Where: where, Raw: rawOf(e), Trust: trust, Observed: s.artifact.Observed,
	})
}

func specOf(assertion string) string {
	if assertion == c2pa.LabelC2PA {
		return "C2PA-1.4"
	}
	return "CAWG-TDM-1.1"
}
