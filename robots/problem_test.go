package robots

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// problemCases has the problems of small files, as "line:column code".
var problemCases = []struct {
	name, file string
	want       []string
}{
	{"nothing wrong", attachExample + "Crawl-delay: 10\nHost: a.example\nContent-Signal: search=yes\nLicense: https://a.example/l.xml\n", nil},
	{"everything closed and a name with a star", "User-agent: *\nUser-agent: a_b-C\nDisallow:\nDisallow: /\nDisallow: *.pdf$\n", nil},
	{"an empty file", "", nil},

	{"a byte order mark", "\xEF\xBB\xBFuser-agent: *\n", []string{"1:1 robots-bom"}},
	{"a part of a byte order mark", "\xEF\xBBuser-agent: *\n", []string{"1:1 robots-bom-partial"}},
	{"UTF-16", "\xFF\xFEu\x00s\x00", []string{"1:1 robots-utf-16", "1:4 robots-nul", "1:1 robots-not-a-directive"}},
	{"HTML", "\n<!DOCTYPE html>\n<p>Not found</p>\n", []string{"1:1 robots-html"}},
	{"a long line", "user-agent: *\ndisallow: /" + long(MaxLine), []string{"2:16664 robots-line-too-long"}},
	{"a NUL", "user-agent: *\ndisallow: /a\x00b", []string{"2:13 robots-nul"}},

	{"noise", "<br/>\nuser-agent *\nallow / /a\n", []string{"1:1 robots-not-a-directive", "2:1 robots-missing-colon", "3:1 robots-not-a-directive"}},
	{"misspelt keys that are read", " useragent: a\ndisalow: /\nallowed: /b\nsite-map: x\n",
		[]string{"1:2 robots-misspelt-key", "2:1 robots-misspelt-key", "3:1 robots-misspelt-key", "4:1 robots-misspelt-key"}},
	{"misspelt keys that are not", "user_agent: a\nuser agnet: b\ndisallo: /\nalow: /\nsitmap: x\ndeny: /\nhello: x\n",
		[]string{"1:1 robots-unknown-near-key", "2:1 robots-unknown-near-key", "3:1 robots-unknown-near-key", "4:1 robots-unknown-near-key", "5:1 robots-unknown-near-key"}},
	{"rules outside groups", "disallow: /\nuser-agent: *\nallow: /\n", []string{"1:0 robots-rule-outside-group"}},

	{"product tokens", "user-agent:\nuser-agent: AI2Bot\nuser-agent: a/1.0\nuser-agent: 360Spider\nuser-agent: * x\nuser-agent: Br 1\n",
		[]string{"1:12 robots-agent-empty", "2:15 robots-agent-illegal", "3:14 robots-agent-illegal", "4:13 robots-agent-illegal", "5:14 robots-agent-illegal", "6:15 robots-agent-illegal"}},

	{"patterns", "user-agent: *\ndisallow: a/b\ndisallow: /a b\ndisallow: /100%\ndisallow: /%7Ea%7eb\ndisallow: /%2F\nallow:\nallow: /x/index.html\ndisallow: /x/index.html\n",
		[]string{"2:11 robots-pattern-unanchored", "3:13 robots-pattern-space", "4:15 robots-pattern-encoding", "5:12 robots-pattern-unreserved", "7:0 robots-allow-empty", "8:8 robots-allow-index"}},

	{"usage misspelt", "user-agent: *\ncontentusage: x\ncontent usage: x\nContent-Useage: x\nusage-content: x\ncontent_usage: x\ncontents-usage: x\n",
		[]string{"2:1 robots-usage-misspelt", "3:1 robots-usage-misspelt", "4:1 robots-usage-misspelt", "5:1 robots-usage-misspelt", "6:1 robots-usage-misspelt", "7:1 robots-usage-misspelt"}},
	{"usage without colon", "user-agent: *\ncontent-usage train-ai=n\n content-usage train-ai=n, search=y\n",
		[]string{"2:1 robots-usage-missing-colon", "3:2 robots-usage-missing-colon"}},
	{"usage outside groups", "content-usage: train-ai=n\nuser-agent: *\n", []string{"1:0 robots-usage-outside-group"}},
	{"usage that states nothing", "user-agent: *\ncontent-usage:\ncontent-usage: /a\ncontent-usage: /a # x\n",
		[]string{"2:15 robots-usage-empty", "3:16 robots-usage-empty", "4:16 robots-usage-empty"}},
	{"usage with something like a path", "user-agent: *\ncontent-usage: *.jpg train-ai=n\ncontent-usage: a/b train-ai=n\ncontent-usage: a=b, c=d/e\n",
		[]string{"2:16 robots-usage-path", "3:16 robots-usage-path"}},
	{"usage with a hash in quotation marks", "user-agent: *\ncontent-usage: a=n;b=\"c#d\"\ncontent-usage: a=n;b=\"c\" # d\n", []string{"2:24 robots-usage-comment"}},
	{"usage with a NUL", "user-agent: *\ncontent-usage: a=n\x00\n", []string{"2:19 robots-usage-nul"}},
	{"usage with odd encodings", "user-agent: *\ncontent-usage: /%61 a=n\n", []string{"2:17 robots-pattern-unreserved"}},
	{"usage between user-agent lines", splitGroup, []string{"3:0 robots-group-split-by-usage"}},
	{"usage between groups", "user-agent: a\ncontent-usage: x=y\nallow: /\nuser-agent: b\ndisallow: /\n", nil},
}

