package controltokens

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
	"github.com/proviso-signals/proviso/robots"
)

// names is which tokens a robots.txt names, and what it says to them.
type names struct {
	tokens []named
	// closing are the rules that may close a path, by line, in the groups that name a
	// token.
	closing  map[int]rule
	problems []proviso.Problem
}

// named is a token that a group names.
type named struct {
	token *carrier.Token
	rules *robots.Rules
}

// rule is a Disallow line.
type rule struct{ pattern, text string }

type namesKey struct{}

// namesOf reads a robots.txt once; nil where it names no token and nothing like one,
// as most do not.
func namesOf(a *carrier.Artifact) *names {
	file := carrier.RobotsOf(a)
	if file == nil {
		return nil
	}
	return a.Parsed(namesKey{}, func(a *carrier.Artifact) any {
		if !mentions(a.Body) {
			return (*names)(nil)
		}
		return newNames(file)
	}).(*names)
}

// newNames looks up every token.
func newNames(file *robots.File) *names {
	n := new(names)
	for i := range tokens {
		if rules := file.For(tokens[i].Token); rules.Named() {
			n.tokens = append(n.tokens, named{&tokens[i], rules})
		}
	}
	groups := make(map[int]bool)
	for i, group := range file.Groups() {
		for j := range group.Agents {
			if named, near := n.agent(&group.Agents[j]); named {
				groups[i] = true
			} else if near != "" {
				n.misspelt(&group.Agents[j], near)
			}
		}
	}
	if len(n.tokens) == 0 {
		if len(n.problems) == 0 {
			return nil
		}
		return n
	}
	n.closing = make(map[int]rule)
	for l := range file.Lines() {
		if l.Kind == robots.Disallow && groups[l.Group] {
			n.closing[l.Number] = rule{
				pattern: carrier.Clip(string(l.Value), carrier.MaxRaw),
				text:    carrier.Clip(strings.Trim(string(l.Text), " \t"), carrier.MaxRaw),
			}
		}
	}
	return n
}

// agent tells whether a user-agent line names one of the tokens that the file names, or
// else which token it nearly names.
func (n *names) agent(agent *robots.Agent) (names bool, near string) {
	for i := range n.tokens {
		if strings.EqualFold(n.tokens[i].token.Token, agent.Token) {
			return true, ""
		}
	}
	value := carrier.Clip(string(agent.Value), maxQuoted)
	for i := range tokens {
		if token := tokens[i].Token; !strings.EqualFold(token, agent.Token) && bare(value) == bare(token) {
			return false, token
		}
	}
	return false, ""
}

// MaxProblems bounds the problems that are told of one file.
const MaxProblems = 8

// maxQuoted bounds what is quoted of the input in a hint, in bytes.
const maxQuoted = 60

// CodeMisspelt marks a user-agent line that nearly names a token.
const CodeMisspelt = "control-tokens-misspelt"

var codes = []carrier.Code{
	{Code: CodeMisspelt, Meaning: "A user-agent line nearly names a token that controls, and names nobody; nothing is said to its operator."},
}

func (n *names) misspelt(agent *robots.Agent, token string) {
	if len(n.problems) == MaxProblems {
		return
	}
	n.problems = append(n.problems, proviso.Problem{
		Code: CodeMisspelt, Severity: proviso.Warning, Where: proviso.Where{Source: Source, Line: agent.Line},
		Hint: strconv.Quote(carrier.Clip(string(agent.Value), maxQuoted)) + " is nobody's token, so the group says nothing to the operator of " + token + ", which may be meant",
		Mend: "User-agent: " + token,
	})
}

// bare drops case and what people put between the words of a name.
func bare(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// mentions is a sieve: it reports whether a token, or something like one, may stand in
// a text. Every token has an "x" in it, which few other words of a robots.txt have, and
// is told by the letters behind.
func mentions(text []byte) bool {
	for _, x := range [...]byte{'x', 'X'} {
		for from := 0; ; {
			i := bytes.IndexByte(text[from:], x)
			if i < 0 {
				break
			}
			from += i + 1
			for _, rest := range [...]string{"tended", "additional"} {
				if behind := text[from:]; len(behind) >= len(rest) && strings.EqualFold(string(behind[:len(rest)]), rest) {
					return true
				}
			}
		}
	}
	return false
}
