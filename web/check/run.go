package check

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/answer"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/all"
	"github.com/proviso-signals/proviso/gather"
	"github.com/proviso-signals/proviso/store"
)

// result is what a check came to: an answer, or why there is none.
type result struct {
	json  []byte // one line, with its end
	id    string // of the record; empty for an asset, which is not kept
	host  string // a profile of package hosts that the answers of the server tell; or empty
	at    time.Time
	until time.Time // how long it is given again
	err   *Error
}

func (r *result) weight() int { return 512 + len(r.json) }

// run makes a check, and puts what it came to on the shelf. It never fails to come to
// something: what strangers publish must not stop the server, whatever it is.
func (h *Handler) run(ctx context.Context, f *flight) (r *result) {
	defer func() {
		if p := recover(); p != nil {
			h.cfg.Log.Error("check failed", "url", f.url, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			r = &result{err: refused(errors.New("check: panic"))}
		}
		r.at = h.cfg.Now().UTC().Truncate(time.Millisecond)
		fresh := h.cfg.Fresh
		if r.err != nil {
			fresh = h.cfg.FailureFresh
		}
		r.until = r.at.Add(fresh)
		h.results.put(f.key, r)
	}()
	ctx, cancel := context.WithTimeout(ctx, h.cfg.Timeout)
	defer cancel()
	if f.asset {
		return h.checkAsset(ctx, f)
	}
	return h.checkSite(ctx, f)
}

// checkAsset answers about one asset, as "proviso check --json" does.
func (h *Handler) checkAsset(ctx context.Context, f *flight) *result {
	f.step("the page")
	asset, err := h.cfg.Fetcher.Fetch(ctx, f.url)
	if err == nil {
		f.step("documents about it")
		err = h.cfg.Fetcher.Complete(ctx, asset, func(a []*carrier.Artifact) []carrier.Reference { return seek(asset.URL, a) })
	}
	if err != nil && !answered(asset) {
		return &result{err: refused(err)}
	}
	h.note(ctx, asset, err)
	return &result{json: append(answerOf(asset).AppendJSON(nil), '\n')}
}

// checkSite answers about a site, as "proviso check --site --json" does, and keeps the
// answer. Of a site whose page did not come there is an answer about the page alone.
func (h *Handler) checkSite(ctx context.Context, f *flight) *result {
	gathered, err := h.cfg.Fetcher.Site(ctx, f.url, seek, f.step)
	if !answered(gathered.Page) {
		if err == nil {
			err = &gather.Error{Code: gather.CodeUnreachable, URL: f.url}
		}
		return &result{err: refused(err)}
	}
	h.note(ctx, gathered.Page, err)
	r := &result{host: hostOf(gathered.Page)}
	if fetched(gathered.Page) {
		r.json = siteOf(gathered).AppendJSON(nil)
	} else {
		r.json = answerOf(gathered.Page).AppendJSON(nil)
	}
	f.step("the answer")
	r.id, r.err = h.keep(f, r.json)
	r.json = append(r.json, '\n')
	return r
}

func (h *Handler) keep(f *flight, json []byte) (id string, problem *Error) {
	record := &store.Record{URL: f.url, Host: f.host, Time: h.cfg.Now().UTC().Truncate(time.Millisecond), Answer: json, Digest: digest(json)}
	ctx, cancel := context.WithTimeout(context.Background(), h.cfg.StoreTimeout) // a check that was stopped is kept, too
	defer cancel()
	if err := h.cfg.Store.Put(ctx, record); err != nil {
		h.cfg.Log.Error("answer not kept", "url", f.url, "error", err)
		return "", &Error{CodeNotKept, "The site was looked at, but the answer could not be kept. Please try again later.", http.StatusInternalServerError, 0}
	}
	return record.ID, nil
}

// note says in the answer what it lacks.
func (h *Handler) note(ctx context.Context, page *gather.Asset, err error) {
	add := func(code, hint string) {
		page.Notes = append(page.Notes, proviso.Problem{Code: code, Severity: proviso.Notice, Where: proviso.Where{Source: page.URL}, Hint: hint})
	}
	if !fetched(page) {
		hint := "The page itself could not be looked at."
		if cause, ok := errors.AsType[*gather.Error](err); ok {
			hint = "The page itself could not be looked at: " + strings.ToLower(cause.Hint[:min(1, len(cause.Hint))]) + cause.Hint[min(1, len(cause.Hint)):]
		}
		add(CodePage, hint)
	}
	if ctx.Err() != nil {
		add(CodeTime, fmt.Sprintf("The time of the check (%v) was used up; what had not been seen by then is missing here.", h.cfg.Timeout))
	}
}

// discreet leaves out of a note what the network said: what a name leads to inside, and
// whom we ask about names, is nobody's business outside.
func discreet(hint string) string {
	if at := strings.Index(hint, ": fetch-"); at >= 0 {
		if end := strings.Index(hint[at:], " ("); end >= 0 {
			return hint[:at+end]
		}
	}
	return hint
}

func seek(url string, artifacts []*carrier.Artifact) []carrier.Reference {
	return all.Seek(artifacts, &carrier.Question{URL: url})
}

func answerOf(asset *gather.Asset) *answer.Answer {
	a := answer.Of(carrier.Question{URL: asset.URL}, asset.Artifacts, nil)
	for _, note := range asset.Notes {
		note.Hint = discreet(note.Hint)
		a.Reading.Problems = append(a.Reading.Problems, note)
	}
	return a
}

// siteOf answers for every part of a site.
func siteOf(gathered *gather.Site) *answer.Site {
	parts := answer.SiteParts{Page: answerOf(gathered.Page)}
	if gathered.Image != nil {
		parts.Image = answerOf(gathered.Image)
		for _, a := range gathered.Image.Artifacts {
			if a.Kind == carrier.Response && a.Body != nil {
				copied := &carrier.Artifact{Kind: carrier.File, Source: a.Source, MediaType: a.MediaType,
					Body: a.Body, Truncated: a.Truncated, Observed: a.Observed}
				parts.Copy = answer.Of(carrier.Question{}, []*carrier.Artifact{copied}, nil)
			}
		}
	}
	if gathered.Missing != nil {
		parts.Missing, parts.MissingFound = answerOf(gathered.Missing), fetched(gathered.Missing)
	}
	for _, v := range gathered.Variants {
		parts.Variants = append(parts.Variants, answerOf(v))
	}
	return answer.OfSite(parts)
}

// fetched reports whether the page itself came, rather than an error or nothing.
func fetched(asset *gather.Asset) bool {
	return slices.ContainsFunc(asset.Artifacts, func(a *carrier.Artifact) bool {
		return a.Kind == carrier.Response && a.Succeeded()
	})
}

// answered reports whether anything came back.
func answered(asset *gather.Asset) bool {
	return slices.ContainsFunc(asset.Artifacts, func(a *carrier.Artifact) bool {
		return a.Status != 0 || a.Body != nil || a.Scan != nil
	})
}
