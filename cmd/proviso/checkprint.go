package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/gather"
)

// checkPrinter shows one asset as a card, and several as a table with a row each.
// It holds the first asset back until it knows which.
type checkPrinter struct {
	out   *bufio.Writer
	style style

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
		for i := range a.Resolution.Evidence {
			writeStatement(p.out, s, &a.Resolution.Evidence[i])
		}
	}
	writeRemarks(p.out, s, a)
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
		line += s.paint(dim, "  ("+by+")")
	}
	fmt.Fprintln(out, line)
}

// places names where the deciding statements stand.
func places(a *answer.Answer, decided []int) string {
	var by []string
	for _, i := range decided {
		by = append(by, a.Resolution.Evidence[i].Where.String())
	}
	return strings.Join(by, ", ")
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
	default:
		line += "unknown, no robots.txt was seen"
	}
	if by := a.Reading.AccessBy; by != (proviso.Where{}) {
		line += s.paint(dim, "  ("+by.String()+")")
	}
	fmt.Fprintln(out, line)
}

// writeStatement quotes a statement with its position, speaker and revision.
func writeStatement(out *bufio.Writer, s style, e *proviso.Evidence) {
	fmt.Fprintf(out, "  %s  %s\n", s.paint(dim, pad(e.Where.String(), 14)), visible(e.Raw))
	about := "said by " + orUnknown(e.Party.Name)
	if e.Party.Identification != proviso.Anonymous {
		about += " (" + e.Party.Identification.String() + ")"
	}
	if e.Asker != "" {
		about += " to " + visible(e.Asker) + " alone"
	}
	switch e.Scope {
	case "":
	case "/":
		about += " about the whole site"
	default:
		about += " about " + visible(e.Scope)
	}
	fmt.Fprintf(out, "  %s  %s\n", pad("", 14), s.paint(dim, about+"; read as "+e.Spec))
}

func orUnknown(name string) string {
	if name == "" {
		return "an unknown party"
	}
	return visible(name)
}

// writeRemarks adds conflicts and problems, the graver first.
func writeRemarks(out *bufio.Writer, s style, a *answer.Answer) {
	conflicts := a.Conflicts()
	if len(conflicts)+len(a.Reading.Problems) > 0 {
		fmt.Fprintln(out)
	}
	for _, c := range conflicts {
		text := fmt.Sprintf("statements differ about %s (%s); the stricter stands", c.Use.Plain(), places(a, c.Evidence))
		fmt.Fprintf(out, "  %s %s\n", s.paint(yellow, "≠"), s.wrap(text, "    "))
	}
	for severity := proviso.Fault; ; severity-- {
		for _, problem := range a.Reading.Problems {
			if problem.Severity == severity {
				writeProblem(out, s, &problem)
			}
		}
		if severity == proviso.Notice {
			return
		}
	}
}

// writeProblem writes position, hint and code, and what would mend it.
func writeProblem(out *bufio.Writer, s style, p *proviso.Problem) {
	mark, colour := "i", dim
	if p.Severity > proviso.Notice {
		mark, colour = "!", yellow
	}
	where := place(p.Where)
	if where != "" {
		where += ": "
	}
	text := visible(where+p.Hint) + " [" + p.Code + "]"
	fmt.Fprintf(out, "  %s %s\n", s.paint(colour, mark), s.wrap(text, "    "))
	if p.Mend != "" {
		fmt.Fprintf(out, "    probably meant: %s\n", visible(p.Mend))
	}
}

// place words a position for people. In a value that has no lines, a byte of it
// is named.
func place(w proviso.Where) string {
	if w.Line > 0 || w.Column == 0 {
		return w.String()
	}
	if w.Source == "" {
		return fmt.Sprintf("at %d", w.Column)
	}
	return fmt.Sprintf("%s at %d", w.Source, w.Column)
}
