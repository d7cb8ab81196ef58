package layer_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/publish/headersfile/layer"
)

var hosts = []struct {
	layer.Host
	matcher
}{
	{layer.Cloudflare, splat}, {layer.Netlify, segments}, {layer.Vercel, source}, {layer.CloudFront, behaviour},
}

// outcome reads a word as it stands in a declaration file.
func outcome(word string) proviso.Outcome {
	switch word {
	case "allow":
		return proviso.Allowed()
	case "deny":
		return proviso.Denied()
	}
	s, _ := proviso.SignalNamed(word)
	if word == "unstated" {
		return proviso.Outcome{}
	}
	return s.Outcome()
}

var (
	words = []string{"allow", "deny", "unstated", "cc-cr", "cc-cr-ec"}
	paths = []string{"/", "/a/", "/a", "/a/b/", "/A/", "/b.c", "/a/b$", "/a/$", "/*/b", "/*.c$", "/a/*b", "/b?x", "/a?", "/*?x=1",
		"/é/", "/%c3%A9", "/a:b/", "/:a/b", "/a//b/", "/a/./b", "/b%24/", "/a+b", "/a(b", "/~a/", "/{a,b}/", "/[ab]", "/a/**/b", "*b", "/%2F/", "/a/b/c.c"}
)

func randomSaying(r *rand.Rand) *publish.Saying {
	d := &declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian, Domain: "museum.example"}}
	for i := range 1 + r.IntN(4) {
		c := declare.Collection{Name: string(rune('a' + i))}
		if r.IntN(3) > 0 || i > 0 {
			for range 1 + r.IntN(2) {
				c.Paths = append(c.Paths, paths[r.IntN(len(paths))])
			}
		}
		for _, use := range proviso.Uses() {
			c.Outcomes[use] = outcome(words[r.IntN(len(words))])
		}
		d.Collections = append(d.Collections, c)
	}
	return publish.NewSaying(d)
}

// randomTarget makes a request near a scope: path and query, in normal form.
func randomTarget(r *rand.Rand, scopes []publish.Rule) string {
	pieces := []string{"", "a", "b", "/", "/b", "?x", "?x=1", ".c", "c/", "/a/b", "?y=/b", "%C3%A9", "é", "%24", "$"}
	scope := "/"
	if len(scopes) > 0 {
		scope = scopes[r.IntN(len(scopes))].Scope
	}
	scope = strings.TrimSuffix(scope, "$")
	for strings.Contains(scope, "*") {
		scope = strings.Replace(scope, "*", pieces[r.IntN(len(pieces))], 1)
	}
	target := "/" + strings.TrimPrefix(scope, "/") + pieces[r.IntN(len(pieces))]
	if r.IntN(3) == 0 {
		target = strings.TrimSuffix(target, "/")
	}
	target = strings.ReplaceAll(target, "é", "%C3%A9")
	inCase := strings.ToUpper
	if r.IntN(4) == 0 {
		inCase = strings.ToLower
	}
	target = regexp.MustCompile(`%[0-9A-Fa-f]{2}`).ReplaceAllStringFunc(target, inCase)
	if target == "" || target[0] != '/' {
		return "/"
	}
	return target
}

func read(value string) proviso.Outcomes { return expr.Read([]byte(value), nil).Outcomes }

// TestNeverLooser simulates each host by its own rules and looks at what a client sees: it
// is what is declared, or stricter and told as a loss. Where nothing is said about a use,
// leave is never given.
func TestNeverLooser(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	same, stricter := map[string]int{}, map[string]int{}
	for range 900 {
		s := randomSaying(r)
		for _, h := range hosts {
			got := layer.Of(s, h.Host)
			checkProjections(t, s, got)
			texts := map[string]bool{}
			for _, l := range got.List {
				if texts[l.Text] {
					t.Fatalf("%s: two layers have the pattern %s", h.Name, l.Text)
				}
				texts[l.Text] = true
			}
			for range 10 {
				target := randomTarget(r, s.Rules)
				path, _, _ := strings.Cut(target, "?")
				if strings.Contains(path, "/./") {
					continue // resolved by every client before it asks
				}
				if h.Name == "CloudFront" {
					path = regexp.MustCompile(`%[0-9a-f]{2}`).ReplaceAllStringFunc(path, strings.ToUpper)
				}
				for _, value := range answers(h.Host, h.matcher, got.List, path, layer.Field) {
					seen := expr.Read([]byte(value), nil)
					if seen.Failed {
						t.Fatalf("%s: %q cannot be read", h.Name, value)
					}
					for _, use := range proviso.Uses() {
						rule, w, ok := safe(s, h.Host, target, use, seen.Outcomes[use])
						switch g := seen.Outcomes[use]; {
						case !ok:
							t.Fatalf("%s: for %s %s is %v, want %v\nrules %v\nlayers %v", h.Name, target, use, g, w, scopes(s), got.List)
						case g.Equal(w):
							same[h.Name]++
						default:
							stricter[h.Name]++
							if rule != nil && !told(got.Losses, rule.Scope, use, g) {
								t.Fatalf("%s: for %s %s is %v, not %v, and that is not told: %v", h.Name, target, use, g, w, got.Losses)
							}
						}
					}
				}
			}
		}
	}
	for _, h := range hosts {
		if same[h.Name] < 9000 || stricter[h.Name] < 100 {
			t.Errorf("%s: %d the same, %d stricter: too few to mean anything", h.Name, same[h.Name], stricter[h.Name])
		}
	}
}

