package licence

import (
	"net/url"
	"path"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/internal/cclicence"
)

// link adds a link. called is what the link is called where it stands, for licences
// that have no name of their own.
func (r *reader) link(kind proviso.RightsKind, reference, called string, s source) {
	reference = strings.TrimSpace(reference)
	if kind == proviso.Licence && isSignal(reference) {
		r.signal(reference, s)
		return
	}
	if canonical, _, ok := CC("https://" + reference); ok {
		r.problem(CodeNotLink, proviso.Warning, s, "without https:// before it, this is the address of a page of this site: it was dropped", canonical)
		return
	}
	if strings.ContainsAny(reference, " \t\r\n") {
		r.words(reference, s)
		return
	}
	value, ok := carrier.Resolve(r.base(s), reference)
	switch {
	case reference == "" || !ok:
		r.unusable(reference, s)
	case hasUser(value):
		r.problem(CodeNotLink, proviso.Warning, s, "the link has a user name before its host, which hides where it leads: it was dropped", "")
	case kind == proviso.Licence:
		r.licence(value, fragment(reference), called, s)
	default:
		r.add(proviso.Rights{Kind: kind, Value: value + fragment(reference)}, s)
	}
}

// licence adds a licence by its absolute URL and the fragment that goes with it.
func (r *reader) licence(value, fragment, called string, s source) {
	fact := proviso.Rights{Kind: proviso.Licence, Value: value + fragment}
	if t, at := cclicence.At(value); at && t.Exists() {
		fact.Value, fact.Name = t.URL(), t.Name()
	} else if fact.Name = nameOf(value); fact.Name == "" && at {
		r.noTool(t, value, s)
	} else if fact.Name == "" && isXML(value) {
		fact.Kind = proviso.UsageInfo
		r.problem(CodeXML, proviso.Notice, s, "the licence is an XML document, most likely Really Simple Licensing, which is no copyright licence: it is shown as usage information; robots.txt or a link with the type "+RSL+" says it to everybody", "")
	} else if fact.Name == "" {
		called = strings.ToValidUTF8(called[:min(len(called), 4*maxNamed)], "\uFFFD")
		fact.Name = carrier.Clip(strings.Join(strings.Fields(called), " "), maxNamed)
	}
	r.add(fact, s)
}

// noTool flags a URL of Creative Commons that names no tool.
func (r *reader) noTool(t cclicence.Tool, value string, s source) {
	hint, mend := "Creative Commons never had a tool at "+quote(value), ""
	switch near, ok := t.Nearest(); {
	case t.Unit == "":
		hint = "the link names no licence of Creative Commons, but their list"
	case t.Version == "":
		hint = "the link names no version of the licence, and which was meant cannot be told"
	case ok:
		mend = near.URL()
		hint += "; " + near.Name() + " was likely meant"
	}
	r.problem(CodeNoTool, proviso.Warning, s, hint+": it is kept as it stands", mend)
}

// isSignal reports whether a CC signal stands in the place of a licence: its token,
// an expression with it, or its text in Creative Commons' repository.
func isSignal(reference string) bool {
	token := signalToken(reference)
	_, ok := proviso.SignalNamed(token)
	return ok || strings.Contains(token, "github.com/creativecommons/cc-signals")
}

// signalToken is what may be a signal's token.
func signalToken(reference string) string {
	token := strings.ToLower(reference)
	if _, value, ok := strings.Cut(token, "exceptions="); ok {
		token = strings.Trim(value, "\"' ")
	}
	return token
}

// signal flags a CC signal in the place of a licence.
func (r *reader) signal(reference string, s source) {
	mend := ""
	if signal, ok := proviso.SignalNamed(signalToken(reference)); ok {
		mend = "Content-Usage: train-ai=n;exceptions=" + signal.Token
	}
	r.problem(CodeSignal, proviso.Warning, s, "a signal of CC signals is no licence, and states nothing in the place of one: it belongs in Content-Usage, with the uses that it is about", mend)
}

// isWord reports whether a text that may be a link or not is none but a name, such as
// "MIT". The name of a file is a link.
func isWord(reference string) bool {
	if strings.ContainsAny(reference, "/:#?") {
		return false
	}
	ending := strings.TrimPrefix(path.Ext(reference), ".")
	return ending == "" || ending[0] >= '0' && ending[0] <= '9'
}

func (r *reader) words(reference string, s source) {
	mend := ""
	if t, ok := cclicence.Named(reference); ok {
		mend = t.URL()
	}
	r.problem(CodeNotLink, proviso.Warning, s, "a link is asked for, and "+quote(reference)+" is none: it was dropped", mend)
}

// unusable tells why a link was dropped.
func (r *reader) unusable(reference string, s source) {
	u, err := url.Parse(reference)
	switch {
	case reference == "":
		r.problem(CodeNotLink, proviso.Warning, s, "the link is empty: it was dropped", "")
	case len(reference) > carrier.MaxLink:
		r.problem(CodeNotLink, proviso.Warning, s, "the link is longer than links are: it was dropped", "")
	case err == nil && !u.IsAbs():
		r.problem(CodeRelative, proviso.Warning, s, "the link "+quote(reference)+" is relative, and no URL is known that it would be relative to: it was dropped", "")
	default:
		r.problem(CodeNotLink, proviso.Warning, s, quote(reference)+" is no http or https URL: it was dropped", "")
	}
}

// hasUser reports whether an absolute URL has user information.
func hasUser(url string) bool { return strings.Contains(carrier.Origin(url), "@") }

// isXML reports whether a URL is that of an XML document, as RSL's are.
func isXML(url string) bool {
	url, _, _ = strings.Cut(url, "?")
	ending := strings.ToLower(path.Ext(url))
	return ending == ".xml" || ending == ".rsl"
}

// quote quotes input in a hint.
func quote(s string) string {
	return `"` + strings.ToValidUTF8(carrier.Clip(s, 64), "\uFFFD") + `"`
}
