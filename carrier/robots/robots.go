// Package robots reads the Content-Usage rules of robots.txt
// (draft-ietf-aipref-attach-05 section 3) and the access that the same file
// grants (RFC 9309):
//
//	User-Agent: *
//	Allow: /
//	Content-Usage: train-ai=n
//	Content-Usage: /press/ train-ai=n;exceptions=cc-cr, search=y
//
// The file itself is parsed by the robots package at the top of the module; this
// one knows what its rules and its HTTP status mean for preferences:
//
//   - The group for the asker's product token speaks, as RFC 9309 selects it.
//   - The rule with the longest matching path applies as a whole. Rules with the
//     same path are statements of their own, and combine restrictively.
//   - A path that the file closes to the asker has no preference from robots.txt.
//   - A file that is unavailable (4xx) states nothing; one that is unreachable
//     (5xx, 429, no answer) means that nothing may be fetched.
package robots

import (
	"slices"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// Source is how positions in the file are named.
const Source = "robots.txt"

// Carrier reads Content-Usage rules and access from robots.txt.
var Carrier = carrier.Carrier{
	Name:  "robots",
	Title: "robots.txt Content-Usage rules",
	Spec:  carrier.Attachment,
	Rule:  "the rule with the longest matching path applies as a whole; a closed path has none",
	Wants: wants,
	Read:  carrier.EachOf(wants, read),
	Forms: []carrier.Form{{
		Name: "line", Place: "the value of a Content-Usage line in a group of robots.txt", Write: write,
	}},
	Codes: codes,
}

func wants(a *carrier.Artifact) bool { return a.Kind == carrier.Robots }

var spec = carrier.Attachment.String()

// anybody is asked for when the question names no product token.
var anybody = []string{"*"}

func read(a *carrier.Artifact, q *carrier.Question) carrier.Reading {
	if reading, settled := readStatus(a); settled {
		return reading
	}
	file := carrier.RobotsOf(a)
	asked := asking{file: file, question: q, path: "/", base: origin(a, q) + "/robots.txt", observed: a.Observed}
	if q.URL != "" {
		asked.path = robots.PathOf(q.URL)
	}
	tokens := q.As
	if len(tokens) == 0 {
		tokens = anybody
	}
	reading := carrier.Reading{Problems: slices.Clone(bearing(a, file))}
	for _, token := range tokens {
		asked.as(token, &reading)
	}
	return reading
}

// origin is what the rules bind: the asset's origin, wherever redirects led the
// fetch of the file itself (RFC 9309 section 2.3.1.2).
func origin(a *carrier.Artifact, q *carrier.Question) string {
	if o := carrier.Origin(q.URL); o != "" {
		return o
	}
	return carrier.Origin(a.Source)
}

// asking is one question put to one file.
type asking struct {
	file       *robots.File
	question   *carrier.Question
	path, base string
	observed   time.Time
}

// as adds what one product token is told to the reading. What several tokens of
// one asker are told adds up, and the strictest access stands.
func (k *asking) as(token string, reading *carrier.Reading) {
	rules := k.file.For(token)
	verdict := rules.Match(k.path)
	if whole := rules.Whole(); whole != nil {
		k.compareWhole(token, whole, verdict, reading)
	}
	if !verdict.Allowed {
		reading.Access = proviso.AccessDisallowed
		reading.AccessBy = proviso.Where{Source: Source, Line: verdict.Line}
		return
	}
	if reading.Access == proviso.AccessUnknown {
		reading.Access = proviso.AccessAllowed
		if verdict.Line > 0 {
			reading.AccessBy = proviso.Where{Source: Source, Line: verdict.Line}
		}
	}
	addressee := ""
	if rules.Named() {
		addressee = token
	}
	if rules.Named() && len(verdict.Usage) == 0 {
		k.notInherited(token, reading)
	}
	for i := range verdict.Usage {
		if i == MaxStatements {
			k.tooMany(&verdict.Usage[i], addressee, reading)
			return
		}
		k.statement(&verdict.Usage[i], addressee, reading)
	}
}

// notInherited tells an asker with a group of its own what the group for everyone says
// about the path: it does not bind, and whoever wrote the file may think that it does.
func (k *asking) notInherited(token string, reading *carrier.Reading) {
	for _, rule := range k.file.For("*").Usage(k.path) {
		reading.Problems = append(reading.Problems, proviso.Problem{
			Code: CodeNotInherited, Severity: proviso.Notice, Where: proviso.Where{Source: Source, Line: rule.Line},
			Hint: "the statement is for askers without a group of their own; the group for " + token + " says nothing about use, and inherits nothing",
		})
		return
	}
}

// MaxStatements is how many Content-Usage rules with the same path are read. Nobody
// needs more than a few; a file of thousands would make every answer about its host
// as large as itself.
const MaxStatements = 64

// tooMany stands for the statements that are not read: since they may deny any use,
// they are taken to.
func (k *asking) tooMany(rule *robots.Usage, addressee string, reading *carrier.Reading) {
	where := proviso.Where{Source: Source, Line: rule.Line}
	reading.Problems = append(reading.Problems, proviso.Problem{
		Code: CodeStatements, Severity: proviso.Fault, Where: where,
		Hint: "more rules have this path than are read; from here on they are taken to deny every use that has a label",
	})
	var denied proviso.Outcomes
	denied[proviso.TrainAI], denied[proviso.AIUse], denied[proviso.Search] = proviso.Denied(), proviso.Denied(), proviso.Denied()
	reading.Evidence = append(reading.Evidence, k.evidence(rule, where, denied, addressee))
}

// evidence is what a rule states, with where it stands.
func (k *asking) evidence(rule *robots.Usage, where proviso.Where, outcomes proviso.Outcomes, addressee string) proviso.Evidence {
	return proviso.Evidence{
		Statement: proviso.Statement{
			Outcomes: outcomes, Party: carrier.ServerOf(k.base), Scope: scope(rule), Asker: addressee,
		},
		Carrier:  "robots",
		Spec:     spec,
		Where:    where,
		Raw:      string(rule.Text),
		Observed: k.observed,
		Reach:    proviso.ForHost,
	}
}

// scope is the path of a rule as written, or "/" where it has none.
func scope(rule *robots.Usage) string {
	if rule.Path == "" {
		return "/"
	}
	return rule.Path
}

// compareWhole tells an asker whose token is no legal one where a reader that
// compares it whole would stay out.
func (k *asking) compareWhole(token string, whole *robots.Rules, verdict robots.Verdict, reading *carrier.Reading) {
	allowed, line := whole.Access(k.path)
	if allowed == verdict.Allowed {
		return
	}
	says := "allows"
	if !allowed {
		says = "closes"
	}
	reading.Problems = append(reading.Problems, proviso.Problem{
		Code: CodeTokenCut, Severity: proviso.Warning, Where: proviso.Where{Source: Source, Line: line},
		Hint: "a group names " + token + ", which is no legal product token, and " + says + " the path; google/robotstxt, which the answer follows, cuts such names short; a careful asker goes by the stricter",
	})
}

// statement reads one Content-Usage rule, unless another token was told the same
// line already.
func (k *asking) statement(rule *robots.Usage, addressee string, reading *carrier.Reading) {
	where := proviso.Where{Source: Source, Line: rule.Line}
	for i := range reading.Evidence {
		if reading.Evidence[i].Where == where && reading.Evidence[i].Asker == addressee {
			return
		}
	}
	source := expr.Source{
		Base: k.base, Profile: k.question.Profile,
		Where: proviso.Where{Source: Source, Line: rule.Line, Column: rule.Column},
	}
	found := expr.Read(rule.Text, &source)
	reading.Problems = append(reading.Problems, found.Problems...)
	if found.Outcomes.Silent() {
		return
	}
	reading.Evidence = append(reading.Evidence, k.evidence(rule, where, found.Outcomes, addressee))
}
