package tdmrep

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// Limits besides those of JSON, of pages and of URLs.
const (
	// MaxRules is how many rules of a file are read.
	MaxRules = 1024
	// MaxValues is how many values of one property are read in one place. What is
	// beyond is taken to reserve, without a policy.
	MaxValues = 32
	// MaxPolicies is how many policies one place can name. Nobody can tell which of
	// more would apply, so more of them are none: the reservation stands.
	MaxPolicies = 4
	// MaxPermissions is how many permissions a policy can have. One with more is read
	// as one that is for people.
	MaxPermissions = 64
	// MaxTerms is how many duties and constraints are read of one permission. A policy
	// with more in one is read as one that is for people.
	MaxTerms = 32
	// MaxProblems bounds the problems that are listed of one file or policy, less the
	// few that are faults.
	MaxProblems = 16
)

// maxQuote is how much of a value is quoted in a hint, in bytes.
const maxQuote = 64

// Codes of problems.
const (
	CodeFileUnavailable = "tdmrep-file-unavailable"
	CodeFileHTML        = "tdmrep-file-html"
	CodeFileBroken      = "tdmrep-file-broken"
	CodeFileForm        = "tdmrep-file-form"
	CodeRule            = "tdmrep-rule"
	CodeInDoubt         = "tdmrep-permission-in-doubt"
	CodeValue           = "tdmrep-value"
	CodeString          = "tdmrep-string"
	CodeRepeated        = "tdmrep-repeated"
	CodePageCut         = "tdmrep-page-cut"
	CodeLoosened        = "tdmrep-loosened"
	CodeSuperseded      = "tdmrep-superseded"
	CodeImage           = "tdmrep-in-image"
	CodePolicyLink      = "tdmrep-policy-link"
	CodePolicyAlone     = "tdmrep-policy-alone"
	CodeTooMany         = "tdmrep-too-many"
	CodePolicyNotRead   = "tdmrep-policy-not-read"
	CodePolicyHuman     = "tdmrep-policy-for-people"
	CodePolicyBroken    = "tdmrep-policy-broken"
	CodePolicyUnclear   = "tdmrep-policy-unclear"
)

var codes = []carrier.Code{
	{Code: CodeFileUnavailable, Meaning: "The well-known file of TDMRep could not be had, and is not certainly absent; it states nothing."},
	{Code: CodeFileHTML, Meaning: "A page stands at the well-known path of TDMRep; the site does not implement it there."},
	{Code: CodeFileBroken, Meaning: "The well-known file of TDMRep is no sound JSON; of what can be read only reservations count."},
	{Code: CodeFileForm, Meaning: "The well-known file of TDMRep is no array of rules, or has more than are read."},
	{Code: CodeRule, Meaning: "A rule of the well-known file of TDMRep has no location or no reservation that can be read."},
	{Code: CodeInDoubt, Meaning: "A 0 in the well-known file of TDMRep permits nothing, because of what is wrong before it or in the file."},
	{Code: CodeValue, Meaning: "A tdm-reservation is neither 1 nor 0 and leaves the reservation unset."},
	{Code: CodeString, Meaning: "A tdm-reservation is a JSON string and not a number; \"1\" is read as a reservation, \"0\" is not read."},
	{Code: CodeRepeated, Meaning: "A property of TDMRep is given with values that differ in one place; any reservation counts, and all policies apply."},
	{Code: CodePageCut, Meaning: "A page could not be read to its end, so that a reservation may supersede a 0; it is taken to."},
	{Code: CodeLoosened, Meaning: "A reservation is superseded by a tdm-reservation of 0 nearer to the asset."},
	{Code: CodeSuperseded, Meaning: "A TDMRep value is superseded by a stricter or another one nearer to the asset."},
	{Code: CodeImage, Meaning: "A property of TDMRep stands in an image, where the protocol has no place; a reservation counts, and a 0 permits nothing."},
	{Code: CodePolicyLink, Meaning: "A tdm-policy is no http or https URL and is not followed."},
	{Code: CodePolicyAlone, Meaning: "A tdm-policy stands without a reservation and states nothing."},
	{Code: CodeTooMany, Meaning: "A property of TDMRep is given more often in one place than is read; the rest is taken to reserve without a policy."},
	{Code: CodePolicyNotRead, Meaning: "A TDM policy was not gathered; its conditions are unknown."},
	{Code: CodePolicyHuman, Meaning: "A TDM policy is for people, by its media type; its conditions are unknown."},
	{Code: CodePolicyBroken, Meaning: "A TDM policy is no sound JSON."},
	{Code: CodePolicyUnclear, Meaning: "Something in a TDM policy is outside the profile of the report; every offer asks for the policy as a whole, too."},
}

// problems is a list that can be added to.
type problems []proviso.Problem

func (p *problems) add(code string, severity proviso.Severity, where proviso.Where, hint, mend string) {
	*p = append(*p, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend})
}