// safe tells whether what is seen about a use is what a request's rule says, or stricter.
// Where case does not count, a path is any that differs in nothing else.
func safe(s *publish.Saying, h layer.Host, target string, use proviso.Use, seen proviso.Outcome) (rule *publish.Rule, want proviso.Outcome, ok bool) {
	targets := []string{target}
	if h.AnyCase {
		targets = append(targets, strings.ReplaceAll(target, "A", "a"), strings.ReplaceAll(target, "a", "A"))
	}
	for _, target := range targets {
		var said proviso.Outcome
		at := s.At(target)
		if at != nil {
			said = read(at.Value)[use]
		}
		strict := seen.AtLeast(said) && (said.Word() != proviso.Unstated || seen.Word() == proviso.Unstated || seen.Word() == proviso.Deny)
		if seen.Equal(said) || strict && !ok || rule == nil && !ok {
			rule, want, ok = at, said, strict
		}
		if seen.Equal(said) {
			break
		}
	}
	return rule, want, ok
}

func scopes(s *publish.Saying) (list []string) {
	for _, r := range s.Rules {
		list = append(list, r.Scope+" "+r.Value)
	}
	return list
}

func told(losses []publish.Loss, scope string, use proviso.Use, as proviso.Outcome) bool {
	for _, l := range losses {
		if l.Scope == scope && l.Use == use && read(l.Form)[use].Equal(as) {
			return true
		}
	}
	return false
}

// checkProjections: the declaration can stand behind every one.
func checkProjections(t *testing.T, s *publish.Saying, got layer.Layers) {
	t.Helper()
	if len(got.Projections) > layer.MaxProjections+len(s.Rules) {
		t.Fatalf("%d projections", len(got.Projections))
	}
	if _, _, err := declare.Publish(s.Declaration, got.Projections); err != nil {
		t.Fatal(err)
	}
}

func saying(t *testing.T, collections ...declare.Collection) *publish.Saying {
	t.Helper()
	return publish.NewSaying(&declare.Declaration{Party: declare.Party{Name: "Example Museum", Role: declare.Custodian}, Collections: collections})
}

func collection(train, search string, paths ...string) declare.Collection {
	c := declare.Collection{Name: strings.Join(append(paths, "x"), " "), Paths: paths}
	c.Outcomes[proviso.TrainAI], c.Outcomes[proviso.Search] = outcome(train), outcome(search)
	return c
}

