package headersfile_test

import (
	"regexp"
	"slices"
	"strings"
)

// response is the fields that a client sees, by lower-case name.
type response map[string]string

var placeholder = regexp.MustCompile(`:[A-Za-z]\w*`)

// parsed is a rule as a host reads it.
type parsed struct {
	path  string
	set   []([2]string)
	unset []string
}

// read reads a file as parseHeaders of cloudflare/workers-sdk does, within its limits, or
// as @netlify/headers-parser, which has none.
func read(text string, cloudflare bool) (rules []parsed) {
	var open *parsed
	done := func() {
		if open != nil && len(open.set)+len(open.unset) > 0 {
			rules = append(rules, *open)
		}
		open = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Trim(line, " \t\r\ufeff")
		name, value, colon := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		scheme := cloudflare && regexp.MustCompile(`^\S+://`).MatchString(line)
		switch {
		case line == "" || line[0] == '#' || cloudflare && len(line) > 2000:
		case line[0] == '/' || scheme:
			if cloudflare && len(rules) >= 100 {
				return rules
			}
			done()
			open = &parsed{path: line}
		case open == nil:
		case !colon && cloudflare && line[0] == '!':
			open.unset = append(open.unset, strings.ToLower(strings.TrimSpace(line[1:])))
		case !colon || value == "" || name == "" || strings.Contains(name, " "):
		default:
			open.set = append(open.set, [2]string{name, value})
		}
	}
	done()
	return rules
}

// joinOwn joins the values of one name within a rule.
func (p parsed) joinOwn() (names []string, values response) {
	values = response{}
	for _, s := range p.set {
		if old, ok := values[s[0]]; ok {
			values[s[0]] = old + ", " + s[1]
			continue
		}
		names, values[s[0]] = append(names, s[0]), s[1]
	}
	return names, values
}

// atCloudflare is constructHeaders and getHeaders of cloudflare/workers-sdk: rules are keyed
// by their path, a later one takes the place of an earlier one, and all that match apply.
func atCloudflare(text, path string) response {
	var keys []string
	byPath := map[string]parsed{}
	for _, r := range read(text, true) {
		if !slices.Contains(keys, r.path) {
			keys = append(keys, r.path)
		}
		byPath[r.path] = r
	}
	got := response{}
	set := map[string]bool{}
	for _, key := range keys {
		if !splat(key).MatchString(path) {
			continue
		}
		r := byPath[key]
		for _, name := range r.unset {
			delete(got, name)
		}
		names, values := r.joinOwn()
		for _, name := range names {
			if old, ok := got[name]; ok && set[name] {
				got[name] = old + ", " + values[name]
			} else {
				got[name] = values[name]
			}
			set[name] = true
		}
	}
	return got
}

// atNetlify is headersForPath of @netlify/headers, where the last rule counts, or the same
// with the values joined.
func atNetlify(text, path string, join bool) response {
	got := response{}
	for _, r := range read(text, false) {
		if !segments(r.path).MatchString(path) {
			continue
		}
		names, values := r.joinOwn()
		for _, name := range names {
			if old, ok := got[name]; ok && join {
				got[name] = old + ", " + values[name]
			} else {
				got[name] = values[name]
			}
		}
	}
	return got
}

var compiled = map[string]*regexp.Regexp{}

func once(key string, make func() *regexp.Regexp) *regexp.Regexp {
	if compiled[key] == nil {
		compiled[key] = make()
	}
	return compiled[key]
}

func splat(pattern string) *regexp.Regexp {
	return once("splat "+pattern, func() *regexp.Regexp {
		parts := strings.Split(pattern, "*")
		if len(parts) > 2 || strings.Contains(pattern, "://") {
			return regexp.MustCompile(`\b\B`)
		}
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		return regexp.MustCompile("^" + placeholder.ReplaceAllString(strings.Join(parts, ".*"), `[^/]+`) + "$")
	})
}

func segments(pattern string) *regexp.Regexp {
	return once("segments "+pattern, func() *regexp.Regexp {
		var parts []string
		for part := range strings.SplitSeq(pattern, "/") {
			switch {
			case part == "":
				continue
			case strings.HasPrefix(part, ":"):
				part = `([^/]+)`
			case part == "*":
				part = `?(.*)`
			case strings.Contains(part, "*"):
				part = strings.ReplaceAll(regexp.QuoteMeta(part), `\*`, "(.*)")
			default:
				part = regexp.QuoteMeta(part)
			}
			parts = append(parts, part)
		}
		return regexp.MustCompile("(?i)^/" + strings.Join(parts, "/") + "/?$")
	})
}
