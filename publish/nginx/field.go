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
	c = scoped{regexp: publish.Regexp(plain(r.Scope)), value: value}
	if len(c.regexp) <= MaxParameter/2 {
		return c, nil
	}
	const short = MaxParameter / 16 // of which each byte takes at most nine: %[Aa][Aa]
	c.regexp = publish.Regexp(strings.TrimRight(plain(r.Scope)[:short], "%0123456789ABCDEFabcdef$"))
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

// plain decodes what a pattern encodes without need, as RFC 9309 section 2.2.2 asks before
// comparing.
func plain(scope string) string {
	return needless.ReplaceAllStringFunc(scope, func(encoded string) string {
		c, _ := hex.DecodeString(encoded[1:])
		return string(c)
	})
}

// unneeded matches percent-encodings of what RFC 3986 section 2.3 calls unreserved: letters,
// digits, "-", ".", "_" and "~".
const unneeded = `%(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])`

var needless = regexp.MustCompile(unneeded)

// oddlySpelt is for targets that a reader takes for another spelling: encoded without need, or
// not encoded though they should be. Each use about which the rules differ is refused there:
// what one of them allows must not be given away where another one is silent.
func oddlySpelt(s *publish.Saying) (c scoped, losses []publish.Loss) {
	var whole proviso.Outcomes // nothing, where no rule is for the whole site
	odd, before := unneeded+`|[^!-~]`, "[^?]*"
	for _, r := range s.Rules {
		scope := strings.TrimSuffix(r.Scope, "$")
		if scope == "" {
			whole = r.Outcomes
		}
		if strings.ContainsAny(scope, "*?") {
			before = ".*"
		}
		if (strings.Contains(scope, "$") || literal.MatchString(scope)) && !strings.Contains(odd, "*$") {
			odd += `|[*$]|%2[4Aa]`
		}
	}
	said := whole
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		for _, r := range s.Rules {
			if r.Outcomes[use].Equal(whole[use]) {
				continue
			}
			said[use] = proviso.Denied()
			lost := r
			if whole[use].Word() != proviso.Deny && r.Outcomes[use].Word() == proviso.Deny {
				lost = publish.Rule{Outcomes: whole}
			}
			losses = append(losses, publish.Loss{Scope: lost.Scope, Loss: proviso.Loss{Use: use, Said: lost.Outcomes[use], Form: use.String() + "=n",
				Why: "a request that spells its address oddly, such as /%70hotos/ for /photos/, is refused what the site says differently here and there"}})
			break
		}
	}
	value, _, _ := expr.Write(said)
	return scoped{"^/" + before + "(?:" + odd + ")", value, "an address that is spelt oddly: where the site says different things, refused"}, losses
}

// literal matches an encoded "$" or "*", which a reader takes for the character itself.
var literal = regexp.MustCompile(`%2[4Aa]`)

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
