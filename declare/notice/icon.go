package notice

import (
	"strings"

	"github.com/proviso-signals/proviso"
)

// Shapes of the answers, on a square of 24 units: a tick in a square, a bar across a solid
// octagon, a dash in a broken square, and a lozenge around what is asked besides credit.
// They are Proviso's own, differ in outline even without colour, and have nothing of the
// circles of Creative Commons. Each is drawn from lines of 2 units, which are more than a
// pixel at a size of 16.
const (
	tick    = `<rect x="2" y="2" width="20" height="20" rx="3"/><path d="m7 12.5 3.5 3.5L17 8.5"/>`
	bar     = `<path d="M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7zM6 10.4v3.2h12v-3.2z" fill="currentColor" stroke="none" fill-rule="evenodd"/>`
	dash    = `<path d="M2 7V5a3 3 0 0 1 3-3h2m4 0h2m4 0h2a3 3 0 0 1 3 3v2m0 4v2m0 4v2a3 3 0 0 1-3 3h-2m-4 0h-2m-4 0H5a3 3 0 0 1-3-3v-2m0-4v-2M8.5 12h7"/>`
	lozenge = `<path d="M12 1.5 22.5 12 12 22.5 1.5 12z" stroke-linejoin="round"/>`

	quotes = `<path d="M8 13.2v-1.7c0-1.7 1-2.8 2.8-3.2v1.6c-.7.3-1 .7-1 1.3h1v3.6H8zm5.2 0v-1.7c0-1.7 1-2.8 2.8-3.2v1.6c-.7.3-1 .7-1 1.3h1v3.6h-2.8z" fill="currentColor" stroke="none"/>`
	arrow  = `<path d="M6.5 12h6m-2.6-2.9 2.9 2.9-2.9 2.9M16.6 8.6v6.8"/>`
	sprout = `<path d="M12 17v-5.5"/><path d="M12 13c-3.6.2-5-1.6-5-4.8 3.4 0 5 1.5 5 4.8zm0-1.5c-.1-2.9 1.5-4.4 4.8-4.4 0 3.1-1.5 4.6-4.8 4.4z" fill="currentColor" stroke="none"/>`
	lock   = `<path d="M9.6 12.5v-3a2.4 2.4 0 0 1 4.7-.7"/><path d="M8.4 11.8h7.2v5H8.4z" fill="currentColor" stroke="none"/>`
)

var icons = map[string]string{
	proviso.Allow.String(): tick, proviso.Deny.String(): bar, proviso.Unstated.String(): dash,
	"cc-cr": lozenge + quotes, "cc-cr-dc": lozenge + arrow, "cc-cr-ec": lozenge + sprout, "cc-cr-op": lozenge + lock,
}

// Icon gives the shape for an answer, one of [declare.Answers], as an SVG element in the
// colour of the text around it; empty for any other answer. It is readable from 16 pixels
// on. With a title it is a picture that is read aloud as that; without one it is hidden
// from readers, for use beside the word that it stands for. It is not meant to stand
// without a word.
func Icon(answer, title string) string {
	shape, ok := icons[answer]
	if !ok {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"`)
	if title == "" {
		b.WriteString(` aria-hidden="true">`)
	} else {
		b.WriteString(` role="img" aria-label="` + escape(cleaned(title)) + `"><title>` + escape(cleaned(title)) + "</title>")
	}
	b.WriteString(shape + "</svg>")
	return b.String()
}
