package choose

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// otherwise is what changes if somebody answers otherwise.
type otherwise struct {
	Use     string // in words
	Options []instead
}

// instead is another answer, and what would be different.
type instead struct {
	Answer, Class, Title string
	Effect               string // a sentence
	Token                string // what machines would read about this use; empty for nothing
	Href                 string // the page with that answer
}

// neighbours are the answers with which one is compared: the nearest looser one, the
// nearest stricter one, and what lies across.
var neighbours = map[string][]string{
	"allow":    {"cc-cr", "deny"},
	"cc-cr":    {"allow", "cc-cr-ec", "deny"},
	"cc-cr-dc": {"cc-cr", "deny"},
	"cc-cr-ec": {"cc-cr", "deny"},
	"cc-cr-op": {"cc-cr", "deny"},
	"deny":     {"cc-cr", "unstated"},
	"unstated": {"cc-cr", "deny"},
}

// plainNeighbours are those about search, where hardly anybody asks for something.
var plainNeighbours = map[string][]string{"allow": {"deny", "unstated"}, "deny": {"allow", "unstated"}, "unstated": {"allow", "deny"}}

// compared tells what would change, for each use that was answered.
func (f *form) compared(p *preview) {
	for _, u := range proviso.Uses() {
		answer := f.said(u)
		others := neighbours[answer]
		if u == proviso.Search && plainNeighbours[answer] != nil {
			others = plainNeighbours[answer]
		}
		o := otherwise{Use: plainUse[u]}
		for _, other := range others {
			o.Options = append(o.Options, instead{
				Answer: other, Class: class(other), Title: f.titleOf(u, other),
				Effect: effect(u, answer, other), Token: token(u, other), Href: f.href(Path, u.String(), other) + "#result",
			})
		}
		if len(o.Options) > 0 {
			p.Otherwise = append(p.Otherwise, o)
		}
	}
}

// effect says in a sentence what would be different with another answer.
func effect(u proviso.Use, from, to string) string {
	switch {
	case u == proviso.Search && to == "deny":
		return "Search engines would be asked not to list it."
	case u == proviso.Search && to == "allow":
		return "Search engines would have your yes."
	}
	switch to {
	case "allow":
		if from == "unstated" || from == "deny" {
			return whoever[u] + " would have your yes, and would owe nothing in return."
		}
		return whoever[u] + " would owe nothing in return, not even credit."
	case "deny":
		if from == "unstated" {
			return "A no would be said, where now nothing is."
		}
		return whoever[u] + " would have your no, whatever they offer in return."
	case "unstated":
		return "Nothing would be said. That is neither yes nor no: what the law says would hold, and others would read into it what they like."
	case "cc-cr-ec":
		return "Besides credit, something would have to be given back to the commons."
	}
	switch from { // to credit
	case "allow":
		return "Credit would be asked for. Machines that do not know the condition would read a no."
	case "deny":
		return "Whoever gives credit would have your yes. Machines that do not know the condition would still read a no."
	case "unstated":
		return "Whoever gives credit would have your yes. Machines that do not know the condition would read a no."
	case "cc-cr-op":
		return "Credit would be enough: the AI system would not need to be open."
	}
	return "Credit would be enough: no contribution would be asked for."
}

var whoever = [4]string{
	proviso.TrainAI: "Whoever trains generative AI", proviso.AIUse: "Whoever makes AI answers",
	proviso.Search: "Search engines", proviso.TDM: "Whoever analyses it in other ways",
}

// token is what machines would read about one use.
func token(u proviso.Use, answer string) string {
	var all proviso.Outcomes
	switch answer {
	case "allow":
		all[u] = proviso.Allowed()
	case "deny":
		all[u] = proviso.Denied()
	default:
		if signal, ok := proviso.SignalNamed(answer); ok {
			all[u] = signal.Outcome()
		}
	}
	text, _, err := expr.Write(all)
	if err != nil {
		return ""
	}
	return text
}
