package licence

import "github.com/proviso-signals/proviso/carrier"

// Codes of problems with licences. None touches an outcome.
const (
	CodeUnmarked  = "licence-unmarked"       // an anchor to a licence, without a relation
	CodeWhich     = "licence-which"          // several of these
	CodeSeveral   = "licence-several"        // different licences for one thing
	CodeNoTool    = "licence-cc-unknown"     // a URL of Creative Commons that names no tool
	CodeSignal    = "licence-is-signal"      // a CC signal in the place of a licence
	CodeXML       = "licence-is-xml"         // an XML document in the place of a licence
	CodeNotLink   = "licence-not-a-link"     // words, or a link that is not http or https
	CodeRelative  = "licence-relative"       // a relative link without a base
	CodeMisspelt  = "licence-misspelt"       // rel="licence"
	CodeAbout     = "licence-about-nothing"  // nothing tells what it is about
	CodeMalformed = "licence-json-malformed" // a data block that is not JSON
	CodeTooLarge  = "licence-json-too-large" // a data block beyond a limit
	CodeTooMany   = "licence-too-many"       // more facts than are kept
)

var codes = []carrier.Code{
	{Code: CodeUnmarked, Meaning: "An anchor leads to a licence of Creative Commons without saying that it is one; it is taken for the licence, as nothing else states one."},
	{Code: CodeWhich, Meaning: "Anchors lead to several licences of Creative Commons without saying which is meant; none is taken."},
	{Code: CodeSeveral, Meaning: "Different licences are stated for one thing; all are shown."},
	{Code: CodeNoTool, Meaning: "A URL of Creative Commons names no licence or public domain tool there ever was; it is kept as it stands."},
	{Code: CodeSignal, Meaning: "A signal of CC signals stands in the place of a licence; it is no licence, and states nothing there."},
	{Code: CodeXML, Meaning: "A licence is an XML document, most likely Really Simple Licensing; it is shown as usage information."},
	{Code: CodeNotLink, Meaning: "What stands in the place of a link is no http or https URL; it was dropped."},
	{Code: CodeRelative, Meaning: "A relative link has no URL to resolve against; it was dropped."},
	{Code: CodeMisspelt, Meaning: "The relation is called license in every vocabulary; rel=\"licence\" says nothing."},
	{Code: CodeAbout, Meaning: "Rights are stated about a media object without a URL, or about one that cannot be resolved; they were dropped."},
	{Code: CodeMalformed, Meaning: "A JSON-LD block that speaks of rights is not JSON; nothing of it was read."},
	{Code: CodeTooLarge, Meaning: "JSON-LD that speaks of rights is larger, or deeper, than what is read; the rest was not read."},
	{Code: CodeTooMany, Meaning: "More facts about rights are stated than are kept; the rest was dropped."},
}
