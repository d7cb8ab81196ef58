package caddy

import (
	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/expr"
	"github.com/proviso-signals/proviso/publish"
)

// oddTarget matches requests whose target is not spelled as patterns are: one that does not
// begin with "/" (a whole URL, "*"), has a byte that is not printable ASCII, or encodes an
// unreserved character.
const oddTarget = `^[^/]|[^!-~]|%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])`

// everythingDenied stands where nothing else can be written.
const everythingDenied = "train-ai=n, ai-use=n, search=n"

// oddValue is what such requests are told: for each use what all rules say about it, and a
// refusal where they differ. It is not needed where all paths are told the same.
func oddValue(s *publish.Saying) (value string, losses []publish.Loss, needed bool) {
	said := make([]proviso.Outcomes, 0, len(s.Rules)+1)
	if s.Rules[0].Scope != "" {
		said = append(said, proviso.Outcomes{}) // paths of which nobody speaks
		needed = true
	}
	for _, r := range s.Rules {
		said = append(said, r.Outcomes)
	}
	all := said[0]
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		for _, o := range said {
			if !o[use].Equal(said[0][use]) {
				all[use] = proviso.Denied()
			}
		}
	}
	value, _, err := expr.Write(all)
	if err != nil { // the package promises that there is none
		value = everythingDenied
	}
	for _, r := range s.Rules {
		needed = needed || r.Value != value
	}
	if !needed {
		return "", nil, false
	}
	return value, oddLosses(s, all), true
}

// oddLosses tells, once for each use, what such requests are not told.
func oddLosses(s *publish.Saying, all proviso.Outcomes) (losses []publish.Loss) {
	for _, use := range []proviso.Use{proviso.TrainAI, proviso.AIUse, proviso.Search} {
		for _, r := range s.Rules {
			if r.Outcomes[use].Equal(all[use]) {
				continue
			}
			losses = append(losses, publish.Loss{Scope: r.Scope, Loss: proviso.Loss{
				Use: use, Said: r.Outcomes[use], Form: use.String() + "=n",
				Why: "a request that spells its address unusually, such as /%70hotos/ for /photos/, is told the strictest of what the site says",
			}})
			break
		}
	}
	return losses
}
