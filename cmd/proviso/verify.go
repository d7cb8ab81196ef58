package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/verify"
)

// verifying holds what verify is asked.
type verifying struct {
	streams
	json, allowPrivate bool
	junit, sarif, keys string
	contact            string
	pages              []string
	watch              time.Duration
	file               string
	url                string
}

func newVerify(s streams) *cobra.Command {
	k := &verifying{streams: s}
	cmd := &cobra.Command{
		Use:   "verify [flags] [proviso.toml] [URL]",
		Short: "Look at a site from outside, and compare it with its declaration",
		Long: `Verify fetches a site as a stranger would and reads it as each of four readers: one that
knows AIPREF and nothing else, one that knows all of this, one that knows Content
Signals only, and one that has nothing but the bytes of an image. For a page and an image
of each collection, for a page that does not exist and for other spellings of the
address, it compares what each of them is told with what the declaration says.

Without a URL it begins at the front page of the declaration's domain. A URL of another
host stands in for the domain: a staging server, or one on this machine, with
--allow-private.

Exit codes: 0 as declared; 3 somebody is told less than is declared, or nothing where
something is declared; 6 stricter than declared; 1 something could not be looked at.`,
		Example: `  proviso verify
  proviso verify --allow-private proviso.toml http://127.0.0.1:8080/
  proviso verify --sarif verify.sarif --junit verify.xml
  proviso verify --watch 6h`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return k.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.BoolVar(&k.json, "json", false, "the report as JSON")
	f.StringVar(&k.junit, "junit", "", "write all checks to `FILE` in the XML of JUnit")
	f.StringVar(&k.sarif, "sarif", "", "write what is wrong to `FILE` in SARIF 2.1.0")
	f.StringVar(&k.keys, "keys", "", "public keys of the declaring party: a JWK Set `FILE`")
	f.StringArrayVar(&k.pages, "page", nil, "look at this `URL` or path, too; may be repeated")
	f.DurationVar(&k.watch, "watch", 0, "look again and again, `AT` this interval, and tell what changed")
	f.BoolVar(&k.allowPrivate, "allow-private", false, "also fetch from addresses that are not on the public internet")
	f.StringVar(&k.contact, "contact", "", "`URL` or address named in the User-Agent, for complaints")
	return cmd
}

func (k *verifying) run(ctx context.Context, args []string) error {
	k.file = declare.FileName
	for _, arg := range args {
		if isURL(arg) {
			k.url = arg
		} else {
			k.file = arg
		}
	}
	if k.watch != 0 {
		if k.watch < verify.MinInterval {
			return fmt.Errorf("--watch is at least %s: a look is some dozens of requests", verify.MinInterval)
		}
		return k.watching(ctx)
	}
	r, err := k.look(ctx)
	if err != nil {
		return err
	}
	if err := k.files(r); err != nil {
		return failure{err}
	}
	out := bufio.NewWriter(k.out)
	if k.json {
		err = r.WriteJSON(out)
	} else {
		writeVerified(out, newStyle(k.out), r, r.Lines())
	}
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		return failure{err}
	}
	return exit(r.Exit())
}

// exit is the error that ends the program with a code; nil for 0.
func exit(code int) error {
	if code == 0 {
		return nil
	}
	return status(code)
}

// look reads the declaration file anew, and looks at the site.
func (k *verifying) look(ctx context.Context) (*verify.Report, error) {
	file, text, d, err := k.declared(k.file)
	if err != nil {
		return nil, err
	}
	opt := verify.Options{URL: k.url, Pages: k.pages, File: file, Text: text}
	if opt.Fetcher, err = gather.NewFetcher(gather.Options{AllowPrivate: k.allowPrivate, Contact: k.contact}); err != nil {
		return nil, err
	}
	opt.Seek = func(url string, artifacts []*carrier.Artifact) []carrier.Reference {
		return seeker(carrier.Question{})(url, artifacts)
	}
	if k.keys != "" {
		text, err := os.ReadFile(k.keys)
		if err == nil {
			opt.Keys, err = declare.ReadKeys(text)
		}
		if err != nil {
			return nil, failure{err}
		}
	}
	bar := newProgress(k.streams, []string{"https://"})
	defer bar.end()
	opt.Step = bar.doing
	r, err := verify.Run(ctx, d, opt)
	if errors.Is(err, verify.ErrOptions) {
		return nil, err
	}
	if err != nil && ctx.Err() == nil {
		err = failure{err}
	}
	return r, err
}

// files writes the reports that were asked for.
func (k *verifying) files(r *verify.Report) error {
	for name, write := range map[string]func(io.Writer) error{k.junit: r.WriteJUnit, k.sarif: r.WriteSARIF} {
		if name == "" {
			continue
		}
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		if err := errors.Join(write(f), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// watching looks again and again, until it is interrupted.
func (k *verifying) watching(ctx context.Context) error {
	st := newStyle(k.out)
	return verify.Watch(ctx, k.watch, k.look, func(r *verify.Report, d verify.Diff) error {
		if err := k.files(r); err != nil {
			return failure{err}
		}
		out := bufio.NewWriter(k.out)
		if k.json {
			if err := r.WriteJSON(out); err != nil {
				return err
			}
			return out.Flush()
		}
		fmt.Fprintf(out, "%s  %s\n", st.paint(dim, r.Time.Format(time.DateTime)+" UTC"), r.Summary())
		if d.First {
			writeVerified(out, st, r, r.Lines())
		}
		for _, part := range []struct {
			word   string
			checks []verify.Check
		}{{"worse", d.Worse}, {"mended", d.Mended}, {"gone", d.Gone}, {"changed", d.Other}} {
			if d.First {
				break
			}
			for _, c := range part.checks {
				fmt.Fprintf(out, "  %s  %s  %s\n", pad(part.word, 7), visible(c.URL), st.wrap(visible(c.Message), "    "))
			}
		}
		return out.Flush()
	})
}

// verifiedSigns are the marks of severities, which do not depend on colour.
var verifiedSigns = map[verify.Severity]struct{ mark, colour string }{
	verify.Pass: {"✓", green}, verify.Note: {"i", dim}, verify.Warn: {"!", yellow}, verify.Fail: {"✗", red},
}

func writeVerified(out *bufio.Writer, st style, r *verify.Report, lines []verify.Line) {
	for _, l := range lines {
		sign := verifiedSigns[l.Severity]
		if l.Heading {
			fmt.Fprintf(out, "\n%s %s\n", st.paint(sign.colour, sign.mark), st.paint(bold, st.wrap(visible(l.Text), "  ")))
			continue
		}
		fmt.Fprintf(out, "  %s %s\n", st.paint(sign.colour, sign.mark), st.wrap(visible(l.Text), "    "))
		for _, e := range l.Evidence {
			fmt.Fprintf(out, "      %s\n", st.paint(dim, st.wrap(visible(e), "      ")))
		}
		if l.Mend != "" {
			fmt.Fprintf(out, "    %s %s\n", st.paint(bold, "→"), st.wrap(visible(l.Mend), "      "))
		}
	}
	fmt.Fprintf(out, "\n%s\n", st.wrap(visible(r.Summary()), ""))
}
