package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/publish"
	publishers "github.com/proviso-signals/proviso/publish/all"
	"github.com/proviso-signals/proviso/stamp"
)

// publishing holds what plan, apply and undo are asked.
type publishing struct {
	streams
	key              string
	json, check, yes bool
	places           []string
	public, server   string
	noStamp          bool
}

func newPlan(s streams) *cobra.Command {
	k := &publishing{streams: s}
	cmd := &cobra.Command{
		Use:   "plan [flags] [proviso.toml]",
		Short: "Show what publishing a declaration would change, and write nothing",
		Long: `Plan reads the declaration file, looks at the site it lies in, and shows what would
have to change for the site to say what is declared: each file as a difference, what
each place cannot say and which stricter form stands in for it, statements of others
that contradict, and what is left to do by hand.

Where to publish is in the table [publish] of the declaration file; see
docs/declaring.md.`,
		Example: `  proviso plan
  proviso plan --check site/proviso.toml
  proviso plan --server /etc/nginx/nginx.conf`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.plan(cmd.Context(), args) },
	}
	k.flags(cmd)
	cmd.Flags().BoolVar(&k.check, "check", false, "exit with 6 if anything would change")
	cmd.Flags().BoolVar(&k.json, "json", false, "one JSON object instead of words")
	return cmd
}

func newApply(s streams) *cobra.Command {
	k := &publishing{streams: s}
	cmd := &cobra.Command{
		Use:   "apply [flags] [proviso.toml]",
		Short: "Publish a declaration: write what plan shows",
		Long: `Apply shows the plan, asks, and writes it: all of it or nothing. Every file is replaced
in one step, and what it was is kept, so that proviso undo gives it back byte for byte.
Nothing that is somebody else's is lost: Proviso's own part stands between two lines
that say so, or is recognised by what it says.

Without a terminal nothing is asked, and --yes is needed.`,
		Example: `  proviso apply
  proviso apply --yes --sign key.pem site/proviso.toml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.apply(cmd.Context(), args) },
	}
	k.flags(cmd)
	cmd.Flags().BoolVarP(&k.yes, "yes", "y", false, "do not ask")
	return cmd
}

func newUndo(s streams) *cobra.Command {
	k := &publishing{streams: s}
	cmd := &cobra.Command{
		Use:   "undo [flags] [proviso.toml]",
		Short: "Take back what apply has written",
		Long: `Undo gives every file back as it was before apply first wrote it, byte for byte. A file
that somebody has changed since keeps that change and loses only Proviso's part. The
declaration file itself stays.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.undo(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVar(&k.public, "public", "", "the `folder` that is served, in place of the declaration's")
	f.StringVar(&k.server, "server", "", "the server's configuration `file`, in place of the declaration's")
	f.BoolVar(&k.noStamp, "no-stamp", false, "leave the marks in image files")
	f.BoolVarP(&k.yes, "yes", "y", false, "do not ask")
	return cmd
}

func (k *publishing) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&k.public, "public", "", "the `folder` that is served, in place of the declaration's")
	f.StringVar(&k.server, "server", "", "the server's configuration `file`, in place of the declaration's")
	f.StringSliceVar(&k.places, "places", nil, "the `places` to publish in, in place of the declaration's")
	f.StringVar(&k.key, "sign", "", "sign the published declaration with the Ed25519 key in a PEM `file` (PKCS #8)")
	f.BoolVar(&k.noStamp, "no-stamp", false, "do not mark image files")
	var names []string
	for _, w := range publishers.Writers() {
		names = append(names, w.Name)
	}
	_ = cmd.RegisterFlagCompletionFunc("places", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
}

// project is a declaration with the site that it lies in.
type project struct {
	file string // the declaration file as the user names it
	d    *declare.Declaration
	site publish.Site
}

// declared reads a declaration file; a folder stands for the one in it. Mistakes in it are
// shown, and nothing else is done.
func (s streams) declared(file string) (name string, text []byte, d *declare.Declaration, err error) {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		file = filepath.Join(file, declare.FileName)
	}
	text, err = os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return file, nil, nil, failure{fmt.Errorf("there is no %s here: proviso init makes one", file)}
	}
	if err != nil {
		return file, nil, nil, failure{err}
	}
	d, problems := declare.Parse(text)
	if d == nil {
		l := &linting{streams: s, out: bufio.NewWriter(s.err)}
		l.declaration(file, text)
		l.out.Flush()
		return file, text, nil, failure{fmt.Errorf("%s has %s: nothing is done until they are mended", file, plural(len(problems), "mistake"))}
	}
	return file, text, d, nil
}

// open reads the declaration file and finds the site that it lies in.
func (k *publishing) open(args []string) (*project, error) {
	file := declare.FileName
	if len(args) > 0 {
		file = args[0]
	}
	file, _, d, err := k.declared(file)
	if err != nil {
		return nil, err
	}
	p := &project{file: file, d: d}
	folder := filepath.Dir(file)
	p.site = publish.Site{Sources: folder, Public: k.public, Server: k.server}
	if p.site.Public == "" && d.Publication.Public != "" {
		p.site.Public = filepath.Join(folder, filepath.FromSlash(d.Publication.Public))
	}
	if p.site.Server == "" && d.Publication.Server != "" {
		p.site.Server = d.Publication.Server
		if !filepath.IsAbs(p.site.Server) {
			p.site.Server = filepath.Join(folder, filepath.FromSlash(p.site.Server))
		}
	}
	for _, name := range []string{p.site.Public, p.site.Server} {
		if _, err := os.Stat(name); name != "" && err != nil {
			return nil, failure{err}
		}
	}
	return p, nil
}

