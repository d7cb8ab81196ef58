package declare

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems. Those up to CodeMore are mistakes: a file that has one is no
// declaration. The others are advice about a sound file.
const (
	CodeTooLarge   = "declare-too-large"
	CodeTOML       = "declare-toml"
	CodeRepeated   = "declare-repeated-key"
	CodeUnknownKey = "declare-unknown-key"
	CodeType       = "declare-type"
	CodeValue      = "declare-value"
	CodeEmpty      = "declare-empty"
	CodeTooLong    = "declare-too-long"
	CodeTooMany    = "declare-too-many"
	CodeMissing    = "declare-missing"
	CodeVersion    = "declare-version"
	CodeLink       = "declare-link"
	CodeContact    = "declare-contact"
	CodeDomain     = "declare-domain"
	CodeLicence    = "declare-licence"
	CodeLanguage   = "declare-language"
	CodeDate       = "declare-date"
	CodeValidity   = "declare-validity"
	CodeDigest     = "declare-digest"
	CodeFloor      = "declare-floor"
	CodePath       = "declare-path"
	CodeFile       = "declare-file"
	CodeName       = "declare-name-repeated"
	CodeMore       = "declare-more-problems"

	CodePathWider    = "declare-path-wider"
	CodeQuestionMark = "declare-question-mark"
	CodeSamePath     = "declare-same-path"
	CodeDropped      = "declare-use-dropped"
	CodeSilent       = "declare-silent"
	CodeUnverifiable = "declare-unverifiable"
	CodeForNobody    = "declare-agent-for-nobody"
	CodeNoCredit     = "declare-no-credit-line"
	CodeNoPayee      = "declare-no-payee"
	CodeUnused       = "declare-unused-detail"
	CodeNoRight      = "declare-public-domain"
	CodeNoLicence    = "declare-licence-without-copyright"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []Code {
	return []Code{
		{CodeTooLarge, "The declaration file is larger than what is read."},
		{CodeTOML, "A line of the declaration file is not TOML."},
		{CodeRepeated, "A key or table is given twice."},
		{CodeUnknownKey, "A key is not known, or not where it stands."},
		{CodeType, "A value is of another type than its key asks for."},
		{CodeValue, "A value is none of the words that its key takes."},
		{CodeEmpty, "A text or list is empty."},
		{CodeTooLong, "A text is longer than what is read."},
		{CodeTooMany, "There are more keys, values, collections or patterns than are read."},
		{CodeMissing, "A key that must be there is missing."},
		{CodeVersion, "The file is of a version of the form that is not read."},
		{CodeLink, "A link is no absolute http or https URL."},
		{CodeContact, "A contact is no mailto:, http or https URL."},
		{CodeDomain, "The party's domain is no host name."},
		{CodeLicence, "A licence is no URL, or one of a Creative Commons licence that there never was."},
		{CodeLanguage, "A language is no BCP 47 tag."},
		{CodeDate, "A date is quoted, has no offset, or does not exist."},
		{CodeValidity, "The declaration ends before it begins."},
		{CodeDigest, "What is superseded is neither a digest nor a link."},
		{CodeFloor, "A floor is not of the form \"50 EUR per year\"."},
		{CodePath, "A path is no pattern of URL paths."},
		{CodeFile, "A file is no folder or glob below the declaration file."},
		{CodeName, "Two collections have the same name."},
		{CodeMore, "There are more problems than are listed."},

		{CodePathWider, "Readers cannot be told a path exactly; for the wider pattern that they are told, each use about which collections differ is refused."},
		{CodeQuestionMark, "A \"?\" in a path stands for itself and begins the query; it is no wildcard."},
		{CodeSamePath, "Two collections have the same path; the stricter answer holds there."},
		{CodeDropped, "A collection within another is silent about a use of which the other speaks, so that nothing is said there."},
		{CodeSilent, "A collection says nothing about any use."},
		{CodeUnverifiable, "The party names no domain and no identifier, so that nobody can verify who speaks."},
		{CodeForNobody, "An agent does not say on whose behalf it speaks."},
		{CodeNoCredit, "Credit is asked for, and nothing says how to word it."},
		{CodeNoPayee, "A contribution is asked for, and nothing says where it goes."},
		{CodeUnused, "A detail belongs to a condition that nothing asks for."},
		{CodeNoRight, "A use of works in the public domain is refused or made conditional; no right of anybody stands behind it."},
		{CodeNoLicence, "A copyright licence is given for works in the public domain."},
	}
}
