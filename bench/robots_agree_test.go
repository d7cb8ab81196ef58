package bench

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/robots"
)

// corpusVariable names the environment variable with a folder of robots.txt files.
const corpusVariable = "ROBOTS_CORPUS"

// judge answers questions about a file for another implementation.
type judge func(body []byte, questions []corpus.Question) []peer.Answer

func oracleJudge(t *testing.T) judge {
	oracle, err := peer.StartOracle()
	if err != nil {
		t.Fatal(err)
	}
	if oracle == nil {
		t.Skipf("SKIPPED: %s names no program that answers for google/robotstxt", peer.OracleVariable)
	}
	t.Cleanup(func() { oracle.Close() })
	return func(body []byte, questions []corpus.Question) []peer.Answer {
		answers, err := oracle.Verdicts(body, questions)
		if err != nil {
			t.Fatal(err)
		}
		return answers
	}
}

// tally counts what was asked and how often the answers differed.
type tally struct{ files, questions, disallowed, verdicts, lines int }

// compare holds our answers against those of a judge: exactly, without the
// departures that robots.For makes.
func (c *tally) compare(t *testing.T, name string, body []byte, questions []corpus.Question, judge judge) {
	t.Helper()
	if len(questions) == 0 {
		return
	}
	file := robots.Parse(body)
	rules := map[string]*robots.Rules{}
	c.files++
	for i, want := range judge(body, questions) {
		q := questions[i]
		if rules[q.Token] == nil {
			rules[q.Token] = file.For(q.Token)
		}
		allowed, line := rules[q.Token].Access(robots.PathOf(q.URL))
		c.questions++
		if !want.Allowed {
			c.disallowed++
		}
		if allowed != want.Allowed {
			c.verdicts++
			t.Errorf("%s: %q for %q is %v by line %d, want %v by line %d", name, q.URL, q.Token, allowed, line, want.Allowed, want.Line)
		}
		// An empty pattern, which we count as no match, has a line there.
		if line != 0 && line != want.Line {
			c.lines++
			t.Errorf("%s: %q for %q is decided by line %d, want %d", name, q.URL, q.Token, line, want.Line)
		}
	}
}

func (c *tally) report(t *testing.T) {
	t.Logf("%d files, %d questions, %d of them disallowed: %d verdicts differ, %d lines differ", c.files, c.questions, c.disallowed, c.verdicts, c.lines)
}

// TestOddFilesAgreeWithGoogle asks about files made of everything odd.
func TestOddFilesAgreeWithGoogle(t *testing.T) {
	judge := oracleJudge(t)
	random := rand.New(rand.NewPCG(1994, 9309))
	files := 200000
	if testing.Short() {
		files = 20000
	}
	var count tally
	for range files {
		body := corpus.Odd(random)
		questions := append(corpus.Questions(random, body, 12), corpus.Question{Token: pickToken(random), URL: "/a/b"})
		// An empty token means everyone here, and there whoever has an empty name; a
		// version behind a token is cut here, and there makes it another name.
		questions = slices.DeleteFunc(questions, func(q corpus.Question) bool {
			return q.Token == "" || strings.Contains(q.Token, "/")
		})
		count.compare(t, "odd file "+string(body), body, questions, judge)
		if t.Failed() {
			break
		}
	}
	count.report(t)
}

func pickToken(random *rand.Rand) string {
	return []string{"", "*", "bot1", "Googlebot/2.1", "a b", "\xff"}[random.IntN(6)]
}

// TestOddFilesAgreeWithGrobotstxt asks about the same files, where grobotstxt
// follows Google. It needs nothing from outside.
func TestOddFilesAgreeWithGrobotstxt(t *testing.T) {
	random := rand.New(rand.NewPCG(2020, 9309))
	var count tally
	for range 200000 {
		body := corpus.Odd(random)
		questions := followed(body, corpus.Questions(random, body, 12))
		count.compare(t, "odd file "+string(body), body, questions, peer.Grobotstxt)
		if t.Failed() {
			break
		}
	}
	count.report(t)
}

// plainForGrobotstxt leaves out files with bytes that grobotstxt reads otherwise
// than Google: NUL, anything that is not ASCII, and "%".
func plainForGrobotstxt(body []byte) bool {
	return !bytes.ContainsFunc(body, func(r rune) bool { return r == 0 || r >= 0x80 || r == '%' })
}

// followed picks the questions in which grobotstxt follows Google.
func followed(body []byte, questions []corpus.Question) []corpus.Question {
	if !plainForGrobotstxt(body) {
		return nil
	}
	return slices.DeleteFunc(questions, func(q corpus.Question) bool {
		return !slices.Contains(corpus.KnownTokens, q.Token) || !peer.GrobotstxtFollowsGoogle(body, q)
	})
}

// TestRealFilesAgreeWithGoogle asks about a folder of real files.
func TestRealFilesAgreeWithGoogle(t *testing.T) {
	testRealFiles(t, oracleJudge(t), 500, func(_ []byte, questions []corpus.Question) []corpus.Question { return questions })
}

// TestRealFilesAgreeWithGrobotstxt asks about a folder of real files, where
// grobotstxt follows Google.
func TestRealFilesAgreeWithGrobotstxt(t *testing.T) { testRealFiles(t, peer.Grobotstxt, 100, followed) }

func testRealFiles(t *testing.T, judge judge, each int, choose func([]byte, []corpus.Question) []corpus.Question) {
	folder := os.Getenv(corpusVariable)
	if folder == "" {
		t.Skipf("SKIPPED: %s names no folder of robots.txt files", corpusVariable)
	}
	var count tally
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		body = body[:robots.Parse(body).Size()] // what lies beyond the limit is not compared
		random := rand.New(rand.NewPCG(uint64(len(body)), 0))
		n := max(20, min(each, each*20000/(len(body)+1)))
		count.compare(t, entry.Name(), body, choose(body, corpus.Questions(random, body, n)), judge)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count.files == 0 {
		t.Fatalf("no files in %s", folder)
	}
	count.report(t)
}
