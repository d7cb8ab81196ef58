package robots

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLines(t *testing.T) {
	file := Parse([]byte("# c\r\n\rDisallow: /\nUser agent : a\n  allow /x\nlicense:\t u #v\nnoise\n:\ncontent-usage: a=b\nuser-agents: a\n \x00"))
	var got []string
	for l := range file.Lines() {
		got = append(got, fmt.Sprintf("%d@%d %v %q=%q@%d flaws %b group %d", l.Number, l.Offset, l.Kind, l.Key, l.Value, l.ValueOffset, l.Flaws, l.Group))
	}
	want := []string{
		`1@0 comment ""=""@0 flaws 0 group -1`,
		`2@5 blank ""=""@0 flaws 0 group -1`,
		`3@6 disallow "Disallow"="/"@16 flaws 10000 group -1`,
		`4@18 user-agent "User agent"="a"@31 flaws 1 group 0`,
		`5@33 allow "allow"="/x"@41 flaws 10 group 0`,
		`6@44 unknown "license"="u"@54 flaws 0 group 0`,
		`7@59 no-directive ""=""@0 flaws 0 group 0`,
		`8@65 no-directive ""=""@0 flaws 0 group 0`,
		`9@67 content-usage "content-usage"="a=b"@82 flaws 0 group 0`,
		`10@86 user-agent "user-agents"="a"@99 flaws 1 group 1`,
		`11@101 blank ""=""@0 flaws 1000 group 1`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for l := range file.Lines() { // stopping early must be possible
		if l.Number == 2 {
			break
		}
	}
}

func TestGroups(t *testing.T) {
	file := Parse([]byte("disallow: /\nuser-agent: a/1\nuser-agent: *\n\nallow: /x\nlicense: y\nuser-agent: 1\ncontent-usage: /p a=b\n"))
	want := []Group{
		{Agents: []Agent{{[]byte("a/1"), "a", 2}, {[]byte("*"), "*", 3}}, First: 2, Last: 6, Rules: []int{5}},
		{Agents: []Agent{{[]byte("1"), "", 7}}, First: 7, Last: 8, Rules: []int{8}},
	}
	if diff := cmp.Diff(want, file.Groups()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMaxSize(t *testing.T) {
	head := []byte("user-agent: *\ndisallow: /a\n")
	filler := bytes.Repeat([]byte("# 123456789 123456789 123456789 123456789 123456789 123456789 1\n"), MaxSize/64+1)
	body := append(head, filler...)
	copy(body[MaxSize-12:], "\ndisallow: /b\ndisallow: /c\n")
	file := Parse(body)
	if file.Size() != MaxSize-11 {
		t.Errorf("%d bytes are read", file.Size())
	}
	rules := file.For("x")
	for path, want := range map[string]bool{"/a": false, "/b": true, "/c": true} {
		if allowed, _ := rules.Access(path); allowed != want {
			t.Errorf("Access(%q) = %v", path, allowed)
		}
	}
	if problems := file.Problems(); problems[len(problems)-1].Code != "robots-too-large" {
		t.Errorf("problems %v", problems)
	}
	if n := Parse(bytes.Repeat([]byte{'a'}, MaxSize+1)).NumLines(); n != 0 {
		t.Errorf("%d lines of a file without line ends", n)
	}
}

func TestMaxLine(t *testing.T) {
	for over, want := range map[int]bool{0: true, 1: false} {
		prefix := "disallow: /"
		body := "user-agent: *\n" + prefix + strings.Repeat("*", MaxLine-len(prefix)-1+over) + "x\ndisallow: /y\n"
		rules := Parse([]byte(body)).For("a")
		// The last byte of the line decides whether /z matches.
		if allowed, _ := rules.Access("/z"); allowed != want {
			t.Errorf("%d bytes over: allowed = %v", over, allowed)
		}
		if allowed, _ := rules.Access("/yx"); allowed {
			t.Errorf("%d bytes over: the next line is lost", over)
		}
	}
}

func TestPathOf(t *testing.T) {
	tests := map[string]string{
		"": "/", "/": "/", "a": "/", "a/": "/", "a/b": "/b", "//": "/", "//a": "/", "//a/b": "/b", "///a": "/a",
		"https://a.example": "/", "https://a.example/": "/", "https://a.example/b/c": "/b/c",
		"https://a.example/b?c=https://d.example/": "/b?c=https://d.example/",
		"https://a.example?b":                      "/?b",
		"https://a.example;b":                      "/;b",
		"https://a.example/b;c?d#e":                "/b;c?d",
		"https://a.example#b/c":                    "/",
		"#/a":                                      "/",
		"a.example?b://c/d":                        "/?b://c/d",
		"/b://c/d":                                 "/b://c/d",
		"//a://b/c":                                "/c",
		"?":                                        "/?",
	}
	for url, want := range tests {
		if got := PathOf(url); got != want {
			t.Errorf("PathOf(%q) = %q, want %q", url, got, want)
		}
	}
}
