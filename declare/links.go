package declare

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/proviso-signals/proviso/internal/cclicence"
)

// link reads an absolute http or https URL.
func (r *reader) link(v *node) string {
	if isLink(v.text) {
		return v.text
	}
	r.fault(CodeLink, v.start, quote(v.text)+" is no absolute http or https URL", mendLink(v.text))
	return ""
}

// isLink: an absolute http or https URL as it may stand in any format: no white space,
// ASCII (an IRI is written in its encoded form), a host, no user name.
func isLink(s string) bool {
	if len(s) > MaxText || strings.ContainsFunc(s, func(c rune) bool { return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"<>\\^`{|}", c) }) {
		return false
	}
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Hostname() != "" && u.User == nil
}

// mendLink gives the URL that was probably meant.
func mendLink(s string) string {
	s = strings.TrimSpace(s)
	lower := strings.ToLower(s)
	switch {
	case s == "" || len(s) > MaxText:
		return ""
	case strings.HasPrefix(lower, "www.") || !strings.Contains(s, ":") && domainLike.MatchString(strings.SplitN(lower, "/", 2)[0]):
		s = "https://" + s
	case strings.HasPrefix(lower, "https:"), strings.HasPrefix(lower, "http:"):
		scheme, rest, _ := strings.Cut(s, ":")
		s = strings.ToLower(scheme) + "://" + strings.TrimLeft(rest, "/")
	}
	if u, err := url.Parse(s); err == nil && u.User == nil {
		s = u.String()
	}
	if isLink(s) {
		return tomlText(s)
	}
	return ""
}

// contact reads where to ask.
func (r *reader) contact(v *node) string {
	address, mail := strings.CutPrefix(v.text, "mailto:")
	if isLink(v.text) || mail && mailLike.MatchString(address) && len(address) <= 254 {
		return v.text
	}
	mend := mendLink(v.text)
	if address = strings.TrimSpace(v.text); mailLike.MatchString(address) && len(address) <= 254 {
		mend = tomlText("mailto:" + address)
	}
	r.fault(CodeContact, v.start, quote(v.text)+" is no mailto:, http or https URL", mend)
	return ""
}

var mailLike = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?$`)

// domain reads a host name.
func (r *reader) domain(v *node) string {
	if isDomain(v.text) {
		return v.text
	}
	hint, mend := quote(v.text)+" is no host name in lower case, such as museum.example", ""
	host := strings.ToLower(strings.TrimSpace(v.text))
	if u, err := url.Parse(host); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	host, _, _ = strings.Cut(host, "/")
	if host = strings.TrimSuffix(host, "."); isDomain(host) {
		mend = tomlText(host)
	} else if strings.ContainsFunc(host, func(c rune) bool { return c > 0x7f }) {
		hint += "; a name with other letters is written in its xn-- form"
	}
	r.fault(CodeDomain, v.start, hint, mend)
	return ""
}

var domainLike = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9\-]{0,61}[a-z0-9])?$`)

func isDomain(s string) bool { return len(s) <= 253 && domainLike.MatchString(s) }

// licence reads the URL of a licence. A Creative Commons licence must be one that there
// is; of others only the form is known.
func (r *reader) licence(v *node) string {
	tool, named := cclicence.Named(v.text)
	at, theirs := cclicence.At(v.text)
	switch {
	case theirs && !at.Exists():
		mend := ""
		if near, ok := at.Nearest(); ok {
			mend = tomlText(near.URL())
		}
		r.fault(CodeLicence, v.start, "Creative Commons has no licence at "+quote(v.text), mend)
		return ""
	case isLink(v.text):
		return v.text
	case named:
		r.fault(CodeLicence, v.start, "a licence is given by its URL", tomlText(tool.URL()))
		return ""
	}
	r.fault(CodeLicence, v.start, quote(v.text)+" is no URL of a licence", mendLink(v.text))
	return ""
}

// superseded reads an earlier declaration: its digest or its URL.
func (r *reader) superseded(v *node) string {
	if digestForm.MatchString(v.text) || isLink(v.text) {
		return v.text
	}
	mend := mendLink(v.text)
	if m := looseDigest.FindStringSubmatch(strings.TrimSpace(v.text)); m != nil {
		mend = tomlText("sha-256=:" + m[1] + "=:")
	}
	r.fault(CodeDigest, v.start, quote(v.text)+` is neither a digest, such as "sha-256=:…:", nor an absolute URL`, mend)
	return ""
}

var (
	digestForm  = regexp.MustCompile(`^sha-256=:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=:$`)
	looseDigest = regexp.MustCompile(`^(?i:sha-?256[=:\-]{1,2})?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048])=?:?$`)
)
