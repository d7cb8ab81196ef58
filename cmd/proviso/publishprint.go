package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/stamp"
)

// planPrinter shows a plan to people.
type planPrinter struct {
	out     *bufio.Writer
	style   style
	project *project
}

// maxDiff is how many lines of a file's difference are shown, and maxWhole how many a file
// may have that is shown as a whole because it is new or removed.
const maxDiff, maxWhole = 40, 16

// plan shows the changes, then what is worth knowing about them.
func (pp *planPrinter) plan(p *publish.Plan, m *marked) {
	party := pp.project.d.Party
	fmt.Fprintf(pp.out, "%s  %s\n", pp.style.paint(bold, visible(pp.project.file)), visible(strings.Trim(party.Name+", "+party.Domain, ", ")))
	for i := 0; i < len(p.Changes); {
		n := alike(p.Changes[i:])
		if n == 1 {
			pp.change(p.Changes[i])
		} else {
			pp.several(p.Changes[i : i+n])
		}
		i += n
	}
	pp.marks(m)
	pp.problems(p)
	pp.losses(p)
}

// alike counts the changes from the first on that are as good as the same: whole files of
// one writer in one folder, too long to be shown.
func alike(list []*publish.Change) (n int) {
	first := list[0]
	for n < len(list) {
		c := list[n]
		if !tooLong(c) || (c.Old == nil) != (first.Old == nil) || filepath.Dir(c.Path) != filepath.Dir(first.Path) || !slices.Equal(c.Writers, first.Writers) {
			break
		}
		n++
	}
	return max(n, 1)
}

// tooLong reports whether a new or removed file has too many lines to be shown.
func tooLong(c *publish.Change) bool {
	return (c.Old == nil || c.New == nil) && bytes.Count(slices.Concat(c.Old, c.New), []byte("\n")) > maxWhole
}

func (pp *planPrinter) several(list []*publish.Change) {
	mark, word := "+", "new"
	if list[0].New == nil {
		mark, word = "-", "remove"
	}
	var names []string
	for _, c := range list {
		names = append(names, filepath.Base(c.Path))
	}
	fmt.Fprintf(pp.out, "\n%s %s  %s\n", pp.style.paint(bold, mark+" "+pad(word, 6)), visible(shortPath(filepath.Dir(list[0].Path))+string(filepath.Separator)), pp.style.paint(dim, strings.Join(list[0].Writers, ", ")))
	fmt.Fprintf(pp.out, "    %s\n", pp.style.wrap(visible(strings.Join(names, " ")), "    "))
}

