// Package answer runs the reader's river for one asset: it reads every carrier
// in what was gathered, combines the evidence, and puts the result into the
// public, versioned form that is described in docs/batch.md.
//
// Most programs need [Of]. Programs that speak JSON lines, in any language, need
// [Batch]. Nothing here touches network or disk.
package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
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
	CodeDocumentRefused  = "document-refused"  // given in the request, and not read
	CodeBodyCoded        = "body-still-coded"  // a body that is compressed still
	CodeBodyUTF16        = "body-utf-16"       // a page in an encoding that is not read
	CodeProjectionLooser = "projection-looser" // a safe form that is looser than what it stands for
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
	// Files are the sources of the artifacts that are files of bytes with metadata: an
	// image, and its sidecars.
	Files []string

	// meant are the rulings if retired labels are read as they were meant; nil where
	// none stand in what was read.
	meant *proviso.Rulings
}

// Asker is who the question is asked for.
func (a *Answer) Asker() proviso.Asker {
	return proviso.Asker{Tokens: a.Question.As, Operators: agents.Operators(a.Question.As)}
}

// Conflicts lists the uses about which the statements that bind the asker differ,
// and those about which retired words would say something else if they still meant
// what they did.
func (a *Answer) Conflicts() []proviso.Conflict {
	conflicts := a.Resolution.Conflicts(a.Asker())
	if a.meant == nil {
		return conflicts
	}
	for _, use := range proviso.Uses() {
		if meant := a.meant[use].Outcome; !meant.Equal(a.Rulings[use].Outcome) {
			conflicts = append(conflicts, proviso.Conflict{
				Use: use, Class: proviso.DeadVocabulary, Evidence: a.Rulings[use].Decided, Meant: meant,
			})
		}
	}
	return conflicts
}

// Of answers a question from what was gathered. With a policy, the answer holds
// a decision per use. The artifacts may be shared between answers.
func Of(q carrier.Question, artifacts []*carrier.Artifact, policy *proviso.Policy) *Answer {
	if q.Profile == nil {
		q.Profile = expr.DefaultProfile()
	}
	a := &Answer{Question: q, Policy: policy}
	a.Reading = all.Read(artifacts, &a.Question)
	a.unreadable(artifacts)
	a.images(artifacts)
	a.settle()
	a.Resolution = proviso.Combine(a.Reading.Evidence)
	a.Rulings = a.Resolution.For(a.Asker())
	a.readAgain(artifacts)
	if policy != nil {
		for _, use := range proviso.Uses() {
			a.Decisions = append(a.Decisions, proviso.Decide(a.Resolution, a.Asker(), use, *policy))
		}
	}
	return a
}

// readAgain reads retired labels as they were meant, where there are any, to show
// what difference it makes. The strict reading stays the answer.
func (a *Answer) readAgain(artifacts []*carrier.Artifact) {
	retired := slices.ContainsFunc(a.Reading.Problems, func(p proviso.Problem) bool { return p.Code == expr.CodeLabelRetired })
	legacy, ok := expr.ProfileNamed("legacy")
	if !retired || !ok || a.Question.Profile == legacy {
		return
	}
	again := &Answer{Question: a.Question}
	again.Question.Profile = legacy
	again.Reading = all.Read(artifacts, &again.Question)
	again.settle()
	meant := proviso.Combine(again.Reading.Evidence).For(a.Asker())
	a.meant = &meant
}

// unreadable tells of bodies that no carrier can look into.
func (a *Answer) unreadable(artifacts []*carrier.Artifact) {
	for _, artifact := range artifacts {
		code, hint := "", ""
		switch b := artifact.Body; {
		case artifact.Kind == carrier.Robots || artifact.Kind == carrier.File || len(b) < 4:
		case b[0] == 0x1f && b[1] == 0x8b && !strings.Contains(artifact.MediaType, "zip"):
			code, hint = CodeBodyCoded, "the body is still compressed: nothing in it was read"
		case b[0] == 0xff && b[1] == 0xfe && b[3] == 0, b[0] == 0xfe && b[1] == 0xff && b[2] == 0:
			code, hint = CodeBodyUTF16, "the text is in UTF-16: nothing in it was read"
		}
		if code != "" {
			a.Reading.Problems = append(a.Reading.Problems, proviso.Problem{
				Code: code, Severity: proviso.Fault, Where: proviso.Where{Source: artifact.Source}, Hint: hint,
			})
		}
	}
}

// settle reads projections as what they stand for, before anything is combined.
func (a *Answer) settle() {
	settled, refused := proviso.Settle(a.Reading.Evidence, a.Reading.Projections)
	a.Reading.Evidence = settled
	for _, p := range refused {
		a.Reading.Problems = append(a.Reading.Problems, proviso.Problem{
			Code: CodeProjectionLooser, Severity: proviso.Warning, Where: p.Where,
			Hint: "the declaration explains " + strconv.Quote(p.Text) + " of carrier " + p.Carrier + ", which is looser than what it is to stand for: both are taken at their word",
		})
	}
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
		{CodeDocumentRefused, "A document of the request cannot be read, or is given twice; the rest is answered."},
		{CodeBodyCoded, "A body is still compressed, so nothing in it was read; give it decoded."},
		{CodeBodyUTF16, "A page is in UTF-16, which is not read; what it says is unknown."},
		{CodeProjectionLooser, "A declaration explains a statement of another carrier that is looser than what it is to stand for; both are taken at their word."},
		{CodeSiteSilent, "The site says nothing about training, or nothing about AI answers."},
		{CodeSiteContradicts, "Statements about the page differ; the stricter stands."},
		{CodeSiteDead, "Words that have been retired would say something, and are no longer read."},
		{CodeSiteImageSilent, "The page says something, and an image it shows says nothing."},
		{CodeSiteImage, "The page and an image it shows say different things."},
		{CodeSiteCopySilent, "No mark was seen inside an image of the site, so a copy of it says nothing."},
		{CodeSiteSoft404, "The server answers 200 for a page that does not exist."},
		{CodeSiteVariant, "The page says different things at different spellings of its address."},
		{CodeSiteMissing, "An error page lacks what other pages say in header fields."},
		{CodeSiteInjected, "A statement seems to have been put there on the way."},
		{CodeSiteSearchDenied, "Search engines are refused too, which is often not meant."},
	}
}

// CodeInfo explains a problem code.
type CodeInfo struct{ Code, Meaning string }
