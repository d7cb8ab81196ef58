package statements

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"unicode"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/notice"
)

// Marks are pictures for pages of others: our own shape for the answer and the word for it,
// on a ground of their own, so that they can be read on any page, light or dark. They have
// nothing of the marks of Creative Commons.

// markStyle is the style of all marks: one text, so that one hash allows it.
const markStyle = `text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic","Noto Sans JP",sans-serif}` +
	`.g{fill:#fff;stroke:#8a8f96}.l{fill:#1d1f21;font-size:12px}.w{fill:currentColor;font-size:15px;font-weight:600}` +
	`.allow{color:#1b6b3a}.deny{color:#a11b1b}.conditional{color:#7a4b00}.unstated{color:#5a5f66}` +
	`@media (prefers-color-scheme:dark){.g{fill:#16181a;stroke:#7c838b}.l{fill:#e6e7e9}.allow{color:#7fd19f}.deny{color:#ff9c94}.conditional{color:#f0c067}.unstated{color:#a5abb3}}`

var markPolicy = allowing("<style>" + markStyle + "</style>")

// serveMark serves a mark: /marks/ANSWER.svg, /marks/USE/ANSWER.svg, and with a language
// before the ending.
func serveMark(w http.ResponseWriter, r *http.Request) {
	name, svg := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, Marks), ".svg")
	use, answer, about := strings.Cut(name, "/")
	if !about {
		use, answer = "", name
	}
	answer, lang, named := strings.Cut(answer, ".")
	if !named {
		lang = notice.Languages()[0]
	}
	text, ok := mark(use, answer, lang)
	if !svg || !ok || about && use == "" {
		wrong(w, http.StatusNotFound, CodePath, "There is no such mark. All that there are are shown at /statements/.")
		return
	}
	deliver(w, r, variant{media: mediaMark, lang: lang, text: text})
}

// mark draws a mark: of an answer, or of one about a use.
func mark(useName, answer, lang string) (svg []byte, ok bool) {
	use, known := proviso.ParseUse(useName)
	if !known && useName != "" || notice.Match(lang) != lang {
		return nil, false
	}
	p, err := notice.Statement(use, answer, declare.Author, lang)
	if err != nil {
		return nil, false
	}
	label, word := split(p.Title)
	title := word
	if useName == "" {
		label = ""
	} else {
		title = label + " – " + word
	}
	d := drawing{label: label, word: word, rightToLeft: p.RightToLeft}
	d.measure()
	dir := "ltr"
	if d.rightToLeft {
		dir = "rtl"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" lang="%s" direction="%s" aria-labelledby="t"><title id="t">%s</title><style>%s</style>`,
		d.width, d.height, d.width, d.height, lang, dir, html.EscapeString(title), markStyle)
	fmt.Fprintf(&b, `<g class="%s"><rect class="g" x=".5" y=".5" width="%d" height="%d" rx="4.5"/>`, outcomeWord(answer), d.width-1, d.height-1)
	fmt.Fprintf(&b, `<g transform="translate(%d %d)">%s</g>`, d.iconX, (d.height-24)/2, notice.Icon(answer, ""))
	if d.label != "" {
		d.write(&b, "l", 17, d.labelWidth, d.label)
		d.write(&b, "w", 35, d.wordWidth, d.word)
	} else {
		d.write(&b, "w", 22, d.wordWidth, d.word)
	}
	b.WriteString("</g></svg>\n")
	return []byte(b.String()), true
}

// outcomeWord is the word of an answer: one of the four.
func outcomeWord(answer string) string { return outcomeOf(answer).Word().String() }

// split takes a title of notice's pages apart, into the use and the answer.
func split(title string) (label, word string) {
	label, word, _ = strings.Cut(title, " – ")
	return label, word
}

// drawing is how a mark is laid out.
type drawing struct {
	label, word           string
	rightToLeft           bool
	labelWidth, wordWidth int
	width, height         int
	iconX, textX          int
}

// measure lays it out, from the right where the language is written so.
func (d *drawing) measure() {
	d.labelWidth, d.wordWidth = extent(d.label, 12), extent(d.word, 15.8)
	d.height = 34
	if d.label != "" {
		d.height = 46
	}
	text := max(d.labelWidth, d.wordWidth)
	d.width = 10 + 24 + 9 + text + 12
	d.iconX, d.textX = 10, 43
	if d.rightToLeft {
		d.iconX, d.textX = d.width-34, d.width-43
	}
}

// write writes a line of text. Its length is given, so that it has the place that was
// measured whatever font there is.
func (d *drawing) write(b *strings.Builder, class string, y, width int, text string) {
	fmt.Fprintf(b, `<text class="%s" x="%d" y="%d" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`, class, d.textX, y, width, html.EscapeString(text))
}

// extent guesses how wide a text is in a sans-serif font of a size, in pixels.
func extent(text string, size float64) int {
	ems := 0.0
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Mn, c):
		case c >= 0x2e80:
			ems++
		case unicode.Is(unicode.Arabic, c):
			ems += .46
		case strings.ContainsRune(" iljtfrI.,:;'’|!()-", c):
			ems += .31
		case strings.ContainsRune("mwMWŒ", c):
			ems += .87
		case unicode.IsUpper(c):
			ems += .67
		default:
			ems += .56
		}
	}
	return int(ems*size + .5)
}
