package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/stamp"
)

// header is the page above the files.
type header struct {
	Title, Lead string
	Incomplete  string
	DryRun      bool
	Facts       []fact
	Bar         []segment
	BarText     string // the bar in words
	Statuses    []share
	Files       int
	Written     int
	Matrix      []useRows
	Read        int
	Unread      int
}

// fact is something about the run. Values are from outside.
type fact struct {
	Name   string
	Values []string
}

// share is how many files have a status.
type share struct {
	Status stamp.Status
	Words  string // what the status does not say by itself
	Files  int
	Share  string
	Listed bool
}

// segment is a part of the bar, in percent.
type segment struct {
	Status   stamp.Status
	X, Width string
	Words    string
}

// useRows are the files by what they say about a use, before and after.
type useRows struct {
	Use, Plain    string
	Before, After []cellCount
}

// cellCount is a figure of the matrix. Changed is set where before and after differ.
type cellCount struct {
	Files   int
	Changed bool
}

func headerOf(s *summary) *header {
	t := &s.Totals
	h := &header{Title: s.title(), Lead: s.lead(), Incomplete: s.Incomplete, DryRun: s.DryRun, Facts: s.facts(),
		Files: t.Files, Written: t.Written, Read: t.Read, Unread: t.Files - t.Read}
	var inWords []string
	for _, status := range stamp.Statuses() {
		n := t.Status[status]
		_, words, _ := strings.Cut(plain(status, false), ": ")
		if s.DryRun && (status == stamp.Stamped || status == stamp.Restored) {
			words = plain(status, true)
		}
		h.Statuses = append(h.Statuses, share{status, words, n, percent(n, t.Files), n > 0})
		if n > 0 {
			inWords = append(inWords, fmt.Sprintf("%s %s", status, figure(n)))
		}
	}
	h.Bar, h.BarText = bar(t), strings.Join(inWords, ", ")
	for _, u := range proviso.Uses() {
		h.Matrix = append(h.Matrix, rowsOf(u, t))
	}
	return h
}

func rowsOf(u proviso.Use, t *Totals) useRows {
	r := useRows{Use: u.String(), Plain: u.Plain()}
	for w := range t.Before[u] {
		changed := t.Before[u][w] != t.After[u][w]
		r.Before = append(r.Before, cellCount{t.Before[u][w], changed})
		r.After = append(r.After, cellCount{t.After[u][w], changed})
	}
	return r
}

func (s *summary) title() string {
	switch {
	case s.Undo:
		return "Report of an undo"
	case s.Clear:
		return "Report of a clearing run"
	}
	return "Stamping report"
}

// lead is the report in a sentence or two.
func (s *summary) lead() string {
	t := &s.Totals
	if t.Files == 0 {
		return "No files."
	}
	text := count(t.Files, "file", "files") + ". "
	done := t.Status[stamp.Stamped] + t.Status[stamp.Restored]
	if s.DryRun {
		text += figure(done) + " would be written; nothing was. "
	} else {
		text += figure(t.Written) + " written. "
	}
	switch n := t.Attention(); n {
	case 0:
		return text + "None needs attention."
	case 1:
		return text + "1 needs attention."
	default:
		return text + figure(n) + " need attention."
	}
}

// facts are what is known about the run, without what was not given.
func (s *summary) facts() []fact {
	var facts []fact
	add := func(name string, values ...string) {
		if strings.Join(values, "") != "" {
			facts = append(facts, fact{name, values})
		}
	}
	var uses, options []string
	for _, u := range s.Uses {
		uses = append(uses, u.String())
	}
	for _, o := range []struct {
		on   bool
		name string
	}{{s.DryRun, "dry run"}, {s.InPlace, "in place"}, {s.Sidecar, "sidecars where needed"}, {s.Replace, "replace"}} {
		if o.on {
			options = append(options, o.name)
		}
	}
	add("Signal", s.Signal)
	add("For the uses", strings.Join(uses, ", "))
	add("Expression", s.Expression)
	add("Declaration", s.Declaration)
	add("Files named", s.Paths...)
	add("Options", strings.Join(options, ", "))
	add("Began", clock(s.Began))
	add("Ended", clock(s.Ended)+lasted(s.Began, s.Ended))
	add("Tool", s.Tool)
	add("Follows", s.Specs...)
	return facts
}

func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 January 2006, 15:04:05 UTC")
}

func lasted(from, to time.Time) string {
	if from.IsZero() || to.IsZero() {
		return ""
	}
	return " (after " + to.Sub(from).Round(time.Millisecond).String() + ")"
}
