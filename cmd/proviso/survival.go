package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/survival"
)

// compare says what became of an original on its way to a copy, each of them a file or a
// URL.
func (k *asking) compare(ctx context.Context, original, delivered string) error {
	q, _, err := k.question()
	if err != nil {
		return err
	}
	k.bar = newProgress(k.streams, []string{delivered})
	defer k.bar.end()
	var copies [2]survival.Copy
	fetcher, err := k.wholeFetcher()
	if err != nil {
		return err
	}
	for i, arg := range []string{original, delivered} {
		asset, err := k.copy(ctx, fetcher, arg, q)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && asset == nil:
			return err
		case err != nil:
			k.complain(err)
		}
		copies[i] = survival.Copy{Name: asset.Name, URL: asset.URL, Artifacts: asset.Artifacts}
	}
	k.bar.end()
	report, err := survival.Compare(q, copies[0], copies[1])
	if none, ok := errors.AsType[*survival.NoImage](err); ok {
		if k.failed {
			return status(exitFailed) // and it was said why
		}
		return failure{fmt.Errorf("%s: %s", visible(none.Name), none.Hint)}
	}
	out := bufio.NewWriter(k.out)
	if k.json {
		_, _ = out.Write(append(report.AppendJSON(nil), '\n'))
	} else {
		p := &survivalPrinter{out: out, style: newStyle(k.out), r: report}
		p.print()
	}
	if err := out.Flush(); err != nil {
		return failure{err}
	}
	return status(k.compared(report))
}

// compared is the exit code of a comparison.
func (k *asking) compared(r *survival.Report) int {
	switch {
	case k.failed:
		return exitFailed
	case r.Silent():
		return exitUnstated
	case !r.Held():
		return exitPartly
	}
	return exitAllowed
}

// wholeFetcher fetches images as a whole, since metadata may stand at their end.
func (k *asking) wholeFetcher() (*gather.Fetcher, error) {
	return gather.NewFetcher(gather.Options{AllowPrivate: k.allowPrivate, Contact: k.contact, MaxBody: gather.MaxFile})
}

// copy gathers one of the two copies. An error with an asset is about what was gathered
// of it; one without is the user's.
func (k *asking) copy(ctx context.Context, fetcher *gather.Fetcher, arg string, q carrier.Question) (*gather.Asset, error) {
	if !isURL(arg) {
		return k.copyOfFile(ctx, arg)
	}
	k.bar.doing(arg)
	asset, err := fetcher.Fetch(ctx, arg)
	if err == nil && !k.alone {
		seek := seeker(q)
		err = fetcher.Complete(ctx, asset, func(artifacts []*carrier.Artifact) []carrier.Reference {
			return seek(asset.URL, artifacts)
		})
	}
	return asset, err
}

// copyOfFile gathers an image file with its sidecars, and its bytes.
func (k *asking) copyOfFile(ctx context.Context, name string) (*gather.Asset, error) {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file: a comparison takes one file or URL on each side", visible(name))
	}
	var asset *gather.Asset
	for found, err := range gather.Path(ctx, name, gather.PathOptions{}) {
		switch {
		case err != nil:
			k.complain(err)
			return nil, status(exitFailed)
		case asset != nil:
			return nil, fmt.Errorf("%s holds several assets: a comparison takes one file or URL on each side", visible(name))
		}
		asset = found
	}
	if asset == nil {
		return nil, fmt.Errorf("%s holds nothing that could be compared", visible(name))
	}
	for i, a := range asset.Artifacts {
		if a.Kind != carrier.File || a.Scan == nil || info == nil || info.Size() > gather.MaxFile {
			continue // of a file that large, the picture is not compared
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return nil, failure{err}
		}
		asset.Artifacts[i] = &carrier.Artifact{
			Kind: carrier.File, Source: a.Source, MediaType: a.MediaType, Observed: a.Observed, Scan: a.Scan, Body: body,
		}
	}
	return asset, nil
}
