package gather

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// robotsCopy is a robots.txt as it was gathered, or why it was not.
type robotsCopy struct {
	artifact *carrier.Artifact
	until    time.Time  // how long it is used without asking again
	log      []Exchange // of gathering it
	notes    []proviso.Problem
	err      error // why it is unreachable
}

// usable reports whether an older copy may stand in for one that cannot be
// reached.
func (c *robotsCopy) usable(now time.Time) bool {
	return c != nil && c.artifact.Body != nil && now.Sub(c.artifact.Observed) <= MaxRobotsStale
}

// allowed gathers the robots.txt of a URL's origin and asks it. It becomes the
// asset's first artifact.
func (v *visit) allowed(ctx context.Context, u *url.URL) (*robots.Rules, error) {
	var kept *robotsCopy
	var before bool
	var err error
	v.timed(ctx, func(ctx context.Context) {
		kept, before, err = v.f.robotsOf(ctx, origin(u))
		if err != nil {
			err = v.f.failure(ctx, u, err)
		}
	})
	if err != nil {
		return nil, err
	}
	a := kept.artifact
	v.asset.Artifacts = append(v.asset.Artifacts, a)
	v.asset.Notes = append(v.asset.Notes, kept.notes...)
	if before {
		v.asset.Log = append(v.asset.Log, Exchange{Time: a.Observed, URL: a.Source, Status: a.Status, Note: keptBefore})
	} else {
		v.asset.Log = append(v.asset.Log, kept.log...)
	}
	if a.Unreachable {
		return nil, v.f.unreachable(u, kept)
	}
	file := carrier.RobotsOf(a)
	if file == nil {
		file = robots.Parse(nil) // unavailable: no rules
	}
	rules := file.For(v.f.opt.Product)
	if ok, line := rules.Access(robots.PathOf(u.String())); !ok {
		return nil, &Error{Code: CodeDisallowed, URL: u.String(),
			Hint: fmt.Sprintf("%s, line %d, closes it to %s.", a.Source, line, v.f.opt.Product)}
	}
	return rules, nil
}

// unreachable words why nothing may be fetched.
func (f *Fetcher) unreachable(u *url.URL, c *robotsCopy) error {
	if e, ok := c.err.(*Error); ok && e.Code == CodeAddress {
		return &Error{Code: CodeAddress, URL: u.String(), Hint: e.Hint, Err: e.Err}
	}
	return &Error{Code: CodeRobotsUnreachable, URL: u.String(),
		Hint: "The robots.txt could not be reached, so nothing may be fetched (RFC 9309 section 2.3.1.4).", Err: c.err}
}

// robotsOf gives the robots.txt of an origin, kept from before or gathered now.
func (f *Fetcher) robotsOf(ctx context.Context, origin string) (c *robotsCopy, before bool, err error) {
	return f.robots.get(ctx, origin, f.now, func(old *robotsCopy) *robotsCopy {
		// Others may be waiting for the answer, so one caller giving up ends nothing.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), RobotsTimeout)
		defer cancel()
		fresh := f.fetchRobots(ctx, origin)
		if !fresh.artifact.Unreachable || !old.usable(f.now()) {
			return fresh
		}
		hint := "The robots.txt could not be reached; the copy of " + old.artifact.Observed.Format(time.RFC3339) + " stands."
		return &robotsCopy{artifact: old.artifact, until: fresh.until, log: fresh.log, notes: append(fresh.notes,
			proviso.Problem{Code: NoteRobotsCached, Severity: proviso.Warning, Hint: hint,
				Where: proviso.Where{Source: old.artifact.Source}})}
	})
}

// fetchRobots asks for /robots.txt and follows where it redirects, to other hosts
// too; the rules bind the origin all the same (RFC 9309 section 2.3.1.2).
func (f *Fetcher) fetchRobots(ctx context.Context, origin string) *robotsCopy {
	c := &robotsCopy{artifact: &carrier.Artifact{Kind: carrier.Robots, Source: origin + "/robots.txt", Observed: f.now()}}
	u, err := url.Parse(c.artifact.Source)
	for hop := 0; err == nil; hop++ {
		var r *reply
		r, err = f.ask(ctx, u, MaxRobots)
		c.log = append(c.log, r.Exchange)
		if err == nil && !r.redirects() {
			err = f.judge(c, r)
			break
		}
		if err == nil && hop == MaxRobotsRedirects {
			c.artifact.Status = r.status
			c.note(proviso.Warning, NoteRobotsRedirects, "The robots.txt redirects more than five times and counts as unavailable.")
			c.until = f.now().Add(MaxRobotsAge)
			break
		}
		if err == nil {
			u, err = redirected(u, r.Location)
		}
	}
	if err != nil {
		c.artifact.Unreachable, c.err = true, err
		c.until = f.now().Add(UnreachableAge)
	}
	return c
}

// judge settles what the status of a robots.txt means (RFC 9309 section 2.3.1).
// The error says why it counts as unreachable.
func (f *Fetcher) judge(c *robotsCopy, r *reply) error {
	a := c.artifact
	a.Status, a.Header = r.status, headerFields(r.header)
	a.MediaType = carrier.MediaType(r.header.Get("Content-Type"))
	c.until = f.now().Add(freshness(r.header, f.now()))
	switch {
	case r.status == http.StatusTooManyRequests, r.status >= 500, r.status < 200:
		return fmt.Errorf("status %d", r.status)
	case r.status >= 300:
		return nil // unavailable: no rules
	case r.damaged || r.body == nil:
		return fmt.Errorf("the body came damaged or incomplete")
	}
	a.Body, a.Truncated = r.body, r.truncated
	if a.Truncated {
		// Half a line could say something else than the whole.
		a.Body = a.Body[:bytes.LastIndexAny(a.Body, "\r\n")+1]
		c.note(proviso.Warning, NoteRobotsTruncated, "The robots.txt is larger than the limit; only its first lines were read.")
	}
	return nil
}

func (c *robotsCopy) note(severity proviso.Severity, code, hint string) {
	c.notes = append(c.notes, proviso.Problem{Code: code, Severity: severity, Hint: hint,
		Where: proviso.Where{Source: c.artifact.Source}})
}

// freshness is how long a response may be used again (RFC 9111 sections 4.2 and
// 5.2.2), at most MaxRobotsAge, and that long where it does not say.
func freshness(h http.Header, now time.Time) time.Duration {
	for _, field := range h["Cache-Control"] {
		for directive := range strings.SplitSeq(field, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
			switch strings.ToLower(name) {
			case "no-store", "no-cache":
				return 0
			case "max-age":
				seconds, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 31)
				if err != nil {
					return 0
				}
				age, _ := strconv.ParseUint(h.Get("Age"), 10, 31)
				return within(time.Duration(int64(seconds)-int64(age)) * time.Second)
			}
		}
	}
	if expires := h.Get("Expires"); expires != "" {
		at, err := http.ParseTime(expires)
		if err != nil {
			return 0
		}
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			now = date
		}
		return within(at.Sub(now))
	}
	return MaxRobotsAge
}

func within(d time.Duration) time.Duration { return min(max(d, 0), MaxRobotsAge) }
