package gather

import (
	"crypto/sha256"
	"strings"
	"time"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// robotsCapture is one capture of a robots.txt.
type robotsCapture struct {
	origin   string
	name     string // path and offset
	date     time.Time
	artifact *carrier.Artifact
	location string // where it redirects to, absolute; empty if it does not
	notes    []proviso.Problem
}

// archivedRobots are the robots.txt captures of an archive.
type archivedRobots struct {
	byOrigin map[string][]*robotsCapture
	inOrder  []*robotsCapture
	shared   map[robotsIdentity]*carrier.Artifact
	bytes    int
	full     bool // a limit was reached, and captures were left out
}

// robotsIdentity is what two captures have in common when they share one artifact,
// and with it what carriers parse. The same text at another origin is another
// artifact, because links in it resolve elsewhere.
type robotsIdentity struct {
	source    string
	status    int
	truncated bool
	body      [sha256.Size]byte
}

func identity(a *carrier.Artifact) robotsIdentity {
	return robotsIdentity{a.Source, a.Status, a.Truncated, sha256.Sum256(a.Body)}
}

func newArchivedRobots() *archivedRobots {
	return &archivedRobots{byOrigin: make(map[string][]*robotsCapture), shared: make(map[robotsIdentity]*carrier.Artifact)}
}

// share gives the artifact that was kept for an equal one, or the one given.
func (r *archivedRobots) share(a *carrier.Artifact) *carrier.Artifact {
	if kept, ok := r.shared[identity(a)]; ok {
		return kept
	}
	return a
}

// add keeps a capture, within the limits.
func (r *archivedRobots) add(c *robotsCapture) {
	id := identity(c.artifact)
	size := 0
	if kept, ok := r.shared[id]; ok {
		c.artifact = kept
	} else {
		size = 1024 + len(c.artifact.Body)
	}
	same := r.byOrigin[c.origin]
	if len(r.inOrder) >= MaxArchiveRobots || r.bytes+size > MaxArchiveRobotsBytes || len(same) >= MaxArchiveRobotsPerOrigin {
		r.full = true
		return
	}
	r.bytes += size
	r.shared[id] = c.artifact
	r.byOrigin[c.origin] = append(same, c)
	r.inOrder = append(r.inOrder, c)
}

// find gives the robots.txt of an origin that was valid at a time, redirects within
// the archive followed. If one leads out of it, there is none, and redirect tells
// where it leads.
func (r *archivedRobots) find(origin string, at time.Time) (found *carrier.Artifact, redirect string) {
	for range MaxRobotsRedirects + 1 {
		c := r.pick(origin, at)
		if c == nil {
			return nil, redirect
		}
		if c.location == "" {
			return c.artifact, ""
		}
		redirect = c.location
		next, ok := robotsOrigin(redirect)
		if !ok {
			return nil, redirect
		}
		origin = next
	}
	return nil, redirect
}

// pick gives the last capture no later than the time, or else the first one after.
func (r *archivedRobots) pick(origin string, at time.Time) *robotsCapture {
	var before, after *robotsCapture
	for _, c := range r.byOrigin[origin] {
		switch {
		case !c.date.After(at):
			if before == nil || !c.date.Before(before.date) {
				before = c
			}
		case after == nil || c.date.Before(after.date):
			after = c
		}
	}
	if before != nil {
		return before
	}
	return after
}

// robotsOrigin gives the origin that a URL is the robots.txt of.
func robotsOrigin(target string) (string, bool) {
	origin := carrier.Origin(target)
	if origin == "" || target[len(origin):] != "/robots.txt" {
		return "", false
	}
	return originKey(target), true
}

// originKey is the origin of an http or https URL in the form that equal ones have.
func originKey(target string) string {
	scheme, _, _ := strings.Cut(target, "://")
	scheme = strings.ToLower(scheme)
	host := strings.ToLower(carrier.Host(target))
	if scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return scheme + "://" + host
}
