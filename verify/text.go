package verify

import (
	"strconv"
	"strings"
)

// Line is one line of what a report says to people, for whoever prints it.
type Line struct {
	// Heading lines begin what is said about one address.
	Heading  bool
	Severity Severity // the gravest in what follows, for a heading
	Text     string
	// Evidence and Mend stand below the text; empty for none.
	Evidence []string
	Mend     string
}

// Lines words the report for people. Of each address the checks that need something done
// are told one by one, and the others in one line. Texts that differ in the use alone are
// one line.
func (r *Report) Lines() (lines []Line) {
	for from := 0; from < len(r.Checks); {
		to := from
		for to < len(r.Checks) && r.Checks[to].URL == r.Checks[from].URL {
			to++
		}
		lines = append(lines, r.linesAbout(r.Checks[from:to])...)
		from = to
	}
	return lines
}

func (r *Report) linesAbout(checks []Check) []Line {
	title := checks[0].URL
	switch kind := checks[0].Place; {
	case title == "":
		title = r.File
	case kind != "":
		title += " (" + string(kind) + ")"
	}
	lines := []Line{{Heading: true, Text: title, Severity: checks[0].Severity}}
	passed, silent := 0, map[string]bool{}
	for i := range checks {
		c := &checks[i]
		switch {
		case c.Severity == Pass:
			passed++
			continue
		case c.Severity == Note && c.Verdict == Silent && c.Reader != "":
			// Four lines about what one reader need not learn are noise.
			if silent[c.Reader] {
				continue
			}
			silent[c.Reader] = true
			lines = append(lines, Line{Severity: Note, Text: silence(checks, c.Reader)})
			continue
		}
		line := Line{Severity: c.Severity, Text: c.Message, Mend: c.Mend}
		for _, e := range c.Evidence {
			line.Evidence = append(line.Evidence, strings.TrimSuffix(e.Where+"  "+clip(e.Raw, 120), "  "))
		}
		lines = append(lines, line)
	}
	if passed > 0 {
		lines = append(lines, Line{Severity: Pass, Text: strconv.Itoa(passed) + " of " + strconv.Itoa(len(checks)) + " as declared"})
	}
	return lines
}

// silence is one sentence about all that a reader learns nothing about.
func silence(checks []Check, reader string) string {
	var uses []string
	title := reader
	for i := range checks {
		if c := &checks[i]; c.Reader == reader && c.Severity == Note && c.Verdict == Silent {
			uses = append(uses, c.Use.Plain())
		}
	}
	for i := range readers {
		if readers[i].Name == reader {
			title = readers[i].Title
		}
	}
	return title + " learns nothing here about " + strings.Join(uses, ", ")
}

// Summary is the report in one sentence.
func (r *Report) Summary() string {
	counts := strconv.Itoa(len(r.Checks)) + " checks at " + strconv.Itoa(len(r.Places)) + " places"
	switch r.Exit() {
	case ExitLooser:
		return counts + ": " + strconv.Itoa(r.Count(Fail)) + " fail, as readers are told less than is declared"
	case ExitFailed:
		return counts + ": none fails, and something could not be looked at"
	case ExitStricter:
		return counts + ": nobody is told less than is declared, and " + strconv.Itoa(r.Count(Warn)) + " should be looked at"
	}
	return counts + ": the site says what is declared"
}
