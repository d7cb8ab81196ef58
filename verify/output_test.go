package verify_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/verify"
)

// report has one check of every kind that the forms treat differently.
func report() *verify.Report {
	credit := proviso.Signals()[0].Outcome()
	payment := proviso.Permit(proviso.NewOffer(proviso.Term{Kind: "rsl-payment", Link: "https://pay.example/", Text: "1 EUR\x1b"}))
	says := proviso.Outcomes{proviso.TrainAI: proviso.Allowed()}
	return &verify.Report{
		URL: "https://museum.example/", Domain: "museum.example", File: "proviso.toml", Digest: "sha-256=:a:", Published: "sha-256=:b:",
		Time: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
		Places: []verify.Place{
			{URL: "https://museum.example/", Kind: verify.Page, Status: 200, MediaType: "text/html", Collections: []string{"website"}},
			{URL: "https://museum.example/a.png", Kind: verify.Image, Status: 200, MediaType: "image/png", EmbeddedIn: "https://museum.example/"},
		},
		Checks: []verify.Check{
			{ID: "validity", Rule: verify.RuleValidity, Verdict: verify.Equal, Message: "the declaration is in force", Line: 8},
			{ID: "reader aipref / train-ai", Rule: verify.RuleReader, URL: "https://museum.example/", Place: verify.Page, Collection: "website", Reader: "aipref",
				Use: proviso.TrainAI, About: true, Declared: proviso.Denied(), Expected: proviso.Denied(), Found: proviso.Allowed(),
				Verdict: verify.Looser, Severity: verify.Fail, Message: `finds "yes" <&> where "no" is declared`, Mend: "Take it out.", Line: 13,
				Evidence: []verify.Evidence{{Carrier: "content-usage", Where: "Content-Usage::1", Raw: "train-ai=y ]]>", Says: says}}},
			{ID: "reader cc-signals / ai-use", Rule: verify.RuleReader, URL: "https://museum.example/", Place: verify.Page, Reader: "cc-signals",
				Use: proviso.AIUse, About: true, Declared: credit, Expected: credit, Found: payment.Join(credit), Verdict: verify.Stricter, Severity: verify.Warn,
				Message: "refuses more", Mend: "Change it."},
			{ID: "reader content-signals / ai-use", Rule: verify.RuleReader, URL: "https://museum.example/", Place: verify.Page, Reader: "content-signals",
				Use: proviso.AIUse, About: true, Declared: credit, Expected: proviso.Denied(), Verdict: verify.Silent, Severity: verify.Note, Message: "learns nothing"},
			{ID: "reader content-signals / search", Rule: verify.RuleReader, URL: "https://museum.example/", Place: verify.Page, Reader: "content-signals",
				Use: proviso.Search, About: true, Declared: proviso.Allowed(), Expected: proviso.Allowed(), Verdict: verify.Silent, Severity: verify.Note, Message: "learns nothing"},
			{ID: "place /b", Rule: verify.RulePlace, URL: "https://museum.example/b", Severity: verify.Warn, Message: "it answers 500", Mend: "See to it."},
			{ID: "projection x", Rule: verify.RuleProjection, URL: "https://museum.example/b", Severity: verify.Note, Message: "no place was looked at"},
		},
	}
}

// golden compares a text with a file below testdata. To take a new one, look at the
// difference and write it by hand.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Error(d)
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := report().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", b.Bytes())
}

func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := report().WriteJUnit(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.xml", b.Bytes())
	checkJUnit(t, b.Bytes())
}

