package declare_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso/declare"
	"github.com/proviso-signals/proviso/robots"
)

func TestPatterns(t *testing.T) {
	for path, want := range map[string]string{
		"/":                                   "/",
		"/photos/":                            "/photos/",
		"/photos/**":                          "/photos/",
		"/photos/*":                           "/photos/",
		"/a*$":                                "/a",
		"/*.jpg$":                             "/*.jpg$",
		"*.jpg":                               "*.jpg",
		"**/x.jpg":                            "*/x.jpg",
		"**":                                  "/",
		"/{photos,prints}/":                   "/photos/ /prints/",
		"/a{,b{c,d}}/":                        "/a/ /abc/ /abd/",
		"/[a-c]/":                             "/a/ /b/ /c/",
		"/[ab-]x":                             "/-x /ax /bx",
		"/a/**/b":                             "/a/*/b /a/b",
		"/a/**/b/**/c":                        "/a/*/b/*/c /a/*/b/c /a/b/*/c /a/b/c",
		"/a/**/**/b":                          "/a/*/b /a/b",
		"/**/a/**/b/**/c/**/d/**/e/**/f/**/g": "~/*a/*b/*c/*d/*e/*f/*g",
		"/search?q=":                          "/search?q=",
		"/[!a]/":                              "~/*/",
		"/[^a]/x":                             "~/*/x",
		"/[]/":                                "~/*/",
		"/[a/]/":                              "~/*/",
		"/{[a-z],[0-9],[A-Z]}/":               "/",
		"/[a-z][a-z]/":                        "",
		"/{a,b":                               "/{a,b",
	} {
		var got []string
		for _, p := range declare.Patterns(path) {
			if p.Wider {
				p.Text = "~" + p.Text
			}
			got = append(got, p.Text)
		}
		switch path {
		case "/{[a-z],[0-9],[A-Z]}/":
			if len(got) != 62 {
				t.Errorf("%s: %v", path, got)
			}
		case "/[a-z][a-z]/": // the second one does not fit in any more
			if len(got) != 26 || got[0] != "~/a*/" {
				t.Errorf("%s: %v", path, got)
			}
		default:
			if strings.Join(got, " ") != want {
				t.Errorf("%s: %v, want %s", path, got, want)
			}
		}
	}
}

// reference is what a path means, written down once more: as a regular expression.
func reference(t testing.TB, path string) *regexp.Regexp {
	t.Helper()
	for strings.Contains(path, "/**/**/") { // any folders, and any more of them
		path = strings.ReplaceAll(path, "/**/**/", "/**/")
	}
	var b strings.Builder
	b.WriteString(`\A`)
	depth := 0
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case strings.HasPrefix(path[i:], "/**/"):
			b.WriteString(`/(?:.*/)?`)
			i += 3
		case c == '*':
			b.WriteString(`.*`)
		case c == '$' && i == len(path)-1:
			b.WriteString(`\z`)
		case c == '{':
			b.WriteString(`(?:`)
			depth++
		case c == '}':
			b.WriteString(`)`)
			depth--
		case c == ',' && depth > 0:
			b.WriteString(`|`)
		case c == '[':
			class, _, _ := strings.Cut(path[i+1:], "]")
			b.WriteString(`[` + strings.Replace(class, "!", "^", 1) + `]`)
			i += len(class) + 1
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	return regexp.MustCompile(b.String())
}

// TestPatternsMatchWhatThePathMeans tries every short path made of few parts on every
// short URL path: the patterns match just what the path means, or more where they say so.
func TestPatternsMatchWhatThePathMeans(t *testing.T) {
	parts := []string{"/", "a", "b", "*", "**", "/**/", "{a,b}", "{a,/b}", "[ab]", "[!a]", "$"}
	var urls []string
	for n := range 4 {
		urls = append(urls, spelled("/ab", n)...)
	}
	tried := 0
	for _, x := range parts {
		for _, y := range parts {
			for _, z := range parts {
				path := "/" + x + y + z
				if strings.Contains(strings.TrimSuffix(path, "$"), "$") || strings.Contains(path, "***") || strings.Contains(path, "**{a,/b}") {
					continue // a "$" within is no end, and what runs together has no one meaning
				}
				want := reference(t, path)
				for _, url := range urls {
					url = "/" + url
					got, wider := false, false
					for _, p := range declare.Patterns(path) {
						_, ok := robots.MatchPath(p.Text, url)
						got, wider = got || ok, wider || p.Wider
					}
					if means := want.MatchString(url); got != means && !(wider && got) {
						t.Fatalf("%s on %s: %v, want %v (%v)", path, url, got, means, declare.Patterns(path))
					}
					tried++
				}
			}
		}
	}
	if tried < 10000 {
		t.Errorf("only %d were tried", tried)
	}
}

// spelled lists every word of n letters.
func spelled(letters string, n int) []string {
	if n == 0 {
		return []string{""}
	}
	var list []string
	for _, rest := range spelled(letters, n-1) {
		for _, c := range letters {
			list = append(list, string(c)+rest)
		}
	}
	return list
}

func TestHasFile(t *testing.T) {
	c := declare.Collection{Files: []string{"export/", "press/**/*.{jpg,tif}", "raw/IMG_[0-9]?.dng", "raw/[!x].png", "top.jpg", "./all/**"}}
	want := map[string]bool{
		"export/a.jpg": true, "export/a/b/c.jpg": true, "export": false, "exports/a.jpg": false, "./export/a.jpg": true, "export/../top.jpg": true,
		"press/a.jpg": true, "press/x/y/a.tif": true, "press/a.png": false, "press/a.jpg/b": false, "a/press/a.jpg": false,
		"raw/IMG_12.dng": true, "raw/IMG_1/.dng": false, "raw/IMG_123.dng": false, "raw/a.png": true, "raw/x.png": false, "raw//.png": false,
		"top.jpg": true, "topxjpg": false, "all/a": true, "all": false, "../export/a.jpg": false,
	}
	got := map[string]bool{}
	for name := range want {
		got[name] = c.HasFile(name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
