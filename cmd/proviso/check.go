package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/gather"
)

// asking holds what check and explain are asked: for whom, about which use, and
// where to look.
type asking struct {
	streams
	as           []string
	use          string
	profile      string
	policy       string
	json         bool
	requests     bool
	batch        bool
	url          string
	robots       string
	allowPrivate bool
	contact      string
	alone        bool
	site         bool
	original     string
	delivered    string

	code   verdict
	failed bool
	bar    *progress
}

func newCheck(s streams) *cobra.Command {
	k := &asking{streams: s}
	cmd := &cobra.Command{
		Use:   "check [flags] URL|FILE|FOLDER|WARC|- ...",
		Short: "Say what may be done with an asset, and who said so",
		Long: `Check looks at an asset, or many: a URL, a file, a folder, the records of a WARC
file, or standard input (-). It says what was stated about each use, by whom and
where, and what that means for the asker.

A URL is fetched politely: robots.txt first and obeyed, under the product token
ProvisoBot, and never from a private address unless --allow-private is given. So are
the documents that speak about it: well-known files, licences and policies it links
to. With --alone nothing but the asset and its robots.txt is fetched.

An image is looked into: what its metadata and its sidecars say. With --original and
--delivered, two copies of one image are compared, to see what was stripped on the way.

For the front page of a site, such as https://example.com/, or with --site, the site
is looked at as a whole: also an image the page shows, a page that is missing, and
the other spellings of the address. It is judged for clarity, never for what it says.`,
		Example: `  proviso check https://example.com/photo.jpg
  proviso check https://example.com/
  proviso check --as GPTBot --use train-ai https://example.com/
  proviso check --url https://example.com/a.html robots.txt
  proviso check photos/
  proviso check --original photo.jpg --delivered https://cdn.example/photo.webp
  proviso check --json crawl.warc.gz
  proviso check --requests folder/ | proviso check --batch`,
		RunE: func(cmd *cobra.Command, args []string) error { return k.run(cmd.Context(), args, false) },
	}
	k.flags(cmd)
	cmd.Flags().BoolVar(&k.batch, "batch", false, "read JSON requests from standard input, a line each; see docs/batch.md")
	cmd.Flags().BoolVar(&k.site, "site", false, "look at the site as a whole; the default for a front page, except with --json")
	cmd.Flags().BoolVar(&k.requests, "requests", false, "gather only: print what was found as batch requests")
	cmd.Flags().StringVar(&k.original, "original", "", "the `file or URL` a copy was made from; compares it with --delivered")
	cmd.Flags().StringVar(&k.delivered, "delivered", "", "the `file or URL` of the copy, as a platform or CDN delivers it; see docs/survival.md")
	cmd.MarkFlagsRequiredTogether("original", "delivered")
	for _, flag := range []string{"batch", "requests", "site", "use", "policy", "url", "robots"} {
		cmd.MarkFlagsMutuallyExclusive("original", flag)
	}
	cmd.MarkFlagsMutuallyExclusive("batch", "requests")
	cmd.MarkFlagsMutuallyExclusive("json", "requests")
	cmd.MarkFlagsMutuallyExclusive("site", "alone")
	cmd.MarkFlagsMutuallyExclusive("site", "requests")
	for _, flag := range []string{"as", "use", "profile", "policy", "url", "robots", "allow-private", "contact", "json", "site", "alone"} {
		cmd.MarkFlagsMutuallyExclusive("batch", flag) // a request says these for itself
	}
	return cmd
}

func newExplain(s streams) *cobra.Command {
	k := &asking{streams: s}
	cmd := &cobra.Command{
		Use:   "explain [flags] URL|FILE|FOLDER|WARC|- ...",
		Short: "Show every piece of evidence, every rule applied and every problem",
		Long: `Explain answers as check does and shows how the answer came about: what was
gathered, each statement with its exact text and position, the rule that read it,
how the statements were joined, and every problem with the text that would mend it.`,
		Example: `  proviso explain https://example.com/photo.jpg
  proviso explain --as CCBot --policy hold-unstated page.http`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return k.run(cmd.Context(), args, true) },
	}
	k.flags(cmd)
	return cmd
}

