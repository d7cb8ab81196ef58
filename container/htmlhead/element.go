package htmlhead

// element is a name that the standard treats in some special way; ordinary stands
// for all others.
type element uint8

// The elements that the code speaks of. Names and traits of these and of all other
// elements with traits are in the table below.
const (
	ordinary element = iota
	elHTML
	elHead
	elBody
	elBase
	elMeta
	elLink
	elScript
	elStyle
	elTitle
	elNoscript
	elNoframes
	elTemplate
	elBasefont
	elBgsound
	elFrame
	elFrameset
	elBr
	elP
	elA
	elLi
	elDd
	elDt
	elOl
	elUl
	elAddress
	elDiv
	elButton
	elOption
	elOptgroup
	elH1
	elH2
	elH3
	elH4
	elH5
	elH6
	elTable
	elCaption
	elColgroup
	elCol
	elTbody
	elThead
	elTfoot
	elTr
	elTd
	elTh
	elTextarea
	elPlaintext
	elImage
	elInput
	elSelect
	elForm
	elHr
	elNobr
	elFont
	elSvg
	elMath
	elMi
	elMo
	elMn
	elMs
	elMtext
	elAnnotationXML
	elForeignObject
	elDesc
	elMglyph
	elMalignmark
	unnamed // the first of those without a constant
)

// trait says what the standard does with an element.
type trait uint16

const (
	void       trait = 1 << iota // has no content and no end tag
	raw                          // its content is text up to its own end tag
	inHead                       // belongs into the head
	special                      // in the category of that name, section 13.2.4.2
	scope                        // bounds the default scope, section 13.2.4.2
	closesP                      // its start tag ends an open p
	block                        // its end tag looks no further than the default scope
	formatting                   // in the category of that name
	tablePart                    // means something only inside a table
	breakout                     // ends svg and math, section 13.2.6.5
	implied                      // its end tag is implied by others, section 13.2.6.3
)

// traits of the elements by name, from sections 13.2.4 and 13.2.6 of the HTML
// Standard; the first are in the order of the constants above.
var traits = [...]struct {
	name string
	trait
}{
	{"", 0},
	{"html", special | scope},
	{"head", special | breakout},
	{"body", special | breakout},
	{"base", special | void | inHead},
	{"meta", special | void | inHead | breakout},
	{"link", special | void | inHead},
	{"script", special | raw | inHead},
	{"style", special | raw | inHead},
	{"title", special | raw | inHead},
	{"noscript", special},
	{"noframes", special | raw | inHead},
	{"template", special | scope | inHead},
	{"basefont", special | void | inHead},
	{"bgsound", special | void | inHead},
	{"frame", special | void},
	{"frameset", special},
	{"br", special | void | breakout},
	{"p", special | closesP | breakout | implied},
	{"a", formatting},
	{"li", special | closesP | breakout | implied},
	{"dd", special | closesP | breakout | implied},
	{"dt", special | closesP | breakout | implied},
	{"ol", special | closesP | block | breakout},
	{"ul", special | closesP | block | breakout},
	{"address", special | closesP | block},
	{"div", special | closesP | block | breakout},
	{"button", special | block},
	{"option", implied},
	{"optgroup", implied},
	{"h1", special | closesP | breakout},
	{"h2", special | closesP | breakout},
	{"h3", special | closesP | breakout},
	{"h4", special | closesP | breakout},
	{"h5", special | closesP | breakout},
	{"h6", special | closesP | breakout},
	{"table", special | scope | closesP | breakout},
	{"caption", special | scope | tablePart},
	{"colgroup", special | tablePart},
	{"col", special | void | tablePart},
	{"tbody", special | tablePart},
	{"thead", special | tablePart},
	{"tfoot", special | tablePart},
	{"tr", special | tablePart},
	{"td", special | scope | tablePart},
	{"th", special | scope | tablePart},
	{"textarea", special | raw},
	{"plaintext", special | closesP | raw},
	{"image", void},
	{"input", special | void},
	{"select", special | scope | block},
	{"form", special | closesP | block},
	{"hr", special | closesP | void | breakout},
	{"nobr", formatting | breakout},
	{"font", formatting},
	{"svg", 0},
	{"math", 0},
	{"mi", 0},
	{"mo", 0},
	{"mn", 0},
	{"ms", 0},
	{"mtext", 0},
	{"annotation-xml", 0},
	{"foreignobject", 0},
	{"desc", 0},
	{"mglyph", 0},
	{"malignmark", 0},

	{"applet", special | scope | block},
	{"area", special | void},
	{"article", special | closesP | block},
	{"aside", special | closesP | block},
	{"b", formatting | breakout},
	{"big", formatting | breakout},
	{"blockquote", special | closesP | block | breakout},
	{"center", special | closesP | block | breakout},
	{"code", formatting | breakout},
	{"details", special | closesP | block},
	{"dialog", closesP | block},
	{"dir", special | closesP | block},
	{"dl", special | closesP | block | breakout},
	{"em", formatting | breakout},
	{"embed", special | void | breakout},
	{"fieldset", special | closesP | block},
	{"figcaption", special | closesP | block},
	{"figure", special | closesP | block},
	{"footer", special | closesP | block},
	{"header", special | closesP | block},
	{"hgroup", special | closesP | block},
	{"i", formatting | breakout},
	{"iframe", special | raw},
	{"img", special | void | breakout},
	{"keygen", special | void},
	{"listing", special | closesP | block | breakout},
	{"main", special | closesP | block},
	{"marquee", special | scope | block},
	{"menu", special | closesP | block | breakout},
	{"nav", special | closesP | block},
	{"noembed", special | raw},
	{"object", special | scope | block},
	{"param", special | void},
	{"pre", special | closesP | block | breakout},
	{"rb", implied},
	{"rp", implied},
	{"rt", implied},
	{"rtc", implied},
	{"ruby", breakout},
	{"s", formatting | breakout},
	{"search", special | closesP | block},
	{"section", special | closesP | block},
	{"small", formatting | breakout},
	{"source", special | void},
	{"span", breakout},
	{"strike", formatting | breakout},
	{"strong", formatting | breakout},
	{"sub", breakout},
	{"summary", special | closesP | block},
	{"sup", breakout},
	{"track", special | void},
	{"tt", formatting | breakout},
	{"u", formatting | breakout},
	{"var", breakout},
	{"wbr", special | void},
	{"xmp", special | closesP | raw},
}

func (e element) has(t trait) bool { return traits[e].trait&t != 0 }
