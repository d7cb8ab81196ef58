package caddy

import (
	"regexp"
	"testing"

	"github.com/proviso-signals/proviso/robots"
)

// TestTarget: a pattern matches the targets that robots.MatchPath says it does, unless they
// are odd.
func TestTarget(t *testing.T) {
	oddly := append([]string{"/a\xC3\xA9/", "http://museum.example/photos/", "*", "/x\x7F"}, oddly...)
	odd := regexp.MustCompile(oddTarget)
	for _, scope := range scopes {
		re, err := regexp.Compile(target(scope))
		if err != nil {
			t.Errorf("%s: %v", scope, err)
			continue
		}
		for _, p := range paths {
			if odd.MatchString(p) {
				t.Errorf("%s counts as odd", p)
			}
			if _, want := robots.MatchPath(scope, p); re.MatchString(p) != want {
				t.Errorf("%s with %s (%s): got %v, want %v", p, scope, re, !want, want)
			}
		}
	}
	for _, p := range oddly {
		if !odd.MatchString(p) {
			t.Errorf("%q does not count as odd", p)
		}
	}
}

func TestTargetReads(t *testing.T) {
	for scope, want := range map[string]string{
		"/photos/":      `^/photos/`,
		"/press/*.jpg$": `^/press/.*\.jpg$`,
		"/caf%c3%a9/":   `^/caf%[Cc]3%[Aa]9/`,
		"/é":            `^/%[Cc]3%[Aa]9`,
		"/%7Eme":        `^/~me`,
		"/a$b":          `^/a(?:\$|%24)b`,
		"/a\"#b":        `^/a"#b`,
	} {
		if got := target(scope); got != want {
			t.Errorf("%s: got %s, want %s", scope, got, want)
		}
	}
}

// FuzzTarget holds the expressions to what patterns mean.
func FuzzTarget(f *testing.F) {
	for i, scope := range scopes {
		f.Add(scope, paths[i%len(paths)])
	}
	odd := regexp.MustCompile(oddTarget)
	f.Fuzz(func(t *testing.T, scope, path string) {
		if scope == "" || path == "" || odd.MatchString(path) {
			return
		}
		re, err := regexp.Compile(target(scope))
		if err != nil {
			t.Fatalf("%q gives %q: %v", scope, target(scope), err)
		}
		if _, want := robots.MatchPath(scope, path); re.MatchString(path) != want {
			t.Fatalf("%q with %q (%s): got %v, want %v", path, scope, re, !want, want)
		}
	})
}