func (k *asking) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&k.as, "as", nil, "product `token` of the asker; may be repeated, the strictest answer stands")
	f.StringVar(&k.use, "use", "", "the `use` the exit code speaks of: train-ai, ai-use, search or tdm")
	f.StringVar(&k.profile, "profile", "", "`name` of how labels are read (see proviso formats)")
	f.StringVar(&k.policy, "policy", "", "`name` of a policy to decide under: "+policyNames())
	f.BoolVar(&k.json, "json", false, "print answers as JSON lines; see docs/batch.md")
	f.StringVar(&k.url, "url", "", "the `URL` a file belongs to")
	f.StringVar(&k.robots, "robots", "", "the robots.txt `file` that goes with a file")
	f.BoolVar(&k.allowPrivate, "allow-private", false, "also fetch from loopback, private and link-local addresses")
	f.BoolVar(&k.alone, "alone", false, "fetch only the asset and its robots.txt, no documents about it")
	f.StringVar(&k.contact, "contact", "", "`URL` where site owners can reach you; sent with each request")
	for flag, values := range map[string]func() []string{"use": useNames, "profile": profileNames, "policy": policyList} {
		_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values(), cobra.ShellCompDirectiveNoFileComp))
	}
}

func (k *asking) run(ctx context.Context, args []string, explain bool) error {
	if k.batch {
		return k.runBatch(ctx, args)
	}
	if k.original != "" || k.delivered != "" {
		if len(args) > 0 {
			return fmt.Errorf("--original and --delivered name both copies; there is nothing else to check")
		}
		return k.compare(ctx, k.original, k.delivered)
	}
	if len(args) == 0 {
		return fmt.Errorf("nothing to check: name a URL, a file, a folder or - for standard input")
	}
	if (k.url != "" || k.robots != "") && slices.ContainsFunc(args, isURL) {
		return fmt.Errorf("--url and --robots go with files; a URL speaks for itself")
	}
	q, policy, err := k.question()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(k.out)
	defer out.Flush()
	if k.wholeSite(args, explain) {
		return k.runSite(ctx, args[0], out, q, policy)
	}
	p := k.printer(out, explain)
	k.bar = newProgress(k.streams, args)
	defer k.bar.end()
	err = k.each(ctx, args, q, func(asset *gather.Asset) error {
		k.bar.asset(asset)
		a := answerOf(asset, q, policy)
		k.code.add(a, k.use)
		if err := p.asset(asset, a); err != nil {
			return failure{err}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := p.end(); err != nil {
		return failure{err}
	}
	if err := out.Flush(); err != nil {
		return failure{err}
	}
	if !k.code.seen && !k.failed && ctx.Err() == nil {
		fmt.Fprintln(k.err, "proviso: nothing to check was found")
	}
	return k.end(ctx)
}

// answerOf answers the question about one asset that was gathered.
func answerOf(asset *gather.Asset, q carrier.Question, policy *proviso.Policy) *answer.Answer {
	q.URL = asset.URL
	a := answer.Of(q, asset.Artifacts, policy)
	a.Reading.Problems = append(a.Reading.Problems, asset.Notes...)
	return a
}

// end turns what was found into the exit code.
func (k *asking) end(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case k.failed:
		return status(exitFailed)
	case k.requests:
		return nil
	}
	return status(k.code.exit())
}

func (k *asking) runBatch(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("--batch reads requests from standard input and takes no arguments")
	}
	if err := answer.Batch(ctx, k.in, k.out); err != nil {
		return failure{err}
	}
	return nil
}

// question is what is asked about every asset.
func (k *asking) question() (carrier.Question, *proviso.Policy, error) {
	q := carrier.Question{As: k.as}
	for _, token := range k.as {
		if !answer.IsToken(token) {
			return q, nil, fmt.Errorf("%q is no product token, such as ExampleBot; repeat --as for several", token)
		}
	}
	profile, ok := expr.ProfileNamed(k.profile)
	if !ok {
		return q, nil, fmt.Errorf("no profile is called %q: choose from %s", k.profile, strings.Join(profileNames(), ", "))
	}
	q.Profile = profile
	if k.use != "" {
		if _, ok := proviso.ParseUse(k.use); !ok {
			return q, nil, fmt.Errorf("no use is called %q: choose from %s", k.use, strings.Join(useNames(), ", "))
		}
	}
	if k.policy == "" {
		return q, nil, nil
	}
	policy, ok := proviso.PolicyNamed(k.policy)
	if !ok {
		return q, nil, fmt.Errorf("no policy is called %q: choose from %s", k.policy, policyNames())
	}
	return q, &policy, nil
}

// each gathers the assets behind the arguments and hands them on one by one.
// What cannot be read is said on standard error and counted; the rest goes on.
func (k *asking) each(ctx context.Context, args []string, q carrier.Question, use func(*gather.Asset) error) error {
	var fetcher *gather.Fetcher
	seek := seeker(q)
	for _, arg := range args {
		if !isURL(arg) {
			for asset, err := range gather.Path(ctx, arg, gather.PathOptions{URL: k.url, Robots: k.robots, Stdin: k.in, Seek: seek, Bodies: k.requests}) {
				if err := k.take(asset, err, use); err != nil {
					return err
				}
			}
			continue
		}
		if fetcher == nil {
			var err error
			if fetcher, err = k.fetcher(); err != nil {
				return err
			}
		}
		k.bar.doing(arg)
		asset, err := fetcher.Fetch(ctx, arg)
		if err == nil && !k.alone {
			err = fetcher.Complete(ctx, asset, func(artifacts []*carrier.Artifact) []carrier.Reference {
				return seek(asset.URL, artifacts)
			})
		}
		if err := k.take(asset, err, use); err != nil {
			return err
		}
	}
	return nil
}

func (k *asking) fetcher() (*gather.Fetcher, error) {
	return gather.NewFetcher(gather.Options{AllowPrivate: k.allowPrivate, Contact: k.contact})
}

// seeker tells gathering which documents the carriers would read.
func seeker(q carrier.Question) func(url string, artifacts []*carrier.Artifact) []carrier.Reference {
	return func(url string, artifacts []*carrier.Artifact) []carrier.Reference {
		asked := q
		asked.URL = url
		return all.Seek(artifacts, &asked)
	}
}

func (k *asking) take(asset *gather.Asset, problem error, use func(*gather.Asset) error) error {
	if problem != nil {
		k.complain(problem)
		if asset != nil && !k.json && !k.requests && !answered(asset) {
			return nil // there is nothing to show that was not just said
		}
	}
	if asset == nil {
		return nil
	}
	return use(asset)
}

// complain says what could not be gathered. That an asset is closed to us is an
// answer; everything else is a failure.
func (k *asking) complain(problem error) {
	gathering, ok := errors.AsType[*gather.Error](problem)
	if !ok {
		k.failed = true
		fmt.Fprintln(k.err, "proviso:", problem)
		return
	}
	k.failed = k.failed || gathering.Code != gather.CodeDisallowed
	text := lowerFirst(strings.TrimSuffix(gathering.Hint, "."))
	if gathering.Err != nil {
		text += ": " + gathering.Err.Error()
	}
	fmt.Fprintf(k.err, "proviso: %s: %s [%s]\n", visible(gathering.URL), visible(text), gathering.Code)
	if errors.Is(problem, fs.ErrNotExist) && looksLikeHost(gathering.URL) {
		fmt.Fprintf(k.err, "hint: for a website, write https://%s\n", visible(gathering.URL))
	}
}

// answered reports whether anything came back for an asset.
func answered(asset *gather.Asset) bool {
	return slices.ContainsFunc(asset.Artifacts, func(a *carrier.Artifact) bool { return a.Status != 0 || a.Body != nil || a.Scan != nil })
}

func lowerFirst(s string) string {
	if s == "" || strings.HasPrefix(s, "RFC") {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// looksLikeHost is for hints only: a name with a dot and no path that is no file.
func looksLikeHost(arg string) bool {
	host, _, _ := strings.Cut(arg, "/")
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && len(host)-dot > 2 && !strings.ContainsAny(host, " *?")
}

// isURL tells a URL from a path: only what starts with a scheme is one, so that
// no file is ever mistaken for a host.
func isURL(arg string) bool {
	lower := strings.ToLower(arg)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

func useNames() []string {
	var names []string
	for _, u := range proviso.Uses() {
		names = append(names, u.String())
	}
	return names
}

func profileNames() []string {
	var names []string
	for _, p := range expr.Profiles() {
		names = append(names, p.Name)
	}
	return names
}

func policyList() []string {
	var names []string
	for _, p := range proviso.Policies() {
		names = append(names, p.Name)
	}
	return names
}

func policyNames() string { return strings.Join(policyList(), ", ") }
