package robots

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// said sums up usages as "line path text".
func said(usages []Usage) []string {
	var all []string
	for _, u := range usages {
		all = append(all, fmt.Sprintf("%d %s %s", u.Line, u.Path, u.Text))
	}
	return all
}

func TestUsage(t *testing.T) {
	tests := []struct {
		name, file, token, path string
		want                    []string
	}{
		{"the example of attach-05", attachExample, "OtherBot", "/test", []string{"4  train-ai=n"}},
		{"a longer path replaces a shorter one", attachExample, "OtherBot", "/ai-ok/test", []string{"5 /ai-ok/ train-ai=y"}},
		{"a named group stands alone", attachExample, "examplebot", "/ai-ok/test", []string{"9  train-ai=y"}},
		{"usage is told for closed paths too", attachExample, "OtherBot", "/never/test", []string{"4  train-ai=n"}},

		{"no path and several spaces", "user-agent: *\n\tContent-Usage\t : \t train-ai=n, search=y \t# why", "", "/", []string{"2  train-ai=n, search=y"}},
		{"a tab ends the path", "user-agent: *\ncontent-usage: /a\t train-ai=n", "", "/a", []string{"2 /a train-ai=n"}},
		{"a star is no path", "user-agent: *\ncontent-usage: *.jpg train-ai=n", "", "/a.jpg", []string{"2  *.jpg train-ai=n"}},
		{"the same path twice", "user-agent: *\ncontent-usage: /a x=y\nallow: /\ncontent-usage: /a x=n\ncontent-usage: x=y", "", "/a", []string{"2 /a x=y", "4 /a x=n"}},
		{"no path twice, in two groups", "user-agent: *\ncontent-usage: x=y\nuser-agent: b\nuser-agent: *\ncontent-usage: x=n", "", "/a", []string{"2  x=y", "5  x=n"}},
		{"an empty statement hides nothing", "user-agent: *\ncontent-usage: x=n\ncontent-usage: /a\ncontent-usage: /a/b #x=y", "", "/a/b", []string{"2  x=n"}},
		{"nothing matches", "user-agent: *\ncontent-usage: /a x=n", "", "/b", nil},

		{"a wildcard path", "user-agent: *\ncontent-usage: /*.jpg$ x=n\ncontent-usage: /a x=y", "", "/a/b.jpg", []string{"2 /*.jpg$ x=n"}},
		{"a wildcard path that is shorter", "user-agent: *\ncontent-usage: /*b x=n\ncontent-usage: /a/b x=y", "", "/a/b", []string{"3 /a/b x=y"}},
		{"a wildcard path that does not match", "user-agent: *\ncontent-usage: /*.jpg$ x=n", "", "/a.jpg?b", nil},
		{"different paths of one length", "user-agent: *\ncontent-usage: /ab x=y\ncontent-usage: /a* x=n\ncontent-usage: /*b x=n", "", "/ab", []string{"2 /ab x=y", "3 /a* x=n", "4 /*b x=n"}},

		{"two plain paths of one length", "user-agent: *\ncontent-usage: /ab x=y\ncontent-usage: /a* x=n", "", "/ab", []string{"2 /ab x=y", "3 /a* x=n"}},
		{"a plain and a wildcard path of one length", "user-agent: *\ncontent-usage: /*b x=y\ncontent-usage: /ab x=n", "", "/ab", []string{"2 /*b x=y", "3 /ab x=n"}},
		{"a longer path among paths of one length", "user-agent: *\ncontent-usage: /ab x=y\ncontent-usage: /a* x=n\ncontent-usage: /abc x=y", "", "/abc", []string{"4 /abc x=y"}},
		{"a longer wildcard path among paths of one length", "user-agent: *\ncontent-usage: /*b x=y\ncontent-usage: /a*c x=n\ncontent-usage: /ab x=y", "", "/abc", []string{"3 /a*c x=n"}},

		{"encodings of unreserved characters", "user-agent: *\ncontent-usage: /%62ar x=n", "", "/b%61r", []string{"2 /%62ar x=n"}},
		{"the same path after normalising", "user-agent: *\ncontent-usage: /%62 x=n\ncontent-usage: /b x=y", "", "/b", []string{"2 /%62 x=n", "3 /b x=y"}},
		{"encodings of reserved characters", "user-agent: *\ncontent-usage: /a%2fb x=n\ncontent-usage: /a/b x=y", "", "/a%2Fb", []string{"2 /a%2fb x=n"}},
		{"bytes beyond ASCII", "user-agent: *\ncontent-usage: /\u00e9 x=n", "", "/%c3%a9", []string{"2 /\u00e9 x=n"}},
		{"bytes beyond ASCII in the path", "user-agent: *\ncontent-usage: /%C3%A9 x=n", "", "/\u00e9", []string{"2 /%C3%A9 x=n"}},
		{"a literal star", "user-agent: *\ncontent-usage: /a%2A x=n", "", "/a*b", []string{"2 /a%2A x=n"}},
		{"a literal dollar", "user-agent: *\ncontent-usage: /a%24 x=n\ncontent-usage: /a$b x=y", "", "/a$b", []string{"3 /a$b x=y"}},
		{"an encoded percent sign stays", "user-agent: *\ncontent-usage: /%2562 x=n", "", "/%62", nil},

		{"other keys", "user-agent: *\ncontentusage: x=n\ncontent usage: x=n\ncontent-usages: x=n\ncontent-usage x=n\ncontent-usage\v: x=n", "", "/", nil},
		{"before any group", "content-usage: x=n\nuser-agent: *\nallow: /", "", "/", nil},
		{"a rule ends the run of user-agent lines", splitGroup, "a", "/", []string{"2  x=n"}},
		{"and the next user-agent line begins another", splitGroup, "b", "/", nil},
		{"a line longer than access reads", "user-agent: *\ncontent-usage: " + long(MaxLine) + "=y", "", "/", []string{"2  " + long(MaxLine) + "=y"}},
		{"a NUL in the statement", "user-agent: *\ncontent-usage: x=n\x00y", "", "/", []string{"2  x=n\x00y"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rules := Parse([]byte(tt.file)).For(tt.token)
			if diff := cmp.Diff(tt.want, said(rules.Usage(tt.path))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(rules.Usage(tt.path), rules.Match(tt.path).Usage); diff != "" {
				t.Errorf("Usage and Match differ:\n%s", diff)
			}
			if tt.token != "" {
				checkFile(t, []byte(tt.file), tt.token, tt.path)
			}
		})
	}
}

const attachExample = `User-Agent: *
Allow: /
Disallow: /never/
Content-Usage: train-ai=n
Content-Usage: /ai-ok/ train-ai=y

User-Agent: ExampleBot
Allow: /
Content-Usage: train-ai=y
`

// splitGroup is one group for access and two for usage.
const splitGroup = "user-agent: a\ncontent-usage: x=n\nuser-agent: b\ndisallow: /\n"

func long(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'x'
	}
	return string(b)
}

func TestSplitGroupIsOneForAccess(t *testing.T) {
	file := Parse([]byte(splitGroup))
	for _, token := range []string{"a", "b"} {
		if allowed, line := file.For(token).Access("/"); allowed || line != 4 {
			t.Errorf("%s: allowed = %v by line %d", token, allowed, line)
		}
	}
}

func TestUsagePosition(t *testing.T) {
	body := "\xEF\xBB\xBFuser-agent: *\r\n\tContent-Usage :  /a \t train-ai=n # x\r\n"
	u := Parse([]byte(body)).For("*").Usage("/a")
	if len(u) != 1 {
		t.Fatalf("%d usages", len(u))
	}
	want := Usage{Line: 2, Path: "/a", Text: []byte("train-ai=n"), TextOffset: 41, Column: 24}
	if diff := cmp.Diff(want, u[0]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestUsages(t *testing.T) {
	file := Parse([]byte("content-usage: x=n\n" + attachExample + "content-usage: /a\n"))
	want := []string{"1  x=n", "5  train-ai=n", "6 /ai-ok/ train-ai=y", "10  train-ai=y", "11 /a "}
	if diff := cmp.Diff(want, said(slices.Collect(file.Usages()))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
