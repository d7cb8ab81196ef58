package main

import (
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/gather"
)

// columns of the table of several assets: one per use, in their order.
var columns = proviso.Uses()

const columnWidth = 11

func (p *checkPrinter) header() {
	var b strings.Builder
	for _, use := range columns {
		b.WriteString(pad(use.String(), columnWidth))
	}
	b.WriteString(pad("fetch", 8) + "asset")
	fmt.Fprintln(p.out, p.style.paint(bold, b.String()))
}

func (p *checkPrinter) row(asset *gather.Asset, a *answer.Answer) {
	p.rows++
	var b strings.Builder
	for _, use := range columns {
		word := a.Rulings[use].Outcome.Word()
		p.counts[use][word]++
		sg := signs[word]
		b.WriteString(p.style.paint(sg.colour, pad(sg.shape+" "+sg.word, columnWidth)))
	}
	b.WriteString(pad(map[proviso.Access]string{
		proviso.AccessAllowed: "yes", proviso.AccessDisallowed: "no", proviso.AccessUnknown: "?",
	}[a.Reading.Access], 8))
	b.WriteString(visible(label(asset)))
	if remarks := remarkCount(a); remarks != "" {
		b.WriteString(p.style.paint(yellow, "  "+remarks))
	}
	fmt.Fprintln(p.out, b.String())
}

// remarkCount says how much explain would add.
func remarkCount(a *answer.Answer) string {
	serious := 0
	for _, problem := range a.Reading.Problems {
		if problem.Severity > proviso.Notice {
			serious++
		}
	}
	var parts []string
	if n := len(a.Conflicts()); n > 0 {
		parts = append(parts, plural(n, "conflict"))
	}
	if serious > 0 {
		parts = append(parts, plural(serious, "problem"))
	}
	return strings.Join(parts, ", ")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// summary adds the table up; the words of each use sum to the number of assets.
func (p *checkPrinter) summary() {
	fmt.Fprintf(p.out, "\n%s\n", plural(p.rows, "asset"))
	for _, use := range columns {
		var parts []string
		for word := len(signs) - 1; word >= 0; word-- {
			if n := p.counts[use][word]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, signs[word].word))
			}
		}
		fmt.Fprintf(p.out, "  %s%s\n", pad(use.String(), columnWidth), strings.Join(parts, ", "))
	}
}
