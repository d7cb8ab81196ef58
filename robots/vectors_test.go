package robots

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// minVerdicts is how many questions testdata/verdicts.txt asks at least.
const minVerdicts = 170

// TestVerdicts runs testdata/verdicts.txt through the package and through the
// reference of this package's tests.
func TestVerdicts(t *testing.T) {
	text, err := os.ReadFile("testdata/verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for block := range strings.SplitSeq(string(text), "\n== ") {
		name, block, found := strings.Cut(block, "\n")
		if strings.HasPrefix(name, "#") {
			continue
		}
		if !found {
			t.Fatalf("%s: nothing asked", name)
		}
		body, questions, _ := strings.Cut("\n"+block, "\n-- ")
		body = strings.TrimPrefix(body+"\n", "\n")
		file := []byte(unescape(t, body))
		for question := range strings.SplitSeq(strings.TrimSpace(questions), "\n-- ") {
			askVerdict(t, name, file, strings.TrimSpace(question))
			asked++
		}
	}
	if asked < minVerdicts {
		t.Errorf("only %d questions asked, want %d or more", asked, minVerdicts)
	}
}

// askVerdict asks "TOKEN URL allowed|disallowed [by LINE]".
func askVerdict(t *testing.T, name string, body []byte, question string) {
	t.Helper()
	words := strings.Split(question, " ")
	if len(words) != 3 && (len(words) != 5 || words[3] != "by") || words[2] != "allowed" && words[2] != "disallowed" {
		t.Fatalf("%s: cannot read %q", name, question)
	}
	for i, w := range words[:2] {
		words[i] = unescape(t, strings.ReplaceAll(w, `""`, ""))
	}
	path := PathOf(words[1])
	allowed, line := Parse(body).For(words[0]).Access(path)
	if allowed != (words[2] == "allowed") {
		t.Errorf("%s: %s: allowed = %v by line %d", name, question, allowed, line)
	}
	if len(words) == 5 && strconv.Itoa(line) != words[4] {
		t.Errorf("%s: %s: decided by line %d", name, question, line)
	}
	checkFile(t, body, words[0], path)
}

func unescape(t *testing.T, s string) string {
	t.Helper()
	s = strings.ReplaceAll(strings.ReplaceAll(s, `"`, `\"`), "\n", `\n`)
	s, err := strconv.Unquote(`"` + s + `"`)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return s
}
