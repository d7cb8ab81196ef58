package contentsignal

import (
	"errors"
	"strings"

	"github.com/proviso-signals/proviso"
	"github.com/proviso-signals/proviso/carrier"
)

// ErrScope is returned for a statement about a part of a site. No published text knows
// Content-Signal lines for a path; a header field on the responses in question can say
// it.
var ErrScope = errors.New("contentsignal: a Content-Signal line is about a whole site, not about a path")

var forms = []carrier.Form{
	{
		Name: "robots", Place: "the value of a Content-Signal line in a group of robots.txt, with an Allow or Disallow line behind it",
		Write: func(s carrier.Said) (string, []proviso.Loss, error) {
			if s.Scope != "" && s.Scope != "/" {
				return "", nil, ErrScope
			}
			text, losses := write(s.Outcomes)
			return text, losses, nil
		},
	},
	{
		Name: "header", Place: "the value of the response header field Content-Signal",
		Write: func(s carrier.Said) (string, []proviso.Loss, error) {
			text, losses := write(s.Outcomes)
			return text, losses, nil
		},
	},
}

// written are the signals in the order of the policy text.
var written = []struct {
	use proviso.Use
	key string
}{{proviso.Search, "search"}, {proviso.AIUse, "ai-input"}, {proviso.TrainAI, "ai-train"}}

// write says outcomes in yes and no. A condition becomes a no: there is no form for
// it, and a yes would permit more than was meant. The levels of the signal use are
// never written; they are a test of its author.
func write(o proviso.Outcomes) (string, []proviso.Loss) {
	var members []string
	var losses []proviso.Loss
	trained := ""
	for _, w := range written {
		answer, why := "", ""
		switch o[w.use].Word() {
		case proviso.Unstated:
			continue
		case proviso.Allow:
			answer = "=yes"
		case proviso.Deny:
			answer = "=no"
		case proviso.Conditional:
			answer, why = "=no", "a content signal is yes or no and knows no conditions"
		}
		members = append(members, w.key+answer)
		if w.use == proviso.TrainAI {
			trained = w.key + answer
		}
		if why != "" {
			losses = append(losses, proviso.Loss{Use: w.use, Said: o[w.use], Form: w.key + answer, Why: why})
		}
	}
	if loss, lost := loseTDM(o[proviso.TDM], trained); lost {
		losses = append(losses, loss)
	}
	return strings.Join(members, ", "), losses
}

// loseTDM tells what becomes of other automated analysis, for which there is no signal
// of its own: ai-train=no is about any model and refuses it too.
func loseTDM(said proviso.Outcome, trained string) (loss proviso.Loss, lost bool) {
	loss = proviso.Loss{Use: proviso.TDM, Said: said}
	switch refused := trained == "ai-train=no"; {
	case refused && said.Word() == proviso.Deny, !refused && said.Word() == proviso.Unstated:
		return loss, false
	case refused:
		loss.Form = trained
		loss.Why = "ai-train is about any AI model, so refusing it refuses other automated analysis too"
	default:
		loss.Why = "no content signal is about automated analysis other than training AI, AI input and search"
	}
	return loss, true
}
