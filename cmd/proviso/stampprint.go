package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// maxListed is how many files are listed that went as they should. What needs attention
// is always listed.
const maxListed = 20

// stampPrinter lists files as they are done, and sums up.
type stampPrinter struct {
	out          io.Writer
	style        style
	dryRun, undo bool
	listed, more int
	counts       map[stamp.Status]int
	total        int
}

// stampWord is how a status is shown, with a mark that does not depend on colour.
type stampWord struct{ mark, word, colour string }

func (p *stampPrinter) words(s stamp.Status) stampWord {
	w := stampWords[s]
	if p.dryRun && s == stamp.Stamped {
		w.word = "to stamp"
	}
	if p.dryRun && s == stamp.Restored {
		w.word = "to restore"
	}
	return w
}

var stampWords = map[stamp.Status]stampWord{
	stamp.Stamped:   {"✓", "stamped", green},
	stamp.Restored:  {"✓", "restored", green},
	stamp.Unchanged: {"=", "unchanged", dim},
	stamp.Held:      {"!", "held", yellow},
	stamp.Signed:    {"!", "signed", yellow},
	stamp.Refused:   {"!", "refused", yellow},
	stamp.Skipped:   {"-", "skipped", dim},
	stamp.Failed:    {"✗", "failed", red},
}

func (p *stampPrinter) result(r *stamp.Result) {
	if p.counts == nil {
		p.counts = map[stamp.Status]int{}
	}
	p.counts[r.Status]++
	p.total++
	quiet := r.Status == stamp.Stamped || r.Status == stamp.Unchanged || r.Status == stamp.Restored
	if quiet && !(p.dryRun && r.Status == stamp.Stamped) && len(r.Notes) == 0 {
		if p.listed == maxListed {
			p.more++
			return
		}
		p.listed++
	}
	w := p.words(r.Status)
	fmt.Fprintf(p.out, "%s  %s\n", p.style.paint(w.colour, w.mark+" "+pad(w.word, 9)), visible(r.Path))
	if r.Target != "" && r.Status == stamp.Stamped {
		p.detail("in its sidecar " + visible(r.Target))
	}
	if r.Hint != "" && !(r.Status == stamp.Unchanged && !p.undo) {
		p.detail(visible(r.Hint) + " [" + r.Code + "]")
	}
	for _, note := range r.Notes {
		p.detail(visible(note))
	}
	if p.dryRun && r.Status == stamp.Stamped {
		p.changes(r)
	}
}

func (p *stampPrinter) detail(text string) {
	fmt.Fprintf(p.out, "               %s\n", p.style.wrap(text, "               "))
}

// changes shows what a file says before and after; uses that change alike share a line.
func (p *stampPrinter) changes(r *stamp.Result) {
	var texts []string
	uses := map[string][]string{}
	for _, u := range proviso.Uses() {
		if r.Before[u].Equal(r.After[u]) {
			continue
		}
		text := outcomeWords(r.Before[u]) + " -> " + outcomeWords(r.After[u])
		if uses[text] == nil {
			texts = append(texts, text)
		}
		uses[text] = append(uses[text], u.String())
	}
	for _, text := range texts {
		p.detail(strings.Join(uses[text], ", ") + ": " + text)
	}
}

// outcomeWords is an outcome in a few words.
func outcomeWords(o proviso.Outcome) string {
	if o.Word() != proviso.Conditional {
		return o.Word().String()
	}
	var offers []string
	for _, offer := range o.Offers() {
		offers = append(offers, offer.String())
	}
	return "conditional (" + visible(strings.Join(offers, "; or ")) + ")"
}

// end sums up.
func (p *stampPrinter) end(args []string) {
	if p.more > 0 {
		fmt.Fprintf(p.out, "  … and %d more that went as they should\n", p.more)
	}
	if p.total == 0 {
		fmt.Fprintln(p.out, "No image files were found.")
		return
	}
	var parts []string
	for _, s := range stamp.Statuses() {
		if n := p.counts[s]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+p.words(s).word)
		}
	}
	fmt.Fprintf(p.out, "\n%s: %s\n", plural(p.total, "file"), strings.Join(parts, ", "))
	if p.dryRun {
		fmt.Fprintln(p.out, "This was a dry run: nothing was written.")
	}
	if p.counts[stamp.Stamped] > 0 && !p.dryRun {
		fmt.Fprintln(p.out, p.style.paint(dim, "To go back: proviso stamp --undo "+shellWords(args)))
	}
	if p.counts[stamp.Held] > 0 {
		fmt.Fprintln(p.out, p.style.paint(dim, "Held files keep what they say; --replace writes over it."))
	}
}

// shellWords quotes arguments for a shell where they need it.
func shellWords(args []string) string {
	var words []string
	for _, a := range args {
		if a == "" || strings.ContainsAny(a, " \t\n'\"\\$`*?[]{}()<>|&;!#~") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		words = append(words, visible(a))
	}
	return strings.Join(words, " ")
}

// exit is the exit code: something failed, or was left as it was.
func (p *stampPrinter) exit() int {
	switch {
	case p.counts[stamp.Failed] > 0:
		return exitFailed
	case p.counts[stamp.Held]+p.counts[stamp.Signed]+p.counts[stamp.Refused] > 0:
		return exitPartly
	}
	return exitAllowed
}
