package robots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/proviso-signals/proviso/robots"
)

func TestMatchPath(t *testing.T) {
	for _, tt := range []struct {
		pattern, path string
		octets        int
		ok            bool
	}{
		{"", "/", 0, false},
		{"/", "/", 1, true},
		{"/", "/a?b", 1, true},
		{"/a", "/A", 2, false},
		{"/*.jpg$", "/x/y.jpg", 7, true},
		{"/*.jpg$", "/x/y.jpg?z", 7, false},
		{"*.jpg", "/x.jpg?z", 5, true},
		{"/a$b", "/a$b", 6, true},
		{"/caf\u00e9", "/caf%C3%A9", 10, true},
		{"/%7euser", "/~user", 6, true},
		{"/a%2fb", "/a/b", 6, false},
		{"/a*b*c$", "/aXbYbZc", 7, true},
		{"/a", "https://example.com/abc", 2, true},
		{"$", "/", 1, false},
	} {
		octets, ok := robots.MatchPath(tt.pattern, tt.path)
		if ok != tt.ok || octets != tt.octets {
			t.Errorf("%q against %q: %d, %v; want %d, %v", tt.pattern, tt.path, octets, ok, tt.octets, tt.ok)
		}
	}
}

// TestMatchPathAgreesWithUsage: a pattern alone matches just where it does as the
// path of a Content-Usage rule.
func TestMatchPathAgreesWithUsage(t *testing.T) {
	paths := []string{"/", "/a", "/a/b.jpg", "/a%7Eb", "/a~b", "/a$", "/a*b", "/%2A", "/x?y=/a"}
	for _, pattern := range []string{"/", "/a", "/a$", "/*b", "/a%7eb", "/a*b", "/%2a", "/*/a", "/**b.jpg$", "/a$b"} {
		file := robots.Parse([]byte("User-agent: *\nContent-Usage: " + pattern + " train-ai=n\n"))
		for _, path := range paths {
			_, ok := robots.MatchPath(pattern, path)
			if want := len(file.For("*").Usage(path)) > 0; ok != want {
				t.Errorf("%q against %q: %v, as a rule %v", pattern, path, ok, want)
			}
		}
	}
}

// TestMatchPathIsLinear: neither side is to be trusted.
func TestMatchPathIsLinear(t *testing.T) {
	start := time.Now()
	robots.MatchPath(strings.Repeat("*a", 50_000)+"$", "/"+strings.Repeat("a", 100_000)+"b")
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("took %v", took)
	}
}
