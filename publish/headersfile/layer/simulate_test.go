package layer_test

import (
	"regexp"
	"strings"

	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

// matcher is what a host makes of its pattern, as its documentation or its own code has it.
type matcher func(pattern string) *regexp.Regexp

var placeholder = regexp.MustCompile(`:[A-Za-z]\w*`)

// splat is generateRuleRegExp of cloudflare/workers-sdk.
func splat(pattern string) *regexp.Regexp {
	parts := strings.Split(pattern, "*")
	if len(parts) > 2 {
		return regexp.MustCompile(`\b\B`) // a group named twice: the rule is passed over
	}
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^" + placeholder.ReplaceAllString(strings.Join(parts, ".*"), `[^/]+`) + "$")
}

// segments is getForRegExp of @netlify/headers-parser.
func segments(pattern string) *regexp.Regexp {
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
			part = strings.ReplaceAll(part, "*", "(.*)")
		default:
			part = regexp.QuoteMeta(part)
		}
		parts = append(parts, part)
	}
	return regexp.MustCompile("(?i)^/" + strings.Join(parts, "/") + "/?$")
}

// source is path-to-regexp 6.1 for what stands in our sources: text, escapes and one named
// parameter at the end, before which a "/" or "." belongs to it.
func source(pattern string) *regexp.Regexp {
	text, parameter, _ := strings.Cut(pattern, ":"+layer.Parameter)
	text = regexp.MustCompile(`\\(.)`).ReplaceAllString(text, "$1")
	return regexp.MustCompile("(?i)^" + regexp.QuoteMeta(text) + parameter + "$")
}

// behaviour is a path pattern of CloudFront.
func behaviour(pattern string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(pattern)
	return regexp.MustCompile("^" + strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(quoted) + "$")
}

var patterns = map[string]*regexp.Regexp{}

func compiled(host string, m matcher, text string) *regexp.Regexp {
	key := host + " " + text
	if patterns[key] == nil {
		patterns[key] = m(text)
	}
	return patterns[key]
}

// answers gives the values of a field that clients may see for a path, by what the host
// does where several layers match.
func answers(h layer.Host, m matcher, list []layer.Layer, path, name string) []string {
	var last, all string
	for _, l := range list {
		if !compiled(h.Name, m, l.Text).MatchString(path) {
			continue
		}
		value := ""
		for _, f := range l.Fields {
			if f.Name == name {
				value = f.Value
			}
		}
		if value != "" && all != "" {
			all += ", "
		}
		all += value
		if value != "" || h.Twice == layer.Replaced {
			last = value
		}
	}
	if h.Twice == layer.Unclear {
		return []string{last, all}
	}
	return []string{last}
}
