package verify

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
)

// Reader is somebody who comes across a site, and what it knows.
type Reader struct {
	Name  string // stable, kebab-case
	Title string // for people
	// Carriers are those whose statements it reads; none are all.
	Carriers []string
	// Learns are the uses that it can be told about at all.
	Learns []proviso.Use
	// Profile names how it reads labels and parameters ([expr.Profiles]).
	Profile string
	// Literal readers know no declaration, and take every statement at its word.
	Literal bool
	// Copies: it has nothing but the bytes of an image, and no server around them.
	Copies bool
	// Expect gives the best that it can be told about what is declared.
	Expect func(Told) proviso.Outcomes
	// Silence is what it means that it learns nothing about a use where it could.
	Silence func(Told, proviso.Use) Severity
}

// Told is what holds for a place by the declaration.
type Told struct {
	Declared   proviso.Outcomes
	Statements []declare.Statement
	// Collections are those that the statements speak for.
	Collections []*declare.Collection
	// Marks: the owner means to mark the files.
	Marks bool
	// Marked is set for an image with Proviso's mark in it.
	Marked bool
}

// Readers lists the readers as whom a site is read.
func Readers() []Reader { return slices.Clone(readers) }

var (
	labelled = []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search}
	allUses  = []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search, proviso.TDM}
)

var readers = []Reader{
	{
		// It follows draft-ietf-aipref-vocab-08 and -attach-05 to the letter: parameters are
		// ignored, so that a condition is a refusal.
		Name: "aipref", Title: "a reader that knows AIPREF and nothing else",
		Carriers: []string{"content-usage", "robots"}, Learns: labelled, Profile: "aipref", Literal: true,
		Expect:  func(t Told) proviso.Outcomes { return t.expressed("aipref") },
		Silence: always(Fail),
	},
	{
		Name: "cc-signals", Title: "a reader that knows CC signals and the declaration",
		Learns: allUses, Profile: "cc-signals",
		Expect: func(t Told) proviso.Outcomes {
			o := t.expressed("cc-signals")
			o[proviso.TDM] = t.Declared[proviso.TDM]
			return o
		},
		Silence: func(t Told, use proviso.Use) Severity {
			switch {
			case use != proviso.TDM:
				return Fail
			case t.Declared[use].Word() == proviso.Allow:
				return Note // nobody is told more than was declared
			}
			return Warn // AIPREF has no label for it; other carriers do
		},
	},
	{
		// contentsignals.org has yes and no, and no signal for other analysis but what
		// ai-train=no refuses with it.
		Name: "content-signals", Title: "a reader that knows Content Signals only",
		Carriers: []string{"content-signal"}, Learns: allUses, Profile: "cc-signals", Literal: true,
		Expect: func(t Told) proviso.Outcomes {
			o := plain(t.Declared)
			o[proviso.TDM] = proviso.Outcome{}
			if o[proviso.TrainAI].Word() == proviso.Deny {
				o[proviso.TDM] = proviso.Denied()
			}
			return o
		},
		Silence: always(Note),
	},
	{
		// What a copy on somebody else's disk says: the mark in full, or else what PLUS and
		// the rights fields can say, which know no conditions.
		Name: "image-file", Title: "a reader that has only the image file",
		Learns: allUses, Profile: "cc-signals", Copies: true,
		Expect: func(t Told) proviso.Outcomes {
			if !t.Marked {
				return plain(t.Declared)
			}
			o := t.expressed("cc-signals")
			o[proviso.TDM] = t.Declared[proviso.TDM]
			return o
		},
		Silence: func(t Told, use proviso.Use) Severity {
			if t.Marks && use != proviso.TDM {
				return Warn // the owner marks files, and this one is not marked
			}
			return Note
		},
	},
}

func always(s Severity) func(Told, proviso.Use) Severity {
	return func(Told, proviso.Use) Severity { return s }
}

// expressed is what the published expressions say to a reader of a profile.
func (t Told) expressed(profile string) (o proviso.Outcomes) {
	p, _ := expr.ProfileNamed(profile)
	for i := range t.Statements {
		o = o.Join(expr.Read([]byte(t.Statements[i].Expression), &expr.Source{Profile: p}).Outcomes)
	}
	return o
}

// plain says outcomes to somebody who knows no conditions.
func plain(o proviso.Outcomes) proviso.Outcomes {
	for u := range o {
		if o[u].Word() == proviso.Conditional {
			o[u] = proviso.Denied()
		}
	}
	return o
}

// reads tells what the reader makes of an answer: what it finds about each use, and the
// statements that say so.
func (r *Reader) reads(a *answer.Answer) proviso.Resolution {
	if r.Carriers == nil && !r.Literal {
		return a.Resolution
	}
	var kept []proviso.Evidence
	for _, e := range a.Resolution.Evidence {
		if r.Carriers != nil && !slices.Contains(r.Carriers, e.Carrier) {
			continue
		}
		if r.Literal {
			e.Outcomes, e.Explained = literal(&e), nil
		}
		kept = append(kept, e)
	}
	return proviso.Combine(kept)
}

// literal is what a statement says by itself, whatever explains it.
func literal(e *proviso.Evidence) proviso.Outcomes {
	if e.Explained != nil {
		return e.Explained.Literal
	}
	return e.Outcomes
}
