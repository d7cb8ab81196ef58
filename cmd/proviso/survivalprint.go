package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/survival"
)

// survivalPrinter shows what became of an original: what the copy says now, then what
// became of each statement, of credit and rights, and of the file; then what most likely
// happened, and what would help.
type survivalPrinter struct {
	out   *bufio.Writer
	style style
	r     *survival.Report
}

// fates is how each fate is shown: shape and word, so that colour is never the only sign.
var fates = map[survival.Fate]sign{
	survival.Kept:      {"✓", "kept", green},
	survival.Rewritten: {"✓", "kept, rewritten", green},
	survival.Stricter:  {"▲", "stricter", yellow},
	survival.Looser:    {"▼", "looser", red},
	survival.Changed:   {"≠", "changed", yellow},
	survival.Lost:      {"✗", "lost", red},
	survival.New:       {"+", "new", dim},
	survival.Unseen:    {"?", "not compared", dim},
}

// fateColumn is how wide a fate is shown, and what follows begins behind it.
const fateColumn, wordColumn = 19, 16

func (p *survivalPrinter) print() {
	p.title()
	p.uses()
	p.statements()
	p.rights()
	p.file()
	p.why()
}

func (p *survivalPrinter) fate(f survival.Fate) string {
	sg := fates[f]
	return p.style.paint(sg.colour, pad(sg.shape+" "+sg.word, fateColumn))
}

// title names the two, and says in a sentence what the copy says now.
func (p *survivalPrinter) title() {
	fmt.Fprintf(p.out, "%s\n%s\n", p.style.paint(bold, visible(p.r.Original.Name)),
		p.style.paint(dim, "became ")+p.style.paint(bold, visible(p.r.Delivered.Name)))
	fmt.Fprintln(p.out, p.style.wrap(p.headline(), ""))
}

func (p *survivalPrinter) headline() string {
	r := p.r
	var now proviso.Outcomes
	for u := range r.Uses {
		now[u] = r.Uses[u].Delivered
	}
	says := "The copy says: " + sentence(now)
	if now.Silent() {
		says = "The copy says nothing about how machines may use it. Silence is not permission."
	}
	switch lost, looser := r.Count(survival.Lost), r.Count(survival.Looser); {
	case r.Silent() && r.Count(survival.Unseen) > 0:
		return "The original says nothing inside the file; what it says around it was not compared. " + says
	case r.Silent():
		return "The original says nothing, so nothing could be lost. " + says
	case r.Identical:
		return "The copy is the same file to the last byte. " + says
	case r.Held() && r.Count(survival.Stricter) > 0:
		return "Everything came through, though not all as it was meant. " + says
	case r.Held():
		return "Everything that was said came through. " + says
	case lost+looser == 0:
		return "The statements came through, and together they say less. " + says
	case lost == r.Said():
		return allLost(lost) + " " + says
	default:
		return fmt.Sprintf("Of %s, %s. %s", plural(r.Said(), "statement"), harm(lost, looser), says)
	}
}

func allLost(n int) string {
	switch n {
	case 1:
		return "The one statement is lost."
	case 2:
		return "Both statements are lost."
	}
	return fmt.Sprintf("All %d statements are lost.", n)
}

// harm words how many statements came to harm.
func harm(lost, looser int) string {
	var parts []string
	for _, part := range []struct {
		n    int
		verb string
	}{{lost, "lost"}, {looser, "reading looser"}} {
		switch part.n {
		case 0:
		case 1:
			parts = append(parts, "1 is "+part.verb)
		default:
			parts = append(parts, fmt.Sprintf("%d are %s", part.n, part.verb))
		}
	}
	return strings.Join(parts, " and ")
}

// uses sets the two sides next to each other.
func (p *survivalPrinter) uses() {
	fmt.Fprintf(p.out, "\n  %s%s%s\n", pad("", useColumn), p.style.paint(dim, pad("original", wordColumn)), p.style.paint(dim, "copy"))
	var asked []string
	for _, use := range proviso.Uses() {
		u := &p.r.Uses[use]
		line := "  " + pad(use.Plain(), useColumn) + p.word(u.Original) + p.word(u.Delivered)
		if u.Fate != survival.Kept {
			line += p.fate(u.Fate)
		}
		fmt.Fprintln(p.out, strings.TrimRight(line, " "))
		for _, o := range []proviso.Outcome{u.Original, u.Delivered} {
			if o.Word() == proviso.Conditional && !slices.Contains(asked, asks(o)) {
				asked = append(asked, asks(o))
			}
		}
	}
	for _, text := range asked {
		fmt.Fprintf(p.out, "  %s\n", p.style.wrap("only if: you "+text, "    "))
	}
	if p.saved() {
		fmt.Fprintf(p.out, "  %s\n", p.style.wrap("Once saved, the copy says less: part of this is only sent along with it.", "  "))
	}
}

// saved reports whether the delivered file by itself says less than with what is sent
// along with it.
func (p *survivalPrinter) saved() bool {
	return slices.ContainsFunc(p.r.Uses[:], func(u survival.Use) bool { return !u.Saved.AtLeast(u.Delivered) })
}

func (p *survivalPrinter) word(o proviso.Outcome) string {
	sg := signs[o.Word()]
	return p.style.paint(sg.colour, pad(sg.shape+" "+sg.word, wordColumn))
}

func (p *survivalPrinter) heading(text string) {
	fmt.Fprintf(p.out, "\n%s\n", p.style.paint(bold, text))
}

func (p *survivalPrinter) statements() {
	if len(p.r.Statements) == 0 {
		return
	}
	p.heading("What was said")
	for i := range p.r.Statements {
		p.statement(&p.r.Statements[i])
	}
}

// margin is where text below a fate begins.
var margin = strings.Repeat(" ", fateColumn+2)

func (p *survivalPrinter) statement(s *survival.Statement) {
	e, where := s.Original, ""
	if e != nil {
		where = p.at(&p.r.Original, e.Where)
		if s.Place == survival.Sidecar {
			where = "in the sidecar: " + where
		}
	}
	switch {
	case e == nil:
		e, where = s.Delivered, p.at(&p.r.Delivered, s.Delivered.Where)
	case s.Delivered != nil:
		if now := p.at(&p.r.Delivered, s.Delivered.Where); now != where {
			where += "; in the copy: " + now
		}
	}
	fmt.Fprintf(p.out, "  %s%s\n", p.fate(s.Fate), p.style.wrap(where, margin))
	width := p.style.width - utf8.RuneCountInString(margin)
	fmt.Fprintf(p.out, "%s%s\n", margin, p.style.paint(dim, quoted(e.Raw, width)))
	if s.Original != nil && s.Delivered != nil && s.Original.Raw != s.Delivered.Raw && s.Fate != survival.Rewritten {
		fmt.Fprintf(p.out, "%s%s\n", margin, p.style.paint(dim, quoted("now "+s.Delivered.Raw, width)))
	}
	text := ""
	if s.Fate == survival.Stricter || s.Fate == survival.Looser {
		text = "It said " + meaning(s.Original.Outcomes) + "; it says " + meaning(s.Delivered.Outcomes) + ". "
	}
	if text += s.Why; s.Covered {
		text += " The copy says as much or more otherwise."
	}
	if text != "" {
		fmt.Fprintf(p.out, "%s%s\n", margin, p.style.wrap(strings.TrimSpace(text), margin))
	}
}

// at is a position on one side.
func (p *survivalPrinter) at(side *survival.Side, w proviso.Where) string {
	return at(&answer.Answer{Question: side.Answer.Question}, w)
}
