package middleware

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// pieces of paths and targets: few, so that they meet often.
var pieces = []string{"/", "/", "a", "b", "ab", ".jpg", "?", "q=", "é", "%C3%A9", "%c3%a9", "%2F", "%2f", "%61", "%20", "%2A", "%24", "$", "%", "(", "%28", ".", "..", "/a/b/", "&"}

func randomText(r *rand.Rand, most int, with ...string) string {
	var b strings.Builder
	for range r.IntN(most) {
		if len(with) > 0 && r.IntN(4) == 0 {
			b.WriteString(with[r.IntN(len(with))])
			continue
		}
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func randomTarget(r *rand.Rand) string { return "/" + randomText(r, 8, "*", "/", "a") }

func randomPath(r *rand.Rand) string {
	if r.IntN(8) == 0 {
		return "*" + randomText(r, 4, "*")
	}
	path := "/" + randomText(r, 5, "*")
	if r.IntN(5) == 0 {
		path += "$"
	}
	return path
}

func randomDeclaration(r *rand.Rand) *declare.Declaration {
	d := &declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian}}
	if r.IntN(2) == 0 {
		d.Collections = append(d.Collections, declare.Collection{Name: "all", Outcomes: randomOutcomes(r)})
	}
	for i := range 1 + r.IntN(6) {
		c := declare.Collection{Name: string(rune('a' + i)), Outcomes: randomOutcomes(r)}
		for range 1 + r.IntN(3) {
			c.Paths = append(c.Paths, randomPath(r))
		}
		d.Collections = append(d.Collections, c)
	}
	return d
}

func randomOutcomes(r *rand.Rand) (o proviso.Outcomes) {
	choices := []proviso.Outcome{{}, proviso.Allowed(), proviso.Denied()}
	for _, s := range proviso.Signals() {
		choices = append(choices, s.Outcome())
	}
	for u := range o {
		o[u] = choices[r.IntN(len(choices))]
	}
	return o
}

// told is what a declaration says about a target, as far as an expression can.
func told(t testing.TB, d *declare.Declaration, target string) proviso.Outcomes {
	outcomes, _ := d.At(target)
	text, _, err := expr.Write(outcomes)
	if err != nil {
		t.Fatal(err)
	}
	return expr.Read([]byte(text), nil).Outcomes
}

// outcomesAt is what a site's field says about a target.
func outcomesAt(s *site, target string) (o proviso.Outcomes) {
	if what := s.at(target); what != nil {
		return expr.Read([]byte(what.text), nil).Outcomes
	}
	return o
}

// checkTarget holds a site to its declaration: it says what is declared, and where the
// target has other spellings, that or something stricter.
func checkTarget(t testing.TB, s *site, d *declare.Declaration, target string) (exact bool) {
	want := told(t, d, target)
	target = fromRoot(target)
	got := outcomesAt(s, target)
	exact = !respelled(appendTarget(nil, target)) && !s.encoded
	if isPlain(target) && string(appendTarget(nil, target)) != target {
		t.Errorf("%q is not plain", target)
	}
	switch {
	case exact && !got.Equal(want):
		t.Errorf("%q: said %v, declared %v\npaths %q", target, got, want, paths(s))
	case !got.AtLeast(want):
		t.Errorf("%q: said %v, which is looser than %v\npaths %q", target, got, want, paths(s))
	}
	return exact
}

func paths(s *site) (list []string) {
	for _, r := range s.config.Rules {
		list = append(list, r.Path+" "+r.Usage)
	}
	return list
}

func TestSaysWhatIsDeclared(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	exact, spoken := 0, 0
	for range 1500 {
		d := randomDeclaration(r)
		s, err := newSite(&Config{Rules: FromDeclaration(d).Rules})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			target := randomTarget(r)
			if checkTarget(t, s, d, target) {
				exact++
				if !outcomesAt(s, target).Silent() {
					spoken++
				}
			}
		}
	}
	if exact < 4000 || spoken < 2500 {
		t.Errorf("only %d targets were compared exactly, and something is said about %d of them", exact, spoken)
	}
}

// TestNormal: patterns are as long, and targets as normal, as robots has them.
func TestNormal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		path, target := randomPath(r), randomTarget(r)
		checkPattern(t, path, target)
	}
}

// checkPattern compares one pattern with the other reading of it.
func checkPattern(t testing.TB, path, target string) {
	octets, matches := robots.MatchPath(path, target)
	tree := newTree()
	normal := string(appendNormal(nil, path, true))
	if len(normal) != octets && path != "" {
		t.Errorf("%q has %d octets, not %d", path, octets, len(normal))
	}
	one := newSaid("search=y", proviso.Outcomes{})
	tree.add(normal, len(normal), one)
	tree.finish()
	if got := find(tree, appendTarget(nil, fromRoot(target)), &joins{}) == one; got != matches && path != "" {
		t.Errorf("%q matches %q: %v, want %v", path, target, got, matches)
	}
}

func FuzzAt(f *testing.F) {
	f.Add("/photos/\n/*.jpg$\n/a%2Fb", "/photos/a.jpg?b", uint64(1))
	f.Add("/é\n*b*\n/%C3%A9$", "/%c3%a9", uint64(2))
	f.Add("/a*\n/ab\n/*b", "/ab", uint64(3))
	f.Add("/loans/", "/x/../loans%2fa", uint64(4))
	f.Add("/a$b\n/a%24", "/a$b\x00c", uint64(5))
	f.Add("/%7e", "http://museum.example/~#a", uint64(6))
	f.Fuzz(func(t *testing.T, list, target string, seed uint64) {
		if len(list) > 512 || len(target) > 512 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 0))
		d := &declare.Declaration{}
		var rules []Rule
		for path := range strings.SplitSeq(list, "\n") {
			if path == "" || path[0] != '/' && path[0] != '*' {
				continue
			}
			checkPattern(t, path, target)
			d.Collections = append(d.Collections, declare.Collection{Name: path, Paths: []string{path}, Outcomes: randomOutcomes(r)})
		}
		for _, s := range d.Statements() {
			rules = append(rules, Rule{Path: s.Scope, Usage: s.Expression})
		}
		s := &site{config: &Config{Rules: rules}}
		s.compile()
		checkTarget(t, s, d, target)
	})
}
