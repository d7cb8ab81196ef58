// Package cclicence recognises the licences and public domain tools of Creative
// Commons: by their URLs, however these are spelt, and by their names. It knows all
// there ever were, by Creative Commons' own table (cc-legal-tools-data,
// config/cc-legal-tools.csv at b5f0188).
//
//	http://www.creativecommons.org/licenses/by/2.0/de/deed.en?x#y
//	https://creativecommons.org/licenses/by/2.0/de/   CC BY 2.0 DE
package cclicence

import "strings"

// Read reads a URL of a licence or public domain tool of Creative Commons, in any of
// the ways it is linked to: http or https, with www., upper case, without the last
// slash, with the name of a document behind it (deed, deed.xx, legalcode, legalcode.xx,
// rdf), with a query or a fragment. It gives the canonical URL and the customary name.
//
// It is not ok for anything else, tools that there never were included.
func Read(url string) (canonical, name string, ok bool) {
	t, at := At(url)
	if !at || !t.Exists() {
		return "", "", false
	}
	return t.URL(), t.Name(), true
}

// At takes the URL of a tool of Creative Commons apart. It is ok for whatever
// stands where tools stand, whether or not there is one.
func At(url string) (t Tool, ok bool) {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(url), "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return Tool{}, false
	}
	host, path, _ := strings.Cut(rest, "/")
	if !isCC(host) {
		return Tool{}, false
	}
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	path = strings.ReplaceAll(strings.ToLower(path), "%2b", "+") // sampling+
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(parts) == 0 || parts[0] != licenses && parts[0] != publicdomain {
		return Tool{}, false
	}
	t.Category, parts = parts[0], parts[1:]
	if n := len(parts); n > 0 && isDocument(parts[n-1]) {
		parts = parts[:n-1]
	}
	if t.Category == licenses && len(parts) == 1 && parts[0] == publicdomain {
		// Until 2010 the certification stood among the licences.
		return Tool{Category: publicdomain, Unit: "certification", Version: "1.0", Jurisdiction: "us"}, true
	}
	for i, to := range []*string{&t.Unit, &t.Version, &t.Jurisdiction} {
		if i < len(parts) {
			*to = parts[i]
		}
	}
	if len(parts) > 3 || t.Jurisdiction == "-" {
		t.Jurisdiction = "?" // there is none like it
	}
	return t, true
}

// isCC reports whether a host, perhaps with the port of its scheme, is Creative
// Commons' own.
func isCC(host string) bool {
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	if len(host) > 4 && strings.EqualFold(host[:4], "www.") {
		host = host[4:]
	}
	return strings.EqualFold(host, "creativecommons.org")
}

// isDocument reports whether the last part of a path names a rendering of the tool.
func isDocument(part string) bool {
	word, _, _ := strings.Cut(part, ".")
	switch word {
	case "deed", "legalcode", "legalcode-plain", "rdf", "index":
		return true
	}
	return false
}

// MaxName is the longest text that is tried as the name of a licence.
const MaxName = 96

// Named reads the name of a tool, as people or SPDX write it: "CC BY-SA 4.0",
// "cc-by-sa-4.0", "CC BY 3.0 DE", "CC0". A licence without a version is none.
func Named(text string) (t Tool, ok bool) {
	if len(text) > MaxName {
		return Tool{}, false
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '+'
	})
	switch {
	case len(words) > 1 && words[0] == "creative" && words[1] == "commons":
		words = words[2:]
	case len(words) > 0 && words[0] == "cc":
		words = words[1:]
	case len(words) == 0 || words[0] != "cc0":
		return Tool{}, false
	}
	t.Category = licenses
	for i, word := range words {
		if word = strings.TrimPrefix(word, "v"); i > 0 && word != "" && word[0] >= '0' && word[0] <= '9' {
			t.Version = word
			if i+1 < len(words) {
				t.Jurisdiction = words[i+1]
			}
			break
		}
		t.Unit = strings.TrimPrefix(t.Unit+"-"+word, "-")
	}
	if t.Exists() {
		return t, true
	}
	return t.Nearest()
}
