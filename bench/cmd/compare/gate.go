package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/proviso-signals/proviso/bench/corpus"
	"github.com/proviso-signals/proviso/bench/peer"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/robots"
)

// equal compares all answers and sums up. Peers that follow the same rules must
// agree; temoto/robotstxt does not, and is counted.
func equal(oracle *peer.Oracle) (string, error) {
	var report strings.Builder
	report.WriteString("Equal answers\n\n")
	for _, size := range corpus.Sizes {
		body, questions := corpus.Robots(size), questions(size)
		ours := answers(body, questions)
		if n := differing(ours, peer.Grobotstxt(body, questions)); n > 0 {
			return "", fmt.Errorf("%s: grobotstxt gives %d other answers of %d", size.Name, n, len(questions))
		}
		judges := "grobotstxt"
		if oracle != nil {
			theirs, err := oracle.Verdicts(body, questions)
			if err != nil {
				return "", err
			}
			if n := differing(ours, theirs); n > 0 {
				return "", fmt.Errorf("%s: google/robotstxt gives %d other answers of %d", size.Name, n, len(questions))
			}
			judges += " and google/robotstxt"
		}
		disallowed := 0
		for _, a := range ours {
			if !a.Allowed {
				disallowed++
			}
		}
		fmt.Fprintf(&report, "- robots.txt %s, %d bytes: %d verdicts, %d of them disallowed, as by %s; temoto gives %d others\n",
			size.Name, len(body), len(ours), disallowed, judges, differing(ours, peer.Temoto(body, questions)))
	}
	texts, read, err := equalExpressions()
	fmt.Fprintf(&report, "- expressions: %d texts, %d of them dictionaries, as by httpsfv\n\n", texts, read)
	return report.String(), err
}

func questions(size corpus.Size) []corpus.Question {
	paths := corpus.Paths(size, 1000)
	questions := make([]corpus.Question, len(paths))
	for i, p := range paths {
		questions[i] = corpus.Question{Token: corpus.Asker, URL: "https://example.com" + p}
	}
	return questions
}

func answers(body []byte, questions []corpus.Question) []peer.Answer {
	file := robots.Parse(body)
	answers := make([]peer.Answer, len(questions))
	for i, q := range questions {
		answers[i].Allowed, answers[i].Line = file.For(q.Token).Access(robots.PathOf(q.URL))
	}
	return answers
}

func differing(ours, theirs []peer.Answer) int {
	n := 0
	for i := range ours {
		if ours[i].Allowed != theirs[i].Allowed {
			n++
		}
	}
	return n
}

func equalExpressions() (texts, read int, err error) {
	random := rand.New(rand.NewPCG(9651, 1))
	for range 50000 {
		text := corpus.OddExpression(random)
		texts++
		ours := !expr.Read([]byte(text), nil).Failed
		if ours != peer.Dictionary(text) {
			return texts, read, fmt.Errorf("httpsfv differs about %q", text)
		}
		if ours {
			read++
		}
	}
	return texts, read, nil
}
