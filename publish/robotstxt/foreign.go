package robotstxt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/carrier/contentsignal"
	carrierrobots "github.com/proviso-signals/proviso/carrier/robots"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

const (
	// MaxForeign is how many paths with a Content-Usage rule of somebody else's one file
	// can have. For each, what is declared is said again.
	MaxForeign = 256
	// MaxTold bounds the foreign lines of which is told.
	MaxTold = 16
)

// compare refuses a file that has more foreign rules than what is declared can be said
// beside.
func (j *job) compare() bool {
	count := 0
	for i := range j.runs {
		if r := &j.runs[i]; len(r.foreign) > 0 {
			count, j.spoken = count+len(r.foreign), append(j.spoken, r)
		}
	}
	if count > MaxForeign {
		j.problem(publish.CodeForeign, proviso.Fault, j.runs[0].agents[0].Line,
			fmt.Sprintf("the file has %d Content-Usage rules of somebody else's, and at most %d can be joined with what is declared: it was left as it is", count, MaxForeign))
		return false
	}
	return true
}

// echoes says what is declared for the paths of foreign rules, for crawlers of these
// names: a rule with a longer path would hide it.
func (j *job) echoes(keys []string) (lines []string) {
	var done []string
	if len(j.spoken) == 0 {
		return nil
	}
	for _, r := range j.spoken {
		if !slices.ContainsFunc(r.keys, func(k string) bool { return slices.Contains(keys, k) }) {
			continue
		}
		for _, u := range r.foreign {
			if len(u.Text) == 0 || u.Path == "" || slices.Contains(done, u.Path) {
				continue
			}
			done = append(done, u.Path)
			if said := j.under(u.Path); !said.Silent() {
				if line, _, err := usageLine(u.Path, said); err == nil {
					lines = append(lines, "Content-Usage: "+line)
				}
			}
		}
	}
	return lines
}

// under is what is declared for the paths that a foreign pattern matches and no longer
// one of ours: the strictest of what may hold for any of them.
func (j *job) under(path string) (said proviso.Outcomes) {
	octets, _ := robots.MatchPath(path, "/")
	plain := !strings.ContainsAny(path, "*$")
	for i := range slices.Backward(j.rules) {
		s := &j.rules[i]
		if s.octets > octets || !mayMeet(s.Scope, path) {
			continue
		}
		said = said.Join(s.told)
		if plain && !strings.ContainsAny(s.Scope, "*$") {
			break // it matches all of them, so that no shorter one is asked
		}
	}
	return said
}

// mayMeet reports whether two patterns may match one path: whether the text before the
// first star of one begins that of the other.
func mayMeet(a, b string) bool {
	a, b = beginning(a), beginning(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// beginning is cut at what may be written in more than one way, too.
func beginning(pattern string) string {
	if i := strings.IndexFunc(pattern, func(c rune) bool { return c == '*' || c == '$' || c == '%' || c >= 0x7F }); i >= 0 {
		return pattern[:i]
	}
	return pattern
}

// tellForeign shows what others say about use in the file, where it is not what is
// declared, and what readers make of both.
func (j *job) tellForeign(result []byte) {
	told := 0
	for l := range robots.Parse(j.base.bytes).Lines() {
		if isLicence(l) && len(j.licence()) > 0 {
			j.problem(publish.CodeForeign, proviso.Warning, l.Number, "this License line is somebody else's, and stays: readers take both licences together, and crawlers of its group, if it stands in one, read it alone")
		}
		path, said, ok := foreign(l)
		if !ok || told == MaxTold {
			continue
		}
		declared := j.whole()
		if path != "" {
			declared = j.under(path)
		}
		if said.Equal(declared) || said.Silent() {
			continue
		}
		told++
		j.problem(publish.CodeForeign, proviso.Warning, l.Number, j.combined(l, path, result))
	}
}

// foreign reads a line of somebody else's about use.
func foreign(l robots.Line) (path string, said proviso.Outcomes, ok bool) {
	value := string(l.Value)
	switch {
	case l.Kind == robots.ContentUsage:
		if strings.HasPrefix(value, "/") {
			path, value, _ = strings.Cut(value, " ")
		}
		return path, expr.Read([]byte(value), &expr.Source{}).Outcomes, true
	case l.Kind == robots.Unknown && strings.EqualFold(string(l.Key), contentsignal.Field):
		said := literal(value)
		said[proviso.TDM] = proviso.Outcome{}
		return "", said, true
	}
	return "", said, false
}

func isLicence(l robots.Line) bool {
	return l.Kind == robots.Unknown && strings.EqualFold(string(l.Key), "license")
}

// combined words what a reader makes of the file before and after.
func (j *job) combined(l robots.Line, path string, result []byte) string {
	token := "*"
	if groups := robots.Parse(j.base.bytes).Groups(); l.Group >= 0 {
		token = groups[l.Group].Agents[0].Token
	}
	url := "https://site.example" + strings.NewReplacer("*", "", "$", "").Replace(path)
	if path == "" {
		url += "/"
	}
	before, after := read(j.base.bytes, token, url), read(result, token, url)
	var b strings.Builder
	fmt.Fprintf(&b, "%s says something else than is declared, and stays; readers join both. At %s, as %s reads robots.txt:", l.Key, strings.TrimPrefix(url, "https://site.example"), who(token))
	for _, use := range proviso.Uses() {
		if x, y := before[use], after[use]; x.Word() != proviso.Unstated || y.Word() != proviso.Unstated {
			fmt.Fprintf(&b, " %s %s, and with ours %s;", use, x.Word(), y.Word())
		}
	}
	return strings.TrimSuffix(b.String(), ";")
}

func who(token string) string {
	if token == "*" || token == "" {
		return "anybody"
	}
	return token
}

// read is what robots.txt says about use to a crawler.
func read(text []byte, token, url string) (o proviso.Outcomes) {
	a := []*carrier.Artifact{{Kind: carrier.Robots, Status: 200, Body: text}}
	q := &carrier.Question{URL: url, As: []string{token}}
	for _, c := range []*carrier.Carrier{&carrierrobots.Carrier, &contentsignal.Carrier} {
		for _, e := range c.Read(a, q).Evidence {
			o = o.Join(e.Outcomes)
		}
	}
	return o
}
