package tdmrep

import (
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// stated is what one place says: a rule of the file, a message, a page, or a packet of XMP.
type stated struct {
	reservation reservation
	at          proviso.Where // of the reservation
	raw         string        // both properties, as they stood
	policies    []policy
	// doubt is set where the reservation is read from what is not sound. It reserves, and
	// its policies are about nothing but itself.
	doubt    bool
	party    proviso.Party
	scope    string
	reach    proviso.Reach
	observed time.Time
}

// reader is one question put to all that was gathered, with the current values that
// the processing rules speak of.
type reader struct {
	artifacts []*carrier.Artifact
	question  *carrier.Question
	problems  problems
	rights    []proviso.Rights

	by       *stated  // whose reservation is current; nil while it is unset
	policies []policy // current
	cut      bool     // a page without a reservation was not read to its end
	cutAt    proviso.Where
}

// settle goes through the places in the order of the processing rules.
func (r *reader) settle() {
	r.take(r.file())
	for _, a := range r.artifacts {
		if a.Kind == carrier.Response {
			r.take(r.message(a))
		}
	}
	for _, a := range r.artifacts {
		r.take(r.page(a))
	}
}

// take lets what a place says supersede the current values, each for itself.
func (r *reader) take(s *stated) {
	if s == nil {
		return
	}
	if s.reservation != unset {
		if r.by != nil && r.by.reservation != s.reservation {
			r.supersede(s)
		}
		if r.by != nil && r.by.doubt {
			r.policies = nil
		}
		r.by = s
	}
	if len(s.policies) == 0 || r.by != nil && r.by.reservation == notReserved {
		return
	}
	if len(r.policies) > 0 && !same(r.policies, s.policies) {
		r.problems.add(CodeSuperseded, proviso.Notice, s.policies[0].at,
			"this policy supersedes the one at "+r.policies[0].at.String()+", by the protocol's own rule", "")
	}
	r.policies = s.policies
}

// supersede tells that one reservation takes the place of another.
func (r *reader) supersede(s *stated) {
	earlier := r.by.at.String()
	if s.reservation == notReserved {
		r.problems.add(CodeLoosened, proviso.Warning, s.at,
			"the 0 here supersedes the reservation at "+earlier+", by the protocol's own rule; an owner who means to reserve has to remove it", "")
		return
	}
	r.problems.add(CodeSuperseded, proviso.Notice, s.at, "the 1 here supersedes the 0 at "+earlier+", by the protocol's own rule", "")
}

func same(a, b []policy) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].url != b[i].url {
			return false
		}
	}
	return true
}

// read makes evidence of the one statement that is current in the end, and of images.
func read(artifacts []*carrier.Artifact, q *carrier.Question) carrier.Reading {
	r := reader{artifacts: artifacts, question: q}
	r.settle()
	var outcomes proviso.Outcomes
	switch {
	case r.by == nil:
		if len(r.policies) > 0 {
			r.problems.add(CodePolicyAlone, proviso.Warning, r.policies[0].at,
				"a policy without a reservation states nothing; to reserve, set "+nameReservation+" to 1 beside it", nameReservation+": 1")
		}
	case r.by.reservation == notReserved && r.cut:
		r.problems.add(CodePageCut, proviso.Fault, r.cutAt,
			"the page was not read to its end, and a reservation may stand behind, which supersedes the 0 at "+r.by.at.String()+": it is taken to", "")
		token(reserved).Spread(proviso.Denied(), &outcomes)
	case r.by.reservation == notReserved:
		token(notReserved).Spread(proviso.Allowed(), &outcomes)
	default:
		token(reserved).Spread(r.conditions(r.policies), &outcomes)
		narrow(&outcomes, r.policies)
	}
	var evidence []proviso.Evidence
	if !outcomes.Silent() {
		evidence = append(evidence, r.by.evidence(outcomes))
	}
	for _, s := range r.images() {
		if said := r.inImage(s, outcomes); !said.Silent() {
			evidence = append(evidence, s.evidence(said))
		}
	}
	return carrier.Reading{Evidence: evidence, Problems: r.problems, Rights: r.rights}
}

// token is the row of the table for a value.
func token(v reservation) *carrier.Token {
	t, _ := carrier.TokenNamed(tokens, nameReservation+": "+v.String())
	return t
}

// conditions is what policies make of a reservation.
func (r *reader) conditions(policies []policy) proviso.Outcome {
	if len(policies) == 0 {
		return proviso.Denied()
	}
	var all proviso.Outcome
	for _, p := range policies {
		all = all.Join(r.policy(p))
	}
	return all
}

// narrow keeps a policy that permits mining without conditions from permitting input to
// models, which may not be mining. The reservation reaches it all the same, so it stays
// conditional on the policy.
func narrow(outcomes *proviso.Outcomes, policies []policy) {
	if outcomes[proviso.AIUse].Word() == proviso.Allow {
		outcomes[proviso.AIUse] = opaque(policies[0].url)
	}
}

func (s *stated) evidence(outcomes proviso.Outcomes) proviso.Evidence {
	return proviso.Evidence{
		Statement: proviso.Statement{Outcomes: outcomes, Party: s.party, Scope: s.scope},
		Carrier:   "tdmrep",
		Spec:      spec,
		Where:     s.at,
		Raw:       carrier.Clip(s.raw, carrier.MaxRaw),
		Observed:  s.observed,
		Reach:     s.reach,
	}
}

// asset is the URL that is asked about; empty where nothing tells.
func (r *reader) asset() string {
	if r.question.URL != "" {
		return r.question.URL
	}
	for _, a := range r.artifacts {
		if a.Kind == carrier.Response {
			return a.Source
		}
	}
	return ""
}
