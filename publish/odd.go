package publish

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
)

// Unneeded is a regular expression for percent-encodings of what RFC 3986 section 2.3 calls
// unreserved: letters, digits, "-", ".", "_" and "~".
const Unneeded = `%(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])`

// Odd is the value of Content-Usage for requests whose target is oddly spelt, so that no
// regular expression can tell which rule is for it: a target with [Unneeded] encodings, with a
// byte that is not printable ASCII, or that does not begin with "/". Each use about which rules
// differ is refused there: what one of them allows must not be given away where another one is
// silent. Losses tell, once for each use, what such requests are not told. It is not needed
// where all paths are told the same.
//
// There has to be something to say; see [Saying.Silent].
func (s *Saying) Odd() (value string, losses []Loss, needed bool) {
	said := s.Rules
	if s.Rules[0].Scope != "" { // there are paths of which nobody speaks
		said = append(said[:len(said):len(said)], Rule{})
		needed = true
	}
	all := s.Whole().Outcomes
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		for _, r := range said {
			if !r.Outcomes[use].Equal(s.Whole().Outcomes[use]) {
				all[use] = proviso.Denied()
			}
		}
		for _, r := range said {
			if !r.Outcomes[use].Equal(all[use]) {
				losses = append(losses, Loss{Scope: r.Scope, Loss: proviso.Loss{
					Use: use, Said: r.Outcomes[use], Form: use.String() + "=n",
					Why: "a request that spells its address oddly, such as /%70hotos/ for /photos/, is refused what the site says differently here and there",
				}})
				break
			}
		}
	}
	value, _, err := expr.Write(all)
	if err != nil { // the package promises that there is none
		value = "train-ai=n, ai-use=n, search=n"
	}
	for _, r := range s.Rules {
		needed = needed || r.Value != value
	}
	if !needed {
		return "", nil, false
	}
	return value, losses, true
}
