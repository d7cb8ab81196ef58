package robots

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

var fuzzSeeds = []string{
	"",
	"user-agent: a\ndisallow: /\n",
	"User-agent: *\nAllow: /x*y$\nDisallow: /\nContent-Usage: /x train-ai=n\nContent-Usage: train-ai=y # all\n",
	"\xEF\xBBuser-agent a\r\rdisallow /%aa\xff\r\nallow: /b/index.html\n\x00:\n",
	"user-agent: a\ncontent-usage: /%61* x=y\ncontent-usage: /a%2a x=n\nuser-agent: *\ndisallow: *$\n",
	"allow: /\nuser-agent: * all\n\ndissallow:/a$b*\nuseragent:A/1\nsitemap: x\nallow:\n",
}

func FuzzParse(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add([]byte(s), "a", "/a/b?c")
	}
	f.Fuzz(checkFile)
}

// maxChecked is the longest file and path that the reference is asked about: it
// takes the time of their product.
const maxChecked = 1 << 9

// checkFile holds a file and a question against the reference.
func checkFile(t *testing.T, body []byte, token, path string) {
	if len(body) > maxChecked || len(path) > maxChecked {
		return
	}
	file := Parse(body)
	checkLines(t, file, body)
	file.Problems()
	file.Groups()
	path = asked(path)
	rules := file.For(token)
	for range len(body) % (maxScans + 2) { // so that both ways of answering are tried
		rules.Access(path)
	}
	wantAllowed, wantLine := slowAccess(body, token, path)
	if literal := token != "" && token != "*" && !strings.Contains(token, "/"); literal {
		if allowed, line := rules.Access(path); allowed != wantAllowed || line != wantLine {
			t.Errorf("Access(%q) for %q = %v by line %d, want %v by line %d\n%q", path, token, allowed, line, wantAllowed, wantLine, body)
		}
	}
	if by, scanned := file.compile(rules.access, rules.who), rules.scan(path); by.bestRank(path, by.find(path)) != scanned {
		t.Errorf("%q for %q: scan gives %x\n%q", path, token, scanned, body)
	}
	verdict := rules.Match(path)
	if isProduct(token) {
		if verdict.Allowed != wantAllowed || verdict.Line != wantLine {
			t.Errorf("Match(%q) for %q = %v by line %d, want %v by line %d\n%q", path, token, verdict.Allowed, verdict.Line, wantAllowed, wantLine, body)
		}
		var lines []int
		for _, u := range verdict.Usage {
			lines = append(lines, u.Line)
			checkUsage(t, body, u)
		}
		if want := slowUsage(body, token, path); !slices.Equal(lines, want) {
			t.Errorf("Usage(%q) for %q by lines %v, want %v\n%q", path, token, lines, want, body)
		}
	}
	if !slices.EqualFunc(verdict.Usage, rules.Usage(path), func(a, b Usage) bool { return a.Line == b.Line }) {
		t.Errorf("Usage and Match differ for %q", path)
	}
}

// checkLines makes sure that the lines are the file.
func checkLines(t *testing.T, file *File, body []byte) {
	next, n := file.bom, 0
	slow := slowLines(body)
	for line := range file.Lines() {
		n++
		if line.Number != n || line.Offset != next {
			t.Fatalf("line %d at %d, want line %d at %d: %q", line.Number, line.Offset, n, next, body)
		}
		if !bytes.Equal(line.Text, slow[n-1]) {
			t.Fatalf("line %d is %q, want %q", n, line.Text, slow[n-1])
		}
		next += len(line.Text)
		switch rest := body[next:]; {
		case bytes.HasPrefix(rest, []byte("\r\n")):
			next += 2
		case len(rest) > 0:
			next++
		}
		if line.Key != nil && !bytes.HasPrefix(body[line.ValueOffset:], line.Value) {
			t.Fatalf("line %d: no %q at %d", n, line.Value, line.ValueOffset)
		}
		if got := file.value(n - 1); !bytes.Equal(got, line.Value) {
			t.Fatalf("line %d: value %q, want %q", n, got, line.Value)
		}
		if kind := file.records[n-1].kind(); kind != line.Kind || kind != split(line.Text).kind {
			t.Fatalf("line %d is kept as %v, split as %v", n, kind, line.Kind)
		}
	}
	if next != len(body) || n != file.NumLines() {
		t.Fatalf("%d lines end at %d of %d", n, next, len(body))
	}
}