// options are what a plan is made with.
func (k *publishing) options(p *project) (publish.Options, error) {
	opt := publish.Options{Writers: publishers.Writers(), Places: k.places, PagePath: p.d.Publication.Page, HeaderOnly: p.d.Publication.HeaderOnly, Host: p.d.Publication.Host}
	if len(opt.Places) == 0 {
		opt.Places = p.d.Publication.Places
	}
	if opt.PagePath == "" {
		opt.PagePath = declare.DefaultPage
	}
	if k.key == "" {
		return opt, nil
	}
	key, err := readKey(k.key)
	if err != nil {
		return opt, failure{err}
	}
	opt.Sign = func(document []byte) ([]byte, error) { return declare.Sign(document, key) }
	return opt, nil
}

// readKey reads a private key as `openssl genpkey -algorithm ed25519` writes it.
func readKey(name string) (ed25519.PrivateKey, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s is no PEM file", name)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("%s has no Ed25519 key: openssl genpkey -algorithm ed25519 -out key.pem makes one", name)
	}
	return private, nil
}

// made makes the plan.
func (k *publishing) made(p *project) (*publish.Plan, error) {
	opt, err := k.options(p)
	if err != nil {
		return nil, err
	}
	plan, err := publish.NewPlan(p.site, p.d, opt)
	if errors.Is(err, publish.ErrPlaces) || errors.Is(err, publish.ErrHost) {
		return nil, fmt.Errorf("%w: proviso formats lists them", err)
	}
	if err != nil {
		return nil, failure{err}
	}
	return plan, nil
}

func (k *publishing) plan(ctx context.Context, args []string) error {
	p, err := k.open(args)
	if err != nil {
		return err
	}
	plan, err := k.made(p)
	if err != nil {
		return err
	}
	marks, err := k.stamp(ctx, p, plan, true)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(k.out)
	defer out.Flush()
	if k.json {
		err = writePlanJSON(out, p, plan, marks)
	} else {
		pp := &planPrinter{out: out, style: newStyle(k.out), project: p}
		pp.plan(plan, marks)
		pp.endPlan(plan, marks)
	}
	if err == nil && k.check && len(plan.Changes)+marks.counts[stamp.Stamped] > 0 {
		err = status(exitPartly)
	}
	return err
}

func (k *publishing) apply(ctx context.Context, args []string) error {
	p, err := k.open(args)
	if err != nil {
		return err
	}
	if err := publish.Recover(p.site); err != nil {
		return failure{err}
	}
	plan, err := k.made(p)
	if err != nil {
		return err
	}
	marks, err := k.stamp(ctx, p, plan, true)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(k.out)
	defer out.Flush()
	pp := &planPrinter{out: out, style: newStyle(k.out), project: p}
	pp.plan(plan, marks)
	if len(plan.Changes)+marks.counts[stamp.Stamped] == 0 {
		fmt.Fprintln(out, "Everything is as declared: nothing was written.")
		return nil
	}
	out.Flush()
	if err := k.agree("Write this?"); err != nil {
		return err
	}
	if err := plan.Apply(); err != nil {
		return failure{err}
	}
	if marks, err = k.stamp(ctx, p, plan, false); err != nil {
		return err
	}
	pp.endApply(plan, marks)
	return nil
}

func (k *publishing) undo(ctx context.Context, args []string) error {
	p, err := k.open(args)
	if err != nil {
		return err
	}
	if err := publish.Recover(p.site); err != nil {
		return failure{err}
	}
	plan, err := publish.NewUndo(p.site, publishers.Writers())
	if errors.Is(err, publish.ErrNothing) && p.d.Publication.Stamp && !k.noStamp {
		plan, err = &publish.Plan{Site: p.site}, nil
	}
	if err != nil {
		return failure{err}
	}
	out := bufio.NewWriter(k.out)
	defer out.Flush()
	pp := &planPrinter{out: out, style: newStyle(k.out), project: p}
	pp.plan(plan, nil)
	out.Flush()
	if err := k.agree("Take it back?"); err != nil {
		return err
	}
	if len(plan.Changes) > 0 || plan.Saying == nil {
		if err := plan.Undo(); err != nil {
			return failure{err}
		}
	}
	return k.unstamp(ctx, p, pp, plan)
}

// errRefused says that the user has said no.
var errRefused = errors.New("nothing was written")

// agree asks, where somebody can answer.
func (k *publishing) agree(question string) error {
	if k.yes {
		return nil
	}
	if !isTerminal(k.in) || !isTerminal(k.out) {
		return errors.New("there is no terminal to ask at: look at proviso plan, then say --yes")
	}
	fmt.Fprintf(k.out, "%s [y/N] ", question)
	line, _ := bufio.NewReader(k.in).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes":
		return nil
	}
	return failure{errRefused}
}
