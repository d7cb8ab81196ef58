package vectors

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The test binary is also the programs it runs: with this variable set it plays
// one of them.
const playing = "VECTORS_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if name := os.Getenv(playing); name != "" {
		os.Exit(play(name))
	}
	os.Exit(m.Run())
}

// play reads requests and answers each by a table of what the vectors expect,
// except where the program has a fault.
func play(name string) int {
	all, err := Load()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	table := make(map[string]Vector)
	for _, v := range all {
		table[v.ID()] = v
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	if name == "deaf" {
		time.Sleep(time.Hour)
	}
	for n := 1; in.Scan(); n++ {
		var request struct{ ID string }
		if err := json.Unmarshal(in.Bytes(), &request); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		if code, end := misplay(name, n, out); end {
			return code
		}
		reply(out, name, n, table[request.ID])
		if name != "late" { // late answers everything at the end of its input
			out.Flush()
		}
	}
	if name == "chatty" {
		fmt.Fprintln(out, "all done")
	}
	return 0
}

// misplay does what does not depend on the vector.
func misplay(name string, n int, out *bufio.Writer) (code int, end bool) {
	switch {
	case name == "dies" && n == 4:
		fmt.Fprintln(os.Stderr, "segmentation fault, as it were")
		return 3, true
	case name == "hangs" && n == 4:
		time.Sleep(time.Hour)
	case name == "garbage" && n == 2:
		fmt.Fprintln(out, "\x00\xff not JSON")
	case name == "long" && n == 2:
		out.Write(bytes.Repeat([]byte("a"), MaxAnswer+10))
		fmt.Fprintln(out)
	case name == "loud":
		fmt.Fprintln(os.Stderr, n, strings.Repeat("x", MaxStderr/10))
	}
	return 0, false
}

// reply writes the answer to the nth request, in the program's way.
func reply(out *bufio.Writer, name string, n int, v Vector) {
	a := struct {
		ID string `json:"id"`
		Expectation
	}{v.ID(), v.Expect}
	switch {
	case (name == "garbage" || name == "long") && n == 2:
		return // misplay wrote something in its place
	case name == "denies":
		uses := make(map[string]Outcome)
		for _, use := range Uses() {
			uses[use] = Outcome{Word: "deny"}
		}
		a.Uses = uses
	case name == "mixes" && n == 2:
		a.ID = "somebody else"
	case name == "skips" && n == 2:
		return
	}
	line, err := marshal(a)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(out, "%s\r\n", line)
}

// running runs a program of play over a small suite.
func running(t *testing.T, ctx context.Context, name string, opts Options) Report {
	t.Helper()
	t.Setenv(playing, name)
	report, err := Run(ctx, []string{os.Args[0]}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestRunOfARightProgram(t *testing.T) {
	report := running(t, t.Context(), "right", Options{})
	all := loaded(t)
	if !report.Conforms() || report.Fault != "" || report.Total.Passed != len(report.Results) {
		t.Fatalf("%s, fault %q, stderr %q", report.Total, report.Fault, report.Stderr)
	}
	if len(report.Results)+report.NotRun != len(all) || report.NotRun == 0 {
		t.Errorf("%d results and %d not run of %d", len(report.Results), report.NotRun, len(all))
	}
	sum := 0
	for _, tally := range report.Suites {
		sum += tally.Vectors
	}
	if sum != report.Total.Vectors || len(report.Statuses) != len(Statuses()) {
		t.Errorf("suites add up to %d of %d; statuses %v", sum, report.Total.Vectors, report.Statuses)
	}
}

func TestRunOfAProgramThatAnswersAtTheEnd(t *testing.T) {
	if report := running(t, t.Context(), "late", Options{}); !report.Conforms() {
		t.Fatalf("%s, fault %q", report.Total, report.Fault)
	}
}

func TestRunOfAWrongProgram(t *testing.T) {
	report := running(t, t.Context(), "denies", Options{Suites: []string{Expression}})
	if report.Conforms() || report.Total.Failed == 0 || report.Total.Excused == 0 || report.Total.Errored != 0 {
		t.Fatalf("%s", report.Total)
	}
	for _, result := range report.Results {
		if result.Verdict == Passed || len(result.Diffs) == 0 {
			t.Errorf("%s: %s with %v", result.Vector.ID(), result.Verdict, result.Diffs)
		}
		if (result.Verdict == Excused) != result.Vector.CanFail {
			t.Errorf("%s: %s, can-fail %v", result.Vector.ID(), result.Verdict, result.Vector.CanFail)
		}
	}
}

func TestWrongProposalsDoNotCount(t *testing.T) {
	report := running(t, t.Context(), "denies", Options{Suites: []string{Combine}, Statuses: []Status{Proposal}})
	if !report.Conforms() || report.Total.Failed == 0 {
		t.Fatalf("%s", report.Total)
	}
}

func TestRunOfFaultyPrograms(t *testing.T) {
	header := len(running(t, t.Context(), "right", Options{Suites: []string{Header}}).Results)
	for name, want := range map[string]struct {
		fault   string // in Fault
		reason  string // in the Err of the second or fourth vector
		passed  int
		errored int
	}{
		"dies":    {"ended before its last answer: exit status 3", "no answer", 3, header - 3},
		"hangs":   {"was silent for", "no answer", 3, header - 3},
		"deaf":    {"was silent for", "no answer", 0, header},
		"garbage": {"", "not an answer", header - 1, 1},
		"long":    {"", "a line of more than", header - 1, 1},
		"mixes":   {"", "out of order", header - 1, 1},
		"skips":   {"ended before its last answer", "out of order", 1, header - 1},
		"chatty":  {"wrote more lines than it was asked for", "", header, 0},
	} {
		t.Run(name, func(t *testing.T) {
			opts := Options{Suites: []string{Header}}
			if name == "hangs" || name == "deaf" {
				opts.Silence = 2 * time.Second // long enough to start on a busy machine
			}
			report := running(t, t.Context(), name, opts)
			if report.Conforms() {
				t.Error("conforms")
			}
			if report.Total.Passed != want.passed || report.Total.Errored != want.errored {
				t.Errorf("%s, want %d pass, %d error", report.Total, want.passed, want.errored)
			}
			if !strings.HasPrefix(report.Fault, want.fault) || want.fault == "" && report.Fault != "" {
				t.Errorf("fault %q, want %q", report.Fault, want.fault)
			}
			for _, result := range report.Results {
				if result.Verdict == Errored && !strings.Contains(result.Err, want.reason) && !strings.Contains(result.Err, "no answer") {
					t.Errorf("%s: %s", result.Vector.ID(), result.Err)
				}
			}
			if name == "dies" && !strings.Contains(report.Stderr, "as it were") {
				t.Errorf("stderr %q", report.Stderr)
			}
		})
	}
}

func TestStderrIsBounded(t *testing.T) {
	report := running(t, t.Context(), "loud", Options{Suites: []string{Header}})
	if len(report.Stderr) != MaxStderr || !report.Conforms() {
		t.Fatalf("%d bytes kept, %s", len(report.Stderr), report.Total)
	}
	last := fmt.Sprint(len(report.Results))
	if !strings.Contains(report.Stderr, "\n"+last+" x") {
		t.Error("the end of what was written is not what was kept")
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	report := running(t, ctx, "hangs", Options{Suites: []string{Header}})
	if report.Conforms() || !strings.HasPrefix(report.Fault, "was stopped: ") || report.Total.Passed > 3 {
		t.Fatalf("fault %q, %s", report.Fault, report.Total)
	}
}

// A program that is a shell script leaves children behind that hold its output
// open; the run must not wait for them.
func TestRunDoesNotWaitForGrandchildren(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	began := time.Now()
	report, err := Run(t.Context(), []string{shell, "-c", "sleep 60 & sleep 60"}, Options{Suites: []string{Header}, Silence: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if report.Conforms() || time.Since(began) > 20*time.Second {
		t.Fatalf("fault %q after %s", report.Fault, time.Since(began))
	}
}

func TestNoRun(t *testing.T) {
	for name, test := range map[string]struct {
		command []string
		opts    Options
	}{
		"no command":      {nil, Options{}},
		"no such program": {[]string{"/no/such/program"}, Options{}},
		"unknown suite":   {[]string{os.Args[0]}, Options{Suites: []string{"signal"}}},
		"unknown status":  {[]string{os.Args[0]}, Options{Statuses: []Status{"draft"}}},
		"nothing to run":  {[]string{os.Args[0]}, Options{Suites: []string{Writer}}},
	} {
		if report, err := Run(t.Context(), test.command, test.opts); err == nil || report.Conforms() {
			t.Errorf("%s: error %v, conforms %v", name, err, report.Conforms())
		}
	}
}

func TestReadLine(t *testing.T) {
	input := "a\r\n\n" + strings.Repeat("b", MaxAnswer+1) + "\nc"
	r := bufio.NewReader(strings.NewReader(input))
	for i, want := range []string{"a", "", "too long", "c"} {
		l, err := readLine(r)
		switch {
		case err != nil:
			t.Fatal(i, err)
		case want == "too long":
			if l.err == nil || len(l.text) != 0 {
				t.Errorf("line %d: %d bytes, error %v", i, len(l.text), l.err)
			}
		case l.err != nil || string(l.text) != want:
			t.Errorf("line %d: %q, error %v, want %q", i, l.text, l.err, want)
		}
	}
	if _, err := readLine(r); err == nil {
		t.Error("a line after the last")
	}
}
