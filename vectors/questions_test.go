package vectors

import (
	"os"
	"path"
	"regexp"
	"testing"
)

var questionPattern = regexp.MustCompile("`((?:" + suitePattern + ")/[a-z0-9*-]+)`")

const suitePattern = `expression|signals|robots-usage|robots-access|robots-\*|header|content-usage|content-signal|tdmrep|rsl|page-tokens|control-tokens|ai-txt|trust-txt|at-protocol|declaration|licence|image-rights|plus|mark|c2pa|combine|profile|writer`

// Every proposal has its question, and no question is about a vector that is gone.
func TestQuestionsCoverProposals(t *testing.T) {
	text, err := os.ReadFile("QUESTIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	asked := questionPattern.FindAllStringSubmatch(string(text), -1)
	if len(asked) < 50 {
		t.Fatalf("%d patterns found; the pattern for them is wrong", len(asked))
	}
	matched := make(map[string]bool)
	for _, v := range loaded(t) {
		covered := false
		for _, ask := range asked {
			if ok, _ := path.Match(ask[1], v.ID()); ok {
				matched[ask[1]] = true
				covered = true
			}
		}
		if v.Status == Proposal && !covered {
			t.Errorf("%s is a proposal, and QUESTIONS.md does not say why", v.ID())
		}
	}
	for _, ask := range asked {
		if !matched[ask[1]] {
			t.Errorf("QUESTIONS.md speaks of %s, which is no vector", ask[1])
		}
	}
}
