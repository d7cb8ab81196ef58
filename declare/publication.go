package declare

import "strings"

// Publication is where an owner publishes, for the tools that do it. It says nothing about
// works and is itself never published.
type Publication struct {
	// Public is the folder that is served as the site's root, relative to the declaration
	// file; empty for the folder that the file lies in.
	Public string
	// Host names a profile of where the site lives, such as "netlify"; empty for unknown.
	Host string
	// Server is the configuration file of the server, relative to the declaration file or
	// absolute; empty for none.
	Server string
	// Places are the names of the places to publish in, as `proviso formats` lists them;
	// empty for all that fit.
	Places []string
	// HeaderOnly keeps lines out of robots.txt that some audit tools object to.
	HeaderOnly bool
	// Page is the path on the site of the page that says it to people.
	Page string
	// Stamp marks the image files of the collections, too.
	Stamp bool
}

// DefaultPage is where the page for people is if nothing else is said.
const DefaultPage = "/machine-use/"

func publicationKeys() []key[Publication] {
	return []key[Publication]{
		{"public", aText, func(r *reader, p *Publication, v *node) { p.Public = r.folder(v) }},
		{"host", aText, func(r *reader, p *Publication, v *node) { p.Host = r.placeName(v) }},
		{"server", aText, func(r *reader, p *Publication, v *node) { p.Server = r.oneLine(v) }},
		{"places", aList, func(r *reader, p *Publication, v *node) { p.Places = each(r, v, (*reader).placeName) }},
		{"header-only", aBool, func(r *reader, p *Publication, v *node) { p.HeaderOnly = v.text == "true" }},
		{"page", aText, func(r *reader, p *Publication, v *node) { p.Page = r.page(v) }},
		{"stamp", aBool, func(r *reader, p *Publication, v *node) { p.Stamp = v.text == "true" }},
	}
}

// folder reads a folder below that of the declaration file.
func (r *reader) folder(v *node) string {
	name := strings.TrimSuffix(v.text, "/")
	if name == "." {
		return ""
	}
	if r.file(v) == "" {
		return ""
	}
	if strings.ContainsAny(name, "*?[{") {
		r.fault(CodeFile, v.start, "this is one folder, and no pattern", "")
		return ""
	}
	return strings.TrimPrefix(name, "./")
}

// placeName reads a name out of a list that this package does not know.
func (r *reader) placeName(v *node) string {
	for _, c := range v.text {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			r.fault(CodeValue, v.start, quote(v.text)+" is no such name: they are of small letters, digits and hyphens", tomlText(clip(fold(v.text), MaxHint)))
			return ""
		}
	}
	return r.oneLine(v)
}

// page reads the path of a page on the site.
func (r *reader) page(v *node) string {
	s := r.oneLine(v)
	if s == "" {
		return ""
	}
	plain := strings.TrimLeft(s, "/")
	if s[0] == '/' && !strings.HasPrefix(s, "//") && !strings.ContainsAny(s, "?#%\\*$ \"<>") && !strings.Contains(s, "/.") && isASCII(s) && strings.HasSuffix(s, "/") {
		return s
	}
	mend := ""
	if plain != "" && !strings.ContainsAny(plain, "?#%\\*$ \"<>.") && isASCII(plain) {
		mend = tomlText(clip("/"+strings.TrimRight(plain, "/")+"/", MaxHint))
	}
	r.fault(CodeValue, v.start, quote(s)+" is no path of a folder on the site, such as "+quote(DefaultPage), mend)
	return ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
