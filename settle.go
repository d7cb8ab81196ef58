package proviso

import "strings"

// Projection is a declaring party's word that one of its carriers states a safe
// form of something it says more fully elsewhere: "Content-Signal: ai-train=no"
// beside "train-ai=n;exceptions=cc-cr". A declaration document lists them.
type Projection struct {
	Carrier string // name of the carrier that has the safe form
	Text    string // the safe form, exactly as it stands there
	// Party is who declares; only its own statements are explained.
	Party Party
	// Within is set where the word stands in a file beside the safe form: only what was
	// found in the source of that name is explained, whoever is said to be speaking.
	// Whoever could put the one there could change the other.
	Within string
	// Statement is what the safe form stands for.
	Statement Outcomes
	Where     Where // in the declaration
}

// Explanation tells that evidence was read as a projection.
type Explanation struct {
	By Where // the projection, in the declaration
	// Literal is what the evidence says without the declaration.
	Literal Outcomes
}

// Settle reads evidence that is a projection as the statement it stands for, and
// leaves all else as it is. It is done once, before [Combine], so that Combine
// itself only ever tightens.
//
// Evidence is a projection when the same declaring party says so, or the same file
// does, its text is the same to the byte but for white space around it, it binds everyone, and what it
// says is at least as strict as the statement for every use it speaks about: a safe
// form can never have hidden a stricter wish. Uses that only the declaration speaks
// about are left to the declaration's own evidence. Refused tells of projections
// whose text was found and which do not hold for that last reason.
//
// The evidence given is not modified.
func Settle(evidence []Evidence, projections []Projection) (settled []Evidence, refused []Projection) {
	if len(projections) == 0 {
		return evidence, nil
	}
	settled = append([]Evidence(nil), evidence...)
	for i := range settled {
		e := &settled[i]
		for j := range projections {
			p := &projections[j]
			if !p.speaksOf(e) {
				continue
			}
			outcomes, holds := p.read(e)
			if !holds {
				refused = append(refused, *p)
				continue
			}
			e.Explained = &Explanation{By: p.Where, Literal: e.Outcomes}
			e.Outcomes = outcomes
			break
		}
	}
	return settled, refused
}

// speaksOf reports whether the projection names this very evidence.
func (p *Projection) speaksOf(e *Evidence) bool {
	return p.Carrier == e.Carrier && e.Asker == "" && e.Explained == nil &&
		p.sameSpeaker(e) && strings.TrimSpace(p.Text) == strings.TrimSpace(e.Raw)
}

// sameSpeaker reports whether the evidence is known to be from whoever declares.
func (p *Projection) sameSpeaker(e *Evidence) bool {
	if p.Within != "" {
		return p.Within == e.Where.Source
	}
	return p.Party.Name != "" && strings.EqualFold(p.Party.Name, e.Party.Name)
}

// read gives what the evidence says as a projection; holds is false where it is
// looser than the statement it is to stand for.
func (p *Projection) read(e *Evidence) (outcomes Outcomes, holds bool) {
	for u, literal := range e.Outcomes {
		if !literal.stated {
			continue
		}
		if !literal.AtLeast(p.Statement[u]) {
			return Outcomes{}, false
		}
		outcomes[u] = p.Statement[u]
	}
	return outcomes, true
}
