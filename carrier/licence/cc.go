package licence

import "strings"

// CC reads a URL of a licence or public domain tool of Creative Commons, in any of the
// ways it is linked to: http or https, with www., upper case, without the last slash,
// with the name of a document behind it (deed, deed.xx, legalcode, legalcode.xx, rdf),
// with a query or a fragment. It gives the canonical URL and the customary name:
//
//	http://www.creativecommons.org/licenses/by/2.0/de/deed.en?x#y
//	https://creativecommons.org/licenses/by/2.0/de/   CC BY 2.0 DE
//
// It is not ok for anything else, tools that there never were included.
func CC(url string) (canonical, name string, ok bool) {
	t, at := toolAt(url)
	if !at || !t.exists() {
		return "", "", false
	}
	return t.url(), t.name(), true
}

// toolAt takes the URL of a tool of Creative Commons apart. It is ok for whatever
// stands where tools stand, whether or not there is one.
func toolAt(url string) (t tool, ok bool) {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(url), "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return tool{}, false
	}
	host, path, _ := strings.Cut(rest, "/")
	if !isCC(host) {
		return tool{}, false
	}
	if end := strings.IndexAny(path, "?#"); end >= 0 {
		path = path[:end]
	}
	path = strings.ReplaceAll(strings.ToLower(path), "%2b", "+") // sampling+
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(parts) == 0 || parts[0] != licenses && parts[0] != publicdomain {
		return tool{}, false
	}
	t.category, parts = parts[0], parts[1:]
	if n := len(parts); n > 0 && isDocument(parts[n-1]) {
		parts = parts[:n-1]
	}
	if t.category == licenses && len(parts) == 1 && parts[0] == publicdomain {
		// Until 2010 the certification stood among the licences.
		return tool{category: publicdomain, unit: "certification", version: "1.0", jurisdiction: "us"}, true
	}
	for i, to := range []*string{&t.unit, &t.version, &t.jurisdiction} {
		if i < len(parts) {
			*to = parts[i]
		}
	}
	if len(parts) > 3 || t.jurisdiction == "-" {
		t.jurisdiction = "?" // there is none like it
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

// maxNamed is the longest text that is tried as the name of a licence.
const maxNamed = 96

// toolNamed reads the name of a tool, as people or SPDX write it: "CC BY-SA 4.0",
// "cc-by-sa-4.0", "CC BY 3.0 DE", "CC0". A licence without a version is none.
func toolNamed(text string) (t tool, ok bool) {
	if len(text) > maxNamed {
		return tool{}, false
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
		return tool{}, false
	}
	t.category = licenses
	for i, word := range words {
		if word = strings.TrimPrefix(word, "v"); i > 0 && word != "" && word[0] >= '0' && word[0] <= '9' {
			t.version = word
			if i+1 < len(words) {
				t.jurisdiction = words[i+1]
			}
			break
		}
		t.unit = strings.TrimPrefix(t.unit+"-"+word, "-")
	}
	if t.exists() {
		return t, true
	}
	return t.nearest()
}
