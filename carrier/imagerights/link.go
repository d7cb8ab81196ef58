package imagerights

import (
	"net/url"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/cclicence"
)

// isLink tells the kinds whose values are links.
func isLink(kind proviso.RightsKind) bool {
	switch kind {
	case proviso.Licence, proviso.UsageInfo, proviso.AcquireLicence, proviso.CreditLink:
		return true
	}
	return false
}

// link adds a link. One that is empty is none at all.
func (r *reader) link(kind proviso.RightsKind, reference string, s source) {
	reference = strings.TrimSpace(reference)
	value, ok := absolute(reference)
	switch {
	case reference == "":
	case ok && (kind == proviso.Licence || kind == proviso.UsageInfo):
		r.terms(kind, value, s)
	case ok:
		r.add(proviso.Rights{Kind: kind, Value: value}, s)
	case kind == proviso.AcquireLicence && mailOf(reference) != "":
		r.address(reference, s)
	default:
		r.notLink(reference, s)
	}
}

// terms adds a link to terms: to a licence of Creative Commons, or to something else.
func (r *reader) terms(kind proviso.RightsKind, value string, s source) {
	f := proviso.Rights{Kind: kind, Value: value}
	if t, at := cclicence.At(value); at && t.Exists() {
		f.Kind, f.Value, f.Name = proviso.Licence, t.URL(), t.Name()
	} else if at && kind == proviso.Licence {
		r.noTool(t, s)
	}
	r.add(f, s)
}

// noTool flags a URL of Creative Commons that names no tool.
func (r *reader) noTool(t cclicence.Tool, s source) {
	hint, mend := "Creative Commons never had a tool at this URL", ""
	switch near, ok := t.Nearest(); {
	case t.Version == "":
		hint = "the link names no version of a licence, and which was meant cannot be told"
	case ok:
		mend = near.URL()
		hint += "; " + near.Name() + " was likely meant"
	}
	r.problem(CodeNoTool, proviso.Warning, s, hint+": it is kept as it stands", mend)
}

// address adds the mail address of a licensor.
func (r *reader) address(address string, s source) {
	if address = mailOf(address); address != "" {
		r.add(proviso.Rights{Kind: proviso.AcquireLicence, Value: "mailto:" + address}, s)
	}
}

// maxAddress is longer than mail addresses are (RFC 5321 section 4.5.3.1).
const maxAddress = 320

// mailOf is a mail address, with or without its scheme; empty for anything else.
func mailOf(text string) string {
	text = strings.TrimPrefix(strings.TrimSpace(text), "mailto:")
	name, domain, ok := strings.Cut(text, "@")
	if !ok || name == "" || domain == "" || len(text) > maxAddress || strings.ContainsAny(text, "/\\ <>\"?&,;\t\r\n") || text != clean(text) {
		return ""
	}
	return text
}

// absolute gives an absolute http or https URL in its canonical form, with its fragment.
// One with a user name before its host hides where it leads, and is none.
func absolute(reference string) (value string, ok bool) {
	if carrier.Origin(reference) == "" || strings.ContainsAny(reference, " \t\r\n") {
		return "", false
	}
	value, ok = carrier.Resolve("", reference)
	if !ok || strings.Contains(carrier.Origin(value), "@") {
		return "", false
	}
	if u, err := url.Parse(reference); err == nil && u.Fragment != "" {
		value += "#" + u.EscapedFragment()
	}
	return value, true
}

// notLink tells why a link was dropped, and what was likely meant.
func (r *reader) notLink(reference string, s source) {
	mend := ""
	if t, ok := cclicence.Named(reference); ok {
		mend = t.URL()
	} else if value, ok := absolute("https://" + strings.TrimPrefix(reference, "//")); ok && isHost(carrier.Host(value)) {
		mend = value
	} else if signal, ok := proviso.SignalNamed(strings.ToLower(reference)); ok {
		r.problem(CodeNotLink, proviso.Warning, s, "a signal of CC signals is no licence, and states nothing in the place of one: it was dropped",
			"Content-Usage: train-ai=n;exceptions="+signal.Token)
		return
	}
	r.problem(CodeNotLink, proviso.Warning, s, "a link is asked for, and "+quote(reference)+" is no whole http or https URL: it was dropped", mend)
}

// isHost reports whether a name looks like that of a host on the web, and not like the
// name of a file or a number.
func isHost(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || len(host)-dot < 3 {
		return false
	}
	switch host[dot+1:] {
	case "html", "htm", "php", "pdf", "txt", "xml", "jpg", "jpeg", "png":
		return false
	}
	for _, c := range []byte(host[dot+1:]) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// sameURL compares URLs without their schemes and last slashes.
func sameURL(a, b string) bool { return bare(a) == bare(b) }

func bare(url string) string {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	return strings.TrimSuffix(url, "/")
}

// quote quotes input in a hint.
func quote(s string) string { return `"` + carrier.Clip(clean(s), 64) + `"` }
