package nginx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// contentUsage is the field whose values can be joined.
const contentUsage = "Content-Usage"

// field is a header field that the site's responses are to have.
type field struct {
	name     string
	whole    string // its value where no pattern matches
	cases    []scoped
	variable string // "$proviso_content_usage"
	mapped   bool   // the value depends on the path
}

// scoped is the value for the paths that a pattern matches. The first one that matches holds.
type scoped struct {
	regexp string // "^/photos/"
	value  string
	why    string // a comment; empty for none
}

// fieldsOf works out the fields of a site; those that never have a value are left out.
func fieldsOf(s *publish.Saying, site string) (fields []*field, losses []publish.Loss) {
	if s.Silent() {
		return nil, nil
	}
	for i, h := range s.Rules[0].Headers {
		f := &field{name: h.Name, variable: variableFor(h.Name, site)}
		for _, r := range slices.Backward(s.Rules) {
			value := r.Headers[i].Value
			if r.Scope == "" {
				f.whole = value
				break
			}
			c, lost := caseOf(r, h.Name, value)
			f.cases, losses = append(f.cases, c), append(losses, lost...)
		}
		f.mapped = slices.ContainsFunc(f.cases, func(c scoped) bool { return c.value != f.whole })
		if f.mapped && h.Name == contentUsage {
			c, lost := oddlySpelt(s)
			f.cases, losses = slices.Insert(f.cases, 0, c), append(losses, lost...)
		}
		if f.mapped || f.whole != "" {
			fields = append(fields, f)
		}
	}
	return fields, losses
}

// refusal refuses all that the field can speak about.
var refusal = func() proviso.Outcomes {
	var o proviso.Outcomes
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		o[use] = proviso.Denied()
	}
	return o
}()

// caseOf writes the pattern of a rule. One that is longer than nginx reads is cut, so that it
// matches more, and everything is refused there.
func caseOf(r publish.Rule, name, value string) (c scoped, losses []publish.Loss) {
	c = scoped{regexp: publish.Target(r.Scope), value: value}
	if len(c.regexp) <= MaxParameter/2 {
		return c, nil
	}
	const short = MaxParameter / 16 // of which each byte takes at most ten: (?:\$|%24)
	c.regexp = publish.Target(strings.TrimRight(r.Scope[:short], "%0123456789ABCDEFabcdef$"))
	c.why = "the rest of this path is longer than nginx reads"
	if name != contentUsage {
		return c, nil
	}
	c.value, _, _ = expr.Write(refusal)
	for _, use := range proviso.Uses() {
		if refusal[use].Word() == proviso.Deny && r.Outcomes[use].Word() != proviso.Deny {
			losses = append(losses, publish.Loss{Scope: r.Scope, Loss: proviso.Loss{Use: use, Said: r.Outcomes[use], Form: use.String() + "=n",
				Why: "its path is longer than a pattern that nginx reads, and a shorter one matches more than it"}})
		}
	}
	return c, losses
}

// oddlySpelt is for targets that a reader takes for another spelling: encoded without need, or
// not encoded though they should be; in the query only where a pattern may look at it.
func oddlySpelt(s *publish.Saying) (c scoped, losses []publish.Loss) {
	before := "[^?]*"
	if slices.ContainsFunc(s.Rules, func(r publish.Rule) bool { return strings.ContainsAny(r.Scope, "*?") }) {
		before = ".*"
	}
	value, losses, _ := s.Odd()
	return scoped{"^/" + before + "(?:" + publish.Unneeded + "|[^!-~])", value, "an address that is spelt oddly: where the site says different things, refused"}, losses
}

// variableFor names the variable of a field for a site. nginx keeps the names of variables in a
// hash whose buckets hold 46 bytes of a name by default (variables_hash_bucket_size).
func variableFor(header, site string) string {
	const longest = 40
	name := "proviso_" + strings.ToLower(strings.ReplaceAll(header, "-", "_"))
	if site != "" {
		name += "_" + strings.NewReplacer("-", "__", ".", "_").Replace(site)
	}
	if len(name) > longest {
		sum := sha256.Sum256([]byte(name))
		name = name[:longest-9] + "_" + hex.EncodeToString(sum[:4])
	}
	return "$" + name
}

// faultIn tells why a field cannot be written; empty if it can.
func (f *field) faultIn() string {
	if !token.MatchString(f.name) {
		return fmt.Sprintf("%q is no name of a header field", f.name)
	}
	for _, c := range append([]scoped{{value: f.whole}}, f.cases...) {
		switch {
		case strings.ContainsFunc(c.value, func(r rune) bool { return r < ' ' || r == 0x7F }):
			return "a value of " + f.name + " has control characters"
		case len(quoted(c.value)) > MaxParameter:
			return "a value of " + f.name + " is longer than nginx reads"
		}
	}
	return ""
}

var token = regexp.MustCompile("^[A-Za-z0-9-]+$")
