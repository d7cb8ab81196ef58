package publish_test

import (
	"regexp"
	"testing"

	"github.com/proviso-signals/proviso/publish"
	"github.com/proviso-signals/proviso/robots"
)

func TestTargetReads(t *testing.T) {
	for scope, want := range map[string]string{
		"/photos/":      `^/photos/`,
		"/press/*.jpg$": `^/press/.*\.jpg$`,
		"/caf%c3%a9/":   `^/caf%[Cc]3%[Aa]9/`,
		"/é":            `^/%[Cc]3%[Aa]9`,
		"/%7Eme":        `^/~me`,
		"/a$b":          `^/a(?:\$|%24)b`,
		"/a\"#b":        `^/a\x22\x23b`,
		"/100%":         `^/100%`,
		"/%2":           `^/%2`,
	} {
		if got := publish.Target(scope); got != want {
			t.Errorf("%s: got %s, want %s", scope, got, want)
		}
	}
}

// patterns and targets of requests: the first few are as people write them.
var (
	patterns = []string{
		"/photos/", "/press/*.jpg$", "/*.pdf$", "*.jpg", "/a%20b/", "/caf%C3%A9/", "/café/", "/~user/", "/%7Euser/x", "/q?a=1",
		"/price$list", "/x%2Ay", "/(a|b)+/", "/{y}/", "/it's/", "/say\"so\"/", "/a`b/", "/$", "/100%/", "/a\\b/", "/a#b", "/^x.y/",
	}
	targets = []string{
		"/", "/photos/a.jpg", "/photosa.jpg", "/press/a.jpg", "/press/a.jpg?x", "/doc/a.pdf", "/doc/a.pdf?page=2", "/a%20b/",
		"/caf%C3%A9/", "/caf%c3%a9/x", "/~user/x", "/q?a=1", "/q?a=12", "/q", "/price$list", "/price%24list", "/x*y", "/x%2ay",
		"/(a|b)+/", "/aab/", "/{y}/", "/it's/", "/say\"so\"/", "/say%22so%22/", "/100%/", "/xxy/", "/^x.y/", "/%", "/%2", "/%2F", "/?%zz",
	}
)

// oddly matches targets that are oddly spelt.
var oddly = regexp.MustCompile("^[^/]|[^!-~]|" + publish.Unneeded)

func checkTarget(t *testing.T, scope, target string) {
	t.Helper()
	re, err := regexp.Compile(publish.Target(scope))
	if err != nil {
		t.Fatalf("%q gives %q: %v", scope, publish.Target(scope), err)
	}
	if _, want := robots.MatchPath(scope, target); re.MatchString(target) != want {
		t.Fatalf("%q with %q (%s): got %v, want %v", target, scope, re, !want, want)
	}
}

// TestTarget: a pattern matches the targets that robots.MatchPath says it does.
func TestTarget(t *testing.T) {
	for _, scope := range patterns {
		for _, target := range targets {
			if oddly.MatchString(target) {
				t.Errorf("%s counts as oddly spelt", target)
			}
			checkTarget(t, scope, target)
		}
	}
	for c := range 256 {
		encoded := "%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789abcdef"[c&15])
		plain := regexp.MustCompile(`^[A-Za-z0-9._~-]$`).MatchString(string(rune(c)))
		if oddly.MatchString("/"+encoded) != plain {
			t.Errorf("whether %s is needed is told wrong", encoded)
		}
	}
}

// FuzzTarget holds the expressions to what patterns mean.
func FuzzTarget(f *testing.F) {
	for i, scope := range patterns {
		f.Add(scope, targets[i%len(targets)])
	}
	f.Fuzz(func(t *testing.T, scope, target string) {
		if scope != "" && target != "" && !oddly.MatchString(target) {
			checkTarget(t, scope, target)
		}
	})
}
