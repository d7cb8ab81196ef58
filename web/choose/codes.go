package choose

// Code is a stable code of a problem and what it means.
type Code struct{ Code, Meaning string }

// Codes of problems with what somebody has filled in.
const (
	CodeAnswer   = "choose-answer"
	CodeMissing  = "choose-missing"
	CodeRepeated = "choose-repeated"
	CodeUnknown  = "choose-unknown"
	CodeLink     = "choose-link"
	CodeTooLong  = "choose-too-long"
	CodeMethod   = "choose-method"
	CodePath     = "choose-path"
	CodePublish  = "choose-publish"
)

// Codes lists every code of a problem, with its meaning in one sentence.
func Codes() []Code {
	return []Code{
		{CodeAnswer, "What was filled in is no answer to its question."},
		{CodeMissing, "A question that has to be answered is not."},
		{CodeRepeated, "A field of the link is there twice, so that nobody knows which one is meant; neither is read."},
		{CodeUnknown, "A field of the link is none that the chooser knows; it is passed over."},
		{CodeLink, "The link is damaged, and a part of it could not be read."},
		{CodeTooLong, "The link is longer, or has more fields, than what is read; nothing of it was read."},
		{CodeMethod, "The chooser was asked with another method than GET or HEAD."},
		{CodePath, "There is no such page of the chooser."},
		{CodePublish, "What was chosen cannot be published."},
	}
}