// checkJUnit holds a file to the shape that tools read: the elements, their order and
// attributes, and counts that add up.
func checkJUnit(t *testing.T, text []byte) {
	t.Helper()
	within := map[string]string{"testsuites": "", "testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase", "error": "testcase", "skipped": "testcase", "system-out": "testcase"}
	needs := map[string][]string{"testsuites": {"name", "tests", "failures", "errors", "skipped"}, "testsuite": {"name", "tests", "failures", "errors", "skipped", "timestamp"},
		"testcase": {"classname", "name"}, "failure": {"message", "type"}, "error": {"message", "type"}, "skipped": {"message"}}
	counts := map[string]int{}
	claimed := map[string]string{}
	var open []string
	names := map[string]bool{}
	for d := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.StartElement:
			name, attributes := e.Name.Local, map[string]string{}
			for _, a := range e.Attr {
				attributes[a.Name.Local] = a.Value
			}
			parent := ""
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			if want, known := within[name]; !known || want != parent {
				t.Errorf("%s in %q", name, parent)
			}
			for _, a := range needs[name] {
				if _, ok := attributes[a]; !ok {
					t.Errorf("%s has no %s", name, a)
				}
			}
			if name == "testcase" {
				if key := attributes["classname"] + " " + attributes["name"]; names[key] {
					t.Errorf("two cases are called %s", key)
				} else {
					names[key] = true
				}
			}
			if name == "testsuites" {
				claimed = attributes
			}
			counts[name]++
			open = append(open, name)
		}
	}
	for name, attribute := range map[string]string{"testcase": "tests", "failure": "failures", "error": "errors", "skipped": "skipped"} {
		if claimed[attribute] != fmt.Sprint(counts[name]) {
			t.Errorf("%s=%s, and there are %d", attribute, claimed[attribute], counts[name])
		}
	}
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := report().WriteSARIF(&b); err != nil {
		t.Fatal(err)
	}
	checkSARIF(t, b.Bytes(), 3)
	for file, want := range map[string]string{
		"proviso.toml": "proviso.toml", "./site/my proviso.toml": "site/my%20proviso.toml", "/home/a/proviso.toml": "proviso.toml", "../proviso.toml": "proviso.toml", "": ".",
	} {
		r := report()
		r.File = file
		b.Reset()
		if err := r.WriteSARIF(&b); err != nil || !strings.Contains(b.String(), `"uri": "`+want+`"`) {
			t.Errorf("%q: %v, no %q", file, err, want)
		}
	}
}

// checkSARIF holds a log to what SARIF 2.1.0 and GitHub's code scanning ask of one: no
// member that the schema does not know (it allows none besides), every member that it
// requires, and the limits of code scanning.
func checkSARIF(t *testing.T, text []byte, results int) {
	t.Helper()
	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name, Version, InformationURI string
					Rules                         []struct {
						ID, Name, HelpURI                 string
						ShortDescription, FullDescription struct{ Text string }
						Help                              struct{ Text string }
						DefaultConfiguration              struct{ Level string }
					}
				}
			}
			AutomationDetails struct{ ID string }
			Invocations       []struct {
				ExecutionSuccessful bool
				ExitCode            int
			}
			ColumnKind string
			Results    []struct {
				RuleID, Level string
				RuleIndex     int
				Message       struct{ Text string }
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine int }
					}
					LogicalLocations []struct{ FullyQualifiedName, Kind string }
				}
				PartialFingerprints, Properties map[string]string
			}
		}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || !strings.Contains(log.Schema, "sarif-schema-2.1.0.json") || len(log.Runs) != 1 {
		t.Fatalf("%+v", log)
	}
	one := log.Runs[0]
	if one.Tool.Driver.Name == "" || one.Results == nil || len(one.Results) != results || len(one.Results) > 5000 || len(one.Invocations) != 1 {
		t.Errorf("%d results of %q", len(one.Results), one.Tool.Driver.Name)
	}
	for _, r := range one.Tool.Driver.Rules {
		if !regexp.MustCompile(`^verify-[a-z0-9-]+$`).MatchString(r.ID) || !regexp.MustCompile(`^Verify[A-Za-z0-9]+$`).MatchString(r.Name) ||
			r.ShortDescription.Text == "" || len(r.ShortDescription.Text) > 1024 || r.FullDescription.Text == "" || r.Help.Text == "" || r.DefaultConfiguration.Level != "warning" {
			t.Errorf("rule %+v", r)
		}
	}
	prints := map[string]bool{}
	for _, r := range one.Results {
		print := r.PartialFingerprints["primaryLocationLineHash"]
		if prints[print] || !regexp.MustCompile(`^[0-9a-f]{16}:1$`).MatchString(print) {
			t.Errorf("fingerprint %q", print)
		}
		prints[print] = true
		if r.RuleIndex < 0 || r.RuleIndex >= len(one.Tool.Driver.Rules) || one.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s is not rule %d", r.RuleID, r.RuleIndex)
		}
		if r.Message.Text == "" || !slices.Contains([]string{"error", "warning"}, r.Level) || len(r.Locations) != 1 {
			t.Errorf("result %+v", r)
			continue
		}
		at := r.Locations[0].PhysicalLocation
		if at.Region.StartLine < 1 || at.ArtifactLocation.URI == "" || strings.Contains(at.ArtifactLocation.URI, "..") || strings.HasPrefix(at.ArtifactLocation.URI, "/") {
			t.Errorf("location %+v", at)
		}
	}
}

