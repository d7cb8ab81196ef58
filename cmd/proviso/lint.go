package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	robotsrules "github.com/proviso-signals/proviso/carrier/robots"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// exitMend is the exit code of lint where there is something to mend.
const exitMend = 3

// linting holds what lint is asked.
type linting struct {
	streams
	profile *expr.Profile
	from    string
	json    bool

	out  *bufio.Writer
	mend bool // something was found to mend
}

func newLint(s streams) *cobra.Command {
	k := &linting{streams: s}
	var profile string
	cmd := &cobra.Command{
		Use:   "lint [flags] EXPRESSION|FILE|- ...",
		Short: "Tell how an expression is read, what was meant, and mend it",
		Long: `Lint reads content usage expressions, the text after "Content-Usage:". For each it
tells the strict reading, what was probably meant, and prints the mended text.
Given a robots.txt, it looks at every line of it; given a declaration, proviso.toml, it
names every mistake with the nearest valid form, and what each part of the site says.

With --from, expressions are read by an older revision of the vocabulary and
brought up to date; what can no longer be said is listed.

It exits 0 when there is nothing to mend and 3 when there is.`,
		Example: `  proviso lint 'train-genai=n;exceptions=cc-cr-ec'
  proviso lint robots.txt proviso.toml
  proviso lint --from vocab-02 'all=n, search=y'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var ok bool
			if k.profile, ok = expr.ProfileNamed(profile); !ok {
				return fmt.Errorf("no profile is called %q: choose from %s", profile, strings.Join(profileNames(), ", "))
			}
			return k.run(args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&profile, "profile", "", "`name` of how labels are read (see proviso formats)")
	f.StringVar(&k.from, "from", "", "the `revision` an expression was written by: vocab-01 to vocab-07")
	f.BoolVar(&k.json, "json", false, "print JSON lines")
	cmd.MarkFlagsMutuallyExclusive("profile", "from")
	_ = cmd.RegisterFlagCompletionFunc("profile", cobra.FixedCompletions(profileNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (k *linting) run(args []string) error {
	k.out = bufio.NewWriter(k.streams.out)
	defer k.out.Flush()
	var from expr.Revision
	if k.from != "" {
		var ok bool
		if from, ok = expr.RevisionNamed(k.from); !ok {
			return fmt.Errorf("no revision is called %q: they run from vocab-01 to vocab-07", k.from)
		}
	}
	for i, arg := range args {
		if i > 0 && !k.json {
			fmt.Fprintln(k.out)
		}
		text, isFile, err := k.read(arg)
		switch {
		case err != nil:
			return failure{err}
		case isFile && k.from != "":
			return fmt.Errorf("--from takes expressions, and %s is a file", arg)
		case isFile && strings.HasSuffix(arg, ".toml"):
			k.declaration(arg, text)
		case isFile:
			k.file(arg, text)
		case k.from != "":
			if err := k.migrate(arg, from); err != nil {
				return err
			}
		default:
			k.expression(arg, expr.Lint([]byte(arg), &expr.Source{Profile: k.profile}))
		}
	}
	if err := k.out.Flush(); err != nil {
		return failure{err}
	}
	if k.mend {
		return status(exitMend)
	}
	return nil
}

// read gives the bytes behind an argument that names a file. Anything that names
// none is an expression.
func (k *linting) read(arg string) (text []byte, isFile bool, err error) {
	if arg == "-" {
		text, err = io.ReadAll(io.LimitReader(k.in, robots.MaxSize+1))
		return text, true, err
	}
	file, err := os.Open(arg)
	if errors.Is(err, fs.ErrNotExist) && !looksLikeFile(arg) || err != nil && strings.ContainsAny(arg, "=,;") {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	text, err = io.ReadAll(io.LimitReader(file, robots.MaxSize+1))
	return text, true, err
}

// looksLikeFile keeps a mistyped file name from being linted as an expression.
func looksLikeFile(arg string) bool {
	return !strings.Contains(arg, "=") && (strings.ContainsAny(arg, "/\\") || strings.HasSuffix(arg, ".txt") || strings.HasSuffix(arg, ".toml"))
}

// file lints a robots.txt: its lines, and the expressions in them.
func (k *linting) file(name string, text []byte) {
	file := robots.Parse(text)
	problems := robotsrules.Problems(file)
	expressions := 0
	if !k.json {
		fmt.Fprintln(k.out, newStyle(k.streams.out).paint(bold, visible(name)))
	}
	for i := range problems {
		k.problem(name, &problems[i])
	}
	for usage := range robotsrules.Expressions(file) {
		expressions++
		where := proviso.Where{Source: robotsrules.Source, Line: usage.Line, Column: usage.Column}
		report := expr.Lint(usage.Text, &expr.Source{Profile: k.profile, Where: where})
		if !k.json {
			fmt.Fprintf(k.out, "\n%s  ", where)
		}
		k.expression(string(usage.Text), report)
	}
	if !k.json && expressions == 0 {
		fmt.Fprintln(k.out, "  no Content-Usage rule stands in it")
	}
}

func (k *linting) problem(name string, p *proviso.Problem) {
	k.mend = k.mend || p.Severity > proviso.Notice
	if k.json {
		k.line(map[string]any{"schema": lintSchema, "file": name, "problem": problemJSON(p)})
		return
	}
	writeProblem(k.out, newStyle(k.streams.out), p)
}

// expression shows one report.
func (k *linting) expression(text string, r expr.Report) {
	differs := r.Understood && r.Meant != text
	for _, p := range r.Problems {
		k.mend = k.mend || p.Severity > proviso.Notice
	}
	if k.json {
		k.reportJSON(text, r)
		return
	}
	st := newStyle(k.streams.out)
	fmt.Fprintln(k.out, st.paint(bold, visible(text)))
	k.says(st, "is read as", r.Strict)
	for _, p := range r.Problems {
		if p.Mend == r.Meant {
			p.Mend = "" // it is shown below
		}
		writeProblem(k.out, st, &p)
	}
	if !differs {
		return
	}
	fmt.Fprintf(k.out, "  %s%s\n", pad("probably meant", 16), st.paint(bold, visible(r.Meant)))
	k.says(st, "", r.Intent)
	if r.Mended != r.Meant {
		fmt.Fprintf(k.out, "  %s%s\n", pad("safe mend", 16), st.paint(bold, visible(r.Mended)))
		fmt.Fprintf(k.out, "  %s%s\n", pad("", 16), st.wrap("what was meant is looser than what is said now, so it takes its author to say yes to it", strings.Repeat(" ", 18)))
	}
}

// says words a reading.
func (k *linting) says(st style, label string, r expr.Reading) {
	text := sentence(r.Outcomes)
	if r.Failed {
		text = "nothing at all: the text cannot be parsed, so every use is unstated"
	}
	fmt.Fprintf(k.out, "  %s%s\n", pad(label, 16), st.wrap(text, strings.Repeat(" ", 18)))
}

// migrate brings one expression up to date.
func (k *linting) migrate(text string, from expr.Revision) error {
	m, err := expr.Migrate([]byte(text), from)
	if errors.Is(err, expr.ErrNoSyntax) {
		return fmt.Errorf("%s had no syntax, so nothing was written by it", from.Name)
	}
	if k.json {
		k.migrationJSON(text, from, m, err)
		k.mend = k.mend || err != nil || m.Text != text
		return nil
	}
	st := newStyle(k.streams.out)
	fmt.Fprintln(k.out, st.paint(bold, visible(text)))
	if err != nil {
		fmt.Fprintf(k.out, "  cannot be read by %s\n", from.Draft)
		for i := range m.Problems {
			writeProblem(k.out, st, &m.Problems[i])
		}
		k.mend = true
		return nil
	}
	k.mend = k.mend || m.Text != text
	if m.Text == "" {
		fmt.Fprintf(k.out, "  %snothing: no label of today says any of it\n", pad("today", 12))
	} else {
		fmt.Fprintf(k.out, "  %s%s\n", pad("today", 12), st.paint(bold, visible(m.Text)))
	}
	for _, kept := range m.Kept {
		line := visible(kept.From) + " → " + visible(kept.To)
		if kept.Note != "" {
			line += ": " + kept.Note
		}
		fmt.Fprintf(k.out, "  %s%s\n", pad("kept", 12), st.wrap(line, strings.Repeat(" ", 14)))
	}
	for _, lost := range m.Lost {
		fmt.Fprintf(k.out, "  %s%s\n", pad("lost", 12), st.wrap(visible(lost.Member)+": "+lost.Why, strings.Repeat(" ", 14)))
	}
	return nil
}