func (pp *planPrinter) change(c *publish.Change) {
	mark, word := "~", "change"
	switch {
	case c.Old == nil:
		mark, word = "+", "new"
	case c.New == nil:
		mark, word = "-", "remove"
	}
	fmt.Fprintf(pp.out, "\n%s %s  %s\n", pp.style.paint(bold, mark+" "+pad(word, 6)), visible(shortPath(c.Path)), pp.style.paint(dim, strings.Join(c.Writers, ", ")))
	if tooLong(c) {
		n := bytes.Count(slices.Concat(c.Old, c.New), []byte("\n"))
		fmt.Fprintf(pp.out, "    %s\n", pp.style.paint(dim, plural(n, "line")))
		return
	}
	lines := strings.Split(strings.TrimSuffix(string(diff.Diff("", c.Old, "", c.New)), "\n"), "\n")
	shown := 0
	for i, line := range lines {
		if i < 3 || strings.HasPrefix(line, `\`) { // the names of the files, and the words about final line ends
			continue
		}
		if shown++; shown > maxDiff {
			fmt.Fprintf(pp.out, "    %s\n", pp.style.paint(dim, fmt.Sprintf("… and %d more lines", len(lines)-i)))
			break
		}
		colour := dim
		switch line[:min(1, len(line))] {
		case "+":
			colour = green
		case "-":
			colour = red
		}
		fmt.Fprintf(pp.out, "    %s\n", pp.style.paint(colour, visible(clipLine(line, pp.style.width+20))))
	}
}

func clipLine(line string, n int) string {
	if runes := []rune(line); len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return line
}

// shortPath names a file from the current folder on, where it is below.
func shortPath(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real
	}
	if rel, err := filepath.Rel(here, name); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return name
}

func (pp *planPrinter) marks(m *marked) {
	if m == nil || len(m.counts) == 0 {
		return
	}
	fmt.Fprintf(pp.out, "\n%s\n", pp.style.paint(bold, "Image files"))
	for _, s := range stamp.Statuses() {
		if n := m.counts[s]; n > 0 && s != stamp.Skipped {
			w := stampWords[s]
			word := w.word
			if s == stamp.Stamped {
				word = "to mark"
			}
			fmt.Fprintf(pp.out, "  %s %s\n", pp.style.paint(w.colour, w.mark), plural(n, "file")+" "+word)
		}
	}
	for i, r := range m.attended {
		if i == maxListed {
			fmt.Fprintf(pp.out, "    … and %d more\n", len(m.attended)-i)
			break
		}
		fmt.Fprintf(pp.out, "    %s: %s [%s]\n", visible(shortPath(r.Path)), visible(r.Hint), r.Code)
	}
}

// problems lists what was found, the graver first, and steps at the end.
func (pp *planPrinter) problems(p *publish.Plan) {
	var all []proviso.Problem
	all = append(all, p.Problems...)
	for _, part := range p.Parts {
		for _, problem := range part.Problems {
			if problem.Where.Source != "" && part.Folder != "" {
				problem.Where.Source = shortPath(filepath.Join(part.Folder, filepath.FromSlash(problem.Where.Source)))
			}
			all = append(all, problem)
		}
	}
	if len(all) == 0 {
		return
	}
	fmt.Fprintln(pp.out)
	for severity := proviso.Fault; ; severity-- {
		for i := range all {
			if all[i].Severity == severity {
				writeProblem(pp.out, pp.style, &all[i])
			}
		}
		if severity == proviso.Notice {
			return
		}
	}
}

// losses tell what each place cannot say. Places that lose the same about the same use
// share a line.
func (pp *planPrinter) losses(p *publish.Plan) {
	var order []string
	titles := map[string][]string{}
	for _, part := range p.Parts {
		for _, l := range part.Losses {
			text := fmt.Sprintf("%s: %s", l.Use, l.Why)
			if l.Scope != "" {
				text = l.Scope + "  " + text
			}
			if titles[text] == nil {
				order = append(order, text)
			}
			if list := titles[text]; len(list) == 0 || list[len(list)-1] != part.Writer.Title {
				titles[text] = append(list, part.Writer.Title)
			}
		}
	}
	if len(order) == 0 {
		return
	}
	fmt.Fprintf(pp.out, "\n%s\n", pp.style.paint(bold, "Said more strictly than declared, and explained by the declaration"))
	for _, text := range order {
		fmt.Fprintf(pp.out, "  %s\n", pp.style.wrap(visible(strings.Join(titles[text], ", ")+"  "+text), "    "))
	}
}

// steps are what is left to a person.
func (pp *planPrinter) steps(p *publish.Plan) {
	var steps []string
	for _, part := range p.Parts {
		steps = append(steps, part.Steps...)
	}
	if len(steps) == 0 {
		return
	}
	fmt.Fprintf(pp.out, "\n%s\n", pp.style.paint(bold, "Then"))
	for _, s := range steps {
		fmt.Fprintf(pp.out, "  %s\n", pp.style.wrap(visible(s), "  "))
	}
}

func (pp *planPrinter) endPlan(p *publish.Plan, m *marked) {
	n := len(p.Changes)
	if n+m.counts[stamp.Stamped] == 0 {
		fmt.Fprintln(pp.out, "\nEverything is as declared: nothing would change.")
		return
	}
	pp.steps(p)
	fmt.Fprintf(pp.out, "\n%s would change. Nothing was written: proviso apply writes it.\n", pp.total(p, m))
}

func (pp *planPrinter) total(p *publish.Plan, m *marked) string {
	text := plural(len(p.Changes), "file")
	if n := m.counts[stamp.Stamped] + m.counts[stamp.Restored]; n > 0 {
		text += " and " + plural(n, "image")
	}
	return text
}

func (pp *planPrinter) endApply(p *publish.Plan, m *marked) {
	pp.steps(p)
	fmt.Fprintf(pp.out, "\n%s written. To go back: proviso undo\n", pp.total(p, m))
	if pp.project.d.Party.Domain != "" {
		fmt.Fprintln(pp.out, pp.style.paint(dim, "Once it is online, proviso verify looks at it from outside."))
	}
}

func (pp *planPrinter) endUndo(p *publish.Plan, m *marked) {
	fmt.Fprintf(pp.out, "\n%s given back as they were.\n", pp.total(p, m))
}
