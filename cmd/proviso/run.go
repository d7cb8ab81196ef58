package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes are an interface; see the package comment.
const (
	exitAllowed     = 0
	exitFailed      = 1
	exitUsage       = 2
	exitDenied      = 3
	exitConditional = 4
	exitUnstated    = 5
	exitPartly      = 6 // of stamp: files were left as they were; of two copies: something is lost
	exitInterrupted = 130
)

// streams are what a command reads and writes: answers on out, words on err.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// status carries an exit code out of a command that has said all it has to say.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// failure marks an error that is the tool's or the world's, not the user's.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

// run executes the command line and gives the exit code. Manners on the
// terminal: answers go to standard output, everything else to standard error;
// an error is one line that starts with "proviso:", in lower case, without a
// final period, and where something can be done about it a line "hint:" follows.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code status
	switch {
	case err == nil:
		return exitAllowed
	case errors.As(err, &code):
		return int(code)
	case ctx.Err() != nil:
		fmt.Fprintln(s.err, "proviso: interrupted")
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitFailed // whoever read the answers has gone; nothing to tell them
	}
	fmt.Fprintln(s.err, "proviso:", err)
	if _, ok := errors.AsType[failure](err); ok {
		return exitFailed
	}
	fmt.Fprintln(s.err, "hint: proviso help")
	return exitUsage
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "proviso",
		Short: "Read what an owner says about how machines may reuse a work",
		Long: `Proviso reads what an owner says about how machines may reuse a work: yes, no,
or yes on a condition such as credit. It reads AIPREF preferences and implements
the CC signals draft, shows the evidence for every answer, and never takes
silence for permission.`,
		Example: `  proviso check https://example.com/photo.jpg
  proviso check --as ExampleBot page.warc.gz
  proviso explain https://example.com/
  proviso lint 'train-genai=n;exceptions=cc-cr-ec'`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.AddCommand(
		newCheck(s),
		newExplain(s),
		newInit(s),
		newPlan(s),
		newApply(s),
		newUndo(s),
		newVerify(s),
		newStamp(s),
		newServe(s),
		newLint(s),
		newFormats(s),
		newVectors(s),
		newVersion(s),
		newExitCodes(),
	)
	return root
}

// newExitCodes is a help topic.
func newExitCodes() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes of check and explain mean",
		Long: `Exit codes of check and explain, the same for every output format:

  0    allowed
  1    the tool failed: a host that does not answer, a file cut short
  2    usage
  3    denied
  4    conditional
  5    unstated; silence is not permission
  6    only of stamp and of check --original: some files were left as they were;
       something that was said is lost in the copy
  130  interrupted

With --use, the code is the answer for that use. Without it the code speaks for
every use: 3 if any is denied, 4 if any is conditional, else 0 if training
generative AI is allowed, and else 5. With several assets the strictest counts:
3 before 4 before 5 before 0. Failing to read something (1) comes before all.

The codes speak of preferences. Whether the asset may be fetched at all is told
in the answer and is not a preference. check --batch exits 0 when every request
got its answer. Scripts should treat any other code as a failure.`,
	}
}
