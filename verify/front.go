package verify

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
)

// missingPath is a path that no site has, and that says why it was asked for.
const missingPath = "/proviso-verify-of-a-missing-page"

// front looks at the first page. Without it there is no site to look at.
func (v *visit) front() bool {
	v.origin = carrier.Origin(v.opt.URL)
	p, why := v.look(v.opt.URL, Page, nil)
	switch {
	case p == nil:
	case v.stage.active() && !strings.EqualFold(carrier.Origin(p.URL), v.stage.stage):
		why = "it leads away from the server that stands in for the domain, to " + clip(p.URL, MaxText)
	case !p.response.Succeeded():
		why = fmt.Sprintf("it answers %d", p.Status)
	}
	if why != "" {
		v.notLookedAt(v.opt.URL, why)
		return false
	}
	v.origin = carrier.Origin(p.URL)
	v.situate(p, nil)
	if p.Kind == Image {
		p.readCopy()
	}
	v.places = append(v.places, p)
	if host := hostname(p.public); v.d.Party.Domain != "" && !isDomain(host, v.d.Party.Domain) {
		v.add(Check{
			Rule: RuleElsewhere, URL: p.URL, Verdict: Silent, Severity: Warn, Line: v.lines.party,
			Message: "the declaration names " + v.d.Party.Domain + ", and " + host + " answers there",
			Mend:    "Name the host that answers as the party's domain, or let the domain answer itself.",
		}, p.URL)
	}
	return true
}

// notLookedAt tells of an address that could not be looked at.
func (v *visit) notLookedAt(address, why string) {
	v.add(Check{
		Rule: RulePlace, URL: address, Severity: Warn, Message: "it could not be looked at: " + why,
		Mend: "See that it answers to anybody, and that robots.txt lets ProvisoBot fetch it.",
	}, v.about(address))
}

// missing looks at a page that does not exist: what a server says there shows whether it
// says it everywhere.
func (v *visit) missing() {
	p, why := v.look(v.origin+missingPath, Missing, nil)
	switch {
	case p == nil:
		v.notLookedAt(v.origin+missingPath, why)
		return
	case !p.elsewhere:
		v.places = append(v.places, p)
	}
	c := Check{Rule: RuleSoft404, URL: p.URL, Place: Missing, Verdict: Equal, Message: fmt.Sprintf("a page that does not exist answers %d", p.Status)}
	if p.response.Succeeded() {
		c.Verdict, c.Severity = Stricter, Warn
		c.Message += ": well-known files that are not there look as if they were"
		c.Mend = "Let the server answer 404 for what does not exist."
	}
	v.add(c, v.about(p.URL))
}

// variants looks at the other spellings of the first page's address. Most lead to it; one
// that does not answer is no news.
func (v *visit) variants() {
	first := v.places[0]
	for _, address := range spellings(first.URL) {
		p, _ := v.look(address, Variant, nil)
		switch {
		case p == nil:
		case p.URL == first.URL:
			v.add(Check{Rule: RuleVariant, URL: address, Place: Variant, Verdict: Equal, Message: "it leads to " + first.URL}, address)
		case p.response.Succeeded() && bare(hostname(p.URL)) == bare(hostname(first.URL)):
			v.places = append(v.places, p)
		}
	}
}

// spellings are the other ways to write the origin of a page: http and https, with and
// without "www.". Addresses, and hosts with a port of their own, have no others.
func spellings(page string) (list []string) {
	u, err := url.Parse(page)
	if err != nil || u.Port() != "" || net.ParseIP(u.Hostname()) != nil || !strings.Contains(u.Host, ".") {
		return nil
	}
	for _, scheme := range []string{"https", "http"} {
		for _, host := range []string{bare(u.Host), "www." + bare(u.Host)} {
			other := *u
			other.Scheme, other.Host = scheme, host
			if s := other.String(); s != page {
				list = append(list, s)
			}
		}
	}
	return list
}
