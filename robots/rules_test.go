package robots

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	file := Parse([]byte(`user-agent: *
disallow: /everyone
user-agent: AI2Bot
disallow: /ai2
user-agent: MistralAI-User/1.0
disallow: /mistral
user-agent: panscient.com
disallow: /panscient
user-agent: Brightbot 1.0
disallow: /bright
user-agent: iaskspider/2.0
disallow: /iask
`))
	tests := []struct {
		token, closed string // by Access, of those who compare tokens whole
		named         bool
	}{
		{"*", "/everyone", false},
		{"", "/everyone", false},
		{"OtherBot", "/everyone", false},
		{"AI2Bot", "/ai2", true},
		{"ai2bot", "/ai2", true},
		{"AI2Bot/1.1", "/ai2", true},
		{"AI2", "/everyone", false},
		{"AI", "/ai2", true}, // what google/robotstxt makes of AI2Bot
		{"MistralAI-User", "/mistral", true},
		{"MistralAI-User/1.0", "/mistral", true},
		{"mistralai-user/2.7", "/mistral", true},
		{"panscient.com", "/panscient", true},
		{"PanScient", "/panscient", true},
		{"Brightbot", "/bright", true},
		{"Brightbot 1.0", "/everyone", false},
		{"iaskspider/3", "/iask", true},
		{"\u212A", "/everyone", false},
		{"/", "/everyone", false},
	}
	for _, tt := range tests {
		rules := file.For(tt.token)
		if rules.Named() != tt.named {
			t.Errorf("For(%q).Named() = %v", tt.token, rules.Named())
		}
		googles := tt.closed
		whole := rules.Whole()
		if (whole != nil) != (tt.named && !isProduct(newAsker(tt.token).token)) {
			t.Errorf("For(%q).Whole() = %v", tt.token, whole)
		}
		if whole != nil {
			googles = "/everyone" // it knows no such token
		} else {
			whole = rules
		}
		for _, path := range []string{"/everyone", "/ai2", "/mistral", "/panscient", "/bright", "/iask"} {
			if allowed, _ := rules.Access(path); allowed != (path != googles) {
				t.Errorf("For(%q).Access(%q) = %v", tt.token, path, allowed)
			}
			if allowed, _ := whole.Access(path); allowed != (path != tt.closed) {
				t.Errorf("For(%q).Whole().Access(%q) = %v", tt.token, path, allowed)
			}
		}
	}
}

func TestAccessTakesURLs(t *testing.T) {
	rules := Parse([]byte("user-agent: *\ndisallow: /a\n")).For("*")
	for path, want := range map[string]bool{"https://a.example/a?b": false, "a.example": true, "": true, "/ab": false, "?": true} {
		if allowed, _ := rules.Access(path); allowed != want {
			t.Errorf("Access(%q) = %v", path, allowed)
		}
	}
}

func TestRulesAreCompiledOnce(t *testing.T) {
	file := Parse([]byte("user-agent: a\ndisallow: /\nuser-agent: *\nallow: /\n"))
	if file.For("A") != file.For("a") || file.For("a/1") != file.For("a") {
		t.Error("a token is compiled more than once")
	}
	if file.For("b") != file.For("*") || file.For("b") != file.For("") {
		t.Error("a token that nobody names has rules of its own")
	}
}

// TestCacheIsBounded has a file name far more tokens than are kept, and asks for
// all of them at once.
func TestCacheIsBounded(t *testing.T) {
	var body strings.Builder
	for i := range 500 {
		fmt.Fprintf(&body, "user-agent: %s\ndisallow: /%d$\n", token(i), i)
	}
	file := Parse([]byte(body.String()))
	var all sync.WaitGroup
	for i := range 500 {
		all.Go(func() {
			for range 3 {
				if allowed, line := file.For(token(i)).Access(fmt.Sprintf("/%d", i)); allowed || line != 2*i+2 {
					t.Errorf("%s: allowed = %v by line %d", token(i), allowed, line)
				}
				file.For("unnamed-" + token(i))
			}
		})
	}
	all.Wait()
	if n := len(*file.cache.Load()); n != MaxCachedTokens {
		t.Errorf("%d tokens kept", n)
	}
	if r := file.For(strings.Repeat("x", maxCachedToken+1)); r.Named() {
		t.Error("a very long token is named")
	}
}

// token is a legal product token with a number in letters.
func token(i int) string {
	return "bot-" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(i))
}

func TestOther(t *testing.T) {
	file := Parse([]byte(`License: https://a.example/all.xml
Sitemap: https://a.example/s.xml
User-agent: a
Content-Signal: search=yes
license: https://a.example/a.xml
Disallow: /
User-agent: *
Content-Signal: ai-train=no
CONTENT-SIGNAL: search=no # twice
Content-Signal search=maybe
`))
	numbers := func(lines []Line) (all []int) {
		for _, l := range lines {
			all = append(all, l.Number)
		}
		return all
	}
	tests := []struct {
		what      string
		got, want []int
	}{
		{"before any group", numbers(file.Other("license")), []int{1}},
		{"a sitemap", numbers(file.Other("sitemap")), []int{2}},
		{"for a", numbers(file.For("a").Other("license")), []int{5}},
		{"signals for a", numbers(file.For("a").Other("content-signal")), []int{4}},
		{"signals for everyone", numbers(file.For("b").Other("Content-Signal")), []int{8, 9}},
		{"licences for everyone", numbers(file.For("*").Other("license")), nil},
		{"known keys are not others", numbers(file.For("a").Other("disallow")), nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.what, diff)
		}
	}
	if line := file.For("b").Other("content-signal")[1]; string(line.Value) != "search=no" || line.Group != 1 {
		t.Errorf("value %q in group %d", line.Value, line.Group)
	}
}

func TestMatchAllocatesNothing(t *testing.T) {
	rules := Parse([]byte("user-agent: *\ndisallow: /a*b$\nallow: /a\ncontent-usage: /a/*/c x=n\ncontent-usage: /%61 x=y\n")).For("*")
	rules.Match("/")
	for _, path := range []string{"/", "/a", "/a/b/c", "/a/%C3%A9/c?d", "/robots.txt"} {
		if n := testing.AllocsPerRun(100, func() { rules.Match(path) }); n != 0 {
			t.Errorf("Match(%q) allocates %v times", path, n)
		}
	}
}
