package trusttxt

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	carriertrust "github.com/proviso-signals/proviso/carrier/trusttxt"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// MaxProjections is how many of the projections that readers read are used for the line.
const MaxProjections = 16

const (
	lineYes = carriertrust.Attribute + "=yes"
	lineNo  = carriertrust.Attribute + "=no"
)

// line is the line to be put into the file; empty for none.
func (j *job) line() string {
	line, losses := j.choose()
	if theirs := j.foreign(line); theirs {
		return ""
	}
	for _, l := range losses {
		j.lose("", l.Use, l.Said, l.Form, l.Why)
	}
	if line != "" {
		j.standBehind(line)
	}
	return line
}

// choose words what is declared for the whole site.
func (j *job) choose() (line string, losses []proviso.Loss) {
	all := statements(j.in.Saying)
	said := whole(all)
	if said[proviso.TrainAI].Word() == proviso.Allow && slices.ContainsFunc(all, withholds) {
		j.lose("", proviso.TrainAI, said[proviso.TrainAI], "", "the entry is about the whole site, and not all of it may be used for training and other analysis")
		said[proviso.TrainAI] = proviso.Outcome{}
	}
	line, losses, _ = write1(said)
	if said[proviso.TrainAI].Word() == proviso.Conditional && !j.explains(line, "") {
		j.lose("", proviso.TrainAI, said[proviso.TrainAI], "", "the entry has no conditions, and nothing can explain a no that stands for one: it says nothing")
		return "", nil
	}
	return line, losses
}

// withholds reports whether a yes for the whole site would give away what is not allowed.
func withholds(s declare.Statement) bool {
	tdm := s.Outcomes[proviso.TDM].Word()
	return s.Outcomes[proviso.TrainAI].Word() != proviso.Allow || tdm == proviso.Deny || tdm == proviso.Conditional
}

// write1 writes the line by the carrier itself.
func write1(o proviso.Outcomes) (string, []proviso.Loss, error) {
	return carriertrust.Carrier.Forms[0].Write(carrier.Said{Outcomes: o})
}

func statements(s *publish.Saying) (list []declare.Statement) {
	if s.Declaration != nil {
		return s.Declaration.Statements()
	}
	for _, r := range s.Rules {
		list = append(list, declare.Statement{Scope: r.Scope, Outcomes: r.Outcomes, Expression: r.Value})
	}
	return list
}

func whole(all []declare.Statement) (o proviso.Outcomes) {
	for _, s := range all {
		if s.Scope == "" {
			return s.Outcomes
		}
	}
	return o
}

// reading is what the carrier makes of a file.
func reading(text []byte) carrier.Reading {
	const origin = "https://site.example"
	a := []*carrier.Artifact{{Kind: carrier.Document, Source: origin + carriertrust.Paths[0], Status: 200, Body: text}}
	return carriertrust.Carrier.Read(a, &carrier.Question{URL: origin + "/"})
}

func literal(line string) (o proviso.Outcomes) {
	for _, e := range reading([]byte(line)).Evidence {
		o = o.Join(e.Outcomes)
	}
	return o
}

func (j *job) explains(line, scope string) bool {
	d := j.in.Saying.Declaration
	return line != "" && d != nil && d.Explains(projection(line, scope)) == nil
}

func projection(line, scope string) declare.Projection {
	return declare.Projection{Carrier: carriertrust.Carrier.Name, Text: line, Scope: scope, Literal: literal(line)}
}

// standBehind has the declaration explain the line where a part is declared otherwise, the
// most specific part first, and tells where it cannot.
func (j *job) standBehind(line string) {
	said, asked := literal(line), 0
	for _, s := range slices.Backward(statements(j.in.Saying)) {
		told := expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes
		differs := func(use proviso.Use) bool {
			o := said[use]
			return o.Word() != proviso.Unstated && !o.Equal(s.Outcomes[use]) && !o.Equal(told[use])
		}
		if !differs(proviso.TrainAI) && !differs(proviso.TDM) {
			continue
		}
		if asked++; asked <= MaxProjections && j.explains(line, s.Scope) {
			j.out.Projections = append(j.out.Projections, projection(line, s.Scope))
			continue
		}
		for _, use := range proviso.Uses() {
			if differs(use) {
				j.lose(s.Scope, use, s.Outcomes[use], line, "the entry for the whole site says it for this part too, and the declaration cannot explain it there")
			}
		}
	}
}

// foreign deals with the attribute where it stands in the file already; it reports whether
// ours is not to be put beside it.
func (j *job) foreign(line string) bool {
	found := reading(j.base).Evidence
	if len(found) == 0 {
		return false
	}
	theirs := lineYes
	if found[0].Outcomes[proviso.TrainAI].Word() == proviso.Deny {
		theirs = lineNo
	}
	at := found[0].Where.Line
	if theirs != line {
		hint := "the entry of somebody else's stays; nothing of the kind can be said for all that is declared, and so none of ours stands beside it"
		switch {
		case line == lineNo:
			hint = "the entry of somebody else's stays, and a refusal was put beside it, which is what readers let count: take the other one out"
		case line == lineYes:
			hint = "the entry of somebody else's stays; it refuses what is declared to be allowed, and readers let the refusal count"
		}
		j.problem(publish.CodeForeign, proviso.Warning, at, hint)
	}
	return theirs == line || line != lineNo
}

func (j *job) lose(scope string, use proviso.Use, said proviso.Outcome, form, why string) {
	j.out.Losses = append(j.out.Losses, publish.Loss{Scope: scope, Loss: proviso.Loss{Use: use, Said: said, Form: form, Why: why}})
}
