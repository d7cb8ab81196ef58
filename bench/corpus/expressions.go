package corpus

import (
	"math/rand/v2"
	"strings"
)

// Expressions are content usage expressions of the sort that sites send: one
// preference, two, and one with all that the syntax has.
var Expressions = []struct{ Name, Text string }{
	{"one", "train-ai=n"},
	{"two", "train-ai=n, search=y"},
	{"conditions", "train-ai=n;exceptions=cc-cr, ai-use=n;exceptions=cc-cr-ec, search=y"},
	{"everything", `train-ai=n;exceptions="https://a.example/t";since=@1767225600, x=(a b;c=1.5), search;q=?0`},
}

// pieces are what dictionaries are made of, in order and out of it.
var pieces = []string{"train-ai", "ai-use", "search", "a", "*b", "A", "_", "=", "=", "=", "y", "n", "Y", ";", ";", ",", ", ", " ,", "\t,", " ", "  ", "\t",
	"?1", "?0", "?2", "1", "-1", "1.5", "1.", "999999999999999", "1234567890123456", "123456789012.123", "1.1234", "\"x\"", "\"\\\"\"", "\"\\x\"", "\"é\"", "\"",
	"tok/en:*", ":YQ==:", ":=:", ":Y Q=:", "@1", "@-5", "@1.5", "%\"a%c3%a9\"", "%\"%C3%A9\"", "%\"%ff\"", "%\"a\"", "(", ")", "(a b)", "( a  b )", "(a,b)", "();x", "exceptions=cc-cr", "x=y", "a=1", "\x00", "é", "-"}

// OddExpression makes a text that may or may not be a dictionary.
func OddExpression(random *rand.Rand) string {
	var b strings.Builder
	for i := range 1 + random.IntN(4) {
		if i > 0 {
			b.WriteString(pick(random, ",", ", ", " , ", ""))
		}
		b.WriteString(pick(random, "train-ai", "a", "search", "*"))
		for range random.IntN(5) {
			b.WriteString(pick(random, "=", ";", "=y", ";x=1", ""))
			if random.IntN(2) == 0 {
				b.WriteString(pieces[random.IntN(len(pieces))])
			}
		}
	}
	return b.String()
}
