// Package controltokens reads groups of robots.txt that name a token by which an
// operator lets owners decide on what its other crawlers fetch:
//
//	User-agent: Google-Extended
//	Disallow: /
//
// RFC 9309 knows such a group as a rule about access for a crawler of that name. There
// is none: the operators' documentation gives the group its meaning, and package agents
// has the tokens with where each is documented. Google-Extended (state of 2026-07-14)
// decides on training Gemini models and on grounding in Gemini Apps and Vertex AI, and
// has no effect on Search; Applebot-Extended (2026-08-28) on training Apple's foundation
// models; YandexAdditional and YandexAdditionalBot (2026-10-02) on the use of indexed
// pages in answers of Yandex AI.
//
// The decisions:
//
//   - Only a group that names the token says anything. What is said to everyone is
//     about crawling, and no crawler goes by the token.
//   - A path that the group closes is refused to the operator of the token, and to
//     nobody else: the statement is addressed to it by name, and shown to others.
//   - A path that the group leaves open, and a file that does not name the token, say
//     nothing. The operators read both as permission; silence is not.
//   - Which group and which rule speak is as for access: RFC 9309, in the reading of
//     google/robotstxt.
//   - What a token is about is a part of what its operator does with AI. The refusal
//     is carried to the whole use, as a part that is refused always is.
//   - A robots.txt that is not there, or could not be had, says nothing here.
//
// There is no writer: an owner publishes this as rules of robots.txt.
package controltokens

import (
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// Source is how positions in the file are named.
const Source = "robots.txt"

// Carrier reads groups for tokens that only control.
var Carrier = carrier.Carrier{
	Name:   "control-tokens",
	Title:  "robots.txt groups for tokens that only control, such as Google-Extended",
	Spec:   carrier.Spec{Name: spec, URL: "https://www.rfc-editor.org/rfc/rfc9309"},
	Wants:  wants,
	Read:   carrier.EachOf(wants, read),
	Tokens: tokens,
	Codes:  codes,
}

const spec = "RFC 9309 and the operators' documentation"

func wants(a *carrier.Artifact) bool { return a.Kind == carrier.Robots }

// tokens are made of the agents that only control.
var tokens = newTokens()

func newTokens() []carrier.Token {
	var list []carrier.Token
	for _, agent := range agents.All() {
		if !agent.Control {
			continue
		}
		list = append(list, carrier.Token{
			Token:   agent.Token,
			Meaning: "Where a group that names it closes a path, " + agent.Operator + " is refused what it controls.",
			Reaches: reaches(agent.Purposes), Asker: agent.Operator, Note: agent.Note,
		})
	}
	return list
}

// reaches gives the uses that a token controls a part of: what its operator does there
// and no other.
func reaches(purposes []agents.Purpose) []expr.Reach {
	var list []expr.Reach
	for _, use := range []struct {
		purpose agents.Purpose
		use     proviso.Use
	}{{agents.Training, proviso.TrainAI}, {agents.Grounding, proviso.AIUse}, {agents.Indexing, proviso.Search}} {
		if slices.Contains(purposes, use.purpose) {
			list = append(list, expr.Reach{Use: use.use, How: expr.Part})
		}
	}
	return list
}

// read gives a statement for each token whose group closes the path.
func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	n := namesOf(a)
	if n == nil {
		return carrier.Reading{}
	}
	path := "/"
	if q.URL != "" {
		path = robots.PathOf(q.URL)
	}
	reading := carrier.Reading{Problems: slices.Clone(n.problems)}
	for _, named := range n.tokens {
		allowed, line := named.rules.Access(path)
		if allowed {
			continue
		}
		rule := n.closing[line]
		e := proviso.Evidence{
			Statement: proviso.Statement{
				Party: carrier.ServerOf(carrier.BaseOf(a, q)), Scope: rule.pattern, Asker: named.token.Asker,
			},
			Carrier:  "control-tokens",
			Spec:     spec,
			Where:    proviso.Where{Source: Source, Line: line},
			Raw:      rule.text,
			Observed: a.Observed,
			Reach:    proviso.ForHost,
		}
		named.token.Spread(proviso.Denied(), &e.Outcomes)
		reading.Evidence = append(reading.Evidence, e)
	}
	return reading
}