func checkUsage(t *testing.T, body []byte, u Usage) {
	if !bytes.HasPrefix(body[u.TextOffset:], u.Text) {
		t.Errorf("no %q at %d", u.Text, u.TextOffset)
	}
	start := bytes.LastIndexAny(body[:u.TextOffset], "\r\n") + 1
	if start == 0 {
		start = Parse(body).bom
	}
	if u.Column != u.TextOffset-start+1 {
		t.Errorf("column %d, want %d", u.Column, u.TextOffset-start+1)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("/a*b*c$", "/axbxc")
	f.Add("/a**$", "/a")
	f.Add("*aa*aab$", "/aaaab")
	f.Add("/$x", "/$x")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if len(pattern) > maxChecked {
			return
		}
		if strings.ContainsAny(pattern, "\r\n\x00#") || trimBlanksString(pattern) != pattern {
			return
		}
		checkFile(t, []byte("user-agent: *\ndisallow: "+pattern+"\ncontent-usage: "+pattern+" x=y"), "a", path)
	})
}

func trimBlanksString(s string) string { return strings.Trim(s, slowSpace) }

// TestRandomFiles compares many small files made of the bytes that matter, which
// plain fuzzing seldom puts together.
func TestRandomFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(9309, 5))
	rounds := 20000
	if testing.Short() {
		rounds = 2000
	}
	for range rounds {
		body := randomFile(random)
		for range 4 {
			path := "/" + randomText(random, []string{"a", "b", "/", "*", "$", "%41", "%2a", "%2F", "\xe9", "?", "index.html", "aa"}, 8)
			checkFile(t, body, pick(random, "a", "b", "bot", "", "a1"), path)
			if t.Failed() {
				return
			}
		}
	}
}

func randomFile(random *rand.Rand) []byte {
	patterns := []string{"/", "/", "a", "a", "b", "*", "*", "$", "%41", "%2a", "%2f", "\xe9", " ", "/index.htm", "#", "\x00", ":"}
	var body strings.Builder
	for range random.IntN(12) {
		switch random.IntN(6) {
		case 0, 1:
			body.WriteString(pick(random, "user-agent:", "User-Agent :", "useragent ", "user-agent:", "\vuser agent: "))
			body.WriteString(pick(random, "*", "*", "* x", "a", "b", "bot", "A/1", "a b", "b1", "1", ""))
		case 2, 3:
			body.WriteString(pick(random, "allow:", "Disallow: ", "disalow\t", "allow:", "disallow:", " disallow:", "allow") + pick(random, "/", "/", "/", "*", ""))
			body.WriteString(randomText(random, patterns, 6))
		case 4:
			body.WriteString(pick(random, "content-usage:", "Content-Usage : ", "\tcontent-usage: ") + pick(random, "/", "/", "/", "*", ""))
			body.WriteString(randomText(random, patterns, 5) + pick(random, " x=y", "\tx=y", " x=y", ""))
		default:
			body.WriteString(pick(random, "sitemap:", "noise", "#", "allow", "\v", "crawl-delay: 1", ""))
		}
		body.WriteString(pick(random, "\n", "\n", "\n", "\r\n", "\r", "\n\n"))
	}
	return []byte(body.String())
}

func randomText(random *rand.Rand, pieces []string, most int) string {
	var text strings.Builder
	for range random.IntN(most) {
		text.WriteString(pick(random, pieces...))
	}
	return text.String()
}

func pick(random *rand.Rand, from ...string) string { return from[random.IntN(len(from))] }
