package carrier

import (
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso/container/htmlhead"
)

// MaxLink is the longest URL that is resolved, in bytes.
const MaxLink = 4096

// Resolve makes a reference absolute (RFC 3986 section 5), without its fragment. It
// is ok only for http and https URLs with a host: nothing else is ever fetched or
// compared.
func Resolve(base, reference string) (absolute string, ok bool) {
	reference = strings.TrimSpace(reference)
	if len(reference) > MaxLink {
		return "", false
	}
	u, err := url.Parse(reference)
	if err != nil {
		return "", false
	}
	if !u.IsAbs() {
		from, err := url.Parse(base)
		if err != nil || !from.IsAbs() {
			return "", false
		}
		u = from.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	return Canonical(u.String()), true
}

// Canonical writes an absolute URL so that equivalent ones compare equal: scheme and
// host in lower case, without the default port, a path at least (RFC 3986 sections
// 6.2.2.1 and 6.2.3). Anything else is left as it is.
func Canonical(url string) string {
	origin := Origin(url)
	if origin == "" {
		return url
	}
	lower := strings.ToLower(origin)
	for _, port := range [...]struct{ scheme, port string }{{"http://", ":80"}, {"https://", ":443"}} {
		if strings.HasPrefix(lower, port.scheme) {
			lower = strings.TrimSuffix(lower, port.port)
		}
	}
	rest := url[len(origin):]
	if rest == "" {
		rest = "/"
	}
	if lower == origin && len(url) > len(origin) {
		return url
	}
	return lower + rest
}

// PageBase is what relative references in a page resolve against: its base element,
// or else the page's own URL.
func PageBase(page *htmlhead.Page, url string) string {
	if page.Base == nil {
		return url
	}
	if base, ok := Resolve(url, string(page.Base)); ok {
		return base
	}
	return url
}

// HasToken reports whether a list with white space between its tokens, such as a rel
// attribute, holds a token, without regard to case.
func HasToken(list, token string) bool {
	for word := range strings.FieldsSeq(list) {
		if strings.EqualFold(word, token) {
			return true
		}
	}
	return false
}
