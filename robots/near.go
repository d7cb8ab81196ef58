package robots

import "strings"

// otherKeys are directives that readers other than this one know; they are near
// nothing.
var otherKeys = map[string]bool{
	"clean-param": true, "content-signal": true, "crawl-delay": true, "domain": true, "host": true, "license": true,
	"noarchive": true, "nofollow": true, "noindex": true, "request-rate": true, "revisit-after": true, "visit-time": true,
}

// maxNearKey bounds the keys that are compared with known ones, in bytes.
const maxNearKey = 24

// nearKey gives the known key that a key is nearly equal to: at most two letters
// wrong, missing, too many or swapped, and at most one in a short key.
func nearKey(key []byte) string {
	folded := fold(key)
	if len(key) > maxNearKey || otherKeys[folded] {
		return ""
	}
	for _, known := range []string{"user-agent", "disallow", "allow", "sitemap"} {
		if near(folded, known) {
			return known
		}
	}
	return ""
}

// nearUsage reports whether a key looks like content-usage and is not. Anything
// but its letters is left out of the comparison.
func nearUsage(key []byte) bool {
	if len(key) > maxNearKey || equalFold(key, usageKey) {
		return false
	}
	letters := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, fold(key))
	switch letters {
	case "usagecontent", "aiusage", "usagepreference", "usagepreferences":
		return true
	}
	return near(letters, "contentusage")
}

func near(key, known string) bool {
	most := 2
	if len(known) < 8 {
		most = 1
	}
	return distance(key, known) <= most
}

// distance is how many letters have to be changed, put in, taken out or swapped
// with their neighbour to get from a to b.
func distance(a, b string) int {
	before, last, this := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		this[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			this[j+1] = min(last[j]+cost, last[j+1]+1, this[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				this[j+1] = min(this[j+1], before[j-1]+1)
			}
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}

// fold gives a key in lower case.
func fold(key []byte) string { return strings.ToLower(string(key)) }
