// Package answer runs the reader's river for one asset: it reads every carrier
// in what was gathered, combines the evidence, and puts the result into the
// public, versioned form that is described in docs/batch.md.
//
// Most programs need [Of]. Programs that speak JSON lines, in any language, need
// [Batch]. Nothing here touches network or disk.
package answer

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/expr"
)

// Schema is the version of the answer's form.
const Schema = "proviso.answer/1"

// Codes of problems with a request, as opposed to what it asks about.
const (
	CodeRequestMalformed = "request-malformed" // not a JSON object of the documented form
	CodeRequestTooLarge  = "request-too-large" // longer than MaxRequest
	CodeURLMissing       = "url-missing"       // no url: the path "/" of no known host was asked about
	CodeURLNotAbsolute   = "url-not-absolute"  // not an absolute http or https URL
	CodeURLNotASCII      = "url-not-ascii"     // not percent-encoded, so not a URL
	CodeAskerNotToken    = "asker-not-a-token" // no product token: read as nobody in particular
	CodeProfileUnknown   = "profile-unknown"   // no such profile; the default was used
	CodePolicyUnknown    = "policy-unknown"    // no such policy; no decisions were made
)

// Answer is everything known about one asset, and where it comes from.
type Answer struct {
	ID       []byte // the request's id, as JSON; nil for none
	Question carrier.Question
	Reading  carrier.Reading
	// Resolution joins the evidence in Reading.
	Resolution proviso.Resolution
	Rulings    proviso.Rulings // for the asker of the question
	Policy     *proviso.Policy // nil when no decisions were asked for
	Decisions  []proviso.Decision
}

// Asker is who the question is asked for.
func (a *Answer) Asker() proviso.Asker { return proviso.Asker{Tokens: a.Question.As} }

// Conflicts lists the uses about which the statements that bind the asker differ.
func (a *Answer) Conflicts() []proviso.Conflict { return a.Resolution.Conflicts(a.Asker()) }

// Of answers a question from what was gathered. With a policy, the answer holds
// a decision per use. The artifacts may be shared between answers.
func Of(q carrier.Question, artifacts []*carrier.Artifact, policy *proviso.Policy) *Answer {
	if q.Profile == nil {
		q.Profile = expr.DefaultProfile()
	}
	a := &Answer{Question: q, Policy: policy}
	a.Reading = all.Read(artifacts, &a.Question)
	a.Resolution = proviso.Combine(a.Reading.Evidence)
	a.Rulings = a.Resolution.For(a.Asker())
	if policy != nil {
		for _, use := range proviso.Uses() {
			a.Decisions = append(a.Decisions, proviso.Decide(a.Resolution, a.Asker(), use, *policy))
		}
	}
	return a
}

// problem adds news about the request itself.
func (a *Answer) problem(code string, severity proviso.Severity, hint string) {
	a.Reading.Problems = append(a.Reading.Problems, proviso.Problem{
		Code: code, Severity: severity, Where: proviso.Where{Source: "request"}, Hint: hint,
	})
}

// Codes lists the codes above with their meanings.
func Codes() []CodeInfo {
	return []CodeInfo{
		{CodeRequestMalformed, "The line is not a JSON object of the documented form."},
		{CodeRequestTooLarge, "The line is longer than a request may be, and was not read."},
		{CodeURLMissing, "No url was given; the path / of no known host was asked about."},
		{CodeURLNotAbsolute, "The url is not an absolute http or https URL; no host is known."},
		{CodeURLNotASCII, "The url has characters outside ASCII. Rules about access were compared with it as it stands; percent-encode it to be sure."},
		{CodeAskerNotToken, "An element of as is no product token but empty, a list or a whole User-Agent; it is read as nobody in particular."},
		{CodeProfileUnknown, "No profile has the name; the default was used."},
		{CodePolicyUnknown, "No policy has the name; no decisions were made."},
	}
}

// CodeInfo explains a problem code.
type CodeInfo struct{ Code, Meaning string }
