package vectors_test

import (
	"fmt"

	"github.com/proviso-signals/proviso/vectors"
)

// A program that is written in Go needs no pipe: ask it and check its answer.
func ExampleCheck() {
	all, err := vectors.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range all {
		if v.ID() != "signals/ai-use-on-credit" {
			continue
		}
		request := vectors.Request(v)
		fmt.Printf("%s\n", request)

		// An answer that forgets the condition.
		answer := []byte(`{"id":"signals/ai-use-on-credit","uses":{"ai-use":{"outcome":"allow","offers":[[]]}}}`)
		for _, d := range vectors.Check(v, answer) {
			fmt.Println(d)
		}
	}
	// Output:
	// {"id":"signals/ai-use-on-credit","url":"https://example.com/","headers":[["Content-Usage","ai-use=n;exceptions=cc-cr"]]}
	// ai-use: want conditional credit, got allow
}
