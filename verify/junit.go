package verify

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Skipped   int         `xml:"skipped,attr"`
	Timestamp string      `xml:"timestamp,attr"`
	Cases     []junitCase `xml:"testcase"`
}

// junitCase has at most one of the three, as Jenkins and GitLab read no more.
type junitCase struct {
	Class   string       `xml:"classname,attr"`
	Name    string       `xml:"name,attr"`
	File    string       `xml:"file,attr,omitempty"`
	Line    int          `xml:"line,attr,omitempty"`
	Skipped *junitResult `xml:"skipped"`
	Error   *junitResult `xml:"error"`
	Failure *junitResult `xml:"failure"`
	Out     string       `xml:"system-out,omitempty"`
}

type junitResult struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// WriteJUnit writes the report in the XML of JUnit as continuous integration reads it
// (github.com/testmoapp/junitxml): a suite for each address, a case for each check. What
// fails is a failure, what could not be looked at an error, and what was not looked at
// without need is skipped. The format has no warnings; they pass, and stand in system-out.
func (r *Report) WriteJUnit(w io.Writer) error {
	out := junitSuites{Name: "proviso verify " + r.URL}
	at := map[string]int{}
	for i := range r.Checks {
		c := &r.Checks[i]
		name := c.URL
		if name == "" {
			name = r.File
		}
		n, known := at[name]
		if !known {
			n = len(out.Suites)
			at[name] = n
			out.Suites = append(out.Suites, junitSuite{Name: name, Timestamp: r.Time.UTC().Format(time.RFC3339)})
		}
		out.Suites[n].add(r.junitCase(c))
	}
	for i := range out.Suites {
		s := &out.Suites[i]
		out.Tests, out.Failures = out.Tests+s.Tests, out.Failures+s.Failures
		out.Errors, out.Skipped = out.Errors+s.Errors, out.Skipped+s.Skipped
	}
	text, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

func (r *Report) junitCase(c *Check) junitCase {
	out := junitCase{Class: c.Rule, Name: c.ID}
	if c.Reader != "" {
		out.Class += "." + c.Reader
	}
	if c.Line > 0 {
		out.File, out.Line = r.File, c.Line
	}
	result := &junitResult{Message: c.Message, Type: c.Verdict.String(), Text: c.detail()}
	switch {
	case c.Severity == Fail:
		out.Failure = result
	case c.Verdict == NotLookedAt && c.Severity == Warn:
		out.Error = result
	case c.Verdict == NotLookedAt:
		out.Skipped = &junitResult{Message: c.Message}
	case c.Severity > Pass:
		out.Out = c.Severity.String() + ": " + c.Message + "\n" + c.detail()
	}
	return out
}

// detail is what stands below the message: what to do, and the evidence.
func (c *Check) detail() string {
	var b strings.Builder
	if c.Mend != "" {
		b.WriteString(c.Mend + "\n")
	}
	for _, e := range c.Evidence {
		fmt.Fprintf(&b, "%s, %s: %s\n", e.Where, e.Carrier, e.Raw)
	}
	return b.String()
}
