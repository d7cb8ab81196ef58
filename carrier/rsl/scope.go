package rsl

import (
	"math"
	"strings"

	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// asset is what is asked about.
type asset struct {
	url  string // absolute, or empty
	host string // as hostOf gives it
	path string // as robots.PathOf gives it; "/" where nothing is known
}

func assetOf(artifacts []*carrier.Artifact, q *carrier.Question) asset {
	url := q.URL
	for i := 0; url == "" && i < len(artifacts); i++ {
		if a := artifacts[i]; a.Kind == carrier.Response && carrier.Origin(a.Source) != "" {
			url = a.Source
		}
	}
	if url == "" {
		return asset{path: "/"}
	}
	return asset{url: url, host: hostOf(url), path: robots.PathOf(url)}
}

// hostOf is a host as it is compared: in lower case, without a dot at its end and
// without the port that its scheme implies. Schemes are not compared.
func hostOf(url string) string {
	host := strings.ToLower(carrier.Host(url))
	if len(url) > 5 && (url[4] == 's' || url[4] == 'S') {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	return strings.TrimSuffix(host, ".")
}

// ownScope is how narrow a scope is that is the asset itself.
const ownScope = math.MaxInt

// covers reports whether a content element is about the asset, and how narrowly: the
// octets of its pattern, as the longest match is counted. A star at the end of a
// pattern makes it no narrower.
func (c *content) covers(a *asset, by *reference) (octets int, ok bool) {
	switch {
	case by.inline:
		return ownScope, true
	case c.item != nil:
		return ownScope, c.isItem(a)
	case c.url == "" && by.site:
		return 1, true
	case c.url == "":
		return ownScope, true
	}
	if octets, ok = matches(c.url, a); ok {
		return octets - (len(c.url) - len(strings.TrimRight(c.url, "*"))), true
	}
	for _, url := range c.alternates {
		if isSame(url, a) {
			return ownScope, true
		}
	}
	return 0, false
}

// isItem reports whether the item that a licence stands in is the asset: by the url
// of the licence, or by what the item links to.
func (c *content) isItem(a *asset) bool {
	if c.url != "" && (isSame(c.url, a) || strings.ContainsAny(c.url, "*$") && isPattern(c.url, a)) {
		return true
	}
	for _, url := range c.item.links {
		if isSame(url, a) {
			return true
		}
	}
	return false
}

func isPattern(url string, a *asset) bool {
	_, ok := matches(url, a)
	return ok
}

// matches compares a url with the asset: a path pattern, or a URL whose path is one.
func matches(url string, a *asset) (octets int, ok bool) {
	if pattern := pathIn(url, a); pattern != "" {
		return robots.MatchPath(pattern, a.path)
	}
	return 0, false
}

// literal makes a path a pattern that matches nothing else.
var literal = strings.NewReplacer("*", "%2A", "$", "%24")

// isSame reports whether a URL, or a path, is that of the asset.
func isSame(url string, a *asset) bool {
	path := pathIn(url, a)
	if path == "" {
		return false
	}
	_, ok := robots.MatchPath(literal.Replace(path)+"$", a.path)
	return ok
}

// pathIn is the path of a URL on the asset's host; empty for any other. Where nothing
// is known about the asset, any host is its own.
func pathIn(url string, a *asset) string {
	if strings.HasPrefix(url, "/") || strings.HasPrefix(url, "*") {
		return url
	}
	if carrier.Origin(url) == "" || a.host != "" && hostOf(url) != a.host {
		return ""
	}
	return robots.PathOf(url)
}