func TestProblems(t *testing.T) {
	for _, tt := range problemCases {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range Parse([]byte(tt.file)).Problems() {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
				if !strings.HasSuffix(p.Hint, ".") || strings.Contains(p.Hint, "%!") || strings.Contains(p.Hint, "\n") {
					t.Errorf("%s: hint %q", p.Code, p.Hint)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestProblemCodes makes sure that the comment of Problems lists the codes that
// there are, and that each is tried by a test.
func TestProblemCodes(t *testing.T) {
	listed, used := codesIn(t, "problem.go", `(?m)^//\t(robots-[a-z0-9-]+) `), []string{}
	for _, name := range []string{"problem.go", "problem_line.go"} {
		used = append(used, codesIn(t, name, `"(robots-[a-z0-9-]+)"`)...)
	}
	slices.Sort(used)
	slices.Sort(listed)
	used = slices.Compact(used)
	if diff := cmp.Diff(listed, used); diff != "" {
		t.Errorf("-listed +used:\n%s", diff)
	}
	var explained []string
	for _, c := range Codes() {
		explained = append(explained, c.Code)
	}
	slices.Sort(explained)
	if diff := cmp.Diff(explained, used); diff != "" {
		t.Errorf("-explained by Codes +used:\n%s", diff)
	}
	elsewhere := []string{"robots-too-large", "robots-more-problems"} // in tests of the limits
	for _, code := range used {
		tried := slices.Contains(elsewhere, code)
		for _, tt := range problemCases {
			for _, want := range tt.want {
				tried = tried || strings.HasSuffix(want, " "+code)
			}
		}
		if !tried {
			t.Errorf("%s is not tried", code)
		}
	}
}

func codesIn(t *testing.T, name, expression string) []string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(string(text), -1) {
		codes = append(codes, m[1])
	}
	return codes
}

func TestMaxProblems(t *testing.T) {
	problems := Parse([]byte(strings.Repeat("noise\n", MaxProblems+7))).Problems()
	if len(problems) != MaxProblems+1 {
		t.Fatalf("%d problems", len(problems))
	}
	last := problems[MaxProblems]
	if last.Code != "robots-more-problems" || !strings.Contains(last.Hint, " 7 ") {
		t.Errorf("last problem %v", last)
	}
}
