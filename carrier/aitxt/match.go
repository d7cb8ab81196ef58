package aitxt

import (
	"slices"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso/robots"
)

// verdict is what one agent is told about one path.
type verdict struct {
	agent string // "" for everyone
	rule  *rule  // that decides
	tied  bool   // an equally long permission was set aside
}

// verdicts gives what is said about a path: to everyone first, then to each agent
// that is named, in the order of the file. Agents that are told nothing are left out.
func (f *file) verdicts(path string) []verdict {
	var told []verdict
	byAgent := make(map[string]int, 1) // folded name to index into told
	if f.unread != nil {
		byAgent[""], told = 0, append(told, verdict{rule: f.unread})
	}
	asked := newAsked(path)
	for i := range f.groups {
		g := &f.groups[i]
		best := g.best(asked, f.doubtful)
		if best.rule == nil {
			continue
		}
		for _, agent := range g.agents {
			key := strings.ToLower(agent)
			at, known := byAgent[key]
			if !known {
				byAgent[key] = len(told)
				told = append(told, verdict{agent, best.rule, best.tied})
				continue
			}
			v := &told[at]
			v.weigh(best.rule)
			v.tied = v.tied || best.tied && v.rule == best.rule
		}
	}
	slices.SortStableFunc(told, func(v, w verdict) int { return min(len(v.agent), 1) - min(len(w.agent), 1) })
	return told
}

// best finds the rule of a group that decides about a path; its rule is nil where
// none matches. Where permissions are doubtful only refusals are looked at.
func (g *group) best(asked asked, doubtful bool) (v verdict) {
	for i := range g.rules {
		if r := &g.rules[i]; (r.refuses || !doubtful) && r.matches(asked) {
			v.weigh(r)
		}
	}
	return v
}

// weigh puts a matching rule in the place of the one that decided so far, if it is
// more specific, or as specific and a refusal.
func (v *verdict) weigh(r *rule) {
	switch {
	case v.rule == nil || r.length > v.rule.length:
		v.rule, v.tied = r, false
	case r.length == v.rule.length && r.refuses != v.rule.refuses:
		v.tied = true
		if r.refuses {
			v.rule = r
		}
	}
}

// kindOf gives the ending of a pattern for a type of file: ".jpg" for "*.jpg", with or
// without "$" behind; empty for any other pattern.
func kindOf(pattern string) string {
	kind, found := strings.CutPrefix(strings.TrimSuffix(pattern, "$"), "*")
	if !found || len(kind) < 2 || kind[0] != '.' {
		return ""
	}
	for _, c := range []byte(kind[1:]) {
		if !isAlphanumeric(c) {
			return ""
		}
	}
	return kind
}

// asked is a path that is asked about, as the several patterns are compared with it.
type asked struct {
	path   string // with the query, as it stands
	folded string // with the query, decoded and in lower case
	alone  string // without the query, decoded
}

func newAsked(path string) asked {
	alone, _, _ := strings.Cut(path, "?")
	return asked{path, strings.ToLower(decoded(path)), decoded(alone)}
}

// decoded decodes the percent-encoded letters, digits and dots of a path.
func decoded(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+2 < len(path) {
			c, err := strconv.ParseUint(path[i+1:i+3], 16, 8)
			if err == nil && (c == '.' || isAlphanumeric(byte(c))) {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(path[i])
	}
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// matches reports whether the rule speaks about the path.
func (r *rule) matches(a asked) bool {
	switch {
	case r.kind == "":
		_, ok := robots.MatchPath(r.pattern, a.path)
		return ok
	case r.refuses:
		return strings.Contains(a.folded, r.kind)
	}
	return strings.HasSuffix(a.alone, r.kind)
}
