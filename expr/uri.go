package expr

import (
	"net/netip"
	"net/url"
	"strings"
)

// resolve turns a URI-reference into the absolute http or https URL of a
// document. If it is none, why is the problem code, and the link is empty.
//
// The reference is checked against the grammar of RFC 3986 first, because
// net/url forgives what another reader would not: raw spaces, stray percent
// signs, control characters.
func resolve(reference, base string) (link, why string) {
	if reference == "" {
		return "", CodeExceptionsEmpty
	}
	if !validReference(reference) {
		return "", CodeExceptionsNotURI
	}
	u, err := url.Parse(reference)
	if err != nil {
		return "", CodeExceptionsNotURI
	}
	// A user name is most likely there to hide the host (RFC 9110 section 4.2.4).
	if u.User != nil {
		return "", CodeExceptionsNotHTTP
	}
	if !u.IsAbs() {
		b, err := url.Parse(base)
		if err != nil || !document(b) {
			return "", CodeExceptionsUnresolved
		}
		b.User = nil // does not belong in a link that is shown
		u = b.ResolveReference(u)
	}
	if !document(u) {
		return "", CodeExceptionsNotHTTP
	}
	if link = u.String(); !validReference(link) {
		return "", CodeExceptionsUnresolved // the base has what no URL has
	}
	return link, ""
}

// document reports whether the URL is that of an http or https document.
func document(u *url.URL) bool {
	return (u.Scheme == "https" || u.Scheme == "http") && u.Opaque == "" && u.Hostname() != ""
}

// Classes of RFC 3986 characters (section 2 and 3.3), as bits.
const (
	uriUnreserved = 1 << iota
	uriSubDelim
	uriColonAt // ":" and "@", which complete pchar
	uriHex
	uriAlpha
	uriDigit
)

var uriClass = func() (class [256]uint8) {
	mark := func(bits uint8, chars string) {
		for i := range len(chars) {
			class[chars[i]] |= bits
		}
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	mark(uriUnreserved, letters+"0123456789-._~")
	mark(uriSubDelim, "!$&'()*+,;=")
	mark(uriColonAt, ":@")
	mark(uriHex, "0123456789abcdefABCDEF")
	mark(uriAlpha, letters)
	mark(uriDigit, "0123456789")
	return class
}()

// validReference reports whether s is a URI-reference by RFC 3986 section 4.1:
//
//	URI-reference = [ scheme ":" ] [ "//" authority ] path [ "?" query ] [ "#" fragment ]
func validReference(s string) bool {
	s, fragment, _ := strings.Cut(s, "#")
	if !uriText(fragment, uriUnreserved|uriSubDelim|uriColonAt, "/?") {
		return false
	}
	s, query, _ := strings.Cut(s, "?")
	if !uriText(query, uriUnreserved|uriSubDelim|uriColonAt, "/?") {
		return false
	}
	// A colon before the first slash ends a scheme; no relative path has one there.
	if colon := strings.IndexByte(s, ':'); colon >= 0 && !strings.Contains(s[:colon], "/") {
		if !validScheme(s[:colon]) {
			return false
		}
		s = s[colon+1:]
	}
	if rest, ok := strings.CutPrefix(s, "//"); ok {
		slash := strings.IndexByte(rest, '/')
		if slash < 0 {
			slash = len(rest)
		}
		if !validAuthority(rest[:slash]) {
			return false
		}
		s = rest[slash:]
	}
	return uriText(s, uriUnreserved|uriSubDelim|uriColonAt, "/")
}

// validScheme: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ).
func validScheme(s string) bool {
	if s == "" || uriClass[s[0]]&uriAlpha == 0 {
		return false
	}
	for i := range len(s) {
		if uriClass[s[i]]&(uriAlpha|uriDigit) == 0 && !strings.Contains("+-.", s[i:i+1]) {
			return false
		}
	}
	return true
}

// validAuthority: [ userinfo "@" ] host [ ":" port ]. Of IP literals, IPv6
// addresses without a zone are taken; there are no others.
func validAuthority(s string) bool {
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		if !uriText(s[:at], uriUnreserved|uriSubDelim, ":") {
			return false
		}
		s = s[at+1:]
	}
	host, port := s, ""
	if colon := strings.LastIndexByte(s, ':'); colon >= 0 && !strings.Contains(s[colon:], "]") {
		host, port = s[:colon], s[colon+1:]
	}
	for i := range len(port) {
		if uriClass[port[i]]&uriDigit == 0 {
			return false
		}
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		addr, err := netip.ParseAddr(host[1 : len(host)-1])
		return err == nil && addr.Is6() && addr.Zone() == ""
	}
	return uriText(host, uriUnreserved|uriSubDelim, "")
}

// uriText reports whether s is made of the classes, the extra characters and
// percent-encoded octets.
func uriText(s string, classes uint8, extra string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case uriClass[c]&classes != 0 || strings.IndexByte(extra, c) >= 0:
		case c == '%' && i+2 < len(s) && uriClass[s[i+1]]&uriHex != 0 && uriClass[s[i+2]]&uriHex != 0:
			i += 2
		default:
			return false
		}
	}
	return true
}
