package vectors

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"time"
)

const (
	// DefaultSilence is how long a program may write nothing. It is generous,
	// because a program may well read all requests before it answers the first.
	DefaultSilence = 30 * time.Second
	// MaxAnswer is the longest line, in bytes, taken as an answer. Answers quote
	// their evidence, so they are a few times as long as the longest vector.
	MaxAnswer = 4 << 20
	// MaxStderr is how many bytes of standard error are kept: its end, where a
	// dying program says why.
	MaxStderr = 64 << 10
	// settle is how long a program that was stopped, or has closed its output, may
	// take to go away before its pipes are closed.
	settle = 2 * time.Second
)

// Options choose what is run. The zero value runs everything.
type Options struct {
	Suites   []string      // only these; none means all
	Statuses []Status      // only these; none means all
	Silence  time.Duration // how long the program may write nothing; 0 is DefaultSilence
}

// check complains of a choice that would silently select nothing.
func (o Options) check() error {
	for _, suite := range o.Suites {
		if !slices.Contains(Suites(), suite) {
			return fmt.Errorf("vectors: no suite is called %q", suite)
		}
	}
	for _, status := range o.Statuses {
		if !slices.Contains(Statuses(), status) {
			return fmt.Errorf("vectors: no status is called %q", status)
		}
	}
	return nil
}

func (o Options) selects(v Vector) bool {
	return (len(o.Suites) == 0 || slices.Contains(o.Suites, v.Suite)) &&
		(len(o.Statuses) == 0 || slices.Contains(o.Statuses, v.Status))
}

// Run starts a program, gives it the requests of the selected vectors on
// standard input, one line each, and reads one answer a line from its standard
// output, in the same order (docs/batch.md). The program's exit status is its own
// business as long as every answer came.
//
// What the program does wrong is in the report. An error means that there was no
// run: the vectors do not load, nothing was selected, or the program could not be
// started. When ctx ends, the program is stopped and the rest are errors in the
// report.
func Run(ctx context.Context, command []string, opts Options) (Report, error) {
	if err := opts.check(); err != nil {
		return Report{}, err
	}
	all, err := Load()
	if err != nil {
		return Report{}, err
	}
	var report Report
	var selected []Vector
	for _, v := range all {
		switch {
		case !opts.selects(v):
		case v.Kind() == Writing:
			report.NotRun++
		default:
			selected = append(selected, v)
		}
	}
	if len(selected) == 0 {
		return report, errors.New("vectors: no vector is selected that a program can be asked about")
	}
	if len(command) == 0 {
		return report, errors.New("vectors: no program to run")
	}
	if opts.Silence <= 0 {
		opts.Silence = DefaultSilence
	}
	p, err := start(ctx, command, selected)
	if err != nil {
		return report, err
	}
	defer p.cancel()
	report.Results, report.Fault = p.judge(selected, opts.Silence)
	exit := p.stop()
	switch {
	case report.Fault == "":
	case ctx.Err() != nil:
		report.Fault = "was stopped: " + ctx.Err().Error()
	case report.Fault == ended && exit != nil:
		report.Fault += ": " + exit.Error()
	}
	report.Stderr = p.stderr.String()
	report.tally()
	return report, nil
}

// ended is the fault of a program whose output ends before its last answer.
const ended = "ended before its last answer"

// program is a running program.
type program struct {
	cmd    *exec.Cmd
	cancel context.CancelFunc
	lines  <-chan line
	closed bool // its output has ended
	stderr *tail
}

func start(ctx context.Context, command []string, vectors []Vector) (*program, error) {
	ctx, cancel := context.WithCancel(ctx)
	p := &program{cancel: cancel, stderr: &tail{limit: MaxStderr}}
	p.cmd = exec.CommandContext(ctx, command[0], command[1:]...)
	p.cmd.Stderr = p.stderr
	p.cmd.WaitDelay = settle
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		cancel()
		return nil, fmt.Errorf("vectors: %w", err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		cancel()
		return nil, fmt.Errorf("vectors: %w", err)
	}
	if err := p.cmd.Start(); err != nil {
		cancel()
		return nil, fmt.Errorf("vectors: %w", err)
	}
	go ask(stdin, vectors)
	p.lines = readLines(ctx, stdout)
	return p, nil
}

// ask writes every request and closes the input. A program that stops reading
// makes writes fail; what it then does not answer is reported where answers are
// read.
func ask(stdin io.WriteCloser, vectors []Vector) {
	defer stdin.Close()
	for _, v := range vectors {
		if _, err := stdin.Write(append(Request(v), '\n')); err != nil {
			return
		}
	}
}

// judge reads an answer for every vector. After a fault the remaining vectors
// are errors.
func (p *program) judge(vectors []Vector, silence time.Duration) (results []Result, fault string) {
	for _, v := range vectors {
		if fault != "" {
			results = append(results, unanswered(v, fault))
			continue
		}
		select {
		case l, ok := <-p.lines:
			if !ok {
				p.closed, fault = true, ended
				results = append(results, unanswered(v, fault))
				continue
			}
			results = append(results, verdict(v, l))
		case <-time.After(silence):
			fault = fmt.Sprintf("was silent for %s", silence)
			results = append(results, unanswered(v, fault))
		}
	}
	if fault == "" {
		fault = p.surplus()
	}
	return results, fault
}

func unanswered(v Vector, fault string) Result {
	return Result{Vector: v, Verdict: Errored, Err: "no answer: the program " + fault}
}

// surplus waits for the program to end its output, and complains of lines that
// nobody asked for. A program that goes on without writing is no fault: every
// answer came.
func (p *program) surplus() string {
	select {
	case _, more := <-p.lines:
		p.closed = !more
		if more {
			return "wrote more lines than it was asked for"
		}
	case <-time.After(settle):
	}
	return ""
}

// stop ends the program and gives how it ended. A program that closed its output
// may end by itself, because its exit status then says more than that it was
// killed.
func (p *program) stop() error {
	if !p.closed {
		p.cancel()
	}
	defer time.AfterFunc(settle, p.cancel).Stop()
	return p.cmd.Wait()
}

// verdict judges one line.
func verdict(v Vector, l line) Result {
	if l.err != nil {
		return Result{Vector: v, Verdict: Errored, Err: l.err.Error()}
	}
	a, err := parseAnswer(l.text)
	if err != nil {
		return Result{Vector: v, Verdict: Errored, Err: err.Error()}
	}
	var id string
	if err := json.Unmarshal(a.ID, &id); err != nil || id != v.ID() {
		return Result{Vector: v, Verdict: Errored, Err: fmt.Sprintf("answered out of order: id %s, want %q", a.ID, v.ID())}
	}
	diffs := compare(v, a)
	switch {
	case len(diffs) == 0:
		return Result{Vector: v, Verdict: Passed}
	case v.CanFail:
		return Result{Vector: v, Verdict: Excused, Diffs: diffs}
	}
	return Result{Vector: v, Verdict: Failed, Diffs: diffs}
}
