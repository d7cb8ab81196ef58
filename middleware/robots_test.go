package middleware

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

func TestMerge(t *testing.T) {
	rules := []Rule{{"", "train-ai=n"}, {"/press/", ""}}
	for _, tt := range []struct{ name, own, want string }{
		{"a site that closes nothing", AllowAll, "User-agent: *\nAllow: /\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n"},
		{"no group for everyone", "User-agent: ABot\nDisallow: /", "User-agent: ABot\nDisallow: /\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n\nUser-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n"},
		{"a comment and no group", "# hello", "# hello\n\nUser-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n"},
		{"several groups, CRLF", "User-agent: *\r\nDisallow: /a\r\nCrawl-delay: 5\r\n\r\nUser-agent: ABot\r\nUser-agent: BBot\r\nAllow: /\r\nSitemap: https://museum.example/s.xml\r\n",
			"User-agent: *\r\nDisallow: /a\r\nContent-Usage: train-ai=n\r\nContent-Usage: /press/ unstated\r\nCrawl-delay: 5\r\n\r\nUser-agent: ABot\r\nUser-agent: BBot\r\nAllow: /\r\nContent-Usage: train-ai=n\r\nContent-Usage: /press/ unstated\r\nSitemap: https://museum.example/s.xml\r\n"},
		{"several rules", "User-agent: *\nDisallow: /a\nAllow: /b\n", "User-agent: *\nDisallow: /a\nAllow: /b\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n"},
		{"a byte order mark", "\uFEFFUser-agent: *\nAllow: /\n", "\uFEFFUser-agent: *\nAllow: /\nContent-Usage: train-ai=n\nContent-Usage: /press/ unstated\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := newSite(&Config{Rules: rules, RobotsTxt: tt.own})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(s.robots.text)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// lines that robots.txt files have.
var robotsLines = []string{
	"User-agent: *", "User-agent: ABot", "user-agent: BBot/1.0", "useragent: C3Bot", "User-agent:", "Disallow: /", "Disallow: /a", "Allow: /a/b", "Disallow:",
	"Allow: /*.jpg$", "Crawl-delay: 5", "# a comment", "", "Sitemap: https://museum.example/s.xml", "Content-Signal: ai-train=no", "nonsense",
}

func randomRobots(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(12) {
		b.WriteString(robotsLines[r.IntN(len(robotsLines))])
		b.WriteString([]string{"\n", "\n", "\n", "\r\n", "\r"}[r.IntN(5)])
	}
	return strings.TrimSuffix(b.String(), []string{"", "\n"}[r.IntN(2)])
}

// TestMergeKeepsAndSays: whatever the site's own robots.txt is, all of it stays in order, no
// crawler may fetch more or less than before, and each is told what is declared.
func TestMergeKeepsAndSays(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	served := 0
	for range 800 {
		d := randomDeclaration(r)
		cfg := Config{Rules: FromDeclaration(d).Rules, RobotsTxt: randomRobots(r)}
		s, err := newSite(&cfg)
		if err != nil || s.robots == nil {
			continue // a path that begins with "*", or no text
		}
		served++
		before, after := robots.Parse([]byte(cfg.RobotsTxt)), robots.Parse(s.robots.text)
		if !subsequence([]byte(cfg.RobotsTxt), s.robots.text) {
			t.Fatalf("something of %q is lost in %q", cfg.RobotsTxt, s.robots.text)
		}
		for _, token := range []string{"*", "ABot", "BBot", "C3Bot", "C", "DBot"} {
			for range 4 {
				target := randomTarget(r)
				was, _ := before.For(token).Access(target)
				is, _ := after.For(token).Access(target)
				if was != is {
					t.Errorf("%s may fetch %q: %v, was %v\n%s", token, target, is, was, s.robots.text)
				}
				// Readers join what several rules say; the field has it as one expression.
				var said proviso.Outcomes
				for _, u := range after.For(token).Usage(target) {
					said = said.Join(expr.Read(u.Text, nil).Outcomes)
				}
				text, _, _ := expr.Write(said)
				if got, want := expr.Read([]byte(text), nil).Outcomes, told(t, d, target); !got.Equal(want) {
					t.Errorf("%s is told %v about %q, declared is %v\n%s", token, got, target, want, s.robots.text)
				}
			}
		}
	}
	if served < 150 {
		t.Errorf("only %d files were served", served)
	}
}

func subsequence(part, whole []byte) bool {
	for _, c := range part {
		i := bytes.IndexByte(whole, c)
		if i < 0 {
			return false
		}
		whole = whole[i+1:]
	}
	return true
}
