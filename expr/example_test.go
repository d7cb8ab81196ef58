package expr_test

import (
	"fmt"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

func Example() {
	reading := expr.Read([]byte("train-ai=n;exceptions=cc-cr, search=y"), nil)
	for _, u := range proviso.Uses() {
		fmt.Printf("%s: %s\n", u, reading.Outcomes[u])
	}
	// Output:
	// train-ai: conditional: credit
	// ai-use: unstated
	// search: allow
	// tdm: unstated
}

// One space makes the text no dictionary, and then it says nothing at all: not
// even that training is denied. The problem says what was probably meant.
func ExampleRead_broken() {
	src := &expr.Source{Where: proviso.Where{Source: "robots.txt", Line: 3, Column: 16}}
	reading := expr.Read([]byte("train-ai = n"), src)
	fmt.Println(reading.Outcomes[proviso.TrainAI])
	for _, p := range reading.Problems {
		fmt.Println(p.Where, p.Severity, p.Code)
		fmt.Println(p.Mend)
	}
	// Output:
	// unstated
	// robots.txt:3:24 fault expression-syntax
	// train-ai=n
}

func ExampleWrite() {
	signal, _ := proviso.SignalNamed("cc-cr-ec")
	var o proviso.Outcomes
	o[proviso.TrainAI] = signal.Outcome()
	o[proviso.Search] = proviso.Allowed()
	o[proviso.TDM] = proviso.Denied()
	text, losses, err := expr.Write(o)
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
	for _, l := range losses {
		fmt.Printf("%s=%s is not said: %s\n", l.Use, l.Said, l.Why)
	}
	// Output:
	// train-ai=n;exceptions=cc-cr-ec, search=y
	// tdm=deny is not said: AIPREF has no label for automated analysis other than generative AI and search
}

// The example in the README of CC signals was written for vocab-02, whose label
// no reader knows any more.
func ExampleMigrate() {
	from, _ := expr.RevisionNamed("vocab-02")
	m, err := expr.Migrate([]byte("all=n, train-genai=n;exceptions=cc-cr-ec"), from)
	if err != nil {
		panic(err)
	}
	fmt.Println(m.Text)
	for _, l := range m.Lost {
		fmt.Printf("lost from %s: %s\n", l.Member, l.Why)
	}
	// Output:
	// train-ai=n;exceptions=cc-cr-ec, ai-use=n, search=n
	// lost from all=n: it covers any other automated analysis, such as statistics and training models that generate nothing, which no label says now
}
