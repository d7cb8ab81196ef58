package verify

// Code is the rule of a check and what it means.
type Code struct{ Code, Meaning string }

// Rules of checks.
const (
	RuleReader     = "verify-reader"
	RuleStatement  = "verify-statement-looser"
	RuleLost       = "verify-header-lost"
	RuleCoverage   = "verify-not-covered"
	RulePlace      = "verify-place"
	RuleElsewhere  = "verify-elsewhere"
	RuleSoft404    = "verify-no-404"
	RuleVariant    = "verify-address"
	RuleDocument   = "verify-declaration"
	RuleDrift      = "verify-drift"
	RuleScope      = "verify-scope"
	RuleBytes      = "verify-bytes"
	RuleProjection = "verify-projection"
	RuleSignature  = "verify-signature"
	RuleValidity   = "verify-validity"
	RulePage       = "verify-page-for-people"
)

// Codes lists the rules of checks, with their meanings.
func Codes() []Code {
	return []Code{
		{RuleReader, "What a reader finds at a place is compared with what is declared for it."},
		{RuleStatement, "A single statement on the site permits what is not declared, though others tighten it: a reader that looks there alone is told more."},
		{RuleLost, "The header field that says it all stands on the first page and not at this place."},
		{RuleCoverage, "Nothing of a collection was found to look at."},
		{RulePlace, "An address of the site was to be looked at and could not be."},
		{RuleElsewhere, "The site is answered by another host than the one that the declaration names."},
		{RuleSoft404, "The server answers 200 for a page that does not exist, so that files which are not there look as if they were."},
		{RuleVariant, "Another spelling of the site's address leads to the same page."},
		{RuleDocument, "The declaration is published at its well-known address, and can be read."},
		{RuleDrift, "The published declaration is the one that the declaration file comes to."},
		{RuleScope, "For a part of the site, the published declaration says what the declaration file says."},
		{RuleBytes, "The published declaration has the bytes that its digest is of."},
		{RuleProjection, "A safe form that the published declaration stands behind is really there."},
		{RuleSignature, "The signature of the published declaration holds."},
		{RuleValidity, "The declaration is in force."},
		{RulePage, "The page that says it to people can be reached."},
	}
}
