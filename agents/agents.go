// Package agents is a dated table of product tokens: whose each is, what it is for,
// and what is known of whether it follows robots.txt. It is data with a source and a
// date per row, for reading statements that are addressed to an operator or that use
// a token which only controls.
//
// A row rests on the page that Source names, in the state of Date: the operator's own
// page where one speaks about the token, and otherwise the list that the
// ai-robots-txt project keeps (github.com/ai-robots-txt/ai.robots.txt). Rows go out
// of date; a newer row replaces an older one, with its date.
//
// Nothing here decides anything by itself. A token that is not in the table is not
// thereby unknown to its owner, and an operator that is not named is bound by what is
// said to its tokens all the same.
package agents

// Agent is one product token.
type Agent struct {
	Token    string // as its operator spells it: "GPTBot"
	Operator string // "OpenAI"
	Purposes []Purpose
	// Control is set for a token by which an owner tells its operator what may be done
	// with what other crawlers of that operator fetch: "Google-Extended". Mostly no
	// crawler goes by such a token at all.
	Control bool
	Honours Honour // whether the operator says it follows robots.txt
	Source  string // URL of where this was read
	Date    string // when it was true, as YYYY-MM-DD
	Note    string
}

// Purpose is what a product fetches for; for a token that controls, what it controls.
type Purpose string

const (
	Training  Purpose = "training"  // training models
	Grounding Purpose = "grounding" // input to generative answers
	Indexing  Purpose = "search"    // a search index
	UserFetch Purpose = "user"      // at a user's request
	Dataset   Purpose = "dataset"   // a dataset for any use
	Other     Purpose = "other"
)

// Honour is what is known of whether a product follows robots.txt.
type Honour string

const (
	Yes      Honour = "yes"
	No       Honour = "no"
	Disputed Honour = "disputed" // the operator makes exceptions, or others say it does not
	Unknown  Honour = "unknown"
)

// All lists every agent, by token without regard to case. Read-only.
func All() []Agent { return table }

// maxToken is the longest token that is looked up, in bytes; a test keeps the table
// below it.
const maxToken = 64

// byToken finds the row of a token in lower case.
var byToken = func() map[string]int {
	rows := make(map[string]int, len(table))
	for i := range table {
		var buffer [maxToken]byte
		if folded, ok := fold(&buffer, table[i].Token); ok {
			rows[string(folded)] = i
		}
	}
	return rows
}()

// fold puts a token in lower case and cuts a version behind "/", as it is looked for
// in user-agent lines too. It is not ok for a token that no row can have.
func fold(buffer *[maxToken]byte, token string) (folded []byte, ok bool) {
	for i := range len(token) {
		c := token[i]
		if c == '/' {
			return buffer[:i], true
		}
		if i == maxToken {
			return nil, false
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buffer[i] = c
	}
	return buffer[:len(token)], true
}

// Named finds an agent by its product token, without regard to the case of ASCII
// letters and to a version behind "/". It allocates nothing.
func Named(token string) (Agent, bool) {
	var buffer [maxToken]byte
	folded, ok := fold(&buffer, token)
	if !ok {
		return Agent{}, false
	}
	row, ok := byToken[string(folded)]
	if !ok {
		return Agent{}, false
	}
	return table[row], true
}

// Operators names who runs the products, each once, in the order of the tokens. It is
// nil where none of them is known.
func Operators(tokens []string) []string {
	var names []string
next:
	for _, token := range tokens {
		agent, ok := Named(token)
		if !ok {
			continue
		}
		for _, name := range names {
			if name == agent.Operator {
				continue next
			}
		}
		names = append(names, agent.Operator)
	}
	return names
}
