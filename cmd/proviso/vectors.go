package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso/vectors"
)

func newVectors(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "vectors",
		Short: "List, export and run the conformance kit",
		Long: `The conformance kit is a set of small cases for AIPREF and CC signals, each with
what a reader must make of it and where the specification says so. It can be
exported for any language, and run against any program that speaks the batch form
(docs/batch.md).`,
		Example: `  proviso vectors list --suite signals
  proviso vectors export > vectors.json
  proviso vectors run -- proviso check --batch`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newVectorsList(s), newVectorsExport(s), newVectorsRun(s))
	return cmd
}

func newVectorsList(s streams) *cobra.Command {
	var suites []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the vectors and what each checks",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := vectors.Load()
			if err != nil {
				return failure{err}
			}
			if err := knownSuites(suites); err != nil {
				return err
			}
			st := newStyle(s.out)
			n := 0
			for _, v := range list {
				if len(suites) > 0 && !slices.Contains(suites, v.Suite) {
					continue
				}
				n++
				if asJSON {
					line, err := json.Marshal(map[string]string{"id": v.ID(), "checks": v.Checks, "source": v.Source, "spec": v.Spec, "status": string(v.Status)})
					if err != nil {
						return failure{err}
					}
					fmt.Fprintf(s.out, "%s\n", line)
					continue
				}
				fmt.Fprintf(s.out, "%s\n    %s\n    %s\n", st.paint(bold, v.ID()), v.Checks, st.paint(dim, v.Source))
			}
			if !asJSON {
				fmt.Fprintln(s.out, plural(n, "vector"))
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&suites, "suite", nil, "only these `suites`: "+strings.Join(vectors.Suites(), ", "))
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	return cmd
}

func newVectorsExport(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Print all vectors as one JSON bundle",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := vectors.WriteBundle(s.out); err != nil {
				return failure{err}
			}
			return nil
		},
	}
}

func newVectorsRun(s streams) *cobra.Command {
	var opts vectors.Options
	var asJSON, quiet bool
	cmd := &cobra.Command{
		Use:   "run [flags] -- PROGRAM [ARGUMENT ...]",
		Short: "Run the vectors against a program",
		Long: `Run starts a program, writes a request per vector to its standard input, reads an
answer per line from its standard output, and compares. It exits 0 when every
vector passed, 1 when one failed or the program did not answer.

Vectors marked proposal say how Proviso reads what the specifications leave open;
they are counted apart and do not count against a program.`,
		Example: "  proviso vectors run -- proviso check --batch",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := knownSuites(opts.Suites); err != nil {
				return err
			}
			report, err := vectors.Run(cmd.Context(), args, opts)
			if err != nil {
				if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
					err = fmt.Errorf("the program cannot be started: %w", err)
				}
				return failure{err}
			}
			if asJSON {
				err = writeJSON(s, reportJSON(report))
			} else {
				writeReport(s, report, quiet)
			}
			if err == nil && !report.Conforms() {
				err = status(exitFailed)
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&opts.Suites, "suite", nil, "only these `suites`: "+strings.Join(vectors.Suites(), ", "))
	f.DurationVar(&opts.Silence, "silence", 30*time.Second, "how long the program may write nothing")
	f.BoolVar(&quiet, "quiet", false, "print only the totals")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func knownSuites(suites []string) error {
	for _, suite := range suites {
		if !slices.Contains(vectors.Suites(), suite) {
			return fmt.Errorf("no suite is called %q: choose from %s", suite, strings.Join(vectors.Suites(), ", "))
		}
	}
	return nil
}

// writeReport shows what differs, then totals by suite and status.
func writeReport(s streams, r vectors.Report, quiet bool) {
	st := newStyle(s.out)
	for _, result := range r.Results {
		if quiet || result.Verdict == vectors.Passed {
			continue
		}
		v := result.Vector
		fmt.Fprintf(s.out, "%s %s (%s)\n    %s\n    %s\n", st.paint(yellow, result.Verdict.String()), v.ID(), v.Status, v.Checks, st.paint(dim, v.Source))
		for _, d := range result.Diffs {
			fmt.Fprintf(s.out, "    %s\n", visible(d.String()))
		}
		if result.Err != "" {
			fmt.Fprintf(s.out, "    %s\n", visible(result.Err))
		}
	}
	fmt.Fprintln(s.out, st.paint(bold, pad("", 16)+"vectors   pass   fail  excused  error"))
	tallies := append(append(r.Suites, r.Statuses...), r.Total)
	for i, t := range tallies {
		if i == len(r.Suites) || i == len(tallies)-1 {
			fmt.Fprintln(s.out)
		}
		fmt.Fprintf(s.out, "%s%7d%7d%7d%9d%7d\n", pad(t.Name, 16), t.Vectors, t.Passed, t.Failed, t.Excused, t.Errored)
	}
	if r.NotRun > 0 {
		fmt.Fprintf(s.out, "\n%s of writers were not run: they are for tests inside a program\n", plural(r.NotRun, "vector"))
	}
	if r.Fault != "" {
		fmt.Fprintln(s.err, "proviso: the program", r.Fault)
	}
	if r.Stderr != "" && !r.Conforms() {
		fmt.Fprintf(s.err, "proviso: the program wrote on standard error:\n%s\n", strings.TrimRight(r.Stderr, "\n"))
	}
}

func reportJSON(r vectors.Report) any {
	type result struct {
		ID      string         `json:"id"`
		Verdict string         `json:"verdict"`
		Diffs   []vectors.Diff `json:"diffs,omitempty"`
		Error   string         `json:"error,omitempty"`
	}
	list := make([]result, len(r.Results))
	for i, one := range r.Results {
		list[i] = result{one.Vector.ID(), one.Verdict.String(), one.Diffs, one.Err}
	}
	return map[string]any{
		"schema": "proviso.conformance/1", "conforms": r.Conforms(), "fault": r.Fault,
		"total": r.Total, "suites": r.Suites, "statuses": r.Statuses, "not_run": r.NotRun, "results": list,
	}
}
