package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/agents"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
)

// checkPrinter shows one asset as a card, and several as a table with a row each.
// It holds the first asset back until it knows which.
type checkPrinter struct {
	out   *bufio.Writer
	style style

	brief bool // conflicts alone, as problems are told elsewhere

	heldAsset  *gather.Asset
	heldAnswer *answer.Answer
	rows       int
	counts     [len(columns)][len(signs)]int // by use and word
}

func (p *checkPrinter) asset(asset *gather.Asset, a *answer.Answer) error {
	if p.rows == 0 && p.heldAsset == nil {
		p.heldAsset, p.heldAnswer = asset, a
		return nil
	}
	if p.rows == 0 {
		p.header()
		p.row(p.heldAsset, p.heldAnswer)
	}
	p.row(asset, a)
	return p.out.Flush()
}

func (p *checkPrinter) end() error {
	switch {
	case p.rows > 0:
		p.summary()
	case p.heldAsset != nil:
		p.card(p.heldAsset, p.heldAnswer)
	}
	return p.out.Flush()
}

// card is the five-second answer: one sentence, a line per use, then who said so.
func (p *checkPrinter) card(asset *gather.Asset, a *answer.Answer) {
	s := p.style
	writeTitle(p.out, s, asset)
	fmt.Fprintln(p.out, s.wrap(sentence(a.Rulings.Outcomes()), ""))
	fmt.Fprintln(p.out)
	for _, use := range proviso.Uses() {
		writeUse(p.out, s, a, use)
	}
	fmt.Fprintln(p.out)
	writeAccess(p.out, s, a)
	if len(a.Resolution.Evidence) > 0 {
		fmt.Fprintln(p.out)
		column := statementColumn(a)
		for i := range a.Resolution.Evidence {
			if e := &a.Resolution.Evidence[i]; binds(e, a) {
				writeStatement(p.out, s, a, e, column)
			}
		}
	}
	writeOthers(p.out, s, a)
	if len(a.Reading.Rights) > 0 {
		fmt.Fprintln(p.out)
		for i := range a.Reading.Rights {
			if r := &a.Reading.Rights[i]; !repeated(a.Reading.Rights[:i], r) {
				writeRights(p.out, s, a, r)
			}
		}
	}
	writeRemarks(p.out, s, a, p.brief)
}

// writeTitle names the asset by its URL, and by where it lay if that is elsewhere.
func writeTitle(out *bufio.Writer, s style, asset *gather.Asset) {
	title := s.paint(bold, visible(label(asset)))
	if asset.URL != "" && asset.Name != asset.URL {
		title += s.paint(dim, "  from "+visible(asset.Name))
	}
	fmt.Fprintln(out, title)
}

// label is what an asset is called: its URL, or its name where it has none.
func label(asset *gather.Asset) string {
	if asset.URL != "" {
		return asset.URL
	}
	return asset.Name
}

const useColumn = 36

// writeUse writes one use: shape, word, condition, and where it was said.
func writeUse(out *bufio.Writer, s style, a *answer.Answer, use proviso.Use) {
	ruling := a.Rulings[use]
	sg := signs[ruling.Outcome.Word()]
	text := sg.word
	if ruling.Outcome.Word() == proviso.Conditional {
		text += " you " + asks(ruling.Outcome)
	}
	line := "  " + pad(use.Plain(), useColumn) + s.paint(sg.colour, sg.shape+" "+s.wrap(text, strings.Repeat(" ", useColumn+4)))
	if by := places(a, ruling.Decided); by != "" {
		margin := strings.Repeat(" ", useColumn+4)
		if last := useColumn + 4 + utf8.RuneCountInString(text) + 4; last+utf8.RuneCountInString(by) <= s.width {
			line += s.paint(dim, "  ("+by+")")
		} else {
			line += "\n" + margin + s.paint(dim, s.wrap("("+by+")", margin))
		}
	}
	fmt.Fprintln(out, line)
}

// maxPlaces is how many places are named in one line of a card.
const maxPlaces = 3

// places names where statements stand, the first few of them.
func places(a *answer.Answer, decided []int) string {
	var by []string
	for _, i := range decided {
		if len(by) == maxPlaces {
			return strings.Join(by, ", ") + fmt.Sprintf(" and %d more", len(decided)-maxPlaces)
		}
		by = append(by, at(a, a.Resolution.Evidence[i].Where))
	}
	return strings.Join(by, ", ")
}

// at is a position as it is shown: without the origin where that is the asset's own.
// In the metadata of a file it is the field, and where the field stands.
func at(a *answer.Answer, w proviso.Where) string {
	w.Source = own(a, w.Source)
	if w.Part == "" {
		return visible(w.String())
	}
	s := w.Part
	if w.Offset > 0 {
		s += fmt.Sprintf(" at byte %d", w.Offset)
	}
	if len(a.Files) > 1 || strings.HasSuffix(w.Source, ".xmp") { // a sidecar is not the asset itself
		s = filepath.Base(w.Source) + ": " + s
	}
	return visible(s)
}

// own is a URL without its origin where that is the asset's own, and any other
// source as it is.
func own(a *answer.Answer, source string) string {
	origin := carrier.Origin(a.Question.URL)
	if rest, same := strings.CutPrefix(source, origin+"/"); same && origin != "" {
		return "/" + rest
	}
	return source
}

// controls reports whether all names of the asker are tokens that no crawler uses.
func controls(tokens []string) bool {
	for _, token := range tokens {
		if agent, known := agents.Named(token); !known || !agent.Control {
			return false
		}
	}
	return len(tokens) > 0
}

// writeAccess says whether the asset may be fetched, which is another question.
func writeAccess(out *bufio.Writer, s style, a *answer.Answer) {
	who := "any crawler"
	if len(a.Question.As) > 0 {
		who = strings.Join(a.Question.As, ", ")
	}
	line := "  " + pad("may be fetched by "+visible(who), useColumn) + "  "
	switch a.Reading.Access {
	case proviso.AccessAllowed:
		line += "yes"
	case proviso.AccessDisallowed:
		line += "no"
		if controls(a.Question.As) {
			line += ", but that name only controls: no crawler goes by it"
		}
	default:
		line += "unknown, no robots.txt was seen"
	}
	if by := a.Reading.AccessBy; by != (proviso.Where{}) {
		line += s.paint(dim, "  ("+by.String()+")")
	}
	fmt.Fprintln(out, line)
}
