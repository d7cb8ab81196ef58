package verify

import (
	"net"
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
)

// staging reads a site that stands elsewhere as if it stood at its domain: what links to
// the domain leads to where the site is, and what comes from there is taken to be the
// domain's. So a site can be tried before it is public, and nothing is fetched from the
// public one meanwhile. The zero value changes nothing.
type staging struct {
	public string // origin of the domain: "https://museum.example"
	stage  string // origin where the site stands
}

// newStaging compares where the site is with the domain that is declared for it.
func newStaging(front, domain string) staging {
	if domain == "" || isDomain(hostname(front), domain) {
		return staging{}
	}
	return staging{public: "https://" + domain, stage: carrier.Origin(front)}
}

func (s staging) active() bool { return s.stage != "" }

// toStage leads an address of the domain, in any spelling of it, to where the site is.
func (s staging) toStage(address string) string {
	if !s.active() || !isDomain(hostname(address), strings.TrimPrefix(s.public, "https://")) {
		return address
	}
	return s.stage + address[len(carrier.Origin(address)):]
}

// toPublic is the address that something would have at the domain.
func (s staging) toPublic(address string) string {
	if origin := carrier.Origin(address); s.active() && strings.EqualFold(origin, s.stage) {
		return s.public + address[len(origin):]
	}
	return address
}

// artifacts gives artifacts as if they came from the domain. Artifacts are shared, so that
// these are others.
func (s staging) artifacts(list []*carrier.Artifact) []*carrier.Artifact {
	if !s.active() {
		return list
	}
	out := make([]*carrier.Artifact, len(list))
	for i, a := range list {
		out[i] = &carrier.Artifact{
			Kind: a.Kind, Source: s.toPublic(a.Source), Final: s.toPublic(a.Final), Status: a.Status,
			Unreachable: a.Unreachable, Header: a.Header, MediaType: a.MediaType, Body: a.Body,
			Truncated: a.Truncated, Observed: a.Observed, Scan: a.Scan,
		}
	}
	return out
}

// hostname is the host of an address without its port, in lower case.
func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// isDomain reports whether a host is the domain, with or without "www.".
func isDomain(host, domain string) bool {
	return bare(host) != "" && bare(host) == bare(strings.ToLower(domain))
}

// belongs reports whether a host is the domain or lies below it.
func belongs(host, domain string) bool {
	return isDomain(host, domain) || net.ParseIP(host) == nil && bare(domain) != "" && strings.HasSuffix(host, "."+bare(strings.ToLower(domain)))
}

func bare(host string) string { return strings.TrimPrefix(host, "www.") }
