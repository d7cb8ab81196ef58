package robotstxt

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
	"github.com/proviso-signals/proviso/declare"
)

// MaxProjections is how many of the projections that readers read are used for the
// Content-Signal line. The others are left for what is published elsewhere.
const MaxProjections = 48

// signal is what Content-Signal lines say about the whole site.
type signal struct {
	everyone string // in groups for everyone
	named    string // in groups that name a crawler
}

// newSignal finds what can be said in yes and no, and what of it the declaration explains.
func (j *job) newSignal() (s signal) {
	wide := j.wide()
	text, losses := signalLine(wide)
	explained := j.explained(text)
	named := wide
	for _, use := range proviso.Uses() {
		if wide[use].Word() != proviso.Conditional {
			continue
		}
		named[use] = proviso.Outcome{}
		if !slices.Contains(explained, "") {
			wide[use] = proviso.Outcome{}
			j.lose("", use, j.whole()[use], "", "a content signal has no conditions, and nothing can explain a no that stands for one: it says nothing about this")
		}
	}
	if again, left := signalLine(wide); again != text {
		text, losses = again, left
		explained = j.explained(text)
	}
	s.everyone = text
	s.named, _ = signalLine(named)
	for _, l := range losses {
		j.lose("", l.Use, l.Said, l.Form, l.Why)
	}
	j.project(s.everyone, explained)
	j.loseNamed(s)
	return s
}

// wide is what holds everywhere on the site, as far as yes and no can say so: what is
// refused or conditional for the whole site, and what every part allows.
func (j *job) wide() (wide proviso.Outcomes) {
	whole := j.whole()
	for _, use := range [...]proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		part := func(s stated) bool { return s.Outcomes[use].Word() != proviso.Allow }
		if whole[use].Word() != proviso.Allow || !slices.ContainsFunc(j.rules, part) {
			wide[use] = whole[use]
			continue
		}
		j.lose("", use, whole[use], "", "a content signal is about the whole site, and not all of it allows this")
	}
	wide[proviso.TDM] = whole[proviso.TDM]
	return wide
}

// whole is what is said about the whole site.
func (j *job) whole() (o proviso.Outcomes) {
	for _, s := range j.rules {
		if s.Scope == "" {
			return s.Outcomes
		}
	}
	return o
}

func signalLine(o proviso.Outcomes) (string, []proviso.Loss) {
	for _, form := range contentsignal.Carrier.Forms {
		if form.Name == "robots" {
			text, losses, _ := form.Write(carrier.Said{Outcomes: o}) // it refuses scopes alone
			return text, losses
		}
	}
	return "", nil
}

// literal is what a line says by itself, read by the carrier.
func literal(line string) (o proviso.Outcomes) {
	a := &carrier.Artifact{Kind: carrier.Robots, Status: 200, Body: []byte("User-agent: *\nContent-Signal: " + line + "\n")}
	for _, e := range contentsignal.Carrier.Read([]*carrier.Artifact{a}, &carrier.Question{}).Evidence {
		o = o.Join(e.Outcomes)
	}
	return o
}

// differs reports whether a line says something else than is declared for a part, beyond
// what an expression makes of that.
func (s *stated) differs(line proviso.Outcomes) bool {
	for use, o := range line {
		if o.Word() != proviso.Unstated && !o.Equal(s.Outcomes[use]) && !o.Equal(s.told[use]) {
			return true
		}
	}
	return false
}

// explained lists the scopes for which the declaration explains a line, or need not.
func (j *job) explained(line string) (scopes []string) {
	said, asked := literal(line), 0
	for i := range j.rules { // the whole site first, without which a condition is not said
		s := &j.rules[i]
		switch {
		case !s.differs(said):
			scopes = append(scopes, s.Scope)
		case asked < MaxProjections:
			asked++
			if d := j.in.Saying.Declaration; d != nil && d.Explains(projection(line, s.Scope, said)) == nil {
				scopes = append(scopes, s.Scope)
			}
		}
	}
	return scopes
}

func projection(line, scope string, said proviso.Outcomes) declare.Projection {
	return declare.Projection{Carrier: contentsignal.Carrier.Name, Text: line, Scope: scope, Literal: said}
}

// project has the declaration stand behind a line, for the most specific part first, and
// tells where it cannot.
func (j *job) project(line string, explained []string) {
	if line == "" {
		return
	}
	said := literal(line)
	for i := range slices.Backward(j.rules) {
		s := &j.rules[i]
		switch {
		case !s.differs(said):
		case slices.Contains(explained, s.Scope):
			j.out.Projections = append(j.out.Projections, projection(line, s.Scope, said))
		default:
			j.loseStricter(s, said, line, "the Content-Signal line for the whole site says it for this part too, and the declaration cannot explain it there")
		}
	}
}

func (j *job) loseStricter(s *stated, said proviso.Outcomes, line, why string) {
	for use, o := range said {
		if o.Word() != proviso.Unstated && !o.Equal(s.Outcomes[use]) && !o.Equal(s.told[use]) {
			j.lose(s.Scope, proviso.Use(use), s.Outcomes[use], "Content-Signal: "+line, why)
		}
	}
}

// loseNamed tells what crawlers with a group of their own are told more strictly.
func (j *job) loseNamed(s signal) {
	if s.named == "" || !slices.ContainsFunc(j.runs, func(r run) bool { return !r.everyone }) {
		return
	}
	said := literal(s.named)
	for i := range j.rules {
		j.loseStricter(&j.rules[i], said, s.named, "crawlers with a group of their own in robots.txt are told so there, and no declaration explains what is said to one crawler")
	}
}
