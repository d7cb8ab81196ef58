package robotstxt

import (
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	carrierrobots "github.com/proviso-signals/proviso/carrier/robots"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

// Unstated is the statement of a rule that states nothing, and keeps a rule with a shorter
// path from speaking for its own.
const Unstated = "unstated"

// stated is what is said about the paths of one pattern.
type stated struct {
	Scope    string
	Outcomes proviso.Outcomes
	// told is what an expression can say of it.
	told proviso.Outcomes
	// line is the value of a Content-Usage line.
	line   string
	octets int
}

// statements gives what is declared, as it is declared: readers of robots.txt join rules
// of one length themselves.
func statements(s *publish.Saying) (list []declare.Statement) {
	if s.Declaration != nil {
		return s.Declaration.Statements()
	}
	for _, r := range s.Rules {
		list = append(list, declare.Statement{Scope: r.Scope, Collections: r.Collections, Outcomes: r.Outcomes, Expression: r.Value})
	}
	return list
}

// stated words what is declared as rules, in the order of their lengths; ok is false where
// a rule cannot be written, which would leave its paths to a shorter one.
func (j *job) stated() (list []stated, ok bool) {
	all := statements(j.in.Saying)
	for _, s := range all {
		if s.Expression == "" && len(list) == 0 {
			continue // there is nothing more general that it has to keep out
		}
		one := stated{Scope: s.Scope, Outcomes: s.Outcomes, told: told(s)}
		one.octets, _ = robots.MatchPath(s.Scope, "/")
		scope, said := s.Scope, s.Outcomes
		if strings.HasPrefix(scope, "*") {
			if scope = "/" + scope; slices.ContainsFunc(all, func(o declare.Statement) bool { return o.Scope == scope }) {
				continue // it is the same paths, and the longer pattern speaks for them
			}
			said = j.anchored(&one, all)
		}
		line, losses, err := usageLine(scope, said)
		if err != nil {
			j.problem(CodePath, proviso.Fault, 0, "the path "+s.Scope+" cannot be written in robots.txt, and its part of the site would be read as something else: the file was left as it is")
			return nil, false
		}
		one.line = line
		for _, l := range losses {
			j.out.Losses = append(j.out.Losses, publish.Loss{Scope: s.Scope, Loss: l})
		}
		list = append(list, one)
	}
	return list, true
}

// told is what the expression of a statement says.
func told(s declare.Statement) proviso.Outcomes {
	return expr.Read([]byte(s.Expression), &expr.Source{}).Outcomes
}

// anchored is what a rule says whose pattern begins with a star. In attach-05 a path begins
// with a slash, and with one the pattern is longer by an octet: it is told as strictly as
// those that were as long as it, and those that are now are joined with it by readers.
func (j *job) anchored(one *stated, all []declare.Statement) proviso.Outcomes {
	said := one.Outcomes
	for _, other := range all {
		octets, _ := robots.MatchPath(other.Scope, "/")
		switch {
		case octets == one.octets:
			said = said.Join(other.Outcomes)
		case octets == one.octets+1:
			j.loseJoin(other.Scope, told(other), one.told)
		}
	}
	j.loseJoin(one.Scope, one.told, said)
	return said
}

func (j *job) loseJoin(scope string, own, other proviso.Outcomes) {
	for use, o := range own.Join(other) {
		if !o.Equal(own[use]) && proviso.Use(use) != proviso.TDM {
			j.lose(scope, proviso.Use(use), own[use], o.Word().String(), "a path in robots.txt begins with a slash; with one, a pattern that begins with a star is as long as others are, and readers join them")
		}
	}
}

// usageLine is the value of a Content-Usage line, written by the carrier itself.
func usageLine(scope string, o proviso.Outcomes) (string, []proviso.Loss, error) {
	line, losses, err := carrierrobots.Carrier.Forms[0].Write(carrier.Said{Outcomes: o, Scope: scope})
	if line == "" && err == nil {
		line = strings.TrimSpace(scope + " " + Unstated)
	}
	return line, losses, err
}
