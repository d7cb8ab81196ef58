package survival

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
)

// Place tells where a statement stands, seen from the file.
type Place string

const (
	InFile  Place = "file"    // in the image file
	Sidecar Place = "sidecar" // in a file beside it
	Around  Place = "around"  // in header fields, files of the host, linked documents
)

// Statement is what became of one statement of preference.
type Statement struct {
	Carrier string
	Fate    Fate
	Place   Place // in the original; of a new one, in the copy
	// Original and Delivered are the evidence on both sides; nil where there is none.
	Original, Delivered *proviso.Evidence
	// Covered is set for one that is lost or reads looser, if the copy says as much
	// otherwise: in a header field, say.
	Covered bool
	Why     string // one sentence more; empty where there is none
}

// statements finds for every statement of the original the one of the copy that it became.
func (r *Report) statements() {
	// Where one side is a bare file, nothing was fetched that explains it, so both files
	// are read by themselves.
	bare := r.Original.bare || r.Delivered.bare
	before, after := r.Original.evidence(bare), r.Delivered.evidence(bare)
	pairs, used := pair(before, after), make([]bool, len(after))
	now := r.Delivered.Answer.Rulings.Outcomes()
	for i := range before {
		s := Statement{Original: &before[i]}
		s.Carrier, s.Place = s.Original.Carrier, r.Original.place(s.Original)
		if j := pairs[i]; j >= 0 {
			s.Delivered, used[j] = &after[j], true
		}
		s.judge(r)
		s.Covered = s.Fate.Bad() && now.AtLeast(s.Original.Outcomes)
		r.Statements = append(r.Statements, s)
	}
	for j := range after {
		if !used[j] {
			e := &after[j]
			r.Statements = append(r.Statements, Statement{Carrier: e.Carrier, Fate: New, Place: r.Delivered.place(e), Delivered: e})
		}
	}
}

// evidence is what the copy says, the files first. By themselves, they are read without
// what was fetched about them.
func (s *Side) evidence(byThemselves bool) []proviso.Evidence {
	if !byThemselves {
		return s.Answer.Resolution.Evidence
	}
	list := slices.Clone(s.beside.Resolution.Evidence)
	for _, e := range s.Answer.Resolution.Evidence {
		if s.place(&e) == Around {
			list = append(list, e)
		}
	}
	return list
}

// place tells where evidence stands.
func (s *Side) place(e *proviso.Evidence) Place {
	switch {
	case e.Where.Source == s.source:
		return InFile
	case slices.Contains(s.beside.Files, e.Where.Source):
		return Sidecar
	}
	return Around
}

// judge says what became of a statement.
func (s *Statement) judge(r *Report) {
	if s.Delivered == nil {
		s.Fate = Lost
		switch {
		case s.Place == Around && r.Delivered.bare:
			s.Fate, s.Why = Unseen, "The copy is a bare file: what a server sends along with it was not seen."
		case r.Delivered.Cut:
			s.Why = "The copy was read only in part; it may stand in the rest."
		case s.Place == Sidecar:
			s.Why = "It stood in a sidecar, which does not travel with the file."
		}
		return
	}
	said, now := s.Original.Outcomes, s.Delivered.Outcomes
	switch {
	case said.Equal(now) && s.Original.Raw == s.Delivered.Raw:
		s.Fate = Kept
	case said.Equal(now):
		s.Fate = Rewritten
	case now.AtLeast(said):
		s.Fate = Stricter
	default:
		s.Fate = Looser
	}
	switch {
	case s.Original.Explained != nil && s.Delivered.Explained == nil:
		s.Why = "It is a safe form, and what explained it is not there any more: it is read at its word."
	case s.Original.Trust != s.Delivered.Trust:
		s.Why = "Its signature was " + s.Original.Trust.String() + " and is " + s.Delivered.Trust.String() + "."
	}
}

// pair gives, for every statement before, the index of the one after that it became, or -1.
// The likest are taken first.
func pair(before, after []proviso.Evidence) []int {
	pairs := make([]int, len(before))
	for i := range pairs {
		pairs[i] = -1
	}
	taken := make([]bool, len(after))
	for _, like := range likenesses {
		for i := range before {
			for j := 0; pairs[i] < 0 && j < len(after); j++ {
				if (like.again || !taken[j]) && sameVoice(&before[i], &after[j]) && like.fits(&before[i], &after[j]) {
					pairs[i], taken[j] = j, true
				}
			}
		}
	}
	return pairs
}

// likenesses are how alike two statements can be, the likest first. What says as much may
// stand for several that were one and the same.
var likenesses = []struct {
	again bool
	fits  func(a, b *proviso.Evidence) bool
}{
	{false, func(a, b *proviso.Evidence) bool { return a.Outcomes.Equal(b.Outcomes) && a.Raw == b.Raw }},
	{false, func(a, b *proviso.Evidence) bool { return a.Outcomes.Equal(b.Outcomes) }},
	{false, func(a, b *proviso.Evidence) bool { return a.Raw == b.Raw }},
	{false, func(a, b *proviso.Evidence) bool { return b.Outcomes.AtLeast(a.Outcomes) }},
	{true, func(a, b *proviso.Evidence) bool { return b.Outcomes.AtLeast(a.Outcomes) }},
	{false, func(_, _ *proviso.Evidence) bool { return true }},
}

// sameVoice reports whether two statements are of one carrier and to one asker.
func sameVoice(a, b *proviso.Evidence) bool {
	return a.Carrier == b.Carrier && strings.EqualFold(a.Asker, b.Asker)
}
