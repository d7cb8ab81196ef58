package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
)

// wholeSite tells whether the one URL that is asked about is to be looked at as a
// site: by --site, or because it is a front page and people, not programs, read the
// answer.
func (k *asking) wholeSite(args []string, explain bool) bool {
	if explain || k.requests || len(args) != 1 || !isURL(args[0]) {
		return false
	}
	if k.site {
		return true
	}
	u, err := url.Parse(args[0])
	front := err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
	return front && !k.json && !k.alone
}

func (k *asking) runSite(ctx context.Context, arg string, out *bufio.Writer, q carrier.Question, policy *proviso.Policy) error {
	fetcher, err := k.fetcher()
	if err != nil {
		return err
	}
	bar := newProgress(k.streams, []string{arg})
	defer bar.end()
	gathered, err := fetcher.Site(ctx, arg, seeker(q), bar.doing)
	bar.end()
	if err != nil {
		k.complain(err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !fetched(gathered.Page) {
		return k.notASite(ctx, gathered.Page, out, q, policy)
	}
	if answered(gathered.Page) {
		site := k.ofSite(gathered, q, policy)
		k.code.add(site.Page, k.use)
		if k.json {
			_, err = out.Write(append(site.AppendJSON(nil), '\n'))
		} else {
			p := sitePrinter{checkPrinter{out: out, style: newStyle(k.out)}}
			p.site(gathered, site)
		}
		if err == nil {
			err = out.Flush()
		}
		if err != nil {
			return failure{err}
		}
	}
	return k.end(ctx)
}

// fetched reports whether the page itself came, rather than an error or nothing.
func fetched(asset *gather.Asset) bool {
	return slices.ContainsFunc(asset.Artifacts, func(a *carrier.Artifact) bool {
		return a.Kind == carrier.Response && a.Succeeded()
	})
}

// notASite answers for a page that did not come as check does for any asset: what its
// robots.txt says, and nothing about how clear a site is that nobody has seen.
func (k *asking) notASite(ctx context.Context, page *gather.Asset, out *bufio.Writer, q carrier.Question, policy *proviso.Policy) error {
	if answered(page) {
		a := answerOf(page, q, policy)
		k.code.add(a, k.use)
		p := k.printer(out, false)
		if err := p.asset(page, a); err != nil {
			return failure{err}
		}
		if err := p.end(); err != nil {
			return failure{err}
		}
		fmt.Fprintln(k.err, "proviso: the page could not be looked at, so the site was not judged")
	}
	return k.end(ctx)
}

// ofSite answers for every part of the site.
func (k *asking) ofSite(gathered *gather.Site, q carrier.Question, policy *proviso.Policy) *answer.Site {
	parts := answer.SiteParts{Page: answerOf(gathered.Page, q, policy)}
	if gathered.Image != nil {
		parts.Image = answerOf(gathered.Image, q, policy)
		for _, a := range gathered.Image.Artifacts {
			if a.Kind == carrier.Response && a.Body != nil {
				copied := &carrier.Artifact{Kind: carrier.File, Source: a.Source, MediaType: a.MediaType,
					Body: a.Body, Truncated: a.Truncated, Observed: a.Observed}
				parts.Copy = answer.Of(carrier.Question{As: q.As, Profile: q.Profile}, []*carrier.Artifact{copied}, nil)
			}
		}
	}
	if gathered.Missing != nil {
		parts.Missing, parts.MissingFound = answerOf(gathered.Missing, q, policy), fetched(gathered.Missing)
	}
	for _, v := range gathered.Variants {
		parts.Variants = append(parts.Variants, answerOf(v, q, policy))
	}
	return answer.OfSite(parts)
}

// sitePrinter shows a site: the card of its page, what is said where, and what would
// make it clearer.
type sitePrinter struct{ checkPrinter }

func (p *sitePrinter) site(gathered *gather.Site, site *answer.Site) {
	p.brief = true
	p.card(gathered.Page, site.Page)
	s := p.style
	fmt.Fprintf(p.out, "\n%s\n", s.paint(bold, "The site as a whole"))
	p.place("this page", site.Said.Page, site.Page.Question.URL)
	image, copied := "none was found in its HTML", ""
	if gathered.Image != nil {
		image = gathered.Image.URL
		if copied = "no mark was seen inside the file"; site.Mark != "" {
			copied = "marked: " + carrier.Clip(visible(site.Mark), 100)
		}
	}
	p.place("an image it shows", site.Said.Image, image)
	p.place("a copy of that image", site.Said.Copy, copied)
	for _, same := range gathered.Same {
		fmt.Fprintf(p.out, "  %s%s\n", pad(visible(same), useColumn), s.paint(dim, "leads here"))
	}
	p.findings(site)
	p.clarity(site)
}

// place writes one place and whether something is said there.
func (p *sitePrinter) place(name string, said answer.Presence, about string) {
	shape := map[answer.Presence]sign{
		answer.NotLookedAt: {"-", "", dim}, answer.NotSaid: {"·", "", dim},
		answer.Said: {"●", "", green}, answer.Contradictory: {"≠", "", yellow},
	}[said]
	line := "  " + pad(name, useColumn) + p.style.paint(shape.colour, shape.shape+" "+pad(said.String(), 14))
	fmt.Fprintln(p.out, line+p.style.paint(dim, visible(about)))
}

func (p *sitePrinter) findings(site *answer.Site) {
	if len(site.Findings) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.style.paint(bold, "What would make it clearer"))
	for i := range site.Findings {
		f := site.Findings[i]
		f.Where.Source = own(site.Page, f.Where.Source)
		writeProblem(p.out, p.style, &f)
	}
}

// clarity never speaks of what is said, only of how clearly.
func (p *sitePrinter) clarity(site *answer.Site) {
	fmt.Fprintf(p.out, "\n%s %d of %d  %s\n", p.style.paint(bold, "Clarity"), site.Clarity.Met, site.Clarity.Of,
		p.style.paint(dim, "a plain yes can be as clear as a plain no"))
	for _, t := range site.Clarity.Tests {
		switch {
		case !t.Applies:
			fmt.Fprintf(p.out, "  %s %s\n", p.style.paint(dim, "-"), p.style.paint(dim, t.Question+" (does not apply)"))
		case t.Met:
			fmt.Fprintf(p.out, "  %s %s\n", p.style.paint(green, "✓"), t.Question)
		default:
			fmt.Fprintf(p.out, "  %s %s\n", p.style.paint(yellow, "✗"), t.Question)
		}
	}
}
