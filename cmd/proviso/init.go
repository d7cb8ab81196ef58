package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/declare/chooser"
)

// choosing holds what init is asked.
type choosing struct {
	streams
	answers     map[string]*string // by the keys of questions
	force       bool
	public      string
	server      string
	interactive bool
	lines       *bufio.Reader
}

func newInit(s streams) *cobra.Command {
	k := &choosing{streams: s, answers: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "init [flags] [folder]",
		Short: "Choose what to declare, and write proviso.toml",
		Long: `Init asks who you are, what machines may do with your work and where your site lives,
one question at a time, shows what people and machines will read, and writes the
declaration file proviso.toml. Nothing is published: proviso plan shows what that would
change.

Every question can be answered by a flag instead. Without a terminal nothing is asked,
and whatever has no answer is taken as suggested.`,
		Example: `  proviso init
  proviso init --who photographer --name "Harbour Light" --domain harbour.example \
    --train-ai deny --ai-use cc-cr --images photos/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.run(cmd, args) },
	}
	f := cmd.Flags()
	for _, q := range chooser.Questions(hostOptions(nil)...) {
		help := q.Ask(&chooser.Choice{})
		if q.Options != nil {
			var values []string
			for _, o := range q.Options(&chooser.Choice{}) {
				values = append(values, o.Value)
			}
			if len(values) < 10 {
				help += " " + strings.Join(values, ", ")
			}
			_ = cmd.RegisterFlagCompletionFunc(q.Key, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
		k.answers[q.Key] = f.String(q.Key, "", help)
	}
	f.StringVar(&k.public, "public", "", "the `folder` that is served as the site, from the declaration file on")
	f.StringVar(&k.server, "server", "", "the server's configuration `file`")
	f.BoolVar(&k.force, "force", false, "write over a proviso.toml that is there")
	return cmd
}

func (k *choosing) run(cmd *cobra.Command, args []string) error {
	folder := "."
	if len(args) > 0 {
		folder = args[0]
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return failure{fmt.Errorf("%s is no folder", folder)}
	}
	name := filepath.Join(folder, declare.FileName)
	if _, err := os.Stat(name); err == nil && !k.force {
		return failure{fmt.Errorf("%s is there already: change it in an editor, or write over it with --force", name)}
	}
	k.interactive = isTerminal(k.in) && isTerminal(k.out)
	k.lines = bufio.NewReader(k.in)
	c := &chooser.Choice{}
	found := look(c, folder)
	if k.interactive {
		found.show(k.out)
	} else {
		c.Images = nil // nothing is marked without somebody's word
	}
	if k.public != "" {
		c.Publication.Public = k.public
	}
	if err := k.choose(cmd, c, found); err != nil {
		return err
	}
	c.Publication.Server = serverFile(k.server, c.Publication.Host)
	text := c.File()
	if d, problems := declare.Parse(text); d == nil {
		return failure{fmt.Errorf("what was chosen is no declaration: %s", problems[0].Hint)}
	}
	if err := writeNew(name, text, k.force); err != nil {
		return failure{err}
	}
	k.end(name, c)
	return nil
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, text []byte, force bool) error {
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(name, mode, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// choose goes through the questions: first those that flags answer, so that all mistakes
// in flags are told at once; then, on a terminal, the others.
func (k *choosing) choose(cmd *cobra.Command, c *chooser.Choice, found *surroundings) error {
	var faults []error
	step := 0
	for _, q := range chooser.Questions(hostOptions(found)...) {
		if !q.Applies(c) {
			continue
		}
		given := cmd.Flags().Changed(q.Key)
		switch {
		case given || !k.interactive:
			if err := q.Answer(c, *k.answers[q.Key]); err != nil {
				faults = append(faults, fmt.Errorf("--%s: %s", q.Key, strings.TrimPrefix(err.Error(), chooser.ErrAnswer.Error()+": ")))
			}
		default:
			step++
			if err := k.ask(step, &q, c); err != nil {
				return err
			}
		}
	}
	return errors.Join(faults...)
}

// ask asks one question until it has an answer, and shows what has been chosen so far.
func (k *choosing) ask(step int, q *chooser.Question, c *chooser.Choice) error {
	st := newStyle(k.out)
	fmt.Fprintf(k.out, "\n%s %s\n", st.paint(bold, strconv.Itoa(step)+"."), st.paint(bold, q.Ask(c)))
	if q.Why != "" {
		fmt.Fprintf(k.out, "   %s\n", st.paint(dim, st.wrap(q.Why, "   ")))
	}
	all := false
	for {
		shown := k.options(st, q, c, all)
		suggested := ""
		if q.Suggested != nil {
			suggested = q.Suggested(c)
		}
		answer, err := k.prompt(q, c, suggested)
		if err != nil {
			return err
		}
		if strings.EqualFold(answer, "m") && len(shown) > 0 && !all {
			all = true
			continue
		}
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(shown) {
			answer = shown[n-1].Value
		}
		if err := q.Answer(c, answer); err != nil {
			fmt.Fprintf(k.out, "   %s\n", st.paint(red, "✗ ")+st.wrap(visible(strings.TrimPrefix(err.Error(), chooser.ErrAnswer.Error()+": ")), "     "))
			continue
		}
		if _, ok := proviso.ParseUse(q.Key); ok {
			k.preview(st, c)
		}
		return nil
	}
}

// options lists what there is to choose from.
func (k *choosing) options(st style, q *chooser.Question, c *chooser.Choice, all bool) (shown []chooser.Option) {
	if q.Options == nil {
		return nil
	}
	hidden, widest := 0, 0
	for _, o := range q.Options(c) {
		if o.More && !all {
			hidden++
			continue
		}
		shown = append(shown, o)
		widest = max(widest, utf8.RuneCountInString(o.Title))
	}
	for i, o := range shown {
		fmt.Fprintf(k.out, "  %2d  %s  %s\n", i+1, pad(o.Title, widest), st.paint(dim, o.Meaning))
	}
	if hidden > 0 {
		fmt.Fprintf(k.out, "   m  %s\n", st.paint(dim, "more"))
	}
	return shown
}

// prompt reads one line. An empty one is what is suggested.
func (k *choosing) prompt(q *chooser.Question, c *chooser.Choice, suggested string) (string, error) {
	hint := ""
	if suggested != "" {
		hint = suggested
		if q.Options != nil {
			for _, o := range q.Options(c) {
				if o.Value == suggested {
					hint = o.Title
				}
			}
		}
		hint = " [" + visible(hint) + "]"
	}
	fmt.Fprintf(k.out, "  %s > ", hint)
	line, err := k.lines.ReadString('\n')
	if err != nil && (line == "" || !errors.Is(err, io.EOF)) {
		return "", failure{errors.New("there were no more answers: nothing was written")}
	}
	return strings.TrimSpace(line), nil
}

// preview shows what people and machines would read.
func (k *choosing) preview(st style, c *chooser.Choice) {
	d, _ := c.Declaration()
	if d == nil {
		return
	}
	for _, s := range d.Statements() {
		fmt.Fprintf(k.out, "   %s  %s\n", st.paint(dim, "people read  "), st.wrap(sentence(s.Outcomes), "                  "))
		if s.Expression != "" {
			fmt.Fprintf(k.out, "   %s  %s\n", st.paint(dim, "machines read"), "Content-Usage: "+visible(s.Expression))
		}
	}
}

// end says what has been written, and what comes next.
func (k *choosing) end(name string, c *chooser.Choice) {
	st := newStyle(k.out)
	fmt.Fprintf(k.out, "%s %s\n", st.paint(green, "✓"), visible(name)+" is written.")
	k.preview(st, c)
	where := ""
	if folder := filepath.Dir(name); folder != "." {
		where = " " + shellWords([]string{name})
	}
	fmt.Fprintf(k.out, "  Next: proviso plan%s shows what would change, proviso apply%s publishes it.\n", where, where)
}
