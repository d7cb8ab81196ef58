package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
)

// writeRemarks adds conflicts and, unless it is to be brief, problems, the graver
// first.
func writeRemarks(out *bufio.Writer, s style, a *answer.Answer, brief bool) {
	conflicts := a.Conflicts()
	if len(conflicts) > 0 || len(a.Reading.Problems) > 0 && !brief {
		fmt.Fprintln(out)
	}
	for _, c := range conflicts {
		writeConflict(out, s, a, c)
	}
	if brief {
		return
	}
	for severity := proviso.Fault; ; severity-- {
		for _, problem := range a.Reading.Problems {
			if problem.Severity == severity {
				problem.Where = shownWhere(a, problem.Where)
				writeProblem(out, s, &problem)
			}
		}
		if severity == proviso.Notice {
			return
		}
	}
}

// shownWhere is a position as remarks show it.
func shownWhere(a *answer.Answer, w proviso.Where) proviso.Where {
	if w.Part != "" {
		return proviso.Where{Source: at(a, w)}
	}
	w.Source = own(a, w.Source)
	return w
}

// writeConflict sets the sides of a contradiction against each other, the one that
// stands first.
func writeConflict(out *bufio.Writer, s style, a *answer.Answer, c proviso.Conflict) {
	text := fmt.Sprintf("%s: statements differ (%s); the stricter stands", c.Use.Plain(), between(a, c))
	if c.Class == proviso.DeadVocabulary {
		text = fmt.Sprintf("%s: retired words would say %s; they are no longer read", c.Use.Plain(), signs[c.Meant.Word()].word)
	}
	fmt.Fprintf(out, "  %s %s\n", s.paint(yellow, "≠"), s.wrap(text, "    "))
	if c.Class == proviso.DeadVocabulary {
		return
	}
	for word := len(signs) - 1; word > 0; word-- {
		var side []int
		for _, i := range c.Evidence {
			if a.Resolution.Evidence[i].Outcomes[c.Use].Word() == proviso.Word(word) {
				side = append(side, i)
			}
		}
		if len(side) > 0 {
			sg := signs[word]
			fmt.Fprintf(out, "      %s  %s\n", s.paint(sg.colour, pad(sg.shape+" "+sg.word, 9)), s.wrap(places(a, side), strings.Repeat(" ", 17)))
		}
	}
}

// between words who contradicts whom.
func between(a *answer.Answer, c proviso.Conflict) string {
	if c.Class != proviso.CarriersDiffer {
		return c.Class.Plain()
	}
	for _, i := range c.Evidence[1:] {
		if a.Resolution.Evidence[i].Carrier != a.Resolution.Evidence[c.Evidence[0]].Carrier {
			return c.Class.Plain()
		}
	}
	return "one carrier, with itself"
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
		lines := strings.Split(p.Mend, "\n")
		fmt.Fprintf(out, "    probably meant: %s\n", visible(lines[0]))
		for _, line := range lines[1:] {
			fmt.Fprintf(out, "                    %s\n", visible(line))
		}
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
