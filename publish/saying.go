package publish

import (
	"slices"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// Saying is what is to be published, worked out once for all writers.
type Saying struct {
	Declaration *declare.Declaration
	// Rules are what is said about which paths, from the most general to the most
	// specific. Of the rules that match a path the last one holds, as a whole.
	Rules []Rule
	// Origin is the site's own, such as "https://museum.example"; empty where the party
	// has no domain, and then nothing absolute can be written.
	Origin string
	// DocumentURL is where the published declaration is; empty where it is not published.
	DocumentURL string
	// PageURL is the page that says it to people; empty for none.
	PageURL string
	// HeaderOnly keeps lines that old tools do not know out of robots.txt.
	HeaderOnly bool
	// Changed is when the owner changed what is declared; zero for unknown.
	Changed time.Time
	// Document is the text of the published declaration. Only the writer that publishes
	// it has it, as all others give it their projections.
	Document []byte
}

// Rule is what is said about the paths that a pattern matches.
type Rule struct {
	Scope       string // a pattern as in robots.txt; empty for the whole site
	Collections []string
	Outcomes    proviso.Outcomes
	// Value is the Content-Usage expression for it; empty where nothing is said.
	Value string
	// Headers are the fields that responses are to have: the same names in the same order
	// for all rules. A field with an empty value must not be there, even if a more general
	// rule sets it.
	Headers []Header
	// Tightened is set where a pattern of the same length may match the same path, and a
	// reader would join the two: what the rule says is that join already.
	Tightened bool
}

// Header is a field of a response.
type Header struct{ Name, Value string }

// NewSaying works out the rules of a declaration.
func NewSaying(d *declare.Declaration) *Saying {
	s := &Saying{Declaration: d}
	if d.Party.Domain != "" {
		s.Origin = "https://" + d.Party.Domain
	}
	for _, st := range d.Statements() {
		s.Rules = append(s.Rules, Rule{Scope: st.Scope, Collections: st.Collections, Outcomes: st.Outcomes, Value: st.Expression})
	}
	s.tighten()
	for i := range s.Rules {
		s.Rules[i].Headers = []Header{{"Content-Usage", s.Rules[i].Value}}
	}
	return s
}

// HeaderProjections are the safe forms that header fields are where a rule was tightened.
// Every writer that sets [Rule.Headers] publishes them.
func (s *Saying) HeaderProjections() (list []declare.Projection) {
	for _, r := range s.Rules {
		if r.Tightened && r.Value != "" {
			said := expr.Read([]byte(r.Value), &expr.Source{}).Outcomes // without what a value cannot say
			list = append(list, declare.Projection{Carrier: "content-usage", Text: r.Value, Scope: r.Scope, Literal: said})
		}
	}
	return list
}

// tighten joins what rules of one length say where they may match the same path: a
// server takes one of them, while readers of robots.txt join them.
func (s *Saying) tighten() {
	said := make([]proviso.Outcomes, len(s.Rules))
	for i := range s.Rules {
		said[i] = s.Rules[i].Outcomes
	}
	for i := range s.Rules {
		for j := range s.Rules {
			a, b := s.Rules[i].Scope, s.Rules[j].Scope
			if i == j || length(a) != length(b) || said[i].Equal(said[j]) || !mayMeet(a, b) {
				continue
			}
			for _, use := range proviso.Uses() {
				s.Rules[i].Outcomes[use] = either(s.Rules[i].Outcomes[use], said[j][use])
			}
			s.Rules[i].Tightened = true
		}
		if s.Rules[i].Tightened {
			s.Rules[i].Value, _, _ = expr.Write(s.Rules[i].Outcomes)
		}
	}
}

// mayMeet reports whether two patterns of one length may match the same path: with a "*" in
// one of them, or as two spellings of one path, such as /~a/ and /%7Ea/.
func mayMeet(a, b string) bool {
	if strings.Contains(a+b, "*") {
		return true
	}
	_, one := robots.MatchPath(a, strings.TrimSuffix(b, "$"))
	_, other := robots.MatchPath(b, strings.TrimSuffix(a, "$"))
	return one || other
}

// either is what can be said where one of two rules holds, or both: never leave where one of
// them is silent.
func either(a, b proviso.Outcome) proviso.Outcome {
	silent, other := a, b
	if b.Word() == proviso.Unstated {
		silent, other = b, a
	}
	switch {
	case a.Equal(b):
		return a
	case silent.Word() != proviso.Unstated:
		return a.Join(b)
	case other.Word() == proviso.Allow:
		return proviso.Outcome{}
	}
	return proviso.Denied()
}

// length is that by which readers choose.
func length(scope string) int {
	n, _ := robots.MatchPath(scope, "/")
	return n
}

// At gives the rule that holds for a URL's path with its query; nil for none.
func (s *Saying) At(path string) *Rule {
	for i, r := range slices.Backward(s.Rules) {
		if _, matches := robots.MatchPath(r.Scope, path); matches || r.Scope == "" {
			return &s.Rules[i]
		}
	}
	return nil
}

// Silent reports whether there is nothing to say: writers then take out what is ours.
func (s *Saying) Silent() bool { return len(s.Rules) == 0 }

// Whole gives the rule for the whole site; one that says nothing where there is none.
func (s *Saying) Whole() Rule {
	for _, r := range s.Rules {
		if r.Scope == "" {
			return r
		}
	}
	return Rule{}
}