// TestOf shows what hosts are told about the usual sites.
func TestOf(t *testing.T) {
	plain := saying(t, collection("deny", "allow"), collection("cc-cr", "allow", "/photos/"), collection("allow", "allow", "/press"))
	for _, c := range []struct {
		name string
		s    *publish.Saying
		host layer.Host
		want []string
		lost int
	}{
		{"folders are exact", plain, layer.Cloudflare, []string{
			"/* train-ai=n, search=y", "/press* train-ai=y, search=y", "/photos/* train-ai=n;exceptions=cc-cr, search=y"}, 0},
		{"a folder takes two patterns", plain, layer.Netlify, []string{
			"/* train-ai=n, search=y", "/press* train-ai=y, search=y",
			"/photos/* train-ai=n, search=y", "/photos/:proviso/* train-ai=n;exceptions=cc-cr, search=y"}, 1},
		{"sources are ours by their parameter", plain, layer.Vercel, []string{
			"/:proviso(.*) train-ai=n, search=y", "/press:proviso(.*) train-ai=y, search=y", "/photos/:proviso(.*) train-ai=n;exceptions=cc-cr, search=y"}, 0},
		{"behaviours", plain, layer.CloudFront, []string{
			"/* train-ai=n, search=y", "/press* train-ai=y, search=y", "/photos/* train-ai=n;exceptions=cc-cr, search=y"}, 0},
		{"a stricter folder needs no second pattern", saying(t, collection("cc-cr", "allow"), collection("deny", "allow", "/loans/")), layer.Netlify, []string{
			"/* train-ai=n;exceptions=cc-cr, search=y", "/loans/* train-ai=n, search=y"}, 1},
		{"what is left open is not left to the layer before", saying(t, collection("deny", "allow"), collection("deny", "unstated", "/forum")), layer.Netlify, []string{
			"/* train-ai=n, search=y", "/forum* train-ai=n, search=n"}, 1},
		{"and is left open where it can be", saying(t, collection("deny", "allow"), collection("deny", "unstated", "/forum")), layer.Vercel, []string{
			"/:proviso(.*) train-ai=n, search=y", "/forum:proviso(.*) train-ai=n"}, 0},
		{"silence takes away", saying(t, collection("deny", "allow"), collection("unstated", "unstated", "/forum")), layer.Cloudflare, []string{
			"/* train-ai=n, search=y", "/forum* "}, 0},
		{"silence cannot take away", saying(t, collection("deny", "allow"), collection("unstated", "unstated", "/forum")), layer.Vercel, []string{
			"/:proviso(.*) train-ai=n, search=y", "/forum:proviso(.*) train-ai=n, search=n"}, 2},
		{"an end is not seen behind a query", saying(t, collection("deny", "allow"), collection("allow", "allow", "/press.html$")), layer.Cloudflare, []string{
			"/* train-ai=n, search=y", "/press.html train-ai=n, search=y"}, 1},
		{"a star may stand in a query", saying(t, collection("allow", "allow"), collection("deny", "allow", "/*/print")), layer.CloudFront, []string{
			"/* train-ai=n, search=y"}, 1},
		{"a placeholder is meant literally", saying(t, collection("allow", "allow", "/wiki/File:a/")), layer.Cloudflare, []string{
			"/wiki/File* train-ai=n, search=n"}, 2},
		{"encodings in either case", saying(t, collection("allow", "allow", "/é/")), layer.Cloudflare, []string{
			"/%C3%A9/* train-ai=y, search=y", "/%c3%a9/* train-ai=y, search=y"}, 0},
		{"no rules", saying(t), layer.Cloudflare, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			layers := layer.Of(c.s, c.host)
			var got []string
			for _, l := range layers.List {
				got = append(got, l.Text+" "+l.Fields[0].Value)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if len(layers.Losses) != c.lost {
				t.Errorf("losses %v", layers.Losses)
			}
		})
	}
}

// TestWhole joins everything into one layer that holds anywhere.
func TestWhole(t *testing.T) {
	s := saying(t, collection("cc-cr", "allow"), collection("deny", "allow", "/loans/"), collection("allow", "unstated", "/forum/"))
	for _, h := range hosts {
		got := layer.Whole(s, h.Host)
		if len(got.List) != 1 || got.List[0].Fields[0].Value != "train-ai=n, search=n" || len(got.Losses) == 0 {
			t.Errorf("%s: %v", h.Name, got)
		}
	}
}

// TestOtherFields: a field that a host cannot be told apart is set nowhere, and told.
func TestOtherFields(t *testing.T) {
	with := func(s *publish.Saying, values ...string) *publish.Saying {
		for i := range s.Rules {
			s.Rules[i].Headers = append(s.Rules[i].Headers, publish.Header{Name: "TDM-Reservation", Value: values[i]})
		}
		return s
	}
	exact := func() *publish.Saying {
		return saying(t, collection("deny", "allow"), collection("cc-cr", "allow", "/photos"))
	}
	wider := func() *publish.Saying {
		return saying(t, collection("deny", "allow"), collection("cc-cr", "allow", "/photos$"))
	}
	for _, c := range []struct {
		name    string
		s       *publish.Saying
		host    layer.Host
		dropped int
	}{
		{"exact", with(exact(), "1", "0"), layer.Cloudflare, 0},
		{"taken away", with(exact(), "1", ""), layer.Cloudflare, 0},
		{"cannot be taken away", with(exact(), "1", ""), layer.Vercel, 1},
		{"wider", with(wider(), "1", "0"), layer.Cloudflare, 1},
		{"wider, and the same", with(wider(), "1", "1"), layer.Cloudflare, 0},
		{"too long", with(exact(), "1", strings.Repeat("x", layer.MaxLine)), layer.Cloudflare, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := layer.Of(c.s, c.host)
			if len(got.Dropped) != c.dropped {
				t.Fatalf("dropped %v", got.Dropped)
			}
			for _, l := range got.List {
				if len(l.Fields) != 2-c.dropped {
					t.Errorf("fields %v", l.Fields)
				}
			}
		})
	}
}

