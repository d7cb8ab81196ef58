package gather

import (
	"errors"
	"strings"
	"testing"
)

func TestURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://example.com/a?b=c#d", "https://example.com/a?b=c"},
		{"example.com", "https://example.com/"},
		{"Example.COM/Page", "https://example.com/Page"},
		{" example.com/a b \n", "https://example.com/a%20b"},
		{"//example.com/x", "https://example.com/x"},
		{"example.com:8443/x", "https://example.com:8443/x"},
		{"localhost:8080", "https://localhost:8080/"},
		{"localhost:8080/a:b", "https://localhost:8080/a:b"},
		{"localhost", "https://localhost/"},
		{"HTTP://example.com", "http://example.com/"},
		{"http://example.com:80/", "http://example.com/"},
		{"https://example.com:443", "https://example.com/"},
		{"https://example.com:80/", "https://example.com:80/"},
		{"https://example.com:0443/", "https://example.com/"},
		{"https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"},
		{"https://BÜCHER.example/", "https://xn--bcher-kva.example/"},
		{"https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"},
		{"https://foo_bar.example.com/", "https://foo_bar.example.com/"},
		{"https://example.com./", "https://example.com./"},
		{"https://example.com/a/../b/./c", "https://example.com/b/c"},
		{"https://example.com/a/%2e%2E/b", "https://example.com/b"},
		{"https://example.com/../../b", "https://example.com/b"},
		{"https://example.com//a//b/", "https://example.com//a//b/"},
		{"https://example.com/%7Ea%2fb", "https://example.com/%7Ea%2fb"},
		{"https://example.com?x=ü&y=a b", "https://example.com/?x=%C3%BC&y=a%20b"},
		{"https://example.com/?", "https://example.com/?"},
		{"https://[2606:4700::1111]/", "https://[2606:4700::1111]/"},
		{"https://[2606:4700:0::1111]:8443/", "https://[2606:4700::1111]:8443/"},
		{"[2606:4700::1111]/x", "https://[2606:4700::1111]/x"},
		{"https://1.1.1.1/", "https://1.1.1.1/"},
	}
	for _, test := range tests {
		got, err := URL(test.in)
		if err != nil || got != test.want {
			t.Errorf("%q: %q, %v; want %q", test.in, got, err, test.want)
			continue
		}
		if again, err := URL(got); err != nil || again != got {
			t.Errorf("%q: not stable: %q, %v", got, again, err)
		}
	}
}

func TestURLRefuses(t *testing.T) {
	tests := []struct{ in, code string }{
		{"", CodeURL}, {" ", CodeURL}, {"/path", CodeURL}, {"https://", CodeURL}, {"https:///x", CodeURL},
		{"ftp://example.com/", CodeURL}, {"file:///etc/passwd", CodeURL}, {"mailto:a@example.com", CodeURL},
		{"javascript:alert(1)", CodeURL}, {"data:text/html,x", CodeURL}, {"http:example.com", CodeURL},
		{"https://user@example.com/", CodeURL}, {"https://user:pass@example.com/", CodeURL}, {"user@example.com", CodeURL},
		{"https://exa mple.com/", CodeURL}, {"https://example..com/", CodeURL}, {"https://.example.com/", CodeURL},
		{"https://ex<ample.com/", CodeURL}, {"https://example.com\\@evil.example/", CodeURL}, {"https://a\x00b/", CodeURL},
		{"https://example.com/%zz", CodeURL}, {"https://example.com:port/", CodeURL}, {"https://example.com:99999/", CodeURL},
		{"https://[::1", CodeURL}, {"https://[fe80::1%25eth0]/", CodeURL},
		{"https://" + strings.Repeat("a", 64) + ".example/", CodeURL},
		{"https://" + strings.Repeat("a.", 130) + "example/", CodeURL},
		{"https://example.com/" + strings.Repeat("a", MaxURL), CodeURL},
		{"https://\u00ad.example/", CodeURL},
		{"https://example.com:0/", CodePort}, {"https://example.com:22/", CodePort}, {"http://example.com:6667/", CodePort},
	}
	for _, test := range tests {
		got, err := URL(test.in)
		if e := new(Error); !errors.As(err, &e) || e.Code != test.code {
			t.Errorf("%q: %q, %v; want %s", test.in, got, err, test.code)
		}
	}
	if _, err := URL("https://user:secret@example.com/"); strings.Contains(err.Error(), "secret") {
		t.Errorf("the password is repeated: %v", err)
	}
}

// FuzzURL: what comes out is stable, and never anything but http or https.
func FuzzURL(f *testing.F) {
	for _, s := range []string{"example.com:80/a b", "https://bücher.example/../x?y#z", "http://[::1]:8080/", "//a", "a:b@c", "https://%41.example/%2e%2e/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := URL(s)
		if err != nil {
			if e := new(Error); !errors.As(err, &e) {
				t.Fatal(err)
			}
			return
		}
		if !strings.HasPrefix(got, "https://") && !strings.HasPrefix(got, "http://") {
			t.Fatalf("%q: %q", s, got)
		}
		if again, err := URL(got); err != nil || again != got {
			t.Fatalf("%q: %q, then %q, %v", s, got, again, err)
		}
	})
}
