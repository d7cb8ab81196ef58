package pagetokens

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// MaxLines is how many X-Robots-Tag field lines of a response are read. Real
// responses have one or two.
const MaxLines = 32

// MaxDirectives is how many directives of one message are read, whatever they say
// and wherever they stand. Real pages have fewer than ten.
const MaxDirectives = 64

// maxWord bounds the words that are looked at for slips and as product tokens, in
// bytes. Nothing that anybody means is longer.
const maxWord = 64

// Codes of the problems of this carrier.
const (
	CodeSeparator  = "page-tokens-separator"           // directives are not parted by commas
	CodePrefix     = "page-tokens-prefix"              // a colon after what is no directive and no user agent
	CodeMisspelt   = "page-tokens-misspelt"            // nearly a word of the table
	CodeInvented   = "page-tokens-invented"            // a made-up permission, or a word of another format
	CodeValue      = "page-tokens-value"               // a value is missing, or no number
	CodeImages     = "page-tokens-images"              // noimageai on what is no image
	CodeType       = "page-tokens-type-unknown"        // noimageai, and nothing tells what the asset is
	CodeWeaker     = "page-tokens-nocache-wins"        // noarchive beside nocache
	CodeMetaName   = "page-tokens-meta-name"           // a refusal in a meta element that is no robots meta
	CodeLines      = "page-tokens-too-many-lines"      // more than MaxLines
	CodeDirectives = "page-tokens-too-many-directives" // more than MaxDirectives
	CodeMetas      = "page-tokens-too-many-metas"      // more than htmlhead.MaxMetas
	CodeCut        = "page-tokens-page-cut"            // the text ends within the head
)

var codes = []carrier.Code{
	{Code: CodeSeparator, Meaning: "Directives are parted by something other than commas, or quoted; they are read, but many readers see one unknown word."},
	{Code: CodePrefix, Meaning: "A colon follows what is neither a directive with a value nor a product token; what stands behind it is read for everyone."},
	{Code: CodeMisspelt, Meaning: "A word is nearly one that would count, and is not read."},
	{Code: CodeInvented, Meaning: "A word looks like a permission, or belongs to another format; no robots directive permits a use, and it is not read."},
	{Code: CodeValue, Meaning: "A directive comes without its value, or max-snippet without a number, and is ignored, as Google does."},
	{Code: CodeImages, Meaning: "noimageai stands on something that is no image: it speaks of the images there, which are assets of their own."},
	{Code: CodeType, Meaning: "noimageai stands on something of unknown type, which is taken for an image."},
	{Code: CodeWeaker, Meaning: "noarchive and nocache stand together, which Microsoft treats as nocache, the weaker."},
	{Code: CodeMetaName, Meaning: "A refusal stands in a meta element whose name is neither robots nor a known product token, and is not read."},
	{Code: CodeLines, Meaning: "X-Robots-Tag is repeated more often than is read; the rest is taken to refuse all that these words can."},
	{Code: CodeDirectives, Meaning: "There are more directives than are read; the rest is taken to refuse all that these words can."},
	{Code: CodeMetas, Meaning: "The page has more meta elements than are read; the rest is taken to refuse all that these words can."},
	{Code: CodeCut, Meaning: "The text that was gathered ends within the head of the page, so that robots meta elements may be missing."},
}

func (m *message) problem(code string, severity proviso.Severity, where proviso.Where, hint, mend string) {
	m.problems = append(m.problems, proviso.Problem{Code: code, Severity: severity, Where: where, Hint: hint, Mend: mend})
}

// once reports a problem unless its code was reported before.
func (m *message) once(code string, severity proviso.Severity, where proviso.Where, hint, mend string) {
	for i := range m.problems {
		if m.problems[i].Code == code {
			return
		}
	}
	m.problem(code, severity, where, hint, mend)
}

// overflow ends the reading at a limit.
func (m *message) overflow(code, hint string, where proviso.Where, raw string) {
	m.beyond = &directive{where: where, raw: raw}
	m.problem(code, proviso.Fault, where, hint+"; what follows is taken to refuse all that these words can", "")
}
