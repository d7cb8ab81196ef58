package gather

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
)

// isRedirect reports whether a status asks to go on at its Location (RFC 9110
// section 15.4). 300 and 304 do not.
func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// follow visits a URL and whatever it redirects to. Every step is asked for at its
// own origin's robots.txt; that of the last one is the asset's.
func (v *visit) follow(ctx context.Context, u *url.URL) error {
	for hop := 0; ; hop++ {
		v.seen[u.String()] = true
		r, err := v.at(ctx, u)
		if err != nil || !r.redirects() {
			return err
		}
		if hop == v.f.opt.MaxRedirects {
			return &Error{Code: CodeRedirects, URL: r.Location, Hint: "There were more redirects than are followed."}
		}
		next, err := redirected(u, r.Location)
		if err != nil {
			return err
		}
		if v.seen[next.String()] {
			return &Error{Code: CodeRedirectLoop, URL: next.String(), Hint: "The redirect leads back to where it came from."}
		}
		v.noteRedirect(u, next)
		u = next
	}
}

// redirected reads where a redirect leads.
func redirected(from *url.URL, location string) (*url.URL, error) {
	next, err := from.Parse(location)
	if err == nil {
		next, err = normal(next)
	}
	if err == nil {
		return next, nil
	}
	e := &Error{Code: CodeRedirect, URL: from.String(), Hint: "The redirect leads to something that is not fetched.", Err: err}
	if inner := new(Error); errors.As(err, &inner) {
		e.Hint = "The redirect leads to something that is not fetched. " + inner.Hint
	}
	return nil, e
}

func (v *visit) noteRedirect(from, to *url.URL) {
	if from.Hostname() != to.Hostname() {
		v.asset.note(proviso.Notice, NoteCrossHost, from.String(), "It redirects to "+to.Host+", whose robots.txt now applies.")
	}
	if from.Scheme == "https" && to.Scheme == "http" {
		v.asset.note(proviso.Warning, NoteDowngrade, from.String(), "It redirects from https to http, where anyone on the way can change what is said.")
	}
}

// comeBack tells whether a response asks to be asked again soon, and when (RFC
// 9110 section 10.2.3).
func (f *Fetcher) comeBack(r *reply) (time.Duration, bool) {
	if r == nil || r.status != http.StatusServiceUnavailable {
		return 0, false
	}
	after := strings.TrimSpace(r.header.Get("Retry-After"))
	wait, err := time.ParseDuration(after + "s")
	if err != nil || strings.Trim(after, "0123456789") != "" {
		at, err := http.ParseTime(after)
		if err != nil {
			return 0, false
		}
		wait = at.Sub(f.now())
	}
	return wait, 0 <= wait && wait <= MaxRetryAfter
}
