package robots

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// patience is how long the worst of the files below may take. It is far more than
// any of them needs, and far less than anything that grows with the square of
// MaxSize would.
const patience = 5 * time.Second

// TestHostileFiles parses, compiles and asks files that are made to be slow.
func TestHostileFiles(t *testing.T) {
	head := "user-agent: *\n"
	var chain, wide, wilds, usages, agents strings.Builder
	for i := 1; chain.Len() < MaxSize-2000; i++ {
		chain.WriteString("disallow: /" + strings.Repeat("a", i) + "\n")
	}
	for i := 0; wilds.Len() < MaxSize-100; i++ {
		fmt.Fprintf(&wilds, "allow:/*%x*a\n", i)
		fmt.Fprintf(&wide, "allow:/%x\n", i)
		fmt.Fprintf(&usages, "content-usage:/*%x* a=b\n", i%100)
		fmt.Fprintf(&agents, "user-agent:%s\n", token(i))
	}
	ties := ""
	for i := range 700 {
		ties += "content-usage: /" + strings.Repeat("a", i) + strings.Repeat("*", 700-i) + " x=y\n"
	}
	files := map[string]string{
		"a chain of prefixes":       head + chain.String(),
		"many rules":                head + wide.String(),
		"many wildcard rules":       head + wilds.String(),
		"many usages":               head + usages.String(),
		"usages of one length":      head + ties,
		"many agents":               agents.String() + "disallow: /\n",
		"only line feeds":           strings.Repeat("\n", MaxSize),
		"only carriage returns":     strings.Repeat("\r", MaxSize),
		"only CRLF":                 strings.Repeat("\r\n", MaxSize/2),
		"one line":                  strings.Repeat("a", MaxSize),
		"only NULs":                 strings.Repeat("\x00", MaxSize),
		"only colons":               strings.Repeat(":", MaxSize),
		"misspelt keys":             strings.Repeat("disalllow:\n", MaxSize/11),
		"empty groups":              strings.Repeat("user-agent:\nallow:\n", MaxSize/19),
		"stars and letters":         head + "disallow: /" + strings.Repeat("*a", 8000) + "\n",
		"a star and a long literal": head + strings.Repeat("disallow: /*"+strings.Repeat("a", 60)+"b*"+strings.Repeat("a", 60)+"b$\n", MaxSize/140),
	}
	paths := []string{"/", "/" + strings.Repeat("a", 2000), "/" + strings.Repeat("ab", 1000), "/" + strings.Repeat("%61", 700)}
	for name, body := range files {
		t.Run(name, func(t *testing.T) {
			if len(body) > MaxSize {
				body = body[:MaxSize]
			}
			start := time.Now()
			file := Parse([]byte(body))
			for _, token := range []string{"*", "bot-a", "b1"} {
				for _, path := range paths {
					file.For(token).Match(path)
				}
			}
			for range file.Lines() {
			}
			file.Groups()
			if n := len(file.Problems()); n > MaxProblems+2 {
				t.Errorf("%d problems", n)
			}
			if took := time.Since(start); took > patience {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestGlobIsLinear doubles pattern and path, and takes the growth for a measure.
func TestGlobIsLinear(t *testing.T) {
	for name, make := range map[string]func(n int) (pattern, path string){
		"stars and letters":    func(n int) (string, string) { return strings.Repeat("*a", n) + "b", strings.Repeat("a", n) },
		"a literal that fails": func(n int) (string, string) { return "*" + strings.Repeat("a", 60) + "b", strings.Repeat("a", n) },
		"a long literal":       func(n int) (string, string) { return "*" + strings.Repeat("a", n/2) + "b", strings.Repeat("a", n) },
		"two literals": func(n int) (string, string) {
			return "*" + strings.Repeat("ab", n/8) + "*" + strings.Repeat("ba", n/8) + "c$", strings.Repeat("ab", n)
		},
	} {
		took := func(n int) time.Duration {
			pattern, path := make(n)
			tail := newTail(pattern)
			best := time.Hour
			for range 5 {
				start := time.Now()
				tail.match(path)
				best = min(best, time.Since(start))
			}
			return best
		}
		const n = 1 << 15
		small, large := took(n), took(8*n)
		if large > 24*small+time.Millisecond {
			t.Errorf("%s: %d bytes take %v, eight times as many %v", name, n, small, large)
		}
	}
}

func TestParseKeepsToItsBody(t *testing.T) {
	body := []byte("user-agent: a\ndisallow: /x\n")
	before := bytes.Clone(body)
	file := Parse(body)
	file.Problems()
	file.For("a").Match("/x")
	if !bytes.Equal(body, before) {
		t.Error("the body was changed")
	}
}
