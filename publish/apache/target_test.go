package apache

import (
	"regexp"
	"testing"

	"github.com/proviso-signals/proviso/robots"
)

// TestRequest: a pattern matches the request lines that robots.MatchPath says it does,
// unless they are odd.
func TestRequest(t *testing.T) {
	oddly := append([]string{"/a\xC3\xA9/", "http://museum.example/photos/", "*", "/x\x7F"}, oddly...)
	strange := regexp.MustCompile(odd)
	for _, scope := range scopes {
		re, err := regexp.Compile(request(scope))
		if err != nil {
			t.Errorf("%s: %v", scope, err)
			continue
		}
		for _, p := range paths {
			for _, method := range []string{"GET", "HEAD", "PROPFIND"} {
				line := method + " " + p + " HTTP/1.1"
				if strange.MatchString(line) {
					t.Errorf("%s counts as odd", line)
				}
				if _, want := robots.MatchPath(scope, p); re.MatchString(line) != want {
					t.Errorf("%s with %s (%s): got %v, want %v", line, scope, re, !want, want)
				}
			}
			if _, want := robots.MatchPath(scope, p); re.MatchString("GET "+p) != want {
				t.Errorf("HTTP/0.9 %s with %s: want %v", p, scope, want)
			}
		}
	}
	for _, p := range oddly {
		if line := "GET " + p + " HTTP/1.1"; !strange.MatchString(line) {
			t.Errorf("%q does not count as odd", line)
		}
	}
}

func TestRequestReads(t *testing.T) {
	for scope, want := range map[string]string{
		"/photos/":      `^\S+ /photos/`,
		"/press/*.jpg$": `^\S+ /press/\S*\.jpg(?: |$)`,
		"/a.%2A*":       `^\S+ /a\.(?:\*|%2[Aa])\S*`,
		"/a%24":         `^\S+ /a(?:\$|%24)`,
	} {
		if got := request(scope); got != want {
			t.Errorf("%s: got %s, want %s", scope, got, want)
		}
	}
}
