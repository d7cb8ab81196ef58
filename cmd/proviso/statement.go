package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/c2pa"
)

// writeOthers names the askers that are told something of their own, without
// quoting what; explain does.
func writeOthers(out *bufio.Writer, s style, a *answer.Answer) {
	var others []string
	for i := range a.Resolution.Evidence {
		e := &a.Resolution.Evidence[i]
		if !binds(e, a) && !slices.Contains(others, e.Asker) {
			others = append(others, e.Asker)
		}
	}
	if len(others) > 0 {
		text := "told something of their own (see explain): " + visible(strings.Join(others, ", "))
		fmt.Fprintf(out, "\n  %s\n", s.paint(dim, s.wrap(text, "  ")))
	}
}

// repeated reports whether the same was said before; explain shows where else.
func repeated(before []proviso.Rights, r *proviso.Rights) bool {
	return slices.ContainsFunc(before, func(b proviso.Rights) bool {
		return b.Kind == r.Kind && b.Value == r.Value && b.About == r.About
	})
}

// writeRights shows one piece of copyright information.
func writeRights(out *bufio.Writer, s style, a *answer.Answer, r *proviso.Rights) {
	text := visible(r.Value)
	if r.Name != "" {
		text = visible(r.Name) + "  " + s.paint(dim, text)
	}
	if r.About != "" {
		text += s.paint(dim, "  about "+visible(r.About))
	}
	fmt.Fprintf(out, "  %s  %s\n", pad(r.Kind.Plain(), 16), text+s.paint(dim, "  ("+at(a, r.Where)+")"))
}

// The column in which the text of statements begins: as the positions need it, within
// these bounds. A longer position has a line of its own.
const minStatementColumn, maxStatementColumn = 14, 24

func statementColumn(a *answer.Answer) int {
	column := minStatementColumn
	for i := range a.Resolution.Evidence {
		if e := &a.Resolution.Evidence[i]; binds(e, a) {
			if n := utf8.RuneCountInString(at(a, e.Where)); n <= maxStatementColumn {
				column = max(column, n)
			}
		}
	}
	return column
}

// writeStatement quotes a statement with its position, and says who says so.
func writeStatement(out *bufio.Writer, s style, a *answer.Answer, e *proviso.Evidence, column int) {
	where := at(a, e.Where)
	margin := strings.Repeat(" ", column+4)
	if utf8.RuneCountInString(where) > column {
		fmt.Fprintf(out, "  %s\n%s%s\n", s.paint(dim, where), margin, quoted(e.Raw, s.width-column-4))
	} else {
		fmt.Fprintf(out, "  %s  %s\n", s.paint(dim, pad(where, column)), quoted(e.Raw, s.width-column-4))
	}
	fmt.Fprintf(out, "%s%s\n", margin, s.paint(dim, s.wrap(speaker(a, e)+"; read as "+e.Spec, margin)))
}

// speaker says who makes a statement, to whom, about what, and how it got there.
func speaker(a *answer.Answer, e *proviso.Evidence) string {
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
	if e.Injected != "" {
		about += ", put there by " + visible(e.Injected) + " it seems"
	}
	if e.Trust != proviso.Unchecked {
		about += ", signature " + e.Trust.String()
	} else if e.Carrier == c2pa.Carrier.Name {
		about += ", signature unchecked" // the one carrier whose statements are always signed
	}
	if e.Explained != nil {
		about += "; a safe form, explained by " + at(a, e.Explained.By)
	}
	return about
}

// minQuoted is how much of a statement's text is shown at least, in bytes, however
// narrow the screen; explain and JSON have it all.
const minQuoted = 40

// quoted is a statement's text in one line of about the given columns.
func quoted(raw string, columns int) string {
	return visible(carrier.Clip(oneLine(raw), max(columns-1, minQuoted)))
}

// oneLine folds white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func orUnknown(name string) string {
	if name == "" {
		return "an unknown party"
	}
	return visible(name)
}