// TestHostile holds paths and values to what hosts take.
func TestHostile(t *testing.T) {
	long := saying(t, collection("allow", "allow", "/"+strings.Repeat("a", 5000)+"/"), collection("deny", "deny", "/"+strings.Repeat("b", 5000)))
	for _, h := range hosts {
		for _, l := range layer.Of(long, h.Host).List {
			limit := layer.MaxLine
			if h.Name == "CloudFront" {
				limit = layer.MaxPathPattern
			}
			if len(l.Text) > limit {
				t.Errorf("%s: a pattern of %d characters", h.Name, len(l.Text))
			}
			if strings.Contains(l.Fields[0].Value, "=y") {
				t.Errorf("%s: a path that was cut says %q", h.Name, l.Fields[0].Value)
			}
		}
	}
	for _, link := range []string{strings.Repeat("x", 5000), "x:splat", "x:proviso"} {
		s := saying(t, collection("allow", "allow"))
		s.Rules[0].Outcomes[proviso.TrainAI] = proviso.Permit(proviso.NewOffer(proviso.Term{Kind: proviso.KindCondition, Link: "https://museum.example/" + link}))
		for _, h := range []layer.Host{layer.Cloudflare, layer.Vercel} {
			if got := layer.Of(s, h); got.List[0].Fields[0].Value != "train-ai=n, search=n" || len(got.Losses) == 0 {
				t.Errorf("%s: a value that would be spoiled became %v", h.Name, got)
			}
		}
	}
}

// TestMaxRules: of more rules than are kept apart, one says for the whole site what all of
// them say, joined, and that is worked out in a moment.
func TestMaxRules(t *testing.T) {
	for _, n := range []int{layer.MaxRules, declare.MaxPatterns} {
		s := &publish.Saying{}
		for i := range n {
			r := publish.Rule{Scope: fmt.Sprintf("/p%04d/", i), Headers: []publish.Header{{Name: layer.Field}}}
			r.Outcomes[proviso.TrainAI] = outcome([]string{"allow", "deny"}[i%2])
			s.Rules = append(s.Rules, r)
		}
		for _, h := range hosts {
			got := layer.Of(s, h.Host)
			if n == layer.MaxRules && len(got.List) < n || n > layer.MaxRules && (len(got.List) != 1 || got.List[0].Fields[0].Value != "train-ai=n") {
				t.Errorf("%s: %d layers of %d rules", h.Name, len(got.List), n)
			}
		}
	}
}

func TestHull(t *testing.T) {
	for _, c := range []struct {
		scope string
		want  layer.Set
		exact bool
	}{
		{"", layer.Set{Path: "/", Below: true}, true},
		{"/a", layer.Set{Path: "/a", Below: true}, true},
		{"/a*", layer.Set{Path: "/a", Below: true}, true},
		{"/a*$", layer.Set{Path: "/a", Below: true}, true},
		{"/a$", layer.Set{Path: "/a"}, false},
		{"/a?b*", layer.Set{Path: "/a"}, false},
		{"/a*?b", layer.Set{Path: "/a", Below: true}, false},
		{"/*.jpg$", layer.Set{Path: "/", Below: true}, false},
		{"*", layer.Set{Path: "/", Below: true}, true},
		{"/%7Ea/%c3é", layer.Set{Path: "/~a/%C3%C3%A9", Below: true}, true},
		{"/a%2ab", layer.Set{Path: "/a", Below: true}, false},
		{"/a$b", layer.Set{Path: "/a", Below: true}, false},
	} {
		if got, exact := layer.Hull(c.scope); got != c.want || exact != c.exact {
			t.Errorf("%s is %v %v", c.scope, got, exact)
		}
	}
}