// TestFormsOfSites writes the reports about real sites.
func TestFormsOfSites(t *testing.T) {
	s := newSite(t)
	s.header = func(path string, _ int) string { return "train-ai=y" }
	r := run(t, s, s.options(t))
	var b bytes.Buffer
	if err := r.WriteSARIF(&b); err != nil {
		t.Fatal(err)
	}
	checkSARIF(t, b.Bytes(), r.Count(verify.Warn)+r.Count(verify.Fail))
	for _, c := range r.Checks {
		if line := strings.Split(museum, "\n")[max(c.Line, 1)-1]; c.About && c.Use != proviso.TDM && !strings.HasPrefix(line, c.Use.String()+" = ") {
			t.Errorf("%s stands at line %d: %q", c.ID, c.Line, line)
		}
	}
	b.Reset()
	if err := r.WriteJUnit(&b); err != nil {
		t.Fatal(err)
	}
	checkJUnit(t, b.Bytes())
}

func TestLines(t *testing.T) {
	var got []string
	for _, l := range report().Lines() {
		got = append(got, fmt.Sprintf("%v %v %s | %s | %q", l.Heading, l.Severity, l.Text, l.Mend, l.Evidence))
	}
	want := []string{
		`true pass proviso.toml |  | []`,
		`false pass 1 of 1 as declared |  | []`,
		`true fail https://museum.example/ (page) |  | []`,
		`false fail finds "yes" <&> where "no" is declared | Take it out. | ["Content-Usage::1  train-ai=y ]]>"]`,
		`false warn refuses more | Change it. | []`,
		`false note a reader that knows Content Signals only learns nothing here about AI answers (grounding, summaries), search results that link back |  | []`,
		`true warn https://museum.example/b |  | []`,
		`false warn it answers 500 | See to it. | []`,
		`false note no place was looked at |  | []`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestExit(t *testing.T) {
	check := func(v verify.Verdict, s verify.Severity) verify.Check { return verify.Check{Verdict: v, Severity: s} }
	for _, tt := range []struct {
		checks []verify.Check
		want   int
		says   string
	}{
		{nil, 0, "says what is declared"},
		{[]verify.Check{check(verify.Stricter, verify.Pass), check(verify.Silent, verify.Note), check(verify.NotLookedAt, verify.Note)}, 0, "says what is declared"},
		{[]verify.Check{check(verify.Stricter, verify.Warn)}, 6, "1 should be looked at"},
		{[]verify.Check{check(verify.NotLookedAt, verify.Warn), check(verify.Stricter, verify.Warn)}, 1, "could not be looked at"},
		{[]verify.Check{check(verify.Stricter, verify.Warn), check(verify.NotLookedAt, verify.Warn)}, 1, "could not be looked at"},
		{[]verify.Check{check(verify.NotLookedAt, verify.Warn), check(verify.Looser, verify.Fail)}, 3, "1 fail"},
		{[]verify.Check{check(verify.Silent, verify.Fail)}, 3, "1 fail"},
	} {
		r := &verify.Report{Checks: tt.checks}
		if got := r.Exit(); got != tt.want || !strings.Contains(r.Summary(), tt.says) {
			t.Errorf("%+v: %d, %q", tt.checks, got, r.Summary())
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range verify.Codes() {
		if seen[c.Code] || !strings.HasPrefix(c.Code, "verify-") || !strings.HasSuffix(c.Meaning, ".") {
			t.Errorf("%+v", c)
		}
		seen[c.Code] = true
	}
}
