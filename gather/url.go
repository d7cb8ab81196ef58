package gather

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// URL reads what a person may type as a URL and gives its normal form, which is
// what [Fetcher.Fetch] asks for: "Example.com/a b" becomes
// "https://example.com/a%20b". It adds https where there is no scheme, writes hosts
// in ASCII (IDNA2008, look-up profile), resolves "." and ".." in the path, and drops
// a default port and the fragment. The error is an [*Error] with [CodeURL] or
// [CodePort].
func URL(text string) (string, error) {
	u, err := parseURL(text)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

func parseURL(text string) (*url.URL, error) {
	text = strings.Trim(text, " \t\r\n\f")
	if len(text) > MaxURL {
		return nil, tooLong(text)
	}
	u, err := url.Parse(withScheme(text))
	if err != nil {
		return nil, &Error{Code: CodeURL, URL: text, Hint: "This is not a URL.", Err: unwrapURL(err)}
	}
	return normal(u)
}

func tooLong(text string) error {
	return &Error{Code: CodeURL, URL: strings.ToValidUTF8(text[:64], "") + "…", Hint: "The URL is longer than the limit."}
}

// withScheme adds https to what has no scheme. "localhost:8080/x" parses as one
// with the scheme localhost, so a colon followed by nothing but a port is looked
// for first.
func withScheme(text string) string {
	if strings.HasPrefix(text, "//") {
		return "https:" + text
	}
	before, after, found := strings.Cut(text, ":")
	if found && !strings.ContainsAny(before, "/?#.[") {
		end := strings.IndexAny(after+"/", "/?#")
		if port := after[:end]; port == "" || strings.Trim(port, "0123456789") != "" || strings.HasPrefix(after, "//") {
			return text // a scheme: http://…, mailto:…
		}
	} else if found && strings.HasPrefix(after, "//") {
		return text
	}
	return "https://" + text
}

// normal checks a URL and puts it in normal form.
func normal(u *url.URL) (*url.URL, error) {
	fail := func(hint string, err error) (*url.URL, error) {
		return nil, &Error{Code: CodeURL, URL: u.Redacted(), Hint: hint, Err: err}
	}
	scheme := strings.ToLower(u.Scheme)
	switch {
	case scheme != "http" && scheme != "https":
		return fail("Only http and https are fetched.", nil)
	case u.User != nil:
		return fail("A URL with user information is not fetched.", nil)
	case u.Opaque != "":
		return fail("The URL has no host.", nil)
	}
	host, err := hostname(u.Hostname())
	if err != nil {
		return fail("The host is not one.", err)
	}
	port, err := portOf(u, scheme)
	if err != nil {
		return nil, err
	}
	path := u.EscapedPath()
	for _, dot := range []string{"%2e", "%2E"} {
		path = strings.ReplaceAll(path, dot, ".") // so that it cannot hide a dot segment
	}
	clean, err := url.Parse(scheme + "://" + host + port + "/" + strings.TrimPrefix(path, "/"))
	if err != nil {
		return fail("The URL cannot be put in normal form.", unwrapURL(err))
	}
	clean.RawQuery, clean.ForceQuery = escapeQuery(u.RawQuery), u.ForceQuery
	clean = new(url.URL).ResolveReference(clean)
	if s := clean.String(); len(s) > MaxURL {
		return nil, tooLong(s)
	}
	return clean, nil
}

var (
	errNoHost   = errors.New("empty")
	errHostChar = errors.New("a character no host name has")
	errHostSize = errors.New("too long, or an empty label")
	errZone     = errors.New("an address with a zone")
)

// hostname gives the ASCII form of a host. Underscores are let through: IDNA knows
// none, but names with them resolve and are in use.
func hostname(host string) (string, error) {
	if host == "" {
		return "", errNoHost
	}
	if strings.Contains(host, ":") {
		addr, err := netip.ParseAddr(host)
		if err == nil && addr.Zone() != "" {
			err = errZone
		}
		return "[" + addr.String() + "]", err
	}
	if !isASCII(host) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", err
		}
		host = ascii
	}
	host = strings.ToLower(host)
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 || len(host) > 253 {
			return "", errHostSize
		}
		if strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return "", errHostChar
		}
	}
	return host, nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// portOf gives ":port", or nothing for the scheme's own.
func portOf(u *url.URL, scheme string) (string, error) {
	port := u.Port()
	if port == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	switch {
	case err != nil:
		return "", &Error{Code: CodeURL, URL: u.Redacted(), Hint: "The port is not one."}
	case n == 0 || badPort(uint16(n)):
		return "", &Error{Code: CodePort, URL: u.Redacted(), Hint: "Port " + port + " belongs to another protocol than HTTP."}
	case scheme == "http" && n == 80 || scheme == "https" && n == 443:
		return "", nil
	}
	return ":" + strconv.FormatUint(n, 10), nil
}

// escapeQuery encodes what may not stand in a query: url.Parse lets it through.
func escapeQuery(q string) string {
	var b strings.Builder
	for i := range len(q) {
		if c := q[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
			b.WriteByte('%')
			b.WriteString(strings.ToUpper(strconv.FormatUint(uint64(c)+0x100, 16)[1:]))
			continue
		}
		b.WriteByte(q[i])
	}
	return b.String()
}

// origin is what a robots.txt speaks for: scheme, host and port.
func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// unwrapURL drops the part of a url.Error that repeats the URL.
func unwrapURL(err error) error {
	if e := new(url.Error); errors.As(err, &e) {
		return e.Err
	}
	return err
}
