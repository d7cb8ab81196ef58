package robots_test

import (
	"fmt"

	"github.com/proviso-signals/proviso/robots"
)

func Example() {
	file := robots.Parse([]byte(`User-agent: *
Disallow: /drafts/
Content-Usage: train-ai=n
Content-Usage: /press/ train-ai=y
`))
	rules := file.For("ExampleBot")
	for _, url := range []string{"https://example.com/drafts/1", "https://example.com/press/today", "https://example.com/"} {
		verdict := rules.Match(robots.PathOf(url))
		fmt.Println(url, verdict.Allowed)
		for _, usage := range verdict.Usage {
			fmt.Printf("  line %d: %s\n", usage.Line, usage.Text)
		}
	}
	// Output:
	// https://example.com/drafts/1 false
	//   line 3: train-ai=n
	// https://example.com/press/today true
	//   line 4: train-ai=y
	// https://example.com/ true
	//   line 3: train-ai=n
}

func ExampleFile_Problems() {
	file := robots.Parse([]byte("User-agent: *\nDisalow: /\nContent-Useage: train-ai=n\n"))
	for _, p := range file.Problems() {
		fmt.Printf("%d:%d %s\n  %s\n", p.Line, p.Column, p.Code, p.Hint)
	}
	// Output:
	// 2:1 robots-misspelt-key
	//   "Disalow" is taken for "disallow" by some readers only.
	// 3:1 robots-usage-misspelt
	//   "Content-Useage" is not read; "Content-Usage" may be meant.
}
